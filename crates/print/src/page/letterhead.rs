//! The letterhead on the first page: the mark and the clinic's name at the left with its licences
//! below, address and phone at the right. It is measured and never taller than its lines allow, so
//! that the page below it keeps its margins.

use super::{
    Item, MARGIN, Mark, Role, TagId,
    furniture::fitted,
    lay::{Laid, placed},
};
use crate::{
    block::Align,
    letterhead::Letterhead,
    style::{Ink, SMALL, Style, Weight},
    text::{Setter, TextLine},
};

/// The clinic's name.
const NAME: Style = Style { size: 14.0, leading: 18.0, weight: Weight::Bold, ink: Ink::Text };
/// The most room that the mark takes.
const LOGO: (f32, f32) = (120.0, 46.0);
/// The most lines of the name, the address with the phone, the licences, and the foot.
const MOST: (usize, usize, usize, usize) = (2, 6, 4, 2);
/// The part of the width that address and phone take.
const RIGHT: f32 = 0.36;
const GUTTER: f32 = 14.0;

/// A measured letterhead.
pub(super) struct Measured {
    /// What stands at the head, from the page's top left corner.
    pub(super) items: Vec<Item>,
    /// How far down it reaches.
    pub(super) bottom: f32,
    /// The lines of the foot, each at its place from a top that is not known yet.
    pub(super) foot: Vec<(TagId, TextLine)>,
}

/// Sets the letterhead; its words come first in what is read aloud.
pub(super) fn measure(
    letterhead: &Letterhead,
    setter: &mut Setter,
    width: f32,
    laid: &mut Laid,
) -> Measured {
    let mut items = Vec::new();
    let mut left = 0.0;
    let mut bottom = MARGIN;
    if let Some(logo) = &letterhead.logo {
        let (wide, high) = logo.size();
        let scale = (LOGO.0 / wide).min(LOGO.1 / high);
        let size = (wide * scale, high * scale);
        let tag = laid.tag(Role::Figure, None);
        laid.alternatives.insert(tag, letterhead.name.trim().to_owned());
        let mark = Mark::Logo { at: (MARGIN, MARGIN), size, logo: logo.clone() };
        items.push(Item::tagged(tag, mark));
        left = size.0 + GUTTER;
        bottom = MARGIN + size.1;
    }
    let right = width * RIGHT;
    let room = (width - right - GUTTER - left).max(1.0);
    let x = MARGIN + left;
    let mut column = Column { setter, laid, items, y: MARGIN };
    let name = limited(column.setter, &letterhead.name, NAME, room, MOST.0);
    column.lines(name, NAME, x);
    for line in joined(&letterhead.licences, MOST.2) {
        column.line(&line, (x, room), Align::Start);
    }
    bottom = bottom.max(column.y);
    column.y = MARGIN + 2.0;
    let phone = [letterhead.phone.clone()];
    let address = joined(&letterhead.address, MOST.1 - usize::from(!phone[0].trim().is_empty()));
    for line in address.into_iter().chain(joined(&phone, 1)) {
        column.line(&line, (MARGIN + width - right, right), Align::End);
    }
    bottom = bottom.max(column.y);
    let Column { setter, laid, items, .. } = column;
    let lines = limited(setter, &letterhead.footer, SMALL, width, MOST.3);
    let foot = if letterhead.footer.trim().is_empty() {
        Vec::new()
    } else {
        let tag = laid.tag(Role::Paragraph, None);
        lines.into_iter().map(|line| (tag, placed(line, MARGIN, SMALL))).collect()
    };
    Measured { items, bottom, foot }
}

/// A column of lines one below the other.
struct Column<'s> {
    setter: &'s mut Setter,
    laid: &'s mut Laid,
    items: Vec<Item>,
    y: f32,
}

impl Column<'_> {
    /// One line of small type; shortened where it does not fit.
    fn line(&mut self, words: &str, (x, width): (f32, f32), align: Align) {
        let tag = self.laid.tag(Role::Paragraph, None);
        let item = fitted(self.setter, words, SMALL, (x, self.y), width, align);
        self.items.push(Item { tag: Some(tag), ..item });
        self.y += SMALL.leading;
    }

    fn lines(&mut self, lines: Vec<TextLine>, style: Style, x: f32) {
        if lines.iter().all(|line| line.text.trim().is_empty()) {
            return;
        }
        let tag = self.laid.tag(Role::Paragraph, None);
        for line in lines {
            let mark = Mark::Line(placed(line, x, style)).moved(0.0, self.y);
            self.items.push(Item::tagged(tag, mark));
            self.y += style.leading;
        }
    }
}

/// The lines that say something, no more than `most`: what is left over joins the last one.
fn joined(lines: &[String], most: usize) -> Vec<String> {
    let said = lines.iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty());
    let mut said: Vec<String> = said.collect();
    let over = said.split_off(said.len().min(most));
    if let Some(last) = said.last_mut() {
        for more in over {
            last.push_str(", ");
            last.push_str(&more);
        }
    }
    said
}

/// The words in no more than `most` lines; the last one ends in an ellipsis where there is more.
fn limited(
    setter: &mut Setter,
    words: &str,
    style: Style,
    room: f32,
    most: usize,
) -> Vec<TextLine> {
    let one_line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut lines = setter.lines(&one_line, style, room, Align::Start);
    if lines.len() <= most {
        return lines;
    }
    let rest: String = lines.split_off(most - 1).iter().map(|line| line.text.as_str()).collect();
    let item = fitted(setter, &rest, style, (0.0, 0.0), room, Align::Start);
    if let Mark::Line(line) = item.mark {
        lines.push(line);
    }
    lines
}
