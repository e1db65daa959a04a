//! Setting up a clinic.

use clinic::view::{Reason, Stage, request};
use clinic::{Code, Locked, Machine};
use tests::clinic::{ADMIN, PASSPHRASE, TempClinic, prepare, refused};

fn confirm(code: &str) -> request::ConfirmRecovery {
    request::ConfirmRecovery { code: code.into() }
}

fn stage(clinic: &mut TempClinic) -> Stage {
    clinic.desk.app_state(&request::Nothing {}).unwrap().stage
}

fn files(clinic: &TempClinic) -> usize {
    std::fs::read_dir(clinic.folder().join("data")).unwrap().count()
}

#[test]
fn nothing_is_on_disk_before_the_recovery_code_is_typed_back() {
    let mut clinic = TempClinic::empty();
    assert_eq!(stage(&mut clinic), Stage::FirstRun);
    let code = clinic.desk.prepare_clinic(&prepare()).unwrap().recovery_code;
    assert_eq!(files(&clinic), 0);
    let other = TempClinic::new().recovery_code;
    for typed in ["", "ABCD", &other, &code[1..]] {
        let answer = clinic.desk.confirm_recovery(&confirm(typed));
        assert_eq!(refused(answer), Code::WrongRecoveryCode, "{typed}");
    }
    assert_eq!(files(&clinic), 0);
    let view = clinic.desk.confirm_recovery(&confirm(&code)).unwrap();
    assert_eq!((view.name.as_str(), view.credential.as_str()), (ADMIN, "LCSW"));
    assert!(view.admin && view.clinical);
    assert_eq!(view.crisis_steps, "Stay with the person.\nCall 988.");
    assert_eq!(stage(&mut clinic), Stage::Open);
}

#[test]
fn the_passphrase_and_the_recovery_code_both_open_it() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    clinic.sign_in(ADMIN);
    clinic.desk.close();
    let sloppy = clinic.recovery_code.to_lowercase().replace('-', " ");
    for code in [clinic.recovery_code.clone(), sloppy] {
        let machine = Machine::for_tests(clinic.clock.clone());
        let locked = Locked::open(&clinic.file(), machine).unwrap();
        let session = locked.unlock_with_code(&code).map_err(|failed| failed.error).unwrap();
        assert!(session.client(&client).is_ok());
        let (locked, written) = session.lock();
        written.unwrap();
        locked.close().unwrap();
    }
}

#[test]
fn another_clinics_recovery_code_opens_nothing() {
    let clinic = TempClinic::new();
    let other = TempClinic::new().recovery_code;
    let (file, clock) = (clinic.file(), clinic.clock.clone());
    drop(clinic.desk);
    for code in [other.as_str(), "0000-0000", ""] {
        let locked = Locked::open(&file, Machine::for_tests(clock.clone())).unwrap();
        let failed = locked.unlock_with_code(code).err().expect("refused");
        assert_eq!(failed.error.code(), Code::WrongRecoveryCode);
    }
}

#[test]
fn a_crash_between_code_and_confirmation_leaves_a_clean_start() {
    let mut clinic = TempClinic::empty();
    let lost = clinic.desk.prepare_clinic(&prepare()).unwrap().recovery_code;
    clinic.crash();
    assert_eq!(stage(&mut clinic), Stage::FirstRun);
    assert_eq!(refused(clinic.desk.confirm_recovery(&confirm(&lost))), Code::NothingPrepared);
    let code = clinic.desk.prepare_clinic(&prepare()).unwrap().recovery_code;
    assert_ne!(code, lost);
    clinic.desk.confirm_recovery(&confirm(&code)).unwrap();
}

#[test]
fn of_two_codes_shown_only_the_last_one_counts() {
    let mut clinic = TempClinic::empty();
    let first = clinic.desk.prepare_clinic(&prepare()).unwrap().recovery_code;
    let second = clinic.desk.prepare_clinic(&prepare()).unwrap().recovery_code;
    assert_eq!(refused(clinic.desk.confirm_recovery(&confirm(&first))), Code::WrongRecoveryCode);
    clinic.desk.confirm_recovery(&confirm(&second)).unwrap();
}

