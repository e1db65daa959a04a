//! What follows from answers: what is shown, what is missing, what cannot be right, alerts, scores.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use chrono::NaiveDate;
use form::{
    Answers, Catalog, ComputedValue, Context, Definition, Evaluation, IssueLevel, date, evaluate,
    score, set,
};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

fn day(text: &str) -> NaiveDate {
    date::parse_stored(text).unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-23")
}

fn form(id: &str) -> &'static Definition {
    Catalog::shipped().unwrap().form(id).unwrap()
}

fn answers(id: &str, json: &Json) -> Answers {
    let mut answers = Answers::new();
    for (path, value) in json.as_object().unwrap() {
        set(form(id), &mut answers, path, value, today()).unwrap();
    }
    answers
}

fn evaluated(id: &str, json: &Json) -> Evaluation {
    evaluate(form(id), &answers(id, json), &Context::on(today()))
}

fn said(evaluation: &Evaluation, path: &str) -> Vec<String> {
    let own = evaluation.issues.iter().filter(|issue| issue.path == path);
    own.map(|issue| issue.message.clone()).collect()
}

#[test]
fn a_birth_date_is_real_past_and_under_120_years() {
    let said = |typed: &str| {
        said(&evaluated("identity", &json!({"date_of_birth": typed})), "date_of_birth")
    };
    assert_eq!(said("11/24/2026"), ["Date of birth is in the future."]);
    assert_eq!(said("11/23/2026"), ["Date of birth is today's date."]);
    assert_eq!(said("11/23/1906"), ["Date of birth is 120 years ago or more."]);
    assert_eq!(said("2/30/1985"), ["Date of birth could not be read as a date."]);
    assert!(said("11/24/1906").is_empty());
    assert!(said("11/22/2026").is_empty());
}

#[test]
fn blanks_are_said_by_their_need_and_a_recorded_state_is_no_blank() {
    let empty = evaluated("identity", &json!({}));
    assert_eq!(said(&empty, "legal_first"), ["Legal first name is needed."]);
    assert_eq!(said(&empty, "pronouns"), ["Still blank: pronouns."]);
    assert!(said(&empty, "legal_middle").is_empty());
    assert_eq!(empty.progress.required_missing, 3);
    let stated = evaluated(
        "identity",
        &json!({"date_of_birth": {"state": "unknown"}, "pronouns": {"state": "declined"}}),
    );
    assert!(said(&stated, "date_of_birth").is_empty() && said(&stated, "pronouns").is_empty());
    assert_eq!((stated.progress.answered, stated.progress.required_missing), (2, 2));
    assert!(!stated.is_complete());
    let done = evaluated(
        "identity",
        &json!({"legal_first": "Ana", "legal_last": "Ruiz", "date_of_birth": "4/7/85"}),
    );
    assert!(done.is_complete());
    assert!(done.issues.iter().all(|issue| issue.level == IssueLevel::Recommended));
}

#[test]
fn hidden_answers_are_kept_and_not_counted() {
    let all =
        json!({"source_type": "court", "step_down_from": "php", "discharged_on": "never mind"});
    let shown = evaluated("referral", &all);
    assert_eq!(said(&shown, "discharged_on"), ["Discharge date could not be read as a date."]);
    let mut kept = answers("referral", &all);
    set(form("referral"), &mut kept, "step_down_from", &json!("none"), today()).unwrap();
    let hidden = evaluate(form("referral"), &kept, &Context::on(today()));
    assert!(said(&hidden, "discharged_on").is_empty());
    assert!(!hidden.visible.contains(&"discharged_on".to_owned()));
    assert_eq!(hidden.progress.answered, 2);
    assert_eq!(kept.text("discharged_on"), Some("never mind"));
}

#[test]
fn the_guardian_section_is_shown_under_18_or_when_flagged() {
    let shown = |context: Context| evaluate(form("guardian"), &Answers::new(), &context).shown;
    assert!(shown(Context::on(today()).born(Some(day("2008-11-24")))));
    assert!(!shown(Context::on(today()).born(Some(day("2008-11-23")))));
    assert!(!shown(Context::on(today())), "an unknown age shows nothing by itself");
    let flagged = answers("identity", &json!({"guardian_involved": "yes"}));
    assert!(shown(
        Context::on(today()).born(Some(day("1950-01-01"))).section("identity", &flagged)
    ));
    assert!(shown(Context::on(today()).flag("guardian_needed")));
}

#[test]
fn sex_for_scoring_is_asked_only_where_an_instrument_needs_it() {
    let visible = |context| evaluate(form("identity"), &Answers::new(), &context).visible;
    let asked = |context| visible(context).contains(&"sex_for_scoring".to_owned());
    assert!(!asked(Context::on(today())));
    assert!(asked(Context::on(today()).flag("sex_for_scoring_needed")));
}

