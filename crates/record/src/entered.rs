//! What a person entered where a number or a date is expected. Text that cannot be read is kept
//! as it was typed, so that saving is always possible and nothing is lost.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A value a person types. Knows how to read itself from text that is its written form.
pub trait Readable: Sized + Copy {
    /// The value, when `text` is its written form.
    fn read(text: &str) -> Option<Self>;
}

/// A whole number of something counted: minutes, weeks. 0 to 100,000.
pub type Whole = u32;

/// A quantity that may be a fraction: times a week (0.5 is every other week).
pub type Decimal = f64;

impl Readable for Whole {
    fn read(text: &str) -> Option<Self> {
        text.trim().parse().ok().filter(|n| *n <= 100_000)
    }
}

impl Readable for Decimal {
    fn read(text: &str) -> Option<Self> {
        text.trim().parse().ok().filter(|n: &f64| n.is_finite() && (0.0..=100_000.0).contains(n))
    }
}

impl Readable for NaiveDate {
    fn read(text: &str) -> Option<Self> {
        text.trim().parse().ok()
    }
}

/// A value as entered: readable, or text kept as it was typed. Blank is text of no length.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Entered<T> {
    /// A readable value.
    Known(T),
    /// What was typed, when it could not be read; empty when nothing was.
    Text(String),
}

impl<T> Default for Entered<T> {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl<T: Readable> Entered<T> {
    /// The value, when it is readable.
    #[must_use]
    pub fn known(&self) -> Option<T> {
        match self {
            Self::Known(value) => Some(*value),
            Self::Text(_) => None,
        }
    }

    /// Whether nothing was entered.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }

    /// Whether something was entered that cannot be read.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        matches!(self, Self::Text(text) if !text.trim().is_empty())
    }

    /// Reads text that turns out to be a value's written form ("50" for 50 minutes).
    pub fn settle(&mut self) {
        if let Self::Text(text) = self
            && let Some(value) = T::read(text)
        {
            *self = Self::Known(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_is_a_number_becomes_one_and_other_text_stays() {
        let settled = |text: &str| {
            let mut entered: Entered<Whole> = Entered::Text(text.into());
            entered.settle();
            entered
        };
        assert_eq!(settled(" 50 "), Entered::Known(50));
        assert_eq!(settled("50 min"), Entered::Text("50 min".into()));
        assert_eq!(settled("-1"), Entered::Text("-1".into()));
        assert!(settled("  ").is_blank());
    }

    #[test]
    fn json_numbers_and_dates_are_read_and_anything_else_is_kept() {
        let minutes: Entered<Whole> = serde_json::from_str("50").unwrap();
        assert_eq!(minutes.known(), Some(50));
        let date: Entered<NaiveDate> = serde_json::from_str("\"2027-03-10\"").unwrap();
        assert!(date.known().is_some());
        let typed: Entered<NaiveDate> = serde_json::from_str("\"next spring\"").unwrap();
        assert!(typed.is_unreadable());
    }
}
