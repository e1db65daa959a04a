//! Why a file is not read: fixed sentences and places, never a word of the file.

use std::fmt;

use super::{DEEPEST, ENTRIES, LARGEST, PEOPLE};

/// Where in a text something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The line, counted from 1.
    pub line: usize,
    /// The byte of the line, counted from 1.
    pub column: usize,
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// Why a file is not read as FHIR.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is nothing in it.
    #[error("there is nothing in it")]
    Empty,
    /// It is larger than [`LARGEST`].
    #[error("it is larger than {} MB", LARGEST / 1024 / 1024)]
    TooLarge,
    /// It is not UTF-8.
    #[error("it is not text in UTF-8; ask for FHIR as JSON")]
    NotText,
    /// It is XML.
    #[error("it is XML; ask for the same as FHIR JSON")]
    Xml,
    /// It has a resource on every line, as bulk exports do.
    #[error("it has one record on every line (NDJSON); ask for one bundle as FHIR JSON")]
    Ndjson,
    /// It ends before it is complete.
    #[error("{0}: it ends too early; part of the file is missing")]
    Cut(Spot),
    /// It is not JSON.
    #[error("{0}: it is not JSON")]
    Syntax(Spot),
    /// Something follows after the end.
    #[error("{0}: something follows after the end")]
    After(Spot),
    /// Parts lie within parts more often than anybody needs.
    #[error("{0}: more than {DEEPEST} parts lie within each other")]
    TooDeep(Spot),
    /// The same name stands twice in one object, and nobody can tell which is meant.
    #[error("{0}: the same name stands twice in one object")]
    Twice(Spot),
    /// A number that no program can hold.
    #[error("{0}: the number is out of range")]
    Number(Spot),
    /// More values than are read.
    #[error("{0}: there are more values than can be read")]
    TooMuch(Spot),
    /// It is JSON, and what stands here is not what FHIR R4 has in this place.
    #[error("{place}: {problem}")]
    Content {
        /// The path, such as `Bundle.entry[3].resource.name[0]`, counted from 0 as FHIR does.
        place: String,
        /// What is wrong there.
        problem: Problem,
    },
}

/// What is wrong with a part of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// FHIR has an object here.
    #[error("this is not an object, and FHIR R4 has one here")]
    NotAnObject,
    /// FHIR has an array here.
    #[error("this is not an array, and FHIR R4 has one here")]
    NotAnArray,
    /// FHIR has text here.
    #[error("this is not text, and FHIR R4 has text here")]
    NotText,
    /// FHIR has true or false here.
    #[error("this is not true or false, and FHIR R4 has one of them here")]
    NotTruth,
    /// FHIR has a number here.
    #[error("this is not a number, and FHIR R4 has one here")]
    NotANumber,
    /// Nothing says what kind of resource it is.
    #[error("there is no resourceType; this is not FHIR")]
    NoType,
    /// The whole file is of a kind that FHIR R4 does not have.
    #[error("this is not a type of resource that FHIR R4 has")]
    UnknownType,
    /// More entries than are read.
    #[error("there are more than {ENTRIES} records")]
    TooManyEntries,
    /// More people than are read.
    #[error("there are more than {PEOPLE} people in it")]
    TooManyPeople,
}

impl Refused {
    pub(super) fn content(place: &str, problem: Problem) -> Self {
        Self::Content { place: place.to_owned(), problem }
    }
}
