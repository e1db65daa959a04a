//! What stands around the scores: bands and their names, numbers, the target, days and plans.

use super::{AIR, Area, Canvas, Scale, target_words};
use crate::{
    block::{Chart, ChartBand, PlanDate, number},
    page::{
        Mark,
        lay::{Frame, Layout},
    },
    style::{Ink, LABEL, Style, Weight},
};

/// How far below its middle the baseline of a label stands, in parts of its size.
const MIDDLE: f32 = 0.36;

impl Canvas {
    /// The bands, each on its tint, and the frame's lower edge.
    pub(super) fn ground(&mut self, chart: &Chart, scale: &Scale) {
        let Area { left, right, top, bottom } = scale.area;
        let width = right - left;
        let all = Mark::Fill { at: (left, top), size: (width, bottom - top), ink: Ink::Tint };
        self.draw(all);
        let bands = ordered(&chart.bands);
        for (index, band) in bands.iter().enumerate() {
            let below = index.checked_sub(1).and_then(|at| bands.get(at));
            let above = bands.get(index + 1);
            let (low, high) = scale.ends();
            let from = below.map_or(low, |below| f64::midpoint(below.to, band.from));
            let to = above.map_or(high, |above| f64::midpoint(band.to, above.from));
            let (y, foot) = (scale.y(to), scale.y(from));
            if foot - y < 0.1 {
                continue;
            }
            let ink = match band.severity {
                Some(severity) => Ink::Severity(severity),
                None if index % 2 == 0 => Ink::Tint,
                None => Ink::Hairline,
            };
            self.draw(Mark::Fill { at: (left, y), size: (width, foot - y), ink });
        }
        self.stroke((left, bottom), (right, bottom), 0.6, Ink::Rule);
    }
}

