//! The rule packs a clinic works with.

use serde::Serialize;

/// Every rule pack there is.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RulePacksView {
    /// The packs, as they ship.
    pub packs: Vec<RulePackRow>,
    /// Whether this session may choose.
    pub may_change: bool,
}

/// A rule pack.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RulePackRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Where its rules come from.
    pub source: String,
    /// When and against what it was verified.
    pub verified: String,
    /// When it applies, in words.
    pub when: String,
    /// Whether the clinic chooses it.
    pub can_choose: bool,
    /// Whether it is on; one that applies by itself always is.
    pub on: bool,
    /// What it asks, a line each.
    pub asks: Vec<String>,
}
