//! Whether a change between two scores means something.
//!
//! Knows what an instrument's definition publishes; where it publishes nothing, nothing is said.

use std::fmt;

use chrono::NaiveDate;
use form::date::shown;
use form::{Definition, ScoreValue, instrument};
use serde::Serialize;

use super::{Meaningful, Reading, bands};

/// Which way a score went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Direction {
    /// Better by at least the published difference.
    Improved,
    /// Worse by at least the published difference.
    Worse,
    /// Less than the published difference.
    NoMeaningfulChange,
    /// There is not enough to say.
    CannotBeSaid,
}

/// The change between two scores.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "TrendChange"))]
pub struct Change {
    /// Day of the earlier score.
    #[cfg_attr(feature = "ts", ts(type = "string | null"))]
    pub from: Option<NaiveDate>,
    /// Day of the later score.
    #[cfg_attr(feature = "ts", ts(type = "string | null"))]
    pub to: Option<NaiveDate>,
    /// Points gained (lost, when negative), where both are numbers.
    pub by: Option<f64>,
    /// Which way.
    pub direction: Direction,
    /// The same in plain words.
    pub sentence: String,
}

/// A number as a score holds it: `units` of 10 to the minus `decimals`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    units: i64,
    decimals: u8,
}

impl Number {
    pub(super) const fn of(value: &ScoreValue) -> Option<Self> {
        match value {
            ScoreValue::Integer(units) => Some(Self { units: *units, decimals: 0 }),
            ScoreValue::Decimal { units, decimals } => {
                Some(Self { units: *units, decimals: *decimals })
            }
            ScoreValue::Code(_) => None,
        }
    }

    #[allow(clippy::cast_precision_loss, reason = "scores are far below 2^53")]
    pub(super) fn as_f64(self) -> f64 {
        self.units as f64 / 10f64.powi(i32::from(self.decimals))
    }

    /// A whole number in units of this one.
    fn units_of(self, whole: i64) -> i64 {
        whole.saturating_mul(10i64.saturating_pow(u32::from(self.decimals)))
    }

    fn at(self, decimals: u8) -> i64 {
        let more = u32::from(decimals.saturating_sub(self.decimals));
        self.units.saturating_mul(10i64.saturating_pow(more))
    }

    fn minus(self, other: Self) -> Self {
        let decimals = self.decimals.max(other.decimals);
        let units = self.at(decimals).saturating_sub(other.at(decimals));
        Self { units, decimals }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.*}", usize::from(self.decimals), self.as_f64())
    }
}

/// Whether less of a score is better; nothing where the bands do not say which end is.
#[must_use]
pub fn lower_is_better(definition: &Definition, score: &str) -> Option<bool> {
    Scale::of(definition, score).lower_is_better
}

/// What a definition says about changes of one score.
pub(super) struct Scale<'a> {
    published: Option<&'a instrument::Change>,
    /// Nothing where the bands do not say which end is better.
    lower_is_better: Option<bool>,
}

impl<'a> Scale<'a> {
    pub(super) fn of(definition: &'a Definition, score: &str) -> Self {
        let published = definition.instrument.as_ref().and_then(|it| it.change.as_ref());
        let severities: Vec<u8> =
            bands(definition, score).iter().filter_map(|band| band.severity).collect();
        let lower_is_better = match (severities.first(), severities.last()) {
            (Some(low), Some(high)) if low < high => Some(true),
            (Some(low), Some(high)) if low > high => Some(false),
            _ => None,
        };
        Self { published: published.filter(|it| it.score == score), lower_is_better }
    }

    /// The smallest difference people notice, else the one beyond measurement error.
    pub(super) fn meaningful(&self) -> Option<Meaningful> {
        let published = self.published?;
        let noticed = published.minimal_important_difference.filter(|points| *points > 0);
        let up_to = published.minimal_important_difference_up_to.filter(|_| noticed.is_some());
        let points = noticed.or(published.reliable_change.filter(|points| *points > 0))?;
        Some(Meaningful {
            points,
            up_to,
            citation: published.citation.clone(),
            beyond_error: published.reliable_change.filter(|points| *points > 0),
            confidence: published.confidence.clone(),
        })
    }

    /// The change since the first score. Where only a response is published (a fall from baseline
    /// in percent), that is what counts.
    pub(super) fn since_baseline(&self, first: Option<&Reading>, last: Option<&Reading>) -> Change {
        let mut change = self.between(first, last);
        let comparable = change.by.is_some() && self.meaningful().is_none();
        if let (true, Some(percent)) = (comparable, self.response(first, last)) {
            change.direction = Direction::Improved;
            change.sentence = format!(
                "{} That is at least {percent}% lower, published as a response.",
                moved(first, last)
            );
        }
        change
    }

    pub(super) fn between(&self, from: Option<&Reading>, to: Option<&Reading>) -> Change {
        let (direction, why) = self.judge(from, to);
        let moved = if comparable(from, to) { moved(from, to) } else { String::new() };
        let sentence = if moved.is_empty() { why } else { format!("{moved} {why}") };
        Change {
            from: from.map(|it| it.on),
            to: to.map(|it| it.on),
            by: difference(from, to).filter(|_| comparable(from, to)).map(Number::as_f64),
            direction,
            sentence,
        }
    }

