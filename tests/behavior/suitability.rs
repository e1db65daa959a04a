//! A clinician judges whether the program suits a person: what is known stands beside each
//! question, the rules are asked anew at each answer, and the decision is a person's.

use clinic::Code;
use clinic::view::{Role, SectionStatus, SuitabilityPage, request};
use record::suitability::{GateAnswer, Recommendation};
use serde_json::{Value, json};
use tests::clinic::{ADMIN, TempClinic, chains, refused, text_of_pdf, whats};

const RED: [&str; 7] = [
    "intent_or_plan",
    "suicidal_behavior_3mo",
    "homicidal_intent",
    "psychosis_or_mania_unsafe",
    "overdose_or_medically_unstable",
    "withdrawal_danger",
    "cannot_meet_basic_needs",
];

fn opened(clinic: &mut TempClinic, client: &str) -> SuitabilityPage {
    let request = clinic.of(client);
    clinic.desk.open_suitability(&request).unwrap()
}

fn answer(
    clinic: &mut TempClinic,
    client: &str,
    path: &str,
    value: Value,
) -> clinic::Result<SuitabilityPage> {
    let page = opened(clinic, client);
    let (token, client) = (clinic.token.clone(), client.to_owned());
    let (record, rev, path) = (page.record, page.rev, path.to_owned());
    clinic.desk.edit_suitability(&request::EditSuitability {
        token,
        client,
        record,
        rev,
        path,
        value,
    })
}

fn decide(clinic: &mut TempClinic, client: &str) -> clinic::Result<SuitabilityPage> {
    let page = opened(clinic, client);
    let (token, client) = (clinic.token.clone(), client.to_owned());
    let request = request::OfRecord { token, client, record: page.record, rev: page.rev };
    clinic.desk.decide_suitability(&request)
}

/// Somebody who is rated as an IOP would suit, every gate answered with no.
fn rated() -> (TempClinic, String) {
    let mut clinic = TempClinic::with(Role::Therapist, "Theo Test");
    let client = clinic.add_client("Ana", "Luz");
    let mut screening = clinic.screening(&client, "phq-9");
    for item in ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8"] {
        screening = screening.set(item, 2);
    }
    screening.set("q9", 0).set("q10", 1).mark(SectionStatus::Done);
    for (factor, rating) in [("severity", 2), ("commitment", 2), ("support", 1), ("goals", 2)] {
        answer(&mut clinic, &client, &format!("ratings/{factor}"), json!(rating)).unwrap();
    }
    let page = opened(&mut clinic, &client);
    for gate in page.red.iter().map(|it| format!("red/{}", it.id)) {
        answer(&mut clinic, &client, &gate, json!("no")).unwrap();
    }
    for gate in page.amber.iter().filter(|it| !it.computed).map(|it| format!("amber/{}", it.id)) {
        answer(&mut clinic, &client, &gate, json!("no")).unwrap();
    }
    answer(&mut clinic, &client, "context/medicare", json!(false)).unwrap();
    (clinic, client)
}

#[test]
fn evidence_stands_beside_the_question_and_answers_nothing() {
    let mut clinic = TempClinic::with(Role::Therapist, "Theo Test");
    let client = clinic.add_client("Ana", "Luz");
    let mut screening = clinic.screening(&client, "phq-9");
    for item in ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9"] {
        screening = screening.set(item, 3);
    }
    screening.set("q10", 3).mark(SectionStatus::Done);
    clinic.section(&client, "referral").set("step_down_from", "inpatient");
    let page = opened(&mut clinic, &client);
    let severity = &page.factors[0];
    assert_eq!((severity.id.as_str(), severity.value), ("severity", None));
    assert!(severity.evidence.iter().any(|it| it.text.contains("27") && it.source == "PHQ-9"));
    assert!(severity.evidence.iter().all(|it| it.on == "Nov 23, 2026"));
    assert_eq!(page.red[0].answer, GateAnswer::Unknown);
    assert!(!page.red[0].evidence.is_empty());
    let step_down = page.context.iter().find(|it| it.id == "step_down").unwrap();
    assert_eq!(step_down.value, None);
    assert!(!step_down.evidence.is_empty());
    assert_eq!(page.outcome.rule, 3);
    assert_eq!((page.rev, page.saved_at), (0, None), "opening writes nothing");
}

