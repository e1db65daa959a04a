//! The sessions of a usual week, as data: days across, starting times down.

use std::collections::BTreeSet;

use record::{
    Entered,
    schedule::{Day, MinuteOfDay, Place, Planned, Week},
};

use crate::Language;

/// The sessions of a usual week.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WeekGrid {
    /// The sessions in any order.
    pub sessions: Vec<GridSession>,
    /// The language of days, times and the grid's own words.
    pub language: Language,
}

/// A session in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridSession {
    /// The day.
    pub day: Day,
    /// When it begins.
    pub start: MinuteOfDay,
    /// How long it is, in minutes; it ends on the same day.
    pub minutes: u32,
    /// What it is called; blank is said quietly.
    pub title: String,
    /// What else is known of it, a line each: kind, place, who holds it. Blank lines are left out.
    pub details: Vec<String>,
}

impl WeekGrid {
    /// The grid of the sessions that have a day, a start and a length, with what `details` says
    /// about each; a session that has not all three, or cannot be, is left out. A title of more than
    /// 60 letters is shortened.
    pub fn of(
        planned: &[Planned],
        language: Language,
        details: impl Fn(&Planned) -> Vec<String>,
    ) -> Self {
        let placed = |it: &Planned| {
            let (day, start, minutes) = it.span()?;
            let (title, details) = (shortened(&it.title), details(it));
            Some(GridSession { day, start, minutes, title, details })
        };
        Self { sessions: planned.iter().filter_map(placed).collect(), language }
    }

    /// The days it shows: Monday to Friday, and the days of the weekend that have a session.
    pub(crate) fn days(&self) -> Vec<Day> {
        let used = |day: &Day| self.sessions.iter().any(|it| it.day == *day);
        let weekday = |day: &Day| !matches!(day, Day::Sat | Day::Sun);
        Day::ALL.into_iter().filter(|day| weekday(day) || used(day)).collect()
    }

    /// The times at which something begins, earliest first.
    pub(crate) fn starts(&self) -> BTreeSet<MinuteOfDay> {
        self.sessions.iter().map(|it| it.start).collect()
    }

    /// What begins on a day at a time, in the order it was given.
    pub(crate) fn at(&self, day: Day, start: MinuteOfDay) -> impl Iterator<Item = &GridSession> {
        self.sessions.iter().filter(move |it| it.day == day && it.start == start)
    }

    /// Minutes of a day; those at which two sessions are held count once, as in [`Week`].
    pub(crate) fn minutes(&self, day: Day) -> u32 {
        let of_day = self.sessions.iter().filter(|it| it.day == day);
        let held = |it: &GridSession| Planned {
            day: Some(it.day),
            start: Entered::Known(it.start),
            minutes: Entered::Known(it.minutes),
            ..Planned::default()
        };
        Week::of(&of_day.map(held).collect::<Vec<_>>()).total()
    }
}

impl GridSession {
    /// "to 12:00 PM".
    pub(crate) fn until(&self, language: Language) -> String {
        let minute = self.start.minutes().saturating_add(self.minutes);
        let end = MinuteOfDay::new(minute % (24 * 60)).map(|end| language.time(end));
        format!("{} {}", language.pick("to", "a"), end.unwrap_or_default())
    }
}

/// A title of more letters than this does not go into a column.
const LONGEST: usize = 60;

/// Whether a title stands shortened in a grid, and has to be said in full elsewhere.
pub(crate) fn is_long(title: &str) -> bool {
    title.trim().chars().count() > LONGEST
}

fn shortened(title: &str) -> String {
    let title = title.trim();
    if !is_long(title) {
        return title.to_owned();
    }
    let kept: String = title.chars().take(LONGEST - 1).collect();
    format!("{}…", kept.trim_end())
}

/// What a week adds up to, in words: "9 h", "9 h, 6 h of them on site".
pub(crate) fn total(week: &Week) -> String {
    let whole = crate::language::length(week.total());
    match week.total_on_site() {
        on_site if on_site == week.total() => whole,
        0 => format!("{whole}, none of them on site"),
        on_site => format!("{whole}, {} of them on site", crate::language::length(on_site)),
    }
}

/// Whether the person is somewhere else, in the words of a language.
pub(crate) fn place(planned: &Planned, language: Language) -> String {
    match planned.place {
        Place::OnSite => String::new(),
        Place::Remote => language.pick("By video or phone", "Por video o teléfono").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_said_with_what_of_it_is_on_site() {
        let session = |minutes, place: Place| Planned {
            day: Some(Day::Mon),
            start: Entered::Known(
                MinuteOfDay::new(if place == Place::OnSite { 540 } else { 840 }).unwrap(),
            ),
            minutes: Entered::Known(minutes),
            place,
            ..Planned::default()
        };
        let cases = [
            (vec![session(180, Place::OnSite)], "3 h"),
            (vec![session(180, Place::Remote)], "3 h, none of them on site"),
            (
                vec![session(180, Place::OnSite), session(90, Place::Remote)],
                "4.5 h, 3 h of them on site",
            ),
            (vec![], "0 min"),
        ];
        for (sessions, said) in cases {
            assert_eq!(total(&Week::of(&sessions)), said);
        }
    }

    #[test]
    fn the_grid_shows_the_working_days_and_those_of_the_weekend_in_use() {
        let at = |day, minute| GridSession {
            day,
            start: MinuteOfDay::new(minute).unwrap(),
            minutes: 60,
            title: String::new(),
            details: Vec::new(),
        };
        let grid = |sessions| WeekGrid { sessions, language: Language::English };
        assert_eq!(grid(vec![]).days().len(), 5);
        let weekend = grid(vec![at(Day::Sun, 1380), at(Day::Sun, 540), at(Day::Mon, 540)]);
        assert_eq!(weekend.days().last(), Some(&Day::Sun));
        assert_eq!((weekend.days().len(), weekend.starts().len()), (6, 2));
        assert_eq!((weekend.minutes(Day::Sun), weekend.minutes(Day::Tue)), (120, 0));
        let twice = grid(vec![at(Day::Mon, 540), at(Day::Mon, 570)]);
        assert_eq!(twice.minutes(Day::Mon), 90, "the same minutes count once");
        assert_eq!(weekend.sessions[0].until(Language::English), "to 12:00 AM");
        assert_eq!(weekend.sessions[1].until(Language::Spanish), "a 10:00\u{a0}a.\u{a0}m.");
    }
}
