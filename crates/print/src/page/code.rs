//! A code that is copied by hand: its groups on a tinted band, three in a row, every symbol in the
//! middle of a box of one width, so that a missing one shows.

use std::rc::Rc;

use super::{
    Item, Mark, Role, TagId,
    lay::{Frame, Layout, ground, keep_loosely, pad, placed},
    unit::Unit,
};
use crate::{
    block::Align,
    style::CODE,
    text::{Cluster, Glyph, TextLine},
};

/// Groups in a row.
const ROW: usize = 3;
/// The width of a symbol's box, in thousandths of an em: a little more than the widest letter.
const PITCH: i32 = 1050;
/// Symbols in a whole group.
const GROUP: f32 = 4.0;
/// The room between two groups, in ems: little enough that a reader takes rows, and not columns.
const GAP: f32 = 0.6;
/// Room above the first row and below the last one.
const PAD: f32 = 10.0;

impl Layout<'_> {
    pub(super) fn code(&mut self, groups: &[String], frame: Frame, parent: Option<TagId>) {
        let tag = self.tag(Role::Paragraph, parent);
        let mut units: Vec<Unit> = Vec::new();
        for row in groups.chunks(ROW) {
            let mut unit = Unit { height: CODE.leading, keep: true, ..Unit::default() };
            let boxes = GROUP * PITCH as f32 / 1000.0 * CODE.size;
            let step = boxes + GAP * CODE.size;
            let left = (frame.width - step * ROW as f32 + GAP * CODE.size).max(0.0) / 2.0;
            for (group, at) in row.iter().zip(0_u8..) {
                let x = frame.x + left + step * f32::from(at);
                for line in self.setter.lines(group, CODE, f32::INFINITY, Align::Start) {
                    let line = boxed(placed(line, x, CODE));
                    unit.items.push(Item::tagged(tag, Mark::Line(line)));
                }
            }
            units.push(unit);
        }
        pad(&mut units, PAD, PAD);
        for unit in &mut units {
            unit.items.insert(0, ground(frame, unit.height));
            unit.edged = true;
        }
        if let Some(first) = units.first_mut() {
            first.before = 8.0;
        }
        keep_loosely(&mut self.laid.units);
        self.laid.units.extend(units);
    }
}

/// The line with every glyph in a box of its own. The group is one cluster, so that it is copied
/// from the file as it stands and not letter by letter.
fn boxed(mut line: TextLine) -> TextLine {
    line.text.push(' ');
    line.width = 0.0;
    for run in &mut line.runs {
        let text: String = run.clusters.iter().map(|cluster| cluster.text.as_str()).collect();
        let glyphs = run.clusters.iter().flat_map(|cluster| &cluster.glyphs);
        let glyphs: Vec<Glyph> = glyphs
            .map(|glyph| Glyph { advance: PITCH, dx: (PITCH - glyph.advance) / 2, ..*glyph })
            .collect();
        run.x = line.width;
        line.width += (PITCH * glyphs.len() as i32) as f32 / 1000.0 * line.size;
        run.clusters = vec![Rc::new(Cluster { text: format!("{text} "), glyphs })];
    }
    line
}
