//! The running head and foot of every page. They repeat what the document says elsewhere, so they
//! are decoration to a reader who listens, and may be shortened where it does not.

use super::{
    Item, MARGIN, Mark, Page, Paper, RunningHead, TagId,
    flow::Body,
    lay::{Laid, placed},
    letterhead,
};
use crate::{
    Language,
    block::Align,
    style::{Ink, SMALL, SMALL_STRONG, Style},
    text::{Setter, TextLine},
};

/// Space between the head's rule and the body, and between the body and the foot.
const AIR: f32 = 16.0;
/// Height of the band at the foot.
const BAND: f32 = 18.0;
/// Space between the notice and the band.
const NOTICE_AIR: f32 = 3.0;
/// What a text at the right keeps of the width at the least.
const LEAST: f32 = 130.0;
/// Space at either end of the band.
const INSET: f32 = 7.0;

/// The measured furniture of one document.
pub(super) struct Furniture {
    paper: Paper,
    first: Head,
    usual: Head,
    /// What the letterhead says at the foot of the first page.
    foot: Vec<(TagId, TextLine)>,
    version: String,
    notice: String,
    language: Language,
}

/// What stands at the head of a page, and how far down it reaches.
#[derive(Clone)]
struct Head {
    items: Vec<Item>,
    bottom: f32,
}

/// Sets the running head once for all pages.
pub(super) fn measure(
    head: &RunningHead,
    setter: &mut Setter,
    paper: Paper,
    laid: &mut Laid,
) -> Furniture {
    let (width, _) = paper.inner();
    let whose = (&head.client, SMALL, &head.version, SMALL);
    let rows = [(&head.clinic, SMALL_STRONG, &head.document, SMALL_STRONG), whose];
    let usual = ruled(setter, &rows, MARGIN, width);
    let letterhead =
        head.letterhead.as_ref().map(|it| letterhead::measure(it, setter, width, laid));
    let (first, foot) = match letterhead {
        None => (usual.clone(), Vec::new()),
        Some(letterhead) => {
            let row = [(&head.client, SMALL, &head.document, SMALL_STRONG)];
            let mut first = ruled(setter, &row, letterhead.bottom + 6.0, width);
            first.items.extend(letterhead.items);
            (first, letterhead.foot)
        }
    };
    let (version, notice) = (head.version.clone(), head.notice.clone());
    Furniture { paper, first, usual, foot, version, notice, language: head.language }
}

/// A text of a row and its style, at the left and at the right.
type Row<'h> = (&'h String, Style, &'h String, Style);

