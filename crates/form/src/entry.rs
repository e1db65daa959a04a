//! Taking one answer as it is entered: normalised where it can be read, kept word for word where
//! it cannot.
//!
//! Refuses only what no person types (a wrong kind of value, an unknown choice) and what does not
//! fit (a huge paste); the answer that was there stays. What is doubtful about a value is said by
//! `evaluate`.

use crate::answer::{Address, Answer, Answers, Row, code, state_of};
use crate::date::{self, Purpose};
use crate::definition::{Code, DateRule, Definition, Group, Item, Kind};
use crate::refusal::{AnswerRefused, Refusal};
use crate::signature::{self, Signature};
use crate::{phone, text, week};
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Sets the answer at a path, or clears it with `null` or an empty text. Paths are `legal_first`
/// and, in a repeating group, `phones/<row>/number`; a whole group takes an array of rows.
///
/// # Errors
/// The reason; the answers are then unchanged.
pub fn set(
    definition: &Definition,
    answers: &mut Answers,
    path: &str,
    value: &Json,
    today: NaiveDate,
) -> Result<(), AnswerRefused> {
    let refuse = |why| AnswerRefused::at(path, why);
    let item = definition.item_at(path).ok_or_else(|| refuse(Refusal::UnknownPath))?;
    let answer = entered(item, value, today).map_err(refuse)?;
    match path.split_once('/') {
        None => put_signed(&mut answers.0, item, answer),
        Some((group, rest)) => {
            let row_id = rest.split('/').next().unwrap_or_default();
            let Some(Answer::Rows(rows)) = answers.0.get_mut(group) else {
                return Err(refuse(Refusal::UnknownRow));
            };
            let row = rows.iter_mut().find(|row| row.id == row_id);
            put_signed(&mut row.ok_or_else(|| refuse(Refusal::UnknownRow))?.cells, item, answer);
        }
    }
    Ok(())
}

fn put(answers: &mut BTreeMap<String, Answer>, id: &str, answer: Option<Answer>) {
    match answer {
        Some(answer) => _ = answers.insert(id.to_owned(), answer),
        None => _ = answers.remove(id),
    }
}

/// A signature takes the mark of what lies beside it now.
fn put_signed(answers: &mut BTreeMap<String, Answer>, item: &Item, answer: Option<Answer>) {
    let answer = match (&item.kind, answer) {
        (Kind::Signature(rule), Some(Answer::Text(drawn))) => {
            Some(Answer::Text(signature::signed(&drawn, &rule.covers, answers)))
        }
        (_, answer) => answer,
    };
    put(answers, &item.id, answer);
}

/// The answer a value stands for; `None` for a blank.
pub(crate) fn entered(
    item: &Item,
    value: &Json,
    today: NaiveDate,
) -> Result<Option<Answer>, Refusal> {
    if value.is_null() {
        return Ok(None);
    }
    if let Some(state) = state_of(value) {
        let allowed = item.states.contains(&state);
        return if allowed {
            Ok(Some(Answer::State(state)))
        } else {
            Err(Refusal::StateNotAllowed)
        };
    }
    match &item.kind {
        Kind::Text => Ok(filled(text::line(word(value)?)?)),
        Kind::LongText => Ok(filled(text::long(word(value)?)?)),
        Kind::Date(rule) => Ok(filled(typed_date(rule, &text::line(word(value)?)?, today))),
        Kind::Phone => {
            let typed = text::line(word(value)?)?;
            Ok(filled(phone::parse_typed(&typed).unwrap_or(typed)))
        }
        Kind::Integer(_) => integer(value),
        Kind::Choice(_) => one_choice(item, value),
        Kind::MultiChoice(_) => several(item, value),
        Kind::Address => address(value),
        Kind::Week => week_of(value),
        Kind::Group(group) => rows(group, value, today),
        Kind::Signature(_) => signature(value),
        Kind::Attachment(_) => attachment(value),
        Kind::Computed(_) => Err(Refusal::Computed),
    }
}

fn word(value: &Json) -> Result<&str, Refusal> {
    value.as_str().ok_or(Refusal::WrongType)
}

fn filled(text: String) -> Option<Answer> {
    (!text.is_empty()).then_some(Answer::Text(text))
}

/// The stored date, or what was typed.
fn typed_date(rule: &DateRule, typed: &str, today: NaiveDate) -> String {
    let purpose = if rule.birth { Purpose::Birth } else { Purpose::Near };
    date::parse_typed(typed, purpose, today).map_or_else(|| typed.to_owned(), date::stored)
}

fn integer(value: &Json) -> Result<Option<Answer>, Refusal> {
    match value {
        Json::Number(number) => Ok(Some(match number.as_i64() {
            Some(whole) => Answer::Integer(whole),
            None => Answer::Text(number.to_string()),
        })),
        Json::String(typed) => {
            let typed = text::line(typed)?;
            Ok(match typed.parse() {
                Ok(whole) => Some(Answer::Integer(whole)),
                Err(_) => filled(typed),
            })
        }
        _ => Err(Refusal::WrongType),
    }
}

