//! A PDF as another program reads it.

use std::path::Path;
use std::process::Command;

/// The text of a PDF, each run of white space made one space.
///
/// # Panics
/// When `pdftotext` (poppler-utils) is not there or cannot read the file.
#[must_use]
pub fn text_of_pdf(path: &Path) -> String {
    let done = Command::new("pdftotext").arg(path).arg("-").output();
    let done = done.expect("pdftotext is needed here: `cargo xtask test` installs poppler-utils");
    assert!(done.status.success(), "pdftotext cannot read the document");
    let text = String::from_utf8(done.stdout).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
