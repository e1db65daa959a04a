//! Reading a whole answers file for the command line: all of it is right, or nothing is taken.
//!
//! Dates and phones may be typed any way; numbers and codes must have their own JSON type. Lists
//! the path of everything that is wrong, never its value.

use crate::answer::{Answer, Answers};
use crate::definition::{Definition, Item, Kind};
use crate::entry;
use crate::fit::fits;
use crate::refusal::{AnswerRefused, Error, Refusal};
use chrono::NaiveDate;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Reads one form's answers: `{"legal_first":"Ana","pronouns":{"state":"declined"},
/// "phones":[{"number":"202-555-0134"}]}`. An absent or `null` item is blank.
///
/// # Errors
/// The paths that are unknown, of the wrong type or impossible.
pub fn read(definition: &Definition, json: &Json, today: NaiveDate) -> Result<Answers, Error> {
    let Json::Object(members) = json else {
        return Err(Error::Answers(vec![AnswerRefused::at("", Refusal::WrongType)]));
    };
    let mut answers = BTreeMap::new();
    let mut refused = Vec::new();
    for (path, value) in members {
        let Some(item) = definition.top_item(path) else {
            refused.push(AnswerRefused::at(path, Refusal::UnknownPath));
            continue;
        };
        let before = refused.len();
        check_rows(item, value, today, &mut refused);
        if refused.len() > before {
            continue;
        }
        match checked(item, value, today) {
            Ok(Some(answer)) => _ = answers.insert(path.clone(), answer),
            Ok(None) => {}
            Err(why) => refused.push(AnswerRefused::at(path, why)),
        }
    }
    if refused.is_empty() { Ok(Answers(answers)) } else { Err(Error::Answers(refused)) }
}

/// One answer, which must be a blank, a state or a value that fits.
fn checked(item: &Item, value: &Json, today: NaiveDate) -> Result<Option<Answer>, Refusal> {
    if matches!(item.kind, Kind::Integer(_)) && (value.is_string() || value.is_f64()) {
        return Err(Refusal::WrongType);
    }
    let Some(answer) = entry::entered(item, value, today)? else {
        return Ok(None);
    };
    if answer.state().is_some() || fits(item, &answer) {
        return Ok(Some(answer));
    }
    Err(match &item.kind {
        Kind::Date(_) => Refusal::NotADate,
        Kind::Phone => Refusal::NotAPhone,
        Kind::Week => Refusal::NotAWeek,
        Kind::Integer(_) => Refusal::OutOfRange,
        _ => Refusal::UnknownChoice,
    })
}

/// Looks at each cell of a group by itself, so that the paths of all faults are known.
fn check_rows(item: &Item, value: &Json, today: NaiveDate, refused: &mut Vec<AnswerRefused>) {
    let (Kind::Group(group), Some(rows)) = (&item.kind, value.as_array()) else {
        return;
    };
    for (at, row) in rows.iter().take(group.max_rows).enumerate() {
        let id = entry::row_id(row, at).unwrap_or_else(|_| format!("row-{}", at + 1));
        let Some(members) = row.as_object() else {
            refused.push(AnswerRefused::at(&format!("{}/{id}", item.id), Refusal::WrongType));
            continue;
        };
        for (key, cell) in members.iter().filter(|(key, _)| *key != "id") {
            let path = format!("{}/{id}/{key}", item.id);
            let why = match group.items.iter().find(|inner| inner.id == *key) {
                Some(inner) => checked(inner, cell, today).err(),
                None => Some(Refusal::UnknownPath),
            };
            refused.extend(why.map(|why| AnswerRefused::at(&path, why)));
        }
    }
}
