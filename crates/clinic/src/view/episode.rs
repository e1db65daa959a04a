//! Episodes of care: the one under way, and those before it.

use serde::Serialize;

use super::{BandView, SectionView};

/// The episode under way.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EpisodePage {
    /// Who.
    pub band: BandView,
    /// The episode's own form: program, status, waitlist, transfers, discharge.
    pub section: SectionView,
    /// Every episode, newest first.
    pub episodes: Vec<EpisodeRow>,
    /// Whether the person can be admitted again.
    pub may_readmit: bool,
}

/// One episode.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EpisodeRow {
    /// When it began, as shown.
    pub began: String,
    /// Where it stands, in words.
    pub stage: String,
}

/// What was said in the same section in an earlier episode.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EarlierView {
    /// From which day, as shown.
    pub on: String,
    /// The answers in words.
    pub answers: Vec<EarlierAnswer>,
}

/// One answer of an earlier episode.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EarlierAnswer {
    /// What was asked, in a word or two.
    pub name: String,
    /// What was said.
    pub shown: String,
}
