//! One score of one instrument over time: its points, its bands, the target, and whether the
//! change is as large as what was published as meaningful.
//!
//! It draws nothing and knows no plan. A score that could not be computed is a gap, never zero.

mod change;

use chrono::NaiveDate;
use form::{BandMark, Definition, ScoreValue, Scored};
use serde::Serialize;

pub use change::{Change, Direction, lower_is_better};

/// One screening's score, as it was computed under its own version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The day it was answered.
    pub on: NaiveDate,
    /// The version of the definition it was scored under.
    pub version: String,
    /// The score; nothing when it could not be computed.
    pub value: Option<ScoreValue>,
    /// The band it fell into.
    pub band: Option<BandMark>,
}

impl Reading {
    /// The reading of one score out of everything that was scored.
    #[must_use]
    pub fn of(on: NaiveDate, version: &str, scored: &Scored, score: &str) -> Self {
        let (value, band) = (scored.score(score).cloned(), scored.band(score).cloned());
        Self { on, version: version.to_owned(), value, band }
    }
}

/// A score over time.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Trend {
    /// Id of the instrument.
    pub instrument: String,
    /// Id of the score.
    pub score: String,
    /// Name of the score.
    pub label: String,
    /// Oldest first; gaps included.
    pub points: Vec<Point>,
    /// The bands of the score, lowest first; none where the score is not a number.
    pub bands: Vec<BandRange>,
    /// Lowest and highest value possible.
    #[cfg_attr(feature = "ts", ts(type = "[number, number] | null"))]
    pub range: Option<(i64, i64)>,
    /// Where the plan wants it.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub target: Option<i64>,
    /// What was published as a meaningful change.
    pub meaningful: Option<Meaningful>,
    /// From the first score to the last.
    pub since_first: Change,
    /// From the last score but one to the last.
    pub since_last: Change,
    /// What the last score has reached: response, remission, a good end state, the target.
    pub reached: Vec<String>,
    /// The trend in plain words.
    pub sentence: String,
}

/// One point, or a gap.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "TrendPoint"))]
pub struct Point {
    /// The day.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub on: NaiveDate,
    /// The value, where it is a number; nothing for a gap or a coded score.
    pub value: Option<f64>,
    /// What is written beside it.
    pub shown: String,
    /// Name of its band.
    pub band: Option<String>,
    /// The version it was scored under.
    pub version: String,
}

/// A band and what it spans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BandRange {
    /// Code.
    pub code: String,
    /// Name.
    pub label: String,
    /// 0 (none) to 4 (most severe); nothing where the band has no such meaning.
    pub severity: Option<u8>,
    /// Lowest value.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub from: i64,
    /// Highest value.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub to: i64,
}

/// A published meaningful change, in points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Meaningful {
    /// At least this many.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub points: i64,
    /// Upper end, where it was published as a span.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub up_to: Option<i64>,
    /// Difference beyond measurement error, where that was published too.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub beyond_error: Option<i64>,
    /// Where it was published.
    pub citation: String,
    /// How sure the sources are, where they differ.
    pub confidence: Option<String>,
}

/// A score over time; readings in any order. Nothing when the definition has no such score.
/// Source: clinical text, "Outcomes"; thresholds and citations stand in the definition.
#[must_use]
pub fn trend(
    definition: &Definition,
    score: &str,
    readings: &[Reading],
    target: Option<i64>,
) -> Option<Trend> {
    let known = definition.score(score)?;
    let mut readings: Vec<&Reading> = readings.iter().collect();
    readings.sort_by_key(|reading| reading.on);
    let scale = change::Scale::of(definition, score);
    let scored: Vec<&Reading> =
        readings.iter().copied().filter(|reading| reading.value.is_some()).collect();
    let (first, last) = (scored.first().copied(), scored.last().copied());
    let before = scored.len().checked_sub(2).and_then(|at| scored.get(at).copied());
    let since_first = scale.since_baseline(first.filter(|_| scored.len() > 1), last);
    let since_last = scale.between(before, last);
    Some(Trend {
        instrument: definition.id.clone(),
        score: known.id.clone(),
        label: known.label.clone(),
        points: readings.iter().map(|reading| point(reading)).collect(),
        bands: bands(definition, score),
        range: known.range,
        target,
        meaningful: scale.meaningful(),
        reached: scale.reached(first.filter(|_| scored.len() > 1), last, target),
        sentence: format!("{}: {}", known.label, since_first.sentence),
        since_first,
        since_last,
    })
}

fn point(reading: &Reading) -> Point {
    let number = reading.value.as_ref().and_then(change::Number::of);
    let shown = match &reading.value {
        None => "Not scored".to_owned(),
        Some(ScoreValue::Code(code)) => {
            reading.band.as_ref().map_or_else(|| code.clone(), |band| band.label.clone())
        }
        Some(_) => number.map(|it| it.to_string()).unwrap_or_default(),
    };
    Point {
        on: reading.on,
        value: number.map(change::Number::as_f64),
        shown,
        band: reading.band.as_ref().map(|band| band.label.clone()),
        version: reading.version.clone(),
    }
}

fn bands(definition: &Definition, score: &str) -> Vec<BandRange> {
    let own = definition.bands.iter().filter(|band| band.score == score);
    let mut bands: Vec<BandRange> = own
        .filter_map(|band| {
            let (from, to) = band.span?;
            let mark = band.mark.clone();
            Some(BandRange {
                code: mark.code,
                label: mark.label,
                severity: mark.severity,
                from,
                to,
            })
        })
        .collect();
    bands.sort_by_key(|band| band.from);
    bands
}
