//! Answers read against a definition: what is shown, what is blank, what counts.
//!
//! A hidden answer is kept but does not count. An item whose condition hangs on a blank is hidden
//! until someone has answered it all the same: a disclosure is never dropped. Does no arithmetic
//! (see `score`) and writes no sentences (see `evaluate`).

use crate::answer::{Answer, Answers, Row};
use crate::condition::{ContextKey, Facts, Op, Truth};
use crate::context::Context;
use crate::definition::{Code, Definition, Item, Node};
use crate::fit::{code_of, fits, points_of, possible_points};
use crate::score::{self, ScoreValue};
use std::collections::BTreeMap;

/// What an item contributes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Fact<'a> {
    /// Certainly not asked: its condition does not hold.
    Hidden,
    /// No value that can be read: blank, or a recorded state.
    Blank,
    /// A value that fits the item.
    Is(&'a Answer),
}

/// The points of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Points {
    Hidden,
    Missing,
    Are(i64),
}

/// Answers, worked through in the order in which one thing hangs on another.
pub(crate) struct Reading<'a> {
    pub(crate) definition: &'a Definition,
    pub(crate) answers: &'a Answers,
    pub(crate) context: &'a Context,
    items: BTreeMap<&'a str, &'a Item>,
    shown: BTreeMap<&'a str, Truth>,
    scores: BTreeMap<&'a str, Option<ScoreValue>>,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(
        definition: &'a Definition,
        answers: &'a Answers,
        context: &'a Context,
    ) -> Self {
        let mut reading = Self {
            definition,
            answers,
            context,
            items: definition.items.iter().map(|item| (item.id.as_str(), item)).collect(),
            shown: BTreeMap::new(),
            scores: BTreeMap::new(),
        };
        for node in &definition.order {
            match node {
                Node::Item(at) => {
                    let item = &definition.items[*at];
                    let shown =
                        item.show_when.as_ref().map_or(Truth::True, |when| when.truth(&reading));
                    reading.shown.insert(&item.id, shown);
                }
                Node::Score(at) => {
                    let wanted = &definition.scores[*at];
                    let value = score::compute(wanted, &reading);
                    reading.scores.insert(&wanted.id, value);
                }
            }
        }
        reading
    }

    /// The value of a score; `None` when it cannot be computed.
    pub(crate) fn value(&self, score: &str) -> Option<&ScoreValue> {
        self.scores.get(score).and_then(Option::as_ref)
    }

    fn truth_shown(&self, item: &str) -> Truth {
        self.shown.get(item).copied().unwrap_or(Truth::True)
    }

    /// Whether a top-level item is on the screen.
    pub(crate) fn is_shown(&self, item: &Item) -> bool {
        on_screen(self.truth_shown(&item.id), self.answers.get(&item.id))
    }

    /// What a top-level item contributes.
    pub(crate) fn fact(&self, id: &str) -> Fact<'a> {
        let item = self.items.get(id).copied();
        item.map_or(Fact::Blank, |item| fact_of(item, self.truth_shown(id), self.answers.0.get(id)))
    }

    /// The points of a top-level item.
    pub(crate) fn points(&self, id: &str) -> Points {
        let Some(item) = self.items.get(id).copied() else {
            return Points::Missing;
        };
        match self.fact(id) {
            Fact::Hidden => Points::Hidden,
            Fact::Blank => Points::Missing,
            Fact::Is(answer) => points_of(item, answer).map_or(Points::Missing, Points::Are),
        }
    }

    /// The lowest and highest points an item could still bring.
    fn bounds(&self, id: &str) -> (i64, i64) {
        let maybe_hidden = self.truth_shown(id) == Truth::Unknown;
        match (self.points(id), self.items.get(id).copied()) {
            (Points::Are(points), _) => (points, points),
            (Points::Hidden, _) | (_, None) => (0, 0),
            (Points::Missing, Some(item)) => {
                let (low, high) = possible_points(item);
                if maybe_hidden { (low.min(0), high.max(0)) } else { (low, high) }
            }
        }
    }

    /// The row of a group, with the visibility of its items worked out.
    pub(crate) fn row<'r>(
        &'r self,
        items: &'r [Item],
        order: &[usize],
        row: &'r Row,
    ) -> RowReading<'r, 'a> {
        let mut within = RowReading { outer: self, items, row, shown: BTreeMap::new() };
        for at in order {
            let item = &items[*at];
            let shown = item.show_when.as_ref().map_or(Truth::True, |when| when.truth(&within));
            within.shown.insert(&item.id, shown);
        }
        within
    }
}

