//! Points of a list: a mark, the words hung beside it, and what is said quietly below.

use super::{
    Item, Mark, Role, TagId,
    lay::{Frame, Layout, keep_with_next, placed},
};
use crate::{
    block::{Align, Bullet},
    style::{BODY, CELL, Ink, MEASURE, Style},
};

/// A list of no more lines than this stays on one page.
const SHORT: usize = 7;
/// How far in the words stand, in parts of the type's size.
const HANG: f32 = 1.15;

impl Layout<'_> {
    pub(super) fn bullets(&mut self, bullets: &[Bullet], frame: Frame, parent: Option<TagId>) {
        if bullets.is_empty() {
            return;
        }
        let list = self.tag(Role::List, parent);
        let start = self.laid.units.len();
        let body = self.sized(BODY);
        let quiet = Style { ink: Ink::Soft, ..self.sized(CELL) };
        let column = frame.at_most(MEASURE * self.scale).indented(body.size * HANG);
        for bullet in bullets {
            let item = self.tag(Role::ListItem, Some(list));
            let label = self.tag(Role::Label, Some(item));
            let value = self.tag(Role::Value, Some(item));
            let mut units = self.text(&bullet.text, body, column, value);
            let mark = Style { ink: Ink::Accent, ..body };
            let mut dots = self.setter.lines("•", mark, f32::INFINITY, Align::Start);
            if let Some(first) = units.first_mut() {
                let dot = placed(dots.swap_remove(0), frame.x + 1.0, mark);
                first.items.insert(0, Item::tagged(label, Mark::Line(dot)));
            }
            if !bullet.below.trim().is_empty() {
                keep_with_next(&mut units);
                units.extend(self.text(bullet.below.trim(), quiet, column, value));
            }
            self.push(units, 4.0);
        }
        let units = &mut self.laid.units[start..];
        if units.len() <= SHORT {
            units.iter_mut().rev().skip(1).for_each(|unit| unit.keep = true);
        }
    }
}