#[test]
fn every_answer_is_sealed_and_the_rules_are_asked_again() {
    let (mut clinic, client) = rated();
    clinic.crash();
    clinic.sign_in("Theo Test");
    let page = opened(&mut clinic, &client);
    assert_eq!((page.outcome.recommendation, page.outcome.rule), (Recommendation::Iop, 7));
    assert!(!page.held);
    let page = answer(&mut clinic, &client, "red/homicidal_intent", json!("yes")).unwrap();
    assert_eq!((page.outcome.rule, page.held), (1, true));
    assert!(page.explanations[0].sentence.len() > 10);
    let wrong = answer(&mut clinic, &client, "red/homicidal_intent", json!("evaluated"));
    assert_eq!(refused(wrong), Code::BadValue);
    let wrong = answer(&mut clinic, &client, "amber/ratings_contradict_scores", json!("no"));
    assert_eq!(refused(wrong), Code::BadValue);
}

#[test]
fn a_red_answer_holds_groups_until_an_evaluation_with_a_plan_is_recorded() {
    let (mut clinic, client) = rated();
    let path = "red/intent_or_plan";
    assert!(answer(&mut clinic, &client, path, json!("yes")).unwrap().held);
    let mut evaluated = json!({"evaluated": {
        "clinician": "Theo Test", "date": "11/23/26", "level": "moderate", "plan_recorded": false
    }});
    assert_eq!(refused(answer(&mut clinic, &client, path, evaluated.clone())), Code::BadValue);
    evaluated["evaluated"]["plan_recorded"] = json!(true);
    let page = answer(&mut clinic, &client, path, evaluated).unwrap();
    assert!(!page.held);
    assert_eq!(page.outcome.rule, 7, "it counts as no");
    assert_eq!(page.counted_as_no.len(), 1, "and it is shown");
}

#[test]
fn an_override_says_why_and_stays_beside_the_recommendation() {
    let (mut clinic, client) = rated();
    assert_eq!(refused(decide(&mut clinic, &client)), Code::BadValue, "no level yet");
    answer(&mut clinic, &client, "draft/level", json!("lower_level")).unwrap();
    assert_eq!(refused(decide(&mut clinic, &client)), Code::BadValue, "an override says why");
    let why = "Works nights; weekly sessions first.";
    answer(&mut clinic, &client, "draft/rationale", json!(why)).unwrap();
    let page = decide(&mut clinic, &client).unwrap();
    let decision = page.decision.unwrap();
    assert_eq!(decision.level, Recommendation::LowerLevel);
    assert_eq!(decision.outcome.recommendation, Recommendation::Iop);
    assert!(decision.overrides && decision.rationale == why);
    assert!(decision.clinician.starts_with("Theo Test"));
    assert_eq!(page.reopened, None);
    clinic.sign_in(ADMIN);
    let chains = clinic.meanwhile(|outside| chains(outside));
    assert!(chains.iter().flat_map(|chain| whats(chain)).any(|what| what == "decided"));
}

#[test]
fn a_new_alert_reopens_a_decision() {
    let (mut clinic, client) = rated();
    answer(&mut clinic, &client, "draft/level", json!("iop")).unwrap();
    assert_eq!(decide(&mut clinic, &client).unwrap().reopened, None);
    let _ = clinic.screening(&client, "phq-9").set("q9", 2);
    let page = opened(&mut clinic, &client);
    assert!(page.reopened.unwrap().contains("alert"));
    assert!(page.decision.is_some(), "the decision itself stays");
}

#[test]
fn a_stale_answer_and_another_clients_record_are_refused() {
    let (mut clinic, client) = rated();
    let other = clinic.add_client("Bo", "Test");
    let page = opened(&mut clinic, &client);
    let mut request = request::EditSuitability {
        token: clinic.token.clone(),
        client: client.clone(),
        record: page.record.clone(),
        rev: page.rev - 1,
        path: "ratings/goals".into(),
        value: json!(0),
    };
    assert_eq!(refused(clinic.desk.edit_suitability(&request)), Code::Stale);
    (request.client, request.rev) = (other, page.rev);
    assert_eq!(refused(clinic.desk.edit_suitability(&request)), Code::Stale);
    assert_eq!(RED.len(), page.red.len());
}

