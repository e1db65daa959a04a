//! What came out of a sheet, by place: room that is used again and again.
//!
//! Knows no words: the scorer turns marks into a [`super::Scored`].

use super::ScoreValue;
use super::Sheet;
use crate::condition::{Op, Truth};
use crate::context::{Context, SexForScoring};
use crate::definition::Code;
use crate::placed::{Facts, Placed, Shown, Step};

/// The values, bands, alerts and follow-ups of one response, by their places in the definition.
/// Made empty, and used again for the next response: after the first there is nothing to set aside
/// memory for.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// Which top-level items are shown, as far as scoring hangs on them.
    pub(crate) shown: Shown,
    /// What came out for each score.
    pub(crate) scores: Vec<Mark>,
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
        match self.scores.get(score)?.value? {
            Value::Integer(number) => Some(number),
            _ => None,
        }
    }

    /// The place of the band that the score at this place fell into.
    #[must_use]
    pub fn band(&self, score: usize) -> Option<usize> {
        self.scores.get(score)?.band
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
        self.begin(placed);
        let Self { shown, scores, alerts, follow_ups, sex } = self;
        *sex = context.sex_for_scoring;
        for step in &placed.steps {
            let facts = Facts { sheet, shown, marks: scores, context };
            match step {
                Step::Item(shows) => {
                    let truth = shows.when.truth(&facts);
                    shown.say(shows.place, truth);
                }
                Step::Score(at) => {
                    let Some(work) = placed.scores.get(*at) else { continue };
                    let value = work.value(&facts);
                    if let Some(mark) = scores.get_mut(*at) {
                        *mark = Mark { value, band: value.and_then(|value| work.band(value)) };
                    }
                }
            }
        }
        let facts = Facts { sheet, shown, marks: scores, context };
        for (raised, when) in alerts.iter_mut().zip(&placed.alerts) {
            *raised = when.truth(&facts) == Truth::True;
        }
        for (given, when) in follow_ups.iter_mut().zip(&placed.follow_ups) {
            *given = when.truth(&facts) == Truth::True;
        }
    }

    /// Makes room, and forgets what was shown; everything else is written over.
    fn begin(&mut self, placed: &Placed) {
        self.shown.all_of(placed.items);
        let room = (self.scores.len(), self.alerts.len(), self.follow_ups.len());
        if room != (placed.scores.len(), placed.alerts.len(), placed.follow_ups.len()) {
            self.scores = vec![Mark::default(); placed.scores.len()];
            self.alerts = vec![false; placed.alerts.len()];
            self.follow_ups = vec![false; placed.follow_ups.len()];
        }
    }
}

fn set(marked: &[bool]) -> impl Iterator<Item = usize> {
    marked.iter().enumerate().filter(|(_, marked)| **marked).map(|(at, _)| at)
}

/// What came out for a score.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Mark {
    /// Its value; `None` when it cannot be computed.
    pub(crate) value: Option<Value>,
    /// The place of its band.
    pub(super) band: Option<usize>,
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