/// Rows one below the other from `y` on, and a rule below them.
fn ruled(setter: &mut Setter, rows: &[Row<'_>], mut y: f32, width: f32) -> Head {
    let half = width * 0.5 - 8.0;
    let mut items = Vec::new();
    for (left, left_style, right, right_style) in rows {
        let needed = [(left, left_style), (right, right_style)]
            .map(|(text, style)| needed(setter, text, *style));
        let (left_width, right_width) = shares(needed, width, half);
        items.push(fitted(setter, left, *left_style, (MARGIN, y), left_width, Align::Start));
        let x = MARGIN + width - right_width;
        items.push(fitted(setter, right, *right_style, (x, y), right_width, Align::End));
        y += SMALL.leading;
    }
    let rule = y + 4.0;
    items.push(Item::artifact(Mark::Stroke {
        from: (MARGIN, rule),
        to: (MARGIN + width, rule),
        weight: 0.6,
        ink: Ink::Hairline,
    }));
    Head { items, bottom: rule }
}

impl Furniture {
    /// What is left for the document on every page but the first.
    pub(super) fn body(&self) -> Body {
        let (_, height) = self.paper.size();
        Body {
            x: MARGIN,
            top: self.usual.bottom + AIR,
            bottom: height - MARGIN - BAND - self.notice_height() - AIR,
        }
    }

    /// What is left for it on the first page.
    pub(super) fn first(&self) -> Body {
        let body = self.body();
        Body { top: self.first.bottom + AIR, bottom: body.bottom - self.foot_height(), ..body }
    }

    /// What the letterhead's foot takes above the notice.
    fn foot_height(&self) -> f32 {
        let lines = self.foot.len() as f32;
        if lines > 0.0 { lines * SMALL.leading + NOTICE_AIR } else { 0.0 }
    }

    /// Adds head and foot to every page, before what the pages say.
    pub(super) fn draw(&self, pages: &mut [Page], setter: &mut Setter) {
        let count = pages.len();
        for (page, number) in pages.iter_mut().zip(1..) {
            let head = if number == 1 { &self.first } else { &self.usual };
            let mut items = head.items.clone();
            if number == 1 {
                items.extend(self.letterhead_foot());
            }
            items.extend(self.foot(&self.language.page(number, count), setter));
            items.append(&mut page.items);
            page.items = items;
        }
    }

    fn letterhead_foot(&self) -> impl Iterator<Item = Item> {
        let height = self.paper.size().1 - MARGIN - BAND - self.notice_height();
        let top = height - self.foot_height();
        self.foot.iter().zip(0_u8..).map(move |((tag, line), at)| {
            let y = top + SMALL.leading * f32::from(at);
            Item::tagged(*tag, Mark::Line(line.clone()).moved(0.0, y))
        })
    }

    /// What the notice takes above the band.
    fn notice_height(&self) -> f32 {
        if self.notice.is_empty() { 0.0 } else { SMALL.leading + NOTICE_AIR }
    }

    fn foot(&self, count: &str, setter: &mut Setter) -> Vec<Item> {
        let (width, _) = self.paper.inner();
        let top = self.paper.size().1 - MARGIN - BAND;
        let y = top + (BAND - SMALL.leading) / 2.0;
        let number = 110.0;
        let version = width - number - 3.0 * INSET;
        let at = (MARGIN + width - INSET - number, y);
        let mut items = vec![
            Item::artifact(Mark::Fill { at: (MARGIN, top), size: (width, BAND), ink: Ink::Tint }),
            fitted(setter, &self.version, SMALL, (MARGIN + INSET, y), version, Align::Start),
            fitted(setter, count, SMALL, at, number, Align::End),
        ];
        if !self.notice.is_empty() {
            let at = (MARGIN, top - self.notice_height());
            items.push(fitted(setter, &self.notice, SMALL, at, width, Align::Start));
        }
        items
    }
}

/// How wide a text is, and a little more: what just fits is not shortened.
fn needed(setter: &mut Setter, text: &str, style: Style) -> f32 {
    let lines = setter.lines(text, style, f32::INFINITY, Align::Start);
    lines.iter().map(|line| line.width).fold(0.0, f32::max) + 1.0
}

/// The widths of the two texts of a row: what they need, if both have room; half each if not. Whom
/// the page is about goes before what stands at the foot again.
fn shares([left, right]: [f32; 2], width: f32, half: f32) -> (f32, f32) {
    if left + right + 16.0 > width && left <= width - LEAST {
        return (left, (width - left - 16.0).max(LEAST - 16.0));
    }
    match (left + right + 16.0 <= width, left <= half, right <= half) {
        (true, _, _) => (width - right - 16.0, right),
        (_, true, _) => (left, width - left - 16.0),
        (_, _, true) => (width - right - 16.0, right),
        _ => (half, half),
    }
}

/// One line of the text, with an ellipsis where it does not fit.
pub(super) fn fitted(
    setter: &mut Setter,
    text: &str,
    style: Style,
    at: (f32, f32),
    width: f32,
    align: Align,
) -> Item {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut lines = setter.lines_left_to_right(&one_line, style, width, align);
    if lines.len() > 1 {
        let room = setter.lines_left_to_right(&one_line, style, width - style.size, align);
        let kept = room.first().map(|line| line.text.as_str()).unwrap_or_default();
        // No mark of separation before the ellipsis.
        let kept = kept.trim_end_matches([' ', '·', ',']);
        lines = setter.lines_left_to_right(&format!("{kept}…"), style, width, align);
    }
    let line = lines.swap_remove(0);
    Item::artifact(Mark::Line(placed(line, at.0, style)).moved(0.0, at.1))
}
