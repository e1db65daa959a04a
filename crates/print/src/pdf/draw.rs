//! Content streams: every mark of a page as drawing operations, every stretch of text marked with
//! what it is. Glyphs are placed by number; what they stand for travels with them.

use printpdf::{
    Color, DictItem, Line, LineCapStyle, LineDashPattern, LineJoinStyle, LinePoint, Op, PaintMode,
    PdfPage, Point, Polygon, PolygonRing, Pt, Rect, Rgb, WindingOrder,
};

use super::{
    fonts::Fonts,
    logo, row,
    structure::{Contents, standard},
};
use crate::{Ink, Mark, Page, Pages, TagId, TextLine};

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
        let mut pen = Pen { fonts, height, ops: Vec::new(), contents: Vec::new(), marked: None };
        pen.page(page, pages);
        drawn.pages.push(sheet(width, height, pen.ops));
        drawn.contents.push(pen.contents);
    }
    drawn
}

/// A page of exactly this size: going through millimeters would leave a trace.
fn sheet(width: f32, height: f32, ops: Vec<Op>) -> PdfPage {
    let whole = Rect::from_wh(Pt(width), Pt(height));
    PdfPage { media_box: whole.clone(), trim_box: whole.clone(), crop_box: whole, ops }
}

pub(super) struct Pen<'f> {
    pub(super) fonts: &'f Fonts,
    height: f32,
    pub(super) ops: Vec<Op>,
    /// The tag of every marked stretch, in order.
    contents: Vec<TagId>,
    /// The tag and the role of what is drawn; none for decoration.
    pub(super) marked: Option<(TagId, &'static str)>,
}

impl Pen<'_> {
    fn page(&mut self, page: &Page, pages: &Pages) {
        for stretch in page.items.chunk_by(|a, b| a.tag == b.tag) {
            let Some(first) = stretch.first() else { continue };
            self.marked = first
                .tag
                .map(|tag| (tag, pages.tags.get(tag.0).map_or("P", |tag| standard(tag.role))));
            self.open();
            for item in stretch {
                self.mark(&item.mark);
            }
            self.ops.push(Op::EndMarkedContent);
        }
    }

    /// Begins a marked stretch.
    pub(super) fn open(&mut self) {
        let op = match self.marked {
            None => Op::BeginMarkedContent { tag: "Artifact".to_owned() },
            Some((tag, role)) => marked(role, [self.number(tag)]),
        };
        self.ops.push(op);
    }

    /// The number of the next marked stretch, which belongs to the tag.
    pub(super) fn number(&mut self, tag: TagId) -> (&'static str, DictItem) {
        self.contents.push(tag);
        ("MCID", DictItem::Int(self.contents.len() as i64 - 1))
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
            Mark::Bead { center, radius, filled, ink } => {
                self.bead(*center, *radius, if *filled { *ink } else { Ink::Paper }, *ink);
            }
            Mark::Logo { at, size, logo } => {
                let corner = self.corner(at.0, at.1 + size.1).p;
                self.ops.extend(logo::used(logo, (corner.x.0, corner.y.0), *size));
            }
            Mark::Path { points, weight, ink, dashed } => self.path(points, *weight, *ink, *dashed),
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

    /// A line through points, its corners and ends round.
    fn path(&mut self, points: &[(f32, f32)], weight: f32, ink: Ink, dashed: bool) {
        let points: Vec<LinePoint> = points.iter().map(|(x, y)| self.corner(*x, *y)).collect();
        self.ops.extend([
            Op::SaveGraphicsState,
            Op::SetOutlineColor { col: color(ink) },
            Op::SetOutlineThickness { pt: Pt(weight) },
            Op::SetLineJoinStyle { join: LineJoinStyle::Round },
        ]);
        if dashed {
            let dash = LineDashPattern::new(0.0, &[3.0 * weight.max(0.7), 2.5 * weight.max(0.7)]);
            self.ops.push(Op::SetLineDashPattern { dash });
        }
        self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
        self.ops.push(Op::RestoreGraphicsState);
    }

    fn bead(&mut self, (x, y): (f32, f32), radius: f32, inside: Ink, around: Ink) {
        // How far the handles of a quarter circle reach: 4/3 (sqrt 2 - 1).
        let reach = radius * 0.552_284_8;
        let quarters = [
            ((1.0, 0.0), (radius, -reach), (reach, -radius)),
            ((0.0, -1.0), (-reach, -radius), (-radius, -reach)),
            ((-1.0, 0.0), (-radius, reach), (-reach, radius)),
            ((0.0, 1.0), (reach, radius), (radius, reach)),
        ];
        let mut points = Vec::new();
        for ((dx, dy), first, second) in quarters {
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
            Op::SetFillColor { col: color(inside) },
            Op::SetOutlineColor { col: color(around) },
            Op::SetOutlineThickness { pt: Pt(1.2) },
            Op::DrawPolygon { polygon },
        ]);
    }

    fn line(&mut self, line: &TextLine) {
        if line.runs.is_empty() {
            return;
        }
        for run in &line.runs {
            let at = self.corner(line.x + run.x, line.y).p;
            row::shown(self, run, line, at);
        }
    }

    /// A point as PDF counts: from the bottom left corner.
    fn corner(&self, x: f32, y: f32) -> LinePoint {
        let p = Point { x: rounded(x), y: rounded(self.height - y) };
        LinePoint { p, bezier: false }
    }
}

pub(super) fn marked<const N: usize>(tag: &str, properties: [(&str, DictItem); N]) -> Op {
    let map = properties.map(|(key, value)| (key.to_owned(), value)).into();
    let properties = DictItem::Dict { map };
    Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties }
}

/// A thousandth of a point is finer than any printer, and short to write.
pub(super) fn rounded(points: f32) -> Pt {
    Pt((points * 1000.0).round() / 1000.0)
}

pub(super) fn color(ink: Ink) -> Color {
    let [r, g, b] = ink.rgb().map(|part| (f32::from(part) / 255.0 * 1000.0).round() / 1000.0);
    Color::Rgb(Rgb { r, g, b, icc_profile: None })
}
