//! Suitability from JSON, for the command line: all of it is right, or nothing is taken.
//!
//! What is left out is unknown. Everything else must be one of the values that are accepted;
//! each fault names its path and what is accepted there, never the value that was given.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{AmberGate, ContextKey, Factor, Gate, Known, Rating, RedGate, Suitability};

/// One thing in the file that is not accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where: `red/intent_or_plan`; nothing for the file as a whole.
    pub path: String,
    /// What is accepted there.
    pub accepted: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "the file" } else { &self.path };
        write!(f, "{path}: accepted is {}", self.accepted)
    }
}

/// The JSON cannot be asked about.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSuitability {
    /// It is not JSON.
    #[error("line {line}, column {column}: not JSON")]
    Unreadable {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// It is JSON, and these places are not accepted, in the order of the file.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Faults(Vec<Fault>),
}

/// Reads `{"ratings":{"severity":2},"red":{"intent_or_plan":"no"},"amber":{},
/// "context":{"medicare":false}}`.
///
/// # Errors
/// [`NotSuitability`] with every place that is not accepted.
pub fn from_json(text: &str) -> Result<Suitability, NotSuitability> {
    let json: Json = serde_json::from_str(text)
        .map_err(|e| NotSuitability::Unreadable { line: e.line(), column: e.column() })?;
    let mut reading = Reading::default();
    reading.file(&json);
    if reading.faults.is_empty() {
        Ok(reading.read)
    } else {
        Err(NotSuitability::Faults(reading.faults))
    }
}

const PARTS: [&str; 4] = ["ratings", "red", "amber", "context"];

#[derive(Default)]
struct Reading {
    read: Suitability,
    faults: Vec<Fault>,
}

impl Reading {
    fn fault(&mut self, path: &str, accepted: impl Into<String>) {
        self.faults.push(Fault { path: path.to_owned(), accepted: accepted.into() });
    }

    fn file(&mut self, json: &Json) {
        let wanted = format!("an object with {}", listed(PARTS));
        self.members("", json, &wanted, &PARTS, |reading, part, json| {
            let ids: Vec<&str> = match part {
                "ratings" => Factor::ALL.iter().map(|it| it.id()).collect(),
                "red" => RedGate::ALL.iter().map(|it| it.id()).collect(),
                "amber" => AmberGate::ALL.iter().map(|it| it.id()).collect(),
                _ => ContextKey::ALL.iter().map(|it| it.id()).collect(),
            };
            let wanted = format!("an object with {}", listed(ids.iter().copied()));
            reading.members(part, json, &wanted, &ids, |reading, id, json| {
                reading.value(part, id, json);
            });
        });
    }

    /// The members of an object, each known and each named once.
    fn members(
        &mut self,
        path: &str,
        json: &Json,
        wanted: &str,
        known: &[&str],
        mut each: impl FnMut(&mut Self, &str, &Json),
    ) {
        let Json::Object(members) = json else {
            return self.fault(path, wanted);
        };
        for (at, (key, value)) in members.iter().enumerate() {
            let here = if path.is_empty() { shown(key) } else { format!("{path}/{}", shown(key)) };
            if !known.contains(&key.as_str()) {
                self.fault(&here, format!("one of {}", listed(known.iter().copied())));
            } else if members.iter().take(at).any(|(earlier, _)| earlier == key) {
                self.fault(&here, "one value, not several");
            } else {
                each(self, key, value);
            }
        }
    }

    fn value(&mut self, part: &str, id: &str, json: &Json) {
        let path = format!("{part}/{id}");
        if let Some(factor) = Factor::from_id(id).filter(|_| part == "ratings") {
            match rating(json) {
                Some(rating) => self.read.ratings.set(factor, rating),
                None => self.fault(&path, "0, 1, 2, 3 or \"unknown\""),
            }
        } else if let Some(key) = ContextKey::from_id(id).filter(|_| part == "context") {
            match truth(json) {
                Some(value) => self.read.set_context(key, value),
                None => self.fault(&path, "true, false or \"unknown\""),
            }
        } else if let Some(gate) = gate(part, id) {
            match json {
                Json::Text(text) if gate.read(text).is_some() => {
                    self.read.set_gate(gate, gate.read(text).unwrap_or_default());
                }
                _ => self.fault(&path, listed(gate.answers().iter().map(|answer| answer.id()))),
            }
        }
    }
}

fn gate(part: &str, id: &str) -> Option<Gate> {
    match part {
        "red" => RedGate::from_id(id).map(Gate::Red),
        "amber" => AmberGate::from_id(id).map(Gate::Amber),
        _ => None,
    }
}

fn rating(json: &Json) -> Option<Known<Rating>> {
    match json {
        Json::Whole(number) => {
            let rating = u8::try_from(*number).ok()?;
            Rating::try_from(rating).ok().map(Known::Is)
        }
        Json::Text(text) if text == "unknown" => Some(Known::Unknown),
        _ => None,
    }
}

fn truth(json: &Json) -> Option<Known<bool>> {
    match json {
        Json::Truth(value) => Some(Known::Is(*value)),
        Json::Text(text) if text == "unknown" => Some(Known::Unknown),
        _ => None,
    }
}

/// `"yes", "no" or "unknown"`.
fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = words.into_iter().map(|word| format!("\"{word}\"")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

/// A key of the file, short enough and plain enough for a message.
fn shown(key: &str) -> String {
    key.chars().filter(|c| !c.is_control()).take(60).collect()
}

/// JSON that keeps what `serde_json::Value` lets go: keys that stand twice.
enum Json {
    Truth(bool),
    Whole(u64),
    Text(String),
    Object(Vec<(String, Json)>),
    /// Nothing that is accepted anywhere: null, a list, a fraction, a negative number.
    Other,
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyJson)
    }
}

struct AnyJson;

impl<'de> Visitor<'de> for AnyJson {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Truth(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Whole(value))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        while entries.next_element::<Json>()?.is_some() {}
        Ok(Json::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Json, A::Error> {
        let mut read = Vec::new();
        while let Some(member) = members.next_entry()? {
            read.push(member);
        }
        Ok(Json::Object(read))
    }
}
