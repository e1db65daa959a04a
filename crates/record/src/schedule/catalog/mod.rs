//! A week against the program's catalog, and the catalog against itself: groups that are over, that
//! have moved or are full, and two that are held in one room or by one person at the same time.
//!
//! It says what does not go together; whether that is a reason not to, somebody decides.

use chrono::NaiveDate;

use super::{Day, Meeting, Offering, Place, Planned};
use crate::{Id, Whole};

/// A group of the catalog with the seats that other people have in it.
#[derive(Debug, Clone)]
pub struct Offered<'o> {
    /// The group's id.
    pub id: Id,
    /// The group.
    pub offering: &'o Offering,
    /// Seats taken by others, by meeting.
    pub taken: Vec<(Id, Whole)>,
}

impl Offered<'_> {
    /// Seats that others have in a meeting.
    #[must_use]
    pub fn taken_in(&self, meeting: Id) -> Whole {
        self.taken.iter().filter(|(id, _)| *id == meeting).map(|(_, count)| *count).sum()
    }
}

/// What the catalog says against a session that was drawn from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogConflict {
    /// The planned session.
    pub session: Id,
    /// What it is.
    pub kind: CatalogConflictKind,
    /// One sentence.
    pub message: String,
}

/// What the catalog can say against a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CatalogConflictKind {
    /// The group is not in the catalog.
    Gone,
    /// The group is retired, not begun or over.
    NotOffered,
    /// The group does not meet then any more.
    MeetingEnded,
    /// The meeting is on another day, at another time or of another length.
    Moved,
    /// Others have every place.
    Full,
    /// The same meeting was drawn before.
    DrawnTwice,
}

/// What the catalog says against the sessions that were drawn from it, in the order of the plan.
#[must_use]
pub fn against_catalog(
    schedule: &[Planned],
    catalog: &[Offered<'_>],
    today: NaiveDate,
) -> Vec<CatalogConflict> {
    let mut found = Vec::new();
    for (at, planned) in schedule.iter().enumerate() {
        let (Some(session), Some(group)) = (planned.id, planned.offering) else { continue };
        let said = catalog.iter().find(|it| it.id == group).map_or_else(
            || {
                Some((
                    CatalogConflictKind::Gone,
                    "The group is not in the catalog any more.".into(),
                ))
            },
            |group| against_group(planned, group, today),
        );
        let again = || {
            let before = schedule[..at]
                .iter()
                .any(|it| it.offering == planned.offering && it.meeting == planned.meeting);
            let message = "This meeting of the group is on the week already.".to_owned();
            before.then_some((CatalogConflictKind::DrawnTwice, message))
        };
        if let Some((kind, message)) = said.or_else(again) {
            found.push(CatalogConflict { session, kind, message });
        }
    }
    found
}

fn against_group(
    planned: &Planned,
    group: &Offered<'_>,
    today: NaiveDate,
) -> Option<(CatalogConflictKind, String)> {
    let offering = group.offering;
    if let Some(why) = offering.not_offered(today) {
        return Some((CatalogConflictKind::NotOffered, why));
    }
    let meeting = offering.meetings.iter().find(|it| it.id == planned.meeting && !it.retired);
    let Some(meeting) = meeting else {
        let message = "The group does not meet then any more.".to_owned();
        return Some((CatalogConflictKind::MeetingEnded, message));
    };
    let same = meeting.day == planned.day
        && meeting.start.known() == planned.start.known()
        && meeting.minutes.known() == planned.minutes.known();
    if !same {
        let message = format!("The group now meets {}.", meeting.words());
        return Some((CatalogConflictKind::Moved, message));
    }
    let (taken, all) = (group.taken_in(meeting.id?), offering.capacity.known()?);
    let message = || format!("The group is full: {taken} of {all} places are taken.");
    (taken >= all).then(|| (CatalogConflictKind::Full, message()))
}

/// Two meetings of the catalog that stand in each other's way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The group.
    pub group: Id,
    /// Its meeting.
    pub meeting: Id,
    /// One sentence that names the other group.
    pub message: String,
}

/// Meetings that are held at the same time in one room or by one person; each pair is named once
/// at either of the two. Several people are apart by semicolons.
#[must_use]
pub fn clashes(catalog: &[(Id, &Offering)]) -> Vec<Clash> {
    let meetings = catalog.iter().filter(|(_, offering)| !offering.retired).flat_map(|(id, it)| {
        let held = it.meetings.iter().filter(|meeting| !meeting.retired);
        held.filter_map(move |meeting| Some((*id, *it, meeting.id?, meeting.stretch()?)))
    });
    let meetings: Vec<_> = meetings.collect();
    let mut found = Vec::new();
    for (at, (group, offering, meeting, stretch)) in meetings.iter().enumerate() {
        for (nth, (_, other, _, taken)) in meetings.iter().enumerate() {
            let together = at != nth && stretch.meets(*taken) && in_season(offering, other);
            if let Some(shared) = together.then(|| shared(offering, other)).flatten() {
                let named =
                    if other.name.trim().is_empty() { "another group" } else { &other.name };
                let message = format!("{shared} is with {named} at the same time.");
                found.push(Clash { group: *group, meeting: *meeting, message });
            }
        }
    }
    found
}

/// Whether there is a day on which both are offered.
fn in_season(one: &Offering, other: &Offering) -> bool {
    let before = |first: &Offering, then: &Offering| {
        first.until.known().zip(then.from.known()).is_some_and(|(until, from)| until < from)
    };
    !before(one, other) && !before(other, one)
}

/// The room or the person that both need.
fn shared(one: &Offering, other: &Offering) -> Option<String> {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let on_site = one.place == Place::OnSite && other.place == Place::OnSite;
    let room = plain(&one.room);
    if on_site && !room.is_empty() && room == plain(&other.room) {
        return Some(one.room.trim().to_owned());
    }
    let others: Vec<String> = other.staff.split(';').map(plain).collect();
    let mut staff = one.staff.split(';').map(str::trim).filter(|name| !name.is_empty());
    staff.find(|name| others.contains(&plain(name))).map(str::to_owned)
}

/// A stretch of a day, in minutes since midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) day: Day,
    pub(super) from: Whole,
    pub(super) until: Whole,
}

impl Stretch {
    pub(super) fn meets(self, other: Self) -> bool {
        self.day == other.day && self.from < other.until && other.from < self.until
    }
}

impl Meeting {
    /// When it is held; nothing while it does not say.
    pub(super) fn stretch(&self) -> Option<Stretch> {
        let from = self.start.known()?.minutes();
        let minutes = self.minutes.known().filter(|minutes| *minutes > 0)?;
        Some(Stretch { day: self.day?, from, until: from.saturating_add(minutes) })
    }
}

#[cfg(test)]
mod tests;
