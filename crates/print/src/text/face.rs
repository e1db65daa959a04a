//! The bundled faces: Noto Sans with its companions for Hebrew, Arabic, mathematics and symbols
//! (SIL Open Font License 1.1, see `fonts/OFL.txt`). The em of every one of them is 1000 units.

use std::sync::OnceLock;

use harfrust::{Font, GlyphId};

use crate::style::Weight;

/// A bundled face, or one of the machine's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Latin with Vietnamese, Cyrillic, Greek.
    Sans,
    /// The same, bold.
    SansBold,
    /// The same, slanted.
    SansItalic,
    /// Hebrew.
    Hebrew,
    /// Hebrew, bold.
    HebrewBold,
    /// Arabic.
    Arabic,
    /// Arabic, bold.
    ArabicBold,
    /// Comparisons and arrows: ≤, ≥, →.
    Math,
    /// Check marks, boxes, stars.
    Symbols,
    /// A face found on the machine, by its place in [`super::Faces`].
    Machine(usize),
}

impl Weight {
    /// The bundled faces to try, best first.
    pub(crate) fn faces(self) -> [Face; 5] {
        match self {
            Self::Regular => [Face::Sans, Face::Hebrew, Face::Arabic, Face::Math, Face::Symbols],
            Self::Bold => {
                [Face::SansBold, Face::HebrewBold, Face::ArabicBold, Face::Math, Face::Symbols]
            }
            Self::Italic => {
                [Face::SansItalic, Face::Hebrew, Face::Arabic, Face::Math, Face::Symbols]
            }
        }
    }
}

impl Face {
    /// Every bundled face.
    pub const ALL: [Self; 9] = [
        Self::Sans,
        Self::SansBold,
        Self::SansItalic,
        Self::Hebrew,
        Self::HebrewBold,
        Self::Arabic,
        Self::ArabicBold,
        Self::Math,
        Self::Symbols,
    ];

    /// The PostScript name of a bundled face.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sans => "NotoSans-Regular",
            Self::SansBold => "NotoSans-Bold",
            Self::SansItalic => "NotoSans-Italic",
            Self::Hebrew => "NotoSansHebrew-Regular",
            Self::HebrewBold => "NotoSansHebrew-Bold",
            Self::Arabic => "NotoSansArabic-Regular",
            Self::ArabicBold => "NotoSansArabic-Bold",
            Self::Math => "NotoSansMath-Regular",
            Self::Symbols => "NotoSansSymbols2-Regular",
            Self::Machine(_) => "Machine",
        }
    }

    /// The font file of a bundled face.
    pub(super) fn bytes(self) -> &'static [u8] {
        match self {
            Self::Sans => include_bytes!("../../fonts/NotoSans-Regular.ttf"),
            Self::SansBold => include_bytes!("../../fonts/NotoSans-Bold.ttf"),
            Self::SansItalic => include_bytes!("../../fonts/NotoSans-Italic.ttf"),
            Self::Hebrew => include_bytes!("../../fonts/NotoSansHebrew-Regular.ttf"),
            Self::HebrewBold => include_bytes!("../../fonts/NotoSansHebrew-Bold.ttf"),
            Self::Arabic => include_bytes!("../../fonts/NotoSansArabic-Regular.ttf"),
            Self::ArabicBold => include_bytes!("../../fonts/NotoSansArabic-Bold.ttf"),
            Self::Math => include_bytes!("../../fonts/NotoSansMath-Regular.ttf"),
            Self::Symbols => include_bytes!("../../fonts/NotoSansSymbols2-Regular.ttf"),
            Self::Machine(_) => &[],
        }
    }

    /// Whether a bundled face is a bold one.
    pub(super) fn is_bold(self) -> bool {
        matches!(self, Self::SansBold | Self::HebrewBold | Self::ArabicBold)
    }

    /// The parsed font of a bundled face, opened when it is first asked for: most documents need
    /// three of them.
    pub(super) fn font(self) -> Option<&'static Font> {
        static FONTS: [OnceLock<Option<Font>>; 9] = [const { OnceLock::new() }; 9];
        let place = Self::ALL.iter().position(|face| *face == self)?;
        FONTS.get(place)?.get_or_init(|| Font::new(self.bytes(), 0)).as_ref()
    }

    /// The glyph of a character, if a bundled face has one.
    pub(crate) fn glyph(self, character: char) -> Option<GlyphId> {
        self.font()?.charmap().map_unicode(character).filter(|glyph| glyph.to_u32() != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Faces;

    #[test]
    fn every_face_opens_and_has_an_em_of_a_thousand_units() {
        for face in Face::ALL {
            assert_eq!(face.font().unwrap().units_per_em(), 1000, "{face:?}");
        }
    }

    #[test]
    fn the_blanks_that_carry_characters_have_no_width() {
        for (face, blank) in [
            (Face::Arabic, '\u{200b}'),
            (Face::ArabicBold, '\u{200b}'),
            (Face::Hebrew, '\0'),
            (Face::HebrewBold, '\0'),
        ] {
            let glyph = face.glyph(blank).unwrap().to_u32() as u16;
            assert_eq!(Faces::default().advance(face, glyph), 0, "{face:?}");
        }
    }

    #[test]
    fn the_faces_cover_the_scripts_they_are_there_for() {
        for (face, text) in [
            (Face::Sans, "Núñez Đặng Łukasz Ελένη Приве́т “”’–—×·•"),
            (Face::SansItalic, "Nguyễn Thị Ánh"),
            (Face::HebrewBold, "שרה"),
            (Face::ArabicBold, "سارة"),
            (Face::Math, "≤ ≥ → ≠"),
            (Face::Symbols, "✓ ☐"),
        ] {
            let missing: String =
                text.chars().filter(|c| !c.is_whitespace() && face.glyph(*c).is_none()).collect();
            assert_eq!(missing, "", "{face:?}");
        }
    }
}
