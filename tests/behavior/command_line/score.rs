//! `score`: instruments without a vault.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tests::clinic::{CommandLine, Ran};

fn fixtures(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/form/tests/fixtures").join(name)
}

fn vectors(form: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(fixtures(&format!("vectors/{form}.json"))).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    file["vectors"].as_array().unwrap().clone()
}

fn score(line: &CommandLine, form: &str, answers: &str) -> Ran {
    line.write("answers.json", answers);
    line.run(&["score", form, "--answers", "answers.json", "--json"])
}

fn scored(line: &CommandLine, form: &str, answers: &Value) -> Value {
    let ran = score(line, form, &answers.to_string());
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn the_answer_has_exactly_the_shape_that_was_promised() {
    let line = CommandLine::new();
    let answers =
        json!({"q1": 2, "q2": 2, "q3": 1, "q4": 0, "q5": 0, "q6": 0, "q7": 0, "q8": 0, "q9": 1});
    let ran = score(&line, "phq-9", &answers.to_string());
    assert_eq!(
        ran.out.trim(),
        r#"{"scores":{"total":6,"phq2":4},"bands":{"total":"mild","phq2":"phq2-positive"},"alerts":["phq9-item9-any"]}"#
    );
}

/// Every instrument that vectors were given for.
fn instruments() -> Vec<String> {
    let files = std::fs::read_dir(fixtures("vectors")).unwrap().flatten();
    let stem = |entry: std::fs::DirEntry| {
        entry.path().file_stem().map(|stem| stem.to_string_lossy().into_owned())
    };
    let mut forms: Vec<String> = files.filter_map(stem).collect();
    forms.sort();
    forms
}

#[test]
fn every_given_vector_of_every_instrument_is_met() {
    let line = CommandLine::new();
    let (mut met, mut packs) = (0, 0);
    for form in instruments() {
        let pack = fixtures(&format!("instruments/{form}.toml"));
        let pack = pack.exists().then(|| pack.to_str().unwrap().to_owned());
        packs += usize::from(pack.is_some());
        for vector in vectors(&form) {
            line.write("answers.json", vector["answers"].to_string());
            let context = vector.get("context").cloned().unwrap_or_else(|| json!({}));
            line.write("context.json", context.to_string());
            let mut arguments =
                vec!["score", &form, "--answers", "answers.json", "--context", "context.json"];
            if let Some(pack) = &pack {
                arguments.extend(["--pack", pack]);
            }
            meets(&line.json(&arguments), &vector);
            met += 1;
        }
    }
    assert_eq!((met, packs), (208, 4));
}

fn meets(got: &Value, vector: &Value) {
    for part in ["scores", "bands"] {
        for (key, wanted) in vector["expect"][part].as_object().into_iter().flatten() {
            let found = &got[part].get(key).cloned().unwrap_or(Value::Null);
            let same = found == wanted || (found.as_f64() == wanted.as_f64() && found.is_number());
            assert!(same, "{} {part}.{key}: {found} instead of {wanted}", vector["id"]);
        }
    }
    if let Some(alerts) = vector["expect"].get("alerts") {
        assert_eq!(&got["alerts"], alerts, "{}", vector["id"]);
    }
}

#[test]
fn a_missing_answer_follows_the_policy_and_is_never_zero() {
    let line = CommandLine::new();
    let two = json!({"q1": 1, "q2": 1, "q3": 1, "q4": 1, "q5": 1, "q6": 1, "q9": 0});
    let got = scored(&line, "phq-9", &two);
    assert_eq!(got["scores"], json!({"total": 8, "phq2": 2}));
    let declined = json!({"q1": {"state": "declined"}, "q2": 1, "q9": 0});
    let got = scored(&line, "phq-9", &declined);
    assert_eq!(got["scores"], json!({"total": null, "phq2": null}));
    assert_eq!(got["bands"], json!({}));
    let none = scored(&line, "phq-9", &json!({}));
    assert_eq!(none["alerts"], json!(["phq9-item9-missing"]));
}

#[test]
fn an_impossible_answer_is_an_error_that_names_the_item_and_not_the_answer() {
    let line = CommandLine::new();
    for (answers, item) in [
        (r#"{"q1": 4}"#, "q1"),
        (r#"{"q1": "2"}"#, "q1"),
        (r#"{"q1": 1.5}"#, "q1"),
        (r#"{"q1": true}"#, "q1"),
        (r#"{"q11": 1}"#, "q11"),
        (r#"{"q1": 0, "q2": 7654321, "q3": "7654321"}"#, "q3"),
        ("[]", ""),
    ] {
        let ran = line_code(&line, answers);
        assert!(ran.contains(item) && !ran.contains("7654321"), "{answers}: {ran}");
    }
}

fn line_code(line: &CommandLine, answers: &str) -> String {
    line.write("answers.json", answers);
    let ran = line.run(&["score", "phq-9", "--answers", "answers.json"]);
    assert_eq!(ran.code(), "bad-value", "{answers}");
    assert!(ran.out.is_empty());
    ran.err
}

#[test]
fn what_is_not_there_or_not_json_has_its_own_code() {
    let line = CommandLine::new();
    line.write("answers.json", "{}");
    line.write("broken.json", "{\"q1\": }");
    let score = |form: &str, answers: &str| {
        line.run(&["score", form, "--answers", answers]).code().to_owned()
    };
    assert_eq!(score("phq-99", "answers.json"), "no-such-form");
    assert_eq!(score("phq-9", "nothing.json"), "unreadable-file");
    assert_eq!(score("phq-9", "broken.json"), "not-json");
}

#[test]
fn a_pack_with_a_typo_is_refused_with_file_and_line() {
    let line = CommandLine::new();
    let pack = std::fs::read_to_string(fixtures("instruments/audit.toml")).unwrap();
    let at = pack.lines().position(|one| one.starts_with("title = ")).unwrap() + 1;
    line.write("pack.toml", pack.replacen("\ntitle = ", "\ntitel = ", 1));
    line.write("answers.json", "{}");
    let arguments = ["score", "audit", "--answers", "answers.json", "--pack", "pack.toml"];
    let ran = line.run(&arguments);
    assert_eq!(ran.code(), "bad-definition");
    assert!(ran.err.contains(&format!("pack.toml:{at}:")), "{}", ran.err);
    line.write("pack.toml", &pack);
    let other = ["score", "phq-9", "--answers", "answers.json", "--pack", "pack.toml"];
    assert_eq!(line.run(&other).code(), "no-such-form");
}
