//! The screenings a clinic has: which are given, and by whom.

use serde::Serialize;

/// Settings of the screenings.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FormsView {
    /// Every screening.
    pub forms: Vec<FormRow>,
    /// People at the front desk, and whether they are trained to ask about suicide.
    pub staff: Vec<TrainedRow>,
    /// Whether this session may change any of it.
    pub may_change: bool,
}

/// One screening.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FormRow {
    /// Its id.
    pub form: String,
    /// Its full title.
    pub title: String,
    /// Its short title.
    pub short_title: String,
    /// The version that is given now.
    pub version: String,
    /// Whom it is meant for.
    pub population: String,
    /// Under what permission its wording is shown.
    pub licence: String,
    /// A line that must be shown with it; may be empty.
    pub notice: String,
    /// Whether the clinic gives it.
    pub on: bool,
    /// Whether the clinic has added it.
    pub pack: bool,
    /// Whether the client may fill it in alone.
    pub self_entry: bool,
    /// Whether a clinician or trained staff has to ask it.
    pub needs_trained: bool,
    /// The group of alternatives it belongs to, of which one is given; may be empty.
    pub one_of: String,
}

/// Somebody at the front desk.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TrainedRow {
    /// The user's id.
    pub user: String,
    /// The name on the tile.
    pub name: String,
    /// Whether the clinic has named the person as trained.
    pub trained: bool,
}

/// A screening that may be begun for a client now.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FormChoice {
    /// Its id.
    pub form: String,
    /// Its short title.
    pub title: String,
    /// Whether the client may fill it in alone.
    pub self_entry: bool,
    /// Why it is asked for now, in words; empty when it is not due.
    pub due: String,
}
