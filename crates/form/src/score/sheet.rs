//! A response read once: what each item holds, as numbers by place.
//!
//! Does not say what is shown, which hangs on the context too (see `placed`).

use crate::answer::Answer;
use crate::definition::{Item, Kind};
use crate::fit::{fits, place_of, points_of};
use crate::placed::{Asked, Bits, Comparison, answer_holds};

/// The answers to a form, as far as its conditions and scores ask about them. A blank, a recorded
/// state and a value that does not fit its item are all no value; a gap is never a zero.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The items that hold a value.
    held: Bits,
    /// The points of each item that is scored; the items of a row lie behind those of the form.
    points: Vec<i64>,
    /// The comparisons with answers that hold; only those of a value that fits.
    agreeing: Bits,
}

impl Sheet {
    /// A sheet on which nothing is answered.
    pub(crate) fn blank(items: usize, comparisons: usize) -> Self {
        let (held, agreeing) = (Bits::none_of(items), Bits::none_of(comparisons));
        Self { held, points: vec![0; items], agreeing }
    }

    /// The same sheet with room for the items of a row.
    pub(crate) fn with_row(&self, items: usize) -> Self {
        let mut more = self.clone();
        let all = self.points.len() + items;
        more.points.resize(all, 0);
        more.held.widen(all);
        more
    }

    /// Enters an answer, unless it does not fit.
    pub(crate) fn enter(&mut self, item: &Item, asked: &Asked, answer: &Answer) {
        let (Some(points), Some(slot)) = (read(item, answer), self.points.get_mut(asked.place))
        else {
            return;
        };
        *slot = points;
        self.held.put(asked.place, true);
        for Comparison { at, op, value } in &asked.comparisons {
            self.agreeing.put(*at, answer_holds(answer, *op, value));
        }
    }

    /// The items that hold a value.
    pub(crate) fn held(&self) -> &Bits {
        &self.held
    }

    /// The points of an item that holds a value and is scored.
    pub(crate) fn points(&self, place: usize) -> i64 {
        self.points.get(place).copied().unwrap_or(0)
    }

    /// Whether a comparison with an answer holds.
    pub(crate) fn agrees(&self, comparison: usize) -> bool {
        self.agreeing.has(comparison)
    }
}

/// The points of an answer; `None` when it does not fit. A scored item has points for every value
/// that fits, which is checked when the definition is read; points of others are never asked for.
fn read(item: &Item, answer: &Answer) -> Option<i64> {
    if let Kind::Choice(set) = &item.kind {
        return set.choices.get(place_of(set, answer)?).map(|choice| choice.score.unwrap_or(0));
    }
    fits(item, answer).then(|| points_of(item, answer).unwrap_or(0))
}
