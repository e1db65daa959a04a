//! npm packages, as a lock file names them.
//!
//! Knows nothing of what the packages are for.

use crate::process::{Log, Program, npm};
use crate::stamp::Stamp;
use crate::steps::Failure;
use std::path::Path;

/// Installs exactly what the lock file in `folder` names, when it has changed or nothing is
/// installed. `stamp` tells one folder's stamp from another's.
pub(crate) fn install(
    root: &Path,
    folder: &Path,
    stamp: &str,
    node: &str,
    log: &mut Log,
) -> Result<String, Failure> {
    let sources = [folder.join("package.json"), folder.join("package-lock.json")];
    let stamp = Stamp::over(root, stamp, &sources, node)?;
    if stamp.is_current() && folder.join("node_modules").is_dir() {
        return Ok("nothing to install".to_owned());
    }
    Program::new(npm(), ["ci", "--no-audit", "--no-fund"]).folder(folder).run(log)?;
    stamp.keep()?;
    Ok("installed what package-lock.json names".to_owned())
}

/// Runs one npm script of the package in `folder`.
pub(crate) fn script(folder: &Path, name: &str, log: &mut Log) -> Result<(), Failure> {
    Program::new(npm(), ["run", "--silent", name]).folder(folder).env("NO_COLOR", "1").run(log)
}
