//! Business days of the United States: Monday to Friday, less the federal holidays.
//!
//! Holidays by 5 U.S.C. 6103, with the Friday or Monday on which a weekend holiday is observed.
//! Knows no forms.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Whether a day is a business day.
#[must_use]
pub fn is_business_day(day: NaiveDate) -> bool {
    !is_weekend(day) && !is_observed_holiday(day)
}

/// The day that many business days after a day.
#[must_use]
pub fn after(day: NaiveDate, count: u32) -> NaiveDate {
    let mut left = count;
    let mut at = day;
    while left > 0 {
        let Some(next) = at.checked_add_days(Days::new(1)) else { return at };
        at = next;
        if is_business_day(at) {
            left -= 1;
        }
    }
    at
}

/// How many business days lie after `from`, up to and including `to`, counted no further than
/// `limit`.
#[must_use]
pub fn between(from: NaiveDate, to: NaiveDate, limit: u32) -> u32 {
    let mut count = 0;
    let mut at = from;
    while at < to && count < limit {
        let Some(next) = at.checked_add_days(Days::new(1)) else { return count };
        at = next;
        if is_business_day(at) {
            count += 1;
        }
    }
    count
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// A holiday, or the weekday on which one that falls on a weekend is observed.
fn is_observed_holiday(day: NaiveDate) -> bool {
    let shifted = match day.weekday() {
        Weekday::Fri => day.succ_opt(),
        Weekday::Mon => day.pred_opt(),
        _ => None,
    };
    is_holiday(day)
        || shifted.is_some_and(|weekend| is_weekend(weekend) && is_fixed_holiday(weekend))
}

fn is_fixed_holiday(day: NaiveDate) -> bool {
    matches!((day.month(), day.day()), (1, 1) | (6, 19) | (7, 4) | (11, 11) | (12, 25))
}

fn is_holiday(day: NaiveDate) -> bool {
    let nth = (day.day() - 1) / 7 + 1;
    let last = day.checked_add_days(Days::new(7)).is_some_and(|next| next.month() != day.month());
    let floating = match (day.month(), day.weekday()) {
        (1 | 2, Weekday::Mon) => nth == 3,
        (5, Weekday::Mon) => last,
        (9, Weekday::Mon) => nth == 1,
        (10, Weekday::Mon) => nth == 2,
        (11, Weekday::Thu) => nth == 4,
        _ => false,
    };
    floating || is_fixed_holiday(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::parse_stored;

    fn day(text: &str) -> NaiveDate {
        parse_stored(text).unwrap()
    }

    #[test]
    fn weekends_and_federal_holidays_are_no_business_days() {
        for free in [
            "2026-11-21",
            "2026-11-26",
            "2026-12-25",
            "2026-07-03",
            "2026-01-19",
            "2026-05-25",
            "2027-12-31",
        ] {
            assert!(!is_business_day(day(free)), "{free}");
        }
        for open in ["2026-11-23", "2026-11-27", "2026-07-06", "2026-12-24"] {
            assert!(is_business_day(day(open)), "{open}");
        }
    }

    #[test]
    fn counting_skips_what_is_closed() {
        assert_eq!(after(day("2026-11-25"), 1), day("2026-11-27"));
        assert_eq!(after(day("2026-11-20"), 3), day("2026-11-25"));
        assert_eq!(between(day("2026-11-23"), day("2026-11-30"), 10), 4);
        assert_eq!(between(day("2026-11-30"), day("2026-11-23"), 10), 0);
    }
}
