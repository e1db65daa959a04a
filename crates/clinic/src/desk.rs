//! The application as the window sees it: one vault file at a time, one person at a time, and a
//! method for every command.

mod commands;
mod leaving;
mod restoring;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use record::Id;

use crate::{
    Clock, Code, Document, Error, Machine, Result, Session, Work, atomic,
    clock::read_stamp,
    export::{exported, is_of_vault},
    first_run::{NewClinic, Prepared},
    locked::{Locked, NotUnlocked},
    machine::make_id,
    passphrases,
    presence::Presence,
    restore::Chosen,
    sample,
    throttle::Throttle,
    view::{AppView, Exported, PassphraseView, PreparedView, SessionView, Stage, request},
};

pub use commands::{COMMANDS, Needs};

const CLINIC_FILE: &str = "clinic.goldthread";
const SAMPLE_FILE: &str = "sample.goldthread";

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
}

enum State {
    /// No file is held; the clinic has not been set up.
    Empty,
    /// A file that cannot be opened, and why.
    Trouble(Code),
    /// Held, nobody signed in.
    Locked(Locked),
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
        };
        desk.take_hold();
        desk
    }

    /// Takes hold of the clinic's file, when there is one.
    fn take_hold(&mut self) {
        let path = self.file();
        self.state = if path.exists() {
            match Locked::open(&path, self.machine.clone()) {
                Ok(locked) => {
                    self.throttle = self.seed(&locked);
                    State::Locked(locked)
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
        self.app_view()
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
            State::Open(session) => Some(session.view(&self.token)),
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
            session,
        })
    }

    /// Says what is wrong with a passphrase, while it is typed.
    ///
    /// # Errors
    /// None.
    pub fn check_passphrase(&self, request: &request::CheckPassphrase) -> Result<PassphraseView> {
        let names: Vec<&str> = request.names.iter().map(String::as_str).collect();
        Ok(passphrases::check(&request.passphrase, &names))
    }

    /// Prepares a clinic in memory and shows its recovery code.
    ///
    /// # Errors
    /// [`Code::AlreadySetUp`], or what was given cannot be used.
    pub fn prepare_clinic(&mut self, request: &request::PrepareClinic) -> Result<PreparedView> {
        if !matches!(self.state, State::Empty) {
            return Err(Code::AlreadySetUp.into());
        }
        let prepared = Prepared::new(&NewClinic {
            clinic: &request.clinic,
            crisis_steps: &request.crisis_steps,
            crisis_no_clinician: &request.crisis_no_clinician,
            name: &request.name,
            credential: &request.credential,
            passphrase: &request.passphrase,
            sample: false,
        })?;
        let recovery_code = prepared.recovery_code();
        self.prepared = Some(prepared);
        Ok(PreparedView { recovery_code })
    }

    /// Compares the recovery code as typed back, writes the clinic and signs in.
    ///
    /// # Errors
    /// [`Code::WrongRecoveryCode`], or the file cannot be written; the code stays as it was shown.
    pub fn confirm_recovery(&mut self, request: &request::ConfirmRecovery) -> Result<SessionView> {
        if !matches!(self.state, State::Empty) {
            return Err(Code::AlreadySetUp.into());
        }
        let prepared = self.prepared.as_ref().ok_or(Code::NothingPrepared)?;
        prepared.confirm(&request.code)?;
        match prepared.write(&self.file(), self.machine.clone()) {
            Ok(session) => {
                self.prepared = None;
                self.signed_in(session)
            }
            Err(error) => {
                // Whatever lies at the place now is what the next look finds.
                self.take_hold();
                Err(error)
            }
        }
    }

    /// Opens the sample clinic, made on first use, and signs in its administrator.
    ///
    /// # Errors
    /// [`Code::NotAllowed`] while somebody is signed in to the clinic.
    pub fn open_sample(&mut self, _: &request::Nothing) -> Result<SessionView> {
        if matches!(self.state, State::Open(_)) {
            return Err(Code::NotAllowed.into());
        }
        // Let go first: the file held may be the sample's own.
        self.let_go()?;
        let session = match sample::open_or_make(&self.data.join(SAMPLE_FILE), &self.machine) {
            Ok(session) => session,
            Err(error) => {
                self.take_hold();
                return Err(error);
            }
        };
        self.sample = true;
        self.signed_in(session)
    }

    /// Leaves the sample clinic for the real one; a locked sample is left without signing in.
    ///
    /// # Errors
    /// [`Code::NotAllowed`] when this is not the sample.
    pub fn leave_sample(&mut self, request: &request::Signed) -> Result<AppView> {
        if !self.sample {
            return Err(Code::NotAllowed.into());
        }
        if matches!(self.state, State::Open(_)) {
            self.lock(request)?;
        }
        self.let_go()?;
        self.sample = false;
        self.take_hold();
        self.app_view()
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

    /// Signs in.
    ///
    /// # Errors
    /// [`Error::Throttled`], a wrong passphrase, or a file that does not open.
    pub fn unlock(&mut self, request: &request::Unlock) -> Result<SessionView> {
        let user = request.user.parse().map_err(|_| Code::NoSuchUser)?;
        let wait = self.throttle.wait(user, self.machine.clock.ticks());
        if !wait.is_zero() {
            return Err(Error::Throttled(wait.as_secs() + 1));
        }
        let view = self.sign_in(|locked| locked.unlock(user, &request.passphrase));
        vault::wipe_stack();
        match &view {
            Ok(_) => self.throttle.right(user),
            Err(error) if error.code() == Code::WrongPassphrase => {
                self.throttle.wrong(user, self.machine.clock.ticks());
            }
            Err(_) => {}
        }
        view
    }

    /// Signs in with the recovery code, as the person it was made for.
    ///
    /// # Errors
    /// [`Code::WrongRecoveryCode`], or a file that does not open.
    pub fn unlock_with_code(&mut self, request: &request::UnlockWithCode) -> Result<SessionView> {
        self.sign_in(|locked| locked.unlock_with_code(&request.code))
    }

    fn sign_in(
        &mut self,
        open: impl FnOnce(Locked) -> std::result::Result<Session, Box<NotUnlocked>>,
    ) -> Result<SessionView> {
        let locked = match std::mem::replace(&mut self.state, State::Empty) {
            State::Locked(locked) => locked,
            other => {
                self.state = other;
                return Err(Code::BadRequest.into());
            }
        };
        match open(locked) {
            Ok(session) => self.signed_in(session),
            Err(failed) => {
                let NotUnlocked { locked, error } = *failed;
                self.state = State::Locked(locked);
                Err(error)
            }
        }
    }

    fn signed_in(&mut self, session: Session) -> Result<SessionView> {
        self.token = make_id()?.to_string();
        self.ended_by_itself = false;
        let (ticks, now) = (self.machine.clock.ticks(), self.machine.clock.now());
        self.presence = Some(Presence::begin(ticks, now, session.open_settings().idle_minutes));
        let view = session.view(&self.token);
        self.state = State::Open(Box::new(session));
        Ok(view)
    }

    /// The session that a command names.
    pub(super) fn session(&mut self, token: &str) -> Result<&mut Session> {
        match &mut self.state {
            State::Open(session) if !token.is_empty() && token == self.token => Ok(session),
            _ => Err(Code::Locked.into()),
        }
    }

    /// The sheet with the recovery code that is being shown: at the first run, or a new one.
    ///
    /// # Errors
    /// [`Code::NothingPrepared`] when none is.
    pub fn recovery_sheet(&self) -> Result<Document> {
        match (&self.state, &self.prepared) {
            (State::Open(session), _) => session.recovery_sheet(),
            (_, Some(prepared)) => prepared.recovery_sheet(self.machine.clock.today()),
            _ => Err(Code::NothingPrepared.into()),
        }
    }

    /// Writes the sheet to the place a person chose.
    ///
    /// # Errors
    /// A file that cannot be written, or a vault's place.
    pub fn write_sheet(&mut self, path: &Path, sheet: &Document) -> Result<Exported> {
        if let State::Open(session) = &mut self.state {
            return session.write_document(path, sheet);
        }
        if is_of_vault(path, &self.file()) {
            return Err(Code::FileExists.into());
        }
        atomic::write(path, &sheet.bytes)?;
        Ok(exported(path, sheet))
    }

    /// Closes the file in good order: the window is going away.
    pub fn close(&mut self) {
        self.presence = None;
        let locked = match std::mem::replace(&mut self.state, State::Empty) {
            State::Open(mut session) => {
                session.back_up_at_lock();
                session.lock().0
            }
            State::Locked(locked) => locked,
            State::Empty | State::Trouble(_) => return,
        };
        // Nothing can be done about a file that does not close; what was acknowledged is in it.
        let _ = locked.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemClock;

    #[test]
    fn a_locked_sample_is_gone_on_with_and_left_without_a_passphrase() {
        let data = std::env::temp_dir().join(format!("goldthread-desk-{}", std::process::id()));
        let mut desk = Desk::for_tests(data.clone(), Arc::new(SystemClock::default())).unwrap();
        let nothing = request::Nothing {};
        let token = desk.open_sample(&nothing).unwrap().token;
        desk.lock(&request::Signed { token }).unwrap();
        let token = desk.open_sample(&nothing).unwrap().token;
        let locked = desk.lock(&request::Signed { token }).unwrap();
        assert!(locked.sample && locked.stage == Stage::Locked);
        let left = desk.leave_sample(&request::Signed { token: String::new() }).unwrap();
        assert!(!left.sample && left.stage == Stage::FirstRun);
        desk.close();
        std::fs::remove_dir_all(data).unwrap();
    }
}
