//! The shape of items and choice sets in a definition file, before anything is checked.
//!
//! Every struct refuses keys it does not know. Knows no meaning: see `items` and `kinds`.

use super::raw::{RawCode, RawCondition, Word};
use crate::definition::{Layout, Need, State};
use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawChoiceSet {
    pub(super) id: Word,
    pub(super) choices: Vec<RawChoice>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawChoice {
    pub(super) code: Spanned<RawCode>,
    pub(super) label: Word,
    pub(super) score: Option<Spanned<i64>>,
    pub(super) loinc: Option<String>,
    #[serde(default)]
    pub(super) exclusive: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawItem {
    pub(super) id: Word,
    pub(super) heading: Option<Word>,
    pub(super) label: Word,
    pub(super) kind: RawKind,
    pub(super) name: Option<Word>,
    pub(super) hint: Option<String>,
    pub(super) prefix: Option<String>,
    pub(super) notice: Option<String>,
    pub(super) optional_reason: Option<String>,
    pub(super) loinc: Option<String>,
    pub(super) need: Option<Need>,
    pub(super) states: Option<Vec<State>>,
    pub(super) choices: Option<Word>,
    pub(super) date: Option<Spanned<RawDate>>,
    pub(super) not_before: Option<Word>,
    pub(super) min: Option<Spanned<i64>>,
    pub(super) max: Option<Spanned<i64>>,
    pub(super) unit: Option<Word>,
    pub(super) anchors: Option<Spanned<[String; 2]>>,
    pub(super) row_label: Option<Word>,
    pub(super) max_rows: Option<Spanned<usize>>,
    pub(super) layout: Option<Spanned<Layout>>,
    pub(super) row: Option<Vec<RawItem>>,
    pub(super) computed: Option<Spanned<RawComputation>>,
    pub(super) covers: Option<Spanned<Vec<String>>>,
    pub(super) accepts: Option<Word>,
    pub(super) show_when: Option<Spanned<RawCondition>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawKind {
    Text,
    LongText,
    Date,
    Choice,
    MultiChoice,
    Integer,
    Phone,
    Address,
    Week,
    Group,
    Signature,
    Attachment,
    Computed,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawDate {
    Birth,
    NotFuture,
    Any,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawComputation {
    pub(super) good_faith_estimate: Option<RawEstimate>,
    pub(super) hours_a_week: Option<RawHours>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEstimate {
    pub(super) scheduled: Word,
    pub(super) service: Word,
    pub(super) requested: Word,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHours {
    pub(super) week: Word,
    pub(super) adult: u32,
    pub(super) adolescent: u32,
}
