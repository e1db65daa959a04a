//! What a crash leaves behind: nothing of what was in memory.

use std::io::Write;

/// Forbids core files, and other processes of the same person to read this one's memory. Child
/// processes inherit the first.
#[cfg(unix)]
pub(crate) fn no_core_files() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // A system that refuses this offers nothing else to try.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    #[cfg(all(target_os = "linux", not(feature = "e2e")))]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

/// Windows writes no memory image unless an administrator has asked it to.
#[cfg(not(unix))]
pub(crate) fn no_core_files() {}

/// A panic's message may quote what it stumbled over; only the place is said.
pub(crate) fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        // A panic without an error output is still a panic.
        let _ = writeln!(std::io::stderr(), "goldthread: stopped at {place}");
    }));
}
