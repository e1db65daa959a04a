//! The page that the window shows: its npm packages, its build, and its own checks.
//!
//! Knows the names of the npm scripts in `ui/package.json`, and nothing of what is behind them.

use crate::npm;
use crate::process::Log;
use crate::stamp::Stamp;
use crate::steps::Failure;
use std::path::{Path, PathBuf};

/// The checks of the page, as npm scripts, in the order of what they cost.
pub(crate) const CHECKS: [(&str, &str); 4] = [
    ("prettier", "format:check"),
    ("eslint", "lint"),
    ("svelte-check", "check"),
    ("vitest", "test"),
];

fn folder(root: &Path) -> PathBuf {
    root.join("ui")
}

/// Installs the page's packages.
pub(crate) fn install(root: &Path, node: &str, log: &mut Log) -> Result<String, Failure> {
    npm::install(root, &folder(root), "npm", node, log)
}

/// Builds `ui/dist`, when anything it is made of has changed.
pub(crate) fn build(root: &Path, node: &str, log: &mut Log) -> Result<String, Failure> {
    let ui = folder(root);
    let stamp = Stamp::over(root, "page", std::slice::from_ref(&ui), node)?;
    if stamp.is_current() && ui.join("dist/index.html").is_file() {
        return Ok("unchanged".to_owned());
    }
    script(root, "build", log)?;
    stamp.keep()?;
    Ok(String::new())
}

/// Runs one npm script of the page.
pub(crate) fn script(root: &Path, name: &str, log: &mut Log) -> Result<(), Failure> {
    npm::script(&folder(root), name, log)
}
