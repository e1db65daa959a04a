//! Where the desk stands: opened by the first command, one person at a time, closed once.

use std::sync::{Mutex, PoisonError};

use clinic::{Code, Desk, Result};

/// The desk and the door to it.
#[derive(Default)]
pub(crate) struct Room {
    door: Mutex<Door>,
}

#[derive(Default)]
enum Door {
    /// Nobody has asked for the desk yet, or it could not be opened.
    #[default]
    Unopened,
    Open(Box<Desk>),
    /// The window is going away.
    Closed,
}

impl Room {
    /// Does one thing at the desk, alone.
    ///
    /// # Errors
    /// As `act` says; [`Code::FileSystem`] without a data folder; [`Code::Internal`] after a panic,
    /// since nobody knows how it left the desk.
    pub(crate) fn with_desk<R>(&self, act: impl FnOnce(&mut Desk) -> Result<R>) -> Result<R> {
        let mut door = self.door.lock().map_err(|_| Code::Internal)?;
        if matches!(*door, Door::Unopened) {
            *door = Door::Open(Box::new(open()?));
        }
        match &mut *door {
            Door::Open(desk) => act(desk),
            Door::Unopened | Door::Closed => Err(Code::Locked.into()),
        }
    }

    /// Closes the vault in good order; later commands are refused.
    pub(crate) fn close(&self) {
        let mut door = self.door.lock().unwrap_or_else(PoisonError::into_inner);
        if let Door::Open(mut desk) = std::mem::replace(&mut *door, Door::Closed) {
            desk.close();
        }
    }
}

fn open() -> Result<Desk> {
    let data = clinic::data_folder().ok_or(Code::FileSystem)?;
    #[cfg(feature = "e2e")]
    if std::env::var_os("GOLDTHREAD_E2E_QUICK_KEYS").is_some() {
        return Desk::for_tests(data, std::sync::Arc::new(clinic::SystemClock::default()));
    }
    Desk::new(data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_room_refuses() {
        let room = Room::default();
        room.close();
        let refused = room.with_desk(|_| Ok(())).unwrap_err();
        assert_eq!(refused.code(), Code::Locked);
    }

    #[test]
    fn a_panic_at_the_desk_does_not_let_the_next_one_in() {
        let room = Room::default();
        std::thread::scope(|scope| {
            let held = scope.spawn(|| {
                let _door = room.door.lock().unwrap();
                panic!("on purpose");
            });
            assert!(held.join().is_err());
        });
        let refused = room.with_desk(|_| Ok(())).unwrap_err();
        assert_eq!(refused.code(), Code::Internal);
    }
}
