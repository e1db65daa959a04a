//! The grid of a week: days across, a row for every time at which something begins, and the hours of
//! each day below. To a reader who listens it is a table.

use std::rc::Rc;

use record::schedule::{Day, MinuteOfDay};

use super::{
    Item, Mark, Role, TagId,
    grid::{CellLine, row_units, rule_below, stacked},
    lay::{Frame, Layout, keep_loosely, pad},
    unit::Unit,
};
use crate::{
    block::{Align, Tone, WeekGrid},
    language::length,
    style::{CELL, HEADER, Ink, LABEL, Style},
};

/// Width of the column of times, and the space between days.
const TIMES: f32 = 52.0;
const GAP: f32 = 4.0;
/// Space inside a session: left of its words, right of them, above and below.
const INSET: (f32, f32, f32) = (7.0, 3.0, 4.0);
/// The least part of its size that a title is made smaller to.
const SMALLEST: f32 = 0.72;
/// A row higher than this may go on over the page.
const TALLEST: f32 = 240.0;

impl Layout<'_> {
    pub(super) fn week(&mut self, grid: &WeekGrid, frame: Frame, parent: Option<TagId>) {
        if grid.sessions.is_empty() {
            return;
        }
        let tag = self.tag(Role::Table, parent);
        let columns = columns(frame, grid.days().len(), TIMES * self.scale);
        let header = self.week_header(grid, frame, &columns, tag);
        let repeated: Rc<[Unit]> = header.iter().map(Unit::repeated).collect();
        self.laid.units.extend(header);
        let mut rows: Vec<Unit> = Vec::new();
        for start in grid.starts() {
            rows.extend(self.week_row(grid, start, &columns, tag));
        }
        keep_loosely(&mut rows);
        rows.push(self.week_hours(grid, frame, &columns, tag));
        for unit in &mut rows {
            unit.header = Some(Rc::clone(&repeated));
        }
        self.laid.units.extend(rows);
    }

    fn week_header(
        &mut self,
        grid: &WeekGrid,
        frame: Frame,
        columns: &[Frame],
        tag: TagId,
    ) -> Vec<Unit> {
        let row = self.tag(Role::Row, Some(tag));
        let style = self.sized(HEADER);
        let mut cells = vec![self.corner(row)];
        let whole = by_day(grid, columns).all(|(day, column)| {
            self.widest_word(grid.language.day(day), style) <= inner(column).width
        });
        for (day, column) in by_day(grid, columns) {
            let tag = self.tag(Role::HeaderCell, Some(row));
            let letters = if whole { usize::MAX } else { 3 };
            let name: String = grid.language.day(day).chars().take(letters).collect();
            cells.push(self.cell(&name, style, inner(column), Align::Start, tag));
        }
        let mut units = vec![stacked(cells)];
        pad(&mut units, 2.0, 3.0);
        rule_below(&mut units, frame, Ink::Rule);
        for unit in &mut units {
            (unit.keep, unit.before) = (true, 7.0);
        }
        units
    }

    /// The cell above the times, which says nothing.
    fn corner(&mut self, row: TagId) -> Vec<CellLine> {
        self.tag(Role::HeaderCell, Some(row));
        Vec::new()
    }

    fn week_row(
        &mut self,
        grid: &WeekGrid,
        start: MinuteOfDay,
        columns: &[Frame],
        tag: TagId,
    ) -> Vec<Unit> {
        let row = self.tag(Role::Row, Some(tag));
        let time = self.tag(Role::RowHeader, Some(row));
        let style = self.sized(HEADER);
        let style = Style { leading: self.sized(CELL).leading, ..style };
        let mut cells = Vec::new();
        if let Some(first) = columns.first() {
            cells.push(self.cell(&grid.language.time(start), style, *first, Align::Start, time));
        }
        for (day, column) in by_day(grid, columns) {
            let tag = self.tag(Role::Cell, Some(row));
            cells.push(self.sessions(grid, day, start, inner(column), tag));
        }
        let used: Vec<bool> = cells.iter().map(|lines| !lines.is_empty()).collect();
        let height = |lines: &Vec<CellLine>| lines.iter().map(|it| it.1.leading).sum::<f32>();
        let tallest = cells.iter().map(height).fold(0.0, f32::max);
        let mut units = if tallest <= TALLEST { vec![stacked(cells)] } else { row_units(cells) };
        pad(&mut units, GAP + INSET.2, INSET.2);
        let count = units.len();
        for (index, unit) in units.iter_mut().enumerate() {
            let top = if index == 0 { GAP } else { 0.0 };
            let height = unit.height - top;
            let days = columns.iter().zip(&used).skip(1).filter(|(_, used)| **used);
            let cards = days.flat_map(|(column, _)| card(*column, top, height));
            unit.items.splice(0..0, cards);
            unit.keep &= index + 1 < count;
        }
        units
    }

    /// What stands in a cell: title, end and details of everything that begins then.
    fn sessions(
        &mut self,
        grid: &WeekGrid,
        day: Day,
        start: MinuteOfDay,
        frame: Frame,
        tag: TagId,
    ) -> Vec<CellLine> {
        let small = self.sized(LABEL);
        let title = self.narrowed(grid, frame);
        let mut lines = Vec::new();
        for session in grid.at(day, start) {
            let (words, tone) = match session.title.trim() {
                "" => (grid.language.missing(), Tone::Quiet),
                words => (words, Tone::Strong),
            };
            lines.extend(self.cell(words, title.toned(tone), frame, Align::Start, tag));
            let until = session.until(grid.language);
            lines.extend(self.cell(&until, small, frame, Align::Start, tag));
            for detail in session.details.iter().filter(|it| !it.trim().is_empty()) {
                lines.extend(self.cell(detail.trim(), small, frame, Align::Start, tag));
            }
        }
        lines
    }

    /// The style of titles: a little smaller where that keeps a word in one piece.
    fn narrowed(&mut self, grid: &WeekGrid, frame: Frame) -> Style {
        let style = self.sized(CELL);
        let titles = grid.sessions.iter().map(|it| it.title.as_str());
        let widths = titles.map(|title| self.widest_word(title, style.toned(Tone::Strong)));
        let helped = |width: &f32| frame.width / *width >= SMALLEST;
        let widest = widths.filter(helped).fold(0.0, f32::max);
        if widest <= frame.width { style } else { style.scaled(frame.width / widest - 0.01) }
    }

    fn widest_word(&mut self, words: &str, style: Style) -> f32 {
        let mut widest = 0.0_f32;
        for word in words.split_whitespace() {
            let lines = self.setter.lines(word, style, f32::INFINITY, Align::Start);
            widest = lines.iter().map(|line| line.width).fold(widest, f32::max);
        }
        widest
    }

    /// The hours of every day.
    fn week_hours(&mut self, grid: &WeekGrid, frame: Frame, columns: &[Frame], tag: TagId) -> Unit {
        let row = self.tag(Role::Row, Some(tag));
        let head = self.tag(Role::RowHeader, Some(row));
        let (label, style) = (self.sized(HEADER), self.sized(CELL));
        let words = grid.language.pick("Hours", "Horas");
        let label = Style { leading: style.leading, ..label };
        let mut cells = Vec::new();
        if let Some(first) = columns.first() {
            cells.push(self.cell(words, label, *first, Align::Start, head));
        }
        for (day, column) in by_day(grid, columns) {
            let tag = self.tag(Role::Cell, Some(row));
            let (words, tone) = match grid.minutes(day) {
                0 => ("–".to_owned(), Tone::Quiet),
                minutes => (length(minutes), Tone::Strong),
            };
            cells.push(self.cell(&words, style.toned(tone), inner(column), Align::Start, tag));
        }
        let mut units = vec![stacked(cells)];
        pad(&mut units, 5.0, 4.0);
        rule_below(&mut units, frame, Ink::Hairline);
        let mut unit = units.swap_remove(0);
        let (from, to) = ((frame.x, 2.0), (frame.x + frame.width, 2.0));
        let above = Mark::Stroke { from, to, weight: 0.6, ink: Ink::Hairline };
        unit.items.push(Item::artifact(above));
        unit.before = GAP;
        unit
    }
}

