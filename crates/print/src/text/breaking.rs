//! From text to lines: where a line may end (UAX 14), in which order its parts stand (UAX 9), and
//! what happens to a word wider than the line (it breaks between clusters, with nothing lost and
//! nothing added).

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level, ParagraphInfo};
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
            let bidi = BidiInfo::new(paragraph, level);
            self.paragraph(&bidi, style, width, align, &mut lines);
        }
        lines
    }

    fn paragraph(
        &mut self,
        bidi: &BidiInfo<'_>,
        style: Style,
        width: f32,
        align: Align,
        lines: &mut Vec<TextLine>,
    ) {
        let text = bidi.text;
        let Some(info) = bidi.paragraphs.first() else {
            lines.push(finish(bidi, None, &[], style, width, align));
            return;
        };
        let placed = self.placed(bidi, text, style);
        for range in broken(&placed, text, width / style.size * 1000.0) {
            lines.push(finish(bidi, Some(info), &placed[range], style, width, align));
        }
    }

    fn placed(&mut self, bidi: &BidiInfo<'_>, text: &str, style: Style) -> Vec<Placed> {
        let mut placed = Vec::new();
        let mut from = 0;
        while from < text.len() {
            let level = bidi.levels[from];
            let to = (from..text.len()).find(|at| bidi.levels[*at] != level).unwrap_or(text.len());
            placed.extend(self.shape(&text[from..to], from, level.is_rtl(), style.weight));
            from = to;
        }
        placed
    }
}

/// One newline for every kind of line end, and a space for what has no place in running text.
fn cleaned(text: &str) -> String {
    let unified = text.replace("\r\n", "\n");
    let clean = |character: char| match character {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        c if c.is_control() => ' ',
        c if c.is_whitespace() && Face::Sans.glyph(c).is_none() => ' ',
        c => c,
    };
    unified.trim().chars().map(clean).collect()
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

fn finish(
    bidi: &BidiInfo<'_>,
    paragraph: Option<&ParagraphInfo>,
    placed: &[Placed],
    style: Style,
    limit: f32,
    align: Align,
) -> TextLine {
    let solid = solid(placed);
    let points = style.size / 1000.0;
    let advance = |parts: &[Placed]| parts.iter().map(|p| p.cluster.advance()).sum::<i32>() as f32;
    let width = advance(&placed[..solid]) * points;
    let hanging = advance(&placed[solid..]) * points;
    let rtl = paragraph.is_some_and(|info| info.level.is_rtl());
    let (runs, width, shift) = match paragraph {
        Some(info) => {
            (visual_runs(bidi, info, placed, points), width, if rtl { -hanging } else { 0.0 })
        }
        None => (Vec::new(), 0.0, 0.0),
    };
    let x = if rtl || align == Align::End { (limit - width).max(0.0) } else { 0.0 };
    let runs = runs.into_iter().map(|run| Run { x: run.x + shift, ..run }).collect();
    let text = placed.iter().map(|part| part.cluster.text.as_str()).collect();
    TextLine { x, y: 0.0, width, size: style.size, ink: style.ink, text, runs }
}

/// How many clusters there are up to the last one that is not blank.
fn solid(placed: &[Placed]) -> usize {
    placed.iter().rposition(|part| !part.cluster.is_blank()).map_or(0, |last| last + 1)
}

fn visual_runs(
    bidi: &BidiInfo<'_>,
    paragraph: &ParagraphInfo,
    placed: &[Placed],
    points: f32,
) -> Vec<Run> {
    // Rule L1: blanks at the end of a line stand at the paragraph's level.
    let solid = solid(placed);
    let level = |(index, part): (usize, &Placed)| {
        if index < solid { bidi.levels[part.start] } else { paragraph.level }
    };
    let levels: Vec<Level> = placed.iter().enumerate().map(level).collect();
    let mut runs: Vec<Run> = Vec::new();
    let mut pen = 0;
    for index in BidiInfo::reorder_visual(&levels) {
        let part = &placed[index];
        match runs.last_mut() {
            Some(run) if run.face == part.face => run.clusters.push(part.cluster.clone()),
            _ => runs.push(Run {
                face: part.face,
                x: pen as f32 * points,
                clusters: vec![part.cluster.clone()],
            }),
        }
        pen += part.cluster.advance();
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
