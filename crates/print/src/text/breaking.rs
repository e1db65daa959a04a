//! From text to lines: where a line may end (UAX 14), in which order its parts stand (UAX 9), and
//! what happens to a word wider than the line (it breaks between clusters, with nothing lost and
//! nothing added).

use std::{borrow::Cow, ops::Range};

use unicode_bidi::{BidiInfo, Level};
use unicode_linebreak::linebreaks;

use super::{Face, Run, Setter, TextLine, shape::Placed};
use crate::{block::Align, style::Style};

impl Setter {
    /// Breaks text into lines no wider than `width` points, each with its left edge relative to
    /// 0 and its baseline at 0. There is at least one line. Text that reads right to left starts
    /// at the right edge.
    pub(crate) fn lines(
        &mut self,
        text: &str,
        style: Style,
        width: f32,
        align: Align,
    ) -> Vec<TextLine> {
        self.paragraphs(text, style, width, align, None)
    }

    /// The same for text that reads left to right whatever it begins with: a line put together from
    /// facts, whose order would change with the script of a name.
    pub(crate) fn lines_left_to_right(
        &mut self,
        text: &str,
        style: Style,
        width: f32,
        align: Align,
    ) -> Vec<TextLine> {
        self.paragraphs(text, style, width, align, Some(Level::ltr()))
    }

    fn paragraphs(
        &mut self,
        text: &str,
        style: Style,
        width: f32,
        align: Align,
        level: Option<Level>,
    ) -> Vec<TextLine> {
        let text = cleaned(text);
        let mut lines = Vec::new();
        for paragraph in text.split('\n') {
            let order = Order::of(paragraph, level);
            let placed = self.placed(&order, paragraph, style);
            for range in broken(&placed, paragraph, width / style.size * 1000.0) {
                lines.push(finish(&order, &placed[range], style, width, align));
            }
        }
        lines
    }

    fn placed(&mut self, order: &Order, text: &str, style: Style) -> Vec<Placed> {
        let mut placed = Vec::with_capacity(text.len());
        let Order::Mixed { levels, .. } = order else {
            self.shape(text, 0, false, style.weight, &mut placed);
            return placed;
        };
        let mut from = 0;
        while from < text.len() {
            let level = levels[from];
            let to = (from..text.len()).find(|at| levels[*at] != level).unwrap_or(text.len());
            self.shape(&text[from..to], from, level.is_rtl(), style.weight, &mut placed);
            from = to;
        }
        placed
    }
}

/// The order that a paragraph stands in.
enum Order {
    /// From left to right, all of it.
    Plain,
    /// By levels (UAX 9): the paragraph's own, and that of every byte.
    Mixed { own: Level, levels: Vec<Level> },
}

impl Order {
    fn of(paragraph: &str, level: Option<Level>) -> Self {
        if paragraph.chars().all(reads_left_to_right) {
            return Self::Plain;
        }
        let bidi = BidiInfo::new(paragraph, level);
        match bidi.paragraphs.first() {
            Some(info) => Self::Mixed { own: info.level, levels: bidi.levels },
            None => Self::Plain,
        }
    }

    fn is_rtl(&self) -> bool {
        matches!(self, Self::Mixed { own, .. } if own.is_rtl())
    }
}

/// Whether a character neither reads right to left nor turns others around, judged by where it
/// stands: before Hebrew, among the Latin and Greek letters with several marks, or among dashes and
/// quotation marks. A paragraph of nothing else has one order, and most have nothing else.
fn reads_left_to_right(character: char) -> bool {
    matches!(character, '\0'..'\u{590}' | '\u{1e00}'..'\u{200b}' | '\u{2010}'..'\u{2028}')
}

/// One newline for every kind of line end, and a space for what has no place in running text.
fn cleaned(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.chars().all(|c| c == ' ' || c == '\n' || !(c.is_control() || c.is_whitespace())) {
        return Cow::Borrowed(text);
    }
    let unified = text.replace("\r\n", "\n");
    let clean = |character: char| match character {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        c if c.is_control() => ' ',
        c if c.is_whitespace() && Face::Sans.glyph(c).is_none() => ' ',
        c => c,
    };
    unified.chars().map(clean).collect()
}

/// Cuts the clusters into lines of at most `limit` thousandths of an em.
fn broken(placed: &[Placed], text: &str, limit: f32) -> Vec<Range<usize>> {
    let mut opportunities = linebreaks(text).map(|(at, _)| at).peekable();
    let mut lines = Vec::new();
    let (mut line, mut may_end) = (0, 0);
    let (mut width, mut width_to_end) = (0.0_f32, 0.0_f32);
    for (index, part) in placed.iter().enumerate() {
        while opportunities.next_if(|at| *at < part.start).is_some() {}
        if opportunities.peek() == Some(&part.start) {
            (may_end, width_to_end) = (index, width);
        }
        let advance = part.cluster.advance() as f32;
        while !part.cluster.is_blank() && width + advance > limit && index > line {
            if may_end <= line {
                (may_end, width_to_end) = (index, width);
            }
            lines.push(line..may_end);
            line = may_end;
            width -= width_to_end;
        }
        width += advance;
    }
    lines.push(line..placed.len());
    lines
}

