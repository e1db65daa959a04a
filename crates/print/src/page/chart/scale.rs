//! From days and scores to places in the drawing.

use chrono::{Days, NaiveDate};

use super::Area;
use crate::block::Chart;

/// Days that one score by itself leaves before and after it: a course is about to begin.
const ALONE: (u64, u64) = (7, 49);

/// Days that are drawn at the least: a few of them are not stretched over the whole width.
const LEAST: u64 = 28;

/// How days and scores fall into the area.
pub(super) struct Scale {
    pub(super) area: Area,
    days: (NaiveDate, NaiveDate),
    low: f64,
    high: f64,
}

impl Scale {
    pub(super) fn of(chart: &Chart, area: Area) -> Self {
        let (low, high) = scores(chart);
        Self { area, days: days(chart), low, high }
    }

    /// Where a day stands. A last score keeps room for its number.
    pub(super) fn x(&self, day: NaiveDate) -> f32 {
        let (first, last) = self.days;
        let whole = (last - first).num_days().max(1) as f32;
        let (left, right) = (self.area.left + 8.0, self.area.right - 34.0);
        left + (right - left).max(0.0) * (day - first).num_days() as f32 / whole
    }

    /// Where a score stands; one beyond the scale stands at its edge.
    pub(super) fn y(&self, score: f64) -> f32 {
        let part = ((score - self.low) / (self.high - self.low)).clamp(0.0, 1.0) as f32;
        self.area.bottom - (self.area.bottom - self.area.top) * part
    }

    /// Whether a score lies on the scale.
    pub(super) fn holds(&self, score: f64) -> bool {
        (self.low..=self.high).contains(&score)
    }

    /// The lowest and the highest score of the scale.
    pub(super) fn ends(&self) -> (f64, f64) {
        (self.low, self.high)
    }
}

/// The first and the last day that is drawn.
fn days(chart: &Chart) -> (NaiveDate, NaiveDate) {
    let points = chart.points.iter().map(|point| point.on);
    let all = || points.clone().chain(chart.plans.iter().map(|plan| plan.on));
    let (Some(first), Some(last)) = (all().min(), all().max()) else {
        return (NaiveDate::default(), NaiveDate::default());
    };
    if first < last {
        let least = first.checked_add_days(Days::new(LEAST)).unwrap_or(last);
        return (first, last.max(least));
    }
    let before = first.checked_sub_days(Days::new(ALONE.0)).unwrap_or(first);
    (before, last.checked_add_days(Days::new(ALONE.1)).unwrap_or(last))
}

/// The lowest and the highest score that is drawn, with a little air: what can be, where that is
/// known, else what is.
fn scores(chart: &Chart) -> (f64, f64) {
    let bands = chart.bands.iter().flat_map(|band| [band.from, band.to]);
    let known = chart.range.map(|(low, high)| vec![low, high]);
    let known = known.unwrap_or_else(|| bands.collect());
    let known: Vec<f64> = known.into_iter().filter(|it| it.is_finite()).collect();
    let shown = chart.scored().into_iter().map(|(_, value)| value).chain(chart.target);
    let all: Vec<f64> = if known.len() < 2 { shown.chain(known).collect() } else { known };
    let all = all.into_iter().filter(|it| it.is_finite());
    let low = all.clone().fold(f64::INFINITY, f64::min);
    let high = all.fold(f64::NEG_INFINITY, f64::max);
    match high - low {
        span if span > 0.0 && span.is_finite() => (low - span * 0.03, high + span * 0.03),
        _ if low.is_finite() => (low - 1.0, low + 1.0),
        _ => (0.0, 1.0),
    }
}
