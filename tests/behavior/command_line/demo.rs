//! `demo`: a sample clinic to look at.

use serde_json::Value;
use tests::clinic::{CommandLine, text_of_pdf};

#[test]
fn the_demo_makes_a_clinic_its_people_can_open_and_a_plan() {
    let line = CommandLine::new();
    let made = line.json(&["demo", "--out", "sample"]);
    let vault = line.path("sample/sample.goldthread");
    assert!(made["vault"].as_str().unwrap().ends_with("sample.goldthread") && vault.exists());
    let names: Vec<&str> = made["clients"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["name"].as_str().unwrap())
        .collect();
    assert!(names.len() >= 3 && names.contains(&"Tuấn Đặng"), "{names:?}");
    assert!(names.iter().any(|name| name.contains("Núñez")), "{names:?}");
    let stages: Vec<&Value> =
        made["clients"].as_array().unwrap().iter().map(|row| &row["stage"]).collect();
    assert!(stages.windows(2).any(|pair| pair[0] != pair[1]), "{stages:?}");
    for user in made["users"].as_array().unwrap() {
        line.write("passphrase.txt", user["passphrase"].as_str().unwrap());
        let name = user["name"].as_str().unwrap();
        let vault = "sample/sample.goldthread";
        let arguments = ["clients", vault, "--user", name, "--passphrase-file", "passphrase.txt"];
        assert_eq!(line.json(&arguments)["total"], names.len(), "{name}");
    }
    let text = text_of_pdf(&line.path("sample/plan.pdf"));
    assert!(text.contains("I want to get up and take my kids to school again."), "{text}");
    assert!(made["pages"].as_u64().unwrap() >= 1);
    let before = std::fs::read(&vault).unwrap();
    assert_eq!(line.run(&["demo", "--out", "sample"]).code(), "file-exists");
    assert_eq!(std::fs::read(&vault).unwrap(), before);
}

#[test]
fn the_demo_makes_as_many_clients_as_are_asked_for() {
    let line = CommandLine::new();
    let made = line.json(&["demo", "--out", "sample", "--clients", "25"]);
    assert_eq!(made["total"], 25);
    assert_eq!(made["clients"].as_array().unwrap().len(), 20, "the first are told by name");
    for few in ["0", "2", "200001", "many"] {
        let run = line.run(&["demo", "--out", "other", "--clients", few]);
        assert_eq!(run.status, Some(2), "{few}");
        assert!(!line.path("other").exists(), "{few}");
    }
}
