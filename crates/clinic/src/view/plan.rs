//! The plan editor's page.

use record::plan::{Finding, Plan};
use serde::Serialize;

use super::BandView;

/// The plan with everything its editor shows.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PlanPage {
    /// Who.
    pub band: BandView,
    /// The plan's id; sent back with every edit.
    pub record: String,
    /// Its revision; sent back with every edit. 0 before the first save.
    pub rev: u32,
    /// The plan.
    pub plan: Plan,
    /// What it lacks.
    pub findings: Vec<Finding>,
    /// Staff who may be responsible: "M. Okafor, LCSW".
    pub people: Vec<String>,
    /// Scores that can serve as measure and baseline.
    pub measures: Vec<MeasureView>,
    /// The entry the last edit added.
    pub added: Option<String>,
    /// When it was last saved: RFC 3339, UTC.
    pub saved_at: Option<String>,
}

/// A score that can serve as an objective's measure.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MeasureView {
    /// "PHQ-9 total".
    pub label: String,
    /// The last value, as shown.
    pub last: String,
    /// When it was taken, as shown.
    pub on: String,
}

/// A PDF that was written.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Exported {
    /// Name of the file, without its folder.
    pub file: String,
    /// Pages.
    pub pages: u32,
    /// Characters no font could set, shown as code points.
    pub unset: Vec<String>,
}
