//! The keychain of whoever is logged in to the machine: a few bytes by name, outside any file of
//! ours.
//!
//! Linux has the Secret Service (GNOME, KDE, KeePassXC), macOS the login keychain, Windows the
//! Credential Manager. None is a given: a server has none, and one may be locked. That is
//! [`Absent`], it is found out quickly, and nobody is asked to unlock anything.

#[cfg(any(target_os = "macos", windows))]
mod native;
#[cfg(target_os = "linux")]
mod secret_service;

mod fake;
mod limit;

pub use fake::FakeKeychain;
pub use limit::TimeLimited;

#[cfg(any(target_os = "macos", windows))]
use native::Native;
#[cfg(target_os = "linux")]
use secret_service::SecretService as Native;

use std::time::Duration;

/// There is no keychain, it is locked, or it does not answer. What went wrong is the system's own
/// business; the caller goes on without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the system keeps nothing for this program")]
pub struct Absent;

/// Keeps a few bytes by name.
pub trait Keychain: Send + Sync {
    /// What is kept under a name; none when nothing is.
    ///
    /// # Errors
    /// [`Absent`].
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Absent>;

    /// Keeps bytes under a name, in place of what was there.
    ///
    /// # Errors
    /// [`Absent`].
    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Absent>;

    /// Forgets what is kept under a name; that there is nothing is not an error.
    ///
    /// # Errors
    /// [`Absent`].
    fn forget(&self, name: &str) -> Result<(), Absent>;
}

/// How long a keychain may take before it counts as absent.
const LIMIT: Duration = Duration::from_secs(3);

/// The keychain of this system. One that has once not answered in time is absent from then on, so
/// that a program waits once at most.
pub struct SystemKeychain(TimeLimited<Native>);

impl Default for SystemKeychain {
    fn default() -> Self {
        Self(TimeLimited::new(Native::default(), LIMIT))
    }
}

impl Keychain for SystemKeychain {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Absent> {
        self.0.read(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Absent> {
        self.0.write(name, bytes)
    }

    fn forget(&self, name: &str) -> Result<(), Absent> {
        self.0.forget(name)
    }
}

/// A system without any keychain that this crate knows.
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
#[derive(Default)]
struct Native;

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
impl Keychain for Native {
    fn read(&self, _: &str) -> Result<Option<Vec<u8>>, Absent> {
        Err(Absent)
    }

    fn write(&self, _: &str, _: &[u8]) -> Result<(), Absent> {
        Err(Absent)
    }

    fn forget(&self, _: &str) -> Result<(), Absent> {
        Err(Absent)
    }
}
