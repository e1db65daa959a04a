//! A value of an answer as what a person would have typed.
//!
//! Choices are `matching`'s.

use super::left::Why;
use super::matching::{folded, whole};
use crate::fhir::BASE;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use form::{Item, Kind};
use serde_json::{Value, json};

/// The member of an answer that holds its value, and the value. `None` where it has none.
pub(super) fn member(answer: &Value) -> Result<Option<(&str, &Value)>, Why> {
    let Some(members) = answer.as_object() else { return Err(Why::WrongKind) };
    let mut values = members.iter().filter(|(key, _)| key.starts_with("value"));
    let first = values.next().map(|(key, value)| (key.as_str(), value));
    if values.next().is_some() { Err(Why::WrongKind) } else { Ok(first) }
}

/// What an item that takes one value and is no choice makes of it.
pub(super) fn typed(item: &Item, (key, value): (&str, &Value)) -> Result<Value, Why> {
    match &item.kind {
        Kind::Text | Kind::LongText => in_words(key, value).map(Value::String),
        Kind::Date(_) => date(key, value),
        Kind::Integer(rule) => number(key, value, rule.unit.as_deref()),
        Kind::Phone => {
            let text = text(key, value)?;
            Ok(json!(text.strip_prefix("tel:").unwrap_or(text)))
        }
        Kind::Signature(_) => strokes(key, value),
        Kind::Attachment(_) => attachment(key, value),
        _ => Err(Why::WrongKind),
    }
}

/// Plain text, and nothing that only looks like it.
pub(super) fn text<'v>(key: &str, value: &'v Value) -> Result<&'v str, Why> {
    match key {
        "valueString" | "valueUri" => value.as_str().ok_or(Why::WrongKind),
        _ => Err(Why::WrongKind),
    }
}

fn in_words(key: &str, value: &Value) -> Result<String, Why> {
    match (key, value) {
        ("valueCoding", coding) => {
            let words = coding["display"].as_str().or_else(|| coding["code"].as_str());
            words.map(str::to_owned).ok_or(Why::WrongKind)
        }
        ("valueBoolean", Value::Bool(yes)) => Ok(if *yes { "Yes" } else { "No" }.to_owned()),
        ("valueInteger" | "valueDecimal", Value::Number(number)) => Ok(number.to_string()),
        ("valueDate" | "valueDateTime" | "valueTime", Value::String(text)) => Ok(text.clone()),
        _ => text(key, value).map(str::to_owned),
    }
}

/// A date; of a moment the date as it was written, wherever that was.
fn date(key: &str, value: &Value) -> Result<Value, Why> {
    let given = match key {
        "valueDate" | "valueDateTime" => value.as_str().ok_or(Why::WrongKind)?,
        _ => text(key, value)?,
    };
    let day = given.split_once('T').filter(|_| key == "valueDateTime").map(|(day, _)| day);
    Ok(json!(day.unwrap_or(given)))
}

fn number(key: &str, value: &Value, unit: Option<&str>) -> Result<Value, Why> {
    let plain = |value: &Value| match (whole(value), value) {
        (Some(number), _) => Ok(json!(number)),
        (None, Value::Number(_)) => Ok(value.clone()),
        _ => Err(Why::WrongKind),
    };
    match key {
        "valueInteger" | "valueDecimal" => plain(value),
        "valueQuantity" => {
            let given = value["unit"].as_str().or_else(|| value["code"].as_str());
            let same = match (given, unit) {
                (None, _) => true,
                (Some(given), Some(unit)) => folded(given) == folded(unit),
                (Some(_), None) => false,
            };
            if value.get("comparator").is_some() {
                Err(Why::WrongKind)
            } else if same {
                plain(&value["value"])
            } else {
                Err(Why::OtherUnit)
            }
        }
        _ => text(key, value).map(|text| json!(text)),
    }
}

/// The strokes of a signature, as they were written out.
fn strokes(key: &str, value: &Value) -> Result<Value, Why> {
    if key != "valueAttachment" {
        return Err(Why::WrongKind);
    }
    if value["contentType"] != "text/plain" {
        return Err(Why::File);
    }
    let bytes = value["data"].as_str().and_then(|data| STANDARD.decode(data).ok());
    let drawn = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    drawn.map(Value::String).ok_or(Why::File)
}

/// An attachment that is kept here already; another's file comes by another way.
fn attachment(key: &str, value: &Value) -> Result<Value, Why> {
    let url = value["url"].as_str().filter(|_| key == "valueAttachment").ok_or(Why::File)?;
    let id = url.strip_prefix(BASE).and_then(|rest| rest.strip_prefix("/Binary/"));
    id.map(|id| json!(id)).ok_or(Why::File)
}
