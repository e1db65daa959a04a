//! Why a file of the library was refused: where, and one sentence.
//!
//! Names ids and keys of the file at most; a library holds nothing of a client.

/// A file that is no area, and the first place that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {fault}")]
pub struct Refused {
    /// Name of the file, as given by the caller.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// Column, counted from 1.
    pub column: usize,
    /// What is wrong there.
    pub fault: Fault,
}

/// What can be wrong with a file of the library.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// More than the parser takes on.
    #[error("The file is larger than 256 KiB.")]
    TooLarge,
    /// No TOML, a key that is unknown, missing or there twice, or a value of another type.
    #[error("{0}.")]
    Unreadable(String),
    /// An id in another form.
    #[error("An id has 1 to 64 lower-case letters, digits or hyphens.")]
    Id,
    /// An id that is there twice among entries of one kind.
    #[error("This id is used twice.")]
    Twice,
    /// A version in another form.
    #[error("A version has three numbers, such as 1.0.0.")]
    Version,
    /// A text of no length.
    #[error("This text may not be empty.")]
    Empty,
    /// A text over the limit.
    #[error("This text is longer than 400 characters.")]
    TooLong,
    /// A text with line breaks or other control characters.
    #[error("This text is not one plain line.")]
    NotOneLine,
    /// More entries than an area may have.
    #[error("There are more than 100 of these.")]
    TooMany,
    /// A list that needs an entry.
    #[error("This list may not be empty.")]
    NothingListed,
    /// A value that is in a list twice.
    #[error("This is listed twice.")]
    ListedTwice,
    /// An objective that serves no goal of the area.
    #[error("The area has no goal with this id.")]
    NoSuchGoal,
    /// A measure by instrument that names none.
    #[error("The measure \"instrument\" needs the key \"instrument\" with form and score.")]
    InstrumentMissing,
    /// An instrument beside another measure.
    #[error("The key \"instrument\" belongs to the measure \"instrument\".")]
    InstrumentNotMeant,
    /// The target of an instrument in words.
    #[error("The target of an instrument is a number.")]
    TargetNotANumber,
    /// An indication without a threshold, or with several.
    #[error("An indication has one of at_least, at_most and is.")]
    OneThreshold,
    /// A number that cannot be meant.
    #[error("This number is out of bounds.")]
    OutOfBounds,
}
