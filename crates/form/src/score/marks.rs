//! What came out of a sheet, by place: room that is used again and again.
//!
//! Knows no words: the scorer turns marks into a [`super::Scored`].

use super::{Method, Score, ScoreValue, Sheet};
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
        self.scores.get(score)?.value?.as_whole()
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

/// The value of a score, as it is worked with: a number, and what it means. Two plain parts are
/// handed on without being put down in memory, where an enum with parts of its own would be; that
/// took longer than the whole sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Value {
    number: i64,
    sort: Sort,
}

/// What the number of a value means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// A whole number.
    Whole,
    /// A number with the decimals of its score.
    Decimal,
    /// The place of a word among the words of its score.
    Word,
}

impl Value {
    /// A whole number.
    pub(super) fn whole(number: i64) -> Self {
        Self { number, sort: Sort::Whole }
    }

    /// A number with the decimals of its score: `units` of 10 to the minus that many.
    pub(super) fn decimal(units: i64) -> Self {
        Self { number: units, sort: Sort::Decimal }
    }

    /// What a value of this score is compared with; `None` for a word that is none of its codes.
    pub(crate) fn of(code: &Code, score: &Score) -> Option<Self> {
        match (code, &score.method) {
            (Code::Integer(number), Method::Mean(_, decimals)) => {
                let units = number.saturating_mul(10i64.pow(u32::from(*decimals)));
                Some(Self::decimal(units))
            }
            (Code::Integer(number), _) => Some(Self::whole(*number)),
            (Code::Text(word), _) => {
                let at = score.words().iter().position(|known| known == word)?;
                Some(Self { number: i64::try_from(at).ok()?, sort: Sort::Word })
            }
        }
    }

    /// The whole number it is.
    pub(super) fn as_whole(self) -> Option<i64> {
        (self.sort == Sort::Whole).then_some(self.number)
    }

    /// The place of the word it is among the words of its score.
    pub(super) fn as_word(self) -> Option<usize> {
        if self.sort == Sort::Word { usize::try_from(self.number).ok() } else { None }
    }

    /// Compares two values of the same score; a word and a number are unequal and have no order.
    pub(crate) fn compare(self, op: Op, other: Self) -> bool {
        let alike = self.sort == other.sort && !(self.sort == Sort::Word && op.orders());
        if alike { op.holds(&self.number, &other.number) } else { op == Op::NotEqual }
    }

    /// The value as it is told, with the decimals or by the words of its score.
    pub(super) fn told(self, decimals: u8, words: &[String]) -> Option<ScoreValue> {
        Some(match self.sort {
            Sort::Whole => ScoreValue::Integer(self.number),
            Sort::Decimal => ScoreValue::Decimal { units: self.number, decimals },
            Sort::Word => ScoreValue::Code(words.get(self.as_word()?)?.clone()),
        })
    }
}