#[test]
fn a_weak_passphrase_is_refused_with_its_reason() {
    let mut clinic = TempClinic::empty();
    let cases = [
        ("", Reason::TooShort { missing: 15 }),
        ("fourteen chars", Reason::TooShort { missing: 1 }),
        ("correct horse battery staple", Reason::Common),
        ("aaaaaaaaaaaaaaaaaaaa", Reason::Common),
        ("1234567890qwertyuiop", Reason::Common),
        ("amara test 2026", Reason::Name),
        ("Cedar Fork Clinic", Reason::Name),
    ];
    let names = || vec!["Cedar Fork Clinic".to_owned(), ADMIN.to_owned()];
    for (passphrase, reason) in cases {
        let check = request::CheckPassphrase { passphrase: passphrase.into(), names: names() };
        let said = clinic.desk.check_passphrase(&check).unwrap();
        assert!(!said.ok && said.reasons.contains(&reason), "{passphrase}: {:?}", said.reasons);
        let request = request::PrepareClinic { passphrase: passphrase.into(), ..prepare() };
        let answer = clinic.desk.prepare_clinic(&request);
        assert_eq!(refused(answer), Code::WeakPassphrase, "{passphrase}");
    }
    let fine = request::CheckPassphrase { passphrase: PASSPHRASE.into(), names: names() };
    assert!(clinic.desk.check_passphrase(&fine).unwrap().ok);
    let long = request::CheckPassphrase { passphrase: "violet ".repeat(200), names: names() };
    assert_eq!(clinic.desk.check_passphrase(&long).unwrap().reasons, [Reason::TooLong]);
}

#[test]
fn a_clinic_and_its_first_person_need_names() {
    let mut clinic = TempClinic::empty();
    let cases = [
        (request::PrepareClinic { clinic: " ".into(), ..prepare() }, Code::BadName),
        (request::PrepareClinic { name: "\u{0}".into(), ..prepare() }, Code::BadName),
        (request::PrepareClinic { clinic: "a".repeat(201), ..prepare() }, Code::TooLong),
        (request::PrepareClinic { crisis_steps: "a".repeat(1 << 20), ..prepare() }, Code::TooLong),
    ];
    for (request, code) in cases {
        assert_eq!(refused(clinic.desk.prepare_clinic(&request)), code);
    }
    assert_eq!(files(&clinic), 0);
}

#[test]
fn a_second_set_up_is_refused_signed_in_or_not() {
    let mut clinic = TempClinic::new();
    assert_eq!(refused(clinic.desk.prepare_clinic(&prepare())), Code::AlreadySetUp);
    clinic.lock();
    assert_eq!(refused(clinic.desk.prepare_clinic(&prepare())), Code::AlreadySetUp);
    assert_eq!(refused(clinic.desk.confirm_recovery(&confirm("x"))), Code::AlreadySetUp);
    clinic.sign_in(ADMIN);
}

#[test]
fn a_file_that_appeared_meanwhile_is_left_alone_and_the_code_can_be_used_again() {
    let mut clinic = TempClinic::empty();
    let code = clinic.desk.prepare_clinic(&prepare()).unwrap().recovery_code;
    std::fs::write(clinic.file(), "somebody's notes").unwrap();
    assert_eq!(refused(clinic.desk.confirm_recovery(&confirm(&code))), Code::FileExists);
    assert_eq!(std::fs::read(clinic.file()).unwrap(), b"somebody's notes");
    std::fs::remove_file(clinic.file()).unwrap();
    assert_eq!(stage(&mut clinic), Stage::FirstRun);
    clinic.desk.confirm_recovery(&confirm(&code)).unwrap();
    clinic.crash();
    clinic.sign_in(ADMIN);
}
