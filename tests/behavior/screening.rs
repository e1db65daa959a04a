//! Screenings: answers, scores, and alerts that stand until somebody has asked anew.

use clinic::Code;
use clinic::view::{Role, SectionStatus, request};
use serde_json::{Value, json};
use tests::clinic::{ADMIN, Answering, TempClinic, refused};

fn adult(clinic: &mut TempClinic) -> String {
    born(clinic, "1985-04-07")
}

fn born(clinic: &mut TempClinic, date: &str) -> String {
    let answers = json!({"legal_first": "Ana", "legal_last": "Luz", "date_of_birth": date});
    clinic.add_client_with(answers).band.client
}

/// Answers q1 to q9 with one value, and q9 with its own.
fn phq9<'c>(clinic: &'c mut TempClinic, client: &str, each: i64, q9: i64) -> Answering<'c> {
    let mut form = clinic.screening(client, "phq-9");
    for n in 1..9 {
        form = form.set(&format!("q{n}"), each);
    }
    form.set("q9", q9)
}

fn alerts(clinic: &mut TempClinic, client: &str) -> usize {
    clinic.page(client).band.alerts.len()
}

#[test]
fn answers_give_scores_bands_and_a_row_on_the_page() {
    let mut clinic = TempClinic::new();
    let client = adult(&mut clinic);
    let form = phq9(&mut clinic, &client, 1, 0).mark(SectionStatus::Done);
    let total = &form.view.scores[0];
    assert_eq!(
        (total.label.as_str(), &total.value, total.max),
        ("PHQ-9 total", &json!(8), Some(27.0))
    );
    assert_eq!(total.band.as_ref().unwrap().code, "mild");
    assert_eq!(form.view.scores[1].value, json!(2));
    let row = clinic.page(&client).screenings.remove(0);
    assert_eq!((row.title.as_str(), row.score.as_str()), ("PHQ-9", "8"));
    assert_eq!((row.status, row.band.unwrap().code.as_str()), (SectionStatus::Done, "mild"));
    let plan = clinic.plan(&client);
    let measure = &plan.page.measures[0];
    assert_eq!((measure.label.as_str(), measure.last.as_str()), ("PHQ-9 total", "8"));
}

#[test]
fn the_sex_for_scoring_in_the_identity_section_decides_a_band() {
    let mut clinic = TempClinic::new();
    let client = adult(&mut clinic);
    let band = |clinic: &mut TempClinic| {
        let form = clinic.screening(&client, "audit-c").set("q1", 1).set("q2", 1).set("q3", 1);
        form.view.scores[0].band.as_ref().unwrap().code.clone()
    };
    assert_eq!(band(&mut clinic), "positive-women", "nobody has said");
    clinic.section(&client, "identity").set("sex_for_scoring", "male");
    assert_eq!(band(&mut clinic), "negative");
    clinic.section(&client, "identity").set("sex_for_scoring", "female");
    assert_eq!(band(&mut clinic), "positive-women");
}

#[test]
fn beginning_a_screening_writes_nothing_before_its_first_answer() {
    let mut clinic = TempClinic::new();
    let client = adult(&mut clinic);
    let _ = clinic.screening(&client, "gad-7");
    assert!(clinic.page(&client).screenings.is_empty());
    clinic.screening(&client, "gad-7").set("q1", 1);
    assert_eq!(clinic.page(&client).screenings.len(), 1);
}

#[test]
fn a_disclosure_stands_on_the_band_from_the_moment_it_is_answered_and_after_a_restart() {
    let mut clinic = TempClinic::new();
    let client = adult(&mut clinic);
    clinic.screening(&client, "phq-9").set("q9", 2);
    for _ in 0..2 {
        let band = clinic.page(&client).band;
        assert_eq!(band.alerts.len(), 1);
        assert!(band.alerts[0].starts_with("PHQ-9: Item 9"), "{:?}", band.alerts);
        clinic.crash();
        clinic.sign_in(ADMIN);
    }
}