#[test]
fn dates_in_a_row_are_compared_within_the_row() {
    let plan = json!({"funding": ["medicaid"], "plans": [
        {"id": "a", "plan_order": "primary", "effective_on": "1/1/2026", "ends_on": "12/31/2026"},
        {"id": "b", "plan_order": "secondary", "effective_on": "6/1/2026", "ends_on": "5/1/2026", "days_left": -2}
    ]});
    let evaluation = evaluated("coverage", &plan);
    assert!(said(&evaluation, "plans/a/ends_on").is_empty());
    assert_eq!(
        said(&evaluation, "plans/b/ends_on"),
        ["Insurance plan 2: end date is earlier than effective date."]
    );
    assert_eq!(said(&evaluation, "plans/b/payer"), ["Insurance plan 2: payer is needed."]);
    assert_eq!(
        said(&evaluation, "plans/b/days_left"),
        ["Insurance plan 2: days left must be from 0 to 1000."]
    );
    assert!(
        !evaluation.visible.contains(&"plans/a/days_left".to_owned()),
        "its authorization is blank"
    );
}

#[test]
fn a_good_faith_estimate_is_due_by_the_days_ahead() {
    let coverage = json!({"funding": ["self_pay"], "gfe_scheduled_on": "10/19/2026", "gfe_service_on": "11/2/2026"});
    let evaluation = evaluated("coverage", &coverage);
    let due = evaluation.computed.get("gfe_due_on").and_then(ComputedValue::date);
    assert_eq!(due, Some(day("2026-10-22")));
    let insured =
        evaluated("coverage", &json!({"funding": ["medicaid"], "gfe_scheduled_on": "10/19/2026"}));
    assert!(insured.computed.is_empty() && !insured.visible.contains(&"gfe_due_on".to_owned()));
}

#[test]
fn no_fixed_address_is_an_answer() {
    let evaluation = evaluated("contact", &json!({"address": {"no_fixed_address": true}}));
    assert!(said(&evaluation, "address").is_empty());
    let zip = evaluated("contact", &json!({"address": {"state": "OH", "zip": "454"}}));
    assert_eq!(said(&zip, "address").len(), 1);
}

#[test]
fn an_alert_raised_by_blanks_is_marked_as_such() {
    let phq = form("phq-9");
    let raised: Vec<&str> = evaluated("phq-9", &json!({}))
        .scored
        .alerts
        .iter()
        .map(|id| {
            assert!(phq.alert(id).unwrap().raised_by_blank);
            phq.alert(id).unwrap().id.as_str()
        })
        .collect();
    assert_eq!(raised, ["phq9-item9-missing"]);
    assert!(!phq.alert("phq9-item9-high").unwrap().raised_by_blank);
}

#[test]
fn the_difficulty_question_of_the_phq_9_appears_with_the_first_problem() {
    let visible = |json| evaluated("phq-9", &json).visible.contains(&"q10".to_owned());
    assert!(!visible(json!({})));
    assert!(!visible(json!({"q1": 0})));
    assert!(visible(json!({"q1": 1})));
}

#[test]
fn what_hangs_on_a_blank_is_missing_and_never_zero() {
    let pack = form("pc-ptsd-5");
    let scored = score(pack, &Answers::new(), &Context::on(today()));
    assert_eq!(scored.scores, [("total".to_owned(), None)]);
    let mut disclosed = Answers::new();
    for item in ["q1", "q2", "q3", "q4"] {
        set(pack, &mut disclosed, item, &json!("yes"), today()).unwrap();
    }
    let evaluation = evaluate(pack, &disclosed, &Context::on(today()));
    assert!(
        evaluation.visible.contains(&"q1".to_owned()),
        "an answer is never dropped from the screen"
    );
}

#[test]
fn a_declined_answer_counts_as_missing() {
    let mut declined = answers("phq-9", &json!({"q9": {"state": "declined"}}));
    for item in 1..=8 {
        set(form("phq-9"), &mut declined, &format!("q{item}"), &json!(3), today()).unwrap();
    }
    let scored = score(form("phq-9"), &declined, &Context::on(today()));
    assert_eq!(serde_json::to_value(&scored).unwrap()["scores"]["total"], Json::Null);
    assert_eq!(scored.alerts, ["phq9-item9-missing"]);
    assert_eq!(serde_json::to_value(&scored).unwrap()["bands"], json!({"phq2": "phq2-positive"}));
}

proptest! {
    #[test]
    fn the_order_of_answers_does_not_change_a_score(codes in prop::collection::vec(prop::option::of(0i64..=3), 10), order in Just((1..=10).collect::<Vec<usize>>()).prop_shuffle()) {
        let enter = |order: &[usize]| {
            let mut answers = Answers::new();
            for item in order {
                let value = codes[item - 1].map_or(json!({"state": "declined"}), Json::from);
                set(form("phq-9"), &mut answers, &format!("q{item}"), &value, today()).unwrap();
            }
            evaluate(form("phq-9"), &answers, &Context::on(today()))
        };
        let straight: Vec<usize> = (1..=10).collect();
        prop_assert_eq!(enter(&order), enter(&straight));
    }

    #[test]
    fn no_score_leaves_its_range(codes in prop::collection::vec(prop::option::of(0i64..=3), 9)) {
        let mut answers = Answers::new();
        for (at, code) in codes.iter().enumerate() {
            set(form("phq-9"), &mut answers, &format!("q{}", at + 1), &code.map_or(Json::Null, Json::from), today()).unwrap();
        }
        let scored = score(form("phq-9"), &answers, &Context::on(today()));
        for (id, value) in &scored.scores {
            prop_assert_eq!(value.is_some(), scored.band(id).is_some());
        }
    }
}
