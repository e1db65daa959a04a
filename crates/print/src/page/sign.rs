//! Lines to sign and to write on: signature, date and time for every signer, never apart from each
//! other and never alone on a page.

use form::Signature;

use super::{
    Item, Mark, Role, TagId,
    lay::{Frame, Layout, keep_loosely, placed},
    unit::Unit,
};
use crate::{
    block::{Align, Blank, Signer},
    style::{CELL, DETAIL, Ink, LABEL},
};

/// Room above a line for a hand to write.
const ROOM: f32 = 30.0;
/// Width and height that a signature is drawn in.
const SIGNED: (f32, f32) = (180.0, 54.0);
/// Space between the fields of a signer.
const GAP: f32 = 16.0;

impl Layout<'_> {
    pub(super) fn signatures(&mut self, signers: &[Signer], frame: Frame, parent: Option<TagId>) {
        if signers.is_empty() {
            return;
        }
        keep_company(&mut self.laid.units);
        let group = self.tag(Role::Signatures, parent);
        for signer in signers {
            self.signer(signer, frame, group);
        }
        if let Some(last) = self.laid.units.last_mut() {
            last.keep = false;
        }
    }

    fn signer(&mut self, signer: &Signer, frame: Frame, group: TagId) {
        let part = self.tag(Role::Part, Some(group));
        let tag = self.tag(Role::Paragraph, Some(part));
        let mut units = self.text(&signer.role, self.sized(DETAIL), frame, tag);
        if let Some(first) = units.first_mut() {
            first.before = 10.0;
        }
        let name = printed_name(signer);
        units.push(self.fields(name.is_empty(), frame, part));
        if !name.is_empty() {
            let tag = self.tag(Role::Paragraph, Some(part));
            units.extend(self.text(&name, self.sized(CELL), frame, tag));
        }
        for unit in &mut units {
            unit.keep = true;
        }
        if let Some(last) = units.last_mut() {
            last.loose = true;
        }
        self.laid.units.extend(units);
    }

    /// The lines to write on, with what belongs on each below it.
    fn fields(&mut self, nameless: bool, frame: Frame, part: TagId) -> Unit {
        let what = if nameless { "Signature, printed name and credential" } else { "Signature" };
        let blank = |label: &str, share| Blank { label: label.to_owned(), share };
        self.row([blank(what, 0.6), blank("Date", 0.22), blank("Time", 0.18)].iter(), frame, part)
    }

    pub(super) fn blanks(&mut self, rows: &[Vec<Blank>], frame: Frame, parent: Option<TagId>) {
        keep_company(&mut self.laid.units);
        let part = self.tag(Role::Part, parent);
        for (row, index) in rows.iter().zip(1..) {
            let unit = self.row(row.iter(), frame, part);
            self.laid.units.push(Unit { keep: index < rows.len(), ..unit });
        }
    }

    /// A signature over its line. It never leaves the line, nor what says whose it is.
    pub(super) fn signed(
        &mut self,
        label: &str,
        signature: &Signature,
        frame: Frame,
        parent: Option<TagId>,
    ) {
        let scale = (SIGNED.0.min(frame.width) / f32::from(signature.width))
            .min(SIGNED.1 / f32::from(signature.height));
        let place = |(x, y): &(u16, u16)| {
            let left = frame.x + f32::from(*x) * scale;
            (left, SIGNED.1 - (f32::from(signature.height) - f32::from(*y)) * scale)
        };
        let stroke = |stroke: &Vec<(u16, u16)>| stroke.iter().map(place).collect();
        let strokes = signature.strokes.iter().map(stroke).collect();
        let (from, to) = ((frame.x, SIGNED.1), (frame.x + SIGNED.0.min(frame.width), SIGNED.1));
        let rule = Mark::Stroke { from, to, weight: 0.7, ink: Ink::Rule };
        let mut unit = Unit { height: SIGNED.1 + 2.0, before: 6.0, ..Unit::default() };
        unit.items.push(Item::artifact(rule));
        unit.items.push(Item::artifact(Mark::Pen { strokes, weight: 1.1 }));
        let tag = self.tag(Role::Paragraph, parent);
        let style = self.sized(LABEL);
        for line in self.setter.lines(label, style, frame.width, Align::Start) {
            let mark = Mark::Line(placed(line, frame.x, style)).moved(0.0, unit.height);
            unit.items.push(Item::tagged(tag, mark));
            unit.height += style.leading;
        }
        self.laid.units.push(unit);
    }

    /// A row of lines to write on, what belongs on each below it.
    fn row<'b>(
        &mut self,
        blanks: impl Iterator<Item = &'b Blank> + Clone,
        frame: Frame,
        part: TagId,
    ) -> Unit {
        let total: f32 = blanks.clone().map(|blank| blank.share).sum::<f32>().max(f32::EPSILON);
        let free = frame.width - GAP * blanks.clone().count().saturating_sub(1) as f32;
        let style = self.sized(LABEL);
        let mut unit = Unit { height: ROOM + 2.0 + style.leading, ..Unit::default() };
        let mut x = frame.x;
        for blank in blanks {
            let width = free * blank.share / total;
            let (from, to) = ((x, ROOM), (x + width, ROOM));
            let rule = Mark::Stroke { from, to, weight: 0.7, ink: Ink::Rule };
            unit.items.push(Item::artifact(rule));
            let tag = self.tag(Role::Paragraph, Some(part));
            let mut below = ROOM + 2.0;
            for line in self.setter.lines(&blank.label, style, width, Align::Start) {
                let mark = Mark::Line(placed(line, x, style)).moved(0.0, below);
                unit.items.push(Item::tagged(tag, mark));
                below += style.leading;
            }
            unit.height = unit.height.max(below);
            x += width + GAP;
        }
        unit
    }
}

/// What precedes the group goes with it: its heading, and the last lines before that heading.
fn keep_company(units: &mut [Unit]) {
    keep_loosely(units);
    let chain = units.iter().rev().take_while(|unit| unit.keep).count();
    let before = units.len() - chain;
    keep_loosely(&mut units[..before]);
}

fn printed_name(signer: &Signer) -> String {
    let parts = [signer.name.trim(), signer.credential.trim()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
