//! How a session ends: asked to, for somebody else, because nobody moved, with the system. The
//! keys are gone in every case, even when the last audit entry could not be written.

use std::time::Duration;

use super::{Desk, State};
use crate::{
    Code, Result, SystemEvent, Ticked,
    ledger::{Event, What},
    presence::Ends,
    view::{AppView, LockState, request},
};

/// How long a session lasts before the weekly check begins by itself: nobody waits for it at
/// sign-in.
const SETTLED: Duration = Duration::from_secs(60);

/// Records opened at each step of a check that runs by itself.
const CARED_AT_ONCE: usize = 128;

impl Desk {
    /// Signs out, with a backup when something was written.
    ///
    /// # Errors
    /// [`Code::Locked`] when nobody is signed in; a failed audit entry.
    pub fn lock(&mut self, request: &request::Signed) -> Result<AppView> {
        self.session(&request.token)?;
        self.lock_now()
    }

    pub(super) fn lock_now(&mut self) -> Result<AppView> {
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
        self.here(&request.token)?;
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
        self.here(&request.token)?;
        let presence = self.presence.as_ref().ok_or(Code::Locked)?;
        Ok(presence.state(self.machine.clock.ticks()))
    }

    /// Whether a token is that of the session, or of a client who has the window.
    fn here(&mut self, token: &str) -> Result<()> {
        let entering = self.entering.as_ref().is_some_and(|it| it.token == token);
        if entering { Ok(()) } else { self.session(token).map(drop) }
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

    /// Goes on with the weekly check while somebody is signed in and it is due: a small part at a
    /// time, so that nobody waits for it. What it finds is in the audit and on Today.
    pub fn care(&mut self) {
        let long_enough = self
            .presence
            .is_some_and(|presence| presence.has_lasted(self.machine.clock.ticks(), SETTLED));
        if let State::Open(session) = &mut self.state
            && long_enough
            && (session.checking.is_some() || session.check_due())
            && !self.gave_up_checking
        {
            // One that was stopped, or that failed, is not begun again in this session by itself.
            self.gave_up_checking = session.check_some(CARED_AT_ONCE).is_err();
        }
    }

    /// Whether somebody is signed in.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.state, State::Open(_))
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
        self.ended_by_itself = true;
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
        self.state = State::Locked(Box::new(locked));
        self.token.clear();
        self.presence = None;
        self.gave_up_checking = false;
        self.restored = None;
        self.entering = None;
        self.handed_back = None;
        vault::wipe_stack();
        written
    }
}
