//! The times of a usual week: `mon 09:00-12:30`, in half hours from 06:00 to 22:00.
//!
//! Reads spans as people type them, brings them into one form, adds them up, writes them for
//! people. Knows no items, no dates and no time zones.

use std::collections::BTreeSet;

/// Most spans of one week that are taken.
pub const SPAN_LIMIT: usize = 336;

const DAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const HALF_HOUR: u32 = 30;
/// First and last minute of a day that can be named.
const EARLIEST: u32 = 6 * 60;
const LATEST: u32 = 22 * 60;

/// A stretch of one day, in minutes since midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Span {
    day: usize,
    from: u32,
    until: u32,
}

impl Span {
    fn stored(self) -> String {
        let clock = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
        let day = DAYS[self.day].get(..3).unwrap_or_default();
        format!("{day} {}-{}", clock(self.from), clock(self.until))
    }

    fn shown(self) -> String {
        format!("{}-{}", spoken(self.from), spoken(self.until))
    }
}

/// Brings spans into one form: what can be read is sorted, and what overlaps or touches is merged;
/// what cannot be read follows word for word. The order in which spans are given does not matter.
#[must_use]
pub fn normalized<S: AsRef<str>>(typed: &[S]) -> Vec<String> {
    let unread: BTreeSet<&str> = typed
        .iter()
        .map(|text| text.as_ref().trim())
        .filter(|text| !text.is_empty() && read(text).is_none())
        .collect();
    let known = merged(typed).into_iter().map(Span::stored);
    known.chain(unread.into_iter().map(str::to_owned)).collect()
}

/// The minutes of a week; what overlaps counts once, what cannot be read counts nothing.
#[must_use]
pub fn minutes<S: AsRef<str>>(spans: &[S]) -> u32 {
    merged(spans).into_iter().map(|span| span.until - span.from).sum()
}

/// A week as words: `Mon 9:00 AM-12:30 PM; Wed 1:00 PM-3:00 PM`.
#[must_use]
pub fn shown<S: AsRef<str>>(spans: &[S]) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut last_day = None;
    for span in merged(spans) {
        match words.last_mut().filter(|_| last_day == Some(span.day)) {
            Some(day) => *day = format!("{day}, {}", span.shown()),
            None => words.push(format!("{} {}", short_day(span.day), span.shown())),
        }
        last_day = Some(span.day);
    }
    let unread = spans.iter().map(AsRef::as_ref).filter(|text| read(text).is_none());
    words.extend(unread.map(str::to_owned));
    words.join("; ")
}

/// The stretches of a week as day (0 is Monday), first and last minute; sorted, none touching
/// another. What cannot be read is left out.
#[must_use]
pub fn stretches<S: AsRef<str>>(spans: &[S]) -> Vec<(usize, u32, u32)> {
    merged(spans).into_iter().map(|span| (span.day, span.from, span.until)).collect()
}

/// Whether a text is one span in its stored form.
#[must_use]
pub fn is_stored(text: &str) -> bool {
    read(text).is_some_and(|span| span.stored() == text)
}

fn merged<S: AsRef<str>>(spans: &[S]) -> Vec<Span> {
    let mut known: Vec<Span> = spans.iter().filter_map(|text| read(text.as_ref())).collect();
    known.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(known.len());
    for span in known {
        match joined.last_mut() {
            Some(last) if last.day == span.day && span.from <= last.until => {
                last.until = last.until.max(span.until);
            }
            _ => joined.push(span),
        }
    }
    joined
}

/// `mon 09:00-12:30`, `Monday 9-12:30`, `Mon 9:00 AM-12:30 PM`, `tue 1-3 pm`.
fn read(text: &str) -> Option<Span> {
    let lower = text.trim().to_lowercase().replace(['–', '—'], "-");
    let at = lower.find(|letter: char| !letter.is_ascii_alphabetic())?;
    let (name, times) = lower.split_at(at);
    let day = DAYS.iter().position(|day| name.len() >= 3 && day.starts_with(name))?;
    let (from, until) = times.trim_start_matches(['.', ':']).split_once('-')?;
    let (until, half) = clock(until)?;
    // "1-3 pm" is meant for both ends; "9-1 pm" is not.
    let both =
        clock(from).filter(|(_, own)| own.is_none()).zip(half).and_then(|((from, _), half)| {
            let from = in_half(from, Some(half))?;
            (from < in_half(until, Some(half))?).then_some(from)
        });
    let from = match both {
        Some(from) => from,
        None => clock(from).and_then(|(from, own)| in_half(from, own))?,
    };
    let until = in_half(until, half)?;
    let whole = from.is_multiple_of(HALF_HOUR) && until.is_multiple_of(HALF_HOUR);
    (whole && EARLIEST <= from && from < until && until <= LATEST).then_some(Span {
        day,
        from,
        until,
    })
}

/// The half of a day that a time was said to be in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

