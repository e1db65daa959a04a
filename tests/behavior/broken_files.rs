//! What lies at the vault's place is told apart: each trouble has its own code.

use std::fs;
use std::path::Path;

use clinic::Code;
use clinic::view::{Stage, request};
use tests::clinic::{ADMIN, PASSPHRASE, TempClinic, refused};
use vault::Class;

/// A clinic that is closed, so that its file can be changed.
fn closed() -> TempClinic {
    let mut clinic = TempClinic::new();
    clinic.add_client("Ana", "Luz");
    clinic.desk.close();
    clinic
}

fn trouble(clinic: &mut TempClinic) -> Option<Code> {
    clinic.start();
    let view = clinic.desk.app_state(&request::Nothing {}).unwrap();
    assert_eq!(view.stage == Stage::Trouble, view.trouble.is_some());
    view.trouble
}

/// Flips one bit where a row's bytes lie in the file.
fn flip(path: &Path, row: &[u8], at: usize) {
    let mut bytes = fs::read(path).unwrap();
    let start = bytes.windows(row.len()).position(|window| window == row).expect("the row");
    bytes[start + at] ^= 1;
    fs::write(path, bytes).unwrap();
}

/// Puts a big-endian number into the file's header.
fn put_number(path: &Path, at: usize, number: u32) {
    let mut bytes = fs::read(path).unwrap();
    bytes[at..at + 4].copy_from_slice(&number.to_be_bytes());
    fs::write(path, bytes).unwrap();
}

const APPLICATION_ID: usize = 68;
const USER_VERSION: usize = 60;

#[test]
fn an_empty_file_a_text_a_folder_and_another_applications_file_are_no_vault() {
    let mut clinic = closed();
    let whole = fs::read(clinic.file()).unwrap();
    for content in [&b""[..], b"Dear diary", &[0; 4096]] {
        fs::write(clinic.file(), content).unwrap();
        assert_eq!(trouble(&mut clinic), Some(Code::NotAVault));
        assert_eq!(fs::read(clinic.file()).unwrap(), content);
    }
    fs::write(clinic.file(), &whole).unwrap();
    put_number(&clinic.file(), APPLICATION_ID, 0x1234_5678);
    assert_eq!(trouble(&mut clinic), Some(Code::NotAVault));
    fs::remove_file(clinic.file()).unwrap();
    fs::create_dir(clinic.file()).unwrap();
    assert_eq!(trouble(&mut clinic), Some(Code::NotAVault));
}

#[test]
fn a_file_of_a_newer_version_says_so_and_is_left_alone() {
    let mut clinic = closed();
    put_number(&clinic.file(), USER_VERSION, 99);
    let before = fs::read(clinic.file()).unwrap();
    assert_eq!(trouble(&mut clinic), Some(Code::NewerSchema));
    assert_eq!(fs::read(clinic.file()).unwrap(), before);
}

#[test]
fn a_second_window_is_told_that_the_file_is_open_and_gets_it_once_it_is_free() {
    let mut first = TempClinic::new();
    let data = first.folder().join("data");
    let mut second = clinic::Desk::for_tests(data, first.clock.clone()).unwrap();
    let nothing = request::Nothing {};
    assert_eq!(second.app_state(&nothing).unwrap().trouble, Some(Code::AlreadyOpen));
    first.add_client("Ana", "Luz");
    first.desk.close();
    assert_eq!(second.app_state(&nothing).unwrap().stage, Stage::Locked);
}

#[test]
fn a_window_opened_while_the_one_before_it_lets_go_gets_the_file() {
    let clinic = closed();
    let (file, machine) = (clinic.file(), clinic::Machine::for_tests(clinic.clock.clone()));
    let (held, is_held) = std::sync::mpsc::channel();
    let before = std::thread::spawn(move || {
        let locked = clinic::Locked::open(&file, machine).unwrap();
        held.send(()).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(200));
        locked.close().unwrap();
    });
    is_held.recv().unwrap();
    let data = clinic.folder().join("data");
    let mut next = clinic::Desk::for_tests(data, clinic.clock.clone()).unwrap();
    assert_eq!(next.app_state(&request::Nothing {}).unwrap().stage, Stage::Locked);
    before.join().unwrap();
}

#[test]
fn a_file_that_may_not_be_written_says_so() {
    let mut clinic = closed();
    let mut permissions = fs::metadata(clinic.file()).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(clinic.file(), permissions).unwrap();
    assert_eq!(trouble(&mut clinic), Some(Code::ReadOnly));
}

