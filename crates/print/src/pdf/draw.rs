//! Content streams: every mark of a page as drawing operators, every stretch of text marked with
//! what it is. Glyphs are placed by number; what they stand for travels with them.

use super::{
    content::Content,
    fonts::Fonts,
    logo, row,
    structure::{Contents, standard},
};
use crate::{Ink, Mark, Page, Pages, TagId, TextLine};

/// Drawn pages, and what the marked stretches of each page are.
pub(super) struct Drawn {
    pub(super) streams: Vec<Vec<u8>>,
    pub(super) contents: Contents,
}

/// Draws every page.
pub(super) fn draw(pages: &Pages, fonts: &Fonts<'_>) -> Drawn {
    let (_, height) = pages.paper.size();
    let mut drawn = Drawn { streams: Vec::new(), contents: Vec::new() };
    for page in &pages.pages {
        let out = Content::default();
        let mut pen = Pen { fonts, height, out, contents: Vec::new(), marked: None };
        pen.page(page, pages);
        drawn.streams.push(pen.out.into_bytes());
        drawn.contents.push(pen.contents);
    }
    drawn
}

pub(super) struct Pen<'f> {
    pub(super) fonts: &'f Fonts<'f>,
    height: f32,
    pub(super) out: Content,
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
            self.out.unmark();
        }
    }

    /// Begins a marked stretch.
    pub(super) fn open(&mut self) {
        match self.marked {
            None => self.out.artifact(),
            Some((tag, role)) => {
                let number = self.number(tag);
                self.out.mark(role, Some(number), None);
            }
        }
    }

    /// The number of the next marked stretch, which belongs to the tag.
    pub(super) fn number(&mut self, tag: TagId) -> usize {
        self.contents.push(tag);
        self.contents.len() - 1
    }

    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Line(line) => self.line(line),
            Mark::Stroke { from, to, weight, ink } => {
                self.out.stroke(*ink);
                self.out.weight(*weight);
                self.through(&[*from, *to]);
            }
            Mark::Pen { strokes, weight } => self.pen(strokes, *weight),
            Mark::Fill { at, size, ink } => {
                self.out.fill(*ink);
                let (x, y) = self.corner((at.0, at.1 + size.1));
                self.out.op(&[x, y, size.0, size.1], "re");
                self.out.op(&[], "f");
            }
            Mark::Bead { center, radius, filled, ink } => {
                self.bead(*center, *radius, if *filled { *ink } else { Ink::Paper }, *ink);
            }
            Mark::Logo { at, size, logo } => {
                let corner = self.corner((at.0, at.1 + size.1));
                logo::used(&mut self.out, logo, corner, *size);
            }
            Mark::Path { points, weight, ink, dashed } => self.path(points, *weight, *ink, *dashed),
        }
    }

    /// A dot is a stroke of half its width: a pen with round ends makes it one.
    fn pen(&mut self, strokes: &[Vec<(f32, f32)>], weight: f32) {
        self.out.save();
        self.out.stroke(Ink::Text);
        self.out.weight(weight);
        self.out.raw("1 J 1 j\n");
        for stroke in strokes {
            match stroke.as_slice() {
                [(x, y)] => self.through(&[(*x, *y), (x + weight / 2.0, *y)]),
                points => self.through(points),
            }
        }
        self.out.restore();
    }

    /// A line through points, its corners round.
    fn path(&mut self, points: &[(f32, f32)], weight: f32, ink: Ink, dashed: bool) {
        self.out.save();
        self.out.stroke(ink);
        self.out.weight(weight);
        self.out.raw("1 j\n");
        if dashed {
            let unit = weight.max(0.7);
            self.out.raw("[");
            self.out.op(&[3.0 * unit, 2.5 * unit], "] 0 d");
        }
        self.through(points);
        self.out.restore();
    }

    /// Strokes a line through points; one point is none.
    fn through(&mut self, points: &[(f32, f32)]) {
        let [first, rest @ ..] = points else { return };
        let (x, y) = self.corner(*first);
        self.out.op(&[x, y], "m");
        for point in rest {
            let (x, y) = self.corner(*point);
            self.out.op(&[x, y], "l");
        }
        self.out.op(&[], "S");
    }

    fn bead(&mut self, (x, y): (f32, f32), radius: f32, inside: Ink, around: Ink) {
        // How far the handles of a quarter circle reach: 4/3 (sqrt 2 - 1).
        let reach = radius * 0.552_284_8;
        let quarters = [
            [(radius, -reach), (reach, -radius), (0.0, -radius)],
            [(-reach, -radius), (-radius, -reach), (-radius, 0.0)],
            [(-radius, reach), (-reach, radius), (0.0, radius)],
            [(reach, radius), (radius, reach), (radius, 0.0)],
        ];
        self.out.fill(inside);
        self.out.stroke(around);
        self.out.weight(1.2);
        let (right, middle) = self.corner((x + radius, y));
        self.out.op(&[right, middle], "m");
        for quarter in quarters {
            let [a, b, c] = quarter.map(|(dx, dy)| self.corner((x + dx, y + dy)));
            self.out.op(&[a.0, a.1, b.0, b.1, c.0, c.1], "c");
        }
        self.out.op(&[], "b");
    }

    fn line(&mut self, line: &TextLine) {
        for run in &line.runs {
            let at = self.corner((line.x + run.x, line.y));
            row::shown(self, run, line, at);
        }
    }

    /// A point as PDF counts: from the bottom left corner.
    fn corner(&self, (x, y): (f32, f32)) -> (f32, f32) {
        (x, self.height - y)
    }
}
