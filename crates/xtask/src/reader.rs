//! The reader in another language, and the Python it runs under.
//!
//! Knows nothing of the vault.

use crate::process::{Log, Program};
use crate::python;
use crate::steps::Failure;
use std::path::Path;

/// The one package: the wheel that the machine's Python gets from its registry.
const PINNED: &str = "cryptography==46.0.3";

/// Runs the reader's own tests.
pub(crate) fn check(root: &Path, log: &mut Log) -> Result<(), Failure> {
    let python = python::environment(root, "python", PINNED, log)?;
    Program::new(python, ["test_reader.py"])
        .folder(&root.join("tests/reader"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PYTHONUTF8", "1")
        .run(log)
}
