//! The vault a schema is remembered by opens in today's build, and says what it said then.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use clinic::{Locked, Machine, Session};
use serde_json::Value;
use tests::clinic::FakeClock;

/// The folders of all schemas that were ever shipped, with what opens them.
fn frozen() -> Vec<(PathBuf, Value)> {
    let vaults = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/vaults");
    let folders = fs::read_dir(&vaults).expect("cargo run -p clinic --example freeze_vault");
    let folders: Vec<PathBuf> = folders.map(|entry| entry.unwrap().path()).collect();
    assert!(!folders.is_empty(), "no frozen vault: cargo run -p clinic --example freeze_vault");
    let secrets = |folder: &PathBuf| fs::read_to_string(folder.join("secrets.json")).unwrap();
    folders.iter().map(|it| (it.clone(), serde_json::from_str(&secrets(it)).unwrap())).collect()
}

/// A copy that may be written to.
fn copy(folder: &Path) -> (tempfile::TempDir, Locked) {
    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path().join("clinic.goldthread");
    fs::copy(folder.join("clinic.goldthread"), &path).unwrap();
    let machine = Machine::for_tests(Arc::new(FakeClock::default()));
    (scratch, Locked::open(&path, machine).unwrap())
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap()
}

/// What a session finds is what was written: its classes whole, every client, nothing unreadable.
fn holds_what_it_held(session: &mut Session, secrets: &Value, classes: &[Value]) {
    let checked = session.check().unwrap();
    assert_eq!(checked.unreadable, Vec::<String>::new());
    let held: Vec<Value> = checked.classes.iter().map(|it| Value::from(it.class)).collect();
    assert_eq!(held, classes);
    for class in &checked.classes {
        let written = secrets["records"][class.class.to_string()].as_u64().unwrap();
        // Who holds class 2 has received the answers that waited for it.
        let received = if class.class == 2 { secrets["drops"].as_u64().unwrap() } else { 0 };
        assert_eq!(class.records as u64, written + received, "class {}", class.class);
    }
    let rows = session.find_clients("", 100).rows;
    let mut found: Vec<&str> = rows.iter().map(|row| row.number.as_str()).collect();
    found.sort_unstable();
    let clients = secrets["clients"].as_array().unwrap();
    assert_eq!(found, clients.iter().map(|client| text(client, "number")).collect::<Vec<_>>());
}

#[test]
fn a_frozen_vault_opens_with_every_passphrase_and_holds_what_it_held() {
    for (folder, secrets) in frozen() {
        for person in secrets["people"].as_array().unwrap() {
            let (_scratch, locked) = copy(&folder);
            let user = locked.named(text(person, "name")).unwrap();
            let opened = locked.unlock(user, text(person, "passphrase"));
            let mut session = opened.map_err(|failed| failed.error).unwrap();
            let classes = person["classes"].as_array().unwrap();
            holds_what_it_held(&mut session, &secrets, classes);
        }
    }
}

#[test]
fn a_frozen_vault_opens_with_its_recovery_code_and_its_audit_is_whole() {
    for (folder, secrets) in frozen() {
        let (_scratch, locked) = copy(&folder);
        let opened = locked.unlock_with_code(text(&secrets, "recovery_code"));
        let mut session = opened.map_err(|failed| failed.error).unwrap();
        let admin = &secrets["people"][0];
        holds_what_it_held(&mut session, &secrets, admin["classes"].as_array().unwrap());
        let (entries, fault) = session.verify_audit().unwrap();
        assert!(entries > 0 && fault.is_none());
    }
}
