//! Letters: bundled fonts and those of the machine, shaping, bidirectional order, line breaking. Text in, lines of
//! positioned glyphs out, every glyph with the characters it stands for.
//!
//! It does not know blocks, pages or PDF.

mod breaking;
mod face;
mod faces;
mod machine;
mod sfnt;
mod shape;

use std::{collections::BTreeSet, rc::Rc};

pub use face::Face;
pub use faces::Faces;
pub use machine::MachineFace;

use crate::style::Ink;

/// A glyph of a face, with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// How far it moves the pen, in thousandths of an em.
    pub advance: i32,
    /// How far it is drawn right of the pen, in thousandths of an em.
    pub dx: i32,
    /// How far it is drawn above the line, in thousandths of an em.
    pub dy: i32,
}

/// The least run of characters that glyphs stand for together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// The characters.
    pub text: String,
    /// The glyphs in visual order.
    pub glyphs: Vec<Glyph>,
}

impl Cluster {
    /// How far the cluster moves the pen, in thousandths of an em.
    #[must_use]
    pub fn advance(&self) -> i32 {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }

    fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }
}

/// Clusters of one face, in visual order.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The face they are set in.
    pub face: Face,
    /// Where the run starts, in points right of the line's start.
    pub x: f32,
    /// The clusters, left to right.
    pub clusters: Vec<Rc<Cluster>>,
}

/// A line of text with its place: points from the top left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct TextLine {
    /// The left edge of the ink.
    pub x: f32,
    /// The baseline.
    pub y: f32,
    /// Width without the blanks at the line's end.
    pub width: f32,
    /// Type size in points.
    pub size: f32,
    /// Color.
    pub ink: Ink,
    /// The characters in reading order; a wrapped line ends in its blank.
    pub text: String,
    /// The runs, left to right.
    pub runs: Vec<Run>,
}

/// Sets text. Shaped words are kept, so that the thousandth "therapist" costs nothing.
#[derive(Default)]
pub(crate) struct Setter {
    faces: Faces,
    words: shape::Words,
    plans: shape::Plans,
    unset: BTreeSet<char>,
}

impl Setter {
    /// Sets text in the bundled faces, and in these where no bundled one can.
    pub(crate) fn with(faces: Faces) -> Self {
        Self { faces, ..Self::default() }
    }

    /// The characters met so far that no face can set.
    pub(crate) fn into_unset(self) -> BTreeSet<char> {
        self.unset
    }
}
