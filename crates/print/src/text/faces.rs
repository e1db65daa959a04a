//! The faces there are to set a document in: the bundled ones, and those found on the machine.

use harfrust::{Font, GlyphId};

use super::{Face, MachineFace};
use crate::style::Weight;

/// The faces of the machine that may set what no bundled face can, best first. None by default.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Faces(Vec<MachineFace>);

impl Faces {
    /// These faces, best first. Bold text takes the first bold one that can set a word, and a
    /// regular one where none can.
    #[must_use]
    pub fn new(faces: Vec<MachineFace>) -> Self {
        Self(faces)
    }

    /// Those of the machine, those of this weight before the others.
    pub(super) fn of_machine(&self, weight: Weight) -> impl Iterator<Item = Face> + Clone + '_ {
        let bold = weight == Weight::Bold;
        let having = move |wanted: bool| {
            let faces = self.0.iter().enumerate();
            faces.filter(move |(_, it)| it.is_bold() == wanted).map(|(at, _)| Face::Machine(at))
        };
        having(bold).chain(having(!bold))
    }

    fn machine(&self, face: Face) -> Option<&MachineFace> {
        match face {
            Face::Machine(at) => self.0.get(at),
            _ => None,
        }
    }

    /// The parsed font.
    pub(crate) fn font(&self, face: Face) -> Option<&Font> {
        self.machine(face).map(MachineFace::font).or_else(|| face.font())
    }

    /// The font file, of one face.
    pub(crate) fn bytes(&self, face: Face) -> &[u8] {
        self.machine(face).map_or(face.bytes(), MachineFace::bytes)
    }

    /// The PostScript name.
    pub(crate) fn name(&self, face: Face) -> &str {
        self.machine(face).map_or(face.name(), MachineFace::name)
    }

    /// Whether the face is a bold one.
    pub(crate) fn is_bold(&self, face: Face) -> bool {
        self.machine(face).map_or(face.is_bold(), MachineFace::is_bold)
    }

    /// The glyph of a character, if the face has one. A face of the machine that draws nothing for
    /// a character has none: it would leave a hole where the reader expects a letter.
    pub(crate) fn glyph(&self, face: Face, character: char) -> Option<GlyphId> {
        let Some(machine) = self.machine(face) else { return face.glyph(character) };
        let font = machine.font();
        let glyph = font.charmap().map_unicode(character)?;
        let ink = font.glyph_metrics().extents(glyph);
        let drawn = ink.is_some_and(|ink| ink.width > 0.0 && ink.height > 0.0);
        (drawn || character.is_whitespace()).then_some(glyph)
    }

    /// How far each glyph moves the pen, in thousandths of an em, before any kerning.
    pub(crate) fn advances(&self, face: Face) -> impl Fn(u16) -> u16 + '_ {
        let font = self.font(face);
        let measured = font.map(|font| (font.glyph_metrics(), f32::from(font.units_per_em())));
        move |glyph| {
            let advance = measured
                .as_ref()
                .map(|(metrics, em)| metrics.h_advance(u32::from(glyph).into()) * 1000.0 / em);
            advance.unwrap_or_default().round() as u16
        }
    }

    /// How far a glyph moves the pen, in thousandths of an em, before any kerning.
    pub(crate) fn advance(&self, face: Face, glyph: u16) -> u16 {
        self.advances(face)(glyph)
    }
}
