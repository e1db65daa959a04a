//! The questions of a form on paper: each above the lines or the boxes that answer it, so that
//! nobody comes to a line before knowing what it is for.

use super::{
    Item, Mark, Role, TagId,
    lay::{Frame, Layout, keep_with_next, placed},
    unit::Unit,
};
use crate::{
    block::{Align, Blank},
    style::{BODY, Ink, MEASURE},
    text::TextLine,
};

/// Room above a line for a hand to write.
const ROOM: f32 = 26.0;
/// Space above a question.
const APART: f32 = 10.0;
/// Space between questions that share a row.
const GAP: f32 = 16.0;

impl Layout<'_> {
    /// A question and the boxes that answer it.
    pub(super) fn question(
        &mut self,
        text: &str,
        choices: &[String],
        frame: Frame,
        parent: Option<TagId>,
    ) {
        let list = self.tag(Role::List, parent);
        let item = self.tag(Role::ListItem, Some(list));
        let (label, value) = (self.tag(Role::Label, Some(item)), self.tag(Role::Value, Some(item)));
        let style = self.sized(BODY);
        let mut units = self.text(text, style, frame.at_most(MEASURE * self.scale), label);
        keep_with_next(&mut units);
        units.extend(self.text(&choices.join("    "), style, frame, value));
        self.push(units, APART);
    }

    /// Questions and lines to write on. A row without words goes on with the one above it.
    pub(super) fn write_on(&mut self, rows: &[Vec<Blank>], frame: Frame, parent: Option<TagId>) {
        let part = self.tag(Role::Part, parent);
        for (at, row) in rows.iter().enumerate() {
            let mut unit = self.asked(row, frame, part);
            unit.before = if is_wordless(row) { 0.0 } else { APART };
            unit.keep = rows.get(at + 1).is_some_and(|next| is_wordless(next));
            self.laid.units.push(unit);
        }
    }

    /// A row of questions, each above its line; the lines stand at one height.
    fn asked(&mut self, row: &[Blank], frame: Frame, part: TagId) -> Unit {
        let style = self.sized(BODY);
        let total: f32 = row.iter().map(|blank| blank.share).sum::<f32>().max(f32::EPSILON);
        let free = frame.width - GAP * row.len().saturating_sub(1) as f32;
        let mut set: Vec<(f32, f32, Vec<TextLine>)> = Vec::new();
        let mut x = frame.x;
        for blank in row {
            let width = free * blank.share / total;
            let measure = width.min(MEASURE * self.scale);
            let lines = match blank.label.trim() {
                "" => Vec::new(),
                label => self.setter.lines(label, style, measure, Align::Start),
            };
            set.push((x, width, lines));
            x += width + GAP;
        }
        let depth = set.iter().map(|(_, _, lines)| lines.len()).max().unwrap_or(0);
        let rule = depth as f32 * style.leading + ROOM;
        let mut unit = Unit { height: rule + 1.0, ..Unit::default() };
        for (x, width, lines) in set {
            let (from, to) = ((x, rule), (x + width, rule));
            let line = Mark::Stroke { from, to, weight: 0.7, ink: Ink::Rule };
            unit.items.push(Item::artifact(line));
            let tag = self.tag(Role::Paragraph, Some(part));
            let above = rule - ROOM - lines.len() as f32 * style.leading;
            for (line, at) in lines.into_iter().zip(0_u16..) {
                let top = above + f32::from(at) * style.leading;
                let mark = Mark::Line(placed(line, x, style)).moved(0.0, top);
                unit.items.push(Item::tagged(tag, mark));
            }
        }
        unit
    }
}

fn is_wordless(row: &[Blank]) -> bool {
    row.iter().all(|blank| blank.label.trim().is_empty())
}