/// One row of a group, read like a small form inside the form.
pub(crate) struct RowReading<'r, 'a> {
    outer: &'r Reading<'a>,
    items: &'r [Item],
    row: &'r Row,
    shown: BTreeMap<&'r str, Truth>,
}

impl<'r> RowReading<'r, '_> {
    fn truth_shown(&self, item: &str) -> Truth {
        self.shown.get(item).copied().unwrap_or(Truth::True)
    }

    /// Whether an item of the row is on the screen.
    pub(crate) fn is_shown(&self, item: &Item) -> bool {
        on_screen(self.truth_shown(&item.id), self.row.cells.get(&item.id))
    }

    /// What an item contributes: of the row, else of the form.
    pub(crate) fn fact(&self, id: &str) -> Fact<'r> {
        match self.items.iter().find(|item| item.id == id) {
            Some(item) => fact_of(item, self.truth_shown(id), self.row.cells.get(id)),
            None => self.outer.fact(id),
        }
    }
}

impl Facts for Reading<'_> {
    fn item(&self, id: &str, op: Op, value: &Code) -> Truth {
        compare(self.fact(id), op, value)
    }

    fn score(&self, id: &str, op: Op, value: &Code) -> Truth {
        self.value(id).map_or(Truth::Unknown, |known| known.compare(op, value).into())
    }

    fn sum(&self, ids: &[String], op: Op, value: i64) -> Truth {
        let (low, high) = ids.iter().map(|id| self.bounds(id)).fold((0i64, 0i64), |sum, one| {
            (sum.0.saturating_add(one.0), sum.1.saturating_add(one.1))
        });
        op.holds_between(low, high, value)
    }

    fn context(&self, key: &ContextKey, op: Op, value: &Code) -> Truth {
        match key {
            ContextKey::Age => self.context.age.map_or(Truth::Unknown, |age| {
                op.holds_codes(&Code::Integer(i64::from(age)), value).into()
            }),
            ContextKey::SexForScoring => op
                .holds_codes(&Code::Text(self.context.sex_for_scoring.word().to_owned()), value)
                .into(),
            ContextKey::Answer(path) => match self.context.values.get(path) {
                None | Some(Answer::State(_)) => Truth::Unknown,
                Some(answer) => compare(Fact::Is(answer), op, value),
            },
        }
    }

    fn flag(&self, name: &str) -> bool {
        self.context.flags.contains(name)
    }

    fn missing(&self, id: &str) -> bool {
        matches!(self.fact(id), Fact::Blank)
    }

    fn missing_context(&self, path: &str) -> bool {
        matches!(self.context.values.get(path), None | Some(Answer::State(_)))
    }
}

impl Facts for RowReading<'_, '_> {
    fn item(&self, id: &str, op: Op, value: &Code) -> Truth {
        compare(self.fact(id), op, value)
    }

    fn score(&self, id: &str, op: Op, value: &Code) -> Truth {
        Facts::score(self.outer, id, op, value)
    }

    fn sum(&self, ids: &[String], op: Op, value: i64) -> Truth {
        self.outer.sum(ids, op, value)
    }

    fn context(&self, key: &ContextKey, op: Op, value: &Code) -> Truth {
        Facts::context(self.outer, key, op, value)
    }

    fn flag(&self, name: &str) -> bool {
        self.outer.flag(name)
    }

    fn missing(&self, id: &str) -> bool {
        matches!(self.fact(id), Fact::Blank)
    }

    fn missing_context(&self, path: &str) -> bool {
        self.outer.missing_context(path)
    }
}

fn on_screen(shown: Truth, answer: Option<&Answer>) -> bool {
    match shown {
        Truth::True => true,
        Truth::False => false,
        Truth::Unknown => answer.is_some(),
    }
}

fn fact_of<'x>(item: &Item, shown: Truth, answer: Option<&'x Answer>) -> Fact<'x> {
    match (shown, answer) {
        (Truth::False, _) => Fact::Hidden,
        (_, Some(answer)) if fits(item, answer) => Fact::Is(answer),
        _ => Fact::Blank,
    }
}

fn compare(fact: Fact<'_>, op: Op, value: &Code) -> Truth {
    match fact {
        Fact::Hidden => Truth::False,
        Fact::Blank => Truth::Unknown,
        Fact::Is(Answer::Codes(codes)) => {
            let held = codes.contains(value);
            (if op == Op::NotEqual { !held } else { held }).into()
        }
        Fact::Is(answer) => code_of(answer).is_some_and(|code| op.holds_codes(&code, value)).into(),
    }
}
