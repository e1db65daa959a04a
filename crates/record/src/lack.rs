//! Something a record still lacks. Data for the screen, never an error: saving is always allowed.

use serde::Serialize;

/// One thing that is still missing or cannot be right, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Lack {
    /// The field or list, as an edit would name it.
    pub path: String,
    /// One sentence.
    pub message: String,
}

impl Lack {
    pub(crate) fn at(path: &str, message: &str) -> Self {
        Self { path: path.to_owned(), message: message.to_owned() }
    }
}