#[test]
fn an_alert_stands_until_the_screening_has_been_finished_anew() {
    let mut clinic = TempClinic::new();
    let client = adult(&mut clinic);
    phq9(&mut clinic, &client, 0, 3).mark(SectionStatus::Done);
    assert_eq!(alerts(&mut clinic, &client), 1);
    let _ = clinic.screening(&client, "phq-9").set("q1", 0);
    assert_eq!(alerts(&mut clinic, &client), 1, "beginning again hides nothing");
    phq9(&mut clinic, &client, 0, 0);
    assert_eq!(alerts(&mut clinic, &client), 1, "nor do answers that nobody has finished");
    phq9(&mut clinic, &client, 0, 0).mark(SectionStatus::Done);
    assert_eq!(alerts(&mut clinic, &client), 0);
}

#[test]
fn another_screening_does_not_quiet_the_first() {
    let mut clinic = TempClinic::new();
    let client = adult(&mut clinic);
    phq9(&mut clinic, &client, 0, 3).mark(SectionStatus::Done);
    let mut gad = clinic.screening(&client, "gad-7");
    for n in 1..8 {
        gad = gad.set(&format!("q{n}"), 0);
    }
    gad.mark(SectionStatus::Done);
    assert_eq!(alerts(&mut clinic, &client), 1);
}

#[test]
fn a_screening_is_finished_when_each_question_has_an_answer_or_a_reason_for_none() {
    let mut clinic = TempClinic::new();
    let client = adult(&mut clinic);
    let mut form = clinic.screening(&client, "phq-9");
    for n in 1..9 {
        form = form.set(&format!("q{n}"), 0);
    }
    assert!(form.view.alerts.is_empty(), "nobody has been asked question 9 yet");
    assert_eq!(refused(form.try_mark(SectionStatus::Done)), Code::BadValue);
    let form = form.state("q9", "declined").mark(SectionStatus::Done);
    assert_eq!(form.view.alerts[0].id, "phq9-item9-missing");
    assert_eq!(form.view.scores[0].value, Value::Null);
    assert_eq!(alerts(&mut clinic, &client), 1);
}

#[test]
fn only_screenings_for_the_persons_age_are_offered_and_taken() {
    let mut clinic = TempClinic::new();
    let offered = |clinic: &mut TempClinic, client: &str| {
        let forms = clinic.page(client).forms;
        forms.into_iter().map(|choice| choice.form).collect::<Vec<_>>()
    };
    let (grown, minor) = (born(&mut clinic, "2008-11-23"), born(&mut clinic, "2008-11-24"));
    assert!(offered(&mut clinic, &grown).contains(&"phq-9".to_owned()));
    assert!(!offered(&mut clinic, &minor).contains(&"phq-9".to_owned()));
    let request = clinic.form(&minor, "phq-9");
    assert_eq!(refused(clinic.desk.start_screening(&request)), Code::NoSuchForm);
    let other = clinic.screening(&grown, "phq-9").answer("q1", 0);
    let request = request::AnswerItem { client: minor, ..other };
    assert_eq!(refused(clinic.desk.answer_item(&request)), Code::NoSuchForm);
}

#[test]
fn what_is_not_a_choice_is_refused() {
    let mut clinic = TempClinic::new();
    let client = adult(&mut clinic);
    let mut form = clinic.screening(&client, "phq-9");
    for value in [json!(4), json!(-1), json!("2"), json!(1.5), json!([1]), json!(true)] {
        assert_eq!(refused(form.try_set("q1", value.clone())), Code::BadValue, "{value}");
    }
    let request = clinic.form(&client, "identity");
    assert_eq!(refused(clinic.desk.start_screening(&request)), Code::NoSuchForm);
}

#[test]
fn the_front_desk_sees_no_screening_and_gives_one_without_its_scores() {
    let mut clinic = TempClinic::new();
    let client = adult(&mut clinic);
    let record = phq9(&mut clinic, &client, 0, 3).view.record;
    clinic.add_staff("Fern Test", Role::FrontDesk);
    clinic.sign_in("Fern Test");
    let request = clinic.form(&client, "phq-9");
    let begun = clinic.desk.start_screening(&request).unwrap();
    assert!(begun.scores.is_empty() && begun.alerts.is_empty());
    let (token, client) = (clinic.token.clone(), client.clone());
    let open = request::OpenResponse { token, client, record };
    assert_eq!(refused(clinic.desk.open_response(&open)), Code::NoSuchRecord);
}
