//! `plan seal`, `sign`, `amend`, `diff`, `review`, `summary`, `tracer`, `certify`, and `due`.

use chrono::{Days, Local};
use serde_json::{Value, json};
use tests::clinic::{ADMIN, CommandLine, PASSPHRASE, Ran, text_of_pdf};

use super::VAULT;

const OF: [&str; 3] = [VAULT, "--client", "CFC-0001"];

fn plan(line: &CommandLine, command: &[&str], more: &[&str]) -> Ran {
    line.run(&[&["plan"], command, &OF, more].concat())
}

fn told(line: &CommandLine, command: &[&str], more: &[&str]) -> Value {
    line.json(&[&["plan"], command, &OF, more].concat())
}

/// A plan in which nothing blocks, counted from today on, since the program reads a real clock.
fn whole() -> Value {
    let due = Local::now().date_naive() + Days::new(60);
    let today = Local::now().date_naive();
    let need = "22222222222222222222222222222222";
    let carried = "11111111111111111111111111111111";
    let session = |day: &str| {
        json!({
            "title": "Skills group", "service": "group", "day": day, "start": "9:00 AM",
            "minutes": 180, "staff": "D. Test, LMFT", "interventions": [carried],
        })
    };
    json!({
        "program": "mental_health_adult",
        "vision": "Said.", "why_this_level": "Said.", "strengths": "Said.",
        "risk_and_safety": "Said.", "participation": "Said.",
        "discharge": { "criteria": "Said.", "process": "Said." },
        "diagnoses": [{
            "code": "F33.1", "name": "Major depressive disorder, recurrent, moderate",
            "primary": true, "by": "A. Test, MD", "date": today.to_string(),
        }],
        "assessed_needs": [{ "id": need, "text": "Low mood most days" }],
        "problems": [{
            "statement": "Mornings are hard",
            "needs": [need],
            "goals": [{
                "words": "I want my mornings back.", "clinical": "A daily routine",
                "objectives": [{
                    "text": "Gets up by eight on five days a week",
                    "measure_kind": "behavior_count", "measure": "Log, days a week", "baseline": "1",
                    "target": "5", "target_date": due.to_string(),
                    "interventions": [{
                        "id": carried, "modality": "group", "what": "Skills group",
                        "minutes": 180, "times_a_week": 3, "weeks": 8,
                        "responsible": "D. Test, LMFT",
                    }],
                }],
            }],
        }],
        "schedule": [session("mon"), session("wed"), session("fri")],
    })
}

fn with_plan() -> CommandLine {
    let line = CommandLine::with_vault();
    line.add_client("Zsófia", "Quillfeather");
    line.write("plan.json", whole().to_string());
    let set = told(&line, &["set"], &["--from", "plan.json"]);
    let blocks: Vec<&Value> = set["findings"].as_array().unwrap().iter().collect();
    let blocks: Vec<&&Value> = blocks.iter().filter(|it| it["level"] == "blocks").collect();
    assert!(blocks.is_empty(), "{blocks:?}");
    line
}

/// A reason for every warning, as `plan seal --answers` reads it.
fn answers(line: &CommandLine) {
    let findings = told(line, &["check"], &[]);
    let warned: Vec<Value> = findings
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["level"] == "warns")
        .map(|it| json!({"rule": it["rule"], "path": it["path"], "reason": "Looked at."}))
        .collect();
    line.write("answers.json", Value::from(warned).to_string());
}

fn in_force() -> CommandLine {
    let line = with_plan();
    answers(&line);
    let sealed = told(&line, &["seal"], &["--answers", "answers.json"]);
    assert_eq!(sealed["standing"], "awaiting_signatures");
    line.write("strokes.txt", "600x200 12,40 13,41 40,80;90,60 92,63 99,70");
    let who = ["--as", "client", "--name", "Zsófia Quillfeather", "--way"];
    let drawn = [&who[..], &["drawn", "--strokes", "strokes.txt"]].concat();
    assert_eq!(told(&line, &["sign"], &drawn)["standing"], "in_force");
    line
}

