//! What a program offers: a group or a series of sessions with its weekly meetings.

use chrono::NaiveDate;
use form::date::{Purpose, parse_typed};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Day, LONGEST_SESSION, MinuteOfDay, Place, telling_word};
use crate::{
    Entered, Id, Lack, Whole,
    plan::{Edit, EditRefused, Modality, change, clean},
};

/// A group or a series of sessions of the program.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Offering {
    /// What clinicians call it.
    pub name: String,
    /// What front desk and rosters call it; it says nothing about anybody's health.
    pub neutral_name: String,
    /// The kind of help.
    pub service: Option<Modality>,
    /// When it meets in a usual week.
    pub meetings: Vec<Meeting>,
    /// Most people; blank for no limit.
    #[cfg_attr(feature = "ts", ts(type = "number | string"))]
    pub capacity: Entered<Whole>,
    /// Who holds it, with credential.
    pub staff: String,
    /// The room.
    pub room: String,
    /// Where people are.
    pub place: Place,
    /// The first day; blank for since ever.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub from: Entered<NaiveDate>,
    /// The last day; blank for no end.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub until: Entered<NaiveDate>,
    /// Whether it is not offered any more.
    pub retired: bool,
}

/// A weekly meeting.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "OfferingMeeting"))]
pub struct Meeting {
    /// Key within the offering.
    pub id: Option<Id>,
    /// On which day of the week.
    pub day: Option<Day>,
    /// When it begins.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub start: Entered<MinuteOfDay>,
    /// How long it is, in minutes.
    #[cfg_attr(feature = "ts", ts(type = "number | string"))]
    pub minutes: Entered<Whole>,
    /// Whether it is not held any more. It stays, for what was ticked on it.
    pub retired: bool,
}

impl Offering {
    /// Whether people can be put into it on a day.
    #[must_use]
    pub fn is_offered(&self, on: NaiveDate) -> bool {
        self.not_offered(on).is_none()
    }

    /// Why nobody can be put into it on a day, in one sentence; nothing when people can.
    #[must_use]
    pub fn not_offered(&self, on: NaiveDate) -> Option<String> {
        if self.retired {
            return Some("The group is not offered any more.".to_owned());
        }
        if let Some(from) = self.from.known().filter(|from| *from > on) {
            return Some(format!("The group begins on {}.", form::date::shown(from)));
        }
        let over = self.until.known().filter(|until| *until < on)?;
        Some(format!("The group ended on {}.", form::date::shown(over)))
    }

    /// The offering after an edit; `meetings` is its one list.
    ///
    /// # Errors
    /// [`EditRefused`], and the offering stays as it was.
    pub fn apply(
        &self,
        edit: &Edit,
        today: NaiveDate,
        make_id: &mut dyn FnMut() -> Id,
    ) -> Result<(Self, Option<Id>), EditRefused> {
        let mut json = serde_json::to_value(self).map_err(|_| EditRefused::WrongType)?;
        let added = change(&mut json, edit, make_id)?;
        clean(&mut json)?;
        let named = |it: &Value| it.as_array().is_some_and(|all| all.iter().all(Value::is_object));
        if !json.get("meetings").is_some_and(named) {
            return Err(EditRefused::WrongType);
        }
        let mut next: Self = serde_json::from_value(json).map_err(|_| EditRefused::WrongType)?;
        next.capacity.settle();
        for date in [&mut next.from, &mut next.until] {
            if let Entered::Text(text) = date
                && let Some(read) = parse_typed(text, Purpose::Near, today)
            {
                *date = Entered::Known(read);
            }
        }
        for at in 0..next.meetings.len() {
            let taken = next.meetings[..at].iter().any(|it| it.id == next.meetings[at].id);
            let meeting = &mut next.meetings[at];
            if meeting.id.is_none() || taken {
                meeting.id = Some(make_id());
            }
            meeting.start.settle();
            meeting.minutes.settle();
        }
        Ok((next, added))
    }

    /// What it still lacks before people can be put into it.
    #[must_use]
    pub fn lacks(&self) -> Vec<Lack> {
        let mut found = Vec::new();
        for (path, text, message) in [
            ("name", &self.name, "A group needs a name."),
            ("neutral_name", &self.neutral_name, "Front desk needs a neutral name for it."),
            ("staff", &self.staff, "Nobody is named who holds it."),
        ] {
            if text.trim().is_empty() {
                found.push(Lack::at(path, message));
            }
        }
        if self.service.is_none() {
            found.push(Lack::at("service", "The kind of help is missing."));
        }
        if self.capacity.is_unreadable() || self.capacity.known() == Some(0) {
            found.push(Lack::at("capacity", "The number of places could not be read."));
        }
        if let Some((from, until)) = self.from.known().zip(self.until.known())
            && until < from
        {
            found.push(Lack::at("until", "It ends before it begins."));
        }
        for (path, date) in [("from", &self.from), ("until", &self.until)] {
            if date.is_unreadable() {
                found
                    .push(Lack::at(path, "This could not be read as a date; it is kept as typed."));
            }
        }
        if let Some(word) = telling_word(&self.neutral_name) {
            let message = format!("“{word}” tells what people come for; rosters lie on desks.");
            found.push(Lack::at("neutral_name", &message));
        }
        if self.meetings.iter().all(|meeting| meeting.retired) {
            found.push(Lack::at("meetings", "It meets on no day yet."));
        }
        let held = self.meetings.iter().filter(|meeting| !meeting.retired);
        held.for_each(|meeting| meeting.look_at(&mut found));
        found
    }
}

