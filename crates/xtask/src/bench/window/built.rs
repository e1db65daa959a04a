//! The programs that are started: the product's window and its command line as they are released, the
//! minimal window, and the product's window as its tests drive it.

use crate::packages::{self, Purpose};
use crate::process::{Log, Program};
use crate::steps::Failure;
use crate::{check, page, target, tools};
use std::fs;
use std::path::{Path, PathBuf};

/// The window refuses to be driven when it is released. This one is optimised like a release, and
/// only its own crate is told that it is none.
const DRIVEN: [&str; 4] = [
    "--features",
    "goldthread-window/e2e",
    "--config",
    "profile.release.package.goldthread-window.debug-assertions=true",
];

/// Where they lie.
pub(super) struct Programs {
    pub(super) window: PathBuf,
    pub(super) line: PathBuf,
    pub(super) minimal: PathBuf,
    pub(super) driven: PathBuf,
}

/// Installs what is needed and builds all of them.
pub(super) fn programs(root: &Path, log: &mut Log) -> Result<Programs, Failure> {
    packages::ensure(Purpose::AllChecks, log)?;
    let node = tools::node()?;
    page::install(root, &node, log)?;
    page::build(root, &node, log)?;
    let folder = target(root).join("bench");
    let released = folder.join("release");
    let window = released.join("goldthread-window");
    // It would be replaced by the one that is released.
    build(root, &folder, &DRIVEN, log)?;
    let driven = folder.join("driven/goldthread-window");
    fs::create_dir_all(folder.join("driven"))?;
    fs::copy(&window, &driven)?;
    build(root, &folder, &["--package", "goldthread"], log)?;
    Program::new("cargo", ["build", "--release", "--locked"])
        .folder(&root.join("tests/bench/window"))
        .env("CARGO_TARGET_DIR", &folder)
        .run(log)?;
    let [line, minimal] = ["goldthread", "minimal-window"].map(|name| released.join(name));
    Ok(Programs { window, line, minimal, driven })
}

/// The product's window, as it is released but for what the words say.
fn build(root: &Path, folder: &Path, words: &[&str], log: &mut Log) -> Result<(), Failure> {
    check::cargo(root, &["build", "--release", "--locked", "--package", "goldthread-window"], &[])
        .arguments(words)
        .env("CARGO_TARGET_DIR", folder)
        .run(log)
}

#[cfg(test)]
mod tests {
    const OURS: &str = include_str!("../../../../../Cargo.toml");
    const OUR_LOCK: &str = include_str!("../../../../../Cargo.lock");
    const MINIMAL: &str = include_str!("../../../../../tests/bench/window/Cargo.toml");
    const MINIMAL_LOCK: &str = include_str!("../../../../../tests/bench/window/Cargo.lock");

    fn version<'a>(lock: &'a str, name: &str) -> &'a str {
        let head = format!("name = \"{name}\"\nversion = \"");
        lock.split(&head).nth(1).unwrap().split('"').next().unwrap()
    }

    #[test]
    fn both_windows_are_made_by_the_same_tauri_with_the_same_features() {
        for name in ["tauri", "tauri-runtime-wry", "wry", "tao", "webkit2gtk"] {
            assert_eq!(version(MINIMAL_LOCK, name), version(OUR_LOCK, name), "{name}");
        }
        let line = |text: &'static str| text.lines().find(|it| it.starts_with("tauri = ")).unwrap();
        let (ours, minimal) = (line(OURS), line(MINIMAL));
        assert!(minimal.contains(&format!("version = \"={}\"", version(OUR_LOCK, "tauri"))));
        let features = ours.split('[').nth(1).unwrap().trim_end_matches("] }");
        assert!(minimal.contains(&format!("[{features}, \"custom-protocol\"]")), "{minimal}");
    }

    #[test]
    fn both_windows_are_optimised_alike() {
        let profile = |text: &'static str| text.split("[profile.release]").nth(1).unwrap().trim();
        assert_eq!(profile(MINIMAL), profile(OURS));
    }
}
