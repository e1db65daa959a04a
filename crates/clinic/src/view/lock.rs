//! How long a session lasts, and long work under way.

use serde::Serialize;

/// How long until the window locks by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LockState {
    /// Seconds until the window locks unless somebody moves.
    pub idle_left: u32,
    /// Seconds until it locks in any case.
    pub session_left: u32,
    /// Whether the countdown is to be shown: less than a minute is left of either.
    pub countdown: bool,
}

/// Something done that has no more to say.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Done {
    /// When: RFC 3339, UTC.
    pub at: String,
}

/// What long work is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum WorkKind {
    /// A backup is being copied.
    Copying,
    /// A backup or a restored file is being checked.
    Verifying,
    /// Records are being sealed anew under new keys.
    Resealing,
    /// Every record is being opened once.
    Checking,
    /// Documents are being written one after the other.
    Exporting,
}

/// Long work under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WorkView {
    /// What it is about.
    pub kind: WorkKind,
    /// How far it is.
    pub done: u32,
    /// How far it has to go, in the same unit; 0 while that is not known.
    pub total: u32,
    /// Seconds it will take from here, once that can be told.
    pub seconds_left: Option<u32>,
    /// Whether it can be stopped without harm.
    pub can_stop: bool,
}

/// What can be set about locking, deleting and the like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SettingsView {
    /// Minutes without a key or a click after which the window locks: 2 to 15.
    pub idle_minutes: u32,
    /// Days a deleted client can be brought back before the records may be purged: 7 to 365.
    pub removal_days: u32,
    /// Whether the clinic is a Part 2 program (42 CFR Part 2).
    pub part2: bool,
    /// Whether this session may change them.
    pub may_change: bool,
}