impl Meeting {
    /// "Mon 9:00 AM, 60 min".
    #[must_use]
    pub fn words(&self) -> String {
        let day = self.day.map(Day::short).unwrap_or("No day");
        let start = self.start.known().map(|it| format!(" {it}")).unwrap_or_default();
        let minutes = self.minutes.known().map(|it| format!(", {it} min")).unwrap_or_default();
        format!("{day}{start}{minutes}")
    }

    fn look_at(&self, found: &mut Vec<Lack>) {
        let id = self.id.map(|id| id.to_string()).unwrap_or_default();
        let mut say = |field: &str, message: &str| {
            found.push(Lack::at(&format!("meetings/{id}/{field}"), message));
        };
        if self.day.is_none() {
            say("day", "A meeting has no day.");
        }
        if self.start.known().is_none() {
            say("start", "A meeting does not say when it begins.");
        }
        if self.minutes.known().is_none_or(|minutes| minutes == 0 || minutes > LONGEST_SESSION) {
            say("minutes", "A meeting does not say how long it is.");
        } else if self.stretch().is_some_and(|held| held.until > 24 * 60) {
            say("minutes", "A meeting goes on past midnight.");
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use serde_json::json;

    use super::*;

    pub(in super::super) fn group() -> Offering {
        Offering {
            name: "Trauma skills".into(),
            neutral_name: "Morning group".into(),
            service: Some(Modality::Group),
            meetings: vec![Meeting {
                id: Some(Id::from_bytes([1; 16])),
                day: Some(Day::Mon),
                start: Entered::Known(MinuteOfDay::new(540).unwrap_or_else(|| panic!("a time"))),
                minutes: Entered::Known(180),
                retired: false,
            }],
            capacity: Entered::Known(12),
            staff: "D. Reyes, LMFT".into(),
            room: "Room 2".into(),
            ..Offering::default()
        }
    }

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    #[test]
    fn everything_that_is_missing_is_named_at_its_place() {
        assert_eq!(group().lacks(), []);
        type Change = fn(&mut Offering);
        let cases: [(Change, &str); 15] = [
            (|it| it.name.clear(), "name"),
            (|it| it.neutral_name.clear(), "neutral_name"),
            (|it| it.staff.clear(), "staff"),
            (|it| it.service = None, "service"),
            (|it| it.capacity = Entered::Known(0), "capacity"),
            (|it| (it.from, it.until) = (Entered::Known(day(9)), Entered::Known(day(8))), "until"),
            (|it| it.from = Entered::Text("in spring".into()), "from"),
            (|it| it.until = Entered::Text("some day".into()), "until"),
            (|it| it.neutral_name = "Trauma skills".into(), "neutral_name"),
            (|it| it.meetings.clear(), "meetings"),
            (|it| it.meetings[0].retired = true, "meetings"),
            (|it| it.meetings[0].day = None, "/day"),
            (|it| it.meetings[0].start = Entered::Text("early".into()), "/start"),
            (|it| it.meetings[0].minutes = Entered::Known(0), "/minutes"),
            (|it| it.meetings[0].minutes = Entered::Known(901), "/minutes"),
        ];
        for (change, place) in cases {
            let mut offering = group();
            change(&mut offering);
            let found = offering.lacks();
            assert!(found.len() == 1 && found[0].path.ends_with(place), "{place}: {found:?}");
        }
    }

    #[test]
    fn a_group_is_offered_from_its_first_to_its_last_day_unless_it_is_retired() {
        let (from, until) = (Entered::Known(day(5)), Entered::Known(day(20)));
        let group = Offering { from, until, ..group() };
        let offered: Vec<bool> = [4, 5, 20, 21].map(|it| group.is_offered(day(it))).into();
        assert_eq!(offered, [false, true, true, false]);
        assert!(!Offering { retired: true, ..group }.is_offered(day(10)));
    }

    #[test]
    fn edits_read_times_and_refuse_what_does_not_fit() {
        let mut make = || Id::from_bytes([9; 16]);
        let add = Edit::Add {
            list: "meetings".into(),
            after: None,
            value: Some(json!({"day": "tue", "start": "1 pm", "minutes": "50"})),
        };
        let (next, added) = group().apply(&add, day(1), &mut make).unwrap();
        assert_eq!(added, next.meetings[1].id);
        assert_eq!(next.meetings[1].start.known().map(String::from).as_deref(), Some("13:00"));
        for edit in [
            Edit::Set { path: "meetings".into(), value: json!([["mon"]]) },
            Edit::Set { path: "service".into(), value: json!("magic") },
            Edit::Set { path: "nowhere".into(), value: json!("x") },
        ] {
            assert!(group().apply(&edit, day(1), &mut make).is_err(), "{edit:?}");
        }
    }
}
