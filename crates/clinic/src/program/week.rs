//! The week of a plan: what it is drawn on, and what front desk gets of it.

use chrono::NaiveDate;
use record::{
    Id, Kind,
    plan::Plan,
    schedule::{
        CatalogConflict, Conflict, Day, Meeting, Offered, Offering, Planned, Seat, Week,
        against_catalog, conflicts, project,
    },
};
use vault::Class;

use super::attendance::delivered_words;
use crate::{
    Code, Result, Session,
    body::{EarlierSeats, SeatsBody},
    ledger::{Base, Change},
    machine::make_id,
    view::{DayTotal, FreeSpan, OfferedMeeting, WeekConflict, WeekGrid},
};

impl Session {
    /// What is written for the front desk when a plan with this week comes into force.
    pub(crate) fn project_week(
        &self,
        client: Id,
        schedule: &[Planned],
    ) -> Result<(Change, Id, SeatsBody)> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let episode = entry.episode_under_way().ok_or(Code::NoSuchRecord)?.record;
        let offerings: Vec<(Id, &Offering)> =
            self.program.offerings.iter().map(|(id, body)| (*id, &body.offering)).collect();
        let seats: Vec<Seat> = project(schedule, &offerings);
        let (record, base, before) = match &entry.seats {
            Some(known) => {
                let loaded = self.ledger.load::<SeatsBody>(known.record)?;
                (known.record, loaded.base(), Some(loaded.envelope.body))
            }
            None => (make_id()?, Base::default(), None),
        };
        let body = next_seats(before, episode, seats, self.clock().today());
        let (kind, owner) = (Kind::Seats, Some(client));
        let change = self.ledger.change(record, kind, Class::Intake, owner, base, &body)?;
        Ok((change, record, body))
    }

    /// What the week of a plan is drawn on.
    pub(crate) fn week_grid(&self, client: Id, plan: &Plan) -> Result<WeekGrid> {
        let free = self.availability(client)?;
        let week = Week::of(&plan.schedule);
        let day = |(at, day): (usize, &Day)| DayTotal {
            day: *day,
            label: day.label().to_owned(),
            minutes: week.minutes[at],
            sessions: week.sessions[at],
        };
        let span = |(day, from, until): (usize, u32, u32)| {
            Some(FreeSpan { day: *Day::ALL.get(day)?, from, until })
        };
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let total = week.total();
        Ok(WeekGrid {
            free: form::week::stretches(&free).into_iter().filter_map(span).collect(),
            offered: self.offered(client, &free),
            conflicts: self.week_conflicts(client, plan, &free),
            days: Day::ALL.iter().enumerate().map(day).collect(),
            total: format!("{}.{} h a week", total / 60, total % 60 * 10 / 60),
            delivered: delivered_words(&self.delivered(entry)?),
        })
    }

    /// Meetings that people can be put into, in the order of the week.
    fn offered(&self, client: Id, free: &[String]) -> Vec<OfferedMeeting> {
        let (today, taken) = (self.clock().today(), self.seats_taken(Some(client)));
        let mut offered = Vec::new();
        for (id, body) in &self.program.offerings {
            if !body.offering.is_offered(today) {
                continue;
            }
            for meeting in body.offering.meetings.iter().filter(|it| !it.retired) {
                let taken = meeting.id.and_then(|key| taken.get(&(*id, key))).copied();
                let taken = taken.unwrap_or_default();
                offered.push(offered_meeting(*id, &body.offering, meeting, taken, free));
            }
        }
        offered.sort_by_key(|it| (it.planned.day, it.planned.start.known(), it.label.clone()));
        offered
    }

    fn week_conflicts(&self, client: Id, plan: &Plan, free: &[String]) -> Vec<WeekConflict> {
        let title = |id: Id| {
            let other = plan.schedule.iter().find(|it| it.id == Some(id));
            other.map(|it| it.title.clone()).filter(|it| !it.is_empty())
        };
        let said = |conflict| match conflict {
            Conflict::Overlap(id, other) => {
                let other = title(other).unwrap_or_else(|| "another session".to_owned());
                (id, format!("At the same time as {other}."))
            }
            Conflict::Unavailable(id) => (id, "The person cannot come then.".to_owned()),
        };
        let times = conflicts(&plan.schedule, free).into_iter().map(said);
        let catalog = self.catalog_conflicts(client, plan).into_iter();
        let all = times.chain(catalog.map(|it| (it.session, it.message)));
        all.map(|(id, message)| WeekConflict { session: id.to_string(), message }).collect()
    }

    /// What the catalog says against sessions that were drawn from it.
    pub(crate) fn catalog_conflicts(&self, client: Id, plan: &Plan) -> Vec<CatalogConflict> {
        let taken = self.seats_taken(Some(client));
        let mut catalog: Vec<Offered<'_>> = Vec::new();
        for (id, body) in &self.program.offerings {
            let seats = taken.iter().filter(|((group, _), _)| group == id);
            let taken = seats.map(|((_, meeting), count)| (*meeting, *count)).collect();
            catalog.push(Offered { id: *id, offering: &body.offering, taken });
        }
        against_catalog(&plan.schedule, &catalog, self.clock().today())
    }
}

