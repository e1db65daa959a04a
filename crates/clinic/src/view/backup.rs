//! Backups: what there is, and what is about to be restored.

use serde::Serialize;

use super::Tile;

/// One backup in the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BackupRow {
    /// Name of the file.
    pub file: String,
    /// When it was made: RFC 3339, UTC.
    pub at: String,
    /// Its size in words: "1.2 MB".
    pub size: String,
}

/// The backups of this clinic.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BackupsView {
    /// Where they lie.
    pub folder: String,
    /// Whether that is beside the records, on the same disk as far as is known.
    pub beside: bool,
    /// Newest first.
    pub backups: Vec<BackupRow>,
    /// When the last one was made; nothing when there is none.
    pub last_at: Option<String>,
    /// Whole days since the last one.
    pub days: Option<u32>,
    /// Whether there should be a newer one.
    pub overdue: bool,
}

/// A file that was chosen to be restored, nothing of it believed yet.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BackupView {
    /// Name of the file, without its folder.
    pub file: String,
    /// Its size in words.
    pub size: String,
    /// The people whose passphrases open it.
    pub people: Vec<Tile>,
    /// Whether a clinic here would be replaced (and kept under another name).
    pub replaces: bool,
}
