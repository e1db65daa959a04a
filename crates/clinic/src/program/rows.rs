//! The catalog as its page shows it: each group with its meetings, seats and what does not go
//! together, and the meetings of today.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use record::{
    Id,
    schedule::{Clash, Day, Meeting, MinuteOfDay, Offering, clashes, templates},
};

use super::{is_offered, roster::next_on};
use crate::{
    Code, Result, Session,
    body::{GroupBody, OfferingBody},
    view::{GroupRow, MeetingRow, ProgramView, TemplateRow, TodayMeeting},
};

/// What rows are made from, gathered once.
struct Gathered {
    today: NaiveDate,
    taken: BTreeMap<(Id, Id), u32>,
    clashes: Vec<Clash>,
}

impl Session {
    pub(super) fn program_view(&self) -> Result<ProgramView> {
        let gathered = Gathered {
            today: self.clock().today(),
            taken: self.seats_taken(None),
            clashes: self.clashes(),
        };
        let mut groups = Vec::new();
        for (id, (_, group)) in &self.program.groups {
            groups.push(self.group_row(*id, group, &gathered)?);
        }
        let first = |row: &GroupRow| {
            row.meetings.iter().map(|it| (it.day, it.start)).min().unwrap_or((None, None))
        };
        groups.sort_by(|a, b| (a.retired, first(a), &a.name).cmp(&(b.retired, first(b), &b.name)));
        let may_edit = self.clinical();
        let shipped = templates().map_err(|_| Code::Internal)?;
        let template = |it: &record::schedule::ProgramTemplate| TemplateRow {
            id: it.id.clone(),
            name: it.name.clone(),
            about: it.about.clone(),
        };
        Ok(ProgramView {
            groups,
            today: self.today_meetings(gathered.today),
            today_words: form::date::shown(gathered.today),
            templates: shipped.iter().filter(|_| may_edit).map(template).collect(),
            may_edit,
            added: None,
            entry: None,
        })
    }

    /// Two groups in one room, or one person in two: told to those who know the groups' names.
    fn clashes(&self) -> Vec<Clash> {
        let offerings = self.program.offerings.iter();
        let all: Vec<(Id, &Offering)> = offerings.map(|(id, it)| (*id, &it.offering)).collect();
        clashes(&all)
    }

    fn group_row(&self, id: Id, group: &GroupBody, gathered: &Gathered) -> Result<GroupRow> {
        let loaded = match self.program.offerings.contains_key(&id) {
            true => Some(self.ledger.load::<OfferingBody>(id)?),
            false => None,
        };
        let rev = loaded.as_ref().map_or(0, |it| it.base().rev);
        let saved_at = loaded.as_ref().map(|it| it.envelope.at.clone());
        let offering = loaded.map(|it| it.envelope.body.offering);
        Ok(GroupRow {
            group: id.to_string(),
            rev,
            saved_at,
            name: self.group_name(id, group),
            meetings: group.meetings.iter().map(|it| meeting_row(id, it, gathered)).collect(),
            capacity: group.capacity.known(),
            staff: group.staff.clone(),
            room: group.room.clone(),
            place: group.place,
            offered: is_offered(group, gathered.today),
            retired: group.retired,
            lacks: offering.as_ref().map(Offering::lacks).unwrap_or_default(),
            offering,
        })
    }

    /// The name this session knows a group by.
    fn group_name(&self, id: Id, group: &GroupBody) -> String {
        let known = self.program.offerings.get(&id).map(|it| &it.offering.name);
        let name = known.unwrap_or(&group.name).trim();
        if name.is_empty() { "Group without a name".to_owned() } else { name.to_owned() }
    }

    fn today_meetings(&self, today: NaiveDate) -> Vec<TodayMeeting> {
        let mut found = Vec::new();
        for (id, (_, group)) in
            self.program.groups.iter().filter(|(_, it)| is_offered(&it.1, today))
        {
            let held = |it: &&Meeting| !it.retired && it.day == Some(Day::of(today));
            for meeting in group.meetings.iter().filter(held) {
                let Some(key) = meeting.id else { continue };
                let people = self.expected(*id, key, today);
                let ticked = people.iter().filter(|it| it.ticked_in(key, today).is_some());
                found.push(TodayMeeting {
                    group: id.to_string(),
                    meeting: key.to_string(),
                    name: self.group_name(*id, group),
                    when: time_words(meeting),
                    room: group.room.clone(),
                    start: meeting.start.known().map(MinuteOfDay::minutes),
                    ticked: u32::try_from(ticked.count()).unwrap_or(u32::MAX),
                    expected: u32::try_from(people.len()).unwrap_or(u32::MAX),
                });
            }
        }
        found.sort_by(|a, b| (a.start, &a.name).cmp(&(b.start, &b.name)));
        found
    }
}

fn meeting_row(group: Id, meeting: &Meeting, gathered: &Gathered) -> MeetingRow {
    let key = meeting.id.unwrap_or(group);
    let clash = gathered.clashes.iter().find(|it| it.group == group && it.meeting == key);
    let next = next_on(meeting, gathered.today).map(form::date::stored);
    MeetingRow {
        meeting: key.to_string(),
        day: meeting.day,
        words: meeting.words(),
        start: meeting.start.known().map(MinuteOfDay::minutes),
        minutes: meeting.minutes.known(),
        taken: gathered.taken.get(&(group, key)).copied().unwrap_or_default(),
        next: next.unwrap_or_default(),
        retired: meeting.retired,
        clash: clash.map(|it| it.message.clone()).unwrap_or_default(),
    }
}

/// "9:00 AM, 60 min".
fn time_words(meeting: &Meeting) -> String {
    let start = meeting.start.known().map(|it| it.to_string());
    let minutes = meeting.minutes.known().map(|it| format!("{it} min"));
    [start, minutes].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