fn offered_meeting(
    id: Id,
    offering: &Offering,
    meeting: &Meeting,
    taken: u32,
    free: &[String],
) -> OfferedMeeting {
    let capacity = offering.capacity.known();
    let planned = Planned {
        // Something to name while it is looked at; a key of its own is drawn when it is added.
        id: meeting.id,
        offering: Some(id),
        meeting: meeting.id,
        title: offering.name.clone(),
        service: offering.service,
        day: meeting.day,
        start: meeting.start.clone(),
        minutes: meeting.minutes.clone(),
        place: offering.place,
        staff: offering.staff.clone(),
        interventions: Vec::new(),
    };
    OfferedMeeting {
        label: format!("{}, {}", offering.name, meeting.words()),
        places: capacity.map(|all| format!("{taken} of {all} places taken")).unwrap_or_default(),
        full: capacity.is_some_and(|all| taken >= all),
        fits: conflicts(std::slice::from_ref(&planned), free).is_empty(),
        service: offering.service,
        planned: Planned { id: None, ..planned },
    }
}

/// A person's seats when another week comes into force: what was before is kept with its days. The
/// same week signed once more goes on as it was.
fn next_seats(
    before: Option<SeatsBody>,
    episode: Id,
    seats: Vec<Seat>,
    today: NaiveDate,
) -> SeatsBody {
    let since = form::date::stored(today);
    let Some(mut before) = before else {
        return SeatsBody { episode, since, seats, earlier: Vec::new() };
    };
    if before.episode == episode && before.seats == seats {
        return before;
    }
    let until = today.pred_opt().map(form::date::stored).unwrap_or_default();
    if before.since <= until {
        let (episode, since) = (before.episode, before.since);
        before.earlier.push(EarlierSeats { episode, since, until, seats: before.seats });
    }
    SeatsBody { episode, since, seats, earlier: before.earlier }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn seat(n: u8) -> Seat {
        Seat {
            id: Id::from_bytes([n; 16]),
            offering: None,
            meeting: None,
            name: "Session".into(),
            day: Day::Mon,
            start: record::schedule::MinuteOfDay::new(540).unwrap(),
            minutes: 60,
            room: String::new(),
            place: record::schedule::Place::OnSite,
        }
    }

    #[test]
    fn a_week_that_ends_is_kept_with_its_days_and_one_of_the_same_day_is_replaced() {
        let episode = Id::from_bytes([9; 16]);
        let first = next_seats(None, episode, vec![seat(1)], day(2));
        let same = next_seats(Some(first.clone()), episode, vec![seat(1)], day(5));
        assert_eq!((same.since.as_str(), same.earlier.len()), ("2026-11-02", 0));
        let second = next_seats(Some(first), episode, vec![seat(2)], day(9));
        assert_eq!((second.since.as_str(), second.earlier.len()), ("2026-11-09", 1));
        assert_eq!(second.earlier[0].until, "2026-11-08");
        let again = next_seats(Some(second), episode, vec![seat(3)], day(9));
        assert_eq!((again.since.as_str(), again.earlier.len()), ("2026-11-09", 1));
        assert_eq!(again.seats, [seat(3)]);
    }
}
