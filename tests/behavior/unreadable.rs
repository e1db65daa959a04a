//! A row that cannot be read is set apart and named; it keeps nobody from all the others, and it is
//! never dropped.

use clinic::view::{AnchorState, request};
use clinic::{Code, Keychain, NoKeychain};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use tests::clinic::{ADMIN, PASSPHRASE, TempClinic, chains, refused, whats};

/// A clinic with two clients, one of whose records has a flipped bit.
fn with_flipped(byte: usize) -> (TempClinic, String, record::Id) {
    let mut clinic = TempClinic::new();
    let (ana, bo) = (clinic.add_client("Ana", "Luz"), clinic.add_client("Bo", "Test"));
    let plan = {
        let mut plan = clinic.plan(&ana);
        plan.set("vision", "Mornings.");
        plan.page.record.clone()
    };
    let plan: record::Id = plan.parse().unwrap();
    clinic.meanwhile(|outside| {
        let mut row = outside.store.rows().record(plan.bytes()).unwrap().unwrap();
        let place = byte.min(row.sealed.len() - 1);
        row.sealed[place] ^= 1;
        outside.store.write(|tx| tx.replace_record(plan.bytes(), 2, &row.sealed)).unwrap();
    });
    (clinic, bo, plan)
}

#[test]
fn one_damaged_record_does_not_keep_the_clinic_out_and_is_named_and_kept() {
    // In the magic, the header, the salt, the commitment, the content, the tag.
    for byte in [0, 8, 20, 60, 120, usize::MAX] {
        let (mut clinic, bo, plan) = with_flipped(byte);
        clinic.sign_in(ADMIN);
        assert_eq!(clinic.found(""), ["Ana Luz", "Bo Test"], "{byte}");
        let view = clinic.desk.open_integrity(&clinic.signed()).unwrap();
        assert_eq!(view.quarantined.len(), 1, "{byte}");
        assert_eq!(view.quarantined[0].record, plan.to_string());
        assert_eq!(view.quarantined[0].class, "Clinical records");
        assert_eq!(view.disagree.is_empty(), byte != usize::MAX, "only a tag changes the head");
        assert_eq!(clinic.desk.open_today(&clinic.signed()).unwrap().quarantined, 1);
        clinic.plan(&bo).set("vision", "Evenings.");
        clinic.crash();
        clinic.sign_in(ADMIN);
        assert_eq!(clinic.plan(&bo).page.plan.vision, "Evenings.");
        let chains = clinic.meanwhile(|outside| {
            assert!(outside.store.rows().record(plan.bytes()).unwrap().is_some());
            chains(outside)
        });
        let last = whats(&chains[1]);
        assert!(last.contains(&"integrity"), "{byte}: {last:?}");
    }
}

#[test]
fn a_damaged_row_does_not_hide_that_another_was_taken_out() {
    let (mut clinic, bo, _) = with_flipped(120);
    clinic.sign_in(ADMIN);
    let other = clinic.section(&bo, "presenting").set("own_words", "Hello.").view.record;
    let other: record::Id = other.parse().unwrap();
    clinic.meanwhile(|outside| {
        outside.store.write(|tx| tx.delete_record(other.bytes())).unwrap();
    });
    assert_eq!(refused(clinic.try_sign_in(ADMIN, PASSPHRASE)), Code::RolledBack);
}

#[test]
fn a_record_that_is_damaged_stays_where_it_is_when_everything_else_is_sealed_anew() {
    let (mut clinic, _, plan) = with_flipped(120);
    clinic.sign_in(ADMIN);
    clinic.add_staff("Theo Test", clinic::view::Role::Therapist);
    let staff = clinic.desk.open_staff(&clinic.signed()).unwrap().people;
    let user = staff.into_iter().find(|row| row.name == "Theo Test").unwrap().user;
    let token = clinic.token.clone();
    clinic.desk.remove_user(&request::OfUser { token, user }).unwrap();
    clinic.sign_in(ADMIN);
    let view = clinic.desk.open_integrity(&clinic.signed()).unwrap();
    assert_eq!(view.quarantined.len(), 1);
    clinic.meanwhile(|outside| {
        assert!(outside.store.rows().record(plan.bytes()).unwrap().is_some());
    });
    clinic.sign_in(ADMIN);
    let backup = clinic.desk.back_up(&clinic.signed()).unwrap();
    assert!(!backup.backups.is_empty(), "and the backup takes it along");
}

#[test]
fn a_damaged_client_record_leaves_the_client_in_the_list_and_says_so() {
    let mut clinic = TempClinic::new();
    let ana: record::Id = clinic.add_client("Ana", "Luz").parse().unwrap();
    clinic.meanwhile(|outside| {
        let mut row = outside.store.rows().record(ana.bytes()).unwrap().unwrap();
        row.sealed[150] ^= 4;
        outside.store.write(|tx| tx.replace_record(ana.bytes(), 1, &row.sealed)).unwrap();
    });
    clinic.sign_in(ADMIN);
    assert_eq!(clinic.found(""), ["A record that cannot be read"]);
}

