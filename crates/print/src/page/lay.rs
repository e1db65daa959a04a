//! From blocks to units: every block is set at its width, and its lines learn what they keep
//! together with.

use std::collections::BTreeMap;

use super::{Item, Mark, Role, Tag, TagId, unit::Unit};
use crate::{
    block::{Align, Block, Level, Text, Tone},
    style::{
        BODY, DETAIL, Ink, KICKER, LARGE, MEASURE, QUOTE, QUOTE_MEASURE, SECTION, SMALL, Style,
        TITLE, TOPIC,
    },
    text::{Setter, TextLine},
};

/// The column blocks are set in: distance from the left margin, and width.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) x: f32,
    pub(super) width: f32,
}

impl Frame {
    /// The column without `by` points at its left.
    pub(super) fn indented(self, by: f32) -> Self {
        Self { x: self.x + by, width: self.width - by }
    }

    /// The column, no wider than `width`.
    pub(super) fn at_most(self, width: f32) -> Self {
        Self { x: self.x, width: self.width.min(width) }
    }
}

/// Laid out blocks.
#[derive(Default)]
pub(super) struct Laid {
    pub(super) units: Vec<Unit>,
    pub(super) tags: Vec<Tag>,
    pub(super) alternatives: BTreeMap<TagId, String>,
}

impl Laid {
    /// A new node of the structure, after all others.
    pub(super) fn tag(&mut self, role: Role, parent: Option<TagId>) -> TagId {
        self.tags.push(Tag { role, parent });
        TagId(self.tags.len() - 1)
    }
}

/// Sets all blocks one after the other, after what is laid already.
pub(super) fn lay(blocks: &[Block], setter: &mut Setter, width: f32, laid: Laid) -> Laid {
    let mut layout = Layout { setter, laid, threads: 0, scale: 1.0 };
    layout.blocks(blocks, Frame { x: 0.0, width }, None);
    layout.laid
}

/// The layout in progress.
pub(super) struct Layout<'s> {
    pub(super) setter: &'s mut Setter,
    pub(super) laid: Laid,
    pub(super) threads: usize,
    /// How much larger than usual everything is set.
    pub(super) scale: f32,
}

