//! Backups that are restored: everyone that a clinic makes while it is worked in, on a machine that
//! holds nothing, with a passphrase or the recovery code.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clinic::view::request;
use clinic::{Desk, SystemClock};
use record::plan::Edit;
use serde_json::json;

use crate::broken::same;
use crate::{Broken, Chance, Outcome, Row, Scale};

const PASSPHRASE: &str = "violet harbor nine lanterns";

/// Works in a clinic at random, makes a backup after each stretch, and restores it elsewhere.
///
/// # Errors
/// The backup that did not restore, or gave back something else.
pub fn restore_backups(scale: &Scale) -> Outcome<Row> {
    let mut chance = Chance::from_seed(scale.seed);
    let mut clinic = Clinic::set_up()?;
    let mut records = 0;
    for case in 0..scale.restores {
        let mut stretch = || -> Outcome<usize> {
            (0..=chance.below(6)).try_for_each(|_| clinic.work(&mut chance))?;
            let backup = clinic.back_up()?;
            let there = clinic.contents()?;
            same("what was restored", clinic.restored(&backup, case % 2 == 0)?, there.clone())?;
            Ok(there.len())
        };
        records = stretch().map_err(|error| error.in_case(format!("backup {case}")))?;
    }
    Ok(Row {
        what: "Backups restored, each one that was made".into(),
        cases: scale.restores,
        seen: format!(
            "every one restored in an empty folder, by turns with a passphrase and the recovery \
             code, and gave back every client, answer and plan as they stood when it was made; \
             {records} clients in the last"
        ),
        means: "Restoring opens every record and compares with the manifest before anything is put \
                in place, and the clinic was asked for what it shows afterwards. The folders lay on \
                one disk."
            .into(),
    })
}

impl From<clinic::Error> for Broken {
    fn from(error: clinic::Error) -> Self {
        Self::new(format!("the clinic says {:?}", error.code()))
    }
}

/// What a clinic shows of each client: name, answer, the plan's vision.
type Contents = Vec<[String; 3]>;

struct Clinic {
    folder: tempfile::TempDir,
    desk: Desk,
    token: String,
    code: String,
    clients: Vec<String>,
}

fn desk(folder: &Path) -> Outcome<Desk> {
    Ok(Desk::for_tests(folder.join("data"), Arc::new(SystemClock::default()))?)
}

impl Clinic {
    fn set_up() -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let mut desk = desk(folder.path())?;
        let code = desk
            .prepare_clinic(&request::PrepareClinic {
                clinic: "Sample clinic".into(),
                crisis_steps: "Stay with the person.".into(),
                crisis_no_clinician: "Call 911.".into(),
                name: "Sample Person".into(),
                credential: String::new(),
                passphrase: PASSPHRASE.into(),
            })?
            .recovery_code;
        let request = request::ConfirmRecovery { code: code.clone() };
        let token = desk.confirm_recovery(&request)?.token;
        Ok(Self { folder, desk, token, code, clients: Vec::new() })
    }

    /// A new client, an answer, or a change to a plan.
    fn work(&mut self, chance: &mut Chance) -> Outcome<()> {
        let said = format!("Said {}", chance.below(1_000_000));
        let token = self.token.clone();
        let at = usize::try_from(chance.below(self.clients.len().max(1) as u64)).unwrap_or(0);
        let Some(client) = self.clients.get(at).cloned().filter(|_| chance.below(4) > 0) else {
            let answers = json!({ "legal_first": said, "legal_last": "Sample" });
            let page = self.desk.add_client(&request::NewClient { token, answers })?;
            self.clients.push(page.band.client);
            return Ok(());
        };
        if chance.below(2) == 0 {
            let form = "presenting".to_owned();
            let ask = request::OpenForm { token: token.clone(), client: client.clone(), form };
            let seen = self.desk.open_section(&ask)?;
            self.desk.answer_item(&request::AnswerItem {
                token,
                client,
                form: seen.form,
                record: seen.record,
                rev: seen.rev,
                path: "own_words".into(),
                value: said.into(),
            })?;
        } else {
            let of = request::OfClient { token: token.clone(), client: client.clone() };
            let page = self.desk.open_plan(&of)?;
            let (record, rev) = (page.record, page.rev);
            let edits = vec![Edit::Set { path: "vision".into(), value: said.into() }];
            self.desk.edit_plan(&request::EditPlan { token, client, record, rev, edits })?;
        }
        Ok(())
    }

    /// Makes a backup, and takes it away: the clinic's folder keeps only the newest of a day.
    fn back_up(&mut self) -> Outcome<PathBuf> {
        let token = self.token.clone();
        let view = self.desk.back_up(&request::Signed { token })?;
        let newest = view.backups.first().ok_or_else(|| Broken::new("no backup in its folder"))?;
        let taken = self.folder.path().join("taken.goldthread");
        std::fs::copy(Path::new(&view.folder).join(&newest.file), &taken)?;
        Ok(taken)
    }

    fn contents(&mut self) -> Outcome<Contents> {
        contents(&mut self.desk, &self.token, &self.clients)
    }

    /// What a machine that held nothing shows after restoring a backup.
    fn restored(&self, backup: &Path, by_code: bool) -> Outcome<Contents> {
        let folder = tempfile::tempdir()?;
        let mut desk = desk(folder.path())?;
        let people = desk.choose_backup(backup)?.people;
        let user = people.into_iter().next().map(|tile| tile.user).unwrap_or_default();
        let (user, passphrase, code) = match by_code {
            true => (String::new(), String::new(), self.code.clone()),
            false => (user, PASSPHRASE.to_owned(), String::new()),
        };
        let view = desk.restore_backup(&request::RestoreBackup { user, passphrase, code })?;
        let session = view.session.ok_or_else(|| Broken::new("nobody is signed in"))?;
        contents(&mut desk, &session.token, &self.clients)
    }
}

fn contents(desk: &mut Desk, token: &str, clients: &[String]) -> Outcome<Contents> {
    let mut contents = Vec::with_capacity(clients.len());
    for client in clients {
        let (token, client) = (token.to_owned(), client.clone());
        let of = request::OfClient { token: token.clone(), client: client.clone() };
        let name = desk.open_client(&of)?.band.name;
        let vision = desk.open_plan(&of)?.plan.vision.to_string();
        let form = "presenting".to_owned();
        let section = desk.open_section(&request::OpenForm { token, client, form })?;
        let words = section.items.first().map(|item| item.value.to_string());
        contents.push([name, words.unwrap_or_default(), vision]);
    }
    Ok(contents)
}
