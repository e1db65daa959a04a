//! How a session ends: asked to, for somebody else, because nobody moved, with the system. The
//! keys are gone in every case, even when the last audit entry could not be written.

use super::{Desk, State};
use crate::{
    Code, Result, SystemEvent, Ticked,
    ledger::{Event, What},
    presence::Ends,
    view::{AppView, LockState, request},
};

impl Desk {
    /// Signs out, with a backup when something was written.
    ///
    /// # Errors
    /// [`Code::Locked`] when nobody is signed in; a failed audit entry.
    pub fn lock(&mut self, request: &request::Signed) -> Result<AppView> {
        self.session(&request.token)?;
        self.end(vec![Event::of(What::Lock)], true)?;
        self.app_view()
    }

    /// Signs out so that somebody else can sign in, at once.
    ///
    /// # Errors
    /// As [`Desk::lock`].
    pub fn switch_user(&mut self, request: &request::Signed) -> Result<AppView> {
        self.session(&request.token)?;
        self.end(vec![Event::of(What::Switch)], false)?;
        self.app_view()
    }

    /// Says that somebody is here.
    ///
    /// # Errors
    /// [`Code::Locked`].
    pub fn stay(&mut self, request: &request::Signed) -> Result<LockState> {
        self.session(&request.token)?;
        let ticks = self.machine.clock.ticks();
        let presence = self.presence.as_mut().ok_or(Code::Locked)?;
        presence.moved(ticks);
        Ok(presence.state(ticks))
    }

    /// How long until the window locks by itself.
    ///
    /// # Errors
    /// [`Code::Locked`].
    pub fn lock_state(&mut self, request: &request::Signed) -> Result<LockState> {
        self.session(&request.token)?;
        let presence = self.presence.as_ref().ok_or(Code::Locked)?;
        Ok(presence.state(self.machine.clock.ticks()))
    }

    /// A moment has passed: locks when nobody has moved for long, when the session has lasted
    /// long enough, or when the clock has jumped.
    pub fn tick(&mut self) -> Ticked {
        let (ticks, now) = (self.machine.clock.ticks(), self.machine.clock.now());
        let Some(ends) = self.presence.as_mut().and_then(|it| it.look(ticks, now)) else {
            return Ticked::Nothing;
        };
        match ends {
            Ends::Idle | Ends::Longest => self.end_by(What::LockedByItself, true),
            Ends::ClockJump => self.end_by(What::ClockJump, false),
        }
    }

    /// Whether the next tick will lock: what is on the screen can be hidden before the backup that
    /// belongs to locking is made.
    #[must_use]
    pub fn is_about_to_lock(&self) -> bool {
        let (ticks, now) = (self.machine.clock.ticks(), self.machine.clock.now());
        self.presence.is_some_and(|mut presence| presence.look(ticks, now).is_some())
    }

    /// The system sleeps or has locked its screen: so does the window, without waiting for
    /// anything.
    pub fn hear(&mut self, event: SystemEvent) -> Ticked {
        match event {
            SystemEvent::Sleep | SystemEvent::ScreenLocked => self.end_by(What::SystemLock, false),
        }
    }

    fn end_by(&mut self, what: What, with_backup: bool) -> Ticked {
        if !matches!(self.state, State::Open(_)) {
            return Ticked::Nothing;
        }
        // That the entry could not be written keeps nobody from locking.
        let _ = self.end(vec![Event::of(what), Event::of(What::Lock)], with_backup);
        Ticked::Locked
    }

    fn end(&mut self, events: Vec<Event>, with_backup: bool) -> Result<()> {
        let State::Open(mut session) = std::mem::replace(&mut self.state, State::Empty) else {
            return Err(Code::Locked.into());
        };
        if with_backup {
            session.back_up_at_lock();
        }
        let (locked, written) = session.lock_with(events);
        self.state = State::Locked(locked);
        self.token.clear();
        self.presence = None;
        vault::wipe_stack();
        written
    }
}