#[test]
fn a_flipped_bit_in_a_passphrase_slot_is_damage_and_never_a_wrong_passphrase() {
    let mut clinic = TempClinic::new();
    let slots = clinic.meanwhile(|outside| {
        let user = outside.user(ADMIN);
        outside.store.rows().slots(user).unwrap()
    });
    let slot = slots.into_iter().find(|slot| slot.kind == 1).unwrap();
    clinic.desk.close();
    let whole = fs::read(clinic.file()).unwrap();
    let parts: [(&[u8], &[usize]); 3] = [
        (&slot.sealed, &[0, 12, 44, 76, 88, 110, 135]),
        (&slot.sha256, &[0, 31]),
        (&slot.salt, &[5]),
    ];
    for (part, places) in parts {
        for at in places {
            flip(&clinic.file(), part, *at);
            assert_eq!(trouble(&mut clinic), None, "{at}");
            let (right, wrong) = (PASSPHRASE, "another long passphrase here");
            assert_eq!(refused(clinic.try_sign_in(ADMIN, right)), Code::Damaged, "{at}");
            assert_eq!(refused(clinic.try_sign_in(ADMIN, wrong)), Code::Damaged, "{at}");
            clinic.desk.close();
            fs::write(clinic.file(), &whole).unwrap();
        }
    }
    clinic.start();
    clinic.sign_in(ADMIN);
}

#[test]
fn a_damaged_recovery_slot_leaves_the_passphrase_to_be_right_or_wrong() {
    let mut clinic = TempClinic::new();
    let slots = clinic.meanwhile(|outside| {
        let user = outside.user(ADMIN);
        outside.store.rows().slots(user).unwrap()
    });
    let slot = slots.into_iter().find(|slot| slot.kind == 2).unwrap();
    clinic.desk.close();
    flip(&clinic.file(), &slot.sealed, 100);
    clinic.start();
    let wrong = clinic.try_sign_in(ADMIN, "another long passphrase here");
    assert_eq!(refused(wrong), Code::WrongPassphrase);
    clinic.sign_in(ADMIN);
    clinic.desk.close();
    let machine = clinic::Machine::for_tests(clinic.clock.clone());
    let locked = clinic::Locked::open(&clinic.file(), machine).unwrap();
    let failed = locked.unlock_with_code(&clinic.recovery_code).err().expect("refused");
    assert_eq!(failed.error.code(), Code::Damaged);
}

#[test]
fn a_flipped_bit_in_any_record_grant_or_head_is_noticed_at_sign_in_and_never_read_as_an_answer() {
    let mut clinic = TempClinic::new();
    clinic.add_client("Ana", "Luz");
    let rows = clinic.meanwhile(|outside| {
        let (rows, mut found) = (outside.store.rows(), Vec::new());
        for class in [Class::Registry, Class::Intake] {
            for id in outside.ids(class) {
                found.push(rows.record(id.bytes()).unwrap().unwrap().sealed);
            }
        }
        found.extend(rows.grants(outside.user(ADMIN)).unwrap().into_iter().map(|row| row.sealed));
        found.extend(rows.heads().unwrap().into_iter().map(|row| row.sealed));
        found.extend(rows.class_pairs().unwrap().into_iter().map(|row| row.sealed));
        found
    });
    clinic.desk.close();
    let whole = fs::read(clinic.file()).unwrap();
    for row in rows {
        flip(&clinic.file(), &row, row.len() / 2);
        clinic.start();
        match clinic.try_sign_in(ADMIN, PASSPHRASE) {
            Err(error) => assert_eq!(error.code(), Code::Damaged),
            // Other records than those that every session needs are set apart by name.
            Ok(_) => {
                let view = clinic.desk.open_integrity(&clinic.signed()).unwrap();
                assert_eq!(view.quarantined.len(), 1);
            }
        }
        clinic.desk.close();
        fs::write(clinic.file(), &whole).unwrap();
    }
}

#[test]
fn a_file_cut_short_is_refused_whole_and_nothing_panics() {
    let mut clinic = closed();
    let whole = fs::read(clinic.file()).unwrap();
    for part in 1..16 {
        fs::write(clinic.file(), &whole[..whole.len() * part / 16]).unwrap();
        clinic.start();
        let view = clinic.desk.app_state(&request::Nothing {}).unwrap();
        assert!(matches!(view.trouble, Some(Code::Damaged | Code::NotAVault)), "{part}");
        clinic.desk.close();
    }
    fs::write(clinic.file(), &whole).unwrap();
    clinic.start();
    clinic.sign_in(ADMIN);
    assert_eq!(clinic.found("luz"), ["Ana Luz"]);
}