#[test]
fn what_everybody_needs_cannot_be_set_apart() {
    let mut clinic = TempClinic::new();
    clinic.meanwhile(|outside| {
        let keyring = outside.keyring(ADMIN);
        let ids = outside.ids(vault::Class::Registry);
        let id = ids.into_iter().find(|id| outside.json(&keyring, *id)["t"] == "class_keys");
        let id = id.unwrap().bytes();
        let mut row = outside.store.rows().record(id).unwrap().unwrap();
        row.sealed[150] ^= 4;
        outside.store.write(|tx| tx.replace_record(id, 0, &row.sealed)).unwrap();
    });
    assert_eq!(refused(clinic.try_sign_in(ADMIN, PASSPHRASE)), Code::Damaged);
    let kept = clinic.meanwhile(|outside| outside.store.rows().failures().unwrap());
    assert!(kept.iter().any(|it| it.kind == store::FailureKind::Integrity));
}

#[test]
fn the_weekly_check_is_due_after_a_week_and_is_kept() {
    let mut clinic = TempClinic::new();
    assert!(clinic.desk.open_integrity(&clinic.signed()).unwrap().due);
    let view = clinic.check_everything();
    assert!(!view.due && view.checked_at.as_deref() == Some("2026-11-23T15:00:00Z"));
    clinic.clock.advance(std::time::Duration::from_secs(6 * 24 * 3600));
    clinic.sign_in(ADMIN);
    assert!(!clinic.desk.open_integrity(&clinic.signed()).unwrap().due);
    clinic.clock.advance(std::time::Duration::from_secs(24 * 3600));
    assert!(clinic.desk.open_today(&clinic.signed()).unwrap().check_due);
    clinic.check_everything();
    assert!(!clinic.desk.open_today(&clinic.signed()).unwrap().check_due);
}

#[test]
fn the_weekly_check_runs_by_itself_once_somebody_has_settled() {
    let mut clinic = TempClinic::new();
    clinic.add_client("Ana", "Luz");
    clinic.desk.care();
    assert!(clinic.desk.open_integrity(&clinic.signed()).unwrap().due, "not at sign-in");
    clinic.clock.advance(std::time::Duration::from_secs(61));
    clinic.desk.care();
    assert!(!clinic.desk.open_integrity(&clinic.signed()).unwrap().due);
    let chains = clinic.meanwhile(|outside| chains(outside));
    assert_eq!(whats(&chains[0]).iter().filter(|what| **what == "checked").count(), 1);
}

/// A keychain in memory.
#[derive(Default)]
struct Pocket {
    kept: Mutex<BTreeMap<String, Vec<u8>>>,
    silent: Mutex<bool>,
}

impl Keychain for Pocket {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, NoKeychain> {
        if *self.silent.lock().unwrap() {
            return Err(NoKeychain);
        }
        Ok(self.kept.lock().unwrap().get(name).cloned())
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), NoKeychain> {
        if *self.silent.lock().unwrap() {
            return Err(NoKeychain);
        }
        self.kept.lock().unwrap().insert(name.to_owned(), bytes.to_vec());
        Ok(())
    }
}

fn anchor(clinic: &mut TempClinic) -> AnchorState {
    clinic.desk.open_integrity(&clinic.signed()).unwrap().anchor
}

#[test]
fn an_older_file_put_back_whole_is_noticed_where_there_is_a_keychain_and_not_claimed_elsewhere() {
    let pocket = Arc::new(Pocket::default());
    let mut clinic = TempClinic::with_keychain(pocket.clone());
    assert_eq!(anchor(&mut clinic), AnchorState::Begun);
    clinic.add_client("Ana", "Luz");
    clinic.sign_in(ADMIN);
    assert_eq!(anchor(&mut clinic), AnchorState::Agrees);
    clinic.desk.close();
    let old = std::fs::read(clinic.file()).unwrap();
    clinic.start_with(pocket.clone());
    clinic.sign_in(ADMIN);
    clinic.add_client("Bo", "Test");
    clinic.desk.close();
    std::fs::write(clinic.file(), old).unwrap();
    clinic.start_with(pocket.clone());
    clinic.sign_in(ADMIN);
    assert_eq!(anchor(&mut clinic), AnchorState::Older);
    assert_eq!(clinic.found(""), ["Ana Luz"]);
    clinic.sign_in(ADMIN);
    assert_eq!(anchor(&mut clinic), AnchorState::Agrees, "it has been said, and is in the audit");
    *pocket.silent.lock().unwrap() = true;
    clinic.sign_in(ADMIN);
    assert_eq!(anchor(&mut clinic), AnchorState::None);
    let mut bare = TempClinic::new();
    assert_eq!(anchor(&mut bare), AnchorState::None);
}
