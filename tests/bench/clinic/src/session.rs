//! What somebody who is signed in does: unlock, search, open a page, answer a question.

use std::path::Path;

use clinic::{
    Locked, SAMPLE_PEOPLE, Session,
    view::{SectionView, request},
};
use serde_json::json;
use turns::{Trouble, Turn, timed};

use crate::made::machine;

/// Rows that the window shows of a search.
const SHOWN: u32 = 50;

/// Takes hold of a clinic's file: what is done before anybody types a passphrase.
///
/// # Errors
/// When it cannot be opened.
pub fn hold(path: &Path) -> Result<Turn, Trouble> {
    let (took, locked) = timed(|| Ok(Locked::open(path, machine())?))?;
    locked.close()?;
    Ok((took, 1))
}

/// Signs in, reads everything that lists and searches need, and signs out.
///
/// # Errors
/// When it cannot be opened.
pub fn unlock(path: &Path) -> Result<Turn, Trouble> {
    let locked = Locked::open(path, machine())?;
    let (took, mut session) = timed(|| signed_in(locked))?;
    let clients = session.find_clients("", 1).total;
    closed(session)?;
    Ok((took, u64::from(clients)))
}

/// Signs the administrator of the sample in.
///
/// # Errors
/// When the file is none of the sample's.
pub fn open(path: &Path) -> Result<Session, Trouble> {
    signed_in(Locked::open(path, machine())?)
}

fn signed_in(locked: Locked) -> Result<Session, Trouble> {
    let [admin, ..] = &SAMPLE_PEOPLE;
    let user = locked.named(admin.name)?;
    Ok(locked.unlock(user, admin.passphrase).map_err(|failed| failed.error)?)
}

/// Signs out and lets go.
///
/// # Errors
/// When what was done cannot be put on record.
pub fn closed(session: Session) -> Result<(), Trouble> {
    let (locked, audited) = session.lock();
    locked.close()?;
    Ok(audited?)
}

/// A keystroke in the search field.
///
/// # Errors
/// None of its own.
pub fn search(session: &mut Session, typed: &str) -> Result<Turn, Trouble> {
    let (took, list) = timed(|| Ok(session.find_clients(typed, SHOWN)))?;
    Ok((took, u64::from(list.matching)))
}

/// Opens the first page: what waits today.
///
/// # Errors
/// When a record cannot be read.
pub fn today(session: &Session) -> Result<Turn, Trouble> {
    let (took, today) = timed(|| Ok(session.open_today()?))?;
    Ok((took, today.intakes.len() as u64))
}

/// Opens the page of a client by number.
///
/// # Errors
/// When nobody has the number.
pub fn page(session: &mut Session, number: &str) -> Result<Turn, Trouble> {
    // The window knows people by id; finding a number is not what is measured.
    let client = session.client(number)?;
    let (took, page) = timed(|| Ok(session.open_client(client)?))?;
    Ok((took, page.intake.len() as u64))
}

/// Answers one question of a client's intake: checked, evaluated, sealed, written with head and
/// audit, and on the disk.
///
/// # Errors
/// When it is not saved.
pub fn save(session: &mut Session, number: &str, value: usize) -> Result<Turn, Trouble> {
    let (client, form) = (session.client(number)?.to_string(), "presenting".to_owned());
    let ask =
        request::OpenForm { token: String::new(), client: client.clone(), form: form.clone() };
    let SectionView { record, rev, .. } = session.open_section(&ask)?;
    let answer = request::AnswerItem {
        token: String::new(),
        client,
        form,
        record,
        rev,
        path: "precipitant".into(),
        value: json!(format!("Work ended in June; this is the {value}th time that it is written.")),
    };
    let (took, view) = timed(|| Ok(session.answer_item(&answer)?))?;
    Ok((took, u64::from(view.rev)))
}
