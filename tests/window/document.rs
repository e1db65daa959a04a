//! A PDF read back with the tools anybody has: pdftotext and qpdf.

use std::path::Path;
use std::process::Command;

/// The text of a PDF, its white space made single: a line break may fall inside any sentence.
pub(crate) fn text(pdf: &Path) -> String {
    let output = Command::new("pdftotext").arg(pdf).arg("-").output().expect("pdftotext runs");
    assert!(output.status.success(), "pdftotext: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("pdftotext writes UTF-8");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Fails unless `qpdf --check` finds nothing to say.
pub(crate) fn check(pdf: &Path) {
    let output = Command::new("qpdf").arg("--check").arg(pdf).output().expect("qpdf runs");
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "qpdf --check:\n{said}");
}
