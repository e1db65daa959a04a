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
    /// How far the wall clock has been set off, in seconds.
    set_off: Mutex<i64>,
}

impl Default for FakeClock {
    fn default() -> Self {
        let start = Utc.with_ymd_and_hms(2026, 11, 23, 15, 0, 0).unwrap();
        Self { start, passed: Mutex::default(), set_off: Mutex::default() }
    }
}

impl FakeClock {
    /// Lets time pass.
    pub fn advance(&self, by: Duration) {
        *self.passed() += by;
    }

    /// Sets the wall clock off, as somebody who corrects it does, or a machine that has slept.
    pub fn jump(&self, seconds: i64) {
        *self.set_off.lock().unwrap() += seconds;
    }

    fn passed(&self) -> MutexGuard<'_, Duration> {
        self.passed.lock().unwrap()
    }
}

impl Clock for FakeClock {
    fn now(&self) -> DateTime<Utc> {
        let set_off = chrono::Duration::seconds(*self.set_off.lock().unwrap());
        self.start + *self.passed() + set_off
    }

    fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }

    fn ticks(&self) -> Duration {
        *self.passed()
    }
}
