//! The audit: what a day leaves behind, readable by whoever holds class 4.

use std::time::Duration;

use clinic::view::{Role, SectionStatus, request};
use serde_json::Value;
use tests::clinic::{ADMIN, TempClinic, chains, whats};

fn read(clinic: &mut TempClinic) -> Vec<Vec<Value>> {
    clinic.meanwhile(|outside| chains(outside))
}

#[test]
fn a_whole_day_is_in_the_audit_in_order() {
    let mut clinic = TempClinic::new();
    clinic.add_staff("Theo Test", Role::Therapist);
    let client = clinic.add_client("Ana", "Luz");
    clinic.section(&client, "referral").set("source_type", "self").set("referred_on", "2026-11-20");
    clinic.lock();
    let _ = clinic.try_sign_in("Theo Test", "not the passphrase at all");
    clinic.sign_in("Theo Test");
    clinic.found("luz");
    clinic.found("ana");
    clinic.page(&client);
    clinic.page(&client);
    clinic
        .section(&client, "referral")
        .set("referred_on", "2026-11-21")
        .set("referred_on", "2026-11-22");
    let mut plan = clinic.plan(&client);
    plan.set("vision", "Mornings.");
    plan.set("vision", "Evenings.");
    let request = clinic.leaving(&client);
    let pdf = clinic.desk.plan_pdf(&request).unwrap();
    let (token, path) = (clinic.token.clone(), clinic.folder().join("plan.pdf"));
    clinic.desk.write_document(&token, &path, &pdf).unwrap();
    let chains = read(&mut clinic);
    let first = [
        "unlock",
        "user_added",
        "create",
        "amend",
        "create",
        "create",
        "create",
        "view",
        "create",
        "backup",
        "lock",
    ];
    assert_eq!(whats(&chains[0]), first);
    let second = [
        "unlock", "failure", "search", "view", "amend", "create", "export", "create", "backup",
        "lock",
    ];
    assert_eq!(whats(&chains[1]), second);
    let about = |entry: &Value| entry["client"] == client.as_str();
    assert!(chains[1][2..7].iter().all(about));
    let who = |chain: &[Value]| chain[0]["who"].clone();
    assert!(chains.iter().all(|chain| chain.iter().all(|entry| entry["who"] == who(chain))));
    assert_ne!(who(&chains[0]), who(&chains[1]));
}

#[test]
fn a_record_saved_many_times_is_in_the_audit_once_a_session() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    clinic.sign_in(ADMIN);
    let mut identity = clinic.section(&client, "identity");
    for n in 0..20 {
        identity = identity.set("name_used", format!("Ana{n}"));
    }
    let record = identity.view.record;
    clinic.sign_in(ADMIN);
    clinic.section(&client, "identity").set("name_used", "Anita").mark(SectionStatus::AskLater);
    let chains = read(&mut clinic);
    for chain in &chains[1..] {
        let amended = chain.iter().filter(|entry| entry["record"] == record.as_str());
        assert_eq!(amended.count(), 1);
    }
}

#[test]
fn every_way_to_a_clients_content_is_a_view_and_a_page_is_one_view() {
    let mut clinic = TempClinic::new();
    let (ana, bo) = (clinic.add_client("Ana", "Luz"), clinic.add_client("Bo", "Test"));
    let screening = clinic.screening(&ana, "gad-7").set("q1", 1).view.record;
    clinic.sign_in(ADMIN);
    let open = |clinic: &TempClinic| request::OpenResponse {
        token: clinic.token.clone(),
        client: ana.clone(),
        record: screening.clone(),
    };
    clinic.saved(&ana, "referral");
    clinic.page(&bo);
    let request = open(&clinic);
    clinic.desk.open_response(&request).unwrap();
    clinic.page(&bo);
    let _ = clinic.plan(&ana);
    clinic.page(&ana);
    let chains = read(&mut clinic);
    let views = chains[1].iter().filter(|entry| entry["what"] == "view");
    let clients: Vec<&str> = views.map(|entry| entry["client"].as_str().unwrap()).collect();
    assert_eq!(clients, [&ana, &bo, &ana, &bo, &ana]);
}

#[test]
fn a_search_is_in_the_audit_when_its_result_is_opened_and_without_its_text() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    clinic.sign_in(ADMIN);
    clinic.found("nobody here");
    clinic.found("quixotic");
    clinic.page(&client);
    clinic.found("quixotic");
    clinic.page(&client);
    clinic.found("");
    clinic.page(&client);
    let chains = read(&mut clinic);
    assert_eq!(whats(&chains[1]), ["unlock", "search", "view", "search", "view", "lock"]);
    let text = Value::from(chains.concat()).to_string();
    assert!(!text.contains("quixotic") && !text.contains("Luz"));
}

#[test]
fn entries_are_stamped_with_the_time_of_the_clock() {
    let mut clinic = TempClinic::new();
    clinic.clock.advance(Duration::from_secs(3600));
    clinic.lock();
    let chains = read(&mut clinic);
    assert_eq!(chains[0][0]["at"], "2026-11-23T15:00:00Z");
    assert_eq!(chains[0][1]["at"], "2026-11-23T16:00:00Z");
}

#[test]
fn a_session_that_ended_in_a_crash_is_followed_by_one_that_names_it() {
    let mut clinic = TempClinic::new();
    clinic.add_client("Ana", "Luz");
    clinic.crash();
    clinic.sign_in(ADMIN);
    let chains = read(&mut clinic);
    assert_ne!(whats(&chains[0]).last(), Some(&"lock"));
    assert_eq!(whats(&chains[1]), ["unlock", "backup", "lock"]);
}

#[test]
fn the_reader_of_the_audit_is_the_administrator_alone() {
    let mut clinic = TempClinic::new();
    clinic.add_staff("Theo Test", Role::Therapist);
    clinic.meanwhile(|outside| {
        let theo = outside.keyring("Theo Test");
        assert!(!theo.holds(vault::Class::Admin));
        assert!(theo.current(vault::Class::Admin).is_err());
    });
}
