//! The application as the window sees it: one vault file at a time, one person at a time, and a
//! method for every command.

mod commands;
mod entering;
mod leaving;
mod restoring;
mod sampling;
mod setting_up;
mod signing;
mod signing_in;

use std::{path::PathBuf, sync::Arc, time::Duration};

use record::Id;

use crate::{
    Clock, Code, Machine, Result, Session, Work, atomic,
    clock::read_stamp,
    first_run::Prepared,
    locked::Locked,
    presence::Presence,
    restore::Chosen,
    throttle::Throttle,
    view::{AppView, RestoredView, Stage, request},
};

use entering::Entering;

pub use commands::{COMMANDS, Needs};

const CLINIC_FILE: &str = "clinic.goldthread";
const SAMPLE_FILE: &str = "sample.goldthread";

/// How often, and after how long each time, a file is asked for again that another window holds.
const TRIES: u32 = 20;
const BREATH: Duration = Duration::from_millis(50);

/// The state behind the window.
pub struct Desk {
    data: PathBuf,
    machine: Machine,
    state: State,
    sample: bool,
    prepared: Option<Prepared>,
    token: String,
    throttle: Throttle,
    presence: Option<Presence>,
    /// The weekly check was stopped, or failed, in this session.
    gave_up_checking: bool,
    /// Whether the last session ended without being asked.
    ended_by_itself: bool,
    /// A backup that was chosen to be restored.
    chosen: Option<Chosen>,
    /// A form in a client's hands.
    entering: Option<Entering>,
    /// The client who gave the window back last, while the same person is signed in: the page that
    /// goes away asks as well as the one that comes.
    handed_back: Option<String>,
    /// A backup that was restored, until the page has been told.
    restored: Option<RestoredView>,
}

enum State {
    /// No file is held; the clinic has not been set up.
    Empty,
    /// A file that cannot be opened, and why.
    Trouble(Code),
    /// Held, nobody signed in.
    Locked(Box<Locked>),
    /// Somebody is signed in.
    Open(Box<Session>),
}

impl Desk {
    /// Opens the clinic in a data folder, or stands ready to set one up.
    ///
    /// # Errors
    /// When the folder cannot be made. A vault that cannot be opened is a stage, not an error.
    pub fn new(data: PathBuf) -> Result<Self> {
        let machine = Machine::here(&data)?;
        Ok(Self::with(data, machine))
    }

    /// As [`Desk::new`], with a keychain in which the last counters of a vault are kept.
    ///
    /// # Errors
    /// As there.
    pub fn with_keychain(data: PathBuf, keychain: Arc<dyn crate::Keychain>) -> Result<Self> {
        let machine = Machine::here(&data)?.with_keychain(keychain);
        Ok(Self::with(data, machine))
    }

    /// A desk on a machine that is described already.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn on(data: PathBuf, machine: Machine) -> Result<Self> {
        atomic::make_folder(&data)?;
        Ok(Self::with(data, machine))
    }

    /// Long work under way; it can be looked at, and asked to stop, while the desk is busy.
    #[must_use]
    pub fn work(&self) -> Arc<Work> {
        self.machine.work()
    }

    /// A desk for tests: its own clock, quick key derivation.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn for_tests(data: PathBuf, clock: Arc<dyn Clock>) -> Result<Self> {
        Self::on(data, Machine::for_tests(clock))
    }

    fn with(data: PathBuf, machine: Machine) -> Self {
        let mut desk = Self {
            data,
            machine,
            state: State::Empty,
            sample: false,
            prepared: None,
            token: String::new(),
            throttle: Throttle::default(),
            presence: None,
            gave_up_checking: false,
            ended_by_itself: false,
            chosen: None,
            entering: None,
            handed_back: None,
            restored: None,
        };
        desk.take_hold();
        // Closed and opened again in one breath: the window before this one may still be letting go.
        for _ in 0..TRIES {
            if !matches!(desk.state, State::Trouble(Code::AlreadyOpen)) {
                break;
            }
            std::thread::sleep(BREATH);
            desk.take_hold();
        }
        desk
    }

    /// Takes hold of the clinic's file, when there is one.
    fn take_hold(&mut self) {
        let path = self.file();
        self.state = if path.exists() {
            match Locked::open(&path, self.machine.clone()) {
                Ok(locked) => {
                    self.throttle = self.seed(&locked);
                    State::Locked(Box::new(locked))
                }
                Err(error) => State::Trouble(error.code()),
            }
        } else {
            State::Empty
        };
    }

    /// Wrong tries of an earlier run of the program go on counting.
    fn seed(&self, locked: &Locked) -> Throttle {
        let now = self.machine.clock.now();
        let ago = |(user, at): (Id, String)| {
            let ago = read_stamp(&at).map(|at| (now - at).to_std().unwrap_or_default());
            (user, ago.unwrap_or(Duration::ZERO))
        };
        let kept: Vec<_> = locked.failures().into_iter().map(ago).collect();
        Throttle::seeded(&kept, self.machine.clock.ticks())
    }

    fn file(&self) -> PathBuf {
        self.data.join(if self.sample { SAMPLE_FILE } else { CLINIC_FILE })
    }

    /// Where the application stands. Asked again after trouble, it tries again.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn app_state(&mut self, _: &request::Nothing) -> Result<AppView> {
        if matches!(self.state, State::Trouble(_)) {
            self.take_hold();
        }
        let view = self.app_view()?;
        // The page that asks has been made anew since; the reply to restoring reached the old one.
        self.restored = None;
        Ok(view)
    }

    fn app_view(&self) -> Result<AppView> {
        let (stage, trouble) = match &self.state {
            State::Empty => (Stage::FirstRun, None),
            State::Trouble(code) => (Stage::Trouble, Some(*code)),
            State::Locked(_) => (Stage::Locked, None),
            State::Open(_) => (Stage::Open, None),
        };
        let people = match &self.state {
            State::Locked(locked) => locked.people()?,
            _ => Vec::new(),
        };
        let session = match &self.state {
            State::Open(session) if self.entering.is_none() => Some(session.view(&self.token)),
            _ => None,
        };
        let file = self.file().file_name().map(|name| name.to_string_lossy().into_owned());
        Ok(AppView {
            stage,
            trouble,
            file: file.unwrap_or_default(),
            sample: self.sample,
            has_clinic: self.data.join(CLINIC_FILE).exists(),
            people,
            locked_by_itself: self.ended_by_itself,
            restored: self.restored.clone(),
            handed_back: self.handed_back.clone().filter(|_| session.is_some()),
            session,
            self_entry: self.self_entry_view(),
        })
    }

    /// Closes a file that is held and that nobody is signed in to.
    fn let_go(&mut self) -> Result<()> {
        match std::mem::replace(&mut self.state, State::Empty) {
            State::Locked(locked) => locked.close(),
            other => {
                self.state = other;
                Ok(())
            }
        }
    }

    /// The session that a command names.
    pub(super) fn session(&mut self, token: &str) -> Result<&mut Session> {
        match &mut self.state {
            State::Open(session) if !token.is_empty() && token == self.token => Ok(session),
            _ => Err(Code::Locked.into()),
        }
    }

    /// Closes the file in good order: the window is going away.
    pub fn close(&mut self) {
        self.presence = None;
        let locked = match std::mem::replace(&mut self.state, State::Empty) {
            State::Open(mut session) => {
                session.back_up_at_lock();
                session.lock().0
            }
            State::Locked(locked) => *locked,
            State::Empty | State::Trouble(_) => return,
        };
        // Nothing can be done about a file that does not close; what was acknowledged is in it.
        let _ = locked.close();
    }
}
