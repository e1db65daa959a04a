//! Ticks on rosters, and what they add up to for one person.

use chrono::{Days, NaiveDate};
use record::{
    Id, Kind,
    schedule::{Attendance, Delivered, Seat, Tick, delivered, minutes_present},
};
use vault::Class;

use super::roster::{attendances, reasons};
use crate::{
    Code, Result, Session,
    body::AttendanceBody,
    clock::stamp,
    directory::Entry,
    ledger::Base,
    machine::make_id,
    view::{DeliveredRow, RecentSession, RosterView, SeatRow, WeekView, request},
};

/// Days that are looked back on in a person's week.
const RECENT: u64 = 14;

/// A session of a day that somebody may have come to.
struct OnDay {
    offering: Option<Id>,
    session: Id,
    date: NaiveDate,
    minutes: u32,
}

impl Session {
    /// Ticks whether somebody came to a group, with a seat in it or without, or takes the tick
    /// back.
    ///
    /// # Errors
    /// [`Code::NoSuchRecord`]; [`Code::BadValue`] for a day that is to come, on which the group
    /// does not meet or the person was not in the program, and for more minutes than it has.
    pub fn tick_attendance(&mut self, request: &request::TickAttendance) -> Result<RosterView> {
        let group = request.group.clone().ok_or(Code::BadRequest)?;
        let client = self.client(&request.client)?;
        let held = self.held(&group, &request.session, &request.date)?;
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let seat = entry.week_on(held.date).iter().find(|it| it.meeting == Some(held.key));
        let own = held.meeting.minutes.known().unwrap_or_default();
        let (date, session) = (held.date, held.key);
        let minutes = seat.map_or(own, |seat| seat.minutes);
        let on = OnDay { offering: Some(held.group), session, date, minutes };
        self.tick(client, request, &on)?;
        let held = self.held(&group, &session.to_string(), &form::date::stored(date))?;
        self.roster_view(&held)
    }

    /// Ticks whether somebody came to a session of their week, of a group or by itself.
    ///
    /// # Errors
    /// As [`Session::tick_attendance`].
    pub fn tick_session(&mut self, request: &request::TickAttendance) -> Result<WeekView> {
        let client = self.client(&request.client)?;
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let session: Id = request.session.parse().map_err(|_| Code::BadRequest)?;
        let date = form::date::parse_stored(&request.date).ok_or(Code::BadValue)?;
        let seat = entry.week_on(date).iter().find(|seat| seat.session() == session);
        let known = seat.map(|seat| (seat.offering, seat.minutes));
        // A tick of somebody who came without a seat can be taken back here.
        let ticked = entry.ticked_in(session, date).map(|_| (None, 0));
        let taken_back = ticked.filter(|_| request.attendance.is_none());
        let (offering, minutes) = known.or(taken_back).ok_or(Code::NoSuchRecord)?;
        let planned = entry.seats_on(date).any(|seat| seat.session() == session);
        if !planned && entry.ticked_in(session, date).is_none() {
            return Err(Code::BadValue.into());
        }
        self.tick(client, request, &OnDay { offering, session, date, minutes })?;
        self.week_view(client)
    }

