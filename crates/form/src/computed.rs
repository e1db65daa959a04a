//! Dates that follow from other answers.
//!
//! A closed set of computations, each with its legal source.

use crate::answer::Answers;
use crate::business_day;
use crate::definition::Computation;
use chrono::NaiveDate;

/// The date a computation comes to; `None` while the answers it needs are blank.
pub(crate) fn date(computation: &Computation, answers: &Answers) -> Option<NaiveDate> {
    match computation {
        Computation::GoodFaithEstimate { scheduled, service, requested } => {
            let read = |item: &String| answers.date(item);
            good_faith_estimate_due(read(scheduled), read(service), read(requested))
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
}
