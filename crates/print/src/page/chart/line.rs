//! The line through the scores. It is whole where scores follow each other, dashed over a long time
//! without one, and broken where a result has no number.

use chrono::NaiveDate;

use super::{Canvas, Scale};
use crate::{
    block::{Chart, ChartPoint, number},
    page::{Mark, lay::Layout},
    style::{Ink, LABEL, Style, Weight},
};

/// Days without a score that are a long time: six weeks, and three times the usual distance.
const LONG: i64 = 42;

/// The radius of a score, the last one, and the least one there can be.
const RADIUS: (f32, f32, f32) = (2.4, 3.4, 1.0);

impl Canvas {
    pub(super) fn scores(&mut self, chart: &Chart, scale: &Scale, size: f32) {
        let long = long(chart);
        for pair in chart.ordered().windows(2) {
            if let [before, after] = pair
                && let (Some(from), Some(to)) =
                    (ChartPoint::known(before), ChartPoint::known(after))
            {
                let points =
                    vec![(scale.x(before.on), scale.y(from)), (scale.x(after.on), scale.y(to))];
                let dashed = (after.on - before.on).num_days() > long;
                let weight = if dashed { 0.8 } else { 1.3 };
                self.draw(Mark::Path { points, weight, ink: Ink::Text, dashed });
            }
        }
        for point in chart.ordered().into_iter().filter(|it| ChartPoint::known(it).is_none()) {
            let (x, foot) = (scale.x(point.on), scale.area.bottom);
            self.stroke((x - 2.0, foot - 6.0), (x + 2.0, foot - 2.0), 0.8, Ink::Soft);
            self.stroke((x - 2.0, foot - 2.0), (x + 2.0, foot - 6.0), 0.8, Ink::Soft);
        }
        let scored = chart.scored();
        let count = scored.len();
        let usual = (RADIUS.0 * size).min(closest(&scored, scale) * 0.32).max(RADIUS.2);
        for ((point, value), number) in scored.into_iter().zip(1..) {
            let radius = if number == count { RADIUS.1 * size } else { usual };
            let (center, filled) = ((scale.x(point.on), scale.y(value)), scale.holds(value));
            self.draw(Mark::Bead { center, radius, filled, ink: Ink::Text });
        }
    }
}

impl Layout<'_> {
    /// The number of the last score beside it, and of every score beyond the scale; or that there
    /// is no score.
    pub(super) fn last_label(&mut self, chart: &Chart, scale: &Scale, canvas: &mut Canvas) {
        let style = Style { weight: Weight::Bold, ink: Ink::Text, ..self.sized(LABEL) };
        let style = Style { size: style.size * 1.2, ..style };
        let scored = chart.scored();
        let area = scale.area;
        let room = (area.right - area.left).max(1.0);
        let Some((_, earlier)) = scored.split_last() else {
            let words = chart.language.pick("No score yet", "Todavía no hay puntuación");
            let mut line = self.label(words, self.sized(LABEL), room, (0.0, 0.0));
            line.x = f32::midpoint(area.left, area.right) - line.width / 2.0;
            line.y = f32::midpoint(area.top, area.bottom) + line.size * 0.36;
            canvas.set(line);
            return;
        };
        let beyond = earlier.iter().filter(|(_, value)| !scale.holds(*value));
        for (point, value) in scored.last().into_iter().chain(beyond) {
            let words = match point.shown.trim() {
                "" => number(*value),
                shown => shown.to_owned(),
            };
            let mut line = self.label(&words, style, room / 3.0, (0.0, 0.0));
            let beside = scale.x(point.on) + RADIUS.1 * self.scale + 4.0;
            line.x = beside.min(area.right - line.width - 2.0);
            let y = scale.y(*value) + style.size * 0.36;
            let target = chart.target.filter(|it| it.is_finite()).map(|it| scale.y(it));
            // The line of the target goes below the number, and not through it.
            let y = match target {
                Some(at) if (at - y + style.size * 0.36).abs() < style.size * 0.6 => at - 2.5,
                _ => y,
            };
            line.y = y.clamp(area.top + style.size * 0.9, area.bottom - style.size * 0.3);
            canvas.set(line);
        }
    }
}

/// The days from which on a time without a score is long.
fn long(chart: &Chart) -> i64 {
    let days: Vec<NaiveDate> = chart.scored().into_iter().map(|(point, _)| point.on).collect();
    let mut gaps: Vec<i64> = days.windows(2).map(|pair| (pair[1] - pair[0]).num_days()).collect();
    gaps.sort_unstable();
    let usual = gaps.get(gaps.len() / 2).copied().unwrap_or_default();
    LONG.max(usual.saturating_mul(3))
}

/// How close two scores stand beside each other at the closest; two of one day do not count.
fn closest(scored: &[(&ChartPoint, f64)], scale: &Scale) -> f32 {
    let apart = scored.windows(2).map(|pair| scale.x(pair[1].0.on) - scale.x(pair[0].0.on));
    apart.filter(|apart| *apart > 0.0).fold(f32::INFINITY, f32::min)
}