impl Layout<'_> {
    /// The target as a line across, its number among the numbers at the left.
    pub(super) fn target(&mut self, chart: &Chart, scale: &Scale, canvas: &mut Canvas) {
        let Some(target) = chart.target.filter(|it| it.is_finite() && scale.holds(*it)) else {
            return;
        };
        let Area { left, right, .. } = scale.area;
        let y = scale.y(target);
        let points = vec![(left, y), (right, y)];
        canvas.draw(Mark::Path { points, weight: 1.0, ink: Ink::Accent, dashed: true });
        let style = Style { weight: Weight::Bold, ink: Ink::Accent, ..self.sized(LABEL) };
        self.number(&target_words(chart, target), style, scale, y, canvas);
    }

    /// Numbers at the left: where bands begin, or the ends of the scale.
    pub(super) fn ticks(&mut self, chart: &Chart, scale: &Scale, canvas: &mut Canvas) {
        let style = self.sized(LABEL);
        for value in tick_values(chart, scale) {
            let y = scale.y(value);
            let ruled = chart.bands.is_empty() && !chart.scored().is_empty();
            if self.number(&number(value), style, scale, y, canvas) && ruled {
                let (from, to) = ((scale.area.left, y), (scale.area.right, y));
                canvas.stroke(from, to, 0.4, Ink::Hairline);
            }
        }
    }

    /// A number whose middle is at `y`, ending at the area's left edge.
    fn number(
        &mut self,
        words: &str,
        style: Style,
        scale: &Scale,
        y: f32,
        canvas: &mut Canvas,
    ) -> bool {
        let mut line = self.label(words, style, scale.area.left, (0.0, y + style.size * MIDDLE));
        line.x = scale.area.left - AIR - line.width;
        canvas.set(line)
    }

    /// The names of the bands at the right, in the middle of each.
    pub(super) fn band_names(
        &mut self,
        chart: &Chart,
        scale: &Scale,
        frame: Frame,
        canvas: &mut Canvas,
    ) {
        let style = self.sized(LABEL);
        let x = scale.area.right + AIR;
        let room = (frame.x + frame.width - x).max(1.0);
        for band in ordered(&chart.bands) {
            let y = f32::midpoint(scale.y(band.from), scale.y(band.to));
            let at = (x, y + style.size * MIDDLE);
            if !band.label.trim().is_empty() {
                let line = self.label(&band.label, style, room, at);
                canvas.set(line);
            }
        }
    }

    /// Days below the area: the first and the last score, then as many between as have room.
    pub(super) fn days(&mut self, chart: &Chart, scale: &Scale, canvas: &mut Canvas) {
        let mut days: Vec<_> = chart.points.iter().map(|point| point.on).collect();
        days.sort_unstable();
        days.dedup();
        if let [first, between @ .., last] = days.clone().as_slice() {
            days = [&[*first, *last], between].concat();
        }
        let style = self.sized(LABEL);
        let Area { left, right, bottom, .. } = scale.area;
        for day in days {
            let x = scale.x(day);
            let words = chart.language.date(day);
            let mut line = self.label(&words, style, right - left, (0.0, 0.0));
            line.x = (x - line.width / 2.0).clamp(left, (right - line.width).max(left));
            line.y = bottom + AIR / 2.0 + style.leading / 2.0 + style.size * MIDDLE;
            if canvas.set(line) {
                canvas.stroke((x, bottom), (x, bottom + 3.0), 0.6, Ink::Rule);
            }
        }
    }

    /// The days of plans: a hairline each, its name above the area.
    pub(super) fn plan_days(&mut self, chart: &Chart, scale: &Scale, canvas: &mut Canvas) {
        let style = self.sized(LABEL);
        let Area { left, right, top, bottom } = scale.area;
        let mut plans: Vec<&PlanDate> = chart.plans.iter().collect();
        plans.sort_by_key(|plan| plan.on);
        for plan in plans {
            let x = scale.x(plan.on);
            canvas.stroke((x, top - 2.0), (x, bottom), 0.6, Ink::Rule);
            if plan.label.trim().is_empty() {
                continue;
            }
            let mut line = self.label(&plan.label, style, (right - left) / 2.0, (0.0, 0.0));
            line.x = (x - line.width / 2.0).clamp(left, (right - line.width).max(left));
            line.y = top - 2.0 - style.leading / 2.0 + style.size * MIDDLE;
            canvas.set(line);
        }
    }
}

fn ordered(bands: &[ChartBand]) -> Vec<&ChartBand> {
    let finite = |band: &&ChartBand| band.from.is_finite() && band.to.is_finite();
    let mut bands: Vec<&ChartBand> = bands.iter().filter(finite).collect();
    bands.sort_by(|a, b| a.from.total_cmp(&b.from));
    bands
}

/// Where a number stands at the left, the most telling first.
fn tick_values(chart: &Chart, scale: &Scale) -> Vec<f64> {
    let bands = ordered(&chart.bands);
    if bands.is_empty() {
        let (low, high) = scale.ends();
        return steps(low, high);
    }
    let ends = chart.range.map(|(low, high)| [low, high]).into_iter().flatten();
    let mut values: Vec<f64> = ends.chain(bands.iter().map(|band| band.from)).collect();
    values.retain(|value| value.is_finite() && scale.holds(*value));
    values
}

/// Round numbers between two, four or five of them: steps of 1, 2 or 5 and their tens.
fn steps(low: f64, high: f64) -> Vec<f64> {
    let rough = (high - low) / 4.0;
    let ten = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|it| it * ten).into_iter().find(|it| *it >= rough);
    let step = step.unwrap_or(rough);
    let first = (low / step).ceil();
    (0..8).map(|at| (first + f64::from(at)) * step).take_while(|it| *it <= high).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_numbers() {
        for (low, high, expected) in [
            (0.0, 27.0, vec![0.0, 10.0, 20.0]),
            (11.0, 13.0, vec![11.0, 11.5, 12.0, 12.5, 13.0]),
            (-3.0, 3.0, vec![-2.0, 0.0, 2.0]),
        ] {
            assert_eq!(steps(low, high), expected);
        }
    }
}
