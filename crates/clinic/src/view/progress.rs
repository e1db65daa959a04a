//! Scores over time.

use chrono::NaiveDate;
use record::trend::Trend;
use serde::Serialize;

use super::BandView;

/// Every instrument that was given more than once, or once so far.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ProgressPage {
    /// Who.
    pub band: BandView,
    /// One for each score, the main score of an instrument first.
    pub trends: Vec<TrendView>,
}

/// One score over time, and the instrument it belongs to.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TrendView {
    /// The instrument's short title.
    pub title: String,
    /// The score over time.
    pub trend: Trend,
    /// The objective whose target is drawn; empty when none is.
    pub objective: String,
    /// Its key within the plan; empty when none is.
    pub objective_id: String,
    /// What happened to the plan since the first score, and what is to happen, oldest first.
    pub events: Vec<PlanEvent>,
}

/// A day of the plan: a version in force, a review, a target date.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PlanEvent {
    /// The day.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub on: NaiveDate,
    /// What it is: "Plan version 1 in force".
    pub words: String,
    /// The same for paper, which has little room and may be in another language.
    #[serde(skip)]
    #[cfg_attr(feature = "ts", ts(skip))]
    pub kind: PlanEventKind,
}

/// What kind of day of the plan it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanEventKind {
    /// A version came into force.
    InForce(u32),
    /// A review was held.
    Review,
    /// An objective is to be reached.
    Target,
}
