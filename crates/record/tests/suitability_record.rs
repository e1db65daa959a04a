//! The suitability record: answers by path and value, decisions beside the recommendation, what
//! a red result holds back, and what reopens a decision.
#![allow(clippy::unwrap_used)]

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use record::suitability::{
    DecisionRefused, Field, Gate, GateAnswer, Reason, Recommendation, Refused, SuitabilityBody,
    decide, edit, group_scheduling_held, recommend, reopened,
};
use serde_json::{Value, json};

fn noon(day: u32) -> DateTime<Utc> {
    format!("2026-11-{day:02}T12:00:00Z").parse().unwrap()
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn put(body: &mut SuitabilityBody, path: &str, value: &Value) -> Result<(), Refused> {
    edit(body, path, value, noon(23), today())
}

fn evaluated() -> Value {
    json!({"evaluated":
        {"clinician": "R. Ortiz, LCSW", "date": "11/22/26", "level": "PHP", "plan_recorded": true}})
}

/// A record for which the rules point toward an IOP, every gate answered on that day.
fn iop(day: u32) -> SuitabilityBody {
    let mut body = SuitabilityBody::default();
    for (factor, rating) in [("severity", 2), ("commitment", 2), ("support", 2), ("goals", 1)] {
        put(&mut body, &format!("ratings/{factor}"), &json!(rating)).unwrap();
    }
    for gate in Field::all().filter_map(Field::gate) {
        let path = match gate {
            Gate::Red(gate) => format!("red/{}", gate.id()),
            Gate::Amber(gate) => format!("amber/{}", gate.id()),
        };
        let done = edit(&mut body, &path, &json!("no"), noon(day), today());
        assert_eq!(done.is_ok(), path != "amber/ratings_contradict_scores");
    }
    body
}

fn decided(body: &mut SuitabilityBody, level: &str, day: u32) -> Result<(), DecisionRefused> {
    put(body, "draft/level", &json!(level)).unwrap();
    decide(body, GateAnswer::No, "R. Ortiz, LCSW", noon(day))
}

#[test]
fn answers_keep_their_time_and_come_back_from_json_as_they_were() {
    let mut body = iop(20);
    put(&mut body, "context/medicare", &json!("unknown")).unwrap();
    put(&mut body, "red/intent_or_plan", &evaluated()).unwrap();
    decided(&mut body, "iop", 23).unwrap();
    assert_eq!(body.red.values().map(|entry| entry.at).max(), Some(noon(23)));
    let json = serde_json::to_string(&body).unwrap();
    assert_eq!(serde_json::from_str::<SuitabilityBody>(&json).unwrap(), body);
    assert!(json.contains("\"override\":false"));
}

#[test]
fn an_answer_is_taken_back_with_null_and_is_unknown_again() {
    let mut body = iop(23);
    for path in ["ratings/severity", "red/homicidal_intent", "context/medicare"] {
        put(&mut body, path, &Value::Null).unwrap();
    }
    let outcome = recommend(&body.input(GateAnswer::No));
    let missing: Vec<&str> = outcome.missing.iter().map(|field| field.id()).collect();
    assert_eq!(missing, ["severity", "homicidal_intent"]);
}

#[test]
fn an_edit_that_does_not_fit_changes_nothing() {
    let part = |key: &str, value: Value| {
        let mut record = evaluated();
        record["evaluated"][key] = value;
        record
    };
    let cases = [
        ("ratings", json!(1), Refused::NoSuchPlace),
        ("ratings/mood", json!(1), Refused::NoSuchPlace),
        ("red/unsafe_home", json!("no"), Refused::NoSuchPlace),
        ("decision/level", json!("iop"), Refused::NoSuchPlace),
        ("draft/clinician", json!("x"), Refused::NoSuchPlace),
        ("ratings/severity", json!(4), Refused::NotAccepted),
        ("ratings/severity", json!(2.0), Refused::NotAccepted),
        ("ratings/severity", json!("2"), Refused::NotAccepted),
        ("red/homicidal_intent", json!("maybe"), Refused::NotAccepted),
        ("red/homicidal_intent", evaluated(), Refused::NotAccepted),
        ("red/intent_or_plan", json!("not_applicable"), Refused::NotAccepted),
        ("red/intent_or_plan", json!("evaluated"), Refused::EvaluationIncomplete),
        ("red/intent_or_plan", part("clinician", json!(" ")), Refused::EvaluationIncomplete),
        ("red/intent_or_plan", part("plan_recorded", json!(false)), Refused::EvaluationIncomplete),
        ("red/intent_or_plan", part("plan_recorded", json!("yes")), Refused::NotAccepted),
        ("red/intent_or_plan", part("date", json!("soon")), Refused::NotAccepted),
        ("red/intent_or_plan", part("date", json!("2026-11-24")), Refused::InTheFuture),
        ("red/intent_or_plan", part("note", json!("x")), Refused::NotAccepted),
        ("amber/ratings_contradict_scores", json!("no"), Refused::Computed),
        ("context/medicare", json!("yes"), Refused::NotAccepted),
        ("draft/level", json!("spa"), Refused::NotAccepted),
        ("draft/rationale", json!("x".repeat(20_001)), Refused::TooLong),
    ];
    let before = iop(23);
    for (path, value, refused) in cases {
        let mut body = before.clone();
        assert_eq!(put(&mut body, path, &value), Err(refused), "{path}");
        assert_eq!(body, before, "{path}");
    }
}

#[test]
fn the_computed_gate_is_asked_with_the_rest() {
    let input = iop(23).input(GateAnswer::Yes);
    assert_eq!(recommend(&input).rule, 4);
    assert_eq!(recommend(&iop(23).input(GateAnswer::Unknown)).rule, 3);
}

#[test]
fn an_override_says_why_and_stays_beside_the_recommendation() {
    let mut body = iop(23);
    assert_eq!(
        decide(&mut body, GateAnswer::No, "R. Ortiz, LCSW", noon(23)),
        Err(DecisionRefused::NoLevel)
    );
    let refused = decided(&mut body, "higher_level", 23);
    assert_eq!(refused, Err(DecisionRefused::OverrideNeedsRationale));
    put(&mut body, "draft/rationale", &json!("Lives alone, two hours away.")).unwrap();
    let refused = decide(&mut body, GateAnswer::No, " ", noon(23));
    assert_eq!(refused, Err(DecisionRefused::NoClinician));
    decided(&mut body, "higher_level", 23).unwrap();
    let decision = body.decision.as_ref().unwrap();
    assert!(decision.overrides);
    assert_eq!(decision.level, Recommendation::HigherLevel);
    assert_eq!(decision.outcome.recommendation, Recommendation::Iop);
    assert_eq!(body.draft, record::suitability::Draft::default());
}

#[test]
fn a_new_decision_moves_the_one_before_into_the_history() {
    let mut body = iop(22);
    decided(&mut body, "iop", 22).unwrap();
    decided(&mut body, "iop", 23).unwrap();
    assert_eq!(body.history.len(), 1);
    assert_eq!(body.history[0].decided_at, noon(22));
    assert!(!body.decision.unwrap().overrides);
}

#[test]
fn a_red_answer_holds_groups_until_it_is_evaluated() {
    let mut body = iop(23);
    assert!(!group_scheduling_held(&body));
    put(&mut body, "red/intent_or_plan", &json!("yes")).unwrap();
    assert!(group_scheduling_held(&body));
    put(&mut body, "red/intent_or_plan", &evaluated()).unwrap();
    assert!(!group_scheduling_held(&body));
    assert_eq!(recommend(&body.input(GateAnswer::No)).rule, 7);
}

#[test]
fn an_evaluation_without_a_recorded_plan_does_not_count() {
    let mut body = iop(23);
    put(&mut body, "red/intent_or_plan", &evaluated()).unwrap();
    let entry = body.red.values_mut().next().unwrap();
    entry.evaluation.as_mut().unwrap().plan_recorded = false;
    assert_eq!(recommend(&body.input(GateAnswer::No)).rule, 3);
    assert!(group_scheduling_held(&body));
}

#[test]
fn a_critical_alert_since_the_decision_reopens_it() {
    let mut body = iop(22);
    decided(&mut body, "iop", 22).unwrap();
    let ask = |alert| reopened(&body, noon(30), alert, body.gates_checked_at());
    assert_eq!(ask(None), None);
    assert_eq!(ask(Some(noon(21))), None);
    assert_eq!(ask(Some(noon(22))), Some(Reason::CriticalAlert));
    assert_eq!(ask(Some(noon(23))), Some(Reason::CriticalAlert));
}

#[test]
fn gates_older_than_seven_days_before_the_decision_reopen_it() {
    let mut body = iop(15);
    let checked = body.gates_checked_at();
    let second = TimeDelta::seconds(1);
    assert_eq!(reopened(&body, noon(22), None, checked), None);
    assert_eq!(reopened(&body, noon(22) + second, None, checked), Some(Reason::GatesOld));
    decided(&mut body, "iop", 22).unwrap();
    assert_eq!(reopened(&body, noon(30), None, body.gates_checked_at()), None);
    decided(&mut body, "iop", 23).unwrap();
    put(&mut body, "red/homicidal_intent", &json!("no")).unwrap();
    let reason = reopened(&body, noon(30), None, body.gates_checked_at());
    assert_eq!(reason, Some(Reason::GatesOld));
}
