//! Content streams: every mark of a page as drawing operations, every stretch of text marked with
//! what it is. Glyphs are placed by number; what they stand for travels with them.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, DictItem, Line, LineCapStyle, LineJoinStyle, LinePoint, Op, PaintMode,
    PdfFontHandle, PdfPage, Point, Polygon, PolygonRing, Pt, Rect, Rgb, TextItem, TextMatrix,
    WindingOrder,
};

use super::{
    finish::utf16,
    fonts::{self, Fonts},
    structure::{Contents, standard},
};
use crate::{Cluster, Face, Ink, Mark, Page, Pages, Run, TagId, TextLine};

/// Drawn pages, and what the marked stretches of each page are.
pub(super) struct Drawn {
    pub(super) pages: Vec<PdfPage>,
    pub(super) contents: Contents,
}

/// Draws every page.
pub(super) fn draw(pages: &Pages, fonts: &Fonts) -> Drawn {
    let (width, height) = pages.paper.size();
    let mut drawn = Drawn { pages: Vec::new(), contents: Vec::new() };
    for page in &pages.pages {
        let mut pen = Pen { fonts, height, ops: Vec::new() };
        let contents = pen.page(page, pages);
        drawn.pages.push(sheet(width, height, pen.ops));
        drawn.contents.push(contents);
    }
    drawn
}

/// A page of exactly this size: going through millimeters would leave a trace.
fn sheet(width: f32, height: f32, ops: Vec<Op>) -> PdfPage {
    let whole = Rect::from_wh(Pt(width), Pt(height));
    PdfPage { media_box: whole.clone(), trim_box: whole.clone(), crop_box: whole, ops }
}

struct Pen<'f> {
    fonts: &'f Fonts,
    height: f32,
    ops: Vec<Op>,
}

impl Pen<'_> {
    /// Draws the page; the answer names the tag of every marked stretch, in order.
    fn page(&mut self, page: &Page, pages: &Pages) -> Vec<TagId> {
        let mut contents = Vec::new();
        for stretch in page.items.chunk_by(|a, b| a.tag == b.tag) {
            let Some(first) = stretch.first() else { continue };
            self.ops.push(match first.tag {
                None => Op::BeginMarkedContent { tag: "Artifact".to_owned() },
                Some(tag) => {
                    let number = DictItem::Int(contents.len() as i64);
                    contents.push(tag);
                    let role = pages.tags.get(tag.0).map_or("P", |tag| standard(tag.role));
                    marked(role, "MCID", number)
                }
            });
            for item in stretch {
                self.mark(&item.mark);
            }
            self.ops.push(Op::EndMarkedContent);
        }
        contents
    }

    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Line(line) => self.line(line),
            Mark::Stroke { from, to, weight, ink } => {
                let points = [*from, *to].map(|(x, y)| self.corner(x, y));
                self.ops.extend([
                    Op::SetOutlineColor { col: color(*ink) },
                    Op::SetOutlineThickness { pt: Pt(*weight) },
                    Op::DrawLine { line: Line { points: points.to_vec(), is_closed: false } },
                ]);
            }
            Mark::Pen { strokes, weight } => self.pen(strokes, *weight),
            Mark::Fill { at, size, ink } => {
                let corner = self.corner(at.0, at.1 + size.1).p;
                let rectangle = Rect {
                    x: corner.x,
                    y: corner.y,
                    width: rounded(size.0),
                    height: rounded(size.1),
                    mode: Some(PaintMode::Fill),
                    winding_order: None,
                };
                self.ops.extend([
                    Op::SetFillColor { col: color(*ink) },
                    Op::DrawRectangle { rectangle },
                ]);
            }
            Mark::Bead { center, radius, filled } => self.bead(*center, *radius, *filled),
        }
    }

    /// A dot is a stroke of half its width: a pen with round ends makes it one.
    fn pen(&mut self, strokes: &[Vec<(f32, f32)>], weight: f32) {
        self.ops.extend([
            Op::SaveGraphicsState,
            Op::SetOutlineColor { col: color(Ink::Text) },
            Op::SetOutlineThickness { pt: Pt(weight) },
            Op::SetLineCapStyle { cap: LineCapStyle::Round },
            Op::SetLineJoinStyle { join: LineJoinStyle::Round },
        ]);
        for stroke in strokes {
            let mut points: Vec<LinePoint> =
                stroke.iter().map(|(x, y)| self.corner(*x, *y)).collect();
            if let [(x, y)] = stroke.as_slice() {
                points.push(self.corner(x + weight / 2.0, *y));
            }
            self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
        }
        self.ops.push(Op::RestoreGraphicsState);
    }

    fn bead(&mut self, (x, y): (f32, f32), radius: f32, filled: bool) {
        // How far the handles of a quarter circle reach: 4/3 (sqrt 2 - 1).
        let reach = radius * 0.552_284_8;
        let around = [
            ((1.0, 0.0), (radius, -reach), (reach, -radius)),
            ((0.0, -1.0), (-reach, -radius), (-radius, -reach)),
            ((-1.0, 0.0), (-radius, reach), (-reach, radius)),
            ((0.0, 1.0), (reach, radius), (radius, reach)),
        ];
        let mut points = Vec::new();
        for ((dx, dy), first, second) in around {
            points.push(self.corner(x + dx * radius, y + dy * radius));
            for (hx, hy) in [first, second] {
                points.push(LinePoint { bezier: true, ..self.corner(x + hx, y + hy) });
            }
        }
        points.push(self.corner(x + radius, y));
        let polygon = Polygon {
            rings: vec![PolygonRing { points }],
            mode: PaintMode::FillStroke,
            winding_order: WindingOrder::NonZero,
        };
        self.ops.extend([
            Op::SetFillColor { col: color(if filled { Ink::Thread } else { Ink::Paper }) },
            Op::SetOutlineColor { col: color(Ink::Thread) },
            Op::SetOutlineThickness { pt: Pt(1.2) },
            Op::DrawPolygon { polygon },
        ]);
    }

    fn line(&mut self, line: &TextLine) {
        if line.runs.is_empty() {
            return;
        }
        self.ops.extend([Op::StartTextSection, Op::SetFillColor { col: color(line.ink) }]);
        for run in &line.runs {
            self.ops.push(Op::SetFont {
                font: PdfFontHandle::External(fonts::id(run.face)),
                size: Pt(line.size),
            });
            let at = self.corner(line.x + run.x, line.y).p;
            let mut row = Row {
                fonts: self.fonts,
                ops: &mut self.ops,
                face: run.face,
                size: line.size,
                at,
                pen: 0,
                lost: true,
                shown: Vec::new(),
            };
            row.run(run);
        }
        self.ops.push(Op::EndTextSection);
    }

    /// A point as PDF counts: from the bottom left corner.
    fn corner(&self, x: f32, y: f32) -> LinePoint {
        let p = Point { x: rounded(x), y: rounded(self.height - y) };
        LinePoint { p, bezier: false }
    }
}

