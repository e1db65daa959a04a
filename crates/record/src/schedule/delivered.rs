//! What was delivered against what was planned, week by week, over every plan of an episode.
//!
//! It adds up ticks and seats; it does not judge whether the hours are enough.

use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;

use super::{Attendance, SeatPeriod, Tick, seats_on};
use crate::Whole;

/// Hours that were planned and hours that were delivered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Delivered {
    /// Minutes planned.
    pub planned: Whole,
    /// Minutes delivered.
    pub delivered: Whole,
    /// Sessions attended, whole or in part.
    pub sessions: Whole,
    /// Sessions that were missed without a word.
    pub no_shows: Whole,
    /// Sessions that were missed, with a word before.
    pub excused: Whole,
    /// Planned sessions before today of which nobody has said whether the person came.
    pub unticked: Whole,
    /// Week by week, oldest first.
    pub weeks: Vec<DeliveredWeek>,
}

/// One week of [`Delivered`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DeliveredWeek {
    /// Its Monday.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub monday: NaiveDate,
    /// Minutes planned.
    pub planned: Whole,
    /// Minutes delivered.
    pub delivered: Whole,
}

/// Weeks that are looked back on at the most.
const MOST_WEEKS: u64 = 104;

/// What was delivered from the first day of the first plan to a day, against the seats of the plan
/// that was in force on each day. Ticks outside of that, as of somebody who came before, do not
/// count. Sessions of `today` are planned, and not yet missing.
#[must_use]
pub fn delivered(
    ticks: &[Tick],
    periods: &[SeatPeriod],
    until: NaiveDate,
    today: NaiveDate,
) -> Delivered {
    let mut all = Delivered::default();
    let Some(first) = periods.iter().map(|period| period.since).min() else { return all };
    let earliest = until.checked_sub_days(Days::new(7 * MOST_WEEKS)).unwrap_or(first);
    let days = first.max(earliest).iter_days().take_while(|day| *day <= until);
    for day in days {
        let monday = day - Days::new(u64::from(day.weekday().num_days_from_monday()));
        if all.weeks.last().is_none_or(|week| week.monday != monday) {
            all.weeks.push(DeliveredWeek { monday, planned: 0, delivered: 0 });
        }
        all.add(day, ticks, periods, today);
    }
    all
}

impl Delivered {
    fn add(&mut self, day: NaiveDate, ticks: &[Tick], periods: &[SeatPeriod], today: NaiveDate) {
        let of_day: Vec<&Tick> = ticks.iter().filter(|tick| tick.date == day).collect();
        let (mut planned, mut there): (Whole, Whole) = (0, 0);
        for seat in seats_on(periods, day) {
            planned = planned.saturating_add(seat.minutes);
            let ticked = of_day.iter().any(|tick| tick.session == seat.session());
            self.unticked += u32::from(!ticked && day < today);
        }
        for tick in of_day {
            there = there.saturating_add(tick.minutes);
            self.sessions += u32::from(tick.attendance.was_there());
            self.no_shows += u32::from(tick.attendance == Attendance::NoShow);
            self.excused += u32::from(tick.attendance == Attendance::Excused);
        }
        self.planned = self.planned.saturating_add(planned);
        self.delivered = self.delivered.saturating_add(there);
        if let Some(week) = self.weeks.last_mut() {
            week.planned = week.planned.saturating_add(planned);
            week.delivered = week.delivered.saturating_add(there);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Id,
        schedule::{Day, MinuteOfDay, NEUTRAL, Place, Seat},
    };

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn id(n: u8) -> Id {
        Id::from_bytes([n; 16])
    }

    fn seat(n: u8, on: Day) -> Seat {
        Seat {
            id: id(n),
            offering: None,
            meeting: None,
            name: NEUTRAL.into(),
            day: on,
            start: MinuteOfDay::new(540).unwrap(),
            minutes: 180,
            room: String::new(),
            place: Place::OnSite,
        }
    }

    fn tick(n: u8, date: NaiveDate, attendance: Attendance, minutes: Whole) -> Tick {
        Tick {
            date,
            offering: None,
            session: id(n),
            attendance,
            minutes,
            reason: None,
            by: id(99),
            at: String::new(),
        }
    }

    fn weeks(found: &Delivered) -> Vec<(NaiveDate, Whole, Whole)> {
        found.weeks.iter().map(|it| (it.monday, it.planned, it.delivered)).collect()
    }

    #[test]
    fn delivered_stands_against_planned_week_by_week() {
        let seats = vec![seat(1, Day::Mon), seat(2, Day::Wed)];
        let periods = [SeatPeriod { since: day(11, 2), until: None, seats }];
        let ticks = [
            tick(1, day(11, 2), Attendance::Came, 180),
            tick(2, day(11, 4), Attendance::Late, 150),
            tick(1, day(11, 9), Attendance::NoShow, 0),
            tick(1, day(10, 26), Attendance::Came, 180),
        ];
        let found = delivered(&ticks, &periods, day(11, 12), day(11, 12));
        assert_eq!((found.planned, found.delivered, found.sessions), (720, 330, 2));
        assert_eq!((found.no_shows, found.excused, found.unticked), (1, 0, 1));
        assert_eq!(weeks(&found), [(day(11, 2), 360, 330), (day(11, 9), 360, 0)]);
    }

    #[test]
    fn an_amended_plan_keeps_the_hours_of_the_one_before() {
        let periods = [
            SeatPeriod {
                since: day(11, 2),
                until: Some(day(11, 8)),
                seats: vec![seat(1, Day::Mon), seat(2, Day::Wed), seat(3, Day::Fri)],
            },
            SeatPeriod { since: day(11, 9), until: None, seats: vec![seat(1, Day::Mon)] },
        ];
        let ticks = [
            tick(3, day(11, 6), Attendance::Came, 180),
            tick(1, day(11, 9), Attendance::Excused, 0),
        ];
        let found = delivered(&ticks, &periods, day(11, 13), day(11, 13));
        assert_eq!(weeks(&found), [(day(11, 2), 540, 180), (day(11, 9), 180, 0)]);
        assert_eq!((found.excused, found.unticked), (1, 2));
    }

    #[test]
    fn what_is_today_or_after_the_end_is_not_missing() {
        let until = Some(day(11, 4));
        let seats = vec![seat(1, Day::Mon), seat(2, Day::Wed), seat(3, Day::Fri)];
        let periods = [SeatPeriod { since: day(11, 2), until, seats }];
        let ended = delivered(&[], &periods, day(11, 20), day(11, 20));
        assert_eq!((ended.planned, ended.unticked), (360, 2));
        let running = delivered(&[], &periods, day(11, 4), day(11, 4));
        assert_eq!((running.planned, running.unticked), (360, 1));
        assert_eq!(delivered(&[], &[], day(11, 4), day(11, 4)), Delivered::default());
    }
}
