//! Conditions by place, and whether they hold.
//!
//! Three-valued, as `condition` says. The one place where a condition is judged.

use super::Bits;
use crate::answer::Answer;
use crate::condition::{ContextKey, Op, Truth};
use crate::context::Context;
use crate::definition::Code;
use crate::score::{Mark, Sheet, Value};

/// A condition whose names are places. What most conditions are stands here, and the rest apart,
/// so that a row of tests is short and quickly told one from another.
#[derive(Debug, Clone)]
pub(crate) enum Test {
    /// An answer compared with a value: the places of the item and of the comparison.
    Item(usize, usize),
    /// The item is shown and holds no value.
    Missing(usize),
    /// A score compared with a value.
    Score(usize, Op, Value),
    /// Anything else.
    Wider(Box<Wider>),
}

/// A condition that looks further.
#[derive(Debug, Clone)]
pub(crate) enum Wider {
    /// The points of several items, added up; each with the lowest and highest it can bring.
    Sum(Vec<(usize, (i64, i64))>, Op, i64),
    /// A value from outside the form compared with a value.
    Context(ContextKey, Op, Code),
    /// A switch is set.
    Flag(String),
    /// An answer of another section holds no value, or is not known here.
    MissingContext(String),
    /// At least one holds.
    Any(Vec<Test>),
    /// Every one holds.
    All(Vec<Test>),
    /// It does not hold.
    Not(Test),
}

/// What is known of the points of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// Certainly not asked: its condition does not hold.
    Hidden,
    /// No value that can be read: blank, a recorded state, or what does not fit.
    Blank,
    /// The points.
    Is(i64),
}

/// Which items are shown; all but those that are named here.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shown {
    /// Certainly not shown.
    hidden: Bits,
    /// What shows them hangs on a blank.
    unsure: Bits,
}

impl Shown {
    /// All items are shown again; there is room for so many.
    pub(crate) fn all_of(&mut self, items: usize) {
        self.hidden.empty(items);
        self.unsure.empty(items);
    }

    /// The same, with room for more items.
    pub(crate) fn with_more(&self, items: usize) -> Self {
        let mut more = self.clone();
        more.hidden.widen(items);
        more.unsure.widen(items);
        more
    }

    /// Says whether an item is shown.
    pub(crate) fn say(&mut self, place: usize, truth: Truth) {
        self.hidden.put(place, truth == Truth::False);
        self.unsure.put(place, truth == Truth::Unknown);
    }

    /// Whether an item is shown.
    pub(crate) fn truth(&self, place: usize) -> Truth {
        match (self.hidden.has(place), self.unsure.has(place)) {
            (true, _) => Truth::False,
            (false, true) => Truth::Unknown,
            (false, false) => Truth::True,
        }
    }
}

/// What a test may ask about. Scores and visibility it hangs on are already worked out.
#[derive(Clone, Copy)]
pub(crate) struct Facts<'f> {
    pub(crate) sheet: &'f Sheet,
    pub(crate) shown: &'f Shown,
    pub(crate) marks: &'f [Mark],
    pub(crate) context: &'f Context,
}

impl Facts<'_> {
    /// Whether every one of these items is shown and holds a value.
    pub(crate) fn all_held(&self, places: &Bits) -> bool {
        places.all_in(self.sheet.held(), &self.shown.hidden)
    }

    /// The points of an item.
    pub(crate) fn points(&self, place: usize) -> Known {
        if self.shown.hidden.has(place) {
            Known::Hidden
        } else if self.sheet.held().has(place) {
            Known::Is(self.sheet.points(place))
        } else {
            Known::Blank
        }
    }

    /// The value of a score; `None` when it cannot be computed.
    pub(crate) fn value(&self, place: usize) -> Option<Value> {
        self.marks.get(place)?.value
    }

    fn compare(&self, place: usize, comparison: usize) -> Truth {
        if self.shown.hidden.has(place) {
            Truth::False
        } else if self.sheet.agrees(comparison) {
            Truth::True
        } else if self.sheet.held().has(place) {
            Truth::False
        } else {
            Truth::Unknown
        }
    }

    fn missing(&self, place: usize) -> bool {
        !self.shown.hidden.has(place) && !self.sheet.held().has(place)
    }

    /// The lowest and highest points an item can still bring.
    fn bounds(&self, place: usize, (low, high): (i64, i64)) -> (i64, i64) {
        match self.points(place) {
            Known::Is(points) => (points, points),
            Known::Hidden => (0, 0),
            Known::Blank if self.shown.unsure.has(place) => (low.min(0), high.max(0)),
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
            ContextKey::Age => self
                .context
                .age
                .map_or(Truth::Unknown, |age| op.holds_number(i64::from(age), value).into()),
            ContextKey::SexForScoring => {
                op.holds_word(self.context.sex_for_scoring.word(), value).into()
            }
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
    /// Whether the condition holds, given the facts. Put where it is asked for: a call takes as long
    /// as most tests.
    #[inline(always)]
    pub(crate) fn truth(&self, facts: &Facts<'_>) -> Truth {
        match self {
            Self::Item(place, comparison) => facts.compare(*place, *comparison),
            Self::Missing(place) => facts.missing(*place).into(),
            Self::Score(place, op, value) => match facts.value(*place) {
                None => Truth::Unknown,
                Some(known) => known.compare(*op, *value).into(),
            },
            Self::Wider(wider) => wider.truth(facts),
        }
    }
}

impl Wider {
    fn truth(&self, facts: &Facts<'_>) -> Truth {
        match self {
            Self::Sum(parts, op, value) => facts.sum(parts, *op, *value),
            Self::Context(key, op, value) => facts.outside(key, *op, value),
            Self::Flag(name) => facts.context.flags.contains(name).into(),
            Self::MissingContext(path) => facts.missing_outside(path).into(),
            Self::Any(parts) => join(parts, facts, Truth::True, Truth::False),
            Self::All(parts) => join(parts, facts, Truth::False, Truth::True),
            Self::Not(part) => part.truth(facts).negated(),
        }
    }
}

/// `decides` settles the whole at once; without it, one unknown leaves the whole unknown.
fn join(parts: &[Test], facts: &Facts<'_>, decides: Truth, otherwise: Truth) -> Truth {
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

/// Compares an answer with a code. What is no code, such as a state, compares in no way.
pub(crate) fn answer_holds(answer: &Answer, op: Op, value: &Code) -> bool {
    match answer {
        Answer::Codes(codes) => codes.contains(value) != (op == Op::NotEqual),
        Answer::Integer(number) => op.holds_number(*number, value),
        Answer::Text(word) => op.holds_word(word, value),
        Answer::State(_) | Answer::Address(_) | Answer::Rows(_) => false,
    }
}