impl Layout<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block], frame: Frame, parent: Option<TagId>) {
        let mut breaks = false;
        for block in blocks {
            let first = self.laid.units.len();
            self.block(block, frame, parent);
            if let Some(unit) = self.laid.units.get_mut(first) {
                unit.breaks |= breaks;
            }
            breaks = matches!(block, Block::PageBreak);
        }
    }

    fn block(&mut self, block: &Block, frame: Frame, parent: Option<TagId>) {
        match block {
            Block::Title { kicker, text, below } => self.title(kicker, text, below, frame, parent),
            Block::Heading { level, text } => self.heading(*level, text, frame, parent),
            Block::Paragraph(text) => self.paragraph(text, frame, parent),
            Block::Bullets(bullets) => self.bullets(bullets, frame, parent),
            Block::Quote(words) => self.quote(words, frame, parent),
            Block::Goal(goal) => self.goal(goal, frame, parent),
            Block::Facts(facts) => self.facts(facts, frame, parent),
            Block::Table(table) => self.table(table, frame, parent),
            Block::Thread(knots) => self.thread(knots, frame, parent),
            Block::Note(text) => self.note(text, frame, parent),
            Block::Signatures(signers) => self.signatures(signers, frame, parent),
            Block::Blanks(rows) => self.blanks(rows, frame, parent),
            Block::Signed { label, signature } => self.signed(label, signature, frame, parent),
            Block::WriteOn(rows) => self.write_on(rows, frame, parent),
            Block::Question { text, choices } => self.question(text, choices, frame, parent),
            Block::Code(groups) => self.code(groups, frame, parent),
            Block::Large(blocks) => {
                let before = std::mem::replace(&mut self.scale, LARGE);
                self.blocks(blocks, frame, parent);
                self.scale = before;
            }
            Block::Together(blocks) => self.together(blocks, frame, parent),
            Block::Week(grid) => self.week(grid, frame, parent),
            Block::Chart(chart) => self.chart(chart, frame, parent),
            Block::PageBreak => {}
        }
    }

    fn together(&mut self, blocks: &[Block], frame: Frame, parent: Option<TagId>) {
        let start = self.laid.units.len();
        self.blocks(blocks, frame, parent);
        for unit in self.laid.units[start..].iter_mut().rev().skip(1).filter(|unit| !unit.keep) {
            (unit.keep, unit.loose) = (true, true);
        }
    }

    /// A style at the size in force.
    pub(super) fn sized(&self, style: Style) -> Style {
        style.scaled(self.scale)
    }

    pub(super) fn tag(&mut self, role: Role, parent: Option<TagId>) -> TagId {
        self.laid.tag(role, parent)
    }

    /// Sets `text` as one unit a line, at least two lines together at either end.
    pub(super) fn text(&mut self, text: &str, style: Style, frame: Frame, tag: TagId) -> Vec<Unit> {
        let lines = self.setter.lines(text, style, frame.width, Align::Start);
        let mut units: Vec<Unit> = lines
            .into_iter()
            .map(|line| Unit {
                height: style.leading,
                items: vec![Item::tagged(tag, Mark::Line(placed(line, frame.x, style)))],
                ..Unit::default()
            })
            .collect();
        keep_ends(&mut units);
        units
    }

    pub(super) fn push(&mut self, mut units: Vec<Unit>, before: f32) {
        if let Some(first) = units.first_mut() {
            first.before = before;
        }
        self.laid.units.extend(units);
    }

    fn title(
        &mut self,
        kicker: &str,
        text: &str,
        below: &str,
        frame: Frame,
        parent: Option<TagId>,
    ) {
        for (words, style, before) in
            [(kicker, KICKER, 0.0), (text, TITLE, 0.0), (below, SMALL, 1.0)]
        {
            if words.is_empty() {
                continue;
            }
            let is_title = style == TITLE;
            let style = self.sized(style);
            let tag = self.tag(if is_title { Role::Title } else { Role::Paragraph }, parent);
            let mut units = self.text(words, style, frame, tag);
            keep_with_next(&mut units);
            self.push(units, before);
        }
    }

    fn heading(&mut self, level: Level, text: &str, frame: Frame, parent: Option<TagId>) {
        let (style, before, after_heading) = match level {
            Level::Section => (SECTION, 20.0, 20.0),
            Level::Topic => (TOPIC, 10.0, 1.0),
            Level::Detail => (DETAIL, 9.0, 0.0),
        };
        if level == Level::Section {
            part_from_band(&mut self.laid.units);
        }
        let close = self.laid.units.last().is_some_and(|unit| unit.heads);
        let before = if close { after_heading } else { before };
        let tag = self.tag(Role::Heading(level), parent);
        let (style, measure) = (self.sized(style), QUOTE_MEASURE * self.scale);
        let mut units = self.text(text, style, frame.at_most(measure), tag);
        keep_with_next(&mut units);
        if let Some(first) = units.first_mut() {
            first.bookmark = Some((text.to_owned(), level));
        }
        for unit in &mut units {
            unit.heads = true;
        }
        self.push(units, before);
    }

    pub(super) fn paragraph(&mut self, text: &Text, frame: Frame, parent: Option<TagId>) {
        let tag = self.tag(Role::Paragraph, parent);
        let style = self.sized(BODY).toned(text.tone);
        let frame = frame.at_most(MEASURE * self.scale);
        let units = self.text(&text.words, style, frame, tag);
        let before = self.below_edge().unwrap_or(4.0);
        self.push(units, before);
    }

    /// How far words stand off what ends in a rule or a ground, right below it.
    pub(super) fn below_edge(&self) -> Option<f32> {
        self.laid.units.last().filter(|unit| unit.edged).map(|_| 9.0)
    }

    pub(super) fn quote(&mut self, words: &str, frame: Frame, parent: Option<TagId>) {
        let tag = self.tag(Role::Quote, parent);
        let (style, frame) = (self.sized(QUOTE), frame.at_most(QUOTE_MEASURE * self.scale));
        let units = self.text(&format!("“{words}”"), style, frame, tag);
        self.push(units, 5.0);
    }

    fn note(&mut self, text: &str, frame: Frame, parent: Option<TagId>) {
        const PAD: f32 = 8.0;
        let tag = self.tag(Role::Note, parent);
        let inner = Frame { x: frame.x + PAD, width: frame.width - 2.0 * PAD };
        let mut units = self.text(text, self.sized(BODY).toned(Tone::Quiet), inner, tag);
        pad(&mut units, PAD * 0.75, PAD * 0.75);
        for unit in &mut units {
            unit.items.insert(0, ground(frame, unit.height));
            unit.edged = true;
        }
        self.push(units, 8.0);
    }
}

/// A band that ends a section introduces nothing: the next one may begin a page without it.
fn part_from_band(units: &mut [Unit]) {
    if let Some(last) = units.last_mut().filter(|last| last.edged && last.loose) {
        (last.keep, last.loose) = (false, false);
    }
}

/// A line with its baseline placed in a unit as high as the leading.
pub(super) fn placed(mut line: TextLine, x: f32, style: Style) -> TextLine {
    line.x += x;
    line.y = baseline(style);
    line
}

/// How far below a line's top its baseline stands.
pub(super) fn baseline(style: Style) -> f32 {
    style.leading / 2.0 + style.size * 0.36
}

/// A tinted band over the whole column.
pub(super) fn ground(frame: Frame, height: f32) -> Item {
    Item::artifact(Mark::Fill { at: (frame.x, 0.0), size: (frame.width, height), ink: Ink::Tint })
}

/// No single line is left behind or sent ahead.
pub(super) fn keep_ends(units: &mut [Unit]) {
    let count = units.len();
    for (index, unit) in units.iter_mut().enumerate() {
        unit.keep = index + 1 < count && (index == 0 || index + 2 == count);
    }
}

/// The last lines stay with what follows.
pub(super) fn keep_with_next(units: &mut [Unit]) {
    if let Some(last) = units.last_mut() {
        last.keep = true;
    }
}

/// The last lines stay with what follows, unless all that stays together is longer than a page.
pub(super) fn keep_loosely(units: &mut [Unit]) {
    if let Some(last) = units.last_mut().filter(|last| !last.keep) {
        (last.keep, last.loose) = (true, true);
    }
}

/// Makes room above the first unit and below the last one.
pub(super) fn pad(units: &mut [Unit], above: f32, below: f32) {
    if let Some(first) = units.first_mut() {
        first.height += above;
        for item in &mut first.items {
            item.mark = item.mark.clone().moved(0.0, above);
        }
    }
    if let Some(last) = units.last_mut() {
        last.height += below;
    }
}
