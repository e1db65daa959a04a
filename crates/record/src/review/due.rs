//! When the plan is looked at again.

use chrono::{Days, NaiveDate};
use serde::Serialize;

/// The next review, and what sets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct NextReview {
    /// The last day on which it is in time.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub by: NaiveDate,
    /// Days it is late; 0 while it is not.
    pub late_days: u32,
}

/// The next review after the last one, or after the plan came into force. The earliest counts: the
/// day the last review named, the plan's own interval, the interval of the strictest rule.
#[must_use]
pub fn next_review(
    since: NaiveDate,
    named: Option<NaiveDate>,
    intervals: &[u32],
    today: NaiveDate,
) -> Option<NextReview> {
    let every =
        intervals.iter().filter_map(|days| since.checked_add_days(Days::new((*days).into())));
    let by = every.chain(named.filter(|day| *day > since)).min()?;
    let late_days = u32::try_from((today - by).num_days()).unwrap_or(0);
    Some(NextReview { by, late_days })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_earliest_day_counts() {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        type Case<'c> = (Option<NaiveDate>, &'c [u32], NaiveDate, Option<(NaiveDate, u32)>);
        let cases: [Case<'_>; 6] = [
            (None, &[], day(11, 2), None),
            (None, &[30, 14], day(11, 10), Some((day(11, 15), 0))),
            (Some(day(11, 8)), &[30], day(11, 8), Some((day(11, 8), 0))),
            (Some(day(11, 8)), &[30], day(11, 10), Some((day(11, 8), 2))),
            (Some(day(12, 30)), &[30], day(11, 10), Some((day(12, 1), 0))),
            (Some(day(10, 1)), &[30], day(11, 10), Some((day(12, 1), 0))),
        ];
        for (named, intervals, today, expected) in cases {
            let next = next_review(day(11, 1), named, intervals, today);
            assert_eq!(next.map(|it| (it.by, it.late_days)), expected, "{named:?} {intervals:?}");
        }
    }
}
