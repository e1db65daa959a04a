//! The shape of a definition file, before anything is checked: what serde can refuse by itself.
//!
//! Every struct refuses keys it does not know. Knows no meaning: see `items`, `scores`, `bands`.

use super::raw_items::{RawChoiceSet, RawItem};
use crate::definition::{AskedBy, Class, Code, Role};
use crate::instrument::Instrument;
use crate::score::{AlertLevel, BandMark, Step};
use serde::de::Visitor;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::fmt;
use toml::Spanned;

pub(super) type Word = Spanned<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawForm {
    pub(super) id: Word,
    pub(super) version: Word,
    pub(super) role: Role,
    pub(super) class: Spanned<u8>,
    pub(super) title: Word,
    pub(super) short_title: Option<Word>,
    #[serde(default)]
    pub(super) intro: String,
    pub(super) show_when: Option<Spanned<RawCondition>>,
    pub(super) start_today: Option<Spanned<bool>>,
    pub(super) asked_by: Option<Spanned<AskedBy>>,
    pub(super) ask_alone_under_18: Option<Spanned<bool>>,
    pub(super) instrument: Option<Instrument>,
    #[serde(default, rename = "choice_set")]
    pub(super) choice_sets: Vec<RawChoiceSet>,
    #[serde(rename = "item")]
    pub(super) items: Vec<RawItem>,
    #[serde(default, rename = "recode")]
    pub(super) recodes: Vec<RawRecode>,
    #[serde(default, rename = "score")]
    pub(super) scores: Vec<RawScore>,
    #[serde(default, rename = "band")]
    pub(super) bands: Vec<RawBand>,
    #[serde(default, rename = "alert")]
    pub(super) alerts: Vec<RawAlert>,
    #[serde(default, rename = "follow_up")]
    pub(super) follow_ups: Vec<RawFollowUp>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCondition {
    pub(super) item: Option<Word>,
    pub(super) score: Option<Word>,
    pub(super) sum: Option<Vec<Word>>,
    pub(super) context: Option<Word>,
    pub(super) flag: Option<Word>,
    pub(super) missing: Option<Word>,
    pub(super) any: Option<Vec<Spanned<RawCondition>>>,
    pub(super) all: Option<Vec<Spanned<RawCondition>>>,
    pub(super) not: Option<Box<Spanned<RawCondition>>>,
    pub(super) op: Option<Word>,
    pub(super) value: Option<Spanned<RawCode>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRecode {
    pub(super) id: Word,
    pub(super) steps: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawScore {
    pub(super) id: Word,
    pub(super) label: String,
    pub(super) method: Spanned<RawMethod>,
    pub(super) items: Option<Vec<Word>>,
    pub(super) terms: Option<Vec<RawTerm>>,
    pub(super) groups: Option<Vec<Vec<Word>>>,
    pub(super) decimals: Option<Spanned<u8>>,
    pub(super) cap: Option<i64>,
    pub(super) count_when: Option<RawTest>,
    pub(super) constant: Option<i64>,
    pub(super) minus: Option<Word>,
    pub(super) of: Option<Word>,
    pub(super) factor: Option<i64>,
    pub(super) rules: Option<Vec<RawRule>>,
    pub(super) otherwise: Option<RawCode>,
    pub(super) missing: Option<Spanned<RawMissing>>,
    pub(super) range: Option<Spanned<[i64; 2]>>,
    pub(super) loinc: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawMethod {
    Sum,
    Mean,
    Min,
    CappedSum,
    SumRecoded,
    Count,
    CountGroups,
    Difference,
    Scale,
    Rules,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTerm {
    pub(super) item: Word,
    pub(super) recode: Option<Word>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTest {
    pub(super) op: Word,
    pub(super) value: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRule {
    pub(super) when: Spanned<RawCondition>,
    pub(super) code: RawCode,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMissing {
    pub(super) policy: RawPolicy,
    pub(super) max_missing: Option<usize>,
    pub(super) rounding: Option<RawRounding>,
    #[serde(default)]
    pub(super) never_missing: Vec<Word>,
    #[serde(default)]
    pub(super) optional: Vec<Word>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawPolicy {
    AllRequired,
    Prorate,
    HiddenIsZeroElseRequired,
    RefusalIsPositive,
    ReportHighestKnownThenIncomplete,
    CountAnswered,
}

/// The one rounding there is; named in a definition so that it can be read there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawRounding {
    HalfUp,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBand {
    pub(super) score: Word,
    pub(super) min: Option<i64>,
    pub(super) max: Option<i64>,
    pub(super) code: Word,
    pub(super) label: String,
    pub(super) severity: Option<Spanned<u8>>,
    pub(super) decile: Option<u8>,
    #[serde(default)]
    pub(super) sex_for_scoring: BTreeMap<Word, BandMark>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAlert {
    pub(super) id: Word,
    pub(super) level: AlertLevel,
    pub(super) when: Spanned<RawCondition>,
    pub(super) message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFollowUp {
    pub(super) form: Word,
    pub(super) when: Spanned<RawCondition>,
}

/// A code: a word or a whole number, and nothing that only looks like one.
#[derive(Debug, Clone)]
pub(super) struct RawCode(pub(super) Code);

impl<'de> Deserialize<'de> for RawCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct CodeVisitor;
        impl Visitor<'_> for CodeVisitor {
            type Value = RawCode;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word or a whole number")
            }
            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<RawCode, E> {
                Ok(RawCode(Code::Integer(number)))
            }
            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<RawCode, E> {
                i64::try_from(number)
                    .map(|number| RawCode(Code::Integer(number)))
                    .map_err(E::custom)
            }
            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<RawCode, E> {
                if word.is_empty() || word.len() > 64 {
                    return Err(E::custom("a code has 1 to 64 characters"));
                }
                Ok(RawCode(Code::Text(word.to_owned())))
            }
        }
        deserializer.deserialize_any(CodeVisitor)
    }
}

/// The class as a number in the file.
pub(super) fn class(number: u8) -> Option<Class> {
    match number {
        1 => Some(Class::Intake),
        2 => Some(Class::Clinical),
        _ => None,
    }
}