fn finish(order: &Order, placed: &[Placed], style: Style, limit: f32, align: Align) -> TextLine {
    let solid = solid(placed);
    let points = style.size / 1000.0;
    let advance = |parts: &[Placed]| parts.iter().map(|p| p.cluster.advance()).sum::<i32>() as f32;
    let width = advance(&placed[..solid]) * points;
    let hanging = advance(&placed[solid..]) * points;
    let shift = if order.is_rtl() { -hanging } else { 0.0 };
    let x = if order.is_rtl() || align == Align::End { (limit - width).max(0.0) } else { 0.0 };
    let mut runs = visual_runs(order, placed, points);
    runs.iter_mut().for_each(|run| run.x += shift);
    let text = placed.iter().map(|part| part.cluster.text.as_str()).collect();
    TextLine { x, y: 0.0, width, size: style.size, ink: style.ink, text, runs }
}

/// How many clusters there are up to the last one that is not blank.
fn solid(placed: &[Placed]) -> usize {
    placed.iter().rposition(|part| !part.cluster.is_blank()).map_or(0, |last| last + 1)
}

fn visual_runs(order: &Order, placed: &[Placed], points: f32) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut pen = 0;
    let mut add = |part: &Placed| {
        match runs.last_mut() {
            Some(run) if run.face == part.face => run.clusters.push(part.cluster.clone()),
            _ => {
                let mut clusters = Vec::with_capacity(placed.len());
                clusters.push(part.cluster.clone());
                runs.push(Run { face: part.face, x: pen as f32 * points, clusters });
            }
        }
        pen += part.cluster.advance();
    };
    let Order::Mixed { own, levels } = order else {
        placed.iter().for_each(add);
        return runs;
    };
    // Rule L1: blanks at the end of a line stand at the paragraph's level.
    let solid = solid(placed);
    let level = |(index, part): (usize, &Placed)| {
        if index < solid { levels[part.start] } else { *own }
    };
    let levels: Vec<Level> = placed.iter().enumerate().map(level).collect();
    for index in BidiInfo::reorder_visual(&levels) {
        add(&placed[index]);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::BODY;

    fn set(text: &str, width: f32) -> Vec<TextLine> {
        Setter::default().lines(text, BODY, width, Align::Start)
    }

    #[test]
    fn what_is_taken_to_read_left_to_right_turns_nothing_around() {
        use unicode_bidi::{BidiClass as Class, bidi_class};
        let turning = |character: &char| {
            !matches!(
                bidi_class(*character),
                Class::L
                    | Class::EN
                    | Class::ES
                    | Class::ET
                    | Class::CS
                    | Class::NSM
                    | Class::BN
                    | Class::B
                    | Class::S
                    | Class::WS
                    | Class::ON
            )
        };
        let taken = ('\0'..=char::MAX).filter(|c| reads_left_to_right(*c));
        assert_eq!(taken.filter(turning).collect::<String>(), "");
        assert!("Núñez, Đặng – Ελένη’s “Приве́т” 12%…".chars().all(reads_left_to_right));
    }

    fn read(lines: &[TextLine]) -> String {
        lines.iter().map(|line| line.text.as_str()).collect()
    }

    #[test]
    fn a_long_word_breaks_with_nothing_lost_and_nothing_added() {
        let word = "Donaudampfschiff".repeat(6);
        let lines = set(&format!("A {word} b"), 120.0);
        assert!(lines.len() > 3);
        assert_eq!(read(&lines), format!("A {word} b"));
        assert!(lines.iter().all(|line| line.width <= 120.0));
    }

    #[test]
    fn a_wrapped_line_ends_in_its_space() {
        let lines = set("one two three four five six", 60.0);
        let (last, wrapped) = lines.split_last().unwrap();
        assert!(wrapped.iter().all(|line| line.text.ends_with(' ')), "{lines:?}");
        assert!(!last.text.ends_with(' '));
    }

    #[test]
    fn even_a_line_narrower_than_a_letter_makes_progress() {
        assert_eq!(read(&set("wide", 1.0)), "wide");
        assert_eq!(set("wide", 1.0).len(), 4);
    }

    #[test]
    fn right_to_left_text_starts_at_the_right_edge_and_keeps_its_reading_order() {
        let lines = set("سارة تريد أن تنام جيدا كل ليلة", 90.0);
        assert!(lines.len() > 1);
        for line in &lines {
            assert!((line.x + line.width - 90.0).abs() < 0.01);
        }
        assert_eq!(read(&lines), "سارة تريد أن تنام جيدا كل ليلة");
    }

    #[test]
    fn a_line_of_facts_keeps_its_order_whatever_script_it_begins_with() {
        let words = "שרה · born Mar 14";
        let mut setter = Setter::default();
        let line = setter.lines_left_to_right(words, BODY, 300.0, Align::Start).swap_remove(0);
        let first = &line.runs[0].clusters[0].text;
        assert_eq!((line.x, line.text.as_str(), first.as_str()), (0.0, words, "ה"));
        assert!(set(words, 300.0)[0].x > 0.0);
    }

    #[test]
    fn line_feeds_start_lines_and_controls_become_spaces() {
        let lines = set("a\r\n\nb\tc\u{7}d", 200.0);
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["a", "", "b c d"]);
    }

    #[test]
    fn no_text_is_one_empty_line() {
        assert_eq!(set("", 100.0).len(), 1);
    }
}
