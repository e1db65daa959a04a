//! The reader in another language, and the Python it runs under.
//!
//! Knows nothing of the vault. The virtual environment lies under `target/tools`, with one pinned
//! package; it is made once, and again when the pin or the Python under it has changed.

use crate::process::{Log, Program};
use crate::steps::Failure;
use crate::target;
use std::path::{Path, PathBuf};

/// The one package: the wheel that the machine's Python gets from its registry.
const PINNED: &str = "cryptography==46.0.3";

/// Runs the reader's own tests.
pub(crate) fn check(root: &Path, log: &mut Log) -> Result<(), Failure> {
    let python = environment(root, log)?;
    Program::new(python, ["test_reader.py"])
        .folder(&root.join("tests/reader"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PYTHONUTF8", "1")
        .run(log)
}

/// The Python of a virtual environment that has what the reader needs.
fn environment(root: &Path, log: &mut Log) -> Result<PathBuf, Failure> {
    let folder = target(root).join("tools/python");
    let inside = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };
    let python = folder.join(inside);
    let has = format!(
        "import importlib.metadata as m; assert 'cryptography==' + m.version('cryptography') == \
         '{PINNED}'"
    );
    if Program::new(&python, ["-c", has.as_str()]).output().is_ok() {
        return Ok(python);
    }
    let system = if cfg!(windows) { "python" } else { "python3" };
    Program::new(system, ["-m", "venv", "--clear"]).argument(&folder).run(log)?;
    let install = ["-m", "pip", "install", "--disable-pip-version-check", "--only-binary", ":all:"];
    Program::new(&python, install).argument(PINNED).run(log)?;
    Ok(python)
}