/// The column of times, then a column for every day.
fn columns(frame: Frame, days: usize, times: f32) -> Vec<Frame> {
    let width = (frame.width - times) / days.max(1) as f32;
    let day = |at: usize| Frame { x: frame.x + times + width * at as f32, width };
    [Frame { x: frame.x, width: times - GAP }].into_iter().chain((0..days).map(day)).collect()
}

/// The days of the grid, each with its column.
fn by_day(grid: &WeekGrid, columns: &[Frame]) -> impl Iterator<Item = (Day, Frame)> {
    grid.days().into_iter().zip(columns.iter().skip(1).copied())
}

/// The part of a day's column that words stand in.
fn inner(column: Frame) -> Frame {
    let width = column.width - GAP - INSET.0 - INSET.1;
    Frame { x: column.x + INSET.0, width: width.max(1.0) }
}

/// The tinted ground of a session, with a bar at its left.
fn card(column: Frame, top: f32, height: f32) -> [Item; 2] {
    let width = column.width - GAP;
    let ground = Mark::Fill { at: (column.x, top), size: (width, height), ink: Ink::Tint };
    let bar = Mark::Fill { at: (column.x, top), size: (1.6, height), ink: Ink::Accent };
    [Item::artifact(ground), Item::artifact(bar)]
}