/// A time of day as typed: minutes, and the half of the day where one was said.
fn clock(text: &str) -> Option<(u32, Option<Half>)> {
    let plain = text.replace([' ', '.'], "");
    let (digits, half) = if let Some(rest) = plain.strip_suffix("am") {
        (rest, Some(Half::Morning))
    } else if let Some(rest) = plain.strip_suffix("pm") {
        (rest, Some(Half::Afternoon))
    } else {
        (plain.as_str(), None)
    };
    let (hour, minute) = digits.split_once(':').unwrap_or((digits, "00"));
    let number = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        let usual = lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        usual.then(|| part.parse::<u32>().ok()).flatten()
    };
    let (hour, minute) = (number(hour, 1..=2)?, number(minute, 2..=2)?);
    (hour < 24 && minute < 60).then_some((hour * 60 + minute, half))
}

/// Minutes since midnight.
fn in_half(minutes: u32, half: Option<Half>) -> Option<u32> {
    let noon = 12 * 60;
    match half {
        None => Some(minutes),
        Some(_) if !(60..noon + 60).contains(&minutes) => None,
        Some(Half::Morning) => Some(minutes % noon),
        Some(Half::Afternoon) => Some(minutes % noon + noon),
    }
}

fn spoken(minute: u32) -> String {
    let (hour, half) = (minute / 60, if minute < 12 * 60 { "AM" } else { "PM" });
    let hour = if hour.is_multiple_of(12) { 12 } else { hour % 12 };
    format!("{hour}:{:02} {half}", minute % 60)
}

fn short_day(day: usize) -> &'static str {
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].get(day).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spans_are_sorted_and_what_overlaps_or_touches_is_one() {
        let typed = ["wed 13:00-15:00", "mon 11:00-12:30", "mon 09:00-11:00", "mon 10:00-11:30"];
        assert_eq!(normalized(&typed), ["mon 09:00-12:30", "wed 13:00-15:00"]);
        assert_eq!(minutes(&typed), 330);
        assert_eq!(shown(&typed), "Mon 9:00 AM-12:30 PM; Wed 1:00 PM-3:00 PM");
        let two = ["tue 08:00-09:00", "tue 17:30-20:00"];
        assert_eq!(shown(&two), "Tue 8:00 AM-9:00 AM, 5:30 PM-8:00 PM");
    }

    #[test]
    fn times_are_read_as_people_type_them() {
        for (typed, stored) in [
            ("Mon 9:00 AM-12:30 PM", "mon 09:00-12:30"),
            ("monday 9-12:30", "mon 09:00-12:30"),
            ("Tue 1-3 pm", "tue 13:00-15:00"),
            ("thurs. 9 – 1 p.m.", "thu 09:00-13:00"),
            ("sun 12 pm-10 pm", "sun 12:00-22:00"),
            ("sat 11-12 pm", "sat 11:00-12:00"),
            ("fri 06:00-22:00", "fri 06:00-22:00"),
        ] {
            assert_eq!(normalized(&[typed]), [stored], "{typed}");
        }
    }

    #[test]
    fn what_is_no_half_hour_of_the_day_stays_as_typed_and_counts_nothing() {
        for typed in [
            "most mornings",
            "mon",
            "mon 9",
            "mo 09:00-10:00",
            "mon 09:15-10:00",
            "mon 05:30-07:00",
            "mon 21:00-22:30",
            "mon 12:00-09:00",
            "mon 09:00-09:00",
            "mon 25:00-26:00",
            "mon 13 am-2 pm",
            "mon -",
            "mon 9:5-10:00",
            "12:00-13:00",
            "mon 0 am-7 am",
        ] {
            assert_eq!(normalized(&[typed]), [typed]);
            assert_eq!((minutes(&[typed]), is_stored(typed)), (0, false), "{typed}");
            assert_eq!(shown(&[typed]), typed);
        }
    }

    #[test]
    fn only_one_form_is_stored() {
        assert!(is_stored("mon 09:00-12:30"));
        for other in ["Mon 09:00-12:30", "mon 9:00-12:30", "mon 09:00-12:30 "] {
            assert!(!is_stored(other), "{other}");
        }
    }

    fn spans() -> impl Strategy<Value = Vec<String>> {
        let span = (0usize..7, 12u32..44, 1u32..10).prop_map(|(day, from, long)| {
            let until = (from + long).min(44);
            Span { day, from: from * 30, until: until * 30 }.stored()
        });
        prop::collection::vec(prop_oneof![4 => span, 1 => "\\PC{0,12}"], 0..12)
    }

    proptest! {
        #[test]
        fn normalizing_twice_changes_nothing_more(typed in spans()) {
            let once = normalized(&typed);
            prop_assert_eq!(&normalized(&once), &once);
            prop_assert_eq!(minutes(&once), minutes(&typed));
        }

        #[test]
        fn the_order_in_which_spans_are_given_does_not_matter(
            (typed, mixed) in spans().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))
        ) {
            prop_assert_eq!(normalized(&typed), normalized(&mixed));
        }

        #[test]
        fn what_is_shown_can_be_typed_again(typed in spans()) {
            let known: Vec<String> = normalized(&typed).into_iter().filter(|text| is_stored(text)).collect();
            for span in &known {
                prop_assert_eq!(normalized(&[shown(&[span])]), vec![span.clone()]);
            }
        }
    }
}
