//! Things side by side: tables and groups of facts. The lines of a row share one grid, so that a
//! long row can go on over the page with every cell in step.

use std::rc::Rc;

use super::{
    Item, Mark, Role, TagId,
    lay::{Frame, Layout, ground, keep_loosely, pad, placed},
    unit::Unit,
};
use crate::{
    block::{Align, Fact, Facts, Ground, MISSING, Table, Text},
    style::{BODY, CELL, HEADER, Ink, LABEL, MEASURE, Style},
    text::TextLine,
};

/// Space between columns.
const GUTTER: f32 = 12.0;
/// Rows of fewer lines than this are never split.
const SPLITTABLE: usize = 4;

/// One line of a cell, with the style it is set in and its role.
pub(super) type CellLine = (TextLine, Style, TagId);

impl Layout<'_> {
    pub(super) fn table(&mut self, table: &Table, frame: Frame, parent: Option<TagId>) {
        let tag = self.tag(Role::Table, parent);
        let frames = columns(frame, table.columns.iter().map(|column| column.share));
        let header = self.header(table, frame, &frames, tag);
        let repeated: Rc<[Unit]> = header.iter().map(Unit::repeated).collect();
        self.laid.units.extend(header);
        for row in &table.rows {
            let row_tag = self.tag(Role::Row, Some(tag));
            let cells = table.columns.iter().zip(row).zip(&frames);
            let cells: Vec<Vec<CellLine>> = cells
                .map(|((column, text), frame)| {
                    let tag = self.tag(Role::Cell, Some(row_tag));
                    let style = self.sized(CELL).toned(text.tone);
                    self.cell(&text.words, style, *frame, column.align, tag)
                })
                .collect();
            let mut units = row_units(cells);
            pad(&mut units, 3.5, 3.5);
            rule_below(&mut units, frame, Ink::Hairline);
            for unit in &mut units {
                unit.header = Some(Rc::clone(&repeated));
            }
            self.laid.units.extend(units);
        }
    }

    fn header(&mut self, table: &Table, frame: Frame, frames: &[Frame], tag: TagId) -> Vec<Unit> {
        let row = self.tag(Role::Row, Some(tag));
        let cells = table.columns.iter().zip(frames);
        let cells: Vec<Vec<CellLine>> = cells
            .map(|(column, frame)| {
                let tag = self.tag(Role::HeaderCell, Some(row));
                self.cell(&column.title, self.sized(HEADER), *frame, column.align, tag)
            })
            .collect();
        let mut units = row_units(cells);
        for unit in &mut units {
            unit.keep = true;
        }
        pad(&mut units, 2.0, 3.0);
        rule_below(&mut units, frame, Ink::Rule);
        if let Some(first) = units.first_mut() {
            first.before = 7.0;
        }
        units
    }

    pub(super) fn facts(&mut self, facts: &Facts, frame: Frame, parent: Option<TagId>) {
        let list = self.tag(Role::List, parent);
        let tinted = facts.ground == Ground::Tinted;
        let inset = if tinted { 10.0 } else { 0.0 };
        let inner = Frame { x: frame.x + inset, width: frame.width - 2.0 * inset };
        let inner =
            if facts.columns.len() < 2 { inner.at_most(MEASURE * self.scale) } else { inner };
        let frames = columns(inner, facts.columns.iter().copied());
        let rows = facts.facts.chunks(facts.columns.len().max(1));
        let count = rows.len();
        for (row, index) in rows.zip(1..) {
            let style = self.sized(if tinted { CELL } else { BODY });
            let cells = row.iter().zip(&frames);
            let cells = cells.map(|(fact, frame)| self.fact(fact, style, *frame, list)).collect();
            let mut units = row_units(cells);
            let (first, last) = (index == 1, index == count);
            let (above, below) = if tinted { (5.0, 1.0) } else { (0.0, 0.0) };
            pad(
                &mut units,
                if first { above + 2.0 } else { above },
                if last { below + 6.0 } else { below },
            );
            self.finish_facts(units, frame, tinted, if first { 7.0 } else { 6.0 });
        }
    }

    fn finish_facts(&mut self, mut units: Vec<Unit>, frame: Frame, tinted: bool, before: f32) {
        for unit in units.iter_mut().filter(|_| tinted) {
            unit.items.insert(0, ground(frame, unit.height));
            unit.edged = true;
        }
        let continues = tinted && before < 7.0;
        if let Some(first) = units.first_mut() {
            first.before = if continues { 0.0 } else { before };
        }
        // A band introduces what follows it: measures stay with their interventions.
        if tinted {
            keep_loosely(&mut units);
        }
        self.laid.units.extend(units);
    }

    fn fact(&mut self, fact: &Fact, style: Style, frame: Frame, list: TagId) -> Vec<CellLine> {
        let item = self.tag(Role::ListItem, Some(list));
        let label = self.tag(Role::Label, Some(item));
        let value = self.tag(Role::Value, Some(item));
        let mut lines = self.cell(&fact.label, self.sized(LABEL), frame, Align::Start, label);
        let style = value_style(&fact.value, style);
        lines.extend(self.cell(&fact.value.words, style, frame, Align::Start, value));
        lines
    }

    pub(super) fn cell(
        &mut self,
        text: &str,
        style: Style,
        frame: Frame,
        align: Align,
        tag: TagId,
    ) -> Vec<CellLine> {
        let mut style = style;
        let mut lines = self.setter.lines(text, style, frame.width, align);
        // What cannot be broken, such as the code point of a character without a glyph, is set
        // smaller where the column is narrower than it.
        let widest = lines.iter().map(|line| line.width).fold(0.0, f32::max);
        if widest > frame.width {
            style = style.scaled(frame.width / widest - 0.01);
            lines = self.setter.lines(text, style, frame.width, align);
        }
        // A lone line stands below its label, whichever way it reads.
        if let ([line], Align::Start) = (lines.as_mut_slice(), align) {
            line.x = 0.0;
        }
        lines.into_iter().map(|line| (placed(line, frame.x, style), style, tag)).collect()
    }
}

