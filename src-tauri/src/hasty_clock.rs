//! A clock that runs faster than the system's, so that a test of the window need not wait for five
//! minutes to see it lock. Never in a release.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use clinic::{Clock, SystemClock};

/// Time since the start, so many times over.
pub(crate) struct HastyClock {
    system: SystemClock,
    start: DateTime<Utc>,
    speed: u32,
}

impl HastyClock {
    pub(crate) fn new(speed: u32) -> Self {
        let system = SystemClock::default();
        let start = system.now();
        Self { system, start, speed }
    }
}

impl Clock for HastyClock {
    fn now(&self) -> DateTime<Utc> {
        self.start + self.ticks()
    }

    fn today(&self) -> NaiveDate {
        self.system.today()
    }

    fn ticks(&self) -> Duration {
        self.system.ticks() * self.speed
    }
}
