//! Clients who were deleted, and what left the clinic about a client.

use serde::Serialize;

use super::BackupRow;

/// A deleted client who can still be brought back.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RemovedRow {
    /// The client's id.
    pub client: String,
    /// The clinic's number.
    pub number: String,
    /// The name used.
    pub name: String,
    /// Why, as it was given.
    pub reason: String,
    /// When it was deleted: RFC 3339, UTC.
    pub at: String,
    /// By whom.
    pub by: String,
    /// The day from which the records may be purged, as shown.
    pub due: String,
    /// Whether that day has come.
    pub ready: bool,
}

/// Deleted clients.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RemovedView {
    /// Those that wait, longest first.
    pub rows: Vec<RemovedRow>,
    /// Days of the waiting period.
    pub days: u32,
}

/// What a purge left.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Purged {
    /// Records that are gone.
    pub records: u32,
    /// Backups made before, which still hold them.
    pub older_backups: Vec<BackupRow>,
    /// Deleted clients that still wait.
    pub removed: RemovedView,
}

/// Something about a client that left the clinic.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DisclosureRow {
    /// When: RFC 3339, UTC.
    pub at: String,
    /// What: "Treatment plan, PDF, 4 pages".
    pub what: String,
    /// To whom.
    pub recipient: String,
    /// What for.
    pub purpose: String,
    /// By whom it was sent.
    pub by: String,
    /// On what basis; empty for what left before it was asked for.
    pub basis: String,
    /// What the consent allowed, or the facts of the exception, a line each.
    pub details: Vec<String>,
    /// Whether the statement of 42 CFR 2.32 went with it.
    pub statement: bool,
}

/// What left the clinic about one client, newest first.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DisclosuresView {
    /// The list.
    pub rows: Vec<DisclosureRow>,
}
