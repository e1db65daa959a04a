//! Who else writes plans, and how each is brought here: crates and wheels under `target`, never
//! into the person's own folders; what only the system can bring, as the checks bring theirs.

use super::program::Side;
use crate::packages::{self, Purpose};
use crate::process::{Log, Program};
use crate::steps::Failure;
use crate::{python, target};
use std::path::Path;

/// The programs that write plans.
const PLANS: &str = "tests/bench";
/// The crates, as `tests/bench/Cargo.toml` pins them.
const CRATES: &str = "krilla 0.8.2, Typst 0.15.1";
/// The wheels, as the machine's Python gets them from its registry.
const REPORTLAB: &str = "reportlab==5.1.0";
const WEASYPRINT: &str = "weasyprint==70.0";

/// A program that does the same work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rival {
    Krilla,
    Typst,
    ReportLab,
    Chromium,
    WeasyPrint,
}

impl Rival {
    pub(crate) const ALL: [Self; 5] =
        [Self::Krilla, Self::Typst, Self::ReportLab, Self::Chromium, Self::WeasyPrint];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Krilla => "krilla",
            Self::Typst => "Typst",
            Self::ReportLab => "ReportLab",
            Self::Chromium => "Chromium",
            Self::WeasyPrint => "WeasyPrint",
        }
    }

    /// Whom ours is compared with, by version where we chose it.
    pub(crate) fn versions() -> String {
        let wheels = [REPORTLAB, WEASYPRINT].map(|pinned| pinned.replace("==", " "));
        format!("{}, {}, the system's Chromium.", CRATES, wheels.join(", "))
    }

    /// Installs what it needs and builds it.
    pub(crate) fn brought(self, root: &Path, log: &mut Log) -> Result<Side, Failure> {
        let name = self.name();
        match self {
            Self::Krilla => {
                built(root, name, (PLANS, "with-krilla"), &["--features", "krilla"], log)
            }
            Self::Typst => built(root, name, (PLANS, "with-typst"), &["--features", "typst"], log),
            Self::ReportLab => {
                packages::ensure(Purpose::Python, log)?;
                wheel(root, name, REPORTLAB, "with_reportlab.py", log)
            }
            Self::WeasyPrint => {
                packages::ensure(Purpose::WeasyPrint, log)?;
                wheel(root, name, WEASYPRINT, "with_weasyprint.py", log)
            }
            Self::Chromium => {
                packages::ensure(Purpose::Chromium, log)?;
                let script = root.join("tests/bench/peers/with_chromium.py");
                Ok(Side::script(name, python::SYSTEM.into(), &script))
            }
        }
    }
}

/// Ours, built as it is released.
pub(crate) fn ours(root: &Path, log: &mut Log) -> Result<Side, Failure> {
    packages::ensure(Purpose::CommandLine, log)?;
    built(root, "ours", (PLANS, "ours"), &[], log)
}

/// A program of a workspace under `tests/bench`, built by itself: what the others need must not change it.
pub(super) fn built(
    root: &Path,
    name: &'static str,
    (workspace, program): (&str, &str),
    features: &[&str],
    log: &mut Log,
) -> Result<Side, Failure> {
    let folder = target(root).join("bench");
    Program::new("cargo", ["build", "--release", "--locked", "--bin", program])
        .arguments(features)
        .folder(&root.join(workspace))
        .env("CARGO_TARGET_DIR", &folder)
        .run(log)
        .map_err(|failure| offline(&log.text(), failure))?;
    let path = folder.join("release").join(format!("{program}{}", std::env::consts::EXE_SUFFIX));
    Ok(Side::new(name, path))
}

fn wheel(
    root: &Path,
    name: &'static str,
    pinned: &str,
    script: &str,
    log: &mut Log,
) -> Result<Side, Failure> {
    let python = python::environment(root, &name.to_lowercase(), pinned, log)
        .map_err(|failure| offline(&log.text(), failure))?;
    Ok(Side::script(name, python, &root.join("tests/bench/peers").join(script)))
}

/// Says plainly when it is the network that is not there.
pub(super) fn offline(said: &str, failure: Failure) -> Failure {
    const SIGNS: [&str; 6] = [
        "Could not resolve host",
        "failed to download",
        "network failure",
        "Temporary failure in name resolution",
        "Failed to establish a new connection",
        "No matching distribution",
    ];
    match SIGNS.iter().any(|sign| said.contains(sign)) {
        true => Failure::new("it is not on this machine, and its registry cannot be reached"),
        false => failure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_without_a_network_is_told_so() {
        let failure = || Failure::new("`cargo` ended with 101");
        let said = offline("error: failed to download from the registry", failure());
        assert!(said.reason.contains("cannot be reached"), "{said:?}");
        assert_eq!(offline("error: expected `;`", failure()).reason, "`cargo` ended with 101");
    }
}
