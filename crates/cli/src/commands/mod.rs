//! One function a command. Each opens what it needs, calls one use case and says the outcome.

mod audit;
mod clinical;
mod demo;
mod documents;
mod export;
mod forms;
mod import;
mod letterhead;
mod library;
mod papers;
mod people;
mod plan;
mod prefill;
mod program;
mod records;
mod review;
mod score;
mod suitability;
mod vault;

use std::{fs, path::Path};

use clinic::{Locked, Machine, Session, SystemClock};
use serde_json::Value;

use crate::{
    arguments::{Arguments, At, Command},
    failure::Failure,
    passphrase,
};

pub(crate) type Done = Result<(), Failure>;

pub(crate) fn run(arguments: &Arguments) -> Done {
    let json = arguments.json;
    match &arguments.command {
        Command::Demo { out, clients } => demo::run(out, *clients, json),
        Command::Score { form, answers, context, pack } => {
            score::run(form, answers, context.as_deref(), pack.as_deref())
        }
        Command::Suitability { input } => suitability::run(input, json),
        Command::Clinical(command) => clinical::run(command, json),
        Command::Attachment(command) => papers::run(command, json),
        Command::Forms(command) => forms::run(command, json),
        Command::Vault(command) => vault::run(command, json),
        Command::Clients { at, find, stage } => {
            records::list(at, find, stage.as_deref().unwrap_or_default(), json)
        }
        Command::Client(command) => records::client(command, json),
        Command::Intake(command) => records::intake(command, json),
        Command::Plan(command) => plan::run(command, json),
        Command::Program(command) => program::run(command, json),
        Command::Letterhead(command) => letterhead::run(command, json),
        Command::Library(command) => library::run(command, json),
        Command::Rules(command) => program::rules(command, json),
        Command::Due { at } => review::due(at, json),
        Command::Export(command) => export::run(command, json),
        Command::Import(command) => import::run(command, json),
        Command::User(command) => people::run(command, json),
        Command::Recovery(command) => people::recovery(command, json),
        Command::Audit(command) => audit::run(command, json),
    }
}

/// This machine, named in the data folder; where there is none, only for this call.
pub(crate) fn machine() -> Result<Machine, Failure> {
    match clinic::data_folder() {
        Some(folder) => Ok(Machine::here(&folder)?),
        None => Ok(Machine::unnamed(std::sync::Arc::new(SystemClock::default()))?),
    }
}

/// Signs in, does something, and signs out in good order, whatever came of it.
pub(crate) fn signed_in<T>(
    at: &At,
    work: impl FnOnce(&mut Session) -> Result<T, clinic::Error>,
) -> Result<T, Failure> {
    let mut session = sign_in(at)?;
    let done = work(&mut session);
    let (locked, audited) = session.lock();
    locked.close()?;
    let done = done?;
    audited?;
    Ok(done)
}

/// As [`signed_in`], where whoever signs in signs something: the recovery code is nobody's hand.
pub(crate) fn signing<T>(
    at: &At,
    work: impl FnOnce(&mut Session) -> Result<T, clinic::Error>,
) -> Result<T, Failure> {
    if at.recovery_code_file.is_some() {
        return Err(Failure::CodeSignsNothing);
    }
    signed_in(at, work)
}

fn sign_in(at: &At) -> Result<Session, Failure> {
    let locked = Locked::open(&at.file, machine()?)?;
    if let Some(path) = &at.recovery_code_file {
        let code = passphrase::first_line(path)?;
        return Ok(locked.unlock_with_code(&code).map_err(|failed| failed.error)?);
    }
    let user = match &at.user {
        Some(name) => locked.named(name)?,
        None => only_user(&locked)?,
    };
    let passphrase = passphrase::of_user(&at.secret)?;
    Ok(locked.unlock(user, &passphrase).map_err(|failed| failed.error)?)
}

/// The only person who may sign in, by id.
fn only_user(locked: &Locked) -> Result<clinic::Id, Failure> {
    match locked.people()?.as_slice() {
        [only] => only.user.parse().map_err(|_| Failure::WhichUser),
        _ => Err(Failure::WhichUser),
    }
}

/// The largest file that is read: no answers or plan come near it.
const LARGEST: u64 = 4 * 1024 * 1024;

pub(crate) fn read_text(path: &Path) -> Result<String, Failure> {
    let size = fs::metadata(path).map_err(|error| Failure::unreadable(path, &error))?.len();
    if size > LARGEST {
        return Err(clinic::Error::from(clinic::Code::TooLong).into());
    }
    fs::read_to_string(path).map_err(|error| Failure::unreadable(path, &error))
}

pub(crate) fn read_json(path: &Path) -> Result<Value, Failure> {
    serde_json::from_str(&read_text(path)?).map_err(|error| Failure::NotJson {
        path: path.to_owned(),
        line: error.line(),
        column: error.column(),
    })
}
