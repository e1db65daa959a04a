//! A content stream being written: operators and their operands, as ISO 32000-1, 8 and 9 name them.
//! It writes bytes at once, because a page has thousands of glyphs and a list of operations would
//! cost more than everything else a document asks for (`docs/adr/0004`).
//!
//! What is set already is not set again: color, line width and font are known, also across
//! [`Content::save`] and [`Content::restore`].

use super::number::{decimal, whole};
use crate::Ink;

/// What the page is drawn with at this point.
#[derive(Clone, Copy, Default)]
struct State {
    fill: Option<Ink>,
    stroke: Option<Ink>,
    weight: Option<f32>,
    font: Option<(usize, f32)>,
}

/// The content of one page.
#[derive(Default)]
pub(super) struct Content {
    bytes: Vec<u8>,
    state: State,
    saved: Vec<State>,
}

impl Content {
    /// The stream.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// An operator with its operands, to a thousandth of a point: finer than any printer.
    pub(super) fn op(&mut self, operands: &[f32], operator: &str) {
        self.numbers(operands, 3);
        self.raw(operator);
        self.bytes.push(b'\n');
    }

    /// Moves, scales and turns what follows. Factors need more places than points do.
    pub(super) fn transform(&mut self, matrix: [f32; 6]) {
        self.numbers(&matrix, 6);
        self.raw("cm\n");
    }

    /// Bytes as they are.
    pub(super) fn raw(&mut self, bytes: &str) {
        self.bytes.extend_from_slice(bytes.as_bytes());
    }

    /// Keeps what is set, to come back to it.
    pub(super) fn save(&mut self) {
        self.saved.push(self.state);
        self.raw("q\n");
    }

    /// Comes back to what was kept last.
    pub(super) fn restore(&mut self) {
        self.state = self.saved.pop().unwrap_or_default();
        self.raw("Q\n");
    }

    /// The color that areas and letters are filled with.
    pub(super) fn fill(&mut self, ink: Ink) {
        if self.state.fill.replace(ink) != Some(ink) {
            self.op(&parts(ink), "rg");
        }
    }

    /// The color of lines.
    pub(super) fn stroke(&mut self, ink: Ink) {
        if self.state.stroke.replace(ink) != Some(ink) {
            self.op(&parts(ink), "RG");
        }
    }

    /// How wide lines are, in points.
    pub(super) fn weight(&mut self, weight: f32) {
        if self.state.weight.replace(weight) != Some(weight) {
            self.op(&[weight], "w");
        }
    }

    /// The font, by its place among the fonts of the file, and its size in points.
    pub(super) fn font(&mut self, font: usize, size: f32) {
        if self.state.font.replace((font, size)) != Some((font, size)) {
            self.raw("/F");
            whole(&mut self.bytes, font as i64);
            self.bytes.push(b' ');
            self.op(&[size], "Tf");
        }
    }

    /// Begins decoration: what nobody needs to hear (14.8.2.2).
    pub(super) fn artifact(&mut self) {
        self.raw("/Artifact BMC\n");
    }

    /// Begins a marked stretch: what it is, its number on the page, and what it says where its
    /// glyphs do not, in UTF-16 (14.6, 14.9.4).
    pub(super) fn mark(&mut self, role: &str, number: Option<usize>, says: Option<&[u8]>) {
        self.bytes.push(b'/');
        self.raw(role);
        self.raw("<<");
        if let Some(number) = number {
            self.raw("/MCID ");
            whole(&mut self.bytes, number as i64);
        }
        if let Some(says) = says {
            self.raw("/ActualText");
            super::object::hexadecimal(&mut self.bytes, says);
        }
        self.raw(">>BDC\n");
    }

    /// Ends a marked stretch or decoration.
    pub(super) fn unmark(&mut self) {
        self.raw("EMC\n");
    }

    /// Shows a row of glyphs as it was collected.
    pub(super) fn show(&mut self, row: &mut Glyphs) {
        if !row.bytes.is_empty() {
            row.close();
            self.bytes.push(b'[');
            self.bytes.append(&mut row.bytes);
            self.raw("]TJ\n");
        }
    }

    fn numbers(&mut self, numbers: &[f32], places: u32) {
        for number in numbers {
            decimal(&mut self.bytes, *number, places);
            self.bytes.push(b' ');
        }
    }
}

/// Glyphs to be shown in a row, two bytes each, with corrections between them (9.4.3).
#[derive(Default)]
pub(super) struct Glyphs {
    bytes: Vec<u8>,
    is_open: bool,
}

impl Glyphs {
    /// The next glyph, and how far the pen goes back after it, in thousandths of an em.
    pub(super) fn push(&mut self, glyph: u16, back: i32) {
        if !std::mem::replace(&mut self.is_open, true) {
            self.bytes.push(b'(');
        }
        for byte in glyph.to_be_bytes() {
            match byte {
                b'(' | b')' | b'\\' => self.bytes.extend([b'\\', byte]),
                // An end of line inside a string is read as a line feed, whatever it was.
                b'\r' => self.bytes.extend(b"\\r"),
                _ => self.bytes.push(byte),
            }
        }
        if back != 0 {
            self.close();
            whole(&mut self.bytes, i64::from(back));
        }
    }

    fn close(&mut self) {
        if std::mem::replace(&mut self.is_open, false) {
            self.bytes.push(b')');
        }
    }
}

/// Red, green and blue from 0 to 1.
fn parts(ink: Ink) -> [f32; 3] {
    ink.rgb().map(|part| f32::from(part) / 255.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Content)) -> String {
        let mut content = Content::default();
        write(&mut content);
        String::from_utf8_lossy(&content.into_bytes()).into_owned()
    }

    #[test]
    fn what_is_set_is_not_set_again_until_it_was_lost() {
        let said = written(|page| {
            page.fill(Ink::Paper);
            page.fill(Ink::Paper);
            page.save();
            page.fill(Ink::Text);
            page.restore();
            page.fill(Ink::Paper);
            page.weight(1.5);
            page.weight(1.5);
        });
        assert_eq!(said, "1 1 1 rg\nq\n0.133 0.149 0.169 rg\nQ\n1.5 w\n");
    }

    #[test]
    fn a_glyph_whose_number_looks_like_a_bracket_stays_a_glyph() {
        let said = written(|page| {
            let mut row = Glyphs::default();
            row.push(u16::from_be_bytes(*b"(\\"), 0);
            row.push(u16::from_be_bytes(*b"\r)"), -12);
            row.push(u16::from_be_bytes(*b"ab"), 0);
            page.show(&mut row);
            page.show(&mut row);
        });
        assert_eq!(said, "[(\\(\\\\\\r\\))-12(ab)]TJ\n");
    }

    #[test]
    fn a_stretch_says_what_it_is() {
        let said = written(|page| {
            page.mark("Span", Some(7), Some(&[0xfe, 0xff, 0x05, 0xd0]));
            page.unmark();
            page.artifact();
        });
        assert_eq!(said, "/Span<</MCID 7/ActualText<FEFF05D0>>>BDC\nEMC\n/Artifact BMC\n");
    }
}
