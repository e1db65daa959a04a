//! Sleep and the locked screen on Linux, from D-Bus.
//!
//! A session that logind locks may be another person's on the same machine; locking once too often
//! costs a passphrase, once too little a record.

use std::{sync::mpsc::Sender, thread};

use zbus::{Connection, OwnedFd, Result, block_on, connection::Builder};

use super::{Heard, Hold, SystemEvent};
use crate::bus::{self, Signal};

const LOGIND: &str = "org.freedesktop.login1";
const LOGIND_PATH: &str = "/org/freedesktop/login1";
const LOGIND_MANAGER: &str = "org.freedesktop.login1.Manager";

const SLEEP: Signal =
    Signal { sender: LOGIND, interface: LOGIND_MANAGER, member: "PrepareForSleep" };
const LOCK: Signal =
    Signal { sender: LOGIND, interface: "org.freedesktop.login1.Session", member: "Lock" };
const SAVER: Signal = Signal {
    sender: "org.freedesktop.ScreenSaver",
    interface: "org.freedesktop.ScreenSaver",
    member: "ActiveChanged",
};
const GNOME_SAVER: Signal = Signal {
    sender: "org.gnome.ScreenSaver",
    interface: "org.gnome.ScreenSaver",
    member: "ActiveChanged",
};

/// Where the buses are.
type Way = fn() -> Builder<'static>;

/// Listens on this machine's buses, each signal on a thread of its own.
pub(super) fn listen(to: &Sender<Heard>) {
    let (system, session): (Way, Way) = (Builder::system, Builder::session);
    start(to, move |to| block_on(follow_sleep(system(), to)));
    start(to, move |to| block_on(follow_lock(system(), LOCK, to)));
    for saver in [SAVER, GNOME_SAVER] {
        start(to, move |to| block_on(follow_lock(session(), saver, to)));
    }
}

/// A thread that ends with its bus, or when nobody listens to it any more.
fn start(to: &Sender<Heard>, follow: impl FnOnce(Sender<Heard>) -> Result<()> + Send + 'static) {
    let to = to.clone();
    let following = move || {
        // Without a bus there is nothing to hear and nobody to tell.
        let _ = follow(to);
    };
    // A system without a thread to spare says nothing.
    let _ = thread::Builder::new().name("system events".into()).spawn(following);
}

async fn follow_sleep(bus: Builder<'_>, to: Sender<Heard>) -> Result<()> {
    let bus = bus::connect(bus).await?;
    let mut signals = bus::subscribe(&bus, SLEEP).await?;
    let mut hold = delay_sleep(&bus).await;
    while let Some(signal) = bus::next(&mut signals).await {
        let Ok(sleeps) = signal.body().deserialize() else { continue };
        let heard = if sleeps {
            Heard { event: SystemEvent::Sleep, hold: hold.take() }
        } else {
            hold = delay_sleep(&bus).await;
            SystemEvent::Wake.into()
        };
        if to.send(heard).is_err() {
            break;
        }
    }
    Ok(())
}

/// Asks logind to wait for us before it sleeps; it waits five seconds unless it is set otherwise.
async fn delay_sleep(bus: &Connection) -> Option<Hold> {
    let wish = ("sleep", "Goldthread", "Locking the records", "delay");
    let called = bus.call_method(Some(LOGIND), LOGIND_PATH, Some(LOGIND_MANAGER), "Inhibit", &wish);
    let fd: OwnedFd = called.await.ok()?.body().deserialize().ok()?;
    Some(Hold::new(fd))
}

/// A signal without content means locked; one with a flag, when the flag is set.
async fn follow_lock(bus: Builder<'_>, signal: Signal, to: Sender<Heard>) -> Result<()> {
    let bus = bus::connect(bus).await?;
    let mut signals = bus::subscribe(&bus, signal).await?;
    while let Some(signal) = bus::next(&mut signals).await {
        let body = signal.body();
        let locked = body.is_empty() || body.deserialize().unwrap_or(false);
        if locked && to.send(SystemEvent::ScreenLocked.into()).is_err() {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
