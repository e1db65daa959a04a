//! Weeks against the catalog, and the catalog against itself.

use super::*;
use crate::{
    Entered,
    schedule::{MinuteOfDay, offering::tests::group},
};

fn id(n: u8) -> Id {
    Id::from_bytes([n; 16])
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

/// A session drawn from the one meeting of [`group`], which is group 7.
fn drawn() -> Planned {
    let group = group();
    Planned {
        id: Some(id(8)),
        offering: Some(id(7)),
        meeting: group.meetings[0].id,
        day: group.meetings[0].day,
        start: group.meetings[0].start.clone(),
        minutes: group.meetings[0].minutes.clone(),
        ..Planned::default()
    }
}

#[test]
fn what_has_become_of_a_group_is_said_at_the_session_that_was_drawn_from_it() {
    use CatalogConflictKind::{Full, MeetingEnded, Moved, NotOffered};
    type Change = fn(&mut Offering);
    type Said = Option<(CatalogConflictKind, &'static str)>;
    let cases: [(Change, u32, Said); 9] = [
        (|_| (), 0, None),
        (|_| (), 11, None),
        (|_| (), 12, Some((Full, "The group is full: 12 of 12 places are taken."))),
        (|it| it.capacity = Entered::default(), 99, None),
        (|it| it.retired = true, 0, Some((NotOffered, "The group is not offered any more."))),
        (
            |it| it.from = Entered::Known(day(27)),
            0,
            Some((NotOffered, "The group begins on Nov 27, 2026.")),
        ),
        (
            |it| it.until = Entered::Known(day(25)),
            0,
            Some((NotOffered, "The group ended on Nov 25, 2026.")),
        ),
        (
            |it| it.meetings[0].start = Entered::Known(MinuteOfDay::new(840).unwrap()),
            0,
            Some((Moved, "The group now meets Mon 2:00 PM, 180 min.")),
        ),
        (
            |it| it.meetings[0].retired = true,
            0,
            Some((MeetingEnded, "The group does not meet then any more.")),
        ),
    ];
    for (change, others, expected) in cases {
        let mut offering = group();
        change(&mut offering);
        let taken = vec![(id(1), others)];
        let offered = [Offered { id: id(7), offering: &offering, taken }];
        let found = against_catalog(&[drawn()], &offered, day(26));
        let said = found.first().map(|it| (it.kind, it.message.as_str()));
        assert_eq!(said, expected);
    }
}

#[test]
fn a_group_that_is_gone_a_meeting_drawn_twice_and_a_session_by_itself() {
    let offering = group();
    let offered = [Offered { id: id(7), offering: &offering, taken: Vec::new() }];
    let twice = Planned { id: Some(id(9)), ..drawn() };
    let gone = Planned { id: Some(id(10)), offering: Some(id(77)), ..drawn() };
    let alone = Planned { id: Some(id(11)), offering: None, meeting: None, ..drawn() };
    let found = against_catalog(&[drawn(), twice, gone, alone], &offered, day(26));
    let kinds: Vec<_> = found.iter().map(|it| (it.session, it.kind)).collect();
    let expected = [(id(9), CatalogConflictKind::DrawnTwice), (id(10), CatalogConflictKind::Gone)];
    assert_eq!(kinds, expected);
}

#[test]
fn one_room_and_one_person_are_in_one_place_at_a_time() {
    type Change = fn(&mut Offering);
    let cases: [(Change, Option<&str>); 9] = [
        (|_| (), Some("Room 2 is with Trauma skills at the same time.")),
        (
            |it| it.room = "Room 3".into(),
            Some("D. Reyes, LMFT is with Trauma skills at the same time."),
        ),
        (|it| (it.room, it.staff) = ("Room 3".into(), "M. Okafor, LCSW".into()), None),
        (
            |it| {
                (it.room, it.staff) = ("".into(), "M. Okafor, LCSW; d. reyes,  lmft".into());
            },
            Some("d. reyes,  lmft is with Trauma skills at the same time."),
        ),
        (|it| it.meetings[0].day = Some(Day::Tue), None),
        (|it| it.meetings[0].start = Entered::Known(MinuteOfDay::new(720).unwrap()), None),
        (|it| it.retired = true, None),
        (|it| it.meetings[0].retired = true, None),
        (|it| it.from = Entered::Known(day(20)), None),
    ];
    for (change, expected) in cases {
        let first = Offering { until: Entered::Known(day(19)), ..group() };
        let mut second = group();
        change(&mut second);
        let found = clashes(&[(id(6), &first), (id(7), &second)]);
        let said = found.iter().find(|it| it.group == id(7)).map(|it| it.message.as_str());
        assert_eq!(said, expected);
        assert_eq!(found.len(), if expected.is_some() { 2 } else { 0 }, "{found:?}");
    }
}
