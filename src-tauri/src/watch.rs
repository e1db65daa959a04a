//! What happens without the page asking: moments pass, the system sleeps or locks its screen. The
//! rules are the desk's; this only tells it, and sees to it that the page is gone before anything
//! that takes time is done.

use std::{
    sync::mpsc::{RecvTimeoutError, channel},
    thread,
    time::Duration,
};

use clinic::{Desk, SystemEvent, Ticked};
use platform::{Events, Heard, SystemEvents};
use tauri::{AppHandle, Manager, Wry};

use crate::{page, room::Room};

/// How often the desk is told that time has passed.
const MOMENT: Duration = Duration::from_secs(1);

/// Begins to watch, for as long as the application runs.
pub(crate) fn begin(app: &AppHandle<Wry>) {
    let app = app.clone();
    let (to, heard) = channel();
    SystemEvents.listen(to.clone());
    thread::spawn(move || {
        // Held here, so that a system that says nothing is waited for and not given up.
        let _to = to;
        loop {
            match heard.recv_timeout(MOMENT) {
                Ok(Heard { event, hold }) => {
                    hear(&app, event);
                    // The system has been kept waiting until the keys were gone.
                    drop(hold);
                }
                Err(RecvTimeoutError::Timeout) => pass(&app),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    });
}

/// A moment has passed.
fn pass(app: &AppHandle<Wry>) {
    let room = app.state::<Room>();
    room.if_open(|desk| {
        if desk.is_about_to_lock() {
            leave(app, desk, Desk::tick);
        } else {
            // Nothing to hide: this only looks at the clocks.
            desk.tick();
            desk.care();
        }
    });
}

fn hear(app: &AppHandle<Wry>, event: platform::SystemEvent) {
    let event = match event {
        platform::SystemEvent::Sleep => SystemEvent::Sleep,
        platform::SystemEvent::ScreenLocked => SystemEvent::ScreenLocked,
        // The desk finds out at the next moment, by the clocks.
        platform::SystemEvent::Wake => return,
    };
    let room = app.state::<Room>();
    room.if_open(|desk| {
        if desk.is_open() {
            leave(app, desk, |desk| desk.hear(event));
        }
    });
}

/// The page is renewed first and cannot ask anything before the desk has locked: the room's door
/// is shut until then.
fn leave(app: &AppHandle<Wry>, desk: &mut Desk, end: impl FnOnce(&mut Desk) -> Ticked) {
    if let Some(window) = app.get_webview_window("main") {
        page::renew(window.as_ref());
    }
    end(desk);
}
