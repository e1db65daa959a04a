//! How sections, fields and values of a plan are called.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::{
    plan::{Aspect, Direction, Disposition, MeasureKind, Modality, Program, Status},
    schedule::{Day, MinuteOfDay, Place},
};

/// The fields of a plan and the section each belongs to, in the order of the paper.
pub(super) const SECTIONS: &[(&str, &str)] = &[
    ("program", "Program"),
    ("diagnoses", "Diagnoses"),
    ("why_this_level", "Why this level of care"),
    ("vision", "In the client's own words"),
    ("strengths", "Strengths"),
    ("needs", "Needs"),
    ("abilities", "Abilities"),
    ("preferences", "Preferences"),
    ("barriers", "What may stand in the way"),
    ("assessed_needs", "Assessed needs"),
    ("problems", "Problems, goals, objectives and interventions"),
    ("wellness", "Wellness"),
    ("schedule", "The week"),
    ("medicines", "Medicines"),
    ("coordination", "Coordination of care"),
    ("family_and_supports", "Family and supports"),
    ("peer_support", "Peer support"),
    ("culture_and_language", "Culture and language"),
    ("risk_and_safety", "Risk and safety"),
    ("discharge", "Discharge"),
    ("participation", "Participation"),
    ("reviews", "Reviews"),
];

/// Fields that nobody reads: keys, and marks of where words came from.
pub(super) const NOT_SAID: &[&str] = &["id", "library", "key", "taken", "offering", "meeting"];

/// One entry of a list.
pub(super) fn one_of(list: &str) -> &'static str {
    match list {
        "diagnoses" => "Diagnosis",
        "assessed_needs" => "Need",
        "problems" => "Problem",
        "goals" => "Goal",
        "objectives" => "Objective",
        "interventions" => "Intervention",
        "wellness" => "Wellness",
        "schedule" => "Session",
        _ => "Entry",
    }
}

/// Whether two arrays hold entries with ids, not links.
pub(super) fn is_entries(old: &[Value], new: &[Value]) -> bool {
    old.iter().chain(new).all(Value::is_object)
}

/// The words an entry goes by.
pub(super) fn own_words(fields: &Map<String, Value>) -> String {
    let keys = ["statement", "words", "text", "what", "title", "name", "clinical", "code"];
    let said = |key: &&str| fields.get(*key).and_then(Value::as_str).map(str::trim);
    let words = keys.iter().filter_map(said).find(|text| !text.is_empty()).unwrap_or_default();
    words.chars().take(120).collect()
}

/// A field's name in words.
pub(super) fn field(name: &str) -> String {
    match name {
        "words" => "client's words".to_owned(),
        "what" | "text" | "statement" | "title" => "words".to_owned(),
        "minutes" => "minutes".to_owned(),
        "needs" => "needs it answers".to_owned(),
        "interventions" => "interventions it carries".to_owned(),
        "service" | "modality" => "kind of help".to_owned(),
        "measure_kind" => "measured by".to_owned(),
        "direction" => "reached".to_owned(),
        other => other.replace('_', " "),
    }
}

/// The value of a field as people read it.
pub(super) fn shown(field: &str, value: &Value, labels: &BTreeMap<String, String>) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number
            .as_f64()
            .filter(|it| it.fract() == 0.0)
            .map_or_else(|| number.to_string(), |it| format!("{it:.0}")),
        Value::String(text) => said(field, text, labels),
        Value::Array(entries) => {
            entries.iter().map(|entry| shown(field, entry, labels)).collect::<Vec<_>>().join("; ")
        }
        Value::Object(_) => whole(value),
    }
}

/// A link as the words of its entry; a date, a time or a code as the plan prints it. Words that
/// somebody wrote stay as they are, whatever they look like.
fn said(field: &str, text: &str, labels: &BTreeMap<String, String>) -> String {
    let known = match field {
        "needs" | "interventions" => labels.get(text).cloned(),
        "date" | "target_date" => form::date::parse_stored(text).map(form::date::shown),
        "start" => read::<MinuteOfDay>(text).map(|it| it.to_string()),
        "instrument" => instrument(text),
        _ => code(field, text).map(str::to_owned),
    };
    known.unwrap_or_else(|| text.to_owned())
}

/// What the code of a field is called.
fn code(field: &str, text: &str) -> Option<&'static str> {
    match field {
        "program" => read(text).map(Program::label),
        "day" => read(text).map(Day::label),
        "service" | "modality" => read(text).map(Modality::label),
        "place" => read(text).map(Place::label),
        "aspect" => read(text).map(Aspect::label),
        "status" => read(text).map(Status::label),
        "disposition" => read(text).map(Disposition::label),
        "measure_kind" => read(text).map(MeasureKind::label),
        "direction" => read(text).map(Direction::label),
        _ => None,
    }
}

fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(Value::String(text.to_owned())).ok()
}

/// "PHQ-9 total" of `phq-9/total`.
fn instrument(text: &str) -> Option<String> {
    let (form, score) = text.split_once('/')?;
    Some(format!("{} {}", form.to_uppercase(), score.replace(['_', '-'], " ")))
}

/// An entry with all it says, a line for each field and entry below.
pub(super) fn whole(entry: &Value) -> String {
    let Some(fields) = entry.as_object() else { return String::new() };
    let mut lines = Vec::new();
    for (name, value) in fields {
        if NOT_SAID.contains(&name.as_str()) {
            continue;
        }
        match value {
            Value::Array(entries) if entries.iter().all(Value::is_object) => {
                lines.extend(entries.iter().map(whole).filter(|text| !text.is_empty()));
            }
            // Links of an entry that comes or goes say nothing by themselves.
            Value::Array(_) => {}
            value => {
                let text = shown(name, value, &BTreeMap::new());
                if !text.trim().is_empty() && text != "no" {
                    lines.push(format!("{}: {}", field(name), text.trim()));
                }
            }
        }
    }
    lines.join("\n")
}
