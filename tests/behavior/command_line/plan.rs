//! `plan set` and `plan pdf`.

use serde_json::json;
use tests::clinic::{CommandLine, text_of_pdf};

use super::VAULT;

fn with_client() -> CommandLine {
    let line = CommandLine::with_vault();
    line.add_client("Zsófia", "Quillfeather");
    line
}

fn set(line: &CommandLine, plan: &str) -> tests::clinic::Ran {
    line.write("plan.json", plan);
    line.run(&["plan", "set", VAULT, "--client", "CFC-0001", "--from", "plan.json"])
}

fn pdf(line: &CommandLine, out: &str) -> tests::clinic::Ran {
    line.run(&["plan", "pdf", VAULT, "--client", "CFC-0001", "--out", out])
}

#[test]
fn a_plan_is_set_and_written_as_a_document() {
    let line = with_client();
    let plan = json!({
        "vision": "I want my mornings back.",
        "assessed_needs": [{"id": "mood", "text": "Low mood most days"}],
        "problems": [{"statement": "Mornings are hard", "needs": ["mood"]}],
    });
    line.write("plan.json", plan.to_string());
    let told = line.json(&["plan", "set", VAULT, "--client", "CFC-0001", "--from", "plan.json"]);
    assert_eq!(told["rev"], 1);
    let finding = &told["findings"][0];
    assert_eq!(
        (&finding["rule"], &finding["level"], &finding["path"]),
        (&json!("section-says-something"), &json!("blocks"), &json!("program"))
    );
    assert_eq!(finding["message"], "Say which program the plan is for.");
    let mut findings = told["findings"].as_array().unwrap().iter();
    assert!(findings.any(|it| it["rule"] == "problem-has-goal" && it["level"] == "blocks"));
    let written = line.json(&["plan", "pdf", VAULT, "--client", "CFC-0001", "--out", "out.pdf"]);
    assert_eq!((&written["file"], &written["unset"]), (&json!("out.pdf"), &json!([])));
    let text = text_of_pdf(&line.path("out.pdf"));
    for words in ["I want my mornings back.", "Low mood most days", "Mornings are hard", "Zsófia"]
    {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn what_is_no_plan_is_refused_with_its_line_and_without_its_words() {
    let line = with_client();
    for (plan, place) in [
        ("{\n \"visoin\": \"secret words\"\n}", "line 2"),
        ("{\n \"vision\": [\"secret words\"]\n}", "line 2"),
        ("secret words", "line 1"),
    ] {
        let ran = set(&line, plan);
        assert_eq!(ran.code(), "bad-value", "{plan}");
        assert!(ran.err.contains(place) && !ran.err.contains("secret"), "{}", ran.err);
    }
    let long = json!({"vision": "a".repeat(30_000)}).to_string();
    assert_eq!(set(&line, &long).code(), "too-long");
}

#[test]
fn a_document_that_cannot_be_written_leaves_nothing() {
    let line = with_client();
    assert_eq!(pdf(&line, "no/plan.pdf").code(), "no-such-file");
    assert!(!line.path("no").exists());
    let vault = std::fs::read(line.vault()).unwrap();
    assert_eq!(pdf(&line, VAULT).code(), "file-exists");
    assert_eq!(pdf(&line, "./clinic.goldthread-wal").code(), "file-exists");
    assert_eq!(vault[..16], std::fs::read(line.vault()).unwrap()[..16]);
    assert_eq!(line.json(&["clients", VAULT])["total"], 1);
}
