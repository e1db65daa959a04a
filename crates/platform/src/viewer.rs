//! The system's own viewer of a file: what opens when somebody double-clicks on it.

use std::path::Path;

/// The system has no program for the file, or it could not be started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no program of the system shows the file")]
pub struct NoViewer;

/// Shows a file in the program that the system has for its kind, and does not wait for it.
///
/// # Errors
/// [`NoViewer`].
pub fn view(path: &Path) -> Result<(), NoViewer> {
    open::that_detached(path).map_err(|_| NoViewer)
}
