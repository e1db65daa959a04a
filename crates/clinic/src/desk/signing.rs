//! What needs the passphrase of whoever is signed in once more: sealing and signing.

use super::Desk;
use crate::{
    Code, Error, Result, Session,
    view::{PlanPage, ReviewsPage, request},
};
use record::signature::SignedHow;

impl Desk {
    /// The session, once its user has said the passphrase. Wrong tries make the next one wait.
    ///
    /// # Errors
    /// [`Code::Locked`], [`Error::Throttled`], [`Code::WrongPassphrase`].
    pub(crate) fn proven(&mut self, token: &str, passphrase: &str) -> Result<&mut Session> {
        let ticks = self.machine.clock.ticks();
        let session = self.session(token)?;
        session.require_clinical()?;
        let user = session.user();
        let wait = self.throttle.wait(user, ticks);
        if !wait.is_zero() {
            return Err(Error::Throttled(wait.as_secs() + 1));
        }
        let right = self.session(token)?.is_my_passphrase(passphrase);
        vault::wipe_stack();
        if !right? {
            self.throttle.wrong(user, ticks);
            return Err(Code::WrongPassphrase.into());
        }
        self.throttle.right(user);
        self.session(token)
    }

    /// Seals the plan and signs it as therapist.
    ///
    /// # Errors
    /// As [`Desk::proven`] and [`Session::seal_plan`].
    pub fn seal_plan(&mut self, request: &request::SealPlan) -> Result<PlanPage> {
        self.proven(&request.token, &request.passphrase)?.seal_plan(request)
    }

    /// Certifies a plan as a physician.
    ///
    /// # Errors
    /// As [`Desk::proven`] and [`Session::certify_plan`].
    pub fn certify_plan(&mut self, request: &request::CertifyPlan) -> Result<ReviewsPage> {
        self.proven(&request.token, &request.passphrase)?.certify_plan(request)
    }

    /// Signs a sealed plan, or takes a signature in.
    ///
    /// # Errors
    /// As [`Session::sign_plan`]; as [`Desk::proven`] where staff sign on the screen.
    pub fn sign_plan(&mut self, request: &request::SignPlan) -> Result<PlanPage> {
        let on_screen = matches!(request.how, SignedHow::Typed | SignedHow::Drawn { .. });
        if request.role.is_staff() && on_screen {
            return self.proven(&request.token, &request.passphrase)?.sign_plan(request);
        }
        let session = self.session(&request.token)?;
        session.require_clinical()?;
        session.sign_plan(request)
    }
}
