//! Needs that assessment brings up: answers, gates, scores and alerts, each once, with source and
//! date, and what every plan has to answer.

use clinic::view::{CandidateView, PlanPage, SectionStatus, request};
use serde_json::{Value, json};
use tests::clinic::TempClinic;

fn opened(clinic: &mut TempClinic, client: &str) -> PlanPage {
    clinic.plan(client).page.clone()
}

fn candidates(clinic: &mut TempClinic, client: &str) -> Vec<CandidateView> {
    opened(clinic, client).candidates
}

fn keys(clinic: &mut TempClinic, client: &str) -> Vec<(String, bool)> {
    candidates(clinic, client).into_iter().map(|it| (it.key, it.required)).collect()
}

fn given(clinic: &mut TempClinic, client: &str, form: &str, answers: &[(&str, Value)]) {
    let mut screening = clinic.screening(client, form);
    for (item, value) in answers {
        screening = screening.set(item, value.clone());
    }
    screening.mark(SectionStatus::Done);
}

fn phq9(clinic: &mut TempClinic, client: &str, each: i64, ninth: i64) {
    let items: Vec<String> = (1..=8).map(|n| format!("q{n}")).collect();
    let mut answers: Vec<(&str, Value)> =
        items.iter().map(|item| (item.as_str(), json!(each))).collect();
    answers.push(("q9", json!(ninth)));
    answers.push(("q10", json!(0)));
    given(clinic, client, "phq-9", &answers);
}

fn gate(clinic: &mut TempClinic, client: &str, path: &str, answer: &str) {
    let asked = clinic.of(client);
    let page = clinic.desk.open_suitability(&asked).unwrap();
    let request = request::EditSuitability {
        token: clinic.token.clone(),
        client: client.to_owned(),
        record: page.record,
        rev: page.rev,
        path: path.to_owned(),
        value: json!(answer),
    };
    clinic.desk.edit_suitability(&request).unwrap();
}

fn pick(clinic: &mut TempClinic, client: &str, key: &str, take: bool) -> request::AnswerOffer {
    let page = opened(clinic, client);
    let (token, client) = (clinic.token.clone(), client.to_owned());
    let (record, rev, key) = (page.record, page.rev, key.to_owned());
    request::AnswerOffer { token, client, record, rev, key, take }
}

#[test]
fn nothing_is_brought_up_before_anything_was_asked() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let page = opened(&mut clinic, &client);
    assert!(page.candidates.is_empty() && page.offers.is_empty());
}

#[test]
fn a_score_is_brought_up_once_from_the_band_where_it_counts_with_its_day() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    phq9(&mut clinic, &client, 1, 0);
    assert!(keys(&mut clinic, &client).is_empty(), "8 points are mild");
    phq9(&mut clinic, &client, 2, 0);
    let found = candidates(&mut clinic, &client);
    assert_eq!(found.len(), 1, "the two first items say nothing of their own: {found:?}");
    assert!(found[0].text.contains("16") && !found[0].required && !found[0].picked);
    assert_eq!((found[0].key.as_str(), found[0].source.as_str()), ("phq-9/total", "PHQ-9"));
    assert!(found[0].on.ends_with("2026"), "{}", found[0].on);
}

#[test]
fn a_positive_suicide_screen_and_an_alert_that_stands_are_asked_of_every_plan() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    given(
        &mut clinic,
        &client,
        "asq",
        &[
            ("q1", json!("yes")),
            ("q2", json!("no")),
            ("q3", json!("no")),
            ("q4", json!("no")),
            ("q5", json!("no")),
        ],
    );
    phq9(&mut clinic, &client, 0, 1);
    assert_eq!(
        keys(&mut clinic, &client),
        [("asq/result".to_owned(), true), ("alert/phq-9".to_owned(), true)]
    );
    let alert = candidates(&mut clinic, &client).remove(1);
    assert_eq!(alert.text, "Alert: Item 9 endorsed (several days)");
    phq9(&mut clinic, &client, 0, 0);
    assert_eq!(keys(&mut clinic, &client), [("asq/result".to_owned(), true)]);
}

#[test]
fn a_blank_that_raised_an_alert_is_to_be_asked_again_and_no_need() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let mut form = clinic.screening(&client, "phq-9");
    for n in 1..9 {
        form = form.set(&format!("q{n}"), 0);
    }
    form.state("q9", "declined").mark(SectionStatus::Done);
    assert!(keys(&mut clinic, &client).is_empty());
}

