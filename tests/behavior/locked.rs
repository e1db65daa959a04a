//! Without a session nothing is reached, by any command.

use clinic::Code;
use clinic::view::request;
use tests::clinic::{ADMIN, TempClinic, refused};

use crate::commands::{Known, every_call, known};

fn assert_all_locked(clinic: &mut TempClinic, token: &str, known: &Known) {
    for (name, _, call) in every_call() {
        let answer = call(&mut clinic.desk, token.into(), known);
        assert_eq!(refused(answer), Code::Locked, "{name} with {token:?}");
    }
}

#[test]
fn every_command_is_refused_while_nobody_is_signed_in() {
    let mut clinic = TempClinic::new();
    let known = known(&mut clinic);
    let stale = clinic.token.clone();
    clinic.lock();
    for token in ["", &stale] {
        assert_all_locked(&mut clinic, token, &known);
    }
}

#[test]
fn a_token_of_an_earlier_session_is_refused_by_every_command() {
    let mut clinic = TempClinic::new();
    let known = known(&mut clinic);
    let stale = clinic.token.clone();
    clinic.sign_in(ADMIN);
    assert_ne!(stale, clinic.token);
    for token in ["", &stale, "00000000000000000000000000000000"] {
        assert_all_locked(&mut clinic, token, &known);
    }
    assert_eq!(clinic.page(&known.client).band.name, "Ana Luz");
}

#[test]
fn every_command_is_refused_before_a_clinic_is_there() {
    let mut clinic = TempClinic::empty();
    let id = || "00000000000000000000000000000000".to_owned();
    let nobody = Known {
        client: id(),
        presenting: id(),
        screening: id(),
        plan: id(),
        person: id(),
        attachment: id(),
    };
    assert_all_locked(&mut clinic, "", &nobody);
    let unlock = request::Unlock { user: id(), passphrase: String::new() };
    assert_eq!(refused(clinic.desk.unlock(&unlock)), Code::BadRequest);
}

#[test]
fn a_document_made_before_the_lock_is_not_written_after_it() {
    let mut clinic = TempClinic::new();
    let known = known(&mut clinic);
    let request = clinic.leaving(&known.client);
    let pdf = clinic.desk.plan_pdf(&request).unwrap();
    let (stale, path) = (clinic.token.clone(), clinic.folder().join("plan.pdf"));
    clinic.sign_in(ADMIN);
    assert_eq!(refused(clinic.desk.write_document(&stale, &path, &pdf)), Code::Locked);
    assert!(!path.exists());
}
