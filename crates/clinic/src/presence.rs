//! Whether somebody is at the machine: how long nobody has moved, how long the session lasts,
//! whether the clock has jumped. Pure, so that every case stands in a table.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::view::LockState;

/// The longest session.
const LONGEST: Duration = Duration::from_secs(12 * 3600);

/// A difference between the wall clock and the one that only runs forward, from which on the
/// clock has jumped: set by hand, or the machine has slept.
const JUMP: i64 = 30;

/// From here on the countdown is shown.
const COUNTDOWN: Duration = Duration::from_secs(60);

/// What the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SystemEvent {
    /// It goes to sleep.
    Sleep,
    /// It has locked its screen.
    ScreenLocked,
}

/// What has come of a moment passing, or of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ticked {
    /// Nothing.
    Nothing,
    /// The window has locked.
    Locked,
}

/// Why a session ends without being asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ends {
    Idle,
    Longest,
    ClockJump,
}

/// One session's presence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Presence {
    began: Duration,
    moved: Duration,
    looked: (Duration, DateTime<Utc>),
    idle: Duration,
}

impl Presence {
    /// Somebody has just signed in.
    pub(crate) fn begin(ticks: Duration, now: DateTime<Utc>, idle_minutes: u32) -> Self {
        let idle = idle_of(idle_minutes);
        Self { began: ticks, moved: ticks, looked: (ticks, now), idle }
    }

    /// Whether the session has lasted so long.
    pub(crate) fn has_lasted(&self, ticks: Duration, long: Duration) -> bool {
        ticks.saturating_sub(self.began) >= long
    }

    /// The clinic has changed how long is idle.
    pub(crate) fn set_idle(&mut self, minutes: u32) {
        self.idle = idle_of(minutes);
    }

    /// Somebody has moved.
    pub(crate) fn moved(&mut self, ticks: Duration) {
        self.moved = self.moved.max(ticks);
    }

    /// Looks at the clocks: whether the session has to end, and why.
    pub(crate) fn look(&mut self, ticks: Duration, now: DateTime<Utc>) -> Option<Ends> {
        let (before, then) = std::mem::replace(&mut self.looked, (ticks, now));
        let passed = i64::try_from(ticks.saturating_sub(before).as_secs()).unwrap_or(i64::MAX);
        let drift = (now - then).num_seconds().saturating_sub(passed);
        if drift.abs() > JUMP {
            return Some(Ends::ClockJump);
        }
        let (idle, session) = self.left(ticks);
        match (idle.is_zero(), session.is_zero()) {
            (_, true) => Some(Ends::Longest),
            (true, _) => Some(Ends::Idle),
            _ => None,
        }
    }

    fn left(&self, ticks: Duration) -> (Duration, Duration) {
        let idle = (self.moved + self.idle).saturating_sub(ticks);
        let session = (self.began + LONGEST).saturating_sub(ticks);
        (idle, session)
    }

    /// How long until the window locks by itself.
    pub(crate) fn state(&self, ticks: Duration) -> LockState {
        let (idle, session) = self.left(ticks);
        let seconds = |left: Duration| u32::try_from(left.as_secs()).unwrap_or(u32::MAX);
        LockState {
            idle_left: seconds(idle),
            session_left: seconds(session),
            countdown: idle < COUNTDOWN || session < COUNTDOWN,
        }
    }
}

fn idle_of(minutes: u32) -> Duration {
    Duration::from_secs(u64::from(minutes) * 60)
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    fn at(seconds: u64) -> (Duration, DateTime<Utc>) {
        let start = Utc.with_ymd_and_hms(2026, 11, 23, 9, 0, 0).unwrap();
        let passed = Duration::from_secs(seconds);
        (passed, start + passed)
    }

    fn presence(minutes: u32) -> Presence {
        let (ticks, now) = at(0);
        Presence::begin(ticks, now, minutes)
    }

    #[test]
    fn nobody_moving_ends_the_session_and_moving_keeps_it() {
        let mut presence = presence(5);
        for second in (0..299).step_by(20) {
            assert_eq!(presence.look(at(second).0, at(second).1), None, "{second}");
        }
        presence.moved(at(290).0);
        assert_eq!(presence.look(at(310).0, at(310).1), None);
        assert_eq!(presence.look(at(589).0, at(589).1), None);
        assert_eq!(presence.look(at(590).0, at(590).1), Some(Ends::Idle));
    }

    #[test]
    fn the_longest_session_ends_however_much_somebody_moves() {
        let mut presence = presence(15);
        let mut ended = None;
        for minute in 0..=720 {
            let (ticks, now) = at(minute * 60);
            presence.moved(ticks);
            ended = presence.look(ticks, now).map(|why| (minute, why));
        }
        assert_eq!(ended, Some((720, Ends::Longest)));
    }

    #[test]
    fn a_clock_that_jumps_more_than_thirty_seconds_either_way_ends_the_session() {
        for (drift, ends) in [(0, false), (30, false), (31, true), (-30, false), (-31, true)] {
            let mut presence = presence(5);
            let (ticks, now) = at(10);
            let ended = presence.look(ticks, now + chrono::Duration::seconds(drift));
            assert_eq!(ended, ends.then_some(Ends::ClockJump), "{drift}");
        }
        let mut presence = presence(5);
        let (ticks, _) = at(1);
        let slept = at(3600).1;
        assert_eq!(presence.look(ticks, slept), Some(Ends::ClockJump));
    }

    #[test]
    fn the_countdown_is_shown_in_the_last_minute() {
        let presence = presence(2);
        let shown: Vec<(u32, bool)> = [0, 60, 61, 119, 120, 500]
            .map(|second| presence.state(at(second).0))
            .map(|state| (state.idle_left, state.countdown))
            .to_vec();
        let expected = [(120, false), (60, false), (59, true), (1, true), (0, true), (0, true)];
        assert_eq!(shown, expected);
    }

    #[test]
    fn the_clinic_says_how_long_is_idle() {
        let mut presence = presence(5);
        presence.set_idle(2);
        assert_eq!(presence.look(at(121).0, at(121).1), Some(Ends::Idle));
    }
}