fn value_style(value: &Text, style: Style) -> Style {
    let style = style.toned(value.tone);
    if value.words == MISSING { Style { size: style.size - 1.0, ..style } } else { style }
}

/// Columns of relative widths with a gutter between them.
fn columns(frame: Frame, shares: impl Iterator<Item = f32> + Clone) -> Vec<Frame> {
    let count = shares.clone().count().max(1);
    let total: f32 = shares.clone().sum::<f32>().max(f32::EPSILON);
    let free = frame.width - GUTTER * (count - 1) as f32;
    let mut x = frame.x;
    shares
        .map(|share| {
            let column = Frame { x, width: free * share / total };
            x += column.width + GUTTER;
            column
        })
        .collect()
}

/// A row: one unit when it is short, one unit for each line of its grid when it is long.
pub(super) fn row_units(cells: Vec<Vec<CellLine>>) -> Vec<Unit> {
    let depth = cells.iter().map(Vec::len).max().unwrap_or(0);
    let mut units: Vec<Unit> = vec![Unit::default(); depth];
    for (index, unit) in units.iter_mut().enumerate() {
        let after = index + 1;
        unit.keep = after < depth && cells.iter().any(|lines| would_leave_alone(lines, after));
    }
    for lines in cells {
        for ((line, style, tag), unit) in lines.into_iter().zip(&mut units) {
            unit.height = unit.height.max(style.leading);
            unit.items.push(Item::tagged(tag, Mark::Line(line)));
        }
    }
    if depth < SPLITTABLE { vec![merged(units)] } else { units }
}

/// Whether a break after so many lines leaves one line of a text by itself, or a label without its
/// value.
fn would_leave_alone(lines: &[CellLine], after: usize) -> bool {
    let (above, below) = lines.split_at(after.min(lines.len()));
    let (Some(last), Some(next)) = (above.last(), below.first()) else { return false };
    let of = |lines: &[CellLine], tag: TagId| {
        lines.iter().filter(|line| line.2 == tag && !line.0.text.trim().is_empty()).count()
    };
    last.2 != next.2 || of(above, last.2) < 2 || of(below, next.2) < 2
}

/// A row whose cells are set each at its own leading. It is one unit, however high.
pub(super) fn stacked(cells: Vec<Vec<CellLine>>) -> Unit {
    let mut whole = Unit::default();
    for lines in cells {
        let mut below = 0.0;
        for (line, style, tag) in lines {
            whole.items.push(Item::tagged(tag, Mark::Line(line).moved(0.0, below)));
            below += style.leading;
        }
        whole.height = whole.height.max(below);
    }
    whole
}

fn merged(units: Vec<Unit>) -> Unit {
    let mut whole = Unit::default();
    for unit in units {
        let top = whole.height;
        let items = unit.items.into_iter();
        whole.items.extend(items.map(|item| Item { mark: item.mark.moved(0.0, top), ..item }));
        whole.height += unit.height;
    }
    whole
}

pub(super) fn rule_below(units: &mut [Unit], frame: Frame, ink: Ink) {
    if let Some(last) = units.last_mut() {
        last.edged = true;
        let y = last.height - 0.3;
        let mark =
            Mark::Stroke { from: (frame.x, y), to: (frame.x + frame.width, y), weight: 0.6, ink };
        last.items.push(Item::artifact(mark));
    }
}
