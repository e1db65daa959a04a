//! Long work: how far it is, and whether somebody has asked it to stop. It can be looked at while
//! the desk is busy with it.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use crate::{
    Clock, Code, Result,
    view::{WorkKind, WorkView},
};

/// The long work of one desk; one at a time.
#[derive(Debug, Default)]
pub struct Work {
    now: Mutex<Option<Standing>>,
    stop: AtomicBool,
}

#[derive(Debug, Clone, Copy)]
struct Standing {
    kind: WorkKind,
    done: u64,
    total: u64,
    can_stop: bool,
    began: Duration,
    at: Duration,
}

impl Work {
    /// How far it is; nothing when nothing long is under way.
    #[must_use]
    pub fn view(&self) -> Option<WorkView> {
        self.standing().map(|standing| standing.view())
    }

    /// Asks it to stop at the next step where that does no harm.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Begins a stretch of work.
    pub(crate) fn begin(
        self: &Arc<Self>,
        kind: WorkKind,
        total: u64,
        can_stop: bool,
        clock: &Arc<dyn Clock>,
    ) -> Stretch {
        let began = clock.ticks();
        self.stop.store(false, Ordering::Relaxed);
        self.put(Some(Standing { kind, done: 0, total, can_stop, began, at: began }));
        Stretch { work: Arc::clone(self), clock: Arc::clone(clock), can_stop }
    }

    fn standing(&self) -> Option<Standing> {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, standing: Option<Standing>) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = standing;
    }
}

impl Standing {
    fn view(&self) -> WorkView {
        let count = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
        WorkView {
            kind: self.kind,
            done: count(self.done),
            total: count(self.total),
            seconds_left: self.seconds_left(),
            can_stop: self.can_stop,
        }
    }

    /// What is left takes as long as what is done took, once a second has passed.
    fn seconds_left(&self) -> Option<u32> {
        let passed = self.at.saturating_sub(self.began).as_millis();
        if passed < 1000 || self.done == 0 || self.total == 0 {
            return None;
        }
        let left = u128::from(self.total.saturating_sub(self.done));
        u32::try_from(passed * left / u128::from(self.done) / 1000).ok()
    }
}

/// One stretch of work; over when dropped.
pub(crate) struct Stretch {
    work: Arc<Work>,
    clock: Arc<dyn Clock>,
    can_stop: bool,
}

impl Stretch {
    /// Says how far it is.
    ///
    /// # Errors
    /// [`Code::Stopped`] when somebody has asked for it and it can be.
    pub(crate) fn at(&self, done: u64, total: u64) -> Result<()> {
        if let Some(standing) = self.work.standing() {
            let at = self.clock.ticks();
            self.work.put(Some(Standing { done, total, at, ..standing }));
        }
        if self.asked_to_stop() { Err(Code::Stopped.into()) } else { Ok(()) }
    }

    fn asked_to_stop(&self) -> bool {
        self.can_stop && self.work.stop.load(Ordering::Relaxed)
    }
}

impl Drop for Stretch {
    fn drop(&mut self) {
        self.work.put(None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemClock;

    #[test]
    fn work_is_seen_while_it_lasts_and_stops_only_where_it_may() {
        let (work, clock): (_, Arc<dyn Clock>) =
            (Arc::new(Work::default()), Arc::new(SystemClock::default()));
        for can_stop in [true, false] {
            let stretch = work.begin(WorkKind::Checking, 10, can_stop, &clock);
            assert!(stretch.at(3, 10).is_ok());
            assert_eq!(work.view().map(|view| (view.done, view.total)), Some((3, 10)));
            work.stop();
            assert_eq!(stretch.at(4, 10).is_err(), can_stop);
            drop(stretch);
            assert!(work.view().is_none());
        }
    }

    #[test]
    fn the_time_left_follows_from_the_time_passed() {
        let second = Duration::from_secs(1);
        let kind = WorkKind::Copying;
        let standing =
            Standing { kind, done: 25, total: 100, can_stop: true, began: second, at: second * 5 };
        assert_eq!(standing.seconds_left(), Some(12));
        assert_eq!(Standing { at: second, ..standing }.seconds_left(), None);
    }
}
