//! Adding, removing and moving the rows of a repeating group.
//!
//! Row ids come from the caller: this crate makes up nothing at random.

use crate::answer::{Answer, Answers, Row};
use crate::definition::{Definition, Group, Kind};
use crate::refusal::{AnswerRefused, Refusal};
use std::collections::BTreeMap;

/// Adds an empty row at the end.
///
/// # Errors
/// No such group, a bad or used id, or a full group.
pub fn add_row(
    definition: &Definition,
    answers: &mut Answers,
    group: &str,
    row: &str,
) -> Result<(), AnswerRefused> {
    let refuse = |why| AnswerRefused::at(group, why);
    let rule = group_of(definition, group).map_err(refuse)?;
    let id = checked_id(row).map_err(refuse)?;
    let rows = match answers.0.entry(group.to_owned()).or_insert_with(|| Answer::Rows(Vec::new())) {
        Answer::Rows(rows) => rows,
        // A recorded state makes room for what is now known after all.
        other => {
            *other = Answer::Rows(Vec::new());
            let Answer::Rows(rows) = other else {
                return Err(refuse(Refusal::WrongType));
            };
            rows
        }
    };
    if rows.iter().any(|known| known.id == id) {
        return Err(refuse(Refusal::RowExists));
    }
    if rows.len() >= rule.max_rows {
        return Err(refuse(Refusal::TooManyRows));
    }
    rows.push(Row { id: id.to_owned(), cells: BTreeMap::new() });
    Ok(())
}

/// Removes a row and hands it back, so that the removal can be undone with [`restore_row`].
///
/// # Errors
/// No such group or row.
pub fn remove_row(
    definition: &Definition,
    answers: &mut Answers,
    group: &str,
    row: &str,
) -> Result<(usize, Row), AnswerRefused> {
    let at = position(definition, answers, group, row)?;
    let Some(Answer::Rows(rows)) = answers.0.get_mut(group) else {
        return Err(AnswerRefused::at(group, Refusal::UnknownRow));
    };
    let removed = rows.remove(at);
    if rows.is_empty() {
        answers.0.remove(group);
    }
    Ok((at, removed))
}

/// Puts a removed row back where it was.
///
/// # Errors
/// No such group, or a row with this id is there again.
pub fn restore_row(
    definition: &Definition,
    answers: &mut Answers,
    group: &str,
    at: usize,
    row: Row,
) -> Result<(), AnswerRefused> {
    add_row(definition, answers, group, &row.id)?;
    let id = row.id.clone();
    if let Some(Answer::Rows(rows)) = answers.0.get_mut(group)
        && let Some(last) = rows.last_mut()
    {
        *last = row;
    }
    move_row(definition, answers, group, &id, at)
}

/// Moves a row to a position, counted from 0; a position past the end means the end.
///
/// # Errors
/// No such group or row.
pub fn move_row(
    definition: &Definition,
    answers: &mut Answers,
    group: &str,
    row: &str,
    to: usize,
) -> Result<(), AnswerRefused> {
    let at = position(definition, answers, group, row)?;
    if let Some(Answer::Rows(rows)) = answers.0.get_mut(group) {
        let moved = rows.remove(at);
        rows.insert(to.min(rows.len()), moved);
    }
    Ok(())
}

/// A row id: 1 to 64 ASCII letters, digits, `-` or `_`.
pub(crate) fn checked_id(id: &str) -> Result<&str, Refusal> {
    let usual = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let fine = (1..=64).contains(&id.len()) && id.bytes().all(usual);
    if fine { Ok(id) } else { Err(Refusal::BadRowId) }
}

fn group_of<'a>(definition: &'a Definition, group: &str) -> Result<&'a Group, Refusal> {
    match definition.top_item(group).map(|item| &item.kind) {
        Some(Kind::Group(rule)) => Ok(rule),
        _ => Err(Refusal::UnknownPath),
    }
}

fn position(
    definition: &Definition,
    answers: &Answers,
    group: &str,
    row: &str,
) -> Result<usize, AnswerRefused> {
    let refuse = |why| AnswerRefused::at(group, why);
    group_of(definition, group).map_err(refuse)?;
    let at = answers.rows(group).iter().position(|known| known.id == row);
    at.ok_or_else(|| refuse(Refusal::UnknownRow))
}
