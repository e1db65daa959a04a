//! Dates as people type them, and the one way they are shown.
//!
//! Knows the calendar and American order (month before day). Does not know what today is: the
//! caller passes it in. Does not know forms.

use chrono::{Datelike, NaiveDate};

/// What a date is for; it settles the century of a two-digit year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A birth date: the latest such year that is not after today.
    Birth,
    /// Any other date: the year nearest to today.
    Near,
}

/// Years outside these are not taken for a year anybody meant.
const YEARS: std::ops::RangeInclusive<i32> = 1800..=2299;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Reads a date the way people type it: `4/7/85`, `04071985`, `7 Apr 1985`, `Apr 7, 1985`,
/// `1985-04-07`. `None` when it cannot be read with certainty; nothing is guessed beyond the
/// century of a two-digit year.
#[must_use]
pub fn parse_typed(text: &str, purpose: Purpose, today: NaiveDate) -> Option<NaiveDate> {
    let parts = split(text)?;
    let words: Vec<&str> = parts.iter().map(String::as_str).collect();
    match words.as_slice() {
        [run] => unbroken(run, purpose, today),
        [a, b, c] => three(a, b, c, purpose, today),
        _ => None,
    }
}

/// Reads exactly `YYYY-MM-DD`, the form in which dates are stored.
#[must_use]
pub fn parse_stored(text: &str) -> Option<NaiveDate> {
    if text.len() != 10 {
        return None;
    }
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|date| YEARS.contains(&date.year()))
}

