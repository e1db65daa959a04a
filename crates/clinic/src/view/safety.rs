//! The page on which a safety plan is made with the person.

use record::{
    Id, Lack,
    safety_plan::{Part, SafetyPlan},
};
use serde::Serialize;

use super::BandView;

/// The safety plan with everything its page shows.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SafetyPage {
    /// Who.
    pub band: BandView,
    /// The record's id; sent back with every edit.
    pub record: String,
    /// Its revision; sent back with every edit. 0 before the first save.
    pub rev: u32,
    /// The plan.
    pub plan: SafetyPlan,
    /// Its six parts, in order.
    pub parts: Vec<PartView>,
    /// The crisis line that stands in every plan.
    pub crisis_line: CrisisLineView,
    /// Whether the client reads another language than the staff's.
    pub translated: bool,
    /// What it lacks.
    pub lacks: Vec<Lack>,
    /// Answers that raised an alert, to be linked.
    pub alerts: Vec<AlertChoice>,
    /// The entry the last edit added.
    pub added: Option<String>,
    /// When it was last saved: RFC 3339, UTC.
    pub saved_at: Option<String>,
}

/// One part.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PartView {
    /// Its list in the plan.
    pub path: Part,
    /// Its heading, in the person's voice.
    pub heading: String,
    /// Whether its lines name somebody, with a phone number.
    pub names_people: bool,
}

/// The crisis line.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CrisisLineView {
    /// Its name.
    pub name: String,
    /// Its number.
    pub phone: String,
    /// How to use it.
    pub how: String,
}

/// An answer that raised an alert.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AlertChoice {
    /// The response's id.
    pub record: Id,
    /// "PHQ-9, Nov 23, 2026".
    pub label: String,
}
