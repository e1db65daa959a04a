//! Whether a value fits an item of a form: tried on the form itself, so that whatever passes can be
//! entered later.

use chrono::NaiveDate;
use form::{Answers, Definition, Item, Kind, Refusal};
use serde_json::{Value, json};

use super::at::{At, is_blank};
use super::words;

/// Years that nobody is older than.
const OLDEST: u32 = 120;

/// A value on its way to an item.
pub(super) struct Cell {
    pub(super) item: &'static str,
    pub(super) value: Value,
    pub(super) place: String,
}

/// A value for this item, with where it stands.
pub(super) fn cell(item: &'static str, value: impl Into<Value>, at: &At<'_>) -> Cell {
    Cell { item, value: value.into(), place: at.place.clone() }
}

/// A value that the form takes, and what the form calls it.
pub(super) struct Fit {
    pub(super) value: Value,
    pub(super) name: String,
}

/// What came of trying.
pub(super) struct Fitted {
    /// Something that nobody sees was in the text.
    pub(super) was_unseen: bool,
    /// The value, nothing for a blank, or why it does not fit with what the file says.
    pub(super) fit: Result<Option<Fit>, (String, String)>,
}

/// Tries a value on an item, which may be one of the rows of a group.
pub(super) fn fit(
    form: &Definition,
    group: Option<&str>,
    given: &Cell,
    today: NaiveDate,
) -> Fitted {
    let clean = cleaned(&given.value);
    let was_unseen = clean != given.value;
    let fit = match form.item(given.item) {
        Some(item) if !is_blank(&clean) => tried(form, group, item, clean, today),
        _ => Ok(None),
    };
    Fitted { was_unseen, fit }
}

fn tried(
    form: &Definition,
    group: Option<&str>,
    item: &Item,
    value: Value,
    today: NaiveDate,
) -> Result<Option<Fit>, (String, String)> {
    let value = match (&item.kind, &value) {
        (Kind::Date(_), Value::String(text)) => day(item, text, today)
            .map(|day| form::date::stored(day).into())
            .map_err(|why| (format!("{}: {why}", item.name), words::when(text)))?,
        _ => value,
    };
    let (path, entered) = match group {
        Some(group) => (group, json!([{ "id": "row-1", &item.id: value }])),
        None => (item.id.as_str(), value.clone()),
    };
    let mut answers = Answers::new();
    form::set(form, &mut answers, path, &entered, today).map_err(|refused| {
        (format!("{}: {}", item.name, sentence(refused.why)), words::gist(&value))
    })?;
    let name = match group.and_then(|group| form.item(group)).map(|item| &item.kind) {
        Some(Kind::Group(rule)) => format!("{}: {}", rule.row_label, item.name),
        _ => item.name.clone(),
    };
    Ok((!answers.is_empty()).then_some(Fit { value, name }))
}

/// A whole day that the item can hold.
fn day(item: &Item, text: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    let Kind::Date(rule) = &item.kind else { return Err("this is not a date.") };
    let is_partial = matches!(text.len(), 4 | 7) && text.starts_with(|c: char| c.is_ascii_digit());
    let day = words::day(text).ok_or(match is_partial {
        true => "the file has only a year or a month; the form needs a day.",
        false => "this is not a date that can be read.",
    })?;
    if (rule.birth || rule.not_future) && day > today {
        return Err("this date is still to come, so it cannot be right.");
    }
    if rule.birth && form::date::age_on(day, today).is_some_and(|age| age >= OLDEST) {
        return Err("this would make the person 120 years old or more.");
    }
    Ok(day)
}

/// Every text in a value without what nobody sees.
fn cleaned(value: &Value) -> Value {
    match value {
        Value::String(text) => words::visible(text).into(),
        Value::Array(parts) => parts.iter().map(cleaned).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, value)| (name.clone(), cleaned(value))).collect()
        }
        other => other.clone(),
    }
}

fn sentence(why: Refusal) -> &'static str {
    match why {
        Refusal::TooLong => "this text is longer than the form can hold.",
        Refusal::UnknownChoice => "this is not one of the choices of the form.",
        _ => "the form cannot hold this.",
    }
}
