//! Restoring a backup at the desk: choosing it, and opening it with a passphrase or the recovery
//! code, while nobody is signed in.

use std::path::Path;

use super::{Desk, State};
use crate::{
    Code, Error, Result,
    restore::{Chosen, Opening},
    view::{AppView, BackupView, request},
};

impl Desk {
    /// Takes the file that a person chose, to be looked at.
    ///
    /// # Errors
    /// [`Code::NotABackup`]; [`Code::NotAllowed`] while somebody is signed in or in the sample.
    pub fn choose_backup(&mut self, path: &Path) -> Result<BackupView> {
        self.may_restore()?;
        self.chosen = None;
        let chosen = Chosen::take(path, &self.file())?;
        let view = chosen.view()?;
        self.chosen = Some(chosen);
        Ok(view)
    }

    fn may_restore(&self) -> Result<()> {
        if self.sample || matches!(self.state, State::Open(_)) {
            return Err(Code::NotAllowed.into());
        }
        Ok(())
    }

    /// Restores the chosen backup and signs in whoever opened it.
    ///
    /// # Errors
    /// [`Code::NothingPrepared`] when none is chosen; [`Error::Throttled`]; what opens nothing;
    /// what is wrong with the backup. What lies here stays as it was then.
    pub fn restore_backup(&mut self, request: &request::RestoreBackup) -> Result<AppView> {
        self.may_restore()?;
        let chosen = self.chosen.take().ok_or(Code::NothingPrepared)?;
        let restored = self.restore_chosen(&chosen, request);
        if restored.is_err() {
            self.chosen = Some(chosen);
            if matches!(self.state, State::Empty) {
                self.take_hold();
            }
        }
        vault::wipe_stack();
        restored
    }

    fn restore_chosen(
        &mut self,
        chosen: &Chosen,
        request: &request::RestoreBackup,
    ) -> Result<AppView> {
        let user = request.user.parse().ok().filter(|_| request.code.is_empty());
        let ticks = self.machine.clock.ticks();
        if let Some(user) = user {
            let wait = self.throttle.wait(user, ticks);
            if !wait.is_zero() {
                return Err(Error::Throttled(wait.as_secs() + 1));
            }
        }
        let opening = match user {
            Some(user) => Opening::Passphrase(user, &request.passphrase),
            None if request.code.is_empty() => return Err(Code::NoSuchUser.into()),
            None => Opening::Code(&request.code),
        };
        // The file that is held is let go: another is about to take its place.
        self.let_go()?;
        let about = chosen.about();
        let session = chosen.restore(&opening, &self.machine);
        if let (Some(user), Err(error)) = (user, &session)
            && error.code() == Code::WrongPassphrase
        {
            self.throttle.wrong(user, ticks);
        }
        self.signed_in(session?)?;
        self.restored = Some(about);
        self.app_view()
    }
}
