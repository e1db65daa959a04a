//! One run of a line as operators: glyphs by number, placed where the page says, and what they stand
//! for where the font's own table does not say it.

use super::{content::Glyphs, draw::Pen, finish::utf16, fonts::Subset};
use crate::{Cluster, Ink, Run, TextLine};

/// Draws a run of a line from `at` on, within the marked stretch that the page is in.
pub(super) fn shown(page: &mut Pen<'_>, run: &Run, line: &TextLine, at: (f32, f32)) {
    let Some(font) = page.fonts.subset(run.face) else { return };
    let shown = Glyphs::default();
    let (size, ink) = (line.size, line.ink);
    Row { page, font, size, ink, at, pen: 0, placed: Placed::Nowhere, open: true, shown }.run(run);
}

/// Where the file's pen is.
#[derive(Clone, Copy, PartialEq)]
enum Placed {
    /// At the beginning of a text object, at the corner of the page.
    Nowhere,
    /// Where ours is.
    Here,
    /// Elsewhere: it must be placed anew.
    Lost,
}

/// One run being shown. The pen counts in thousandths of an em from the run's start.
struct Row<'r, 'f> {
    page: &'r mut Pen<'f>,
    font: &'f Subset<'f>,
    size: f32,
    ink: Ink,
    at: (f32, f32),
    pen: i32,
    placed: Placed,
    /// Whether the stretch is open that the run stands in.
    open: bool,
    shown: Glyphs,
}

impl Row<'_, '_> {
    fn run(&mut self, run: &Run) {
        self.begin();
        for cluster in &run.clusters {
            if self.speaks_for_itself(cluster) {
                self.reopen();
                self.glyphs(cluster);
            } else {
                self.spoken(cluster);
            }
        }
        self.reopen();
        self.end();
    }

    /// Begins a stretch of text.
    fn begin(&mut self) {
        let out = &mut self.page.out;
        out.fill(self.ink);
        out.raw("BT\n");
        out.font(self.font.place, self.size);
        self.placed = Placed::Nowhere;
    }

    fn end(&mut self) {
        self.page.out.show(&mut self.shown);
        self.page.out.raw("ET\n");
    }

    /// A cluster that says what its glyphs do not, as a marked stretch of its own: there are readers
    /// that lose what comes after one inside another.
    fn spoken(&mut self, cluster: &Cluster) {
        if std::mem::replace(&mut self.open, false) {
            self.end();
            self.page.out.unmark();
        }
        let says = utf16(&cluster.text);
        match self.page.marked {
            None => self.page.out.mark("Artifact", None, Some(&says)),
            Some((tag, _)) => {
                let number = self.page.number(tag);
                self.page.out.mark("Span", Some(number), Some(&says));
            }
        }
        self.begin();
        self.glyphs(cluster);
        self.end();
        self.page.out.unmark();
    }

    /// Opens the run's own stretch again after a cluster that spoke for itself.
    fn reopen(&mut self) {
        if !std::mem::replace(&mut self.open, true) {
            self.page.open();
            self.begin();
        }
    }

    /// Whether the font's own table says what the cluster says.
    fn speaks_for_itself(&self, cluster: &Cluster) -> bool {
        matches!(cluster.glyphs.as_slice(), [glyph] if self.font.slot(glyph.id).text == cluster.text)
    }

    fn glyphs(&mut self, cluster: &Cluster) {
        for glyph in &cluster.glyphs {
            let slot = self.font.slot(glyph.id);
            let is_moved = glyph.dx != 0 || glyph.dy != 0;
            if is_moved || self.placed != Placed::Here {
                self.place(glyph.dx, glyph.dy);
            }
            let back = if is_moved { 0 } else { slot.width - glyph.advance };
            self.shown.push(slot.number, back);
            self.pen += glyph.advance;
            if is_moved {
                self.placed = Placed::Lost;
            }
        }
    }

    fn place(&mut self, dx: i32, dy: i32) {
        self.page.out.show(&mut self.shown);
        let points = |units: i32| units as f32 * self.size / 1000.0;
        let (x, y) = (self.at.0 + points(self.pen + dx), self.at.1 + points(dy));
        match self.placed {
            Placed::Nowhere => self.page.out.op(&[x, y], "Td"),
            _ => self.page.out.op(&[1.0, 0.0, 0.0, 1.0, x, y], "Tm"),
        }
        self.placed = Placed::Here;
    }
}
