//! The sample clinic: fictional people at different stages, made through the same use cases as
//! real work. Everything in it is invented.

mod crowd;
mod names;

use std::path::Path;

use serde_json::Value;

use crate::{
    Code, Error, Id, Locked, Machine, Result, Session,
    first_run::{NewClinic, Prepared},
    staff::NewStaff,
    view::{Role, SectionStatus, request},
};

/// Someone who works at the sample clinic.
pub struct SamplePerson {
    /// The name on the tile.
    pub name: &'static str,
    /// Signing credential.
    pub credential: &'static str,
    /// The access role.
    pub role: Role,
    /// The passphrase; printed, because a sample protects nothing.
    pub passphrase: &'static str,
}

/// The staff of the sample clinic; the first is its administrator.
pub const SAMPLE_PEOPLE: [SamplePerson; 3] = [
    SamplePerson {
        name: "Maya Sample",
        credential: "LCSW",
        role: Role::Admin,
        passphrase: "paper lantern over slow water",
    },
    SamplePerson {
        name: "Theo Sample",
        credential: "LMFT",
        role: Role::Therapist,
        passphrase: "quiet orchard behind the mill",
    },
    SamplePerson {
        name: "Frances Sample",
        credential: "",
        role: Role::FrontDesk,
        passphrase: "yellow bicycle at the corner",
    },
];

const CLINIC: &str = "Riverbend sample clinic";

/// One client as written in the sample's own files.
struct SampleClient {
    intake: &'static str,
    screenings: &'static [(&'static str, &'static str)],
    plan: Option<&'static str>,
}

const CLIENTS: [SampleClient; 3] = [
    SampleClient {
        intake: include_str!("../sample/marisol/intake.json"),
        screenings: &[
            ("phq-9", include_str!("../sample/marisol/phq-9.json")),
            ("gad-7", include_str!("../sample/marisol/gad-7.json")),
        ],
        plan: Some(include_str!("../sample/marisol/plan.json")),
    },
    SampleClient {
        intake: include_str!("../sample/tuan/intake.json"),
        screenings: &[("gad-7", include_str!("../sample/tuan/gad-7.json"))],
        plan: None,
    },
    SampleClient {
        intake: include_str!("../sample/harper/intake.json"),
        screenings: &[],
        plan: None,
    },
];

/// Makes the sample clinic at a path and leaves its administrator signed in. Also gives the
/// client whose plan is written.
///
/// # Errors
/// When there is a file already, or it cannot be written.
pub fn make(path: &Path, machine: &Machine) -> Result<(Session, Id)> {
    let [admin, others @ ..] = &SAMPLE_PEOPLE;
    let prepared = Prepared::new(&NewClinic {
        clinic: CLINIC,
        crisis_steps: "Stay with the person. Tell the clinician on duty.\n\
            Call or text 988. Call 911 when there is immediate danger.",
        crisis_no_clinician: "Stay with the person and call 988 together.\n\
            Call 911 when there is immediate danger, then the on-call clinician.",
        name: admin.name,
        credential: admin.credential,
        passphrase: admin.passphrase,
        sample: true,
    })?;
    let mut session = prepared.write(path, machine.clone())?;
    for person in others {
        session.add_user(&NewStaff {
            name: person.name,
            credential: person.credential,
            role: person.role,
            passphrase: person.passphrase,
        })?;
    }
    let mut planned = None;
    for client in &CLIENTS {
        let id = admit(&mut session, client)?;
        planned = planned.or(client.plan.map(|_| id));
    }
    Ok((session, planned.ok_or(Code::Internal)?))
}

/// As [`make`], with as many clients in all as are asked for: a crowd joins those of [`make`], whose
/// intakes, plans and scores are whole. Asked for fewer than those, nobody joins.
///
/// # Errors
/// As [`make`].
pub fn make_of(path: &Path, machine: &Machine, clients: u32) -> Result<(Session, Id)> {
    let (mut session, planned) = make(path, machine)?;
    let here = u32::try_from(CLIENTS.len()).unwrap_or(u32::MAX);
    session.admit_crowd(clients.saturating_sub(here))?;
    Ok((session, planned))
}

/// Opens the sample clinic as its administrator; makes it when it is not there.
pub(crate) fn open_or_make(path: &Path, machine: &Machine) -> Result<Session> {
    if !path.exists() {
        return make(path, machine).map(|(session, _)| session);
    }
    let locked = Locked::open(path, machine.clone())?;
    let [admin, ..] = &SAMPLE_PEOPLE;
    let user = locked.named(admin.name)?;
    locked.unlock(user, admin.passphrase).map_err(|failed| failed.error)
}

fn admit(session: &mut Session, client: &SampleClient) -> Result<Id> {
    let id = session.add_client_from(&read(client.intake)?)?;
    for (form, answers) in client.screenings {
        screen(session, id, form, &read(answers)?)?;
    }
    if let Some(plan) = client.plan {
        session.set_plan(id, plan)?;
    }
    Ok(id)
}

/// Answers a screening item by item, as a person would, and finishes it.
fn screen(session: &mut Session, client: Id, form: &str, answers: &Value) -> Result<()> {
    let (client, form) = (client.to_string(), form.to_owned());
    let token = String::new();
    let mut view = session.start_screening(&request::OpenForm {
        token: token.clone(),
        client: client.clone(),
        form: form.clone(),
    })?;
    for (path, value) in answers.as_object().ok_or(Code::Internal)? {
        view = session.answer_item(&request::AnswerItem {
            token: token.clone(),
            client: client.clone(),
            form: form.clone(),
            record: view.record,
            rev: view.rev,
            path: path.clone(),
            value: value.clone(),
        })?;
    }
    let status = Some(SectionStatus::Done);
    let (record, rev) = (view.record, view.rev);
    session.mark_section(&request::MarkSection {
        token,
        client,
        form,
        record,
        rev,
        status,
        source: None,
    })?;
    Ok(())
}

fn read(json: &str) -> Result<Value> {
    serde_json::from_str(json).map_err(|_| Error::Unreadable)
}
