//! Who has a seat in a meeting on a day: on the screen and on paper.

use chrono::{Days, NaiveDate};
use print::{RosterDocument, RosterLine};
use record::{
    Id,
    schedule::{AbsenceReason, Attendance, Day, Meeting, Seat},
};

use crate::{
    Code, Document, Result, Session,
    body::{AttendanceBody, GroupBody},
    directory::Entry,
    screenings::moment,
    view::{AttendanceChoice, ReasonChoice, RosterRow, RosterView, request},
};

/// A meeting on a day.
pub(super) struct Held<'s> {
    pub(super) group: Id,
    pub(super) body: &'s GroupBody,
    pub(super) meeting: &'s Meeting,
    pub(super) key: Id,
    pub(super) date: NaiveDate,
}

impl Session {
    /// Opens the roster of a meeting on a day: who has a seat, and who came without one.
    ///
    /// # Errors
    /// [`Code::NoSuchRecord`]; [`Code::BadValue`] for a day on which it does not meet.
    pub fn open_roster(&self, request: &request::OpenRoster) -> Result<RosterView> {
        let held = self.held(&request.group, &request.meeting, &request.date)?;
        self.roster_view(&held)
    }

    /// Sets the roster with boxes to tick, in memory. Only neutral names stand on it.
    ///
    /// # Errors
    /// As [`Session::open_roster`]; the document cannot be made.
    pub fn roster_pdf(&self, request: &request::OpenRoster) -> Result<Document> {
        let held = self.held(&request.group, &request.meeting, &request.date)?;
        let view = self.roster_view(&held)?;
        let document = RosterDocument {
            clinic: self.clinic.name.clone(),
            name: view.name.clone(),
            when: view.when.clone(),
            room: view.room.clone(),
            staff: view.staff.clone(),
            prepared_on: self.clock().today(),
            lines: view.rows.iter().map(line).collect(),
        };
        let name = format!("Roster {} {}.pdf", view.name, view.date);
        let name: String = name.chars().filter(|c| !r#"/\:*?"<>|"#.contains(*c)).collect();
        let (blocks, head) = (print::roster(&document), document.running_head());
        let set = self.set(&blocks, head, &document.meta(), &name)?;
        Ok(set.of("Roster", None))
    }

    /// The meeting a request speaks of, on its day. Without a day it is the next one; without a
    /// meeting, the only one that the group has then.
    pub(super) fn held(&self, group: &str, meeting: &str, date: &str) -> Result<Held<'_>> {
        let today = self.clock().today();
        let group: Id = group.parse().map_err(|_| Code::BadRequest)?;
        let (_, body) = self.program.groups.get(&group).ok_or(Code::NoSuchRecord)?;
        let asked = match date.trim() {
            "" => None,
            text => Some(
                form::date::parse_stored(text)
                    .or_else(|| form::date::parse_typed(text, form::date::Purpose::Near, today))
                    .ok_or(Code::BadValue)?,
            ),
        };
        let meeting = match meeting.trim() {
            "" => the_only(body, asked, today)?,
            text => {
                let key: Id = text.parse().map_err(|_| Code::BadRequest)?;
                body.meetings.iter().find(|it| it.id == Some(key)).ok_or(Code::NoSuchRecord)?
            }
        };
        let key = meeting.id.ok_or(Code::NoSuchRecord)?;
        let date = asked.or_else(|| next_on(meeting, today));
        let date = date.filter(|it| self.is_held(meeting, key, *it)).ok_or(Code::BadValue)?;
        Ok(Held { group, body, meeting, key, date })
    }

    /// Whether a meeting is held on a day, or was: before it moved, by what was planned or ticked.
    fn is_held(&self, meeting: &Meeting, key: Id, date: NaiveDate) -> bool {
        let then = |entry: &Entry| {
            let planned = entry.seats_on(date).any(|seat| seat.meeting == Some(key));
            planned || entry.ticked_in(key, date).is_some()
        };
        meeting.day == Some(Day::of(date)) || self.directory.present().any(then)
    }

    pub(super) fn roster_view(&self, held: &Held<'_>) -> Result<RosterView> {
        let mut rows = Vec::new();
        for entry in self.expected(held.group, held.key, held.date) {
            rows.push(self.roster_row(entry, held)?);
        }
        rows.sort_by_cached_key(|row| (crate::fold::fold(&row.name), row.number.clone()));
        let found = |days: [Option<NaiveDate>; 7]| {
            let mut days = days.into_iter().flatten();
            let day = days.find(|it| self.is_held(held.meeting, held.key, *it));
            day.map(form::date::stored).unwrap_or_default()
        };
        let near = [1, 2, 3, 4, 5, 6, 7].map(Days::new);
        let start = held.meeting.start.known().map(|it| it.to_string()).unwrap_or_default();
        let minutes = held.meeting.minutes.known().unwrap_or_default();
        let label = Day::of(held.date).label();
        Ok(RosterView {
            group: held.group.to_string(),
            meeting: held.key.to_string(),
            name: held.body.name.clone(),
            when: format!("{label}, {}, {start}, {minutes} min", form::date::shown(held.date)),
            date: form::date::stored(held.date),
            date_words: form::date::shown(held.date),
            before: found(near.map(|it| held.date.checked_sub_days(it))),
            after: found(near.map(|it| held.date.checked_add_days(it))),
            ahead: held.date > self.clock().today(),
            capacity: held.body.capacity.known(),
            room: held.body.room.clone(),
            staff: held.body.staff.clone(),
            rows,
            attendances: attendances(),
            reasons: reasons(),
        })
    }