    fn tick(&mut self, client: Id, request: &request::TickAttendance, on: &OnDay) -> Result<()> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let partial = request.attendance.is_some_and(Attendance::is_partial);
        let too_long = partial && request.minutes.is_some_and(|said| said > on.minutes);
        if on.date > self.clock().today() || too_long {
            return Err(Code::BadValue.into());
        }
        let (record, base, mut body) = self.attendance_on(entry, on)?;
        body.ticks.retain(|it| it.session != on.session || it.date != on.date);
        body.ticks.extend(request.attendance.map(|attendance| Tick {
            date: on.date,
            offering: on.offering,
            session: on.session,
            attendance,
            minutes: minutes_present(attendance, request.minutes, on.minutes),
            reason: request.reason.filter(|_| attendance != Attendance::Came),
            by: self.user(),
            at: stamp(self.clock().now()),
        }));
        let (kind, class, owner) = (Kind::Attendance, Class::Intake, Some(client));
        let change = self.ledger.change(record, kind, class, owner, base, &body)?;
        self.ledger.commit(vec![change], Vec::new())?;
        self.directory.entry_mut(client).take_attendance(record, &body);
        Ok(())
    }

    /// The attendance of the episode that a day belongs to.
    fn attendance_on(&self, entry: &Entry, on: &OnDay) -> Result<(Id, Base, AttendanceBody)> {
        let episode = entry.episode_on(on.date).map(|it| it.record);
        let ticked = entry.ticked_in(on.session, on.date);
        let known = ticked.or_else(|| entry.attendance_of(episode?));
        let Some(record) = known else {
            let episode = episode.ok_or(Code::BadValue)?;
            return Ok((
                make_id()?,
                Base::default(),
                AttendanceBody { episode, ticks: Vec::new() },
            ));
        };
        let loaded = self.ledger.load::<AttendanceBody>(record)?;
        Ok((record, loaded.base(), loaded.envelope.body))
    }

    /// The ticks of the episode under way, oldest first.
    fn ticks(&self, entry: &Entry) -> Result<Vec<Tick>> {
        let episode = entry.episode_under_way().map(|it| it.record);
        let Some(record) = episode.and_then(|episode| entry.attendance_of(episode)) else {
            return Ok(Vec::new());
        };
        let mut ticks = self.ledger.load::<AttendanceBody>(record)?.envelope.body.ticks;
        ticks.sort_by_key(|tick| tick.date);
        Ok(ticks)
    }

    /// A person's week, and what was delivered.
    ///
    /// # Errors
    /// No such client.
    pub fn open_week(&mut self, client: Id) -> Result<WeekView> {
        self.note_view(client)?;
        self.week_view(client)
    }

    fn week_view(&self, client: Id) -> Result<WeekView> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let today = self.clock().today();
        let delivered = self.delivered(entry)?;
        let since = entry.week_since(today).map(form::date::shown);
        Ok(WeekView {
            client: client.to_string(),
            seats: entry.week_on(today).iter().map(|seat| self.seat_row(seat)).collect(),
            since: since.map(|it| format!("since {it}")).unwrap_or_default(),
            words: delivered_words(&delivered),
            weeks: delivered.weeks.iter().rev().map(delivered_row).collect(),
            delivered,
            recent: self.recent(entry)?,
            attendances: attendances(),
            reasons: reasons(),
        })
    }

    fn seat_row(&self, seat: &Seat) -> SeatRow {
        let (name, room) = self.named(seat);
        SeatRow {
            name,
            when: format!("{} {}, {} min", seat.day.short(), seat.start, seat.minutes),
            room,
            place: seat.place,
        }
    }

    /// The neutral name and the room of a seat as they are today, or as they were when the group
    /// is not there any more.
    fn named(&self, seat: &Seat) -> (String, String) {
        let group = seat.offering.and_then(|id| self.program.groups.get(&id));
        let now = group.filter(|(_, body)| !body.name.trim().is_empty());
        now.map_or_else(
            || (seat.name.clone(), seat.room.clone()),
            |(_, body)| (body.name.trim().to_owned(), body.room.trim().to_owned()),
        )
    }

    /// Planned against delivered in the episode under way, over every plan that was in force.
    pub(crate) fn delivered(&self, entry: &Entry) -> Result<Delivered> {
        let Some(episode) = entry.episode_under_way() else { return Ok(Delivered::default()) };
        let (periods, today) = (entry.periods(episode.record), self.clock().today());
        let last = periods.iter().map(|period| period.until.unwrap_or(today)).max();
        Ok(delivered(&self.ticks(entry)?, &periods, last.map_or(today, |it| it.min(today)), today))
    }

    /// Sessions of the last two weeks and of today, newest first, and who came without a seat.
    fn recent(&self, entry: &Entry) -> Result<Vec<RecentSession>> {
        let (ticks, today) = (self.ticks(entry)?, self.clock().today());
        let mut rows = Vec::new();
        for date in (0..=RECENT).filter_map(|back| today.checked_sub_days(Days::new(back))) {
            let of_day = |it: &&Tick| it.date == date;
            let planned = |session: Id| entry.seats_on(date).any(|it| it.session() == session);
            for tick in ticks.iter().filter(of_day).filter(|it| !planned(it.session)) {
                rows.push(self.recent_row(date, None, tick.session, Some(tick)));
            }
            for seat in entry.seats_on(date).rev() {
                let tick = ticks.iter().filter(of_day).find(|it| it.session == seat.session());
                rows.push(self.recent_row(date, Some(seat), seat.session(), tick));
            }
        }
        Ok(rows)
    }

    fn recent_row(
        &self,
        date: NaiveDate,
        seat: Option<&Seat>,
        session: Id,
        tick: Option<&Tick>,
    ) -> RecentSession {
        let group = seat.map_or_else(|| tick.and_then(|it| it.offering), |it| it.offering);
        let body = group.and_then(|id| self.program.groups.get(&id)).map(|(_, body)| body);
        let known = body.map(|body| body.name.clone()).filter(|name| !name.trim().is_empty());
        let held = body.and_then(|it| it.meetings.iter().find(|it| it.id == Some(session)));
        let start = seat.map(|it| it.start).or_else(|| held.and_then(|it| it.start.known()));
        let start = start.map(|it| format!(", {it}")).unwrap_or_default();
        let day = record::schedule::Day::of(date).short();
        RecentSession {
            date: form::date::stored(date),
            when: format!("{day}, {}{start}", form::date::shown(date)),
            name: seat.map(|it| self.named(it).0).or(known).unwrap_or_default(),
            planned: seat.is_some(),
            group: group.map(|id| id.to_string()),
            session: session.to_string(),
            attendance: tick.map(|it| it.attendance),
            minutes: tick.map(|it| it.minutes),
            reason: tick.and_then(|it| it.reason),
        }
    }

    /// Sessions attended in the episode under way; nothing before any is counted.
    pub(crate) fn sessions_attended(&self, entry: &Entry) -> Result<Option<u32>> {
        let ticks = self.ticks(entry)?;
        let there = ticks.iter().filter(|tick| tick.attendance.was_there()).count();
        Ok(u32::try_from(there).ok().filter(|_| !ticks.is_empty()))
    }
}

/// Minutes as hours with one decimal, never rounded up.
fn tenths(minutes: u32) -> String {
    format!("{}.{}", minutes / 60, minutes % 60 * 10 / 60)
}

fn delivered_row(week: &record::schedule::DeliveredWeek) -> DeliveredRow {
    DeliveredRow {
        week: form::date::shown(week.monday),
        planned: format!("{} h", tenths(week.planned)),
        delivered: format!("{} h", tenths(week.delivered)),
    }
}

/// "27.0 h of 36.0 h planned; 1 no-show, 2 not ticked yet"; empty before anything was planned.
pub(crate) fn delivered_words(delivered: &Delivered) -> String {
    if delivered.planned == 0 {
        return String::new();
    }
    let hours =
        format!("{} h of {} h planned", tenths(delivered.delivered), tenths(delivered.planned));
    let missed = [
        (delivered.no_shows, "no-show", "no-shows"),
        (delivered.excused, "excused", "excused"),
        (delivered.unticked, "not ticked yet", "not ticked yet"),
    ];
    let said = missed.into_iter().filter(|(count, ..)| *count > 0);
    let said: Vec<String> = said
        .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
        .collect();
    if said.is_empty() { hours } else { format!("{hours}; {}", said.join(", ")) }
}
