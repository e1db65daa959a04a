//! Tools that come from a language's own registry: the Rust components, tauri-driver, cargo-fuzz.
//!
//! They are put under `target/tools`, never into the person's own folders, except the two Rust
//! components that only rustup can place.

use crate::process::{Log, Program, on_path};
use crate::steps::Failure;
use crate::target;
use std::path::{Path, PathBuf};

/// The oldest Node that the page builds with.
const NODE: (u32, u32) = (20, 19);

/// Checks Node and npm, which are the person's to install.
pub(crate) fn node() -> Result<String, Failure> {
    let say = "please install Node.js 20.19 or newer, with npm (nodejs.org, or your distribution)";
    let version = Program::new("node", ["--version"]).output().map_err(|_| Failure::new(say))?;
    let version = version.trim().to_owned();
    match parts(&version) {
        Some(found) if found >= NODE => Ok(version),
        _ => Err(Failure::new(format!("this is Node {version}; {say}"))),
    }
}

fn parts(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.trim_start_matches('v').split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// Brings rustfmt and clippy where rustup can.
pub(crate) fn rust_components(log: &mut Log) -> Result<String, Failure> {
    let has = |name: &str| Program::new("cargo", [name, "--version"]).output().is_ok();
    let lacking: Vec<&str> = [("fmt", "rustfmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(command, _)| !has(command))
        .map(|(_, component)| component)
        .collect();
    if lacking.is_empty() {
        return Ok("nothing to install".to_owned());
    }
    if !on_path("rustup") {
        let list = lacking.join(" and ");
        return Err(Failure::new(format!("please install {list} beside your Rust")));
    }
    Program::new("rustup", ["component", "add"].iter().chain(&lacking)).run(log)?;
    Ok(format!("added {}", lacking.join(", ")))
}

/// Where tauri-driver lies once [`tauri_driver`] has been here.
pub(crate) fn tauri_driver_path(root: &Path) -> PathBuf {
    target(root).join("tools/bin/tauri-driver")
}

/// Builds tauri-driver once. Version 2 is the one that drives Tauri 2.
pub(crate) fn tauri_driver(root: &Path, log: &mut Log) -> Result<String, Failure> {
    install(root, &tauri_driver_path(root), ["tauri-driver", "--version", "^2"], log)
}

/// Where cargo-fuzz lies once [`cargo_fuzz`] has been here.
pub(crate) fn cargo_fuzz_path(root: &Path) -> PathBuf {
    target(root).join("tools/bin/cargo-fuzz")
}

/// Builds cargo-fuzz once.
pub(crate) fn cargo_fuzz(root: &Path, log: &mut Log) -> Result<String, Failure> {
    install(root, &cargo_fuzz_path(root), ["cargo-fuzz", "--version", "^0.13"], log)
}

fn install(root: &Path, tool: &Path, what: [&str; 3], log: &mut Log) -> Result<String, Failure> {
    if tool.is_file() {
        return Ok("nothing to install".to_owned());
    }
    let tools = target(root).join("tools");
    Program::new("cargo", ["install", "--locked", "--debug"].into_iter().chain(what))
        .env("CARGO_INSTALL_ROOT", &tools)
        .env("CARGO_TARGET_DIR", tools.join("build"))
        .run(log)?;
    Ok("installed under target/tools".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_node_is_read() {
        assert_eq!(parts("v20.20.2"), Some((20, 20)));
        assert_eq!(parts("nonsense"), None);
    }
}
