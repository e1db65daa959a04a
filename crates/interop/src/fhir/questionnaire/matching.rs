//! Which question an item answers, and which choice a value is.
//!
//! A value in the wrong place is worse than one that was left: where code, words and points of an
//! answer do not agree, or a mere number stands for a choice in somebody else's code system,
//! nothing is taken.

use super::left::Why;
use super::names::choice_system;
use super::pack::stem;
use crate::fhir::system;
use form::{Choice, ChoiceSet, Code, Definition, Item};
use serde_json::Value;

const ITEM_WEIGHT: &str = "http://hl7.org/fhir/StructureDefinition/itemWeight";

/// How sure it is that a question was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sure {
    /// The LOINC code says what is asked, whatever the words.
    ByCode,
    /// The id is the same: other words would be another question.
    ById,
    /// The id is what a form pack would have made of it: the words have to be there and the same.
    Alike,
}

/// The item with this link id, else the only one with its LOINC code (`44250-9`, `/44250-9`,
/// `/44249-1/44250-9`), else the one whose id was made from it.
pub(super) fn item_of<'i>(items: &'i [Item], link: &str) -> Option<(&'i Item, Sure)> {
    let named = |id: &str| items.iter().find(|item| item.id == id);
    named(link)
        .map(|item| (item, Sure::ById))
        .or_else(|| by_loinc(items, link).map(|item| (item, Sure::ByCode)))
        .or_else(|| named(&stem(link, "")).map(|item| (item, Sure::Alike)))
}

fn by_loinc<'i>(items: &'i [Item], link: &str) -> Option<&'i Item> {
    let code = last_part(link);
    let mut coded = items.iter().filter(|item| item.loinc.as_deref() == Some(code));
    let first = coded.next()?;
    coded.next().is_none().then_some(first)
}

/// What stands behind the last slash.
pub(super) fn last_part(link: &str) -> &str {
    link.rsplit('/').next().unwrap_or(link)
}

/// Whether the words of an item are those of the question, but for case, punctuation and a number
/// in front of either.
pub(super) fn same_words(item: &Item, text: Option<&str>, sure: Sure) -> bool {
    let Some(text) = text.map(letters).filter(|text| !text.is_empty()) else {
        // An item without words contradicts nothing, and proves nothing.
        return sure != Sure::Alike;
    };
    let label = letters(&item.label);
    // "1a", "q12": never a word, which could turn the question round.
    let is_number = |it: &str| it.len() < 6 && it.contains(|digit: char| digit.is_ascii_digit());
    let numbered = |long: &str, short: &str| long.strip_suffix(short).is_some_and(is_number);
    let same = text == label || numbered(&text, &label) || numbered(&label, &text);
    sure == Sure::ByCode || same
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Text as it is compared: without case and with single spaces.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The choice a value of an answer is. `key` is the name of its member: `valueCoding`.
pub(super) fn choice_of<'i>(
    definition: &Definition,
    set: &'i ChoiceSet,
    (key, value): (&str, &Value),
    answer: &Value,
) -> Result<&'i Choice, Why> {
    match key {
        "valueCoding" => of_coding(&choice_system(definition, set), set, value, answer),
        "valueString" => {
            let text = value.as_str().ok_or(Why::WrongKind)?;
            let number = text.trim().parse().ok();
            let points = number.and_then(|number| by_points(set, number));
            the_one([by_code(set, text.trim()), by_label(set, text), points])
        }
        "valueInteger" | "valueDecimal" => {
            let number = whole(value).ok_or(Why::NoSuchChoice)?;
            the_one([by_code(set, &number.to_string()), by_points(set, number), None])
        }
        "valueBoolean" => {
            let word = if value.as_bool().ok_or(Why::WrongKind)? { "yes" } else { "no" };
            the_one([by_code(set, word), by_label(set, word), None])
        }
        _ => Err(Why::WrongKind),
    }
}

fn of_coding<'i>(
    own_system: &str,
    set: &'i ChoiceSet,
    coding: &Value,
    answer: &Value,
) -> Result<&'i Choice, Why> {
    let part = |key: &str| coding[key].as_str().filter(|text| !text.is_empty());
    let (within, code, words) = (part("system"), part("code"), part("display"));
    let given = points_of(coding).or_else(|| points_of(answer));
    let certain = match (within, code) {
        (Some(system), Some(code)) if system == own_system => by_code(set, code),
        (Some(system::LOINC) | None, Some(code)) => by_answer_code(set, code),
        _ => None,
    };
    if let Some(choice) = certain {
        let fine = given.is_none() || choice.score.is_none() || given == choice.score;
        return if fine { Ok(choice) } else { Err(Why::Contradiction) };
    }
    let words_say = words.and_then(|words| by_label(set, words));
    let points_say = given.and_then(|points| by_points(set, points));
    let code_says = code.filter(|_| within != Some(system::LOINC)).and_then(|it| by_code(set, it));
    if words_say.is_none() && points_say.is_none() {
        let number = matches!(code_says, Some(Choice { code: Code::Integer(_), .. }));
        let foreign = within.is_some() && number;
        if words.is_some() || foreign {
            return Err(Why::NoSuchChoice);
        }
    }
    the_one([words_say, points_say, code_says])
}

/// What all that is known leads to.
fn the_one(found: [Option<&Choice>; 3]) -> Result<&Choice, Why> {
    let mut found = found.into_iter().flatten();
    let first = found.next().ok_or(Why::NoSuchChoice)?;
    let agreed = found.all(|other| other.code == first.code);
    if agreed { Ok(first) } else { Err(Why::Contradiction) }
}

fn only(set: &ChoiceSet, fits: impl Fn(&Choice) -> bool) -> Option<&Choice> {
    let mut fitting = set.choices.iter().filter(|choice| fits(choice));
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}

fn by_code<'i>(set: &'i ChoiceSet, code: &str) -> Option<&'i Choice> {
    only(set, |choice| choice.code.to_string() == code)
}

fn by_answer_code<'i>(set: &'i ChoiceSet, code: &str) -> Option<&'i Choice> {
    only(set, |choice| choice.loinc.as_deref() == Some(code))
}

fn by_label<'i>(set: &'i ChoiceSet, words: &str) -> Option<&'i Choice> {
    let words = folded(words);
    only(set, |choice| folded(&choice.label) == words)
}

fn by_points(set: &ChoiceSet, points: i64) -> Option<&Choice> {
    only(set, |choice| choice.score == Some(points))
}

/// The points that an option or a coding carries as an extension.
fn points_of(element: &Value) -> Option<i64> {
    weight(element).and_then(whole)
}

/// The number in the extension of points.
pub(super) fn weight(element: &Value) -> Option<&Value> {
    let marks = element["extension"].as_array()?;
    let weight = marks.iter().find(|mark| {
        let url = mark["url"].as_str();
        url == Some(system::ORDINAL_VALUE) || url == Some(ITEM_WEIGHT)
    })?;
    weight.get("valueDecimal").or_else(|| weight.get("valueInteger"))
}

/// A number without a fraction.
pub(super) fn whole(value: &Value) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let fraction = || value.as_f64().filter(|it| it.fract() == 0.0 && it.abs() < EXACT);
    value.as_i64().or_else(|| fraction().map(|number| number as i64))
}
