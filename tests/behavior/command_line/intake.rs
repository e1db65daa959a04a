//! `intake set`: all of a file or none of it.

use serde_json::{Value, json};
use tests::clinic::{CommandLine, Ran};

use super::VAULT;

fn set(line: &CommandLine, client: &str, answers: &Value) -> Ran {
    line.write("answers.json", answers.to_string());
    line.run(&["intake", "set", VAULT, "--client", client, "--from", "answers.json"])
}

/// What is saved of a question.
fn value(line: &CommandLine, form: &str, path: &str) -> Value {
    line.inside(|session| {
        let request = clinic::view::request::OpenForm {
            token: String::new(),
            client: "CFC-0001".into(),
            form: form.into(),
        };
        let view = session.open_section(&request).unwrap();
        let item = view.items.iter().find(|item| item.path == path).unwrap();
        match item.state {
            Some(state) => json!({ "state": state }),
            None if item.rows.is_empty() => item.value.clone(),
            None => json!(item.rows.len()),
        }
    })
}

#[test]
fn answers_are_set_by_number_and_by_id_and_each_section_is_told() {
    let line = CommandLine::with_vault();
    let id = line.add_client("Ana", "Luz");
    let answers = json!({
        "identity.date_of_birth": "1985-04-07",
        "identity.pronouns": {"state": "declined"},
        "contact.phones": [{"number": "202-555-0134", "phone_kind": "mobile"}, {"number": "202-555-0135"}],
        "coverage.funding": ["self_pay", "grant"],
    });
    line.write("answers.json", answers.to_string());
    for client in ["CFC-0001", "cfc1", &id] {
        let told =
            line.json(&["intake", "set", VAULT, "--client", client, "--from", "answers.json"]);
        let sections = told["sections"].as_array().unwrap();
        let names: Vec<&str> =
            sections.iter().map(|one| one["section"].as_str().unwrap()).collect();
        assert_eq!(names, ["contact", "coverage", "identity"]);
        assert_eq!((&sections[2]["status"], &sections[2]["missing"]), (&json!("done"), &json!(0)));
        assert_eq!(
            (&sections[0]["status"], &sections[0]["missing"]),
            (&json!("in_progress"), &json!(1))
        );
        assert!(sections.iter().all(|one| one["rev"].is_u64() && one["issues"].is_array()));
    }
    assert_eq!(value(&line, "identity", "pronouns"), json!({"state": "declined"}));
    assert_eq!(value(&line, "contact", "phones"), json!(2));
    assert_eq!(value(&line, "identity", "legal_first"), json!("Ana"));
}

#[test]
fn what_is_not_in_the_file_stays_and_null_clears() {
    let line = CommandLine::with_vault();
    line.add_client("Ana", "Luz");
    let first = json!({"identity.name_used": "Anita", "identity.pronouns": "she"});
    assert_eq!(set(&line, "CFC-0001", &first).status, Some(0));
    let second = json!({"identity.pronouns": null});
    assert_eq!(set(&line, "CFC-0001", &second).status, Some(0));
    assert_eq!(value(&line, "identity", "name_used"), json!("Anita"));
    assert_eq!(value(&line, "identity", "pronouns"), Value::Null);
}

#[test]
fn every_bad_path_is_named_no_value_is_echoed_and_nothing_is_set() {
    let line = CommandLine::with_vault();
    line.add_client("Ana", "Luz");
    let answers = json!({
        "identity.name_used": "Anita",
        "identity.date_of_birth": "secret day",
        "identity.pronouns": "secret",
        "identity.legal_first": {"state": "declined"},
        "contact.phones": [{"number": "202-555-0134"}, {"number": "secret", "colour": "secret"}],
        "coverage.gfe_due_on": "2026-12-01",
        "wardrobe.hat": "secret",
        "pronouns": "secret",
    });
    let ran = set(&line, "CFC-0001", &answers);
    assert_eq!(ran.code(), "bad-value");
    for path in [
        "identity.date_of_birth",
        "identity.pronouns",
        "identity.legal_first",
        "contact.phones/row-2/number",
        "contact.phones/row-2/colour",
        "coverage.gfe_due_on",
        "wardrobe.hat",
        "pronouns: a path reads section.item",
    ] {
        assert!(ran.err.contains(path), "{path} in {}", ran.err);
    }
    assert!(!ran.err.contains("secret") && !ran.err.contains("name_used"), "{}", ran.err);
    assert_eq!(value(&line, "identity", "name_used"), Value::Null);
}

#[test]
fn a_text_that_is_too_long_says_so_and_changes_nothing() {
    let line = CommandLine::with_vault();
    line.add_client("Ana", "Luz");
    let answers = json!({"presenting.own_words": "tired ".repeat(180_000)});
    let ran = set(&line, "CFC-0001", &answers);
    assert_eq!(ran.code(), "too-long");
    assert!(ran.err.contains("presenting.own_words") && !ran.err.contains("tired"));
    line.write("answers.json", " ".repeat(5 << 20));
    let huge =
        line.run(&["intake", "set", VAULT, "--client", "CFC-0001", "--from", "answers.json"]);
    assert_eq!(huge.code(), "too-long");
}

#[test]
fn sections_are_seen_beside_each_other_as_the_file_leaves_them() {
    let line = CommandLine::with_vault();
    line.add_client("Ana", "Luz");
    // The guardian section applies because of the birth date in the same file.
    let answers = json!({
        "guardian.guardians": [{"guardian_name": "Cy Test", "relation": "MTH", "authority": "parent",
            "may_consent": "yes", "may_be_told": "yes"}],
        "guardian.minor_consents": "yes",
        "identity.date_of_birth": "2010-04-07",
    });
    line.write("answers.json", answers.to_string());
    let told =
        line.json(&["intake", "set", VAULT, "--client", "CFC-0001", "--from", "answers.json"]);
    let guardian = &told["sections"][0];
    assert_eq!(
        (&guardian["section"], &guardian["status"]),
        (&json!("guardian"), &json!("in_progress"))
    );
    assert_eq!(guardian["missing"], 3);
}

#[test]
fn a_client_that_is_not_there_is_no_such_client() {
    let line = CommandLine::with_vault();
    line.add_client("Ana", "Luz");
    for client in ["CFC-0002", "Ana", "00000000000000000000000000000000"] {
        let ran = set(&line, client, &json!({"identity.name_used": "x"}));
        assert_eq!(ran.code(), "no-such-client", "{client}");
    }
}
