//! Things side by side: tables and groups of facts. The lines of a row share one grid, so that a
//! long row can go on over the page with every cell in step.

use std::rc::Rc;

use super::{
    Item, Mark, Role, TagId,
    lay::{Frame, Layout, ground, keep_ends, keep_with_next, pad, placed},
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
type CellLine = (TextLine, Style, TagId);

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
                    self.cell(&text.words, CELL.toned(text.tone), *frame, column.align, tag)
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
                self.cell(&column.title, HEADER, *frame, column.align, tag)
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
        let inner = if facts.columns.len() < 2 { inner.at_most(MEASURE) } else { inner };
        let frames = columns(inner, facts.columns.iter().copied());
        let rows = facts.facts.chunks(facts.columns.len().max(1));
        let count = rows.len();
        for (row, index) in rows.zip(1..) {
            let style = if tinted { CELL } else { BODY };
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
        }
        let continues = tinted && before < 7.0;
        if let Some(first) = units.first_mut() {
            first.before = if continues { 0.0 } else { before };
        }
        // A band introduces what follows it: measures stay with their interventions.
        if tinted {
            keep_with_next(&mut units);
        }
        self.laid.units.extend(units);
    }

    fn fact(&mut self, fact: &Fact, style: Style, frame: Frame, list: TagId) -> Vec<CellLine> {
        let item = self.tag(Role::ListItem, Some(list));
        let label = self.tag(Role::Label, Some(item));
        let value = self.tag(Role::Value, Some(item));
        let mut lines = self.cell(&fact.label, LABEL, frame, Align::Start, label);
        let style = value_style(&fact.value, style);
        lines.extend(self.cell(&fact.value.words, style, frame, Align::Start, value));
        lines
    }

    fn cell(
        &mut self,
        text: &str,
        style: Style,
        frame: Frame,
        align: Align,
        tag: TagId,
    ) -> Vec<CellLine> {
        let lines = self.setter.lines(text, style, frame.width, align);
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
fn row_units(cells: Vec<Vec<CellLine>>) -> Vec<Unit> {
    let depth = cells.iter().map(Vec::len).max().unwrap_or(0);
    let mut units: Vec<Unit> = vec![Unit::default(); depth];
    for lines in cells {
        for ((line, style, tag), unit) in lines.into_iter().zip(&mut units) {
            unit.height = unit.height.max(style.leading);
            unit.items.push(Item::tagged(tag, Mark::Line(line)));
        }
    }
    if depth < SPLITTABLE {
        return vec![merged(units)];
    }
    keep_ends(&mut units);
    units
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

fn rule_below(units: &mut [Unit], frame: Frame, ink: Ink) {
    if let Some(last) = units.last_mut() {
        let y = last.height - 0.3;
        let mark =
            Mark::Stroke { from: (frame.x, y), to: (frame.x + frame.width, y), weight: 0.6, ink };
        last.items.push(Item::artifact(mark));
    }
}
