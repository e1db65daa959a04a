//! Values that follow from other answers.
//!
//! A closed set of computations, each with its source; the numbers a program asks for stand in the
//! definition. Knows nothing of what is shown where.

use crate::answer::{Answer, Answers};
use crate::definition::Computation;
use crate::{business_day, date, week};
use chrono::NaiveDate;

/// What a computation came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComputedValue {
    /// A date.
    Date(NaiveDate),
    /// Time in a week, against what a program asks for.
    Hours {
        /// Minutes a week.
        minutes: u32,
        /// Hours a week the program asks for; unknown while the age is.
        wanted: Option<u32>,
    },
}

impl ComputedValue {
    /// The date, where it is one.
    #[must_use]
    pub fn date(&self) -> Option<NaiveDate> {
        match self {
            Self::Date(date) => Some(*date),
            Self::Hours { .. } => None,
        }
    }

    /// The value as words: `Apr 7, 2026`; "10.5 hours a week; the program asks for 9."
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Date(date) => date::shown(*date),
            Self::Hours { minutes, wanted: None } => format!("{} a week.", hours(*minutes)),
            Self::Hours { minutes, wanted: Some(wanted) } => {
                format!("{} a week; the program asks for {wanted}.", hours(*minutes))
            }
        }
    }
}

/// `1 hour`, `10.5 hours`: weeks are kept in half hours.
fn hours(minutes: u32) -> String {
    let half = if minutes.is_multiple_of(60) { "" } else { ".5" };
    let unit = if minutes == 60 { "hour" } else { "hours" };
    format!("{}{half} {unit}", minutes / 60)
}

/// What a computation comes to; `None` while the answers it needs are blank.
pub(crate) fn value(
    computation: &Computation,
    answers: &Answers,
    age: Option<u32>,
) -> Option<ComputedValue> {
    match computation {
        Computation::GoodFaithEstimate { scheduled, service, requested } => {
            let read = |item: &String| answers.date(item);
            good_faith_estimate_due(read(scheduled), read(service), read(requested))
                .map(ComputedValue::Date)
        }
        Computation::HoursAWeek { week, adult, adolescent } => {
            let Some(Answer::Codes(codes)) = answers.get(week) else { return None };
            let spans: Vec<String> = codes.iter().map(ToString::to_string).collect();
            let wanted = age.map(|age| if age < 18 { *adolescent } else { *adult });
            Some(ComputedValue::Hours { minutes: week::minutes(&spans), wanted })
        }
    }
}

/// When a Good Faith Estimate is due (45 CFR 149.610(b)(1)(vi)): service scheduled 10 or more
/// business days ahead, 3 business days after scheduling; 3 to 9 ahead, 1; on request, 3 after
/// the request. The earlier, when both apply; less than 3 ahead, none from the scheduling.
#[must_use]
pub fn good_faith_estimate_due(
    scheduled: Option<NaiveDate>,
    service: Option<NaiveDate>,
    requested: Option<NaiveDate>,
) -> Option<NaiveDate> {
    let by_schedule = scheduled.zip(service).and_then(|(scheduled, service)| {
        match business_day::between(scheduled, service, 10) {
            10.. => Some(business_day::after(scheduled, 3)),
            3..10 => Some(business_day::after(scheduled, 1)),
            _ => None,
        }
    });
    let by_request = requested.map(|requested| business_day::after(requested, 3));
    by_schedule.into_iter().chain(by_request).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::parse_stored as day;

    #[test]
    fn the_due_date_follows_from_how_far_ahead_the_service_is() {
        let monday = day("2026-10-19");
        assert_eq!(good_faith_estimate_due(monday, day("2026-11-02"), None), day("2026-10-22"));
        assert_eq!(good_faith_estimate_due(monday, day("2026-10-30"), None), day("2026-10-20"));
        assert_eq!(good_faith_estimate_due(monday, day("2026-10-22"), None), day("2026-10-20"));
        assert_eq!(good_faith_estimate_due(monday, day("2026-10-21"), None), None);
    }

    #[test]
    fn a_request_counts_by_itself_and_the_earlier_date_wins() {
        assert_eq!(good_faith_estimate_due(None, None, day("2026-10-19")), day("2026-10-22"));
        assert_eq!(
            good_faith_estimate_due(day("2026-10-19"), day("2026-10-28"), day("2026-10-19")),
            day("2026-10-20")
        );
        assert_eq!(good_faith_estimate_due(None, day("2026-10-28"), None), None);
    }

    #[test]
    fn hours_a_week_are_said_against_what_the_program_asks_for() {
        let said = |minutes, wanted| ComputedValue::Hours { minutes, wanted }.shown();
        assert_eq!(said(630, Some(9)), "10.5 hours a week; the program asks for 9.");
        assert_eq!(said(60, Some(6)), "1 hour a week; the program asks for 6.");
        assert_eq!(said(30, None), "0.5 hours a week.");
    }
}