fn one_choice(item: &Item, value: &Json) -> Result<Option<Answer>, Refusal> {
    if value.as_str() == Some("") {
        return Ok(None);
    }
    let code = code(value)?;
    item.choice(&code).ok_or(Refusal::UnknownChoice)?;
    Ok(Some(match code {
        Code::Integer(number) => Answer::Integer(number),
        Code::Text(word) => Answer::Text(word),
    }))
}

/// Codes in the order of the set, each once.
fn several(item: &Item, value: &Json) -> Result<Option<Answer>, Refusal> {
    let given = value.as_array().ok_or(Refusal::WrongType)?;
    let given = given.iter().map(code).collect::<Result<Vec<_>, _>>()?;
    if given.iter().any(|code| item.choice(code).is_none()) {
        return Err(Refusal::UnknownChoice);
    }
    let codes = item.choices().iter().map(|choice| choice.code.clone());
    let codes: Vec<Code> = codes.filter(|code| given.contains(code)).collect();
    Ok((!codes.is_empty()).then_some(Answer::Codes(codes)))
}

fn signature(value: &Json) -> Result<Option<Answer>, Refusal> {
    match word(value)? {
        "" => Ok(None),
        drawn => Signature::read(drawn).map(|signature| filled(signature.to_string())),
    }
}

/// The id of a record: 32 hex digits.
fn attachment(value: &Json) -> Result<Option<Answer>, Refusal> {
    let id = word(value)?.trim().to_ascii_lowercase();
    if id.is_empty() || is_record_id(&id) { Ok(filled(id)) } else { Err(Refusal::NotAnAttachment) }
}

pub(crate) fn is_record_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn address(value: &Json) -> Result<Option<Answer>, Refusal> {
    let raw = Address::deserialize(value).map_err(|_| Refusal::WrongType)?;
    let address = Address {
        line1: text::line(&raw.line1)?,
        line2: text::line(&raw.line2)?,
        city: text::line(&raw.city)?,
        state: crate::address::state(&text::line(&raw.state)?),
        zip: crate::address::zip(&text::line(&raw.zip)?),
        no_fixed_address: raw.no_fixed_address,
    };
    Ok((!address.is_empty()).then_some(Answer::Address(address)))
}

/// The spans of a week: a list of them, or one text with a semicolon or a line break between two.
fn week_of(value: &Json) -> Result<Option<Answer>, Refusal> {
    let typed = match value {
        Json::String(all) => all.split([';', '\n']).map(str::to_owned).collect(),
        _ => Vec::<String>::deserialize(value).map_err(|_| Refusal::WrongType)?,
    };
    if typed.len() > week::SPAN_LIMIT {
        return Err(Refusal::TooLong);
    }
    let lines = typed.iter().map(|span| text::line(span)).collect::<Result<Vec<_>, _>>()?;
    let spans: Vec<Code> = week::normalized(&lines).into_iter().map(Code::Text).collect();
    Ok((!spans.is_empty()).then_some(Answer::Codes(spans)))
}

/// A whole group at once. Rows that come without an id are given one.
fn rows(group: &Group, value: &Json, today: NaiveDate) -> Result<Option<Answer>, Refusal> {
    let given = value.as_array().ok_or(Refusal::WrongType)?;
    if given.len() > group.max_rows {
        return Err(Refusal::TooManyRows);
    }
    let mut rows: Vec<Row> = Vec::with_capacity(given.len());
    for (at, value) in given.iter().enumerate() {
        let id = row_id(value, at)?;
        if rows.iter().any(|row| row.id == id) {
            return Err(Refusal::RowExists);
        }
        rows.push(Row { id, cells: cells(group, value, today)? });
    }
    Ok((!rows.is_empty()).then_some(Answer::Rows(rows)))
}

pub(crate) fn row_id(value: &Json, at: usize) -> Result<String, Refusal> {
    match value.get("id") {
        None | Some(Json::Null) => Ok(format!("row-{}", at + 1)),
        Some(Json::String(id)) => crate::rows::checked_id(id).map(str::to_owned),
        Some(_) => Err(Refusal::BadRowId),
    }
}

fn cells(
    group: &Group,
    value: &Json,
    today: NaiveDate,
) -> Result<BTreeMap<String, Answer>, Refusal> {
    let members = value.as_object().ok_or(Refusal::WrongType)?;
    let mut cells = BTreeMap::new();
    for (key, value) in members.iter().filter(|(key, _)| *key != "id") {
        let item = group.items.iter().find(|item| item.id == *key).ok_or(Refusal::UnknownPath)?;
        put(&mut cells, key, entered(item, value, today)?);
    }
    for item in group.items.iter().filter(|item| matches!(item.kind, Kind::Signature(_))) {
        let drawn = cells.remove(&item.id);
        put_signed(&mut cells, item, drawn);
    }
    Ok(cells)
}
