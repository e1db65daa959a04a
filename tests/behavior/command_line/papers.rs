//! `attachment`: adding, listing, exporting, putting away.

use serde_json::{Value, json};
use tests::clinic::{CommandLine, release};
use tests::pictures::png;

use super::VAULT;

fn rows(list: &Value) -> Vec<&Value> {
    list["rows"].as_array().unwrap().iter().collect()
}

#[test]
fn a_card_is_attached_listed_exported_and_put_away() {
    let line = CommandLine::with_vault();
    let client = line.add_client("Ana", "Luz");
    line.write("card.png", png(120, 80, 5));
    line.write("notes.txt", "Nothing to see.");
    let of = ["--client", client.as_str()];
    let whole = |arguments: &[&str]| -> Vec<String> {
        let (verb, rest) = arguments.split_at(2);
        [verb, &[VAULT], &of, rest].concat().into_iter().map(str::to_owned).collect()
    };
    let run = |arguments: &[&str]| {
        let whole = whole(arguments);
        line.run(&whole.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let json = |arguments: &[&str]| {
        let whole = whole(arguments);
        line.json(&whole.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let kind = ["--type", "insurance_card", "--date", "11/2/2026", "--note", "Front"];
    let added = json(&[&["attachment", "add"], &kind[..], &["card.png"]].concat());
    let id = added["added"][0].as_str().unwrap().to_owned();
    let odd = run(&[&["attachment", "add"], &kind[..], &["notes.txt", "card.png"]].concat());
    assert_eq!(odd.status, Some(1));
    assert!(odd.out.contains("notes.txt") && odd.err.contains("some files"), "{}", odd.err);
    let list = json(&["attachment", "list"]);
    assert_eq!(rows(&list).len(), 2, "the file that may be kept was kept");
    let wrong = run(&["attachment", "add", "--type", "passport", "card.png"]);
    assert_eq!(wrong.status, Some(2));
    let export = ["attachment", "export", "--attachment", &id, "--out", "out.png"];
    let to = ["--recipient", "Harbor Health", "--purpose", "Verification"];
    let refused = run(&[&export[..], &to[..]].concat());
    assert_eq!((refused.status, refused.code()), (Some(1), "no-consent"), "{}", refused.err);
    assert!(!line.path("out.png").exists());
    line.write("consent.json", json!({"consents.documents": [release()]}).to_string());
    json(&["intake", "set", "--from", "consent.json"]);
    let written = json(&[&export[..], &to[..]].concat());
    assert!(written["notice"].as_str().unwrap().contains("Purpose: Verification"));
    let picture = std::fs::read(line.path("out.png")).unwrap();
    assert!(picture.starts_with(b"\x89PNG") || picture.starts_with(&[0xff, 0xd8]));
    let disclosed = json(&["client", "disclosures"]);
    assert_eq!(disclosed["rows"][0]["recipient"], "Harbor Health");
    let away = json(&["attachment", "remove", "--attachment", &id]);
    assert_eq!((rows(&away).len(), away["removed"].as_array().unwrap().len()), (1, 1));
    assert_eq!(rows(&json(&["attachment", "restore", "--attachment", &id])).len(), 2);
    json(&["attachment", "remove", "--attachment", &id]);
    let erased = json(&["attachment", "erase", "--attachment", &id]);
    assert_eq!((rows(&erased).len(), erased["removed"].as_array().unwrap().len()), (1, 0));
}
