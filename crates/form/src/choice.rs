//! Choices: named sets of codes with the words shown for them.
//!
//! Knows no items and no answers.

use std::fmt;

/// A named set of choices.
#[derive(Debug, Clone)]
pub struct ChoiceSet {
    /// Id of the set, such as `us-states`.
    pub id: String,
    /// Choices in the order shown.
    pub choices: Vec<Choice>,
}

/// One choice of a set.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What is stored.
    pub code: Code,
    /// What is shown.
    pub label: String,
    /// Points, where the set is scored.
    pub score: Option<i64>,
    /// LOINC answer code.
    pub loinc: Option<String>,
    /// In a multi-choice: "none of these", which excludes the others.
    pub exclusive: bool,
}

/// The stored code of a choice: a word or a whole number, never both alike (`2` is not `"2"`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(untagged)]
pub enum Code {
    /// A whole number, as in most instruments.
    Integer(#[cfg_attr(feature = "ts", ts(type = "number"))] i64),
    /// A word, as in pick lists.
    Text(String),
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => write!(f, "{number}"),
            Self::Text(word) => f.write_str(word),
        }
    }
}
