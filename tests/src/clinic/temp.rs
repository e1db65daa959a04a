//! A clinic in a temporary folder, with somebody signed in or not.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clinic::view::{ClientPage, ClientRow, Role, SectionView, SessionView, request};
use clinic::{Desk, Result};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{Answering, FakeClock, Outside, Planning, own_copy};

/// Everybody's passphrase.
pub const PASSPHRASE: &str = "violet harbor nine lanterns";

/// The first administrator.
pub const ADMIN: &str = "Amara Test";

/// A clinic of its own, gone when dropped.
pub struct TempClinic {
    /// What the window drives.
    pub desk: Desk,
    /// The session's token; empty while locked.
    pub token: String,
    /// The clock, to be set by hand.
    pub clock: Arc<FakeClock>,
    /// As it was shown once.
    pub recovery_code: String,
    folder: TempDir,
}

/// What the first run asks for.
#[must_use]
pub fn prepare() -> request::PrepareClinic {
    request::PrepareClinic {
        clinic: "Cedar Fork Clinic".into(),
        crisis_steps: "Stay with the person.\nCall 988.".into(),
        crisis_no_clinician: "Call 911.".into(),
        name: ADMIN.into(),
        credential: "LCSW".into(),
        passphrase: PASSPHRASE.into(),
    }
}

