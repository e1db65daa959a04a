//! The running head and foot of every page. They repeat what the document says elsewhere, so they
//! are decoration to a reader who listens, and may be shortened where it does not.

use super::{Item, MARGIN, Mark, Page, Paper, RunningHead, flow::Body, lay::placed};
use crate::{
    block::Align,
    style::{Ink, SMALL, SMALL_STRONG, Style},
    text::Setter,
};

/// Space between the head's rule and the body, and between the body and the foot.
const AIR: f32 = 16.0;
/// Height of the band at the foot.
const BAND: f32 = 18.0;
/// Space at either end of the band.
const INSET: f32 = 7.0;

/// The measured furniture of one document.
pub(super) struct Furniture {
    paper: Paper,
    head: Vec<Item>,
    head_height: f32,
    version: String,
}

/// Sets the running head once for all pages.
pub(super) fn measure(head: &RunningHead, setter: &mut Setter, paper: Paper) -> Furniture {
    let (width, _) = paper.inner();
    let half = width * 0.5 - 8.0;
    let mut items = Vec::new();
    let rows = [
        (&head.clinic, SMALL_STRONG, &head.document, SMALL_STRONG),
        (&head.client, SMALL, &head.version, SMALL),
    ];
    let mut y = MARGIN;
    for (left, left_style, right, right_style) in rows {
        let (left_width, right_width) = shares(setter, left, right, width, half);
        items.push(fitted(setter, left, left_style, (MARGIN, y), left_width, Align::Start));
        let x = MARGIN + width - right_width;
        items.push(fitted(setter, right, right_style, (x, y), right_width, Align::End));
        y += SMALL.leading;
    }
    let rule = y + 4.0;
    items.push(Item::artifact(Mark::Stroke {
        from: (MARGIN, rule),
        to: (MARGIN + width, rule),
        weight: 0.6,
        ink: Ink::Hairline,
    }));
    let head_height = rule - MARGIN;
    Furniture { paper, head: items, head_height, version: head.version.clone() }
}

impl Furniture {
    /// What is left for the document.
    pub(super) fn body(&self) -> Body {
        let (_, height) = self.paper.size();
        Body {
            x: MARGIN,
            top: MARGIN + self.head_height + AIR,
            bottom: height - MARGIN - BAND - AIR,
        }
    }

    /// Adds head and foot to every page, before what the pages say.
    pub(super) fn draw(&self, pages: &mut [Page], setter: &mut Setter) {
        let count = pages.len();
        for (page, number) in pages.iter_mut().zip(1..) {
            let mut items = self.head.clone();
            items.extend(self.foot(&format!("Page {number} of {count}"), setter));
            items.append(&mut page.items);
            page.items = items;
        }
    }

    fn foot(&self, count: &str, setter: &mut Setter) -> [Item; 3] {
        let (width, _) = self.paper.inner();
        let top = self.paper.size().1 - MARGIN - BAND;
        let y = top + (BAND - SMALL.leading) / 2.0;
        let number = 110.0;
        let version = width - number - 3.0 * INSET;
        let at = (MARGIN + width - INSET - number, y);
        [
            Item::artifact(Mark::Fill { at: (MARGIN, top), size: (width, BAND), ink: Ink::Tint }),
            fitted(setter, &self.version, SMALL, (MARGIN + INSET, y), version, Align::Start),
            fitted(setter, count, SMALL, at, number, Align::End),
        ]
    }
}

/// The widths of the two texts of a row: what they need, if both have room; half each if not.
fn shares(setter: &mut Setter, left: &str, right: &str, width: f32, half: f32) -> (f32, f32) {
    let mut need = |text: &str| {
        let lines = setter.lines(text, SMALL_STRONG, f32::INFINITY, Align::Start);
        lines.iter().map(|line| line.width).fold(0.0, f32::max) + 1.0
    };
    let (left, right) = (need(left), need(right));
    match (left + right + 16.0 <= width, left <= half, right <= half) {
        (true, _, _) => (width - right - 16.0, right),
        (_, true, _) => (left, width - left - 16.0),
        (_, _, true) => (width - right - 16.0, right),
        _ => (half, half),
    }
}

/// One line of the text, with an ellipsis where it does not fit.
fn fitted(
    setter: &mut Setter,
    text: &str,
    style: Style,
    at: (f32, f32),
    width: f32,
    align: Align,
) -> Item {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut lines = setter.lines(&one_line, style, width, align);
    if lines.len() > 1 {
        let room = setter.lines(&one_line, style, width - style.size, align);
        let kept = room.first().map(|line| line.text.trim_end().to_owned()).unwrap_or_default();
        lines = setter.lines(&format!("{kept}…"), style, width, align);
    }
    let line = lines.swap_remove(0);
    Item::artifact(Mark::Line(placed(line, at.0, style)).moved(0.0, at.1))
}
