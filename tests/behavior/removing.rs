//! Deleting a client: out of sight at once, back within the waiting period, gone after it.

use std::fs;
use std::time::Duration;

use clinic::Code;
use clinic::view::{Role, request};
use tests::clinic::{ADMIN, TempClinic, asking, chains, refused, whats};
use vault::Class;

fn removal(clinic: &TempClinic, client: &str, reason: &str) -> request::RemoveClient {
    let (token, client) = (clinic.token.clone(), client.to_owned());
    request::RemoveClient { token, client, reason: reason.into() }
}

fn purging(clinic: &TempClinic, client: &str, number: &str) -> request::PurgeClient {
    let (token, client) = (clinic.token.clone(), client.to_owned());
    request::PurgeClient { token, client, number: number.into() }
}

fn with_two() -> (TempClinic, String, String) {
    let mut clinic = TempClinic::new();
    let (ana, bo) = (clinic.add_client("Ana", "Luz"), clinic.add_client("Bo", "Test"));
    for client in [&ana, &bo] {
        clinic.section(client, "presenting").set("own_words", "I am tired.");
        clinic.plan(client).set("vision", "Mornings.");
    }
    (clinic, ana, bo)
}

#[test]
fn a_deleted_client_is_found_and_opened_by_nothing_and_comes_back_whole() {
    let (mut clinic, ana, _) = with_two();
    let no_reason = removal(&clinic, &ana, " ");
    assert_eq!(refused(clinic.desk.remove_client(&no_reason)), Code::BadValue);
    let request = removal(&clinic, &ana, "Entered twice");
    let view = clinic.desk.remove_client(&request).unwrap();
    assert_eq!(
        (view.rows[0].name.as_str(), view.rows[0].due.as_str()),
        ("Ana Luz", "Dec 23, 2026")
    );
    for _ in 0..2 {
        assert_eq!(clinic.found(""), ["Bo Test"]);
        let request = clinic.of(&ana);
        assert_eq!(refused(clinic.desk.open_client(&request)), Code::NoSuchClient);
        assert_eq!(refused(clinic.desk.open_plan(&request)), Code::NoSuchClient);
        clinic.sign_in(ADMIN);
    }
    let request = removal(&clinic, &ana, "Again");
    assert_eq!(refused(clinic.desk.remove_client(&request)), Code::NoSuchClient);
    let request = clinic.of(&ana);
    assert!(clinic.desk.restore_client(&request).unwrap().rows.is_empty());
    assert_eq!(refused(clinic.desk.restore_client(&request)), Code::NoSuchClient);
    clinic.sign_in(ADMIN);
    assert_eq!(clinic.plan(&ana).page.plan.vision, "Mornings.");
}

#[test]
fn only_an_administrator_deletes_and_a_clinician_sees_no_deleted_client() {
    let (mut clinic, ana, _) = with_two();
    clinic.add_staff("Theo Test", Role::Therapist);
    let request = removal(&clinic, &ana, "Entered twice");
    clinic.desk.remove_client(&request).unwrap();
    clinic.sign_in("Theo Test");
    assert_eq!(clinic.found(""), ["Bo Test"]);
    let signed = clinic.signed();
    assert_eq!(refused(clinic.desk.open_removed(&signed)), Code::NotAllowed);
}

#[test]
fn records_are_purged_after_the_waiting_period_with_the_number_typed_and_not_before() {
    let (mut clinic, ana, bo) = with_two();
    let request = removal(&clinic, &ana, "Asked for it");
    clinic.desk.remove_client(&request).unwrap();
    let early = purging(&clinic, &ana, "CFC-0001");
    assert_eq!(refused(clinic.desk.purge_client(&early)), Code::TooEarly);
    clinic.clock.advance(Duration::from_secs(30 * 24 * 3600));
    let other = purging(&clinic, &ana, "CFC-0002");
    assert_eq!(refused(clinic.desk.purge_client(&other)), Code::BadValue);
    let standing = purging(&clinic, &bo, "CFC-0002");
    assert_eq!(refused(clinic.desk.purge_client(&standing)), Code::NoSuchClient);
    clinic.desk.back_up(&clinic.signed()).unwrap();

    let purged = clinic.desk.purge_client(&early).unwrap();
    assert!(purged.records >= 6, "{}", purged.records);
    assert_eq!((purged.older_backups.len(), purged.removed.rows.len()), (1, 0));
    assert_eq!(clinic.plan(&bo).page.plan.vision, "Mornings.");
    assert_eq!(refused(clinic.desk.purge_client(&early)), Code::NoSuchClient);
    let ana_id: record::Id = ana.parse().unwrap();
    let chains = clinic.meanwhile(|outside| {
        assert!(outside.store.rows().record(ana_id.bytes()).unwrap().is_none());
        let keyring = outside.keyring(ADMIN);
        for class in [Class::Registry, Class::Intake, Class::Clinical] {
            for id in outside.ids(class) {
                assert_ne!(outside.json(&keyring, id)["client"], ana.as_str());
            }
        }
        chains(outside)
    });
    let all: Vec<&str> = chains.iter().flat_map(|chain| whats(chain)).collect();
    for what in ["delete", "purge", "keys_renewed"] {
        assert!(all.contains(&what), "{what}");
    }
    clinic.sign_in(ADMIN);
    assert_eq!(clinic.found(""), ["Bo Test"]);
}