/// One run being shown. The pen counts in thousandths of an em from the run's start.
struct Row<'r, 'f> {
    fonts: &'f Fonts,
    ops: &'r mut Vec<Op>,
    face: Face,
    size: f32,
    at: Point,
    pen: i32,
    /// Whether the file's pen has left ours and must be placed anew.
    lost: bool,
    shown: Vec<Codepoint>,
}

impl Row<'_, '_> {
    fn run(&mut self, run: &Run) {
        for cluster in &run.clusters {
            if self.speaks_for_itself(cluster) {
                self.glyphs(cluster);
            } else {
                self.flush();
                let actual = DictItem::Bytes(utf16(&cluster.text));
                self.ops.push(marked("Span", "ActualText", actual));
                self.lost = true;
                self.glyphs(cluster);
                self.flush();
                self.ops.push(Op::EndMarkedContent);
                self.lost = true;
            }
        }
        self.flush();
    }

    /// Whether the font's own table says what the cluster says.
    fn speaks_for_itself(&self, cluster: &Cluster) -> bool {
        matches!(cluster.glyphs.as_slice(), [glyph] if {
            self.fonts.text(self.face, self.fonts.glyph(self.face, glyph.id)) == cluster.text
        })
    }

    fn glyphs(&mut self, cluster: &Cluster) {
        for glyph in &cluster.glyphs {
            let id = self.fonts.glyph(self.face, glyph.id);
            let moved = glyph.dx != 0 || glyph.dy != 0;
            if moved || self.lost {
                self.place(glyph.dx, glyph.dy);
            }
            let width = self.fonts.width(self.face, id);
            let correction = if moved { 0 } else { width - glyph.advance };
            let text = self.fonts.text(self.face, id).to_owned();
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
        self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(x, y) });
        self.lost = false;
    }

    fn flush(&mut self) {
        if !self.shown.is_empty() {
            let items = vec![TextItem::GlyphIds(std::mem::take(&mut self.shown))];
            self.ops.push(Op::ShowText { items });
        }
    }
}

fn marked(tag: &str, key: &str, value: DictItem) -> Op {
    Op::BeginMarkedContentWithProperties {
        tag: tag.to_owned(),
        properties: DictItem::Dict { map: BTreeMap::from([(key.to_owned(), value)]) },
    }
}

/// A thousandth of a point is finer than any printer, and short to write.
fn rounded(points: f32) -> Pt {
    Pt((points * 1000.0).round() / 1000.0)
}

fn color(ink: Ink) -> Color {
    let [r, g, b] = ink.rgb().map(|part| (f32::from(part) / 255.0 * 1000.0).round() / 1000.0);
    Color::Rgb(Rgb { r, g, b, icc_profile: None })
}
