//! A chart out of Typst's own shapes: bands, a line through the scores, beads, labels.

use std::fmt::{self, Write};

use super::source::literal;
use crate::description::Chart;

const WIDTH: f64 = 400.0;
const HEIGHT: f64 = 130.0;
const BANDS: [&str; 5] = ["edf4f1", "f4f4e6", "f8f0df", "f6e8d9", "f2ddd3"];

/// Adds the chart.
pub(super) fn chart(out: &mut String, chart: &Chart) -> fmt::Result {
    let y = |value: f64| HEIGHT - (value - chart.low) / (chart.high - chart.low) * HEIGHT;
    let last = chart.points.len().saturating_sub(1);
    let x = |index: usize| WIDTH * (index as f64 + 0.5) / (last + 1) as f64;
    let value = chart.points.last().map_or(chart.low, |(_, value)| *value);
    let alt =
        format!("{}: {} scores, the last {value}, target {}", chart.title, last + 1, chart.target);
    writeln!(out, "#par(text(8pt, weight: \"bold\", fill: soft, {}))", literal(&chart.title))?;
    writeln!(
        out,
        "#figure(alt: {}, align(left, box(width: 100%, height: {}pt, {{",
        literal(&alt),
        HEIGHT + 18.0
    )?;
    for (band, color) in chart.bands.iter().zip(BANDS) {
        let (top, bottom) =
            (y((band.to + 0.5).min(chart.high)), y((band.from - 0.5).max(chart.low)));
        let high = bottom - top;
        writeln!(
            out,
            "  place(dx: 0pt, dy: {top}pt, rect(width: {WIDTH}pt, height: {high}pt, fill: rgb(\"{color}\")))"
        )?;
        let label = literal(&band.label);
        label_at(out, WIDTH + 6.0, (top + bottom) / 2.0 - 4.0, &label)?;
    }
    let target = y(chart.target);
    writeln!(
        out,
        "  place(dx: 0pt, dy: {target}pt, line(length: {WIDTH}pt, stroke: (paint: accent, thickness: 0.8pt, dash: \"dashed\")))"
    )?;
    write!(out, "  place(curve(stroke: 1.2pt + accent")?;
    for (index, (_, value)) in chart.points.iter().enumerate() {
        let word = if index == 0 { "move" } else { "line" };
        write!(out, ", curve.{word}(({}pt, {}pt))", x(index), y(*value))?;
    }
    writeln!(out, "))")?;
    for (index, (day, value)) in chart.points.iter().enumerate() {
        let (across, down) = (x(index), y(*value));
        writeln!(
            out,
            "  place(dx: {}pt, dy: {}pt, circle(radius: 2.5pt, fill: accent, stroke: 1.2pt + accent))",
            across - 2.5,
            down - 2.5
        )?;
        label_at(out, across - 18.0, HEIGHT + 6.0, &literal(day))?;
        label_at(out, across - 4.0, down - 14.0, &literal(&value.to_string()))?;
    }
    writeln!(out, "}})))")
}

fn label_at(out: &mut String, x: f64, y: f64, words: &str) -> fmt::Result {
    writeln!(out, "  place(dx: {x}pt, dy: {y}pt, text(7.5pt, fill: soft, {words}))")
}
