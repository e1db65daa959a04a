//! `--basis`: what may leave the clinic, for whom, and why not.

use serde_json::json;
use tests::clinic::{CommandLine, Ran, text_of_pdf};

use super::VAULT;

fn with_plan() -> CommandLine {
    let line = CommandLine::with_vault();
    line.add_client("Zsófia", "Quillfeather");
    line.write("plan.json", json!({"vision": "I want my mornings back."}).to_string());
    assert_eq!(
        line.json(&["plan", "set", VAULT, "--client", "CFC-0001", "--from", "plan.json"])["rev"],
        1
    );
    line
}

fn pdf(line: &CommandLine, more: &[&str]) -> Ran {
    let mut arguments = vec!["plan", "pdf", VAULT, "--client", "CFC-0001", "--out", "out.pdf"];
    arguments.extend(more);
    line.run(&arguments)
}

#[test]
fn a_recipient_without_a_consent_is_refused_with_what_would_change_it() {
    let line = with_plan();
    for (more, code) in [
        (vec!["--recipient", "Harbor Health", "--purpose", "A review"], "no-consent"),
        (vec!["--basis", "consent:Harbor Health"], "no-consent"),
        (vec!["--basis", "tpo", "--recipient", "Harbor Health"], "no-consent"),
        (vec!["--basis", "not-under-part-2", "--recipient", "Harbor Health"], "no-consent"),
        (vec!["--basis", "client-copy", "--recipient", "Harbor Health"], "not-covered"),
        (vec!["--basis", "emergency", "--recipient", "Dr. Quist"], "basis-incomplete"),
        (vec!["--basis", "court-order", "--recipient", "The court"], "basis-incomplete"),
        (vec!["--basis", "audit"], "bad-value"),
    ] {
        let ran = pdf(&line, &more);
        assert_eq!(ran.code(), code, "{more:?}: {}", ran.err);
        assert!(!line.path("out.pdf").exists(), "{more:?}");
    }
    let ran = pdf(&line, &["--basis", "because"]);
    assert!(ran.err.contains("child-abuse-report"), "{}", ran.err);
}

#[test]
fn an_exception_leaves_with_its_facts_on_record() {
    let line = with_plan();
    let emergency = ["--basis", "emergency", "--recipient", "Dr. Quist", "--facility"];
    let facts = ["Mercy General", "--nature", "Fainted in group"];
    let ran = pdf(&line, &[emergency.as_slice(), facts.as_slice()].concat());
    assert!(line.path("out.pdf").exists(), "{}", ran.err);
    let rows = line.json(&["client", "disclosures", VAULT, "--client", "CFC-0001"]);
    let row = &rows["rows"][0];
    assert_eq!(row["basis"], "Medical emergency");
    let details = row["details"][0].as_str().unwrap();
    assert!(details.contains("Mercy General") && details.contains("Fainted"), "{details}");
}

#[test]
fn without_a_basis_it_is_the_clients_own_copy_and_carries_no_notice() {
    let line = with_plan();
    let ran = pdf(&line, &[]);
    assert!(line.path("out.pdf").exists(), "{}", ran.err);
    assert!(!text_of_pdf(&line.path("out.pdf")).contains("42 CFR"));
    let view = line.json(&["client", "releases", VAULT, "--client", "CFC-0001"]);
    assert_eq!(view["part2"], true);
    assert_eq!(view["exceptions"][0]["basis"]["kind"], "client_copy");
}
