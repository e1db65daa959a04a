//! What a usual week adds up to.

use super::{Day, Place, Planned};

/// The sessions of a usual week, counted. Sessions without a day, a start or a length count
/// nothing, nor do those that cannot be: of no length, of more than twelve hours, past midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Week {
    /// Minutes of each day, Monday first.
    pub minutes: [u32; 7],
    /// Minutes of each day that are held on site.
    pub on_site: [u32; 7],
    /// Sessions of each day.
    pub sessions: [u32; 7],
    /// Sessions of each day that are held on site.
    pub on_site_sessions: [u32; 7],
}

impl Week {
    /// Counts the sessions of a week. Minutes at which two sessions are held count once: nobody is
    /// in two places.
    #[must_use]
    pub fn of(planned: &[Planned]) -> Self {
        let mut week = Self::default();
        for session in planned {
            let Some((day, ..)) = session.span() else { continue };
            let at = Day::ALL.iter().position(|one| *one == day).unwrap_or_default();
            week.sessions[at] += 1;
            if session.place == Place::OnSite {
                week.on_site_sessions[at] += 1;
            }
        }
        for (at, day) in Day::ALL.into_iter().enumerate() {
            week.minutes[at] = held(planned.iter(), day);
            week.on_site[at] = held(planned.iter().filter(|it| it.place == Place::OnSite), day);
        }
        week
    }

    /// Minutes of the whole week.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.minutes.iter().fold(0, |sum, one| sum.saturating_add(*one))
    }

    /// Minutes of the whole week that are held on site.
    #[must_use]
    pub fn total_on_site(&self) -> u32 {
        self.on_site.iter().fold(0, |sum, one| sum.saturating_add(*one))
    }
}

/// Minutes of a day at which at least one of the sessions is held.
fn held<'a>(planned: impl Iterator<Item = &'a Planned>, day: Day) -> u32 {
    let on_day = planned.filter_map(Planned::span).filter(|(of, ..)| *of == day);
    let mut spans: Vec<(u32, u32)> =
        on_day.map(|(_, start, minutes)| (start.minutes(), start.minutes() + minutes)).collect();
    spans.sort_unstable();
    let (mut held, mut reached) = (0, 0);
    for (from, until) in spans {
        held += until.saturating_sub(from.max(reached));
        reached = reached.max(until);
    }
    held
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Entered, schedule::MinuteOfDay};

    fn session(day: Day, minutes: u32, place: Place) -> Planned {
        Planned {
            day: Some(day),
            start: Entered::Known(MinuteOfDay::new(9 * 60).unwrap()),
            minutes: Entered::Known(minutes),
            place,
            ..Planned::default()
        }
    }

    #[test]
    fn a_week_adds_up_by_day_and_by_place() {
        let half_known =
            Planned { start: Entered::default(), ..session(Day::Tue, 60, Place::OnSite) };
        let late = Entered::Known(MinuteOfDay::new(23 * 60).unwrap());
        let past_midnight = Planned { start: late, ..session(Day::Wed, 61, Place::OnSite) };
        let week = Week::of(&[
            session(Day::Thu, 0, Place::OnSite),
            session(Day::Thu, 100_000, Place::OnSite),
            past_midnight,
            session(Day::Mon, 180, Place::OnSite),
            Planned {
                start: Entered::Known(MinuteOfDay::new(13 * 60).unwrap()),
                ..session(Day::Mon, 50, Place::Remote)
            },
            session(Day::Fri, 60, Place::Remote),
            half_known,
        ]);
        assert_eq!(week.minutes, [230, 0, 0, 0, 60, 0, 0]);
        assert_eq!(week.sessions, [2, 0, 0, 0, 1, 0, 0]);
        assert_eq!((week.total(), week.total_on_site()), (290, 180));
        assert_eq!(week.on_site_sessions, [1, 0, 0, 0, 0, 0, 0]);
    }

    #[test]
    fn the_same_minutes_count_once() {
        let at = |from: u32, minutes, place| Planned {
            start: Entered::Known(MinuteOfDay::new(from).unwrap()),
            ..session(Day::Mon, minutes, place)
        };
        let (nine, ten, eleven) = (9 * 60, 10 * 60, 11 * 60);
        use Place::{OnSite, Remote};
        for (sessions, minutes, on_site) in [
            (vec![at(nine, 180, OnSite); 3], 180, 180),
            (vec![at(nine, 60, OnSite), at(ten, 60, OnSite)], 120, 120),
            (vec![at(ten, 120, Remote), at(nine, 90, OnSite)], 180, 90),
            (vec![at(nine, 180, OnSite), at(ten, 30, Remote), at(eleven, 120, OnSite)], 240, 240),
        ] {
            let week = Week::of(&sessions);
            assert_eq!((week.total(), week.total_on_site()), (minutes, on_site), "{sessions:?}");
        }
    }
}
