//! `clients` and `client add`.

use clinic::view::Role;
use serde_json::{Value, json};
use tests::clinic::{CommandLine, PASSPHRASE};

use super::VAULT;

fn add(line: &CommandLine, answers: &Value) -> tests::clinic::Ran {
    line.write("client.json", answers.to_string());
    line.run(&["client", "add", VAULT, "--from", "client.json"])
}

#[test]
fn clients_are_listed_and_found_as_text_and_json() {
    let line = CommandLine::with_vault();
    let id = line.add_client("Ana", "Luz");
    line.add_client("Tuấn", "Đặng");
    let all = line.json(&["clients", VAULT]);
    assert_eq!((&all["matching"], &all["total"]), (&json!(2), &json!(2)));
    let row = &all["clients"][0];
    assert_eq!(
        (&row["client"], &row["number"], &row["name"]),
        (&json!(id), &json!("CFC-0001"), &json!("Ana Luz"))
    );
    let found = line.json(&["clients", VAULT, "--find", "dang"]);
    assert_eq!(found["clients"][0]["name"], "Tuấn Đặng");
    assert_eq!((&found["matching"], &found["total"]), (&json!(1), &json!(2)));
    let at = |stage: &str| line.json(&["clients", VAULT, "--stage", stage])["matching"].clone();
    assert_eq!((at("Intake"), at("Waitlist")), (json!(2), json!(0)));
    let no_stage = line.run(&["clients", VAULT, "--stage", "Nowhere"]);
    assert!(no_stage.status == Some(2) && no_stage.err.contains("Waitlist"), "{}", no_stage.err);
    let text = line.run(&["clients", VAULT]).out;
    assert!(text.starts_with("CFC-0001  Ana Luz"), "{text}");
}

#[test]
fn a_client_is_added_from_the_short_form_or_from_intake_answers() {
    let line = CommandLine::with_vault();
    let short = json!({"legal_first": "Ana", "legal_last": "Luz", "phone": "202 555 0134"});
    let intake = json!({
        "identity.legal_first": "Bo", "identity.legal_last": "Test", "identity.pronouns": "they",
        "identity.date_of_birth": "2010-04-07", "identity.guardian_involved": {"state": "unknown"},
        "guardian.guardians": [{"guardian_name": "Cy Test", "relation": "MTH", "authority": "parent",
            "may_consent": "yes", "may_be_told": "yes"}],
        "presenting.own_words": "I am tired.",
    });
    for (answers, number) in [(short, "CFC-0001"), (intake, "CFC-0002")] {
        line.write("client.json", answers.to_string());
        let added = line.json(&["client", "add", VAULT, "--from", "client.json"]);
        assert_eq!(added["number"], number);
        assert_eq!(added["client"].as_str().unwrap().len(), 32);
    }
    line.inside(|session| {
        let client = session.client("CFC-0002").unwrap();
        let page = session.open_client(client).unwrap();
        assert_eq!((page.band.pronouns.as_str(), page.band.age), ("they/them", Some(16)));
        let status = |form: &str| {
            let section = page.intake.iter().find(|section| section.form == form).unwrap();
            serde_json::to_value(section.status).unwrap()
        };
        assert_eq!((status("identity"), status("guardian")), (json!("done"), json!("done")));
        assert_eq!(status("presenting"), json!("in_progress"));
    });
}

#[test]
fn a_client_that_cannot_be_added_is_added_in_no_part() {
    let line = CommandLine::with_vault();
    let secret = "secret words";
    let cases = [
        (json!({"legal_first": secret}), "bad-value", vec!["legal_last"]),
        (json!({"legal_first": "A", "legal_last": "B", "nick": secret}), "bad-value", vec!["nick"]),
        (
            json!({"identity.legal_first": "A", "identity.legal_last": "B", "identity.pronouns": secret,
                "coverage.funding": [secret], "surname.x": secret}),
            "bad-value",
            vec!["identity.pronouns", "coverage.funding", "surname.x"],
        ),
        (
            json!({"legal_first": "a".repeat(600), "legal_last": "B"}),
            "too-long",
            vec!["legal_first"],
        ),
        (json!([]), "bad-value", vec![]),
    ];
    for (answers, code, paths) in cases {
        let ran = add(&line, &answers);
        assert_eq!(ran.code(), code, "{answers}");
        assert!(paths.iter().all(|path| ran.err.contains(path)), "{}", ran.err);
        assert!(!ran.err.contains("secret"), "{}", ran.err);
    }
    assert_eq!(line.json(&["clients", VAULT])["total"], 0);
}

#[test]
fn the_front_desk_adds_no_half_client_from_a_file_with_clinical_answers() {
    let line = CommandLine::with_vault();
    line.inside(|session| {
        let (name, credential, role) = ("Fern Test", "", Role::FrontDesk);
        let new = clinic::NewStaff { name, credential, role, passphrase: PASSPHRASE };
        session.add_user(&new).unwrap();
    });
    let answers = json!({"legal_first": "A", "legal_last": "B", "presenting.own_words": "Tired."});
    line.write("client.json", answers.to_string());
    let fern = ["--user", "Fern Test"];
    let add = [&["client", "add", VAULT, "--from", "client.json"][..], &fern].concat();
    assert_eq!(line.run(&add).code(), "not-allowed");
    assert_eq!(line.json(&[&["clients", VAULT][..], &fern].concat())["total"], 0);
}

#[test]
fn a_file_that_is_no_json_is_named_with_its_line() {
    let line = CommandLine::with_vault();
    line.write("client.json", "{\n  \"legal_first\": \"secret words\",\n}");
    let ran = line.run(&["client", "add", VAULT, "--from", "client.json"]);
    assert_eq!(ran.code(), "not-json");
    assert!(ran.err.contains("client.json:3:") && !ran.err.contains("secret"), "{}", ran.err);
    let ran = line.run(&["client", "add", VAULT, "--from", "nothing.json"]);
    assert_eq!(ran.code(), "unreadable-file");
}
