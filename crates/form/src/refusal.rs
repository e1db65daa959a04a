//! Why something was refused: the one error type of this crate.
//!
//! Holds ids, places and fixed text only; never what a person typed.

use std::fmt;

/// What this crate refuses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A definition that is not one.
    #[error("{0}")]
    Definition(Box<DefinitionRefused>),
    /// Answers that cannot be taken; the whole file is left alone.
    #[error("{}", listed(.0))]
    Answers(Vec<AnswerRefused>),
}

/// Where a definition is wrong, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionRefused {
    /// Name of the file, as given by the caller.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// Column, counted from 1.
    pub column: usize,
    /// One sentence.
    pub problem: String,
}

impl fmt::Display for DefinitionRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.problem)
    }
}

/// An answer that was not taken; what was there before is still there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerRefused {
    /// The path, shortened to 200 characters.
    pub path: String,
    /// The reason.
    pub why: Refusal,
}

impl AnswerRefused {
    pub(crate) fn at(path: &str, why: Refusal) -> Self {
        let path = path.chars().filter(|letter| !letter.is_control()).take(200).collect();
        Self { path, why }
    }
}

impl fmt::Display for AnswerRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            write!(f, "{}", self.why)
        } else {
            write!(f, "{}: {}", self.path, self.why)
        }
    }
}

impl std::error::Error for AnswerRefused {}

/// Reasons to refuse an answer. A closed set, so that each can have its own sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The form has no such item.
    #[error("the form has no such field")]
    UnknownPath,
    /// The group has no such row.
    #[error("there is no such row")]
    UnknownRow,
    /// The group already has a row with this id.
    #[error("there is already a row with this id")]
    RowExists,
    /// A row id is 1 to 64 letters, digits, `-` or `_`.
    #[error("a row id is 1 to 64 letters, digits, hyphens or underscores")]
    BadRowId,
    /// The group has as many rows as it may have.
    #[error("no more rows can be added")]
    TooManyRows,
    /// A kind of JSON value that this item cannot hold.
    #[error("this kind of value does not fit the field")]
    WrongType,
    /// A code that is not among the choices.
    #[error("this is not one of the choices")]
    UnknownChoice,
    /// A state that may not be recorded for this item.
    #[error("this field cannot be recorded as unknown, declined or not asked in that way")]
    StateNotAllowed,
    /// More text than the field holds.
    #[error("the text is longer than the field can hold")]
    TooLong,
    /// What was drawn is no signature.
    #[error("this is not a signature drawn on the screen")]
    NotASignature,
    /// What stands for an attachment is no record's id.
    #[error("this is not an attachment")]
    NotAnAttachment,
    /// The value is worked out, never typed.
    #[error("this value is worked out and cannot be typed")]
    Computed,
    /// Only when a whole file is read: a date that cannot be read.
    #[error("this is not a date")]
    NotADate,
    /// Only when a whole file is read: a number outside its range.
    #[error("the number is outside the range of the field")]
    OutOfRange,
    /// Only when a whole file is read: a time of the week that cannot be read.
    #[error("this is not a time of the week")]
    NotAWeek,
    /// Only when a whole file is read: a phone number that cannot be read.
    #[error("this is not a phone number")]
    NotAPhone,
}

fn listed(refused: &[AnswerRefused]) -> String {
    let lines: Vec<String> = refused.iter().map(ToString::to_string).collect();
    lines.join("; ")
}
