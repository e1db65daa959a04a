//! Setting a clinic up at the desk: the first administrator, the passphrase, the recovery code and
//! its sheet. Nothing is on disk before the code has been typed back.

use std::path::Path;

use super::{Desk, State};
use crate::{
    Code, Document, Result, atomic,
    export::{exported, is_of_vault},
    first_run::{NewClinic, Prepared},
    passphrases,
    view::{Exported, PassphraseView, PreparedView, SessionView, request},
};

impl Desk {
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

    /// The sheet with the recovery code that is being shown: at the first run, or a new one.
    ///
    /// # Errors
    /// [`Code::NothingPrepared`] when none is; [`Code::Locked`] while a client has the window.
    pub fn recovery_sheet(&self) -> Result<Document> {
        if self.entering.is_some() {
            return Err(Code::Locked.into());
        }
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
}