/// The stored form, `YYYY-MM-DD`.
#[must_use]
pub fn stored(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

/// The one way a date is shown on screen and paper: `Apr 7, 1985`.
#[must_use]
pub fn shown(date: NaiveDate) -> String {
    date.format("%b %-d, %Y").to_string()
}

/// Whole years between a birth date and a day; `None` when the day is before the birth date.
/// Someone born on February 29 turns a year older on March 1 in common years.
#[must_use]
pub fn age_on(birth: NaiveDate, day: NaiveDate) -> Option<u32> {
    day.years_since(birth)
}

/// Cuts at separators and between digits and letters; `None` for anything no date contains.
fn split(text: &str) -> Option<Vec<String>> {
    let mut parts: Vec<String> = Vec::new();
    let mut current = String::new();
    for letter in text.trim().chars() {
        if matches!(letter, '/' | '-' | '.' | ',' | ' ' | '\u{a0}') {
            if !current.is_empty() {
                parts.push(std::mem::take(&mut current));
            }
            continue;
        }
        if !letter.is_ascii_alphanumeric() {
            return None;
        }
        let turns = current
            .chars()
            .next_back()
            .is_some_and(|last| last.is_ascii_digit() != letter.is_ascii_digit());
        if turns {
            parts.push(std::mem::take(&mut current));
        }
        current.push(letter.to_ascii_lowercase());
    }
    if !current.is_empty() {
        parts.push(current);
    }
    drop_ordinals(&mut parts);
    (parts.len() <= 3).then_some(parts)
}

/// `7th` is the day 7.
fn drop_ordinals(parts: &mut Vec<String>) {
    if let Some(at) =
        parts.iter().position(|part| matches!(part.as_str(), "st" | "nd" | "rd" | "th"))
        && at > 0
        && parts[at - 1].len() <= 2
    {
        parts.remove(at);
    }
}

/// `04071985`, `040785` and `19850407`.
fn unbroken(run: &str, purpose: Purpose, today: NaiveDate) -> Option<NaiveDate> {
    if !run.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match run.len() {
        8 => {
            let american = numbers(&run[4..], &run[..2], &run[2..4], purpose, today);
            american.or_else(|| numbers(&run[..4], &run[4..6], &run[6..], purpose, today))
        }
        6 => numbers(&run[4..], &run[..2], &run[2..4], purpose, today),
        _ => None,
    }
}

fn three(a: &str, b: &str, c: &str, purpose: Purpose, today: NaiveDate) -> Option<NaiveDate> {
    if let Some(month) = month_named(a) {
        return numbers(c, &month.to_string(), b, purpose, today);
    }
    if let Some(month) = month_named(b) {
        let (year, day) = if a.len() == 4 { (a, c) } else { (c, a) };
        return numbers(year, &month.to_string(), day, purpose, today);
    }
    if a.len() == 4 {
        return numbers(a, b, c, purpose, today);
    }
    numbers(c, a, b, purpose, today)
}

/// A month by its name or at least its first three letters.
fn month_named(word: &str) -> Option<u32> {
    if word.len() < 3 {
        return None;
    }
    let at = MONTHS.iter().position(|name| name.starts_with(word))?;
    u32::try_from(at + 1).ok()
}

fn numbers(
    year: &str,
    month: &str,
    day: &str,
    purpose: Purpose,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let (month, day) = (short(month)?, short(day)?);
    match year.len() {
        4 => {
            let year = year.parse().ok()?;
            NaiveDate::from_ymd_opt(year, month, day).filter(|_| YEARS.contains(&year))
        }
        2 => century(year.parse().ok()?, month, day, purpose, today),
        _ => None,
    }
}

fn short(digits: &str) -> Option<u32> {
    (1..=2).contains(&digits.len()).then(|| digits.parse().ok()).flatten()
}

fn century(
    two: i32,
    month: u32,
    day: u32,
    purpose: Purpose,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let base = today.year().div_euclid(100) * 100;
    let candidates = [base - 100, base, base + 100]
        .map(|hundred| NaiveDate::from_ymd_opt(hundred + two, month, day));
    let real = candidates.into_iter().flatten().filter(|date| YEARS.contains(&date.year()));
    match purpose {
        Purpose::Birth => real.filter(|date| *date <= today).max(),
        Purpose::Near => real.min_by_key(|date| (*date - today).num_days().abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        parse_stored(text).unwrap()
    }

    fn birth(text: &str) -> Option<String> {
        parse_typed(text, Purpose::Birth, day("2026-11-23")).map(stored)
    }

    #[test]
    fn every_way_people_type_a_birth_date_is_read() {
        for typed in [
            "4/7/85",
            "04/07/1985",
            "4-7-85",
            "4.7.1985",
            "04071985",
            "040785",
            "19850407",
            "1985-04-07",
            "1985/4/7",
            "7 Apr 1985",
            "7-apr-85",
            "7Apr1985",
            "Apr 7, 1985",
            "april 7 1985",
            "April 7th, 1985",
            "1985 Apr 7",
            "  4 / 7 / 1985  ",
            "APR. 7, 1985",
        ] {
            assert_eq!(birth(typed).as_deref(), Some("1985-04-07"), "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_read_with_certainty_is_not_read() {
        for typed in [
            "",
            "soon",
            "4/7",
            "25/12/1985",
            "2/30/1985",
            "4/7/185",
            "1/2/3/4",
            "ma 4 1985",
            "4//",
            "٤/٧/٨٥",
        ] {
            assert_eq!(birth(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_two_digit_year_is_resolved_by_what_the_date_is_for() {
        assert_eq!(birth("4/7/30").as_deref(), Some("1930-04-07"));
        assert_eq!(birth("4/7/10").as_deref(), Some("2010-04-07"));
        assert_eq!(birth("11/24/26").as_deref(), Some("1926-11-24"));
        let near = |text| parse_typed(text, Purpose::Near, day("2026-11-23")).map(stored);
        assert_eq!(near("4/7/30").as_deref(), Some("2030-04-07"));
        assert_eq!(near("4/7/85").as_deref(), Some("1985-04-07"));
        assert_eq!(birth("2/29/00").as_deref(), Some("2000-02-29"));
    }

    #[test]
    fn age_counts_whole_years() {
        assert_eq!(age_on(day("2008-11-24"), day("2026-11-23")), Some(17));
        assert_eq!(age_on(day("2008-11-23"), day("2026-11-23")), Some(18));
        assert_eq!(age_on(day("2027-01-01"), day("2026-11-23")), None);
    }

    proptest! {
        #[test]
        fn a_shown_date_reads_back_as_the_same_date(days in -60_000i64..120_000) {
            let date = day("2026-01-01") + chrono::Duration::days(days);
            prop_assume!(YEARS.contains(&date.year()));
            for purpose in [Purpose::Birth, Purpose::Near] {
                prop_assert_eq!(parse_typed(&shown(date), purpose, day("2026-11-23")), Some(date));
                prop_assert_eq!(parse_typed(&stored(date), purpose, day("2026-11-23")), Some(date));
            }
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in ".{0,40}") {
            let _ = parse_typed(&text, Purpose::Near, day("2026-11-23"));
        }
    }
}
