//! Scores over time.

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
}
