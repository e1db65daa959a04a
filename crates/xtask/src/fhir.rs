//! The validator of FHIR: its npm packages, and its proof that it bites.
//!
//! Knows nothing of FHIR. The tests of the workspace call the validator themselves, so its packages
//! are there before they run.

use crate::npm;
use crate::process::Log;
use crate::steps::Failure;
use std::path::{Path, PathBuf};

fn folder(root: &Path) -> PathBuf {
    root.join("tests/fhir")
}

/// Installs the validator's packages.
pub(crate) fn install(root: &Path, node: &str, log: &mut Log) -> Result<String, Failure> {
    npm::install(root, &folder(root), "npm-fhir", node, log)
}

/// Shows the validator bundles that are broken on purpose.
pub(crate) fn check(root: &Path, log: &mut Log) -> Result<(), Failure> {
    npm::script(&folder(root), "test", log)
}
