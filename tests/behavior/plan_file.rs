//! A whole plan, written by hand as JSON, in place of the draft.

use clinic::{Code, Error, Machine, Session};
use serde_json::{Value, json};
use tests::clinic::{ADMIN, PASSPHRASE, TempClinic, refused};

/// A session without the desk, as the command line has it.
fn session(clinic: &mut TempClinic) -> Session {
    clinic.desk.close();
    let machine = Machine::for_tests(clinic.clock.clone());
    let locked = clinic::Locked::open(&clinic.file(), machine).unwrap();
    let user = locked.named(ADMIN).unwrap();
    locked.unlock(user, PASSPHRASE).map_err(|failed| failed.error).unwrap()
}

fn by_hand() -> Value {
    json!({
        "vision": "I want my mornings back.",
        "assessed_needs": [
            {"id": "mood", "text": "Low mood", "source": "PHQ-9 17"},
            {"id": "sleep", "text": "Poor sleep", "disposition": "deferred"},
            {"text": "Not named"}
        ],
        "problems": [{
            "statement": "Mornings are hard",
            "needs": ["mood"],
            "goals": [{"words": "Up by eight.", "objectives": [{
                "text": "Up by eight", "target_date": "some day in spring",
                "interventions": [{"modality": "group", "minutes": "90", "weeks": 8}]
            }]}]
        }]
    })
}

#[test]
fn needs_named_by_hand_are_linked_and_every_entry_gets_its_own_key() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let mut session = session(&mut clinic);
    let id = session.client(&client).unwrap();
    let page = session.set_plan(id, &by_hand().to_string()).unwrap();
    let (needs, problem) = (&page.plan.assessed_needs, &page.plan.problems[0]);
    assert_eq!(problem.needs, [needs[0].id.unwrap()]);
    assert!(needs.iter().all(|need| need.id.is_some()));
    assert!(problem.goals[0].objectives[0].interventions[0].id.is_some());
    let objective = &problem.goals[0].objectives[0];
    assert!(objective.target_date.is_unreadable());
    assert_eq!(objective.interventions[0].minutes.known(), Some(90));
    let rules: Vec<&str> = page.findings.iter().map(|finding| finding.rule.as_str()).collect();
    for rule in ["need-deferred-reason", "need-disposed", "objective-measure"] {
        assert!(rules.contains(&rule), "{rule} in {rules:?}");
    }
    let again = session.set_plan(id, r#"{"vision": "Another."}"#).unwrap();
    assert_eq!((again.rev, again.plan.problems.len()), (2, 0));
}

#[test]
fn what_is_no_plan_is_refused_with_its_line_and_the_draft_stays() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let mut session = session(&mut clinic);
    let id = session.client(&client).unwrap();
    session.set_plan(id, r#"{"vision": "Kept."}"#).unwrap();
    let cases = [
        ("{\n\"vision\": 7\n}", "line 2"),
        ("{\n\n\"visoin\": \"x\"\n}", "line 3"),
        ("{\"vision\": \"secret words\"", "line 1"),
        ("[]", "line 1"),
        ("", "line 1"),
    ];
    for (text, line) in cases {
        let error = session.set_plan(id, text).expect_err("refused");
        assert!(matches!(error, Error::Plan(_)) && error.code() == Code::BadValue, "{text}");
        assert!(error.to_string().starts_with(line), "{text}: {error}");
        assert!(!error.to_string().contains("secret"), "{error}");
    }
    let long = json!({"vision": "a".repeat(30_000)}).to_string();
    let code = refused(session.set_plan(id, &long));
    assert_eq!(code, Code::TooLong);
    assert_eq!(session.open_plan(id).unwrap().plan.vision, "Kept.");
}
