//! Looking around in the sample clinic, and leaving it for the real one.

use super::{Desk, SAMPLE_FILE, State};
use crate::{
    Code, Result, sample,
    view::{AppView, SessionView, request},
};

impl Desk {
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
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{SystemClock, view::Stage};

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
