//! The languages that a document's own words are in, and how dates and hours are written in each.
//!
//! It translates nothing that a person wrote.

use chrono::{Datelike, NaiveDate};
use record::schedule::{Day, MinuteOfDay};

use crate::block::MISSING;

/// A language of the fixed words of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// American English.
    #[default]
    English,
    /// Spanish as it is read in the United States.
    Spanish,
}

impl Language {
    /// The language of a BCP 47 tag: Spanish for `es` and all its regions, English for any other.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        let tag = tag.trim().to_ascii_lowercase();
        if tag == "es" || tag.starts_with("es-") { Self::Spanish } else { Self::English }
    }

    /// The BCP 47 tag, as a file names its language.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en-US",
            Self::Spanish => "es-US",
        }
    }

    /// What stands in the place of what nobody has written.
    pub(crate) fn missing(self) -> &'static str {
        self.pick(MISSING, "Todavía no está escrito")
    }

    /// One of two wordings.
    pub(crate) fn pick<T>(self, english: T, spanish: T) -> T {
        match self {
            Self::English => english,
            Self::Spanish => spanish,
        }
    }

    /// "Apr 7, 2010", "7 abr 2010".
    pub(crate) fn date(self, date: NaiveDate) -> String {
        let (day, month, year) = (date.day(), self.month(date), date.year());
        self.pick(format!("{month} {day}, {year}"), format!("{day} {month} {year}"))
    }

    fn month(self, date: NaiveDate) -> &'static str {
        const ENGLISH: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        const SPANISH: [&str; 12] =
            ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"];
        let months = self.pick(ENGLISH, SPANISH);
        months.get(date.month0() as usize).copied().unwrap_or_default()
    }

    /// "5:30 PM", "5:30 p. m.".
    pub(crate) fn time(self, time: MinuteOfDay) -> String {
        let shown = time.to_string();
        match self {
            Self::English => shown,
            Self::Spanish => {
                shown.replace(" AM", "\u{a0}a.\u{a0}m.").replace(" PM", "\u{a0}p.\u{a0}m.")
            }
        }
    }

    /// "Monday", "lunes".
    pub(crate) fn day(self, day: Day) -> &'static str {
        const SPANISH: [&str; 7] =
            ["Lunes", "Martes", "Miércoles", "Jueves", "Viernes", "Sábado", "Domingo"];
        match self {
            Self::English => day.label(),
            Self::Spanish => SPANISH[day as usize % 7],
        }
    }

    /// "Page 2 of 5", "Página 2 de 5".
    pub(crate) fn page(self, number: usize, count: usize) -> String {
        self.pick(format!("Page {number} of {count}"), format!("Página {number} de {count}"))
    }
}

/// Minutes as hours: "3 h", "1.5 h", "50 min".
pub(crate) fn length(minutes: u32) -> String {
    match minutes {
        0..60 => format!("{minutes} min"),
        _ if minutes.is_multiple_of(60) => format!("{} h", minutes / 60),
        _ if minutes.is_multiple_of(6) => format!("{}.{} h", minutes / 60, minutes % 60 / 6),
        _ => format!("{} h {} min", minutes / 60, minutes % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_hours_and_days_read_as_people_write_them() {
        let day = NaiveDate::from_ymd_opt(2010, 4, 7).unwrap();
        let half_past_five = MinuteOfDay::new(17 * 60 + 30).unwrap();
        let cases = [
            (Language::of("en-US"), "Apr 7, 2010", "5:30 PM", "Wednesday", "Page 1 of 2"),
            (
                Language::of("es-MX"),
                "7 abr 2010",
                "5:30\u{a0}p.\u{a0}m.",
                "Miércoles",
                "Página 1 de 2",
            ),
        ];
        for (language, date, time, weekday, page) in cases {
            assert_eq!(language.date(day), date);
            assert_eq!(language.time(half_past_five), time);
            assert_eq!(language.day(Day::Wed), weekday);
            assert_eq!(language.page(1, 2), page);
        }
    }

    #[test]
    fn a_tag_names_its_language_and_any_other_is_english() {
        for (tag, language) in [
            ("es", Language::Spanish),
            (" ES-us ", Language::Spanish),
            ("est", Language::English),
            ("", Language::English),
            ("fr", Language::English),
        ] {
            assert_eq!(Language::of(tag), language, "{tag}");
        }
    }

    #[test]
    fn lengths_are_said_in_hours_where_that_is_exact() {
        for (minutes, said) in [
            (0, "0 min"),
            (50, "50 min"),
            (60, "1 h"),
            (90, "1.5 h"),
            (100, "1 h 40 min"),
            (180, "3 h"),
            (546, "9.1 h"),
        ] {
            assert_eq!(length(minutes), said);
        }
    }
}
