//! The shape of an area's file, before anything is checked: what serde can refuse by itself.
//!
//! Every struct refuses keys it does not know. Knows no meaning: see `parse`.

use serde::Deserialize;
use toml::Spanned;

use super::area::{Age, Direction, Treats};
use crate::plan::Modality;

pub(crate) type Word = Spanned<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawArea {
    pub(super) id: Word,
    pub(super) version: Word,
    pub(super) name: Word,
    pub(super) plain_name: Word,
    #[serde(default)]
    pub(super) keywords: Vec<Word>,
    pub(super) treats: Spanned<Vec<Treats>>,
    pub(super) ages: Spanned<Vec<Age>>,
    #[serde(default)]
    pub(super) indicated_by: Vec<Spanned<RawIndication>>,
    #[serde(default, rename = "problem")]
    pub(super) problems: Vec<RawStarter>,
    #[serde(default, rename = "goal")]
    pub(super) goals: Vec<RawStarter>,
    #[serde(default, rename = "objective")]
    pub(super) objectives: Vec<RawObjective>,
    #[serde(default, rename = "intervention")]
    pub(super) interventions: Vec<RawIntervention>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawIndication {
    pub(super) form: Word,
    pub(super) score: Word,
    pub(super) at_least: Option<f64>,
    pub(super) at_most: Option<f64>,
    pub(super) is: Option<Vec<Word>>,
}

/// A problem or a goal.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStarter {
    pub(super) id: Word,
    pub(super) text: Word,
    pub(super) client: Word,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawMeasure {
    Instrument,
    BehaviorCount,
    Other,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawInstrument {
    pub(super) form: Word,
    pub(super) score: Word,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawObjective {
    pub(super) id: Word,
    pub(super) goal: Word,
    pub(super) text: Word,
    pub(super) client: Word,
    pub(super) measure: Spanned<RawMeasure>,
    pub(super) instrument: Option<Spanned<RawInstrument>>,
    pub(super) what: Word,
    pub(super) target: Word,
    pub(super) direction: Direction,
    pub(super) weeks: Spanned<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawIntervention {
    pub(super) id: Word,
    pub(super) modality: Modality,
    pub(super) text: Word,
    pub(super) client: Word,
    pub(super) minutes: Spanned<i64>,
    pub(super) times_a_week: Spanned<f64>,
    pub(super) weeks: Spanned<i64>,
}
