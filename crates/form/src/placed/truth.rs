//! Conditions by place, and whether they hold.
//!
//! Three-valued, as `condition` says. The one place where a condition is judged.

use crate::answer::Answer;
use crate::condition::{ContextKey, Op, Truth};
use crate::context::Context;
use crate::definition::Code;
use crate::fit::code_of;
use crate::score::{Sheet, Value};

/// A condition whose names are places.
#[derive(Debug, Clone)]
pub(crate) enum Test {
    /// The number of an item's answer compared with a number.
    Item(usize, Op, i64),
    /// A multi-choice holds a code: the places of the item and of the code.
    Chosen(usize, usize),
    /// A score compared with a value.
    Score(usize, Op, Value),
    /// The points of several items, added up; each with the lowest and highest it can bring.
    Sum(Vec<(usize, (i64, i64))>, Op, i64),
    /// A value from outside the form compared with a value.
    Context(ContextKey, Op, Code),
    /// A switch is set.
    Flag(String),
    /// The item is shown and holds no value.
    Missing(usize),
    /// An answer of another section holds no value, or is not known here.
    MissingContext(String),
    /// At least one holds.
    Any(Vec<Test>),
    /// Every one holds.
    All(Vec<Test>),
    /// It does not hold.
    Not(Box<Test>),
}

/// What is known of an item, as a number or as points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// Certainly not asked: its condition does not hold.
    Hidden,
    /// No value that can be read: blank, a recorded state, or what does not fit.
    Blank,
    /// The number, or the points.
    Is(i64),
}

/// What a test may ask about. Scores and visibility it hangs on are already worked out.
#[derive(Clone, Copy)]
pub(crate) struct Facts<'f> {
    pub(crate) sheet: &'f Sheet,
    pub(crate) shown: &'f [Truth],
    pub(crate) values: &'f [Option<Value>],
    pub(crate) context: &'f Context,
}

impl Facts<'_> {
    /// Whether an item is shown.
    pub(crate) fn shown(&self, place: usize) -> Truth {
        self.shown.get(place).copied().unwrap_or(Truth::True)
    }

    /// The points of an item.
    pub(crate) fn points(&self, place: usize) -> Known {
        self.unless_hidden(place, self.sheet.points(place))
    }

    /// The number of an item's answer: see `Sheet`.
    fn number(&self, place: usize) -> Known {
        self.unless_hidden(place, self.sheet.number(place))
    }

    fn unless_hidden(&self, place: usize, held: Option<i64>) -> Known {
        match (self.shown(place), held) {
            (Truth::False, _) => Known::Hidden,
            (_, None) => Known::Blank,
            (_, Some(number)) => Known::Is(number),
        }
    }

    /// The value of a score; `None` when it cannot be computed.
    pub(crate) fn value(&self, place: usize) -> Option<Value> {
        self.values.get(place).copied().flatten()
    }

    fn judge(&self, place: usize, holds: impl FnOnce(i64) -> bool) -> Truth {
        match self.number(place) {
            Known::Hidden => Truth::False,
            Known::Blank => Truth::Unknown,
            Known::Is(number) => holds(number).into(),
        }
    }

    /// The lowest and highest points an item can still bring.
    fn bounds(&self, place: usize, (low, high): (i64, i64)) -> (i64, i64) {
        match self.points(place) {
            Known::Is(points) => (points, points),
            Known::Hidden => (0, 0),
            Known::Blank if self.shown(place) == Truth::Unknown => (low.min(0), high.max(0)),
            Known::Blank => (low, high),
        }
    }

    fn sum(&self, parts: &[(usize, (i64, i64))], op: Op, value: i64) -> Truth {
        let (mut low, mut high) = (0i64, 0i64);
        for (place, possible) in parts {
            let (least, most) = self.bounds(*place, *possible);
            low = low.saturating_add(least);
            high = high.saturating_add(most);
        }
        op.holds_between(low, high, value)
    }

    fn outside(&self, key: &ContextKey, op: Op, value: &Code) -> Truth {
        match key {
            ContextKey::Age => self.context.age.map_or(Truth::Unknown, |age| {
                op.holds_codes(&Code::Integer(i64::from(age)), value).into()
            }),
            ContextKey::SexForScoring => op
                .holds_codes(&Code::Text(self.context.sex_for_scoring.word().to_owned()), value)
                .into(),
            ContextKey::Answer(path) => match self.context.values.get(path) {
                None | Some(Answer::State(_)) => Truth::Unknown,
                Some(answer) => answer_holds(answer, op, value).into(),
            },
        }
    }

    fn missing_outside(&self, path: &str) -> bool {
        matches!(self.context.values.get(path), None | Some(Answer::State(_)))
    }
}

impl Test {
    /// Whether the condition holds, given the facts.
    pub(crate) fn truth(&self, facts: Facts<'_>) -> Truth {
        match self {
            Self::Item(place, op, value) => facts.judge(*place, |number| op.holds(&number, value)),
            Self::Chosen(place, code) => facts.judge(*place, |_| facts.sheet.is_chosen(*code)),
            Self::Score(place, op, value) => match facts.value(*place) {
                None => Truth::Unknown,
                Some(known) => known.compare(*op, *value).into(),
            },
            Self::Sum(parts, op, value) => facts.sum(parts, *op, *value),
            Self::Context(key, op, value) => facts.outside(key, *op, value),
            Self::Flag(name) => facts.context.flags.contains(name).into(),
            Self::Missing(place) => (facts.number(*place) == Known::Blank).into(),
            Self::MissingContext(path) => facts.missing_outside(path).into(),
            Self::Any(parts) => join(parts, facts, Truth::True, Truth::False),
            Self::All(parts) => join(parts, facts, Truth::False, Truth::True),
            Self::Not(part) => part.truth(facts).negated(),
        }
    }
}

/// `decides` settles the whole at once; without it, one unknown leaves the whole unknown.
fn join(parts: &[Test], facts: Facts<'_>, decides: Truth, otherwise: Truth) -> Truth {
    let mut result = otherwise;
    for part in parts {
        let truth = part.truth(facts);
        if truth == decides {
            return decides;
        }
        if truth == Truth::Unknown {
            result = Truth::Unknown;
        }
    }
    result
}

/// Compares an answer of another section, whose definition is not known here.
fn answer_holds(answer: &Answer, op: Op, value: &Code) -> bool {
    match answer {
        Answer::Codes(codes) => codes.contains(value) != (op == Op::NotEqual),
        answer => code_of(answer).is_some_and(|code| op.holds_codes(&code, value)),
    }
}
