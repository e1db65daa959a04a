//! What front desk needs of a person's week, and nothing more: time, room, neutral name.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Day, MinuteOfDay, Offering, Place, Planned};
use crate::{Id, Whole};

/// What a session that belongs to no group is called at the front desk.
pub const NEUTRAL: &str = "Session";

/// A person's place in a session of a usual week. It never says what kind of help it is, nor the
/// name clinicians use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Seat {
    /// The planned session's key.
    pub id: Id,
    /// The group, when it is one.
    pub offering: Option<Id>,
    /// Which of its meetings.
    pub meeting: Option<Id>,
    /// The neutral name.
    pub name: String,
    /// On which day of the week.
    pub day: Day,
    /// When it begins.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub start: MinuteOfDay,
    /// How long it is, in minutes.
    pub minutes: Whole,
    /// The room; may be empty.
    pub room: String,
    /// Where the person is.
    pub place: Place,
}

impl Seat {
    /// What attendance is kept under: the meeting of the group, or the planned session itself.
    #[must_use]
    pub fn session(&self) -> Id {
        self.meeting.unwrap_or(self.id)
    }
}

/// Seats that count from a day on, until the plan changes or the episode ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatPeriod {
    /// The first day they count.
    pub since: NaiveDate,
    /// The last day; none while they still count.
    pub until: Option<NaiveDate>,
    /// The seats.
    pub seats: Vec<Seat>,
}

impl SeatPeriod {
    fn counts_on(&self, date: NaiveDate) -> bool {
        self.since <= date && self.until.is_none_or(|until| date <= until)
    }
}

/// The seats that counted on a day, of every day of the week. Where periods overlap, the one that
/// began last counts.
#[must_use]
pub fn seats_of_week(periods: &[SeatPeriod], date: NaiveDate) -> &[Seat] {
    let of = periods.iter().filter(|period| period.counts_on(date));
    of.max_by_key(|period| period.since).map(|it| it.seats.as_slice()).unwrap_or_default()
}

/// The seats that are held on a day.
pub fn seats_on(periods: &[SeatPeriod], date: NaiveDate) -> impl Iterator<Item = &Seat> {
    let day = Day::of(date);
    seats_of_week(periods, date).iter().filter(move |seat| seat.day == day)
}

/// The seats of a week. Sessions without day, start or length, and those that cannot be, have no
/// seat.
#[must_use]
pub fn project(schedule: &[Planned], offerings: &[(Id, &Offering)]) -> Vec<Seat> {
    let seat = |planned: &Planned| {
        let known = planned.offering.and_then(|id| offerings.iter().find(|(it, _)| *it == id));
        let neutral = known.map(|(_, it)| it.neutral_name.trim()).filter(|name| !name.is_empty());
        let (day, start, minutes) = planned.span()?;
        Some(Seat {
            id: planned.id?,
            offering: known.map(|(id, _)| *id),
            meeting: planned.meeting.filter(|_| known.is_some()),
            name: neutral.unwrap_or(NEUTRAL).to_owned(),
            day,
            start,
            minutes,
            room: known.map(|(_, it)| it.room.trim().to_owned()).unwrap_or_default(),
            place: planned.place,
        })
    };
    let mut seats: Vec<Seat> = schedule.iter().filter_map(seat).collect();
    seats.sort_by_key(|seat| (seat.day, seat.start));
    seats
}

#[cfg(test)]
mod tests {
    use super::super::offering::tests::group;
    use super::*;
    use crate::{Entered, plan::Modality};

    fn seat(n: u8, day: Day) -> Seat {
        Seat {
            id: Id::from_bytes([n; 16]),
            offering: None,
            meeting: None,
            name: NEUTRAL.into(),
            day,
            start: MinuteOfDay::new(540).unwrap(),
            minutes: 60,
            room: String::new(),
            place: Place::OnSite,
        }
    }

    #[test]
    fn a_day_has_the_seats_of_the_plan_that_was_in_force_then() {
        let day = |day: u32| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let periods = [
            SeatPeriod {
                since: day(2),
                until: Some(day(9)),
                seats: vec![seat(1, Day::Mon), seat(2, Day::Wed)],
            },
            SeatPeriod { since: day(10), until: None, seats: vec![seat(3, Day::Mon)] },
        ];
        let cases = [
            (1, vec![]),
            (2, vec![1]),
            (4, vec![2]),
            (5, vec![]),
            (9, vec![1]),
            (11, vec![]),
            (16, vec![3]),
        ];
        for (on, expected) in cases {
            let found: Vec<u8> =
                seats_on(&periods, day(on)).map(|seat| seat.id.bytes()[0]).collect();
            assert_eq!(found, expected, "Nov {on}");
        }
        assert_eq!(seats_of_week(&periods, day(9)).len(), 2);
    }

    #[test]
    fn a_seat_says_when_and_where_and_nothing_of_why() {
        let (id, group) = (Id::from_bytes([7; 16]), group());
        let planned = Planned {
            id: Some(Id::from_bytes([8; 16])),
            offering: Some(id),
            meeting: group.meetings[0].id,
            title: "Trauma skills".into(),
            service: Some(Modality::Group),
            day: Some(Day::Mon),
            start: group.meetings[0].start.clone(),
            minutes: Entered::Known(180),
            staff: "D. Reyes, LMFT".into(),
            interventions: vec![id],
            ..Planned::default()
        };
        let alone = Planned {
            id: Some(Id::from_bytes([9; 16])),
            offering: None,
            day: Some(Day::Tue),
            title: "EMDR".into(),
            ..planned.clone()
        };
        let half_known = Planned { day: None, ..planned.clone() };
        let seats = project(&[alone, half_known, planned], &[(id, &group)]);
        let names: Vec<&str> = seats.iter().map(|seat| seat.name.as_str()).collect();
        assert_eq!(names, ["Morning group", "Session"]);
        let said = serde_json::to_string(&seats).unwrap();
        for word in ["Trauma", "EMDR", "group\",\"service", "individual", "interventions"] {
            assert!(!said.contains(word), "{word} in {said}");
        }
    }
}
