//! Answers read against a definition: what is shown, and what scoring makes of it.
//!
//! A hidden answer is kept but does not count. An item whose condition hangs on a blank is hidden
//! until someone has answered it all the same: a disclosure is never dropped. Does no arithmetic
//! (see `score`) and writes no sentences (see `evaluate`).

use crate::answer::{Answer, Answers, Row};
use crate::condition::Truth;
use crate::context::Context;
use crate::definition::{Definition, Item};
use crate::placed::{Facts, Shown};
use crate::score::{Marks, Sheet};

/// Answers, worked through in the order in which one thing hangs on another. A form is read at every
/// key that is typed into it: all of it goes by place.
pub(crate) struct Reading<'a> {
    pub(crate) definition: &'a Definition,
    pub(crate) answers: &'a Answers,
    pub(crate) context: &'a Context,
    sheet: Sheet,
    marks: Marks,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(
        definition: &'a Definition,
        answers: &'a Answers,
        context: &'a Context,
    ) -> Self {
        let (scorer, mut marks) = (definition.scorer(), Marks::new());
        let sheet = scorer.sheet(answers);
        scorer.mark(&sheet, context, &mut marks);
        let mut reading = Self { definition, answers, context, sheet, marks };
        for shows in &definition.placed.rest {
            let truth = shows.when.truth(&reading.facts());
            reading.marks.shown.say(shows.place, truth);
        }
        reading
    }

    /// What came out of scoring.
    pub(crate) fn marks(&self) -> &Marks {
        &self.marks
    }

    /// Whether the form as a whole is shown; one that hangs on a blank is, once it has answers.
    pub(crate) fn is_shown(&self) -> bool {
        let when = self.definition.placed.shown.as_ref();
        match when.map_or(Truth::True, |when| when.truth(&self.facts())) {
            Truth::True => true,
            Truth::False => false,
            Truth::Unknown => !self.answers.is_empty(),
        }
    }

    /// Whether the top-level item at a place is on the screen.
    pub(crate) fn shows(&self, place: usize) -> bool {
        let answered = || {
            self.definition.items.get(place).is_some_and(|it| self.answers.0.contains_key(&it.id))
        };
        on_screen(self.marks.shown.truth(place), answered)
    }

    /// What is held by a top-level item that counts.
    pub(crate) fn counted(&self, id: &str) -> Option<&'a Answer> {
        let place = self.definition.place(id)?;
        self.answers.0.get(id).filter(|_| self.marks.shown.truth(place) != Truth::False)
    }

    /// A row of the group at a place, with the visibility of its items worked out.
    pub(crate) fn row<'r>(
        &'r self,
        place: usize,
        items: &'r [Item],
        row: &'r Row,
    ) -> RowReading<'r, 'a> {
        let above = self.definition.items.len();
        let placed = self.definition.placed.rows.get(place).and_then(Option::as_ref);
        let asked = placed.map_or(&[][..], |placed| &placed.asked);
        let shows = placed.map_or(&[][..], |placed| &placed.shows);
        let mut sheet = self.sheet.with_row(items.len());
        for asked in asked {
            let Some(item) = items.get(asked.place - above) else { continue };
            if let Some(answer) = row.cells.get(&item.id) {
                sheet.enter(item, asked, answer);
            }
        }
        let mut shown = self.marks.shown.with_more(above + items.len());
        for one in shows {
            let facts = Facts { sheet: &sheet, shown: &shown, ..self.facts() };
            let truth = one.when.truth(&facts);
            shown.say(one.place, truth);
        }
        RowReading { outer: self, items, row, shown }
    }

    fn facts(&self) -> Facts<'_> {
        let Marks { shown, scores, .. } = &self.marks;
        Facts { sheet: &self.sheet, shown, marks: scores, context: self.context }
    }
}

/// One row of a group, read like a small form inside the form.
pub(crate) struct RowReading<'r, 'a> {
    pub(crate) outer: &'r Reading<'a>,
    items: &'r [Item],
    row: &'r Row,
    /// Whether each item is shown; those of the row lie behind those of the form.
    shown: Shown,
}

impl<'r> RowReading<'r, '_> {
    /// Whether the item at a place of the row is on the screen.
    pub(crate) fn shows(&self, at: usize) -> bool {
        let answered =
            || self.items.get(at).is_some_and(|item| self.row.cells.contains_key(&item.id));
        on_screen(self.truth(at), answered)
    }

    /// What is held by an item that counts: of the row, else of the form.
    pub(crate) fn counted(&self, id: &str) -> Option<&'r Answer> {
        match self.items.iter().position(|item| item.id == id) {
            Some(at) => self.row.cells.get(id).filter(|_| self.truth(at) != Truth::False),
            None => self.outer.counted(id),
        }
    }

    fn truth(&self, at: usize) -> Truth {
        self.shown.truth(self.outer.definition.items.len() + at)
    }
}

fn on_screen(shown: Truth, answered: impl FnOnce() -> bool) -> bool {
    match shown {
        Truth::True => true,
        Truth::False => false,
        Truth::Unknown => answered(),
    }
}
