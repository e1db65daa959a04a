//! A unit: the least thing that is placed on a page as a whole, usually one line, with what it
//! keeps together with and what it hangs on.

use std::rc::Rc;

use super::{Item, Mark, TagId};
use crate::block::Level;

/// A thing placed as a whole. Its marks are relative to its top edge and the left margin.
#[derive(Debug, Clone, Default)]
pub(super) struct Unit {
    /// Space above, left out at the top of a page.
    pub(super) before: f32,
    /// Height in points.
    pub(super) height: f32,
    /// What it draws.
    pub(super) items: Vec<Item>,
    /// Whether it must not be the last on a page.
    pub(super) keep: bool,
    /// Whether that is given up where all that keeps together is longer than a page.
    pub(super) loose: bool,
    /// Whether it starts a new page.
    pub(super) breaks: bool,
    /// The table header to repeat when the unit starts a page.
    pub(super) header: Option<Rc<[Unit]>>,
    /// Whether it ends in a rule or a ground: words right below it stand off.
    pub(super) edged: bool,
    /// Where the thread passes it.
    pub(super) thread: Option<Thread>,
    /// Whether it is a heading or the label of a station: a heading right below it stands close.
    pub(super) heads: bool,
    /// Its entry in the outline.
    pub(super) bookmark: Option<(String, Level)>,
}

/// How the thread passes a unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Thread {
    /// Which thread.
    pub(super) number: usize,
    /// Distance of the line from the left margin.
    pub(super) x: f32,
    /// Whether the thread begins at this unit's bead.
    pub(super) begins: bool,
    /// The bead: its place in the unit, its radius, whether it is filled.
    pub(super) bead: Option<Bead>,
}

/// A bead on the thread.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bead {
    /// Distance from the left margin.
    pub(super) x: f32,
    /// Distance from the unit's top.
    pub(super) y: f32,
    /// Radius.
    pub(super) radius: f32,
    /// Whether it is filled.
    pub(super) filled: bool,
}

impl Unit {
    /// The same unit without its place in the document's structure: a repeated header.
    pub(super) fn repeated(&self) -> Self {
        let mut unit = self.clone();
        for item in &mut unit.items {
            item.tag = None;
        }
        unit.bookmark = None;
        unit
    }
}

impl Item {
    /// Something with a role.
    pub(super) fn tagged(tag: TagId, mark: Mark) -> Self {
        Self { tag: Some(tag), mark }
    }

    /// Decoration.
    pub(super) fn artifact(mark: Mark) -> Self {
        Self { tag: None, mark }
    }
}

impl Mark {
    /// The same mark further right and down.
    pub(super) fn moved(self, dx: f32, dy: f32) -> Self {
        let shift = |(x, y): (f32, f32)| (x + dx, y + dy);
        match self {
            Self::Line(mut line) => {
                line.x += dx;
                line.y += dy;
                Self::Line(line)
            }
            Self::Stroke { from, to, weight, ink } => {
                Self::Stroke { from: shift(from), to: shift(to), weight, ink }
            }
            Self::Pen { mut strokes, weight } => {
                strokes.iter_mut().flatten().for_each(|point| *point = shift(*point));
                Self::Pen { strokes, weight }
            }
            Self::Fill { at, size, ink } => Self::Fill { at: shift(at), size, ink },
            Self::Bead { center, radius, filled, ink } => {
                Self::Bead { center: shift(center), radius, filled, ink }
            }
            Self::Logo { at, size, logo } => Self::Logo { at: shift(at), size, logo },
            Self::Path { mut points, weight, ink, dashed } => {
                points.iter_mut().for_each(|point| *point = shift(*point));
                Self::Path { points, weight, ink, dashed }
            }
        }
    }
}
