//! Makes the vault that a schema is remembered by: `cargo run -p clinic --example freeze_vault`
//! writes `tests/fixtures/vaults/schema-1` with a vault, a backup of it, and what opens them.
//!
//! Everybody in it is invented, and the costs of its passphrases protect nothing.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a tool run by hand")]

use std::{error::Error, fs, path::Path, sync::Arc};

use clinic::{
    Locked, Machine, NewClinic, NewStaff, Prepared, Session, SystemClock,
    view::{Role, SectionStatus, request},
};
use serde_json::{Value, json};

type Done<T> = Result<T, Box<dyn Error>>;

const ADMIN: (&str, &str) = ("Amara Test", "copper kettle under the stairs");
const THERAPIST: (&str, &str) = ("Theo Invented", "nine herons cross the ford");
const FRONT_DESK: (&str, &str) = ("Frances Fictional", "orange scarf behind the piano");

const INTAKES: [&str; 3] = [
    include_str!("../sample/marisol/intake.json"),
    include_str!("../sample/tuan/intake.json"),
    include_str!("../sample/harper/intake.json"),
];
const PHQ: &str = include_str!("../sample/marisol/phq-9.json");
const GAD: &str = include_str!("../sample/tuan/gad-7.json");
const PLAN: &str = include_str!("../sample/marisol/plan.json");

fn main() -> Done<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/vaults/schema-1");
    if folder.exists() {
        return Err(format!("{} is there already: a frozen vault stays", folder.display()).into());
    }
    fs::create_dir_all(&folder)?;
    let (vault, backup) = (folder.join("clinic.goldthread"), folder.join("backup.goldthread"));
    let machine = Machine::for_tests(Arc::new(SystemClock::default()));
    let prepared = prepared()?;
    let mut session = prepared.write(&vault, machine.clone())?;
    let clients = filled(&mut session)?;
    let records = counted(&mut session)?;
    session.lock().0.close()?;
    let mut session = signed_in(&vault, machine, FRONT_DESK)?;
    answered(&mut session, &clients[1], "gad-7", GAD)?;
    session.back_up_to(&backup)?;
    session.lock().0.close()?;
    let secrets = json!({
        "schema": 1,
        "files": ["clinic.goldthread", "backup.goldthread"],
        "backup": "backup.goldthread",
        "recovery_code": prepared.recovery_code(),
        "people": [
            person(ADMIN, &[0, 1, 2, 3, 4]),
            person(THERAPIST, &[0, 1, 2]),
            person(FRONT_DESK, &[0, 1]),
        ],
        "clients": INTAKES.iter().zip(1..).map(client).collect::<Done<Vec<Value>>>()?,
        "records": records,
        "plans": 1,
        "drops": 1,
    });
    fs::write(folder.join("secrets.json"), format!("{secrets:#}\n"))?;
    println!("{}", folder.display());
    Ok(())
}

fn prepared() -> Done<Prepared> {
    Ok(Prepared::new(&NewClinic {
        clinic: "Cedar Fork Clinic",
        crisis_steps: "Stay with the person.\nCall 988.",
        crisis_no_clinician: "Call 911.",
        name: ADMIN.0,
        credential: "LCSW",
        passphrase: ADMIN.1,
        sample: false,
    })?)
}

/// Staff, clients, a screening and a plan, all through the use cases.
fn filled(session: &mut Session) -> Done<Vec<String>> {
    for ((name, passphrase), role) in [(THERAPIST, Role::Therapist), (FRONT_DESK, Role::FrontDesk)]
    {
        session.add_user(&NewStaff { name, credential: "", role, passphrase })?;
    }
    let mut clients = Vec::new();
    for intake in INTAKES {
        clients.push(session.add_client_from(&serde_json::from_str(intake)?)?);
    }
    session.set_plan(clients[0], PLAN)?;
    let clients: Vec<String> = clients.iter().map(ToString::to_string).collect();
    answered(session, &clients[0], "phq-9", PHQ)?;
    Ok(clients)
}

/// Answers a screening item by item, and finishes it.
fn answered(session: &mut Session, client: &str, form: &str, answers: &str) -> Done<()> {
    let named = || (String::new(), client.to_owned(), form.to_owned());
    let (token, client, form) = named();
    let mut view = session.start_screening(&request::OpenForm { token, client, form })?;
    let answers: serde_json::Map<String, Value> = serde_json::from_str(answers)?;
    for (path, value) in answers {
        let (token, client, form) = named();
        let (record, rev) = (view.record, view.rev);
        let answer = request::AnswerItem { token, client, form, record, rev, path, value };
        view = session.answer_item(&answer)?;
    }
    let (token, client, form) = named();
    let (record, rev, status, source) = (view.record, view.rev, Some(SectionStatus::Done), None);
    let mark = request::MarkSection { token, client, form, record, rev, status, source };
    session.mark_section(&mark)?;
    Ok(())
}

/// How many records each class holds. The first check leaves a record of its own.
fn counted(session: &mut Session) -> Done<Value> {
    session.check()?;
    let classes = session.check()?.classes.into_iter();
    Ok(classes.map(|class| (class.class.to_string(), json!(class.records))).collect())
}

fn signed_in(vault: &Path, machine: Machine, (name, passphrase): (&str, &str)) -> Done<Session> {
    let locked = Locked::open(vault, machine)?;
    let user = locked.named(name)?;
    locked.unlock(user, passphrase).map_err(|failed| failed.error.into())
}

fn person((name, passphrase): (&str, &str), classes: &[u8]) -> Value {
    json!({ "name": name, "passphrase": passphrase, "classes": classes })
}

fn client((intake, number): (&&str, u32)) -> Done<Value> {
    let intake: Value = serde_json::from_str(intake)?;
    let number = format!("CFC-{number:04}");
    Ok(json!({ "number": number, "legal_last": intake["identity.legal_last"] }))
}
