//! The closed set of comparisons that visibility, rules and alerts are written in.
//!
//! Three-valued: what follows from a blank is neither true nor false but unknown, so that a gap is
//! never taken for a "no". Knows no answers; `placed` judges a condition by them.

use crate::definition::Code;
use std::cmp::Ordering;

/// A condition. Never a text to be evaluated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// The answer of an item compared with a value.
    Item(String, Op, Code),
    /// A score compared with a value.
    Score(String, Op, Code),
    /// The points of several items, added up, compared with a number.
    Sum(Vec<String>, Op, i64),
    /// A value from outside the form compared with a value.
    Context(ContextKey, Op, Code),
    /// A switch set by the application; false unless it is set.
    Flag(String),
    /// The item is shown and holds no value.
    Missing(String),
    /// An answer of another section holds no value, or is not known here: `identity.name_used`.
    MissingContext(String),
    /// At least one holds.
    Any(Vec<Condition>),
    /// Every one holds.
    All(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
    /// `includes`: a multi-choice answer holds the code.
    Includes,
}

impl Op {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "==" => Self::Equal,
            "!=" => Self::NotEqual,
            "<" => Self::Less,
            "<=" => Self::AtMost,
            ">" => Self::Greater,
            ">=" => Self::AtLeast,
            "includes" => Self::Includes,
            _ => return None,
        })
    }

    /// Whether the comparison needs an order, and so numbers.
    pub(crate) fn orders(self) -> bool {
        matches!(self, Self::Less | Self::AtMost | Self::Greater | Self::AtLeast)
    }

    /// Whether the comparison holds. Every comparison is a set of the three ways two values can
    /// lie, so that none of them takes a branch of its own.
    pub(crate) fn holds<T: Ord>(self, left: &T, right: &T) -> bool {
        const LESS: u8 = 1;
        const EQUAL: u8 = 2;
        const GREATER: u8 = 4;
        let accepted = match self {
            Self::Equal | Self::Includes => EQUAL,
            Self::NotEqual => LESS | GREATER,
            Self::Less => LESS,
            Self::AtMost => LESS | EQUAL,
            Self::Greater => GREATER,
            Self::AtLeast => EQUAL | GREATER,
        };
        let found = match left.cmp(right) {
            Ordering::Less => LESS,
            Ordering::Equal => EQUAL,
            Ordering::Greater => GREATER,
        };
        accepted & found != 0
    }

    /// Compares a number with a code; a word and a number are unequal and have no order.
    pub(crate) fn holds_number(self, left: i64, right: &Code) -> bool {
        match right {
            Code::Integer(right) => self.holds(&left, right),
            Code::Text(_) => self == Self::NotEqual,
        }
    }

    /// Compares a word with a code; words have no order.
    pub(crate) fn holds_word(self, left: &str, right: &Code) -> bool {
        match right {
            Code::Text(right) if !self.orders() => self.holds(&left, &right.as_str()),
            _ => self == Self::NotEqual,
        }
    }

    /// Compares a number that is only known to lie between two bounds.
    pub(crate) fn holds_between(self, low: i64, high: i64, right: i64) -> Truth {
        let (certain, possible) = match self {
            Self::Equal | Self::Includes => {
                (low == high && low == right, low <= right && right <= high)
            }
            Self::NotEqual => (right < low || high < right, low != right || high != right),
            Self::Less | Self::AtMost => (self.holds(&high, &right), self.holds(&low, &right)),
            Self::Greater | Self::AtLeast => (self.holds(&low, &right), self.holds(&high, &right)),
        };
        match (certain, possible) {
            (true, _) => Truth::True,
            (false, true) => Truth::Unknown,
            (false, false) => Truth::False,
        }
    }
}

/// Values from outside the form. A closed set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContextKey {
    /// Age in whole years.
    Age,
    /// Sex for scoring; `unspecified` when nobody said.
    SexForScoring,
    /// An answer of another section: `identity.guardian_involved`.
    Answer(String),
}

/// True, false, or not known because something is blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// Holds.
    True,
    /// Does not hold.
    False,
    /// Hangs on something that is blank.
    Unknown,
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

impl Truth {
    pub(crate) fn negated(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

impl Condition {
    /// Calls `visit` with every answer of another section the condition names.
    pub(crate) fn walk_outside<'c>(&'c self, visit: &mut impl FnMut(&'c str)) {
        match self {
            Self::Context(ContextKey::Answer(path), ..) | Self::MissingContext(path) => visit(path),
            Self::Any(parts) | Self::All(parts) => {
                parts.iter().for_each(|part| part.walk_outside(visit));
            }
            Self::Not(part) => part.walk_outside(visit),
            _ => {}
        }
    }

    /// Whether it hangs on the sex for scoring.
    pub(crate) fn asks_sex(&self) -> bool {
        match self {
            Self::Context(ContextKey::SexForScoring, ..) => true,
            Self::Any(parts) | Self::All(parts) => parts.iter().any(Self::asks_sex),
            Self::Not(part) => part.asks_sex(),
            _ => false,
        }
    }

    /// Calls `visit` with every item and every score the condition names.
    pub(crate) fn walk<'c>(&'c self, visit: &mut impl FnMut(Named<'c>)) {
        match self {
            Self::Item(id, ..) | Self::Missing(id) => visit(Named::Item(id)),
            Self::Score(id, ..) => visit(Named::Score(id)),
            Self::Sum(ids, ..) => ids.iter().for_each(|id| visit(Named::Item(id))),
            Self::Context(..) | Self::MissingContext(_) | Self::Flag(_) => {}
            Self::Any(parts) | Self::All(parts) => parts.iter().for_each(|part| part.walk(visit)),
            Self::Not(part) => part.walk(visit),
        }
    }
}

/// What a condition names.
pub(crate) enum Named<'a> {
    Item(&'a str),
    Score(&'a str),
}
