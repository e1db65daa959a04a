//! `enableWhen` as the conditions of a form.
//!
//! What hangs on a question that is itself hidden has to say so here: FHIR takes it for unanswered,
//! a form for not asked.

use super::choices::{Given, Offer};
use super::obstacle::{At, Obstacle};
use super::written::Condition;
use form::Code;
use serde_json::Value;

/// Largest number a condition compares with.
const NUMBER_LIMIT: i64 = 1_000_000;

/// What can be asked about a question.
#[derive(Clone)]
pub(super) enum Shape {
    /// One of its options.
    One(Vec<Offer>),
    /// Several of its options.
    Several(Vec<Offer>),
    /// Yes or no.
    YesNo,
    /// A whole number.
    Number,
    /// Only whether it is answered.
    Words,
    /// Nothing: text, or a heading.
    Nothing,
    /// It could not be read, which has been said.
    Unread,
}

/// A question that conditions may name.
#[derive(Clone)]
pub(super) struct Known {
    pub(super) id: String,
    pub(super) shape: Shape,
    /// When it is shown: each of them holds. Unknown until it has been read.
    pub(super) when: Option<Vec<Condition>>,
    /// The repeating group it stands in.
    pub(super) row: Option<String>,
}

impl Known {
    /// It is shown and has an answer.
    pub(super) fn answered(&self) -> Result<Vec<Condition>, &'static str> {
        let mut parts = self.shown()?.to_vec();
        parts.push(Condition::not(Condition::missing(&self.id)));
        Ok(parts)
    }

    /// It is hidden or has no answer, or else this holds.
    fn unanswered_or(&self, other: Option<Condition>) -> Result<Option<Condition>, &'static str> {
        let mut parts = vec![Condition::missing(&self.id)];
        parts.extend(other);
        parts.extend(Condition::all(self.shown()?).map(Condition::not));
        Ok(Condition::any(parts))
    }

    fn shown(&self) -> Result<&[Condition], &'static str> {
        self.when.as_deref().ok_or("It hangs on whether a question further down is answered.")
    }
}

/// The conditions of an item, each of which has to hold.
pub(super) fn conditions<'k>(
    item: &Value,
    at: At<'_>,
    row: Option<&str>,
    known: impl Fn(&str) -> Option<&'k Known>,
) -> Result<Vec<Condition>, Vec<Obstacle>> {
    let given = item["enableWhen"].as_array().map(Vec::as_slice).unwrap_or_default();
    let any = match item["enableBehavior"].as_str() {
        Some("any") => true,
        Some("all") => false,
        None if given.len() < 2 => false,
        _ => {
            return Err(vec![at.says("It is not said whether any or all of the conditions hold.")]);
        }
    };
    let (mut parts, mut faults) = (Vec::new(), Vec::new());
    for (number, one) in given.iter().enumerate() {
        let named = one["question"].as_str().unwrap_or_default();
        let read = known(named).ok_or("It hangs on a question that is not there.");
        let read = read.and_then(|known| {
            let near = known.row.is_none() || known.row.as_deref() == row;
            if near { compared(known, one) } else { Err("It hangs on a row of a repeating group.") }
        });
        match read {
            Ok(condition) => parts.extend(condition),
            Err(why) => faults.push(at.below(&format!("enableWhen[{number}]"), why)),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(if any { Condition::any(parts).into_iter().collect() } else { parts })
}

fn compared(known: &Known, one: &Value) -> Result<Option<Condition>, &'static str> {
    if matches!(known.shape, Shape::Unread) {
        return Ok(None);
    }
    let operator = one["operator"].as_str().unwrap_or_default();
    if matches!(known.shape, Shape::Nothing) {
        return Err("It hangs on something that has no answer.");
    }
    if operator == "exists" {
        return match one["answerBoolean"].as_bool() {
            Some(true) => Ok(Condition::all(&known.answered()?)),
            Some(false) => known.unanswered_or(None),
            None => Err("It does not say whether there has to be an answer."),
        };
    }
    let value = value(&known.shape, one)?;
    let is = |op| Condition::item(&known.id, op, value.clone());
    let several = matches!(known.shape, Shape::Several(_));
    let ordered = match &known.shape {
        Shape::Number => true,
        Shape::One(offers) => offers.iter().all(|offer| matches!(offer.given, Given::Number(_))),
        _ => false,
    };
    match operator {
        "=" if several => Ok(Some(is("includes"))),
        "=" => Ok(Some(is("=="))),
        "!=" if several => known.unanswered_or(Some(Condition::not(is("includes")))),
        "!=" => known.unanswered_or(Some(is("!="))),
        ">" if ordered => Ok(Some(is(">"))),
        "<" if ordered => Ok(Some(is("<"))),
        ">=" if ordered => Ok(Some(is(">="))),
        "<=" if ordered => Ok(Some(is("<="))),
        ">" | "<" | ">=" | "<=" => Err("Only numbers can be compared by size."),
        _ => Err("The comparison is none that FHIR R4 knows."),
    }
}

fn value(shape: &Shape, one: &Value) -> Result<Code, &'static str> {
    match shape {
        Shape::One(offers) | Shape::Several(offers) => {
            let named = |offer: &&Offer| names(one, &offer.given);
            let mut named = offers.iter().filter(named);
            match (named.next(), named.next()) {
                (Some(offer), None) => Ok(offer.choice.code.clone()),
                (None, _) => Err("It compares with something that is not an option."),
                _ => Err("It compares with something that several options are."),
            }
        }
        Shape::YesNo => match one["answerBoolean"].as_bool() {
            Some(yes) => Ok(Code::Text(if yes { "yes" } else { "no" }.to_owned())),
            None => Err("A yes or no is compared with something else."),
        },
        Shape::Number => match one["answerInteger"].as_i64() {
            Some(number) if number.abs() <= NUMBER_LIMIT => Ok(Code::Integer(number)),
            Some(_) => Err("It compares with a number that is larger than 1,000,000."),
            None => Err("A whole number is compared with something else."),
        },
        Shape::Words | Shape::Nothing | Shape::Unread => {
            Err("Of a text or a date it can only be asked whether there is one.")
        }
    }
}

/// Whether a condition means this option.
fn names(one: &Value, given: &Given) -> bool {
    let coding = &one["answerCoding"];
    match given {
        Given::Coding { system, code } => {
            let other = coding["system"].as_str();
            let same = other.is_none() || system.is_none() || other == system.as_deref();
            same && coding["code"] == **code
        }
        Given::Text(text) => one["answerString"] == **text && !text.is_empty(),
        Given::Number(number) => one["answerInteger"] == *number,
    }
}
