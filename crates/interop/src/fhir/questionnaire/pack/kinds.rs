//! What kind of item a question becomes.

use super::choices::OTHER;
use super::conditions::Shape;
use super::obstacle::At;
use super::questions::Walk;
use super::words::line;
use super::written::{Choice, ChoiceSet, Condition, Item};
use crate::fhir::questionnaire::matching::whole;
use form::{Code, LINE_LIMIT, Need};
use serde_json::Value;

/// The shared set that a yes or no takes.
pub(super) const YES_NO: &str = "yes-no";

const MAX_LENGTH: &str = "A longest text (maxLength) is not kept: a form has its own, 500 \
    characters in a line and 50,000 in a text.";
const POINTS: &str = "The points of the options are kept, and nothing is added up from them.";
const DATE_LIMITS: &str = "The earliest and latest day of a date are not kept.";
const OPEN: &str = "An open choice has the option \"Other\" and a line for it in words.";

/// Writes the kind of an item and what belongs to it.
pub(super) fn kind(
    walk: &mut Walk<'_>,
    out: &mut Item,
    item: &Value,
    (at, shape): (At<'_>, &Shape),
) {
    let named = item["type"].as_str().unwrap_or_default();
    if item.get("maxLength").is_some() {
        walk.remarks.insert(MAX_LENGTH);
    }
    match (named, shape) {
        ("choice" | "open-choice", Shape::One(offers) | Shape::Several(offers)) => {
            let several = matches!(shape, Shape::Several(_));
            out.kind = if several { "multi_choice" } else { "choice" };
            let choices = offers.iter().map(|offer| offer.choice.clone()).collect();
            out.choices = Some(set(walk, &out.id, choices));
        }
        // That its options cannot be read has been said.
        ("choice" | "open-choice", _) => {}
        ("boolean", _) => {
            out.kind = "choice";
            out.choices = Some(YES_NO.to_owned());
        }
        ("text", _) => out.kind = "long_text",
        ("string", _) => {
            let long = item["maxLength"].as_u64().is_some_and(|it| it > LINE_LIMIT as u64);
            out.kind = if long { "long_text" } else { "text" };
        }
        ("date", _) => {
            out.kind = "date";
            if limit(item, "minValue").or_else(|| limit(item, "maxValue")).is_some() {
                walk.remarks.insert(DATE_LIMITS);
            }
        }
        ("integer", _) => number(walk, out, item, at),
        ("", _) => walk.stop(at.says("It is not said what type of question it is.")),
        (other, _) => {
            let shown: String = line(other).chars().take(40).collect();
            walk.stop(at.says(format!("A form has no question of the type \"{shown}\".")));
        }
    }
    let chooses = matches!(named, "choice" | "open-choice");
    if item["repeats"] == true && !chooses {
        walk.stop(at.says("Only a choice can have several answers."));
    }
    if !chooses && (item.get("answerOption").is_some() || item.get("answerValueSet").is_some()) {
        walk.stop(at.says("Only a choice can have options."));
    }
}

fn number(walk: &mut Walk<'_>, out: &mut Item, item: &Value, at: At<'_>) {
    out.kind = "integer";
    let mut bound = |name: &str| {
        let given = limit(item, name)?;
        let number = given.get("valueInteger").and_then(whole);
        if number.is_none() {
            walk.stop(at.says("The smallest or largest value is not a whole number."));
        }
        number
    };
    (out.min, out.max) = (bound("minValue"), bound("maxValue"));
}

fn limit<'v>(item: &'v Value, name: &str) -> Option<&'v Value> {
    let url = format!("http://hl7.org/fhir/StructureDefinition/{name}");
    item["extension"].as_array()?.iter().find(|mark| mark["url"] == *url)
}

/// The id of a set of these choices: one set for all questions that have the same.
fn set(walk: &mut Walk<'_>, like: &str, choices: Vec<Choice>) -> String {
    if choices.iter().any(|choice| choice.score.is_some()) {
        walk.remarks.insert(POINTS);
    }
    if let Some(known) = walk.sets.iter().find(|set| set.choices == choices) {
        return known.id.clone();
    }
    let id = walk.set_ids.like(like, "set");
    walk.sets.push(ChoiceSet { id: id.clone(), choices });
    id
}

/// The line in words that belongs to an open choice.
pub(super) fn other(
    walk: &mut Walk<'_>,
    question: &Item,
    item: &Value,
    when: &[Condition],
) -> Option<Item> {
    if item["type"] != "open-choice" {
        return None;
    }
    walk.remarks.insert(OPEN);
    let id = walk.survey.ids.like(&format!("{}-other", question.id), "other");
    let op = if question.kind == "multi_choice" { "includes" } else { "==" };
    let chosen = Condition::item(&question.id, op, Code::Text(OTHER.to_owned()));
    let when: Vec<Condition> = when.iter().cloned().chain([chosen]).collect();
    Some(Item {
        need: Need::Recommended,
        show_when: Condition::all(&when),
        ..Item::new(id, "Other, in words".to_owned())
    })
}
