//! What the fuzzer calls: one function for each door through which foreign bytes come in. Each
//! returns quietly or panics, and a panic is a finding.
//!
//! They lie apart from the fuzzer so that the workspace builds them, and every test run replays the
//! named cases in `tests/fuzz/corpus`. They know the crates below `clinic`, no clinic.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a panic is what the fuzzer looks for")]

mod boxes;
mod forms;
mod json;
mod vaults;

pub use boxes::open_box;
pub use forms::parse_form;
pub use json::import_json;
pub use vaults::open_vault_file;

/// A target by the name that the fuzzer and the corpus know it by.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 4] = [
    ("open_box", open_box),
    ("open_vault_file", open_vault_file),
    ("parse_form", parse_form),
    ("import_json", import_json),
];

/// The day on which everything here happens.
fn today() -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
}
