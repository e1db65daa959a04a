//! Documents before they leave: a page to look at, and what stands at its head.

use serde::Serialize;

use super::request::Sheet;
use crate::Code;

/// A page of a document, as it would leave.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PreviewView {
    /// The document.
    pub title: String,
    /// Which page it is, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The page as a data URL.
    pub image: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Characters no font could set, as code points.
    pub unset: Vec<String>,
}

/// What became of plans that were written in one go.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BatchView {
    /// The folder's own name.
    pub folder: String,
    /// How many were written.
    pub written: u32,
    /// How many of those hold characters that no font could set.
    pub unset: u32,
    /// How many people have no plan yet.
    pub without: u32,
    /// How many were left when somebody asked to stop.
    pub left: u32,
    /// Those that could not be written, and why.
    pub refused: Vec<BatchRefused>,
}

/// A plan that could not be written.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BatchRefused {
    /// The clinic's number.
    pub number: String,
    /// The name used.
    pub name: String,
    /// Why.
    pub code: Code,
    /// What is wrong, where the code alone does not say it.
    pub detail: String,
}

/// A file about several people that was written.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PeopleFileView {
    /// The file's own name.
    pub file: String,
    /// Rows below the head of a table; resources of a bundle.
    pub rows: u32,
    /// How many people it says something of.
    pub people: u32,
    /// The notice that has to be handed on with it; may be empty.
    pub notice: String,
    /// Those who are not in it, and why.
    pub refused: Vec<BatchRefused>,
}

/// Paper and letterhead of the clinic's documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LetterheadView {
    /// The clinic's name, which stands there in any case.
    pub name: String,
    /// The paper.
    pub paper: Sheet,
    /// The address, line by line.
    pub address: String,
    /// The phone number.
    pub phone: String,
    /// Licences and certifications, line by line.
    pub licences: String,
    /// What stands at the foot of the first page.
    pub footer: String,
    /// The name of the logo's file; empty without one.
    pub logo: String,
    /// Whether this person may change it.
    pub may_change: bool,
}
