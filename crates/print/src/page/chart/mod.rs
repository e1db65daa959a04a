//! A measure over time as a drawing: bands of meaning, the target, the days of plans, and the line
//! through the scores. It is one figure to a reader who listens, who hears it in words.
//!
//! A label that would lie over another is left out: the words say what the drawing could not.

mod axis;
mod line;
mod scale;

use self::scale::Scale;
use super::{
    Item, Mark, Role, TagId,
    lay::{Frame, Layout, placed},
    unit::Unit,
};
use crate::{
    block::{Align, Chart, Text},
    style::{DETAIL, Ink, LABEL, MEASURE, Style, Weight},
    text::TextLine,
};

/// Height of the area the scores are drawn in, in points, whatever the size of the type.
const HEIGHT: f32 = 116.0;
/// Room between the area and the words beside it.
const AIR: f32 = 6.0;

impl Layout<'_> {
    pub(super) fn chart(&mut self, chart: &Chart, frame: Frame, parent: Option<TagId>) {
        let part = self.tag(Role::Part, parent);
        let title = self.tag(Role::Paragraph, Some(part));
        let mut units = self.text(&chart.title, self.sized(DETAIL), frame, title);
        for unit in &mut units {
            unit.keep = true;
        }
        self.push(units, 12.0);
        let figure = self.tag(Role::Figure, Some(part));
        self.laid.alternatives.insert(figure, chart.alternative());
        let drawing = self.drawing(chart, frame, figure);
        self.laid.units.push(drawing);
        let sentence = self.tag(Role::Paragraph, Some(part));
        let text = Text::quiet(chart.sentence());
        let style = self.sized(LABEL).toned(text.tone);
        let mut units = self.text(&text.words, style, frame.at_most(MEASURE), sentence);
        let count = units.len();
        for (unit, number) in units.iter_mut().zip(1..) {
            unit.keep = number < count;
        }
        self.push(units, 3.0);
    }

    /// The drawing as one unit, which keeps to the sentence below it.
    fn drawing(&mut self, chart: &Chart, frame: Frame, figure: TagId) -> Unit {
        let label = self.sized(LABEL);
        let mut canvas = Canvas { figure, items: Vec::new(), labels: Vec::new() };
        let area = self.area(chart, frame, label);
        let scale = Scale::of(chart, area);
        canvas.ground(chart, &scale);
        self.last_label(chart, &scale, &mut canvas);
        self.target(chart, &scale, &mut canvas);
        self.days(chart, &scale, &mut canvas);
        self.plan_days(chart, &scale, &mut canvas);
        self.ticks(chart, &scale, &mut canvas);
        self.band_names(chart, &scale, frame, &mut canvas);
        canvas.scores(chart, &scale, self.scale);
        let days = if chart.points.is_empty() { 0.0 } else { label.leading };
        let height = area.bottom + AIR / 2.0 + days;
        let mut items = canvas.items;
        let labels = canvas.labels.into_iter();
        items.extend(labels.map(|line| Item::tagged(figure, Mark::Line(line))));
        Unit { height, before: 4.0, items, keep: true, ..Unit::default() }
    }

    /// The area the scores are drawn in: what is left between the numbers and the names.
    fn area(&mut self, chart: &Chart, frame: Frame, label: Style) -> Area {
        let names = chart.bands.iter().map(|band| self.width(&band.label, label));
        // A little more than measured: a name that just fits is not shortened.
        let names = names.fold(0.0, f32::max).min(frame.width * 0.28);
        let names = if names > 0.0 { names + 1.0 } else { 0.0 };
        let strong = Style { weight: Weight::Bold, ..label };
        let target = chart.target.map(|target| self.width(&target_words(chart, target), strong));
        let numbers = target.unwrap_or_default().max(18.0 * self.scale);
        let top = if chart.plans.is_empty() { 2.0 } else { label.leading + 2.0 };
        let right = frame.x + frame.width - if names > 0.0 { names + AIR } else { 0.0 };
        let left = frame.x + numbers.min(frame.width * 0.28) + AIR;
        let height = if chart.scored().is_empty() { HEIGHT * 0.5 } else { HEIGHT };
        Area { left, right, top, bottom: top + height }
    }

    /// How wide a line of words is.
    fn width(&mut self, words: &str, style: Style) -> f32 {
        let lines = self.setter.lines(words, style, f32::INFINITY, Align::Start);
        lines.iter().map(|line| line.width).fold(0.0, f32::max)
    }

    /// A line of words with its baseline at `y`; shortened where it is wider than `room`.
    fn label(&mut self, words: &str, style: Style, room: f32, at: (f32, f32)) -> TextLine {
        let one_line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut lines = self.setter.lines(&one_line, style, room, Align::Start);
        if lines.len() > 1 {
            let first = self.setter.lines(&one_line, style, room - style.size, Align::Start);
            let kept = first.first().map(|line| line.text.trim_end().to_owned());
            let kept = format!("{}…", kept.unwrap_or_default());
            lines = self.setter.lines(&kept, style, room, Align::Start);
        }
        let mut line = placed(lines.swap_remove(0), 0.0, style);
        (line.x, line.y) = at;
        line
    }
}

/// "Target 9".
fn target_words(chart: &Chart, target: f64) -> String {
    format!("{} {}", chart.language.pick("Target", "Meta"), crate::block::number(target))
}

/// A rectangle within the unit, in points from its top left corner.
#[derive(Debug, Clone, Copy)]
struct Area {
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
}

/// What is drawn so far. Labels lie over everything else, and never over each other.
struct Canvas {
    figure: TagId,
    items: Vec<Item>,
    labels: Vec<TextLine>,
}

impl Canvas {
    fn draw(&mut self, mark: Mark) {
        self.items.push(Item::tagged(self.figure, mark));
    }

    fn stroke(&mut self, from: (f32, f32), to: (f32, f32), weight: f32, ink: Ink) {
        self.draw(Mark::Stroke { from, to, weight, ink });
    }

    /// Sets the label unless it would touch another one.
    fn set(&mut self, line: TextLine) -> bool {
        let free = !self.labels.iter().any(|other| touch(other, &line));
        if free {
            self.labels.push(line);
        }
        free
    }
}

/// Whether two lines stand closer than a reader keeps them apart.
fn touch(a: &TextLine, b: &TextLine) -> bool {
    let beside = a.x + a.width + 4.0 <= b.x || b.x + b.width + 4.0 <= a.x;
    let (above, below) = if a.y < b.y { (a, b) } else { (b, a) };
    let clear = above.y + 0.2 * above.size <= below.y - 0.72 * below.size;
    !(beside || clear)
}