#[test]
fn a_level_of_care_result_from_elsewhere_is_recorded_and_corrected() {
    let mut clinic = TempClinic::with(Role::Therapist, "Theo Test");
    let client = clinic.add_client("Ana", "Luz");
    let text = |words: &str| words.to_owned();
    let mut request = request::RecordLevelOfCare {
        token: clinic.token.clone(),
        client: client.clone(),
        record: None,
        rev: 0,
        instrument: text("A hospital's own form"),
        edition: text(""),
        result: text(""),
        assessor: text("R. Example, MD"),
        date: text("11/20/26"),
    };
    assert_eq!(refused(clinic.desk.record_level_of_care(&request)), Code::BadValue);
    request.result = text("Intensive outpatient");
    let page = clinic.desk.record_level_of_care(&request).unwrap();
    assert_eq!(page.levels[0].lacks.len(), 1, "no edition");
    request.record = Some(page.levels[0].record.clone());
    request.rev = page.levels[0].rev;
    request.edition = text("2025");
    let page = clinic.desk.record_level_of_care(&request).unwrap();
    assert_eq!(page.levels.len(), 1);
    assert!(page.levels[0].lacks.is_empty());
    assert_eq!(page.levels[0].result.edition, "2025");
}

#[test]
fn a_safety_plan_is_kept_line_by_line_and_printed_on_one_page() {
    let mut clinic = TempClinic::with(Role::Therapist, "Theo Test");
    let client = clinic.add_client("Ana", "Luz");
    let alert = clinic.screening(&client, "phq-9").set("q9", 1).view.record.clone();
    let page = clinic.desk.open_safety_plan(&clinic.of(&client)).unwrap();
    assert_eq!(page.parts.len(), 6);
    assert_eq!(page.alerts[0].record.to_string(), alert);
    let edits = vec![
        record::plan::Edit::Add {
            list: "own_steps".into(),
            after: None,
            value: Some(json!({"text": "Walk to the river"})),
        },
        record::plan::Edit::Set { path: "linked_alert".into(), value: json!(alert) },
    ];
    let (token, record) = (clinic.token.clone(), page.record.clone());
    let request = request::EditPlan { token, client: client.clone(), record, rev: page.rev, edits };
    let page = clinic.desk.edit_safety_plan(&request).unwrap();
    assert_eq!(page.plan.own_steps[0].text, "Walk to the river");
    assert_eq!(refused(clinic.desk.edit_safety_plan(&request)), Code::Stale);
    clinic.crash();
    clinic.sign_in("Theo Test");
    let pdf = clinic.desk.safety_plan_pdf(&clinic.leaving(&client)).unwrap();
    assert_eq!(pdf.pages, 1);
    let path = clinic.folder().join("safety.pdf");
    let token = clinic.token.clone();
    clinic.desk.write_document(&token, &path, &pdf).unwrap();
    let words = text_of_pdf(&path);
    assert!(words.contains("Walk to the river") && words.contains("988"), "{words}");
    assert!(!words.contains("PHQ"), "why it was made is not on it");
}

#[test]
fn a_safety_plan_is_never_linked_to_somebody_elses_answer() {
    let mut clinic = TempClinic::with(Role::Therapist, "Theo Test");
    let (ana, bo) = (clinic.add_client("Ana", "Luz"), clinic.add_client("Bo", "Test"));
    let theirs = clinic.screening(&bo, "phq-9").set("q9", 1).view.record.clone();
    let page = clinic.desk.open_safety_plan(&clinic.of(&ana)).unwrap();
    let edits = vec![record::plan::Edit::Set { path: "linked_alert".into(), value: json!(theirs) }];
    let (token, record, rev) = (clinic.token.clone(), page.record, page.rev);
    let request = request::EditPlan { token, client: ana, record, rev, edits };
    assert_eq!(refused(clinic.desk.edit_safety_plan(&request)), Code::NoSuchRecord);
}

#[test]
fn scores_over_time_say_what_changed_and_what_that_means() {
    let mut clinic = TempClinic::with(Role::Therapist, "Theo Test");
    let client = clinic.add_client("Ana", "Luz");
    for value in [3, 2, 1] {
        clinic.clock.advance(std::time::Duration::from_secs(86_400 / 4));
        let mut screening = clinic.screening(&client, "gad-7");
        for item in ["q1", "q2", "q3", "q4", "q5", "q6", "q7"] {
            screening = screening.set(item, value);
        }
        screening.mark(SectionStatus::Done);
    }
    let page = clinic.desk.open_progress(&clinic.of(&client)).unwrap();
    let trend = &page.trends[0];
    assert_eq!(trend.title, "GAD-7");
    let values: Vec<_> = trend.trend.points.iter().map(|point| point.value.unwrap()).collect();
    assert_eq!(values, [21.0, 14.0, 7.0]);
    assert!(!trend.trend.bands.is_empty());
    assert!(trend.trend.sentence.contains("14"), "{}", trend.trend.sentence);
}
