//! Where the sessions of a week stand in each other's way, or in the way of a person's days.

use super::{Day, Planned};
use crate::Id;

/// Something about a planned session that does not go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conflict {
    /// Two sessions at the same time: the later one in the plan, and the other.
    Overlap(Id, Id),
    /// The person cannot come then.
    Unavailable(Id),
}

/// A session with its day and minutes from and until; nothing while it has not all of them, or
/// cannot be as it is entered.
fn stretch(planned: &Planned) -> Option<(Id, usize, u32, u32)> {
    let (day, start, minutes) = planned.span()?;
    let day = Day::ALL.iter().position(|one| *one == day)?;
    let from = start.minutes();
    Some((planned.id?, day, from, from.saturating_add(minutes)))
}

/// Every conflict, in the order of the plan. `availability` holds spans such as
/// `mon 09:00-12:30`; when there are none, nobody has asked, and no session is in the way.
#[must_use]
pub fn conflicts(schedule: &[Planned], availability: &[String]) -> Vec<Conflict> {
    let free = form::week::stretches(availability);
    let sessions: Vec<_> = schedule.iter().filter_map(stretch).collect();
    let mut found = Vec::new();
    for (at, (id, day, from, until)) in sessions.iter().enumerate() {
        let other = sessions[..at]
            .iter()
            .find(|(_, other, start, end)| other == day && start < until && from < end);
        found.extend(other.map(|(other, ..)| Conflict::Overlap(*id, *other)));
        let fits =
            |(on, start, end): &(usize, u32, u32)| on == day && start <= from && until <= end;
        if !free.is_empty() && !free.iter().any(fits) {
            found.push(Conflict::Unavailable(*id));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Entered, schedule::MinuteOfDay};

    fn session(n: u8, day: Day, from: u32, minutes: u32) -> Planned {
        Planned {
            id: Some(Id::from_bytes([n; 16])),
            day: Some(day),
            start: Entered::Known(MinuteOfDay::new(from).unwrap()),
            minutes: Entered::Known(minutes),
            ..Planned::default()
        }
    }

    #[test]
    fn sessions_collide_with_each_other_and_with_the_persons_days() {
        let free = ["mon 09:00-12:00".to_owned(), "tue 13:00-15:00".to_owned()];
        let id = |n: u8| Id::from_bytes([n; 16]);
        let week = [
            session(1, Day::Mon, 540, 180),
            session(2, Day::Mon, 720, 30),
            session(3, Day::Mon, 660, 30),
            session(4, Day::Tue, 780, 120),
            session(5, Day::Wed, 540, 60),
        ];
        let expected = [
            Conflict::Unavailable(id(2)),
            Conflict::Overlap(id(3), id(1)),
            Conflict::Unavailable(id(5)),
        ];
        assert_eq!(conflicts(&week, &free), expected);
        assert_eq!(conflicts(&week, &[]), [Conflict::Overlap(id(3), id(1))]);
        let half_known = Planned { minutes: Entered::default(), ..session(6, Day::Sun, 0, 1) };
        assert!(conflicts(&[half_known], &free).is_empty());
    }
}
