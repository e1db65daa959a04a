//! From units to pages. Units chained by `keep` move together; a table that goes on repeats its
//! header; the thread is drawn through all that hangs on it.

use super::{
    Bookmark, Item, Mark, Page,
    unit::{Thread, Unit},
};
use crate::style::Ink;

/// The part of the sheet between running head and foot, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Body {
    pub(super) x: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
}

/// Places every unit; the first page has a body of its own.
pub(super) fn flow(mut units: Vec<Unit>, first: Body, body: Body) -> (Vec<Page>, Vec<Bookmark>) {
    let mut flow = Flow::new(first, body);
    let mut rest = units.as_mut_slice();
    while !rest.is_empty() {
        let chained = rest.iter().take_while(|unit| unit.keep).count();
        let (group, after) = rest.split_at_mut((chained + 1).min(rest.len()));
        flow.group(group);
        rest = after;
    }
    flow.finish()
}

/// A stretch of the thread on the current page.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    thread: Thread,
    from: f32,
    to: f32,
}

fn height(group: &[Unit]) -> f32 {
    group.iter().map(|unit| unit.before + unit.height).sum()
}

struct Flow {
    body: Body,
    next: Body,
    pages: Vec<Page>,
    outline: Vec<Bookmark>,
    y: f32,
    fresh: bool,
    stretch: Option<Stretch>,
    beads: Vec<Item>,
}

impl Flow {
    fn new(body: Body, next: Body) -> Self {
        Self {
            body,
            next,
            pages: vec![Page::default()],
            outline: Vec::new(),
            y: body.top,
            fresh: true,
            stretch: None,
            beads: Vec::new(),
        }
    }

    /// Places units that keep together. Longer than a page, they part where they only keep loosely,
    /// as early as what comes after still has room on one page.
    fn group(&mut self, group: &mut [Unit]) {
        // Nothing is gained by leaving a fresh page for one that is not higher.
        let body = if self.fresh { self.body } else { self.next };
        let page = body.bottom - body.top;
        let cuts = || (1..group.len()).filter(|at| group[at - 1].loose);
        if height(group) > page {
            let fits = |at: &usize| height(&group[*at..]) <= page;
            if let Some(at) = cuts().find(fits).or_else(|| cuts().next_back()) {
                let (before, after) = group.split_at_mut(at);
                self.group(before);
                self.group(after);
                return;
            }
        }
        let breaks = group.first().is_some_and(|unit| unit.breaks);
        if !self.fresh && (breaks || !self.fits(group)) {
            self.turn();
        }
        for unit in group {
            // Only a group longer than a page comes to this.
            if !self.fresh && !self.fits(std::slice::from_ref(unit)) {
                self.turn();
            }
            self.place(unit);
        }
    }

    fn fits(&self, group: &[Unit]) -> bool {
        self.y + height(group) <= self.body.bottom + 0.01
    }

    fn place(&mut self, unit: &mut Unit) {
        if self.fresh
            && let Some(header) = &unit.header
        {
            let thread = unit.thread.map(|thread| Thread { begins: false, bead: None, ..thread });
            for unit in header.iter() {
                self.set(&mut Unit { thread, ..unit.clone() });
            }
        }
        self.set(unit);
    }

    /// Moves what the unit draws to the page.
    fn set(&mut self, unit: &mut Unit) {
        let above = self.y;
        if !self.fresh {
            self.y += unit.before;
        }
        let top = self.y;
        self.string(unit.thread, above, top, top + unit.height);
        if let Some((title, level)) = unit.bookmark.take() {
            let page = self.pages.len() - 1;
            self.outline.push(Bookmark { title, level, page, y: top });
        }
        if let Some(page) = self.pages.last_mut() {
            let items = unit.items.drain(..);
            page.items
                .extend(items.map(|item| Item { mark: item.mark.moved(self.body.x, top), ..item }));
        }
        self.y += unit.height;
        self.fresh = false;
    }

    /// Lengthens the thread to pass the unit, or ends it.
    fn string(&mut self, thread: Option<Thread>, above: f32, top: f32, bottom: f32) {
        let Some(thread) = thread else { return };
        let bead = thread.bead.map(|bead| (self.body.x + bead.x, top + bead.y, bead));
        let start = bead.filter(|_| thread.begins).map_or(above, |bead| bead.1);
        match &mut self.stretch {
            Some(stretch) if stretch.thread.number == thread.number => stretch.to = bottom,
            _ => {
                self.knot_off();
                self.stretch = Some(Stretch { thread, from: start, to: bottom });
            }
        }
        if let Some((x, y, bead)) = bead {
            let (radius, filled) = (bead.radius, bead.filled);
            let mark = Mark::Bead { center: (x, y), radius, filled, ink: Ink::Thread };
            self.beads.push(Item::artifact(mark));
        }
    }

    /// Draws the thread as far as it came on this page, and its beads over it.
    fn knot_off(&mut self) {
        let Some(page) = self.pages.last_mut() else { return };
        if let Some(Stretch { thread, from, to }) = self.stretch.take() {
            let x = self.body.x + thread.x;
            let mark = Mark::Stroke { from: (x, from), to: (x, to), weight: 1.2, ink: Ink::Thread };
            page.items.push(Item::artifact(mark));
        }
        page.items.append(&mut self.beads);
    }

    fn turn(&mut self) {
        self.knot_off();
        self.pages.push(Page::default());
        self.body = self.next;
        self.y = self.body.top;
        self.fresh = true;
    }

    fn finish(mut self) -> (Vec<Page>, Vec<Bookmark>) {
        self.knot_off();
        for page in &mut self.pages {
            // Ground and rules first, then text in reading order, cell by cell.
            page.items.sort_by_key(|item| item.tag);
        }
        (self.pages, self.outline)
    }
}
