//! What waits today.

use serde::Serialize;

use super::{BackupsView, ClientRow};

/// A client for whom a clinician is needed now. The reason is not here.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct NeededRow {
    /// The client's id.
    pub client: String,
    /// The clinic's number.
    pub number: String,
    /// The name used.
    pub name: String,
    /// Since when: RFC 3339, UTC.
    pub at: String,
}

/// Answers that were handed over while no clinician was signed in, opened at this sign-in.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct HandedRow {
    /// The client's id.
    pub client: String,
    /// The clinic's number.
    pub number: String,
    /// The name used.
    pub name: String,
    /// The response's id.
    pub record: String,
    /// The form's short title.
    pub title: String,
    /// When it was written: RFC 3339, UTC.
    pub at: String,
}

/// A client for whom something is due.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DueRow {
    /// The client's id.
    pub client: String,
    /// The clinic's number.
    pub number: String,
    /// The name used.
    pub name: String,
    /// What is due, in words.
    pub what: String,
    /// Since when, or until when, as shown; may be empty.
    pub on: String,
}

/// Today's work, as far as this session may see it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TodayView {
    /// Clients for whom a clinician is needed now.
    pub needed: Vec<NeededRow>,
    /// New answers: taken at the front desk, or given by clients alone.
    pub handed: Vec<HandedRow>,
    /// Intakes under way, last changed first.
    pub intakes: Vec<ClientRow>,
    /// Screenings due; none without the clinical key.
    pub screenings: Vec<DueRow>,
    /// Decisions on suitability to be made, or to be looked at again; none without the clinical key.
    pub suitability: Vec<DueRow>,
    /// Plans that wait for signatures, and reviews that are due or late.
    pub plans: Vec<DueRow>,
    /// Consents that end within two weeks, or have ended.
    pub consents: Vec<DueRow>,
    /// People on the waitlist whose next contact is due.
    pub waiting: Vec<DueRow>,
    /// The backups' age.
    pub backup: BackupsView,
    /// Whether the weekly check is due.
    pub check_due: bool,
    /// Records that cannot be read; 0 for everybody but an administrator.
    pub quarantined: u32,
    /// Whether a key is missing that this person's role is given.
    pub missing_key: bool,
    /// Deleted clients whose waiting period is over; 0 for everybody but an administrator.
    pub purge_due: u32,
}

/// A flag that a clinician is needed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FlagView {
    /// The flag's id.
    pub flag: String,
    /// Since when: RFC 3339, UTC.
    pub at: String,
    /// Whether this session may clear it by saying what was done.
    pub may_clear: bool,
    /// Why; only for those who may read clinical records.
    pub why: Vec<String>,
    /// Who was told, oldest first.
    pub told: Vec<ToldView>,
    /// What was tried and did not clear it, newest first; only for those who may clear it.
    pub tried: Vec<String>,
    /// What may be said to have been done; nothing for those who may not clear it.
    pub actions: Vec<ActionView>,
}

/// Somebody was told that a clinician is needed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ToldView {
    /// Who was told.
    pub whom: String,
    /// When: RFC 3339, UTC.
    pub at: String,
    /// Who told them.
    pub by: String,
}

/// Something that may have been done about a flag.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ActionView {
    /// What is sent.
    pub action: record::alert::Action,
    /// What is shown.
    pub label: String,
    /// Whether words have to say more.
    pub needs_note: bool,
    /// Whether the flag clears with it.
    pub clears: bool,
}
