//! Where things fall: blocks become lines, lines become units that keep together, units become
//! pages. The result is a display list with roles, in points from the top left corner.
//!
//! It does not know what a plan is, nor what a PDF is.

mod bullets;
mod chart;
mod code;
mod flow;
mod form;
mod furniture;
mod goal;
mod grid;
mod lay;
mod letterhead;
mod sign;
mod thread;
mod unit;
mod week;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Faces, Language, Letterhead, Logo,
    block::{Block, Level},
    style::Ink,
    text::{Setter, TextLine},
};

/// The margin on every side: 18 mm in points.
pub(crate) const MARGIN: f32 = 18.0 * 72.0 / 25.4;

/// The size of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// 8.5 x 11 in.
    #[default]
    Letter,
    /// 210 x 297 mm.
    A4,
}

impl Paper {
    /// Width and height in points.
    #[must_use]
    pub fn size(self) -> (f32, f32) {
        match self {
            Self::Letter => (612.0, 792.0),
            Self::A4 => (595.28, 841.89),
        }
    }

    /// The width and height of the area inside the margins, in points.
    #[must_use]
    pub fn inner(self) -> (f32, f32) {
        let (width, height) = self.size();
        (width - 2.0 * MARGIN, height - 2.0 * MARGIN)
    }
}

/// What stands at the head and foot of every page. An overlong text ends in an ellipsis here: it
/// repeats what the first page says in full.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RunningHead {
    /// The clinic's name.
    pub clinic: String,
    /// The name of the document.
    pub document: String,
    /// Name used and legal name, birth date, number: one short line.
    pub client: String,
    /// The version.
    pub version: String,
    /// A notice that stands above the foot of every page; may be empty.
    pub notice: String,
    /// The language that pages are counted in.
    pub language: Language,
    /// The clinic's letterhead, which takes the place of the head on the first page.
    pub letterhead: Option<Letterhead>,
}

impl RunningHead {
    /// With the clinic's letterhead on the first page.
    #[must_use]
    pub fn with_letterhead(self, letterhead: Letterhead) -> Self {
        Self { letterhead: Some(letterhead), ..self }
    }
}

/// A finished layout: the display list of every page, and what it means.
#[derive(Debug, Clone, PartialEq)]
pub struct Pages {
    /// The sheet it was laid out for.
    pub paper: Paper,
    /// The pages in order; at least one.
    pub pages: Vec<Page>,
    /// The roles, parents before children, in reading order.
    pub tags: Vec<Tag>,
    /// What figures say in words.
    pub alternatives: BTreeMap<TagId, String>,
    /// The outline, in order.
    pub outline: Vec<Bookmark>,
    /// The characters no font at hand can set, shown as their code point.
    pub unset: Vec<char>,
    /// The fonts of the machine that it was laid out with.
    pub faces: Faces,
}

/// What one page shows, in drawing order: ground and rules, then text in reading order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// The items.
    pub items: Vec<Item>,
}

/// Something drawn, and the role it plays.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Index into [`Pages::tags`]; none for what only decorates or repeats.
    pub tag: Option<TagId>,
    /// What is drawn.
    pub mark: Mark,
}

/// Something drawn. Coordinates are points from the top left corner of the page.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A line of text.
    Line(TextLine),
    /// A straight stroke.
    Stroke {
        /// Where it starts.
        from: (f32, f32),
        /// Where it ends.
        to: (f32, f32),
        /// Its thickness in points.
        weight: f32,
        /// Its color.
        ink: Ink,
    },
    /// Strokes of a pen one after the other, each through its points; one point is a dot.
    Pen {
        /// The strokes.
        strokes: Vec<Vec<(f32, f32)>>,
        /// Thickness of the pen in points.
        weight: f32,
    },
    /// A filled rectangle.
    Fill {
        /// Its top left corner.
        at: (f32, f32),
        /// Its width and height.
        size: (f32, f32),
        /// Its color.
        ink: Ink,
    },
    /// A round mark: a bead on the thread, a score in a chart.
    Bead {
        /// Its center.
        center: (f32, f32),
        /// Its radius.
        radius: f32,
        /// Whether it is filled or only a ring.
        filled: bool,
        /// Its color.
        ink: Ink,
    },
    /// A clinic's mark.
    Logo {
        /// Its top left corner.
        at: (f32, f32),
        /// Its width and height.
        size: (f32, f32),
        /// What is drawn.
        logo: Logo,
    },
    /// A line through points.
    Path {
        /// The points in order.
        points: Vec<(f32, f32)>,
        /// Its thickness in points.
        weight: f32,
        /// Its color.
        ink: Ink,
        /// Whether it is broken into dashes.
        dashed: bool,
    },
}

/// The index of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagId(pub usize);

/// A node of the document's structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag {
    /// The role it plays.
    pub role: Role,
    /// What it is part of; none for the top of the document.
    pub parent: Option<TagId>,
}

/// The role of a node in the document's structure. Names follow ISO 32000-1, 14.8.4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The name of the document.
    Title,
    /// A heading.
    Heading(Level),
    /// Running text.
    Paragraph,
    /// A person's own words.
    Quote,
    /// An aside.
    Note,
    /// A group of facts.
    List,
    /// One fact.
    ListItem,
    /// What a fact is.
    Label,
    /// What was recorded.
    Value,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// The header of a column.
    HeaderCell,
    /// The header of a row.
    RowHeader,
    /// A cell.
    Cell,
    /// A station on the thread and what hangs on it.
    Part,
    /// The lines to sign.
    Signatures,
    /// Something drawn. What it says stands in [`Pages::alternatives`].
    Figure,
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Bookmark {
    /// The heading's words.
    pub title: String,
    /// Its rank.
    pub level: Level,
    /// Index of its page.
    pub page: usize,
    /// How far down the page it stands, in points.
    pub y: f32,
}

/// Lays the blocks out in the bundled fonts. Nothing is cut: what does not fit goes on.
#[must_use]
pub fn pages(blocks: &[Block], head: &RunningHead, paper: Paper) -> Pages {
    pages_with(blocks, head, paper, &Faces::default())
}

/// Lays the blocks out as [`pages`] does, and sets in fonts of the machine what no bundled font
/// has. A word is set in the first of them that has all of it. Which ones are needed, if any, is
/// known from [`Pages::unset`] of a layout without them.
#[must_use]
pub fn pages_with(blocks: &[Block], head: &RunningHead, paper: Paper, faces: &Faces) -> Pages {
    let mut setter = Setter::with(faces.clone());
    let (width, _) = paper.inner();
    let mut laid = lay::Laid::default();
    let furniture = furniture::measure(head, &mut setter, paper, &mut laid);
    let laid = lay::lay(blocks, &mut setter, width, laid);
    let (mut pages, outline) = flow::flow(laid.units, furniture.first(), furniture.body());
    furniture.draw(&mut pages, &mut setter);
    let unset: BTreeSet<char> = setter.into_unset();
    let alternatives = laid.alternatives;
    Pages {
        paper,
        pages,
        tags: laid.tags,
        alternatives,
        outline,
        unset: unset.into_iter().collect(),
        faces: faces.clone(),
    }
}
