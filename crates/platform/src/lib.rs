//! What the operating system tells and what it keeps: that the machine goes to sleep or the screen
//! locks, a few bytes in the keychain, and which program shows a file.
//!
//! `platform` knows D-Bus, keychains and viewers. It does not know what is kept in them, what anybody does
//! on hearing of sleep, a vault, or a clinic.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

#[cfg(target_os = "linux")]
mod bus;
mod events;
mod keychain;
#[cfg(all(test, target_os = "linux"))]
mod private_bus;
mod viewer;

pub use events::{Events, FakeEvents, Heard, Hold, SystemEvent, SystemEvents};
pub use keychain::{Absent, FakeKeychain, Keychain, SystemKeychain, TimeLimited};
pub use viewer::{NoViewer, view};
