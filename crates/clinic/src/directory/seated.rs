//! What the directory knows of a person's weeks: the seats they had and have, and which sessions
//! were ticked. It does not know what was ticked; that is read from the record.

use chrono::NaiveDate;
use record::{
    Id,
    schedule::{Day, Seat, SeatPeriod},
};

use super::{Entry, EpisodeMeta};
use crate::{
    body::{AttendanceBody, SeatsBody},
    screenings::local_day,
};

/// A person's seats as front desk knows them, now and before.
#[derive(Clone)]
pub(crate) struct SeatsMeta {
    pub(crate) record: Id,
    /// The seats with the episode they belong to, oldest first. Those of an episode that is over
    /// have no end of their own.
    periods: Vec<(Id, SeatPeriod)>,
}

/// Where an episode's attendance is kept, and which sessions are ticked in it.
#[derive(Clone)]
pub(crate) struct AttendanceMeta {
    pub(crate) record: Id,
    pub(crate) episode: Id,
    ticked: Vec<(NaiveDate, Id)>,
}

impl Entry {
    /// Takes a person's seats.
    pub(crate) fn take_seats(&mut self, record: Id, body: &SeatsBody) {
        let read = form::date::parse_stored;
        let mut periods = Vec::new();
        for it in &body.earlier {
            let Some((since, until)) = read(&it.since).zip(read(&it.until)) else { continue };
            let period = SeatPeriod { since, until: Some(until), seats: it.seats.clone() };
            periods.push((it.episode, period));
        }
        if let Some(since) = read(&body.since) {
            let period = SeatPeriod { since, until: None, seats: body.seats.clone() };
            periods.push((body.episode, period));
        }
        self.seats = Some(SeatsMeta { record, periods });
    }

    /// The weeks of an episode, oldest first, none going on past its end.
    pub(crate) fn periods(&self, episode: Id) -> Vec<SeatPeriod> {
        let end = self.end_of(episode);
        let of = self.seats.iter().flat_map(|seats| &seats.periods);
        let of = of.filter(|(of, _)| *of == episode).map(|(_, period)| period.clone());
        let bounded = |period: SeatPeriod| {
            let until = [period.until, end].into_iter().flatten().min();
            SeatPeriod { until, ..period }
        };
        of.map(bounded).collect()
    }

    /// The usual week that counted on a day.
    pub(crate) fn week_on(&self, date: NaiveDate) -> &[Seat] {
        let of = self.seats.iter().flat_map(|seats| &seats.periods);
        let counts = of.filter(|(episode, period)| {
            let ends = [period.until, self.end_of(*episode)].into_iter().flatten().min();
            period.since <= date && ends.is_none_or(|end| date <= end)
        });
        let last = counts.max_by_key(|(_, period)| period.since);
        last.map(|(_, period)| period.seats.as_slice()).unwrap_or_default()
    }

    /// Whether a usual week counts on a day or on one after it.
    pub(super) fn has_seat_from(&self, date: NaiveDate) -> bool {
        let mut of = self.seats.iter().flat_map(|seats| &seats.periods);
        of.any(|(episode, period)| {
            let ends = [period.until, self.end_of(*episode)].into_iter().flatten().min();
            ends.is_none_or(|end| date <= end)
        })
    }

    /// The seats that are held on a day.
    pub(crate) fn seats_on(&self, date: NaiveDate) -> impl DoubleEndedIterator<Item = &Seat> {
        let day = Day::of(date);
        self.week_on(date).iter().filter(move |seat| seat.day == day)
    }

    /// Since when the week that counts on a day does.
    pub(crate) fn week_since(&self, date: NaiveDate) -> Option<NaiveDate> {
        let now = self.episode_on(date)?.record;
        let of = self.periods(now).into_iter().filter(|period| period.since <= date);
        of.map(|period| period.since).max()
    }

    /// Takes where an episode's attendance is kept, and what is ticked in it.
    pub(crate) fn take_attendance(&mut self, record: Id, body: &AttendanceBody) {
        let ticked = body.ticks.iter().map(|tick| (tick.date, tick.session)).collect();
        self.attendance.retain(|known| known.record != record);
        self.attendance.push(AttendanceMeta { record, episode: body.episode, ticked });
    }

    /// The record of an episode's attendance.
    pub(crate) fn attendance_of(&self, episode: Id) -> Option<Id> {
        self.attendance.iter().find(|known| known.episode == episode).map(|known| known.record)
    }

    /// The record in which a session of a day is ticked.
    pub(crate) fn ticked_in(&self, session: Id, date: NaiveDate) -> Option<Id> {
        let known = self.attendance.iter().find(|it| it.ticked.contains(&(date, session)));
        known.map(|known| known.record)
    }

    /// Whether anything was ever ticked for a session.
    pub(crate) fn has_ticks(&self, session: Id) -> bool {
        self.attendance.iter().any(|it| it.ticked.iter().any(|(_, of)| *of == session))
    }

    /// The episode that a day belongs to; nothing before the first and after the last.
    pub(crate) fn episode_on(&self, date: NaiveDate) -> Option<&EpisodeMeta> {
        let begun = |it: &&EpisodeMeta| first_day(it).is_none_or(|first| first <= date);
        let last = self.episodes.iter().rev().find(begun)?;
        self.end_of(last.record).is_none_or(|end| date <= end).then_some(last)
    }

    /// The last day of an episode; nothing while it is under way. Where a discharge has no date,
    /// the last session that was ticked.
    fn end_of(&self, episode: Id) -> Option<NaiveDate> {
        let over = self.episodes.iter().find(|it| it.record == episode && it.is_over())?;
        let ticked = || {
            let of = self.attendance.iter().filter(|it| it.episode == episode);
            of.flat_map(|it| &it.ticked).map(|(date, _)| *date).max()
        };
        form::date::parse_stored(&over.ended).or_else(ticked).or(Some(NaiveDate::MIN))
    }
}

fn first_day(episode: &EpisodeMeta) -> Option<NaiveDate> {
    form::date::parse_stored(&episode.began).or_else(|| local_day(&episode.began))
}
