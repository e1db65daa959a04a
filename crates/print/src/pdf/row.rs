//! One run of a line as operators: glyphs by number, placed where the page says, and what they stand
//! for where the font's own table does not say it.

use printpdf::{Codepoint, DictItem, Op, PdfFontHandle, Point, Pt, TextItem, TextMatrix};

use super::{
    draw::{Pen, color, marked, rounded},
    finish::utf16,
};
use crate::{Cluster, Face, Ink, Run, TextLine};

/// Draws a run of a line from `at` on, within the marked stretch that the page is in.
pub(super) fn shown(page: &mut Pen<'_>, run: &Run, line: &TextLine, at: Point) {
    let (face, size, ink) = (run.face, line.size, line.ink);
    let shown = Vec::new();
    Row { page, face, size, ink, at, pen: 0, lost: true, open: true, shown }.run(run);
}

/// One run being shown. The pen counts in thousandths of an em from the run's start.
struct Row<'r, 'f> {
    page: &'r mut Pen<'f>,
    face: Face,
    size: f32,
    ink: Ink,
    at: Point,
    pen: i32,
    /// Whether the file's pen has left ours and must be placed anew.
    lost: bool,
    /// Whether the stretch is open that the run stands in.
    open: bool,
    shown: Vec<Codepoint>,
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
        self.flush();
        self.page.ops.push(Op::EndTextSection);
    }

    /// Begins a stretch of text.
    fn begin(&mut self) {
        self.page.ops.extend([
            Op::StartTextSection,
            Op::SetFillColor { col: color(self.ink) },
            Op::SetFont {
                font: PdfFontHandle::External(self.page.fonts.id(self.face)),
                size: Pt(self.size),
            },
        ]);
        self.lost = true;
    }

    /// A cluster that says what its glyphs do not, as a marked stretch of its own: there are readers
    /// that lose what comes after one inside another.
    fn spoken(&mut self, cluster: &Cluster) {
        if std::mem::replace(&mut self.open, false) {
            self.flush();
            self.page.ops.extend([Op::EndTextSection, Op::EndMarkedContent]);
        }
        let actual = ("ActualText", DictItem::Bytes(utf16(&cluster.text)));
        let op = match self.page.marked {
            None => marked("Artifact", [actual]),
            Some((tag, _)) => marked("Span", [self.page.number(tag), actual]),
        };
        self.page.ops.push(op);
        self.begin();
        self.glyphs(cluster);
        self.flush();
        self.page.ops.extend([Op::EndTextSection, Op::EndMarkedContent]);
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
        matches!(cluster.glyphs.as_slice(), [glyph] if {
            self.page.fonts.text(self.face, self.page.fonts.glyph(self.face, glyph.id)) == cluster.text
        })
    }

    fn glyphs(&mut self, cluster: &Cluster) {
        for glyph in &cluster.glyphs {
            let id = self.page.fonts.glyph(self.face, glyph.id);
            let moved = glyph.dx != 0 || glyph.dy != 0;
            if moved || self.lost {
                self.place(glyph.dx, glyph.dy);
            }
            let width = self.page.fonts.width(self.face, id);
            let correction = if moved { 0 } else { width - glyph.advance };
            let text = self.page.fonts.text(self.face, id).to_owned();
            self.shown.push(Codepoint::with_cid(id, correction as f32, text));
            self.pen += glyph.advance;
            self.lost = moved;
        }
    }

    fn place(&mut self, dx: i32, dy: i32) {
        self.flush();
        let points = |units: i32| units as f32 * self.size / 1000.0;
        let x = rounded(self.at.x.0 + points(self.pen + dx));
        let y = rounded(self.at.y.0 + points(dy));
        self.page.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(x, y) });
        self.lost = false;
    }

    fn flush(&mut self) {
        if !self.shown.is_empty() {
            let items = vec![TextItem::GlyphIds(std::mem::take(&mut self.shown))];
            self.page.ops.push(Op::ShowText { items });
        }
    }
}
