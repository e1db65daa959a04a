//! From the names of a definition to places, while it is read.

use super::truth::{Test, Wider};
use super::{Asked, Comparison};
use crate::condition::{Condition, Op};
use crate::definition::{Code, Definition, Item};
use crate::fit::possible_points;
use crate::score::Value;
use std::collections::BTreeMap;

/// The names of a definition, with what was asked about so far.
pub(crate) struct Names<'d> {
    definition: &'d Definition,
    /// The items of the row that is looked at.
    row: &'d [Item],
    /// What is asked of each top-level item.
    form: BTreeMap<usize, Asked>,
    /// What is asked of each item of the row.
    within: BTreeMap<usize, Asked>,
    /// How many comparisons with answers there are.
    comparisons: usize,
}

impl<'d> Names<'d> {
    pub(super) fn new(definition: &'d Definition) -> Self {
        let (form, within) = (BTreeMap::new(), BTreeMap::new());
        Self { definition, row: &[], form, within, comparisons: 0 }
    }

    /// Goes into a row: its items can be named, too.
    pub(super) fn enter(&mut self, row: &'d [Item]) {
        self.row = row;
    }

    /// Goes out of the row, with what was asked of its items.
    pub(super) fn leave(&mut self) -> Vec<Asked> {
        self.row = &[];
        std::mem::take(&mut self.within).into_values().collect()
    }

    /// What was asked of the items of the form, in the order of their ids.
    pub(super) fn asked(&mut self, by_id: &[usize]) -> Vec<Asked> {
        by_id.iter().filter_map(|at| self.form.remove(at)).collect()
    }

    /// How many comparisons with answers there are.
    pub(super) fn comparisons(&self) -> usize {
        self.comparisons
    }

    /// The place of an item, which is asked about from now on.
    pub(crate) fn place(&mut self, id: &str) -> Option<usize> {
        self.reach(id).map(|(place, _)| place)
    }

    fn reach(&mut self, id: &str) -> Option<(usize, &'d Item)> {
        let above = self.definition.items.len();
        let (asked, place, item) = match self.row.iter().position(|item| item.id == id) {
            Some(at) => (&mut self.within, above + at, &self.row[at]),
            None => {
                let at = self.definition.place(id)?;
                (&mut self.form, at, &self.definition.items[at])
            }
        };
        asked.entry(place).or_insert_with(|| Asked { place, comparisons: Vec::new() });
        Some((place, item))
    }

    /// The place of a score.
    pub(crate) fn score(&self, id: &str) -> Option<usize> {
        self.definition.scores.iter().position(|score| score.id == id)
    }

    /// A condition that may be absent.
    pub(super) fn optional(&mut self, when: Option<&Condition>) -> Option<Option<Test>> {
        when.map_or(Some(None), |when| self.test(when).map(Some))
    }

    /// A condition by place; `None` when a name leads nowhere.
    pub(crate) fn test(&mut self, when: &Condition) -> Option<Test> {
        Some(match when {
            Condition::Item(id, op, value) => {
                let (place, _) = self.reach(id)?;
                Test::Item(place, self.comparison(place, *op, value)?)
            }
            Condition::Score(id, op, value) => {
                let place = self.score(id)?;
                let value = Value::of(value, self.definition.scores.get(place)?)?;
                Test::Score(place, *op, value)
            }
            Condition::Missing(id) => Test::Missing(self.place(id)?),
            Condition::Sum(ids, op, value) => {
                let part = |id: &String| {
                    let (place, item) = self.reach(id)?;
                    Some((place, possible_points(item)))
                };
                wider(Wider::Sum(ids.iter().map(part).collect::<Option<_>>()?, *op, *value))
            }
            Condition::Context(key, op, value) => {
                wider(Wider::Context(key.clone(), *op, value.clone()))
            }
            Condition::Flag(name) => wider(Wider::Flag(name.clone())),
            Condition::MissingContext(path) => wider(Wider::MissingContext(path.clone())),
            Condition::Any(parts) => wider(Wider::Any(self.tests(parts)?)),
            Condition::All(parts) => wider(Wider::All(self.tests(parts)?)),
            Condition::Not(part) => wider(Wider::Not(self.test(part)?)),
        })
    }

    fn tests(&mut self, parts: &[Condition]) -> Option<Vec<Test>> {
        parts.iter().map(|part| self.test(part)).collect()
    }

    /// The place of a comparison with an answer among all of them.
    fn comparison(&mut self, place: usize, op: Op, value: &Code) -> Option<usize> {
        let asked = if place < self.definition.items.len() {
            self.form.get_mut(&place)?
        } else {
            self.within.get_mut(&place)?
        };
        let mut known = asked.comparisons.iter();
        if let Some(same) = known.find(|it| it.op == op && it.value == *value) {
            return Some(same.at);
        }
        let at = self.comparisons;
        asked.comparisons.push(Comparison { at, op, value: value.clone() });
        self.comparisons += 1;
        Some(at)
    }
}

fn wider(test: Wider) -> Test {
    Test::Wider(Box::new(test))
}
