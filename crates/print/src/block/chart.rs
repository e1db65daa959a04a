//! An outcome measure over time, as data.

mod words;

use chrono::NaiveDate;
use record::trend::Trend;

use crate::Language;

/// A measure over time: a line through its scores, on the bands of their meaning.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chart {
    /// What is measured: "PHQ-9, total".
    pub title: String,
    /// The scores in any order.
    pub points: Vec<ChartPoint>,
    /// What the scores mean, in any order; may be none.
    pub bands: Vec<ChartBand>,
    /// The lowest and the highest score there can be, where that is known.
    pub range: Option<(f64, f64)>,
    /// Where the plan wants it.
    pub target: Option<f64>,
    /// The days plans came into force.
    pub plans: Vec<PlanDate>,
    /// The language of the chart's own words.
    pub language: Language,
}

/// A score, or a day on which none could be computed.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartPoint {
    /// The day.
    pub on: NaiveDate,
    /// The score; nothing is a gap in the line, and never zero. A number that is not finite counts
    /// as nothing.
    pub value: Option<f64>,
    /// The score as people say it: "17".
    pub shown: String,
}

/// Scores that mean the same.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartBand {
    /// What they mean: "Mild".
    pub label: String,
    /// The lowest of them.
    pub from: f64,
    /// The highest of them.
    pub to: f64,
    /// 0 (none) to 4 (most severe); nothing where the band has no such meaning.
    pub severity: Option<u8>,
}

/// The day a plan came into force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanDate {
    /// The day.
    pub on: NaiveDate,
    /// What stands at it: "Plan 2".
    pub label: String,
}

impl Chart {
    /// The chart of a trend of the record, under a title such as "PHQ-9, total".
    #[must_use]
    pub fn of(trend: &Trend, title: &str, plans: Vec<PlanDate>, language: Language) -> Self {
        let point = |it: &record::trend::Point| ChartPoint {
            on: it.on,
            value: it.value,
            shown: it.shown.clone(),
        };
        let band = |it: &record::trend::BandRange| ChartBand {
            label: it.label.clone(),
            from: it.from as f64,
            to: it.to as f64,
            severity: it.severity,
        };
        Self {
            title: title.to_owned(),
            points: trend.points.iter().map(point).collect(),
            bands: trend.bands.iter().map(band).collect(),
            range: trend.range.map(|(low, high)| (low as f64, high as f64)),
            target: trend.target.map(|target| target as f64),
            plans,
            language,
        }
    }

    /// The days with a score, oldest first.
    pub(crate) fn scored(&self) -> Vec<(&ChartPoint, f64)> {
        let known = |point| Some((point, ChartPoint::known(point)?));
        self.ordered().into_iter().filter_map(known).collect()
    }

    /// Every day, oldest first.
    pub(crate) fn ordered(&self) -> Vec<&ChartPoint> {
        let mut points: Vec<&ChartPoint> = self.points.iter().collect();
        points.sort_by_key(|point| point.on);
        points
    }
}

impl ChartPoint {
    /// The score, where it is a number that can be drawn.
    pub(crate) fn known(point: &Self) -> Option<f64> {
        point.value.filter(|value| value.is_finite())
    }
}

/// A number without needless zeros, with two decimals at the most.
pub(crate) fn number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    // No minus before a zero.
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_needless_zeros() {
        for (value, shown) in [(9.0, "9"), (2.50, "2.5"), (1.0 / 3.0, "0.33"), (-0.001, "0")] {
            assert_eq!(number(value), shown);
        }
    }
}
