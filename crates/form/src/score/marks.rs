//! What came out of a sheet, by place: room that is used again and again.
//!
//! Knows no words: the scorer turns marks into a [`super::Scored`].

use super::ScoreValue;
use super::Sheet;
use crate::condition::{Op, Truth};
use crate::context::{Context, SexForScoring};
use crate::definition::Code;
use crate::placed::{Facts, Placed, Step};

/// The values, bands, alerts and follow-ups of one response, by their places in the definition.
/// Made empty, and used again for the next response: after the first there is nothing to set aside
/// memory for.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// Whether each top-level item is shown, as far as scoring hangs on it.
    pub(crate) shown: Vec<Truth>,
    pub(crate) values: Vec<Option<Value>>,
    pub(super) bands: Vec<Option<usize>>,
    pub(super) alerts: Vec<bool>,
    pub(super) follow_ups: Vec<bool>,
    pub(super) sex: SexForScoring,
}

impl Marks {
    /// No marks yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The value of the score at this place, where it is a whole number and could be computed.
    #[must_use]
    pub fn whole(&self, score: usize) -> Option<i64> {
        match self.values.get(score) {
            Some(Some(Value::Integer(number))) => Some(*number),
            _ => None,
        }
    }

    /// The place of the band that the score at this place fell into.
    #[must_use]
    pub fn band(&self, score: usize) -> Option<usize> {
        self.bands.get(score).copied().flatten()
    }

    /// The places of the alerts that are raised.
    pub fn alerts(&self) -> impl Iterator<Item = usize> {
        set(&self.alerts)
    }

    /// The places of the follow-ups that are to be given.
    pub fn follow_ups(&self) -> impl Iterator<Item = usize> {
        set(&self.follow_ups)
    }

    /// Works everything out anew.
    pub(super) fn take(&mut self, placed: &Placed, sheet: &Sheet, context: &Context) {
        self.begin(placed, sheet);
        self.sex = context.sex_for_scoring;
        for step in &placed.steps {
            let facts = Facts { sheet, shown: &self.shown, values: &self.values, context };
            match step {
                Step::Item(shows) => {
                    let truth = shows.when.truth(facts);
                    put(&mut self.shown, shows.place, truth);
                }
                Step::Score(at) => {
                    let Some(work) = placed.scores.get(*at) else { continue };
                    let value = work.value(facts);
                    put(&mut self.values, *at, value);
                    put(&mut self.bands, *at, value.and_then(|value| work.band(value)));
                }
            }
        }
        let facts = Facts { sheet, shown: &self.shown, values: &self.values, context };
        for (raised, when) in self.alerts.iter_mut().zip(&placed.alerts) {
            *raised = when.truth(facts) == Truth::True;
        }
        for (given, when) in self.follow_ups.iter_mut().zip(&placed.follow_ups) {
            *given = when.truth(facts) == Truth::True;
        }
    }

    /// Makes room, and forgets what was shown; everything else is written over.
    fn begin(&mut self, placed: &Placed, sheet: &Sheet) {
        self.shown.clear();
        self.shown.resize(sheet.len(), Truth::True);
        self.values.resize(placed.scores.len(), None);
        self.bands.resize(placed.scores.len(), None);
        self.alerts.resize(placed.alerts.len(), false);
        self.follow_ups.resize(placed.follow_ups.len(), false);
    }
}

fn put<T>(room: &mut [T], at: usize, value: T) {
    if let Some(slot) = room.get_mut(at) {
        *slot = value;
    }
}

fn set(marked: &[bool]) -> impl Iterator<Item = usize> {
    marked.iter().enumerate().filter(|(_, marked)| **marked).map(|(at, _)| at)
}

/// The value of a score, as it is worked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value {
    /// A whole number.
    Integer(i64),
    /// A number with decimals: `units` of 10 to the minus `decimals`.
    Decimal { units: i64, decimals: u8 },
    /// The number of a word among the words of its score.
    Word(usize),
}

impl Value {
    /// A code of a score with these words; `None` when it is none of them.
    pub(crate) fn of(code: &Code, words: &[&str]) -> Option<Self> {
        match code {
            Code::Integer(number) => Some(Self::Integer(*number)),
            Code::Text(word) => words.iter().position(|known| known == word).map(Self::Word),
        }
    }

    /// Compares two values of the same score; a word and a number are unequal and have no order.
    pub(crate) fn compare(self, op: Op, other: Self) -> bool {
        match (self, other) {
            (Self::Integer(a), Self::Integer(b)) => op.holds(&a, &b),
            (Self::Decimal { units, decimals }, Self::Integer(b)) => {
                op.holds(&units, &b.saturating_mul(10i64.pow(u32::from(decimals))))
            }
            (Self::Word(a), Self::Word(b)) if !op.orders() => op.holds(&a, &b),
            _ => op == Op::NotEqual,
        }
    }

    /// The value as it is told, by the words of its score.
    pub(super) fn worded(self, words: &[String]) -> Option<ScoreValue> {
        Some(match self {
            Self::Integer(number) => ScoreValue::Integer(number),
            Self::Decimal { units, decimals } => ScoreValue::Decimal { units, decimals },
            Self::Word(at) => ScoreValue::Code(words.get(at)?.clone()),
        })
    }
}
