//! Signing in at the desk: with a passphrase, slowed down after wrong ones, or the recovery code.

use super::{Desk, State};
use crate::{
    Code, Error, Result, Session,
    locked::{Locked, NotUnlocked},
    machine::make_id,
    presence::Presence,
    view::{SessionView, request},
};

impl Desk {
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
            State::Locked(locked) => *locked,
            other => {
                self.state = other;
                return Err(Code::BadRequest.into());
            }
        };
        match open(locked) {
            Ok(session) => self.signed_in(session),
            Err(failed) => {
                let NotUnlocked { locked, error } = *failed;
                self.state = State::Locked(Box::new(locked));
                Err(error)
            }
        }
    }

    pub(super) fn signed_in(&mut self, session: Session) -> Result<SessionView> {
        self.token = make_id()?.to_string();
        self.ended_by_itself = false;
        let (ticks, now) = (self.machine.clock.ticks(), self.machine.clock.now());
        self.presence = Some(Presence::begin(ticks, now, session.open_settings().idle_minutes));
        let view = session.view(&self.token);
        self.state = State::Open(Box::new(session));
        Ok(view)
    }
}
