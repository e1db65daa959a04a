//! Answers as words, for screen and paper.
//!
//! Knows how each kind is written; decides nothing about what is shown where.

use crate::answer::{Answer, Row};
use crate::definition::{Code, Item, Kind};
use crate::fit::code_of;
use crate::{address, date, phone, week};

/// An answer as words: the label of a choice, `Apr 7, 1985`, `(202) 555-0134`, `Declined`. Lines
/// are separated by `\n`. A value that could not be read is shown as it was typed.
#[must_use]
pub fn shown(item: &Item, answer: &Answer) -> String {
    match (&item.kind, answer) {
        (_, Answer::State(state)) => state.label().to_owned(),
        (Kind::Date(_) | Kind::Computed(_), Answer::Text(text)) => {
            date::parse_stored(text).map_or_else(|| text.clone(), date::shown)
        }
        (Kind::Phone, Answer::Text(text)) => phone::shown(text),
        (Kind::Signature(_), Answer::Text(_)) => "Signed on screen".to_owned(),
        (Kind::Attachment(_), Answer::Text(_)) => "Attached".to_owned(),
        (Kind::Choice(_), _) => {
            code_of(answer).map_or_else(String::new, |code| choice_label(item, &code))
        }
        (Kind::Week, Answer::Codes(codes)) => {
            week::shown(&codes.iter().map(ToString::to_string).collect::<Vec<_>>())
        }
        (_, Answer::Codes(codes)) => {
            codes.iter().map(|code| choice_label(item, code)).collect::<Vec<_>>().join(", ")
        }
        (Kind::Integer(rule), Answer::Integer(number)) => match &rule.unit {
            Some(unit) => format!("{number} {unit}"),
            None => number.to_string(),
        },
        (_, Answer::Address(address)) => address::lines(address).join("\n"),
        (_, Answer::Rows(rows)) => {
            rows.iter().map(|row| shown_row(item, row)).collect::<Vec<_>>().join("\n")
        }
        (_, Answer::Text(text)) => text.clone(),
        (_, Answer::Integer(number)) => number.to_string(),
    }
}

/// One row on one line, its answers in the order of the definition.
#[must_use]
pub fn shown_row(group: &Item, row: &Row) -> String {
    let cells = group.row_items().iter().filter_map(|item| {
        let answer = row.cells.get(&item.id)?;
        Some(shown(item, answer).replace('\n', ", "))
    });
    cells.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ")
}

fn choice_label(item: &Item, code: &Code) -> String {
    item.choice(code).map_or_else(|| code.to_string(), |choice| choice.label.clone())
}
