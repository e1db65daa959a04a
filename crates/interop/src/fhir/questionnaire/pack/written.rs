//! The shape of a form pack as it is written. The serialiser of the `toml` crate does the quoting, so
//! that no text of a questionnaire can end its own string.

use form::{Code, Need};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Form {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) role: &'static str,
    pub(super) class: u8,
    pub(super) title: String,
    pub(super) intro: String,
    pub(super) instrument: Instrument,
    pub(super) choice_set: Vec<ChoiceSet>,
    pub(super) item: Vec<Item>,
}

#[derive(Serialize)]
pub(super) struct Instrument {
    pub(super) administration: &'static str,
    pub(super) references: Vec<String>,
    pub(super) notes: Vec<String>,
    pub(super) licence: Licence,
    pub(super) loinc: Loinc,
    pub(super) population: Population,
}

#[derive(Serialize)]
pub(super) struct Licence {
    pub(super) status: &'static str,
    pub(super) statement: String,
    pub(super) source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notice: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Loinc {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) panel: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Population {
    pub(super) label: &'static str,
}

#[derive(Serialize)]
pub(super) struct ChoiceSet {
    pub(super) id: String,
    pub(super) choices: Vec<Choice>,
}

#[derive(Serialize, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) code: Code,
    pub(super) label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) score: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) loinc: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) exclusive: bool,
}

#[derive(Serialize)]
pub(super) struct Item {
    pub(super) id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) heading: Option<String>,
    pub(super) label: String,
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) hint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) prefix: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) loinc: Option<String>,
    pub(super) need: Need,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) choices: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) min: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) max: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) row_label: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) max_rows: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) show_when: Option<Condition>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) row: Vec<Item>,
}

impl Item {
    /// A text that may be left blank; what else it is is said afterwards.
    pub(super) fn new(id: String, label: String) -> Self {
        Self {
            id,
            heading: None,
            label,
            kind: "text",
            hint: None,
            prefix: None,
            loinc: None,
            need: Need::Optional,
            choices: None,
            min: None,
            max: None,
            row_label: None,
            max_rows: None,
            show_when: None,
            row: Vec::new(),
        }
    }
}

/// A condition in the words of a definition.
#[derive(Serialize, Clone, PartialEq, Eq)]
#[serde(untagged)]
pub(super) enum Condition {
    Item { item: String, op: &'static str, value: Code },
    Missing { missing: String },
    Any { any: Vec<Condition> },
    All { all: Vec<Condition> },
    Not { not: Box<Condition> },
}

impl Condition {
    pub(super) fn item(item: &str, op: &'static str, value: Code) -> Self {
        Self::Item { item: item.to_owned(), op, value }
    }

    pub(super) fn missing(item: &str) -> Self {
        Self::Missing { missing: item.to_owned() }
    }

    pub(super) fn not(part: Self) -> Self {
        Self::Not { not: Box::new(part) }
    }

    /// Every one holds; nothing where there is none.
    pub(super) fn all(parts: &[Self]) -> Option<Self> {
        match parts {
            [] => None,
            [one] => Some(one.clone()),
            several => Some(Self::All { all: several.to_vec() }),
        }
    }

    /// At least one holds; nothing where there is none.
    pub(super) fn any(mut parts: Vec<Self>) -> Option<Self> {
        match parts.len() {
            0 | 1 => parts.pop(),
            _ => Some(Self::Any { any: parts }),
        }
    }
}
