//! What is missing or cannot be right about one answer, in one plain sentence.
//!
//! The sentences name the field, never the value.

use crate::answer::{Address, Answer};
use crate::computed::ComputedValue;
use crate::date;
use crate::definition::{ChoiceSet, DateRule, Definition, IntegerRule, Item, Kind, Need};
use crate::fit::fits;
use crate::signature;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Something to look at before the form is done.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Issue {
    /// Path of the item.
    pub path: String,
    /// How much it matters.
    pub level: IssueLevel,
    /// One plain sentence.
    pub message: String,
}

/// How much an issue matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum IssueLevel {
    /// Worth asking; holds nothing up.
    Recommended,
    /// Needed before the form is done.
    Required,
    /// An answer that cannot be right.
    Invalid,
}

/// Longest life taken for possible: a birth date lies less than this many years back.
const OLDEST_AGE: u32 = 120;

/// Where an answer stands.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) item: &'a Item,
    pub(crate) path: &'a str,
    /// What the row is called, for an item of a group.
    pub(crate) row: Option<&'a str>,
}

/// A blank that matters.
pub(crate) fn blank(place: Place<'_>) -> Option<Issue> {
    let name = &place.item.name;
    match place.item.need {
        Need::Required => Some(Issue { level: IssueLevel::Required, ..said(place, "is needed.") }),
        Need::Recommended => {
            let message = match place.row {
                Some(row) => format!("{row}: {} still blank.", lower_first(name)),
                None => format!("Still blank: {}.", lower_first(name)),
            };
            Some(Issue { path: place.path.to_owned(), level: IssueLevel::Recommended, message })
        }
        Need::Optional => None,
    }
}

/// What is wrong with an answer by itself.
pub(crate) fn wrong(place: Place<'_>, answer: &Answer, today: NaiveDate) -> Option<Issue> {
    if answer.state().is_some() {
        return None;
    }
    let item = place.item;
    let rest = match &item.kind {
        Kind::Date(rule) => wrong_date(rule, answer, today)?.to_owned(),
        Kind::Integer(rule) if !fits(item, answer) => wrong_integer(rule, answer),
        Kind::Phone if !fits(item, answer) => {
            "is not a full phone number; add the area code, or + and the country code.".to_owned()
        }
        Kind::MultiChoice(set) => wrong_choices(item, set, answer)?.to_owned(),
        Kind::Address => wrong_address(answer)?.to_owned(),
        Kind::Week if !fits(item, answer) => {
            "holds a time that could not be read; write it like Mon 9:00 AM-12:30 PM, in half \
             hours from 6:00 AM to 10:00 PM."
                .to_owned()
        }
        _ if !fits(item, answer) => "holds a choice that this form does not have.".to_owned(),
        _ => return None,
    };
    Some(said(place, &rest))
}

/// Fewer hours a week than the program asks for: worth a talk, never a refusal.
pub(crate) fn fewer_hours(path: &str, value: &ComputedValue) -> Option<Issue> {
    let ComputedValue::Hours { minutes, wanted: Some(wanted) } = value else { return None };
    (*minutes < wanted.saturating_mul(60)).then(|| Issue {
        path: path.to_owned(),
        level: IssueLevel::Recommended,
        message: format!("Fewer hours than the program asks for: {}", value.shown()),
    })
}

/// A date that lies before the one it may not lie before.
pub(crate) fn too_early(
    definition: &Definition,
    place: Place<'_>,
    answer: &Answer,
    other: NaiveDate,
) -> Option<Issue> {
    let Kind::Date(rule) = &place.item.kind else { return None };
    let named = definition.item(rule.not_before.as_deref()?)?;
    let rest = format!("is earlier than {}.", lower_first(&named.name));
    (stored_date(answer)? < other).then(|| said(place, &rest))
}

/// A signature below something that was changed since.
pub(crate) fn signed_before(place: Place<'_>, beside: &BTreeMap<String, Answer>) -> Option<Issue> {
    let (Kind::Signature(rule), Some(Answer::Text(drawn))) =
        (&place.item.kind, beside.get(&place.item.id))
    else {
        return None;
    };
    let rest = "stands under something that was changed since; ask for a new signature.";
    signature::changed_since(drawn, &rule.covers, beside).then(|| said(place, rest))
}

fn said(place: Place<'_>, rest: &str) -> Issue {
    let message = match place.row {
        Some(row) => format!("{row}: {} {rest}", lower_first(&place.item.name)),
        None => format!("{} {rest}", place.item.name),
    };
    Issue { path: place.path.to_owned(), level: IssueLevel::Invalid, message }
}

fn stored_date(answer: &Answer) -> Option<NaiveDate> {
    match answer {
        Answer::Text(text) => date::parse_stored(text),
        _ => None,
    }
}

fn wrong_date(rule: &DateRule, answer: &Answer, today: NaiveDate) -> Option<&'static str> {
    let Some(own) = stored_date(answer) else {
        return Some("could not be read as a date.");
    };
    if own > today && (rule.birth || rule.not_future) {
        return Some("is in the future.");
    }
    if rule.birth && own == today {
        return Some("is today's date.");
    }
    let too_old = rule.birth && date::age_on(own, today).is_some_and(|age| age >= OLDEST_AGE);
    too_old.then_some("is 120 years ago or more.")
}

fn wrong_integer(rule: &IntegerRule, answer: &Answer) -> String {
    if !matches!(answer, Answer::Integer(_)) {
        return "must be a whole number.".to_owned();
    }
    match (rule.min, rule.max) {
        (Some(min), Some(max)) => format!("must be from {min} to {max}."),
        (Some(min), None) => format!("must be {min} or more."),
        (None, Some(max)) => format!("must be {max} or less."),
        (None, None) => "must be a whole number.".to_owned(),
    }
}

fn wrong_choices(item: &Item, set: &ChoiceSet, answer: &Answer) -> Option<&'static str> {
    let Answer::Codes(codes) = answer else {
        return Some("holds a choice that this form does not have.");
    };
    if !fits(item, answer) {
        return Some("holds a choice that this form does not have.");
    }
    let excludes =
        set.choices.iter().any(|choice| choice.exclusive && codes.contains(&choice.code));
    (excludes && codes.len() > 1).then_some("has \"none\" chosen together with other choices.")
}

/// A U.S. state asks for a U.S. zip code.
fn wrong_address(answer: &Answer) -> Option<&'static str> {
    let Answer::Address(Address { state, zip, .. }) = answer else {
        return Some("is not an address.");
    };
    let american = state.len() == 2 && state.bytes().all(|byte| byte.is_ascii_uppercase());
    let digits = zip.bytes().filter(u8::is_ascii_digit).count();
    let usual = zip.is_empty() || (matches!(digits, 5 | 9) && zip.len() <= 10);
    (american && !usual).then_some("has a zip code that does not have five or nine digits.")
}

/// "Date of birth" inside a sentence becomes "date of birth"; "PHQ" stays.
fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            let rest: String = name.chars().skip(1).collect();
            first.to_lowercase().chain(rest.chars()).collect()
        }
        _ => name.to_owned(),
    }
}
