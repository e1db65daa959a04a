//! A time of day to the minute.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Readable;

/// Minutes since midnight, 0 to 1439. Written `17:30` in files, read as people type it, shown
/// `5:30 PM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MinuteOfDay(u16);

impl MinuteOfDay {
    /// A minute of the day; nothing from midnight on.
    #[must_use]
    pub fn new(minute: u32) -> Option<Self> {
        u16::try_from(minute).ok().filter(|minute| *minute < 24 * 60).map(Self)
    }

    /// Minutes since midnight.
    #[must_use]
    pub fn minutes(self) -> u32 {
        u32::from(self.0)
    }
}

impl fmt::Display for MinuteOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute) = (self.0 / 60, self.0 % 60);
        let half = if hour < 12 { "AM" } else { "PM" };
        let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
        write!(f, "{hour}:{minute:02} {half}")
    }
}

impl From<MinuteOfDay> for String {
    fn from(time: MinuteOfDay) -> Self {
        format!("{:02}:{:02}", time.0 / 60, time.0 % 60)
    }
}

impl TryFrom<String> for MinuteOfDay {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let known = Self::read(&text).filter(|time| String::from(*time) == text);
        known.ok_or("not a time of day such as 17:30")
    }
}

impl Readable for MinuteOfDay {
    /// `17:30`, `5:30 PM`, `5:30p`, `9am`, `noon`; a bare `9` is nine in the morning, a bare `3`
    /// could be either and is not read.
    fn read(text: &str) -> Option<Self> {
        let lower = text.trim().to_lowercase().replace('.', "");
        if lower == "noon" {
            return Self::new(12 * 60);
        }
        let (clock, half) = match lower.strip_suffix('m').unwrap_or(&lower) {
            it if it.ends_with('a') => (it.trim_end_matches('a').trim_end(), Some(0)),
            it if it.ends_with('p') => (it.trim_end_matches('p').trim_end(), Some(12)),
            _ => (lower.as_str(), None),
        };
        let (hour, minute) = match clock.split_once(':') {
            Some((hour, minute)) if minute.len() == 2 => (hour, number(minute)?),
            Some(_) => return None,
            None => (clock, 0),
        };
        let hour = number(hour)?;
        let hour = match half {
            Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
            Some(_) => return None,
            None if !clock.contains(':') && !(7..=23).contains(&hour) => return None,
            None => hour,
        };
        (hour < 24 && minute < 60).then(|| Self::new(hour * 60 + minute)).flatten()
    }
}

fn number(text: &str) -> Option<u32> {
    (1..=2).contains(&text.len()).then_some(())?;
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_type_them() {
        let cases = [
            ("17:30", Some("17:30")),
            ("5:30 PM", Some("17:30")),
            ("5:30p", Some("17:30")),
            ("9 a.m.", Some("09:00")),
            ("12 am", Some("00:00")),
            ("12pm", Some("12:00")),
            ("noon", Some("12:00")),
            ("9", Some("09:00")),
            ("3", None),
            ("24:00", None),
            ("9:5", None),
            ("13 pm", None),
            ("", None),
            ("soon", None),
            ("+9:00", None),
        ];
        for (typed, read) in cases {
            assert_eq!(MinuteOfDay::read(typed).map(String::from).as_deref(), read, "{typed}");
        }
    }

    #[test]
    fn every_minute_is_read_back_from_how_it_is_stored_and_shown() {
        for time in (0..1440).filter_map(MinuteOfDay::new) {
            assert_eq!(MinuteOfDay::try_from(String::from(time)), Ok(time));
            assert_eq!(MinuteOfDay::read(&time.to_string()), Some(time));
        }
    }
}
