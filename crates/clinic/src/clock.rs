//! The time, and the only place that asks the system for it.

use std::time::{Duration, Instant};

use chrono::{DateTime, Local, NaiveDate, SecondsFormat, Utc};

/// Tells the time. Tests bring their own.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> DateTime<Utc>;
    /// The day on the wall calendar.
    fn today(&self) -> NaiveDate;
    /// Time that only runs forward, from an arbitrary start.
    fn ticks(&self) -> Duration;
}

/// The machine's own clock.
#[derive(Debug)]
pub struct SystemClock {
    start: Instant,
}

impl Default for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "this is the one Clock that asks the system")]
    fn default() -> Self {
        Self { start: Instant::now() }
    }
}

#[allow(clippy::disallowed_methods, reason = "this is the one Clock that asks the system")]
impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn today(&self) -> NaiveDate {
        Local::now().date_naive()
    }

    fn ticks(&self) -> Duration {
        self.start.elapsed()
    }
}

/// A moment as it is stored and crosses to the window: RFC 3339, UTC, to the second.
pub(crate) fn stamp(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// A stored moment, read back.
pub(crate) fn read_stamp(at: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(at).ok().map(|at| at.with_timezone(&Utc))
}

/// Whole days from a stored moment to another; a moment that cannot be read is long ago.
pub(crate) fn days_since(at: &str, now: DateTime<Utc>) -> i64 {
    read_stamp(at).map_or(i64::MAX, |at| (now - at).num_days())
}
