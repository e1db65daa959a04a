//! `program`: the catalog, rosters and attendance.

use serde_json::{Value, json};
use tests::clinic::{CommandLine, text_of_pdf};

use super::VAULT;

/// A vault with one client and one group that meets every day, so that one of its meetings is
/// held today.
fn with_group() -> (CommandLine, String) {
    let line = CommandLine::with_vault();
    line.add_client("Ana", "Luz");
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let meetings: Vec<Value> =
        days.iter().map(|day| json!({"day": day, "start": "9 am", "minutes": 60})).collect();
    let group = json!({
        "name": "Trauma skills", "neutral_name": "Morning group", "service": "group",
        "staff": "D. Test, LMFT", "room": "Room 2", "capacity": 8, "meetings": meetings,
    });
    line.write("group.json", group.to_string());
    let view = line.json(&["program", "set", VAULT, "--from", "group.json"]);
    assert_eq!(view["groups"][0]["lacks"], json!([]));
    let id = view["added"].as_str().unwrap().to_owned();
    (line, id)
}

#[test]
fn a_group_is_added_ticked_printed_and_retired() {
    let (line, group) = with_group();
    let on = ["--group", group.as_str(), "--client", "CFC-0001"];
    let tick = |how: &[&str]| line.run(&[&["program", "tick", VAULT], &on[..], how].concat());
    assert_eq!(tick(&["--attendance", "late", "--minutes", "61"]).code(), "bad-value");
    let late = tick(&["--attendance", "late", "--minutes", "45", "--reason", "transport"]);
    assert!(late.out.contains("Ana Luz  Came late  (Not on the plan)"), "{late:?}");
    let roster = ["program", "roster", VAULT, "--group", &group, "--out", "roster.pdf"];
    let view = line.json(&roster);
    let row = &view["rows"][0];
    assert_eq!((&row["minutes"], &row["reason"]), (&json!(45), &json!("transport")));
    let text = text_of_pdf(&line.path("roster.pdf"));
    for words in ["Morning group", "Ana Luz", "Came late, 45 min", "Room 2"] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(!text.contains("Trauma"), "{text}");
    let retired = line.run(&["program", "retire", VAULT, "--group", &group]);
    assert!(retired.out.contains("Trauma skills (retired)"), "{retired:?}");
    let back = line.json(&["program", "retire", VAULT, "--group", &group, "--bring-back"]);
    assert_eq!(back["groups"][0]["retired"], json!(false));
    line.write("gone.json", json!({"meetings": []}).to_string());
    let gone = line.run(&["program", "set", VAULT, "--group", &group, "--from", "gone.json"]);
    assert_eq!(gone.code(), "in-use");
}

#[test]
fn templates_are_listed_and_what_is_unknown_is_refused() {
    let (line, group) = with_group();
    let list = line.run(&["program", "list", VAULT]).out;
    assert!(list.contains("To start from: adult-mornings"), "{list}");
    let begun = line.json(&["program", "start", VAULT, "--template", "adolescent-after-school"]);
    assert_eq!(begun["groups"].as_array().map(Vec::len), Some(4));
    let none = "0".repeat(32);
    for (arguments, code) in [
        (vec!["start", "--template", "spa"], "bad-value"),
        (vec!["retire", "--group", &none], "no-such-record"),
        (vec!["retire", "--group", "7"], "bad-request"),
        (vec!["roster", "--group", &none], "no-such-record"),
        (vec!["roster", "--group", &group, "--on", "some day"], "bad-value"),
        (vec!["tick", "--group", &group, "--client", "CFC-0099"], "no-such-client"),
        (vec!["week", "--client", "CFC-0099"], "no-such-client"),
    ] {
        let mut all = vec!["program", arguments[0], VAULT];
        all.extend(&arguments[1..]);
        assert_eq!(line.run(&all).code(), code, "{arguments:?}");
    }
}