#[test]
fn a_plan_that_blocks_is_not_sealed_and_a_warning_asks_for_its_reason() {
    let line = CommandLine::with_vault();
    line.add_client("Zsófia", "Quillfeather");
    line.write("plan.json", json!({"vision": "Said."}).to_string());
    let _ = told(&line, &["set"], &["--from", "plan.json"]);
    assert_eq!(plan(&line, &["seal"], &[]).code(), "plan-blocked");
    line.write("plan.json", whole().to_string());
    let _ = told(&line, &["set"], &["--from", "plan.json"]);
    let findings = told(&line, &["check"], &[]);
    assert!(findings.as_array().unwrap().iter().any(|it| it["level"] == "warns"), "{findings}");
    for keys in ["rule", "level", "path", "message", "source"] {
        assert!(findings[0][keys].is_string(), "{keys}");
    }
    assert_eq!(plan(&line, &["seal"], &[]).code(), "finding-unanswered");
    line.write("answers.json", "{\"rule\": 7}");
    assert_eq!(plan(&line, &["seal"], &["--answers", "answers.json"]).code(), "bad-value");
    assert_eq!(told(&line, &["versions"], &[])[0]["standing"], "draft");
}

#[test]
fn signatures_that_say_too_little_are_refused_and_a_choice_not_to_sign_has_its_reason() {
    let line = with_plan();
    let client = ["--as", "client", "--name", "Zsófia Quillfeather", "--way"];
    assert_eq!(plan(&line, &["sign"], &[&client[..], &["declined"]].concat()).code(), "plan-draft");
    answers(&line);
    let _ = told(&line, &["seal"], &["--answers", "answers.json"]);
    for (more, code) in [
        (vec!["declined"], "bad-value"),
        (vec!["drawn"], "bad-value"),
        (vec!["on-paper"], "bad-value"),
    ] {
        let ran = plan(&line, &["sign"], &[&client[..], &more].concat());
        assert_eq!(ran.code(), code, "{more:?}: {}", ran.err);
    }
    let why = [&client[..], &["declined", "--reason", "Wants to read it at home"]].concat();
    let told = told(&line, &["sign"], &why);
    assert_eq!(told["standing"], "in_force");
    let out = ["--out", "plan.pdf"];
    assert!(plan(&line, &["pdf"], &out).err.is_empty());
    let text = text_of_pdf(&line.path("plan.pdf"));
    assert!(text.contains("Wants to read it at home"), "{text}");
}

#[test]
fn an_amendment_is_compared_given_up_sealed_and_each_version_keeps_its_own_paper() {
    let line = in_force();
    assert_eq!(plan(&line, &["seal"], &[]).code(), "plan-sealed");
    assert_eq!(told(&line, &["amend"], &[])["version"], 2);
    assert_eq!(plan(&line, &["amend"], &[]).code(), "plan-draft");
    assert_eq!(told(&line, &["discard"], &[])["version"], 1);
    let _ = told(&line, &["amend"], &[]);
    let mut changed = whole();
    changed["vision"] = json!("To laugh at breakfast.");
    line.write("plan.json", changed.to_string());
    let _ = told(&line, &["set"], &["--from", "plan.json"]);
    let difference = plan(&line, &["diff"], &["--from", "1", "--to", "2"]).out;
    assert!(difference.contains("Said. -> To laugh at breakfast."), "{difference}");
    assert_eq!(plan(&line, &["diff"], &["--from", "1", "--to", "9"]).code(), "no-such-record");
    for (version, has, lacks) in [
        (["--version", "1"], "Said.", "To laugh at breakfast."),
        (["--version", "2"], "To laugh at breakfast.", "Signed on the screen"),
    ] {
        let _ = told(&line, &["pdf"], &[&version[..], &["--out", "plan.pdf"]].concat());
        let text = text_of_pdf(&line.path("plan.pdf"));
        assert!(text.contains(has) && !text.contains(lacks), "{version:?}: {text}");
        std::fs::remove_file(line.path("plan.pdf")).unwrap();
    }
    let none = plan(&line, &["pdf"], &["--version", "9", "--out", "plan.pdf"]);
    assert_eq!(none.code(), "no-such-record");
    let shown = told(&line, &["show"], &["--version", "1"]);
    assert_eq!(shown["plan"]["vision"], "Said.");
}

