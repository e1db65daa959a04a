//! A person's names: one person, kept once, with the names borne before.

use clinic::view::SectionStatus;
use serde_json::{Value, json};
use tests::clinic::{ADMIN, TempClinic};
use vault::Class;

/// The former names on the client's record, as "first last".
fn former(clinic: &mut TempClinic) -> Vec<String> {
    let records = clinic.meanwhile(|outside| {
        let keyring = outside.keyring(ADMIN);
        outside.of_kind(&keyring, Class::Intake, "client")
    });
    clinic.sign_in(ADMIN);
    let names = records[0]["body"]["former"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    names
        .map(|one| text(&one["names"]["legal_first"]) + " " + &text(&one["names"]["legal_last"]))
        .collect()
}

fn finished(clinic: &mut TempClinic) -> String {
    let client = clinic.add_client("Ana", "Luz");
    clinic.section(&client, "identity").set("date_of_birth", "4/7/85").mark(SectionStatus::Done);
    client
}

#[test]
fn identity_answers_change_the_list_the_page_and_the_search_at_once() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    clinic
        .section(&client, "identity")
        .set("legal_last", "Sol")
        .set("name_used", "Anita")
        .set("pronouns", "they")
        .set("date_of_birth", "4/7/85");
    let band = clinic.page(&client).band;
    assert_eq!((band.name.as_str(), band.legal_name.as_str()), ("Anita Sol", "Ana Sol"));
    assert_eq!((band.pronouns.as_str(), band.age), ("they/them", Some(41)));
    assert_eq!(clinic.found("sol"), ["Anita Sol"]);
    assert!(clinic.found("luz").is_empty());
    clinic.section(&client, "identity").set("pronouns", "own").set("pronouns_own", "ze/zir");
    assert_eq!(clinic.page(&client).band.pronouns, "ze/zir");
}

#[test]
fn amending_a_finished_section_keeps_the_name_borne_before_once() {
    let mut clinic = TempClinic::new();
    let client = finished(&mut clinic);
    // As it is typed and saved, letter by letter.
    let mut identity = clinic.section(&client, "identity");
    for typed in ["S", "So", "Sol"] {
        identity = identity.set("legal_last", typed);
    }
    identity.mark(SectionStatus::Done);
    assert_eq!(former(&mut clinic), ["Ana Luz"]);
    clinic.section(&client, "identity").set("legal_first", "Anna").mark(SectionStatus::Done);
    assert_eq!(former(&mut clinic), ["Ana Luz", "Ana Sol"]);
}

#[test]
fn letters_typed_into_a_section_under_way_are_no_change_of_name() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("A", "L");
    clinic.section(&client, "identity").set("legal_first", "Ana").set("legal_last", "Luz");
    assert!(former(&mut clinic).is_empty());
}

#[test]
fn another_pronoun_or_name_used_is_no_former_name() {
    let mut clinic = TempClinic::new();
    let client = finished(&mut clinic);
    clinic.section(&client, "identity").set("name_used", "Nita").set("pronouns", "she");
    assert!(former(&mut clinic).is_empty());
}

#[test]
fn the_client_record_says_who_wrote_it_when_and_what_it_replaces() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let admin =
        clinic.desk.open_staff(&clinic::view::request::Signed { token: clinic.token.clone() });
    let admin = admin.unwrap().people.remove(0).user;
    let read = |clinic: &mut TempClinic| {
        let found = clinic.meanwhile(|outside| {
            let keyring = outside.keyring(ADMIN);
            let id: record::Id = client.parse().unwrap();
            let row = outside.store.rows().record(id.bytes()).unwrap().unwrap();
            (outside.json(&keyring, id), vault::sha256(&row.sealed))
        });
        clinic.sign_in(ADMIN);
        found
    };
    let (first, hash) = read(&mut clinic);
    assert_eq!((&first["rev"], &first["prev"], &first["v"]), (&json!(1), &Value::Null, &json!(1)));
    assert_eq!((&first["by"], &first["at"]), (&json!(admin), &json!("2026-11-23T15:00:01Z")));
    assert_eq!((&first["client"], &first["t"]), (&json!(client), &json!("client")));
    clinic.section(&client, "identity").set("name_used", "Anita");
    let (second, _) = read(&mut clinic);
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!((&second["rev"], &second["prev"]), (&json!(2), &json!(hex)));
}
