//! Whether an answer is a value of its item, and what points it brings.
//!
//! Knows one item and one answer at a time; what is shown and what is blank is `placed`'s.

use crate::answer::Answer;
use crate::definition::{ChoiceSet, Code, Item, Kind};

/// Whether an answer is a value this item can hold; what was typed and not read is none.
pub(crate) fn fits(item: &Item, answer: &Answer) -> bool {
    match (&item.kind, answer) {
        (Kind::Text | Kind::LongText, Answer::Text(_)) => true,
        (Kind::Signature(_), Answer::Text(text)) => crate::Signature::read(text).is_ok(),
        (Kind::Attachment(_), Answer::Text(text)) => crate::entry::is_record_id(text),
        (Kind::Date(_), Answer::Text(text)) => crate::date::parse_stored(text).is_some(),
        (Kind::Phone, Answer::Text(text)) => crate::phone::is_stored(text),
        (Kind::Choice(set), _) => place_of(set, answer).is_some(),
        (Kind::MultiChoice(_), Answer::Codes(codes)) => {
            codes.iter().all(|code| item.choice(code).is_some())
        }
        (Kind::Integer(rule), Answer::Integer(number)) => {
            rule.min.is_none_or(|min| *number >= min) && rule.max.is_none_or(|max| *number <= max)
        }
        (Kind::Week, Answer::Codes(codes)) => {
            codes.iter().all(|code| crate::week::is_stored(&code.to_string()))
        }
        (Kind::Address, Answer::Address(_)) | (Kind::Group(_), Answer::Rows(_)) => true,
        _ => false,
    }
}

/// The code an answer is, where it is one.
pub(crate) fn code_of(answer: &Answer) -> Option<Code> {
    match answer {
        Answer::Text(word) => Some(Code::Text(word.clone())),
        Answer::Integer(number) => Some(Code::Integer(*number)),
        _ => None,
    }
}

/// The place of the choice an answer is; `None` when it is none of the set.
pub(crate) fn place_of(set: &ChoiceSet, answer: &Answer) -> Option<usize> {
    set.choices.iter().position(|choice| match (&choice.code, answer) {
        (Code::Integer(code), Answer::Integer(number)) => code == number,
        (Code::Text(code), Answer::Text(word)) => code == word,
        _ => false,
    })
}

/// The points an answer brings; `None` where its choice has none.
pub(crate) fn points_of(item: &Item, answer: &Answer) -> Option<i64> {
    match answer {
        Answer::Codes(codes) => codes.iter().map(|code| item.choice(code)?.score).sum(),
        Answer::Integer(number) if matches!(item.kind, Kind::Integer(_)) => Some(*number),
        _ => match &item.kind {
            Kind::Choice(set) => set.choices.get(place_of(set, answer)?)?.score,
            _ => None,
        },
    }
}

/// The lowest and highest points an item can bring.
pub(crate) fn possible_points(item: &Item) -> (i64, i64) {
    match &item.kind {
        Kind::Integer(rule) => (rule.min.unwrap_or(i64::MIN), rule.max.unwrap_or(i64::MAX)),
        Kind::MultiChoice(set) => {
            let scores = || set.choices.iter().filter_map(|choice| choice.score);
            (scores().filter(|score| *score < 0).sum(), scores().filter(|score| *score > 0).sum())
        }
        _ => {
            let scores = || item.choices().iter().filter_map(|choice| choice.score);
            (scores().min().unwrap_or(0), scores().max().unwrap_or(0))
        }
    }
}