#[test]
fn a_gate_brings_its_need_up_when_it_is_so_or_was_evaluated_and_never_a_second_time() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    for (path, answer, key, required) in [
        ("red/withdrawal_danger", "yes", "withdrawal/now", true),
        ("amber/unsafe_home", "yes", "unsafe_home", true),
        ("red/intent_or_plan", "yes", "safety/intent", true),
        ("amber/opioid_use_without_medication_offer", "yes", "opioid", false),
    ] {
        gate(&mut clinic, &client, path, answer);
        assert!(keys(&mut clinic, &client).contains(&(key.to_owned(), required)), "{path}");
        for other in ["no", "unknown"] {
            gate(&mut clinic, &client, path, other);
            assert!(keys(&mut clinic, &client).iter().all(|it| it.0 != key), "{path} {other}");
        }
    }
    clinic.section(&client, "trauma").set("safe_at_home", "unsafe");
    gate(&mut clinic, &client, "amber/unsafe_home", "yes");
    let found = candidates(&mut clinic, &client);
    assert_eq!(found.iter().filter(|it| it.key == "unsafe_home").count(), 1);
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn what_every_plan_answers_comes_first_and_blocks_sealing_until_it_is_picked() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    phq9(&mut clinic, &client, 2, 0);
    gate(&mut clinic, &client, "amber/passive_ideation", "yes");
    let found = keys(&mut clinic, &client);
    assert_eq!(found, [("safety/ideation".to_owned(), true), ("phq-9/total".to_owned(), false)]);
    let blocks = |page: &PlanPage| page.findings.iter().any(|it| it.rule == "need-must-be-there");
    assert!(blocks(&opened(&mut clinic, &client)));
    let asked = pick(&mut clinic, &client, "safety/ideation", true);
    let page = clinic.desk.pick_need(&asked).unwrap();
    assert!(!blocks(&page));
    let need = &page.plan.assessed_needs[0];
    assert_eq!(page.added, need.id.map(|id| id.to_string()));
    assert!(need.source.starts_with("Suitability, ") && need.source.ends_with("2026"));
}

#[test]
fn a_new_score_is_offered_to_the_need_that_came_from_the_old_one_and_pushed_nowhere() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    phq9(&mut clinic, &client, 2, 0);
    let asked = pick(&mut clinic, &client, "phq-9/total", true);
    let page = clinic.desk.pick_need(&asked).unwrap();
    assert!(page.offers.is_empty(), "{:?}", page.offers);
    let old = page.plan.assessed_needs[0].text.clone();
    phq9(&mut clinic, &client, 3, 0);
    let page = opened(&mut clinic, &client);
    assert_eq!(page.plan.assessed_needs[0].text, old, "nothing changes by itself");
    let offer = page.offers.iter().find(|it| it.key == "need/phq-9/total").unwrap();
    assert!(offer.before == old && offer.value.contains("24"), "{offer:?}");
    let asked = pick(&mut clinic, &client, "need/phq-9/total", true);
    let page = clinic.desk.answer_offer(&asked).unwrap();
    assert!(page.plan.assessed_needs[0].text.contains("24"));
    assert!(page.offers.is_empty() && page.added.is_none());
    assert_eq!(page.plan.assessed_needs.len(), 1);
}

#[test]
fn medicines_and_earlier_diagnoses_are_offered_in_words_with_who_said_so() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let mut section = clinic.section(&client, "medicines").set("takes_medicines", "yes");
    let row = section.add_row("medicines");
    for (cell, value) in [
        ("medicine", "Sertraline"),
        ("dose", "50"),
        ("dose_unit", "mg"),
        ("how_often", "daily"),
        ("taking", "some_missed"),
    ] {
        section = section.set(&format!("medicines/{row}/{cell}"), value);
    }
    let mut section = clinic.section(&client, "psychiatric").set("diagnosed", "yes");
    let row = section.add_row("diagnoses");
    section
        .set(&format!("diagnoses/{row}/diagnosis"), "Major depression")
        .set(&format!("diagnoses/{row}/diagnosed_by"), "Dr. Sample");
    let page = opened(&mut clinic, &client);
    let offer = |key: &str| page.offers.iter().find(|it| it.key == key).unwrap();
    assert_eq!(
        offer("medicines/medicines").value,
        "Sertraline 50 mg daily, taking it: Sometimes missed"
    );
    let key = format!("psychiatric/diagnoses/{row}");
    assert_eq!(offer(&key).value, "Major depression");
    assert!(offer(&key).source.ends_with("(given by Dr. Sample)"), "{}", offer(&key).source);
    let asked = pick(&mut clinic, &client, &key, true);
    let page = clinic.desk.answer_offer(&asked).unwrap();
    let made = &page.plan.diagnoses[0];
    assert_eq!((made.name.as_str(), made.code.as_str()), ("Major depression", ""));
    assert_eq!(page.added, made.id.map(|id| id.to_string()), "the cursor goes to it");
}
