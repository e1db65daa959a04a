//! A clock that stands still until it is told to move.

use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use clinic::Clock;

/// A clock set by hand. It begins on Monday, November 23, 2026, 15:00 UTC.
#[derive(Debug)]
pub struct FakeClock {
    start: DateTime<Utc>,
    passed: Mutex<Duration>,
}

impl Default for FakeClock {
    fn default() -> Self {
        let start = Utc.with_ymd_and_hms(2026, 11, 23, 15, 0, 0).unwrap();
        Self { start, passed: Mutex::new(Duration::ZERO) }
    }
}

impl FakeClock {
    /// Lets time pass.
    pub fn advance(&self, by: Duration) {
        *self.passed() += by;
    }

    fn passed(&self) -> MutexGuard<'_, Duration> {
        self.passed.lock().unwrap()
    }
}

impl Clock for FakeClock {
    fn now(&self) -> DateTime<Utc> {
        self.start + *self.passed()
    }

    fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }

    fn ticks(&self) -> Duration {
        *self.passed()
    }
}
