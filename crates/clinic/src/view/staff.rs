//! The people who work here.

use serde::Serialize;

use super::Role;

/// A member of staff.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct StaffRow {
    /// The user's id.
    pub user: String,
    /// The name on the tile.
    pub name: String,
    /// Signing credential; may be empty.
    pub credential: String,
    /// The access role.
    pub role: Role,
    /// Whether the person may sign in. Who has left stays listed: records carry the name.
    pub active: bool,
    /// The day the person left, as shown; empty while active.
    pub left: String,
    /// Whether the recovery code opens this person's key.
    pub recovery: bool,
}

/// The staff.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct StaffView {
    /// Everyone, by name; who has left comes last.
    pub people: Vec<StaffRow>,
}