#[test]
fn the_boxes_of_a_purged_client_lie_nowhere_in_the_live_files() {
    let (mut clinic, ana, _) = with_two();
    let ana_id: record::Id = ana.parse().unwrap();
    let sealed = clinic
        .meanwhile(|outside| outside.store.rows().record(ana_id.bytes()).unwrap().unwrap().sealed);
    clinic.sign_in(ADMIN);
    let request = removal(&clinic, &ana, "Asked for it");
    clinic.desk.remove_client(&request).unwrap();
    clinic.clock.advance(Duration::from_secs(31 * 24 * 3600));
    clinic.sign_in(ADMIN);
    let request = purging(&clinic, &ana, "CFC-0001");
    clinic.desk.purge_client(&request).unwrap();
    clinic.desk.close();
    let needle = &sealed[60..120];
    let data = clinic.file().parent().unwrap().to_owned();
    for entry in fs::read_dir(data).unwrap().flatten().filter(|it| it.path().is_file()) {
        let bytes = fs::read(entry.path()).unwrap();
        assert!(!bytes.windows(60).any(|window| window == needle), "{:?}", entry.path());
    }
}

#[test]
fn what_left_the_clinic_stays_with_the_client_until_the_purge() {
    let (mut clinic, ana, _) = with_two();
    let request = clinic.leaving(&ana);
    let pdf = clinic.desk.plan_pdf(&request).unwrap();
    let (token, path) = (clinic.token.clone(), clinic.folder().join("plan.pdf"));
    clinic.desk.write_document(&token, &path, &pdf).unwrap();
    let nowhere = clinic.folder().join("no such folder/plan.pdf");
    assert!(clinic.desk.write_document(&token, &nowhere, &pdf).is_err());
    clinic.sign_in(ADMIN);
    let request = clinic.of(&ana);
    let rows = clinic.desk.open_disclosures(&request).unwrap().rows;
    assert_eq!(rows.len(), 1, "what was not written is not a disclosure");
    let row = &rows[0];
    assert_eq!((row.recipient.as_str(), row.purpose.as_str()), ("The client", "Review"));
    assert_eq!((row.by.as_str(), row.what.starts_with("Treatment plan")), (ADMIN, true));
    let silent = clinic.leaving_to(&ana, asking(None, " ", "Review"));
    assert_eq!(refused(clinic.desk.plan_pdf(&silent)), Code::BadValue);
}

/// Breaks SQLite's own list of the records' ids in every place: what introduces an entry says that
/// it is longer than it is, which a check of the file's structure does not notice.
fn break_list_of_ids(clinic: &mut TempClinic) -> usize {
    let ids: Vec<record::Id> = clinic.meanwhile(|outside| {
        let classes = [Class::Registry, Class::Intake, Class::Clinical, Class::Admin];
        classes.into_iter().flat_map(|class| outside.ids(class)).collect()
    });
    clinic.desk.close();
    let mut bytes = fs::read(clinic.file()).unwrap();
    let mut broken = 0;
    for at in 3..bytes.len() - 16 {
        // An entry of the list is a header of three bytes, the first of which is its length and the
        // second says "sixteen bytes", and the id.
        let is_entry = bytes[at - 3..at - 1] == [3, 0x2c];
        if is_entry && ids.iter().any(|id| bytes[at..at + 16] == id.bytes()) {
            bytes[at - 3] = 0x23;
            broken += 1;
        }
    }
    fs::write(clinic.file(), bytes).unwrap();
    clinic.start();
    broken
}

#[test]
fn a_broken_list_of_ids_keeps_nobody_from_reading_adding_changing_and_purging() {
    let (mut clinic, ana, bo) = with_two();
    assert!(break_list_of_ids(&mut clinic) >= 10);
    clinic.sign_in(ADMIN);
    let today = clinic.desk.open_today(&clinic.signed()).unwrap();
    assert_eq!(today.quarantined, 0);
    assert_eq!(clinic.plan(&ana).page.plan.vision, "Mornings.");
    clinic.plan(&bo).set("vision", "Evenings.");
    clinic.add_client("Cleo", "Test");
    break_list_of_ids(&mut clinic);
    clinic.sign_in(ADMIN);
    assert_eq!(clinic.found(""), ["Ana Luz", "Bo Test", "Cleo Test"]);
    let request = removal(&clinic, &ana, "Asked for it");
    clinic.desk.remove_client(&request).unwrap();
    clinic.clock.advance(Duration::from_secs(30 * 24 * 3600));
    let purged = clinic.desk.purge_client(&purging(&clinic, &ana, "CFC-0001")).unwrap();
    assert!(purged.records >= 4, "{}", purged.records);
    clinic.sign_in(ADMIN);
    assert_eq!(clinic.found(""), ["Bo Test", "Cleo Test"]);
    assert_eq!(clinic.plan(&bo).page.plan.vision, "Evenings.");
    assert_eq!(clinic.desk.open_today(&clinic.signed()).unwrap().quarantined, 0);
}

#[test]
fn the_weekly_check_makes_a_broken_list_of_ids_anew() {
    let (mut clinic, ana, _) = with_two();
    let check = |clinic: &mut TempClinic| {
        while clinic.desk.check_some(&clinic.signed()).unwrap().is_none() {}
    };
    // The first check adds a record, which mends the list by itself; later ones change that record.
    check(&mut clinic);
    let broken = break_list_of_ids(&mut clinic);
    clinic.sign_in(ADMIN);
    check(&mut clinic);
    assert_eq!(clinic.desk.open_today(&clinic.signed()).unwrap().quarantined, 0);
    assert_eq!(clinic.plan(&ana).page.plan.vision, "Mornings.");
    assert!(break_list_of_ids(&mut clinic) >= broken, "the list is whole, and can be broken again");
}