impl TempClinic {
    /// A folder with nothing in it.
    #[must_use]
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(FakeClock::default());
        let desk = Desk::for_tests(folder.path().join("data"), clock.clone()).unwrap();
        Self { desk, token: String::new(), clock, recovery_code: String::new(), folder }
    }

    /// A clinic that has been set up, its administrator signed in.
    #[must_use]
    pub fn new() -> Self {
        let mut clinic = Self::empty();
        clinic.recovery_code = clinic.desk.prepare_clinic(&prepare()).unwrap().recovery_code;
        let code = clinic.recovery_code.clone();
        let view = clinic.desk.confirm_recovery(&request::ConfirmRecovery { code }).unwrap();
        clinic.token = view.token;
        clinic
    }

    /// As [`TempClinic::new`], on a machine with a keychain.
    #[must_use]
    pub fn with_keychain(keychain: Arc<dyn clinic::Keychain>) -> Self {
        let mut clinic = Self::empty();
        clinic.start_with(keychain);
        clinic.recovery_code = clinic.desk.prepare_clinic(&prepare()).unwrap().recovery_code;
        let code = clinic.recovery_code.clone();
        let view = clinic.desk.confirm_recovery(&request::ConfirmRecovery { code }).unwrap();
        clinic.token = view.token;
        clinic
    }

    /// Starts the program on what lies there, on a machine with a keychain.
    pub fn start_with(&mut self, keychain: Arc<dyn clinic::Keychain>) {
        let machine = clinic::Machine::for_tests(self.clock.clone()).with_keychain(keychain);
        self.desk = Desk::on(self.folder.path().join("data"), machine).unwrap();
        self.token.clear();
    }

    /// A clinic with one member of staff of this role signed in.
    #[must_use]
    pub fn with(role: Role, name: &str) -> Self {
        let mut clinic = Self::new();
        clinic.add_staff(name, role);
        clinic.sign_in(name);
        clinic
    }

    /// Everything that lies on disk is in here.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The vault.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("data/clinic.goldthread")
    }

    /// Adds somebody with everybody's passphrase.
    pub fn add_staff(&mut self, name: &str, role: Role) {
        let (token, name, credential) = (self.token.clone(), name.to_owned(), String::new());
        let passphrase = PASSPHRASE.to_owned();
        let request = request::AddUser { token, name, credential, role, passphrase };
        self.desk.add_user(&request).unwrap();
    }

    /// Adds somebody who may sign, with everybody's passphrase.
    pub fn add_signer(&mut self, name: &str, role: Role, credential: &str) {
        let (token, name, credential) = (self.token.clone(), name.into(), credential.into());
        let passphrase = PASSPHRASE.to_owned();
        let request = request::AddUser { token, name, credential, role, passphrase };
        self.desk.add_user(&request).unwrap();
    }

    /// Locks and signs somebody in.
    pub fn sign_in(&mut self, name: &str) {
        if !self.token.is_empty() {
            self.lock();
        }
        self.try_sign_in(name, PASSPHRASE).unwrap();
    }

    /// Types a passphrase on somebody's tile.
    pub fn try_sign_in(&mut self, name: &str, passphrase: &str) -> Result<SessionView> {
        let user = self.tile(name);
        let request = request::Unlock { user, passphrase: passphrase.into() };
        let view = self.desk.unlock(&request)?;
        self.token.clone_from(&view.token);
        Ok(view)
    }

    /// The user behind a tile.
    pub fn tile(&mut self, name: &str) -> String {
        let people = self.desk.app_state(&request::Nothing {}).unwrap().people;
        people.into_iter().find(|tile| tile.name == name).expect("such a tile").user
    }

    /// Signs out.
    pub fn lock(&mut self) {
        let token = std::mem::take(&mut self.token);
        self.desk.lock(&request::Signed { token }).unwrap();
    }

    /// The program ends without a word and is started again; nobody is signed in then.
    pub fn crash(&mut self) {
        let elsewhere = tempfile::tempdir().unwrap();
        // The file is let go before it is opened again.
        self.desk = Desk::for_tests(elsewhere.path().into(), self.clock.clone()).unwrap();
        self.start();
    }

    /// Something happens to the file while the program is closed; then it is started again.
    pub fn meanwhile<T>(&mut self, work: impl FnOnce(&mut Outside) -> T) -> T {
        self.desk.close();
        let mut outside = Outside::open(&self.file());
        let done = work(&mut outside);
        outside.store.close().unwrap();
        self.start();
        done
    }

    /// Starts the program on what lies there.
    pub fn start(&mut self) {
        let data = self.folder.path().join("data");
        self.desk = Desk::for_tests(data, self.clock.clone()).unwrap();
        self.token.clear();
    }

    /// Adds a client with nothing but a name.
    pub fn add_client(&mut self, first: &str, last: &str) -> String {
        self.add_client_with(json!({ "legal_first": first, "legal_last": last })).band.client
    }

    /// Adds a client; time passes, so that no two were added in the same second.
    pub fn add_client_with(&mut self, answers: Value) -> ClientPage {
        self.clock.advance(Duration::from_secs(1));
        let token = self.token.clone();
        self.desk.add_client(&request::NewClient { token, answers }).unwrap()
    }

    /// A client's page.
    pub fn page(&mut self, client: &str) -> ClientPage {
        let request = self.of(client);
        self.desk.open_client(&request).unwrap()
    }

    /// Rows that a search finds, in order.
    pub fn rows(&mut self, find: &str) -> Vec<ClientRow> {
        let (token, find, stage) = (self.token.clone(), find.to_owned(), String::new());
        let ask = request::FindClients { token, find, stage, offset: 0, limit: 100 };
        self.desk.find_clients(&ask).unwrap().rows
    }

    /// Names that a search finds, in order.
    pub fn found(&mut self, find: &str) -> Vec<String> {
        self.rows(find).into_iter().map(|row| row.name).collect()
    }

    /// A request about a client.
    #[must_use]
    pub fn of(&self, client: &str) -> request::OfClient {
        request::OfClient { token: self.token.clone(), client: client.into() }
    }

    /// A request for a client's plan as a document for the client.
    #[must_use]
    pub fn leaving(&self, client: &str) -> request::ExportPlan {
        self.leaving_to(client, own_copy("Review"))
    }

    /// A request that only needs a session.
    #[must_use]
    pub fn signed(&self) -> request::Signed {
        request::Signed { token: self.token.clone() }
    }

    /// Opens every record once, as the window does.
    pub fn check_everything(&mut self) -> clinic::view::IntegrityView {
        let request = self.signed();
        loop {
            if let Some(view) = self.desk.check_some(&request).unwrap() {
                return view;
            }
        }
    }

    /// A request about a client's form.
    #[must_use]
    pub fn form(&self, client: &str, form: &str) -> request::OpenForm {
        request::OpenForm { token: self.token.clone(), client: client.into(), form: form.into() }
    }

    /// Opens an intake section to be answered.
    pub fn section(&mut self, client: &str, form: &str) -> Answering<'_> {
        let request = self.form(client, form);
        let view = self.desk.open_section(&request).unwrap();
        Answering::of(self, client, view)
    }

    /// Begins a screening.
    pub fn screening(&mut self, client: &str, form: &str) -> Answering<'_> {
        self.clock.advance(Duration::from_secs(1));
        let request = self.form(client, form);
        let view = self.desk.start_screening(&request).unwrap();
        Answering::of(self, client, view)
    }

    /// Opens the plan to be written.
    pub fn plan(&mut self, client: &str) -> Planning<'_> {
        Planning::open(self, client)
    }

    /// What is saved of an intake section.
    pub fn saved(&mut self, client: &str, form: &str) -> SectionView {
        let request = self.form(client, form);
        self.desk.open_section(&request).unwrap()
    }
}

impl Default for TempClinic {
    fn default() -> Self {
        Self::new()
    }
}
