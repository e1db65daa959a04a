//! Who may depend on whom.
//!
//! Reads `cargo metadata` and compares with the table of ARCHITECTURE.md: any edge that is not in
//! it is a finding, whether it is for the product, a build or a test.

use super::{Finding, Rule};
use crate::process::Program;
use crate::steps::Failure;
use serde::Deserialize;
use std::path::Path;

/// A package of the workspace and everything its manifest names.
#[derive(Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) dependencies: Vec<Dependency>,
}

/// One line of a manifest.
#[derive(Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    /// Set for a crate of ours.
    #[serde(default)]
    pub(super) path: Option<String>,
    /// "dev" or "build"; none for what the product itself names.
    #[serde(default)]
    pub(super) kind: Option<String>,
    /// Set for one that a feature brings.
    #[serde(default)]
    pub(super) optional: bool,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

/// The packages that a product crate may name; `None` means any.
fn allowed(package: &str) -> Option<&'static [&'static str]> {
    Some(match package {
        "record" => &["form"],
        "print" | "interop" => &["record", "form"],
        "clinic" => &["form", "record", "vault", "store", "print", "picture", "interop"],
        "goldthread" | "goldthread-window" => &["clinic", "platform"],
        "faults" => &["store", "record", "clinic"],
        "fuzz-targets" => &["form", "record", "vault", "store"],
        "tests" => return None,
        _ => &[],
    })
}

/// Asks Cargo for the packages of the workspace.
pub(crate) fn packages(root: &Path) -> Result<Vec<Package>, Failure> {
    let text = Program::new("cargo", ["metadata", "--no-deps", "--format-version", "1"])
        .folder(root)
        .output()?;
    let metadata: Metadata = serde_json::from_str(&text)
        .map_err(|error| Failure::new(format!("cargo metadata cannot be read: {error}")))?;
    Ok(metadata.packages)
}

/// Edges that are not in the table.
pub(crate) fn check(packages: &[Package]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for package in packages {
        let Some(allowed) = allowed(&package.name) else { continue };
        let ours = package.dependencies.iter().filter(|it| it.path.is_some());
        for dependency in ours.filter(|it| !allowed.contains(&it.name.as_str())) {
            let what = format!("may not depend on `{}`", dependency.name);
            findings.push(Finding::new(Rule::Edge, &package.name, 0, what));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, ours: &[&str]) -> Package {
        let edge = |it: &&str| Dependency {
            name: (*it).into(),
            path: Some("somewhere".into()),
            kind: None,
            optional: false,
        };
        Package { name: name.into(), dependencies: ours.iter().map(edge).collect() }
    }

    #[test]
    fn an_edge_outside_the_table_is_found() {
        for (from, to) in [
            ("form", "record"),
            ("vault", "record"),
            ("store", "vault"),
            ("print", "clinic"),
            ("picture", "record"),
            ("goldthread", "picture"),
            ("goldthread", "vault"),
            ("goldthread-window", "record"),
            ("xtask", "clinic"),
            ("clinic", "platform"),
            ("platform", "vault"),
            ("a-new-crate", "form"),
        ] {
            assert_eq!(check(&[package(from, &[to])]).len(), 1, "{from} -> {to}");
        }
    }

    #[test]
    fn the_edges_of_the_design_pass() {
        let tree = [
            package("record", &["form"]),
            package("print", &["record", "form"]),
            package("clinic", &["form", "record", "vault", "store", "print", "picture"]),
            package("goldthread", &["clinic", "platform"]),
            package("goldthread-window", &["clinic", "platform"]),
            package("tests", &["clinic", "vault", "store"]),
        ];
        assert!(check(&tree).is_empty());
    }
}
