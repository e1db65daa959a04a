//! A response read once: what each item holds, as numbers by place.
//!
//! Does not say what is shown, which hangs on the context too (see `placed`).

use crate::answer::Answer;
use crate::definition::{Item, Kind};
use crate::fit::{code_number, fits, place_of, points_of};
use crate::placed::Asked;

/// The answers to a form, as far as its conditions and scores ask about them. A blank, a recorded
/// state and a value that does not fit its item are all no value; a gap is never a zero.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// What each item holds; the items of a row lie behind those of the form.
    cells: Vec<Cell>,
    /// Whether each code of a multi-choice that is asked about is chosen.
    chosen: Vec<bool>,
}

/// What an item holds. Both are absent where it holds no value.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    points: Option<i64>,
    /// What the answer is compared by: the whole number or number code, the place of a word among
    /// the choices, and 0 where an answer is never compared.
    number: Option<i64>,
}

impl Sheet {
    /// A sheet on which nothing is answered.
    pub(crate) fn blank(items: usize, codes: usize) -> Self {
        Self { cells: vec![Cell::default(); items], chosen: vec![false; codes] }
    }

    /// The same sheet with room for the items of a row.
    pub(crate) fn with_row(&self, items: usize) -> Self {
        let mut cells = Vec::with_capacity(self.cells.len() + items);
        cells.extend_from_slice(&self.cells);
        cells.resize(self.cells.len() + items, Cell::default());
        Self { cells, chosen: self.chosen.clone() }
    }

    /// Enters an answer, unless it does not fit.
    pub(crate) fn enter(&mut self, item: &Item, asked: &Asked, answer: &Answer) {
        if let (Some(cell), Some(slot)) = (held(item, answer), self.cells.get_mut(asked.place)) {
            *slot = cell;
        }
        let Answer::Codes(codes) = answer else { return };
        for (at, code) in &asked.codes {
            if let Some(slot) = self.chosen.get_mut(*at) {
                *slot = codes.contains(code);
            }
        }
    }

    /// How many items there is room for.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// The points of an item.
    pub(crate) fn points(&self, place: usize) -> Option<i64> {
        self.cells.get(place)?.points
    }

    /// The number that an item's answer is compared by.
    pub(crate) fn number(&self, place: usize) -> Option<i64> {
        self.cells.get(place)?.number
    }

    /// Whether a code of a multi-choice is chosen.
    pub(crate) fn is_chosen(&self, code: usize) -> bool {
        self.chosen.get(code).copied().unwrap_or_default()
    }
}

fn held(item: &Item, answer: &Answer) -> Option<Cell> {
    if let Kind::Choice(set) = &item.kind {
        let at = place_of(set, answer)?;
        let choice = set.choices.get(at)?;
        return Some(Cell { points: choice.score, number: Some(code_number(&choice.code, at)) });
    }
    let number = match answer {
        Answer::Integer(number) => *number,
        _ => 0,
    };
    fits(item, answer).then(|| Cell { points: points_of(item, answer), number: Some(number) })
}