#[test]
fn a_review_and_a_summary_are_written_finished_and_on_the_due_board() {
    let line = with_plan();
    assert_eq!(plan(&line, &["review", "begin"], &[]).code(), "not-in-force");
    drop(line);
    let line = in_force();
    let board = line.run(&["due", VAULT]).out;
    assert!(board.contains("CFC-0001"), "{board}");
    let _ = told(&line, &["review", "begin"], &[]);
    assert_eq!(plan(&line, &["review", "begin"], &[]).code(), "review-open");
    assert_eq!(plan(&line, &["review", "finish"], &[]).code(), "unfinished");
    line.write("review.json", json!({"nonsense": 1}).to_string());
    assert_eq!(plan(&line, &["review", "set"], &["--from", "review.json"]).code(), "bad-value");
    let page = told(&line, &["review", "show"], &[]);
    let objective = page["draft"]["review"]["objectives"][0]["id"].as_str().unwrap();
    let at = |field: &str| format!("objectives/{objective}/{field}");
    let said = json!({
        "participants": "Zsófia and the team", "summary": "Mornings are easier.",
        "decision": "step_down", "decision_reason": "It helps.",
        at("progress"): "Up by eight on four days", at("status"): "in_progress",
        at("reason"): "Goes well.",
    });
    line.write("review.json", said.to_string());
    let _ = told(&line, &["review", "set"], &["--from", "review.json"]);
    let done = told(&line, &["review", "finish"], &[]);
    assert_eq!(done["past"][0]["by"], format!("{ADMIN}, LCSW"));
    let _ = told(&line, &["summary", "begin"], &[]);
    assert_eq!(plan(&line, &["summary", "finish"], &[]).code(), "unfinished");
    let lacks = told(&line, &["review", "show"], &[])["summary"]["lacks"].clone();
    let lacks = lacks.as_array().unwrap().iter();
    let said: serde_json::Map<String, Value> =
        lacks.map(|it| (it["path"].as_str().unwrap().to_owned(), json!("Said."))).collect();
    line.write("summary.json", Value::from(said).to_string());
    let _ = told(&line, &["summary", "set"], &["--from", "summary.json"]);
    let _ = told(&line, &["summary", "finish"], &[]);
    let _ = told(&line, &["summary", "pdf"], &["--out", "summary.pdf"]);
    assert!(text_of_pdf(&line.path("summary.pdf")).contains("Skills group"));
    let _ = told(&line, &["tracer"], &["--out", "tracer.pdf"]);
    assert!(text_of_pdf(&line.path("tracer.pdf")).contains("Mornings are hard"));
}

#[test]
fn nobody_certifies_what_no_rule_asks_for_and_the_front_desk_seals_nothing() {
    let line = in_force();
    assert_eq!(plan(&line, &["certify"], &["--confirm-all"]).code(), "no-such-record");
    line.write("new.txt", PASSPHRASE);
    let desk = ["--role", "front-desk", "--name", "Fay Test", "--new-passphrase-file", "new.txt"];
    let _ = line.json(&[&["user", "add", VAULT], &desk[..]].concat());
    for command in ["seal", "amend", "show", "versions"] {
        let ran = plan(&line, &[command], &["--user", "Fay Test"]);
        assert_eq!(ran.code(), "not-allowed", "{command}");
    }
}

#[test]
fn the_recovery_code_signs_nothing() {
    let line = with_plan();
    answers(&line);
    line.write("code.txt", &line.recovery_code);
    let code = ["--recovery-code-file", "code.txt"];
    for command in [
        vec!["seal", "--answers", "answers.json"],
        vec!["sign", "--as", "supervisor"],
        vec!["certify", "--confirm-all"],
    ] {
        let ran = plan(&line, &command[..1], &[&command[1..], &code[..]].concat());
        assert_eq!(ran.code(), "code-signs-nothing", "{command:?}: {}", ran.err);
    }
    assert_eq!(told(&line, &["versions"], &code)[0]["standing"], "draft");
}
