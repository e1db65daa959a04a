//! Making a vault and checking one, at the real cost of its keys.

use clinic::{Locked, Machine};
use tests::clinic::{ADMIN, CommandLine, FakeClock, PASSPHRASE};

use super::VAULT;

fn init<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["vault", "init", VAULT, "--clinic", "Cedar Fork Clinic", "--user", ADMIN], more].concat()
}

#[test]
fn a_vault_is_made_once_and_both_passphrase_and_printed_code_open_it() {
    let line = CommandLine::new();
    line.write("passphrase.txt", format!("{PASSPHRASE}\n"));
    let made = line.json(&init(&["--passphrase-file", "passphrase.txt", "--credential", "LCSW"]));
    assert_eq!(made["file"], VAULT);
    let code = made["recovery_code"].as_str().unwrap();
    let before = std::fs::read(line.vault()).unwrap();
    assert_eq!(line.run(&init(&[])).code(), "file-exists");
    assert_eq!(std::fs::read(line.vault()).unwrap(), before);
    let checked = line.json(&["vault", "check", VAULT, "--user", ADMIN]);
    assert_eq!((&checked["clients"], &checked["audit"]), (&0.into(), &5.into()));
    let records: Vec<_> = checked["classes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|class| (class["class"].as_u64().unwrap(), class["records"].as_u64().unwrap()))
        .collect();
    assert_eq!(records, [(0, 3), (1, 0), (2, 0), (3, 0), (4, 0)]);
    let machine = Machine::for_tests(std::sync::Arc::new(FakeClock::default()));
    let locked = Locked::open(&line.vault(), machine).unwrap();
    assert!(locked.unlock_with_code(code).is_ok());
}

#[test]
fn a_weak_passphrase_or_an_empty_name_makes_no_file() {
    let line = CommandLine::new();
    line.write("weak.txt", "password1234567");
    line.write("name.txt", "cedar fork clinic");
    for weak in ["weak.txt", "name.txt"] {
        assert_eq!(line.run(&init(&["--passphrase-file", weak])).code(), "weak-passphrase");
    }
    let unnamed = line.run(&["vault", "init", VAULT, "--clinic", " ", "--user", ADMIN]);
    assert_eq!(unnamed.code(), "bad-name");
    assert!(!line.vault().exists());
}

#[test]
fn a_vault_is_not_made_in_a_folder_that_is_not_there() {
    let line = CommandLine::new();
    let arguments = ["vault", "init", "no/a.goldthread", "--clinic", "Cedar Fork", "--user", ADMIN];
    assert_eq!(line.run(&arguments).code(), "no-such-file");
}

#[test]
fn a_check_opens_every_record_and_finds_what_was_changed_from_outside() {
    let line = CommandLine::with_vault();
    let client: record::Id = line.add_client("Ana", "Luz").parse().unwrap();
    let said = line.run(&["vault", "check", VAULT]);
    assert!(
        said.out.contains("class 1: 4 records opened, head agrees")
            || said.out.contains("class 1: 3 records opened, head agrees"),
        "{}",
        said.out
    );
    let mut outside = store::Store::open(&line.vault()).unwrap();
    outside.write(|tx| tx.delete_record(client.bytes())).unwrap();
    outside.close().unwrap();
    assert_eq!(line.run(&["vault", "check", VAULT]).code(), "rolled-back");
}
