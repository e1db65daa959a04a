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
use std::cell::OnceCell;
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

/// Answers, worked through in the order in which one thing hangs on another. A form is read at every
/// key that is typed into it: what an item holds is looked up once, by its place in the form.
pub(crate) struct Reading<'a> {
    pub(crate) definition: &'a Definition,
    pub(crate) answers: &'a Answers,
    pub(crate) context: &'a Context,
    /// What is known of each top-level item, in the order of the definition.
    known: Vec<Known<'a>>,
    /// The scores, in the order of the definition.
    scores: Vec<Option<ScoreValue>>,
}

/// What is known of a top-level item.
struct Known<'a> {
    item: &'a Item,
    answer: Option<&'a Answer>,
    shown: Truth,
    /// Whether the answer fits; some take long to read, and most are never asked for.
    fits: OnceCell<bool>,
}

impl<'a> Known<'a> {
    fn fact(&self) -> Fact<'a> {
        match (self.shown, self.answer) {
            (Truth::False, _) => Fact::Hidden,
            (_, Some(answer)) if *self.fits.get_or_init(|| fits(self.item, answer)) => {
                Fact::Is(answer)
            }
            _ => Fact::Blank,
        }
    }

    fn points(&self) -> Points {
        match self.fact() {
            Fact::Hidden => Points::Hidden,
            Fact::Blank => Points::Missing,
            Fact::Is(answer) => points_of(self.item, answer).map_or(Points::Missing, Points::Are),
        }
    }

    /// The lowest and highest points the item could still bring.
    fn bounds(&self) -> (i64, i64) {
        match self.points() {
            Points::Are(points) => (points, points),
            Points::Hidden => (0, 0),
            Points::Missing => {
                let (low, high) = possible_points(self.item);
                let maybe_hidden = self.shown == Truth::Unknown;
                if maybe_hidden { (low.min(0), high.max(0)) } else { (low, high) }
            }
        }
    }
}

impl<'a> Reading<'a> {
    pub(crate) fn new(
        definition: &'a Definition,
        answers: &'a Answers,
        context: &'a Context,
    ) -> Self {
        let known = known(definition, answers);
        let scores = vec![None; definition.scores.len()];
        let mut reading = Self { definition, answers, context, known, scores };
        for node in &definition.order {
            match node {
                Node::Item(at) => {
                    let when = definition.items[*at].show_when.as_ref();
                    let shown = when.map_or(Truth::True, |when| when.truth(&reading));
                    reading.known[*at].shown = shown;
                }
                Node::Score(at) => {
                    reading.scores[*at] = score::compute(&definition.scores[*at], &reading);
                }
            }
        }
        reading
    }

    fn known(&self, id: &str) -> Option<&Known<'a>> {
        self.definition.place(id).map(|at| &self.known[at])
    }

    /// The value of a score; `None` when it cannot be computed.
    pub(crate) fn value(&self, score: &str) -> Option<&ScoreValue> {
        let at = self.definition.scores.iter().position(|known| known.id == score)?;
        self.scores[at].as_ref()
    }

    /// Whether a top-level item is on the screen.
    pub(crate) fn is_shown(&self, item: &Item) -> bool {
        self.known(&item.id).is_some_and(|known| on_screen(known.shown, known.answer))
    }

    /// What a top-level item contributes.
    pub(crate) fn fact(&self, id: &str) -> Fact<'a> {
        self.known(id).map_or(Fact::Blank, Known::fact)
    }

    /// The points of a top-level item.
    pub(crate) fn points(&self, id: &str) -> Points {
        self.known(id).map_or(Points::Missing, Known::points)
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
        let bounds = ids.iter().filter_map(|id| self.known(id)).map(Known::bounds);
        let (low, high) = bounds.fold((0i64, 0i64), |sum, one| {
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

/// Every item with its answer. Both are gone through in the order of ids: nothing is searched for.
fn known<'a>(definition: &'a Definition, answers: &'a Answers) -> Vec<Known<'a>> {
    let blank = |item| Known { item, answer: None, shown: Truth::True, fits: OnceCell::new() };
    let mut known: Vec<Known<'a>> = definition.items.iter().map(blank).collect();
    let mut given = answers.0.iter().peekable();
    for at in definition.by_id.iter().copied() {
        let id = &definition.items[at].id;
        while given.next_if(|(given, _)| *given < id).is_some() {}
        known[at].answer = given.next_if(|(given, _)| *given == id).map(|(_, answer)| answer);
    }
    known
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
