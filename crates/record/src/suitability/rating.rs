//! The four factors a clinician rates, 0 to 3, and what each number means in words.
//!
//! A rating is the clinician's: nothing here proposes one, and no score is turned into one.

use serde::{Deserialize, Serialize};

use super::listed::listed;

/// Something that may not be known yet. Not knowing is never a "no" and never a zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Known<T> {
    /// Not answered, or answered with "unknown".
    #[default]
    Unknown,
    /// Known to be this.
    Is(T),
}

impl<T: Copy> Known<T> {
    /// The value, when it is known.
    #[must_use]
    pub const fn get(self) -> Option<T> {
        match self {
            Self::Is(value) => Some(value),
            Self::Unknown => None,
        }
    }

    /// Whether nobody has said yet.
    #[must_use]
    pub const fn is_unknown(self) -> bool {
        matches!(self, Self::Unknown)
    }
}

impl<T> From<Option<T>> for Known<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Unknown, Self::Is)
    }
}

listed! {
    /// What is rated. Source: the four factors on which suitability for an IOP rests.
    Factor {
        /// How much the symptoms weigh on daily life.
        Severity = "severity", "Severity of symptoms";
        /// Where the person stands with treatment right now.
        Commitment = "commitment", "Commitment to treatment";
        /// The people and the place around the person.
        Support = "support", "Support system";
        /// What the person wants from treatment.
        Goals = "goals", "Treatment goals";
    }
}

impl Factor {
    /// What a rating of this factor means.
    #[must_use]
    pub const fn meaning(self, rating: Rating) -> &'static str {
        let words = match self {
            Self::Severity => ["mild", "noticeable", "marked", "cannot function safely"],
            Self::Commitment => ["not choosing this now", "of two minds", "willing", "active"],
            Self::Support => ["unsafe or none", "limited", "adequate", "strong"],
            Self::Goals => ["none yet, or better met elsewhere", "vague", "workable", "clear"],
        };
        words[rating as usize]
    }
}

/// A rating, 0 to 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "0 | 1 | 2 | 3"))]
pub enum Rating {
    /// 0.
    Zero,
    /// 1.
    One,
    /// 2.
    Two,
    /// 3.
    Three,
}

/// The number is not a rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a rating is a whole number from 0 to 3")]
pub struct NotARating;

impl Rating {
    /// All of them, lowest first.
    pub const ALL: [Self; 4] = [Self::Zero, Self::One, Self::Two, Self::Three];
}

impl TryFrom<u8> for Rating {
    type Error = NotARating;

    fn try_from(number: u8) -> Result<Self, NotARating> {
        Self::ALL.get(usize::from(number)).copied().ok_or(NotARating)
    }
}

impl From<Rating> for u8 {
    fn from(rating: Rating) -> Self {
        rating as Self
    }
}

/// The four ratings; each may still be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ratings {
    /// Severity of symptoms.
    pub severity: Known<Rating>,
    /// Commitment to treatment.
    pub commitment: Known<Rating>,
    /// Support system.
    pub support: Known<Rating>,
    /// Treatment goals.
    pub goals: Known<Rating>,
}

impl Ratings {
    /// The rating of a factor.
    #[must_use]
    pub const fn of(&self, factor: Factor) -> Known<Rating> {
        match factor {
            Factor::Severity => self.severity,
            Factor::Commitment => self.commitment,
            Factor::Support => self.support,
            Factor::Goals => self.goals,
        }
    }

    /// Rates a factor.
    pub const fn set(&mut self, factor: Factor, rating: Known<Rating>) {
        match factor {
            Factor::Severity => self.severity = rating,
            Factor::Commitment => self.commitment = rating,
            Factor::Support => self.support = rating,
            Factor::Goals => self.goals = rating,
        }
    }
}
