//! A Python of our own, with one pinned package in it.
//!
//! Knows nothing of what is run under it. The virtual environment lies under `target/tools`; it is
//! made once, and again when the pin or the Python under it has changed.

use crate::process::{Log, Program};
use crate::steps::Failure;
use crate::target;
use std::path::{Path, PathBuf};

/// The Python of the system.
pub(crate) const SYSTEM: &str = if cfg!(windows) { "python" } else { "python3" };

/// The Python of the virtual environment of this name, which has the package: "name==version".
pub(crate) fn environment(
    root: &Path,
    name: &str,
    pinned: &str,
    log: &mut Log,
) -> Result<PathBuf, Failure> {
    let folder = target(root).join("tools").join(name);
    let inside = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };
    let python = folder.join(inside);
    let package = pinned.split("==").next().unwrap_or(pinned);
    let has = format!(
        "import importlib.metadata as m; assert '{package}==' + m.version('{package}') == \
         '{pinned}'"
    );
    if Program::new(&python, ["-c", has.as_str()]).output().is_ok() {
        return Ok(python);
    }
    Program::new(SYSTEM, ["-m", "venv", "--clear"]).argument(&folder).run(log)?;
    let install = ["-m", "pip", "install", "--disable-pip-version-check", "--only-binary", ":all:"];
    Program::new(&python, install).argument(pinned).run(log)?;
    Ok(python)
}
