//! Whether the records are what was written.

use serde::Serialize;

/// What is known of the place outside the file where the last counters are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum AnchorState {
    /// The system's keychain holds the counters, and they agree.
    Agrees,
    /// The keychain holds them for the first time.
    Begun,
    /// There is no keychain here: an older file put back whole would not be noticed.
    None,
    /// The file is older than what the keychain remembers.
    Older,
}

/// A record that cannot be read. It is kept as it lies.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct QuarantineRow {
    /// The record's id.
    pub record: String,
    /// The class it lies in, in words: "Clinical records".
    pub class: String,
    /// What is wrong with it, in words.
    pub why: String,
}

/// The state of the records.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct IntegrityView {
    /// When everything was last opened and found whole; nothing when never.
    pub checked_at: Option<String>,
    /// Whether a week has passed since.
    pub due: bool,
    /// Records that this session's keys reach.
    pub records: u32,
    /// Records that cannot be read.
    pub quarantined: Vec<QuarantineRow>,
    /// Classes whose head does not agree with the rows, in words; a damaged row explains it.
    pub disagree: Vec<String>,
    /// Whether an older file would be noticed.
    pub anchor: AnchorState,
}
