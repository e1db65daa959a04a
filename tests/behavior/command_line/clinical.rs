//! `suitability`, `clinical`, `forms`, `client episode` and `intake pdf`.

use serde_json::{Value, json};
use tests::clinic::{CommandLine, text_of_pdf};

use super::VAULT;

fn with_client() -> CommandLine {
    let line = CommandLine::with_vault();
    line.write("ana.json", r#"{"legal_first": "Ana", "legal_last": "Luz"}"#);
    let _ = line.json(&["client", "add", VAULT, "--from", "ana.json"]);
    line
}

/// The number of the only client.
fn number(line: &CommandLine) -> String {
    let list = line.json(&["clients", VAULT]);
    list["clients"][0]["number"].as_str().unwrap().to_owned()
}

/// Every gate answered with no, ratings as an IOP would suit.
fn suits() -> Value {
    let red = [
        "intent_or_plan",
        "suicidal_behavior_3mo",
        "homicidal_intent",
        "psychosis_or_mania_unsafe",
        "overdose_or_medically_unstable",
        "withdrawal_danger",
        "cannot_meet_basic_needs",
    ];
    let amber = [
        "passive_ideation",
        "ideation_method_or_lifetime_behavior",
        "unsafe_home",
        "unstable_eating_disorder",
        "nonprescribed_use_in_pregnancy",
        "cognitive_limit_for_groups",
        "minor_consent_unresolved",
        "cannot_attend_hours",
        "ratings_contradict_scores",
        "intoxicated_now",
        "opioid_use_without_medication_offer",
        "risk_to_group",
    ];
    let no = |ids: &[&str]| ids.iter().map(|id| ((*id).to_owned(), json!("no"))).collect();
    let (red, amber): (serde_json::Map<_, _>, serde_json::Map<_, _>) = (no(&red), no(&amber));
    json!({
        "ratings": {"severity": 2, "commitment": 2, "support": 1, "goals": 2},
        "red": red,
        "amber": amber,
        "context": {"step_down": false, "outpatient_insufficient": false, "medicare": false},
    })
}

#[test]
fn the_rules_answer_in_exactly_the_shape_that_was_promised() {
    let line = CommandLine::new();
    line.write("in.json", suits().to_string());
    let ran = line.run(&["suitability", "--input", "in.json", "--json"]);
    let promised = r#"{"recommendation":"iop","urgency":null,"rule":7,"matched":[7],"missing":[]}"#;
    assert_eq!(ran.out.trim(), promised);
    let mut danger = json!({"red": {"withdrawal_danger": "yes"}});
    line.write("in.json", danger.to_string());
    let got = line.json(&["suitability", "--input", "in.json"]);
    assert_eq!((&got["recommendation"], &got["urgency"]), (&json!("higher_level"), &json!("now")));
    assert_eq!(got["matched"], json!([1, 3]));
    danger["red"]["withdrawal_danger"] = json!("evaluated");
    line.write("in.json", danger.to_string());
    let ran = line.run(&["suitability", "--input", "in.json"]);
    assert_eq!(ran.code(), "bad-value");
    assert!(ran.err.contains("red/withdrawal_danger"), "{}", ran.err);
}

#[test]
fn a_screening_suitability_and_a_safety_plan_are_reached_without_a_screen() {
    let line = with_client();
    let client = number(&line);
    let run = |arguments: &[&str]| {
        let mut all = arguments.to_vec();
        all.extend([VAULT, "--client", &client]);
        line.json(&all)
    };
    line.write("phq.json", r#"{"q1":2,"q2":2,"q3":2,"q4":2,"q5":2,"q6":2,"q7":2,"q8":2,"q9":0}"#);
    let given = run(&["clinical", "screen", "--form", "phq-9", "--answers", "phq.json"]);
    assert_eq!(given["scores"][0]["value"], 16);
    line.write("bad.json", r#"{"q1":9}"#);
    let bad = ["clinical", "screen", VAULT, "--client", &client, "--form", "phq-9"];
    let bad = line.run(&[&bad[..], &["--answers", "bad.json"]].concat());
    assert_eq!(bad.code(), "bad-value");
    let answers = json!({"ratings/severity": 3, "draft/level": "higher_level"});
    line.write("judged.json", answers.to_string());
    let page = run(&["clinical", "suitability", "--answers", "judged.json", "--decide"]);
    assert_eq!(page["decision"]["level"], "higher_level");
    assert_eq!(page["outcome"]["rule"], 2);
    line.write("edits.json", r#"[{"op":"set","path":"reviewed_with","value":"Theo"}]"#);
    let ran = line.run(&[
        "clinical",
        "safety",
        "edit",
        VAULT,
        "--client",
        &client,
        "--from",
        "edits.json",
    ]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let written = run(&["clinical", "safety", "pdf", "--out", "safety.pdf"]);
    assert_eq!(written["pages"], 1);
    let progress = run(&["clinical", "progress"]);
    assert_eq!(progress["trends"][0]["trend"]["points"][0]["value"], 16.0);
}

#[test]
fn forms_are_listed_added_and_chosen_and_the_intake_is_printed() {
    let line = with_client();
    let client = number(&line);
    let pack = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../crates/form/tests/fixtures/instruments/audit.toml"
    );
    let added = line.json(&["forms", "add", VAULT, "--pack", pack]);
    let rows = added["forms"].as_array().unwrap();
    assert!(rows.iter().any(|row| row["form"] == "audit" && row["pack"] == true));
    let chosen = line.json(&["forms", "choose", VAULT, "--form", "bam-r"]);
    let rows = chosen["forms"].as_array().unwrap();
    assert!(rows.iter().any(|row| row["form"] == "bam-r" && row["on"] == true));
    line.write("intake.json", r#"{"presenting.own_words": "I am tired."}"#);
    let _ = line.json(&["intake", "set", VAULT, "--client", &client, "--from", "intake.json"]);
    let _ = line.json(&["intake", "pdf", VAULT, "--client", &client, "--out", "intake.pdf"]);
    let words = text_of_pdf(&line.path("intake.pdf"));
    assert!(words.contains("I am tired.") && words.contains("Ana Luz"));
    let _ =
        line.json(&["intake", "pdf", VAULT, "--client", &client, "--blank", "--out", "blank.pdf"]);
    let words = text_of_pdf(&line.path("blank.pdf"));
    assert!(words.contains("Date of birth") && !words.contains("Ana Luz"), "nobody's name");
}

#[test]
fn an_episode_ends_and_another_begins() {
    let line = with_client();
    let client = number(&line);
    let readmit = ["client", "readmit", VAULT, "--client", &client];
    assert_eq!(line.run(&readmit).code(), "episode-open");
    line.write("end.json", r#"{"status": "discharged", "discharge_date": "1/2/26"}"#);
    let ended = ["client", "episode", VAULT, "--client", &client, "--answers", "end.json"];
    assert_eq!(line.json(&ended)["may_readmit"], true);
    let _ = line.json(&readmit);
    let page = line.json(&["client", "episode", VAULT, "--client", &client]);
    assert_eq!(page["episodes"].as_array().unwrap().len(), 2);
}