    fn judge(&self, from: Option<&Reading>, to: Option<&Reading>) -> (Direction, String) {
        let unsaid = |why: &str| (Direction::CannotBeSaid, why.to_owned());
        if from.is_none() || to.is_none() {
            return unsaid("There are not two scores to compare yet.");
        }
        let Some(by) = difference(from, to) else {
            return unsaid("This result is not a number, so no change can be given in points.");
        };
        if !comparable(from, to) {
            return unsaid("They were scored under different versions and cannot be compared.");
        }
        let Some(meaningful) = self.meaningful() else {
            return unsaid("No meaningful change has been published for this score.");
        };
        let Some(lower_is_better) = self.lower_is_better else {
            return unsaid("It is not published which way this score gets better.");
        };
        let threshold = points(Number { units: meaningful.points, decimals: 0 });
        let span = meaningful.up_to.map(|it| format!(" (a span of {} to {it})", meaningful.points));
        let published =
            format!("the {threshold} published as meaningful{}", span.unwrap_or_default());
        if by.units.saturating_abs() < by.units_of(meaningful.points) {
            let why = format!("That is less than {published}.");
            return (Direction::NoMeaningfulChange, why);
        }
        let (direction, word) = if (by.units < 0) == lower_is_better {
            (Direction::Improved, "better")
        } else {
            (Direction::Worse, "worse")
        };
        (direction, format!("That is {word}, by at least {published}."))
    }

    /// The published percentage, when the score fell by at least that much.
    fn response(&self, first: Option<&Reading>, last: Option<&Reading>) -> Option<i64> {
        let percent = self.published?.response_percent.filter(|percent| *percent > 0)?;
        let fall = difference(last, first).filter(|_| comparable(first, last))?;
        let baseline = number(first)?.at(fall.decimals);
        let fell = fall.units > 0 && self.lower_is_better == Some(true);
        let enough = fall.units.saturating_mul(100) >= baseline.saturating_mul(percent);
        (fell && enough).then_some(percent)
    }

    /// What the last score has reached. Remission and a good end state need a first score that
    /// was not there yet: somebody who never scored higher has nothing to remit from.
    pub(super) fn reached(
        &self,
        first: Option<&Reading>,
        reading: Option<&Reading>,
        target: Option<i64>,
    ) -> Vec<String> {
        let mut reached = Vec::new();
        if let Some(percent) = self.response(first, reading) {
            reached.push(format!("At least {percent}% lower than the first score: a response."));
        }
        let Some(last) = number(reading) else { return reached };
        let baseline = number(first).filter(|_| comparable(first, reading));
        if let (Some(published), Some(first)) = (self.published, baseline) {
            let is_below = |it: Number, limit: i64| it.units < it.units_of(limit);
            let is_within = |it: Number, limit: i64| it.units <= it.units_of(limit);
            let below = published.remission_below;
            let below = below.filter(|it| is_below(last, *it) && !is_below(first, *it));
            let good = published.good_end_state_at_most;
            let good = good.filter(|it| is_within(last, *it) && !is_within(first, *it));
            reached.extend(below.map(|it| format!("Below {it}, published as remission.")));
            reached
                .extend(good.map(|it| format!("At or below {it}, published as a good end state.")));
        }
        let met = target.filter(|target| match self.lower_is_better {
            Some(true) => last.units <= last.units_of(*target),
            Some(false) => last.units >= last.units_of(*target),
            None => last.units == last.units_of(*target),
        });
        reached.extend(met.map(|target| format!("The target of {target} is reached.")));
        reached
    }
}

fn number(reading: Option<&Reading>) -> Option<Number> {
    reading?.value.as_ref().and_then(Number::of)
}

fn difference(from: Option<&Reading>, to: Option<&Reading>) -> Option<Number> {
    Some(number(to)?.minus(number(from)?))
}

/// Whether two scores belong to the same major version of their definition.
fn comparable(from: Option<&Reading>, to: Option<&Reading>) -> bool {
    let major = |reading: &Reading| reading.version.split('.').next().map(str::to_owned);
    from.map(major) == to.map(major)
}

/// "From 17 on Jan 12, 2026 to 9 on Mar 3, 2026: 8 points lower."
fn moved(from: Option<&Reading>, to: Option<&Reading>) -> String {
    let (Some(from), Some(to)) = (from, to) else { return String::new() };
    let (Some(before), Some(after)) = (number(Some(from)), number(Some(to))) else {
        return String::new();
    };
    let by = after.minus(before);
    let how_far = Number { units: by.units.saturating_abs(), ..by };
    let way = match by.units {
        0 => "the same".to_owned(),
        ..0 => format!("{} lower", points(how_far)),
        _ => format!("{} higher", points(how_far)),
    };
    format!("From {before} on {} to {after} on {}: {way}.", shown(from.on), shown(to.on))
}

fn points(number: Number) -> String {
    if number == (Number { units: 1, decimals: 0 }) {
        "1 point".to_owned()
    } else {
        format!("{number} points")
    }
}
