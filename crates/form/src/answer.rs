//! Answers as they are kept: a path each, and a plain JSON form.
//!
//! A value is stored as it was understood (`1985-04-07`, `+15550134471`) or, when it could not be
//! read, word for word as it was typed. Knows no definition; `entry` and `strict` do. Debug output
//! never shows a value.

use crate::definition::{Code, State};
use crate::refusal::{AnswerRefused, Refusal};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fmt;

/// The answers to one form, keyed by item; the rows of a repeating group lie inside the group.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Answers(pub(crate) BTreeMap<String, Answer>);

/// One answer.
#[derive(Clone, PartialEq, Eq)]
pub enum Answer {
    /// Recorded in place of a value.
    State(State),
    /// Text; also a stored date or phone, a word code, or what was typed and could not be read.
    Text(String),
    /// A whole number or a number code.
    Integer(i64),
    /// The codes of a multi-choice, or the spans of a week; never empty.
    Codes(Vec<Code>),
    /// An address, never empty.
    Address(Address),
    /// The rows of a repeating group, never empty.
    Rows(Vec<Row>),
}

/// One row of a repeating group.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    /// Id, unique within the group; stays the same when rows move.
    pub id: String,
    /// Answers by item id.
    pub cells: BTreeMap<String, Answer>,
}

/// A postal address.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields, default)]
pub struct Address {
    /// Street and number.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub line1: String,
    /// Apartment, unit, care of.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub line2: String,
    /// City or town.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub city: String,
    /// Two-letter state where it could be read, else as typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub state: String,
    /// Zip code.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub zip: String,
    /// The person has no fixed address; the other parts may say where to find them.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub no_fixed_address: bool,
}

impl Address {
    /// Nothing entered at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Answers {
    /// No answers.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Nothing is answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The answer at a path: `legal_first`, `phones`, `phones/<row>/number`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Answer> {
        let Some((group, rest)) = path.split_once('/') else {
            return self.0.get(path);
        };
        let (row, item) = rest.split_once('/')?;
        self.rows(group).iter().find(|known| known.id == row)?.cells.get(item)
    }

    /// The rows of a repeating group; none when it is blank or holds a state.
    #[must_use]
    pub fn rows(&self, group: &str) -> &[Row] {
        match self.0.get(group) {
            Some(Answer::Rows(rows)) => rows,
            _ => &[],
        }
    }

    /// Answers of the top level in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.0.iter().map(|(path, answer)| (path.as_str(), answer))
    }

    /// The text at a path, where the answer is one.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        match self.get(path)? {
            Answer::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The date at a path, where the answer is one that could be read.
    #[must_use]
    pub fn date(&self, path: &str) -> Option<chrono::NaiveDate> {
        self.text(path).and_then(crate::date::parse_stored)
    }

    /// The answers as one JSON object.
    #[must_use]
    pub fn to_json(&self) -> Json {
        Json::Object(self.0.iter().map(|(path, answer)| (path.clone(), answer.to_json())).collect())
    }

    /// Reads answers that were written by [`Answers::to_json`]. Checks their shape only: what the
    /// definition asks of them is checked by `evaluate`.
    ///
    /// # Errors
    /// The path of the first answer whose shape is no answer's.
    pub fn from_json(json: &Json) -> Result<Self, AnswerRefused> {
        let Json::Object(members) = json else {
            return Err(AnswerRefused::at("", Refusal::WrongType));
        };
        let mut answers = BTreeMap::new();
        for (path, value) in members {
            if let Some(answer) =
                Answer::from_json(value).map_err(|why| AnswerRefused::at(path, why))?
            {
                answers.insert(path.clone(), answer);
            }
        }
        Ok(Self(answers))
    }
}

impl Answer {
    /// The plain JSON form.
    #[must_use]
    pub fn to_json(&self) -> Json {
        serde_json::to_value(self).unwrap_or(Json::Null)
    }

    /// Reads the plain JSON form; `null` and empty lists are no answer.
    pub(crate) fn from_json(json: &Json) -> Result<Option<Self>, Refusal> {
        Ok(Some(match json {
            Json::Null => return Ok(None),
            Json::String(text) if text.is_empty() => return Ok(None),
            Json::String(text) => Self::Text(text.clone()),
            Json::Number(number) => Self::Integer(number.as_i64().ok_or(Refusal::WrongType)?),
            Json::Array(parts) if parts.is_empty() => return Ok(None),
            Json::Array(parts) if parts.iter().all(Json::is_object) => Self::Rows(rows(parts)?),
            Json::Array(parts) => Self::Codes(parts.iter().map(code).collect::<Result<_, _>>()?),
            Json::Object(members) if members.contains_key("state") && members.len() == 1 => {
                match state_of(json) {
                    Some(state) => Self::State(state),
                    None => Self::Address(address(json)?),
                }
            }
            Json::Object(_) => Self::Address(address(json)?),
            Json::Bool(_) => return Err(Refusal::WrongType),
        }))
    }

    pub(crate) fn state(&self) -> Option<State> {
        match self {
            Self::State(state) => Some(*state),
            _ => None,
        }
    }
}

/// `{"state":"declined"}`. An address of which only the state is known has the same shape; state
/// words are never names of U.S. states.
pub(crate) fn state_of(json: &Json) -> Option<State> {
    let members = json.as_object()?;
    if members.len() != 1 {
        return None;
    }
    State::deserialize(members.get("state")?).ok()
}

pub(crate) fn code(json: &Json) -> Result<Code, Refusal> {
    match json {
        Json::String(word) => Ok(Code::Text(word.clone())),
        Json::Number(number) => number.as_i64().map(Code::Integer).ok_or(Refusal::WrongType),
        _ => Err(Refusal::WrongType),
    }
}

fn address(json: &Json) -> Result<Address, Refusal> {
    Address::deserialize(json).map_err(|_| Refusal::WrongType)
}

fn rows(parts: &[Json]) -> Result<Vec<Row>, Refusal> {
    parts.iter().map(row).collect()
}

fn row(json: &Json) -> Result<Row, Refusal> {
    let members = json.as_object().ok_or(Refusal::WrongType)?;
    let id = members.get("id").and_then(Json::as_str).ok_or(Refusal::WrongType)?;
    let mut cells = BTreeMap::new();
    for (key, value) in members.iter().filter(|(key, _)| *key != "id") {
        match Answer::from_json(value)? {
            Some(Answer::Rows(_)) => return Err(Refusal::WrongType),
            Some(answer) => _ = cells.insert(key.clone(), answer),
            None => {}
        }
    }
    Ok(Row { id: id.to_owned(), cells })
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::State(state) => serializer.collect_map([("state", state)]),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Codes(codes) => codes.serialize(serializer),
            Self::Address(address) => address.serialize(serializer),
            Self::Rows(rows) => rows.serialize(serializer),
        }
    }
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.cells.len() + 1))?;
        map.serialize_entry("id", &self.id)?;
        for (item, answer) in &self.cells {
            map.serialize_entry(item, answer)?;
        }
        map.end()
    }
}

impl Serialize for Answers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_json(&Json::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(&self.0).finish()
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::State(state) => write!(f, "{state:?}"),
            Self::Rows(rows) => rows.fmt(f),
            Self::Text(_) | Self::Integer(_) | Self::Codes(_) | Self::Address(_) => {
                f.write_str("[kept]")
            }
        }
    }
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Row").field("cells", &self.cells).finish_non_exhaustive()
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[kept]")
    }
}
