//! Signing in, failing to, and signing out.

use std::time::Duration;

use clinic::view::{Role, Stage, request};
use clinic::{Code, Error};
use tests::clinic::{ADMIN, PASSPHRASE, TempClinic, chains, refused, whats};

const WRONG: &str = "another long passphrase here";

#[test]
fn a_wrong_passphrase_opens_nothing_and_the_right_one_still_does() {
    let mut clinic = TempClinic::new();
    clinic.lock();
    for wrong in [WRONG, "", &PASSPHRASE.to_uppercase()] {
        assert_eq!(refused(clinic.try_sign_in(ADMIN, wrong)), Code::WrongPassphrase);
    }
    let view = clinic.desk.app_state(&request::Nothing {}).unwrap();
    assert!(view.stage == Stage::Locked && view.session.is_none());
    clinic.clock.advance(Duration::from_secs(60));
    clinic.sign_in(ADMIN);
}

#[test]
fn a_megabyte_of_passphrase_is_a_wrong_passphrase() {
    let mut clinic = TempClinic::new();
    clinic.lock();
    let answer = clinic.try_sign_in(ADMIN, &"violet ".repeat(150_000));
    assert_eq!(refused(answer), Code::WrongPassphrase);
}

#[test]
fn whoever_is_not_here_cannot_sign_in() {
    let mut clinic = TempClinic::new();
    clinic.lock();
    for user in ["", "nobody", "00000000000000000000000000000000"] {
        let request = request::Unlock { user: user.into(), passphrase: PASSPHRASE.into() };
        assert_eq!(refused(clinic.desk.unlock(&request)), Code::NoSuchUser, "{user}");
    }
}

#[test]
fn three_tries_are_free_and_then_even_the_right_passphrase_waits() {
    let mut clinic = TempClinic::new();
    clinic.lock();
    for _ in 0..3 {
        assert_eq!(refused(clinic.try_sign_in(ADMIN, WRONG)), Code::WrongPassphrase);
    }
    for wait in [1, 2, 4, 8, 16, 32, 60, 60] {
        let Err(Error::Throttled(seconds)) = clinic.try_sign_in(ADMIN, PASSPHRASE) else {
            panic!("{wait}: a wait")
        };
        assert!((wait..=wait + 1).contains(&seconds), "{wait}: {seconds}");
        clinic.clock.advance(Duration::from_millis(wait * 1000 - 1));
        assert_eq!(refused(clinic.try_sign_in(ADMIN, PASSPHRASE)), Code::Throttled, "{wait}");
        clinic.clock.advance(Duration::from_millis(1));
        assert_eq!(refused(clinic.try_sign_in(ADMIN, WRONG)), Code::WrongPassphrase, "{wait}");
    }
    clinic.clock.advance(Duration::from_secs(60));
    clinic.sign_in(ADMIN);
    clinic.lock();
    assert_eq!(refused(clinic.try_sign_in(ADMIN, WRONG)), Code::WrongPassphrase);
    clinic.sign_in(ADMIN);
}

#[test]
fn one_persons_wrong_tries_make_nobody_else_wait() {
    let mut clinic = TempClinic::with(Role::FrontDesk, "Fern Test");
    clinic.lock();
    for _ in 0..4 {
        let _ = clinic.try_sign_in(ADMIN, WRONG);
    }
    assert_eq!(refused(clinic.try_sign_in(ADMIN, PASSPHRASE)), Code::Throttled);
    clinic.sign_in("Fern Test");
}

#[test]
fn failures_while_locked_join_the_audit_once_with_who_and_when() {
    let mut clinic = TempClinic::with(Role::FrontDesk, "Fern Test");
    clinic.lock();
    let admin = clinic.tile(ADMIN);
    let _ = clinic.try_sign_in(ADMIN, WRONG);
    clinic.clock.advance(Duration::from_secs(90));
    let _ = clinic.try_sign_in(ADMIN, WRONG);
    clinic.crash();
    clinic.sign_in("Fern Test");
    clinic.lock();
    clinic.sign_in(ADMIN);
    let chains = clinic.meanwhile(|outside| chains(outside));
    let joined = &chains[chains.len() - 2];
    assert_eq!(whats(joined), ["unlock", "failure", "failure", "lock"]);
    let when: Vec<&str> = joined.iter().filter_map(|entry| entry["then"].as_str()).collect();
    assert_eq!(when, ["2026-11-23T15:00:00Z", "2026-11-23T15:01:30Z"]);
    assert!(joined[1..3].iter().all(|entry| entry["user"] == admin.as_str()));
    assert_ne!(joined[1]["who"], admin.as_str());
    assert_eq!(whats(&chains[chains.len() - 1]), ["unlock", "lock"]);
}

#[test]
fn locking_keeps_every_acknowledged_save_and_so_does_a_crash() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    clinic.section(&client, "identity").set("name_used", "Anita");
    clinic.lock();
    clinic.sign_in(ADMIN);
    assert_eq!(clinic.page(&client).band.name, "Anita Luz");
    clinic.section(&client, "identity").set("name_used", "Nita");
    clinic.crash();
    clinic.sign_in(ADMIN);
    assert_eq!(clinic.page(&client).band.name, "Nita Luz");
}

#[test]
fn two_people_of_one_name_are_refused() {
    let mut clinic = TempClinic::new();
    let token = clinic.token.clone();
    for name in ["amara test", "  AMARA TEST ", ""] {
        let request = request::AddUser {
            token: token.clone(),
            name: name.into(),
            credential: String::new(),
            role: Role::Therapist,
            passphrase: PASSPHRASE.into(),
        };
        assert_eq!(refused(clinic.desk.add_user(&request)), Code::BadName, "{name}");
    }
}

#[test]
fn a_new_persons_passphrase_must_be_a_good_one() {
    let mut clinic = TempClinic::new();
    let request = request::AddUser {
        token: clinic.token.clone(),
        name: "Theo Test".into(),
        credential: String::new(),
        role: Role::Therapist,
        passphrase: "theo test 12345".into(),
    };
    assert_eq!(refused(clinic.desk.add_user(&request)), Code::WeakPassphrase);
    clinic.lock();
    assert_eq!(clinic.desk.app_state(&request::Nothing {}).unwrap().people.len(), 1);
}

#[test]
fn the_recovery_code_signs_in_and_its_use_is_on_record() {
    let mut clinic = TempClinic::new();
    clinic.lock();
    let with = |code: &str| request::UnlockWithCode { code: code.into() };
    let other = TempClinic::new().recovery_code;
    for code in ["", "ABCD-EFGH", &other] {
        let answer = clinic.desk.unlock_with_code(&with(code));
        assert_eq!(refused(answer), Code::WrongRecoveryCode, "{code}");
    }
    let code = clinic.recovery_code.to_lowercase();
    let view = clinic.desk.unlock_with_code(&with(&code)).unwrap();
    assert_eq!((view.name.as_str(), view.admin), (ADMIN, true));
    let chains = clinic.meanwhile(|outside| chains(outside));
    let failed = "recovery_failure";
    assert_eq!(whats(&chains[1]), ["unlock", failed, failed, failed, "recovery", "lock"]);
}
