//! What the system says of itself: it goes to sleep, it wakes, the screen is locked.
//!
//! On Linux logind says so on the system bus and the screen saver on the session bus. Where there
//! is no such bus nothing is ever heard, and a bus that goes away is not looked for again. macOS
//! and Windows tell it only through calls that this program has no safe way to make: there sleep
//! is noticed at waking, by whoever compares two clocks, and a locked screen not at all.

#[cfg(target_os = "linux")]
mod dbus;
mod fake;

pub use fake::FakeEvents;

use std::{any::Any, fmt, sync::mpsc::Sender};

/// Something the system said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SystemEvent {
    /// The machine is about to sleep.
    Sleep,
    /// It has woken.
    Wake,
    /// The screen has been locked.
    ScreenLocked,
}

/// An event, and what keeps the system waiting until it has been seen to.
#[derive(Debug)]
pub struct Heard {
    /// What was said.
    pub event: SystemEvent,
    /// Dropped when everything is done. The system waits a few seconds at most.
    pub hold: Option<Hold>,
}

impl From<SystemEvent> for Heard {
    fn from(event: SystemEvent) -> Self {
        Self { event, hold: None }
    }
}

/// Keeps the system awake for the moment it takes to get ready for sleep.
pub struct Hold(#[expect(dead_code, reason = "it is held, never looked at")] Box<dyn Any + Send>);

impl Hold {
    /// Holds by keeping `what` alive.
    pub fn new(what: impl Any + Send) -> Self {
        Self(Box::new(what))
    }
}

impl fmt::Debug for Hold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hold")
    }
}

/// A source of events.
pub trait Events {
    /// Begins to listen. Events come through `to` until its other end is dropped; none come from a
    /// system that says nothing.
    fn listen(&self, to: Sender<Heard>);
}

/// This system.
#[derive(Debug, Default)]
pub struct SystemEvents;

impl Events for SystemEvents {
    #[cfg(target_os = "linux")]
    fn listen(&self, to: Sender<Heard>) {
        dbus::listen(&to);
    }

    #[cfg(not(target_os = "linux"))]
    fn listen(&self, _: Sender<Heard>) {}
}
