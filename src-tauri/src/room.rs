//! Where the desk stands: opened by the first command, one person at a time, closed once.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use clinic::{Code, Desk, Result, Work};

use crate::keychain::OfTheSystem;

/// The desk and the door to it.
#[derive(Default)]
pub(crate) struct Room {
    door: Mutex<Door>,
    /// The desk's long work, to be looked at while the desk is busy.
    work: OnceLock<Arc<Work>>,
    /// The file that was written last, and the session that wrote it.
    written: Mutex<Option<(String, PathBuf)>>,
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
            let desk = open()?;
            let _ = self.work.set(desk.work());
            *door = Door::Open(Box::new(desk));
        }
        match &mut *door {
            Door::Open(desk) => act(desk),
            Door::Unopened | Door::Closed => Err(Code::Locked.into()),
        }
    }

    /// Does something at the desk if anybody has asked for it yet.
    pub(crate) fn if_open(&self, act: impl FnOnce(&mut Desk)) {
        if let Ok(mut door) = self.door.lock()
            && let Door::Open(desk) = &mut *door
        {
            act(desk);
        }
    }

    /// Remembers the file that a session has written.
    pub(crate) fn wrote(&self, token: &str, path: PathBuf) {
        *self.written.lock().unwrap_or_else(PoisonError::into_inner) =
            Some((token.to_owned(), path));
    }

    /// The file that a session has written last.
    pub(crate) fn written(&self, token: &str) -> Option<PathBuf> {
        let written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        written.as_ref().filter(|(by, _)| by == token).map(|(_, path)| path.clone())
    }

    /// Long work under way, once the desk has been opened.
    pub(crate) fn work(&self) -> Option<&Arc<Work>> {
        self.work.get()
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
    if let Some(speed) =
        std::env::var("GOLDTHREAD_E2E_CLOCK_SPEED").ok().and_then(|it| it.parse().ok())
    {
        let clock = Arc::new(crate::hasty_clock::HastyClock::new(speed));
        return Desk::on(data, clinic::Machine::unnamed(clock)?);
    }
    Desk::with_keychain(data, Arc::new(OfTheSystem::default()))
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