    /// People with a seat in a meeting on a day, and those who were ticked then.
    pub(super) fn expected(&self, group: Id, meeting: Id, date: NaiveDate) -> Vec<&Entry> {
        let has = |entry: &&Entry| {
            let seat = entry
                .week_on(date)
                .iter()
                .any(|seat| seat.offering == Some(group) && seat.meeting == Some(meeting));
            seat || entry.ticked_in(meeting, date).is_some()
        };
        self.directory.present().filter(has).collect()
    }

    fn roster_row(&self, entry: &Entry, held: &Held<'_>) -> Result<RosterRow> {
        let tick = match entry.ticked_in(held.key, held.date) {
            Some(record) => {
                let ticks = self.ledger.load::<AttendanceBody>(record)?.envelope.body.ticks;
                ticks.into_iter().find(|it| it.session == held.key && it.date == held.date)
            }
            None => None,
        };
        let ticked = tick.as_ref().map(|it| format!("{}, {}", self.name_of(it.by), moment(&it.at)));
        let seat = entry.week_on(held.date).iter().find(|seat| seat.meeting == Some(held.key));
        Ok(RosterRow {
            client: entry.client.to_string(),
            number: entry.number.clone(),
            name: entry.shown_name(),
            note: seat.map_or_else(|| "Not on the plan".to_owned(), |seat| note(seat, held)),
            attendance: tick.as_ref().map(|it| it.attendance),
            minutes: tick.as_ref().map(|it| it.minutes),
            reason: tick.as_ref().and_then(|it| it.reason),
            ticked: ticked.unwrap_or_default(),
        })
    }
}

/// The meeting of a group on a day, or its next one; nothing to choose from, or too much, is
/// refused.
fn the_only(body: &GroupBody, on: Option<NaiveDate>, today: NaiveDate) -> Result<&Meeting> {
    let held = body.meetings.iter().filter(|it| !it.retired);
    let Some(on) = on else {
        let next = held.filter_map(|it| Some((next_on(it, today)?, it.start.known(), it)));
        let first = next.min_by_key(|(date, start, _)| (*date, *start));
        return first.map(|(.., meeting)| meeting).ok_or_else(|| Code::NoSuchRecord.into());
    };
    let mut then = held.filter(|it| it.day == Some(Day::of(on)));
    match (then.next(), then.next()) {
        (Some(meeting), None) => Ok(meeting),
        _ => Err(Code::BadValue.into()),
    }
}

/// What is told when the plan has another time than the group.
fn note(seat: &Seat, held: &Held<'_>) -> String {
    let same = Some(seat.day) == held.meeting.day && Some(seat.start) == held.meeting.start.known();
    if same { String::new() } else { format!("The plan says {} {}", seat.day.short(), seat.start) }
}

fn line(row: &RosterRow) -> RosterLine {
    RosterLine {
        name: row.name.clone(),
        number: row.number.clone(),
        note: row.note.clone(),
        attendance: match (row.attendance, row.minutes) {
            (Some(attendance), Some(minutes)) if attendance.is_partial() => {
                format!("{}, {minutes} min", attendance.label())
            }
            (attendance, _) => attendance.map(|it| it.label().to_owned()).unwrap_or_default(),
        },
    }
}

/// The next day a meeting is held; today counts.
pub(super) fn next_on(meeting: &Meeting, today: NaiveDate) -> Option<NaiveDate> {
    let day = meeting.day?;
    (0..7)
        .filter_map(|ahead| today.checked_add_days(Days::new(ahead)))
        .find(|it| Day::of(*it) == day)
}

/// What can be ticked.
pub(super) fn attendances() -> Vec<AttendanceChoice> {
    let choice = |attendance: Attendance| AttendanceChoice {
        attendance,
        label: attendance.label().to_owned(),
        partly: attendance.is_partial(),
        reason: attendance != Attendance::Came,
    };
    Attendance::ALL.into_iter().map(choice).collect()
}

/// Why somebody may not have been there.
pub(super) fn reasons() -> Vec<ReasonChoice> {
    let choice = |reason: AbsenceReason| ReasonChoice { reason, label: reason.label().to_owned() };
    AbsenceReason::ALL.into_iter().map(choice).collect()
}
