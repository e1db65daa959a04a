//! Reviews, certification, summaries and the due board.

use std::time::Duration;

use clinic::Code;
use clinic::view::{BoardKind, ReviewsPage, Role, SectionStatus, SignedHow, SignerRole, request};
use record::plan::{Edit, Standing, Status};
use serde_json::{Value, json};
use tests::clinic::{PASSPHRASE, STROKES, TempClinic, refused, text_of_pdf};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn edit(clinic: &mut TempClinic, client: &str, values: &[(&str, Value)]) -> ReviewsPage {
    let page = clinic.desk.open_reviews(&clinic.of(client)).unwrap();
    let draft = page.draft.unwrap();
    let set =
        |(path, value): &(&str, Value)| Edit::Set { path: (*path).into(), value: value.clone() };
    let request = request::EditPlan {
        token: clinic.token.clone(),
        client: client.into(),
        record: draft.record,
        rev: draft.rev,
        edits: values.iter().map(set).collect(),
    };
    clinic.desk.edit_review(&request).unwrap()
}

pub(super) fn finish(clinic: &mut TempClinic, client: &str) -> clinic::Result<ReviewsPage> {
    let draft = clinic.desk.open_reviews(&clinic.of(client)).unwrap().draft.unwrap();
    let (token, client) = (clinic.token.clone(), client.to_owned());
    clinic.desk.finish_review(&request::OfRecord {
        token,
        client,
        record: draft.record,
        rev: draft.rev,
    })
}

pub(super) fn reviewed(
    clinic: &mut TempClinic,
    client: &str,
    decision: &str,
    status: &str,
) -> ReviewsPage {
    let page = clinic.desk.begin_review(&clinic.of(client)).unwrap();
    let objective = page.draft.unwrap().review.objectives[0].id.unwrap();
    let at = |field: &str| format!("objectives/{objective}/{field}");
    let (progress, state, reason) = (at("progress"), at("status"), at("reason"));
    edit(
        clinic,
        client,
        &[
            ("participants", json!("Ana and the team")),
            ("summary", json!("Mornings are easier.")),
            ("decision", json!(decision)),
            ("decision_reason", json!("It helps.")),
            (progress.as_str(), json!("Up by eight on four days")),
            (state.as_str(), json!(status)),
            (reason.as_str(), json!("Goes well.")),
        ],
    );
    finish(clinic, client).unwrap()
}

#[test]
fn a_review_needs_a_plan_in_force_and_only_one_is_written_at_a_time() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    assert_eq!(refused(clinic.desk.begin_review(&clinic.of(&client))), Code::NotInForce);
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    clinic.desk.begin_review(&clinic.of(&client)).unwrap();
    assert_eq!(refused(clinic.desk.begin_review(&clinic.of(&client))), Code::ReviewOpen);
    assert_eq!(refused(finish(&mut clinic, &client)), Code::Unfinished);
}

#[test]
fn the_next_review_is_due_by_the_strictest_rule_and_late_after_it() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    let page = clinic.desk.open_reviews(&clinic.of(&client)).unwrap();
    assert_eq!((page.due.as_str(), page.late), ("By Dec 23, 2026", false));
    let (token, pack) = (clinic.token.clone(), "frequent-review-state".to_owned());
    clinic.desk.choose_rule_pack(&request::ChooseRulePack { token, pack, on: true }).unwrap();
    let page = clinic.desk.open_reviews(&clinic.of(&client)).unwrap();
    assert_eq!(page.due, "By Dec 7, 2026");
    assert!(!clinic.plan(&client).rules().contains(&"review-due"));
    clinic.clock.advance(DAY * 16);
    clinic.sign_in(tests::clinic::ADMIN);
    let board = clinic.desk.open_due_board(&clinic.signed()).unwrap();
    let row = board.rows.iter().find(|it| it.kind == BoardKind::Review).unwrap();
    assert_eq!((row.late_days, row.on.as_str()), (2, "Dec 7, 2026"));
    let findings = clinic.plan(&client).page.findings.clone();
    let review = findings.iter().find(|it| it.rule == "review-due").unwrap();
    assert_eq!(review.message, "The next review was due on Dec 7, 2026.", "the first one too");
}

#[test]
fn a_changed_status_goes_into_an_amendment_and_continuing_into_none() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    reviewed(&mut clinic, &client, "continue", "not_started");
    assert_eq!(clinic.plan(&client).page.standing, Standing::InForce);
    let page = reviewed(&mut clinic, &client, "continue", "met");
    assert_eq!(page.past.len(), 2);
    let plan = clinic.plan(&client).page.clone();
    assert_eq!((plan.version, plan.standing), (2, Standing::Draft));
    assert_eq!(plan.plan.problems[0].goals[0].objectives[0].status, Status::Met);
}

#[test]
fn a_step_down_asks_for_a_summary_that_begins_with_what_the_records_say() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    reviewed(&mut clinic, &client, "step_down", "in_progress");
    assert_eq!(clinic.plan(&client).page.standing, Standing::InForce, "nothing to amend");
    let board = clinic.desk.open_due_board(&clinic.signed()).unwrap();
    assert!(board.rows.iter().any(|it| it.kind == BoardKind::Summary), "{board:?}");
    let page = clinic.desk.begin_summary(&clinic.of(&client)).unwrap();
    let draft = page.summary.unwrap();
    assert_eq!(draft.summary.course, "Skills group");
    let set = |path: &str| Edit::Set { path: path.into(), value: json!("Said.") };
    let missing: Vec<Edit> = draft.lacks.iter().map(|lack| set(&lack.path)).collect();
    let (token, record, rev) = (clinic.token.clone(), draft.record.clone(), draft.rev);
    let request = request::EditPlan { token, client: client.clone(), record, rev, edits: missing };
    let draft = clinic.desk.edit_summary(&request).unwrap().summary.unwrap();
    assert!(draft.lacks.is_empty(), "{:?}", draft.lacks);
    let (token, record, rev) = (clinic.token.clone(), draft.record.clone(), draft.rev);
    let request = request::OfRecord { token, client: client.clone(), record, rev };
    let page = clinic.desk.finish_summary(&request).unwrap();
    assert!(page.summary.is_none());
    assert_eq!(page.summaries[0].by, "Amara Test, LCSW");
    let pdf = clinic.desk.summary_pdf(&clinic.leaving(&client)).unwrap();
    let path = clinic.folder().join("summary.pdf");
    std::fs::write(&path, &pdf.bytes).unwrap();
    assert!(text_of_pdf(&path).contains("Skills group"));
}

/// Certifies as whoever is signed in; without `all`, the first condition stays unconfirmed.
pub(super) fn certify(
    clinic: &mut TempClinic,
    client: &str,
    all: bool,
    said: &str,
) -> clinic::Result<ReviewsPage> {
    let view = clinic.desk.open_reviews(&clinic.of(client)).unwrap().certification.unwrap();
    let mut form = view.form;
    form.conditions.iter_mut().skip(usize::from(!all)).for_each(|it| it.confirmed = true);
    for field in [&mut form.response, &mut form.remaining_risk, &mut form.discharge_goals] {
        said.clone_into(field);
    }
    clinic.desk.certify_plan(&request::CertifyPlan {
        token: clinic.token.clone(),
        client: client.into(),
        record: view.plan,
        certification: form,
        how: SignedHow::Typed,
        passphrase: PASSPHRASE.into(),
    })
}

#[test]
fn medicare_asks_for_a_physician_who_confirms_every_condition_and_again_after_sixty_days() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    clinic.add_signer("Petra Test", Role::Physician, "MD");
    clinic.section(&client, "coverage").set("funding", json!(["medicare"]));
    clinic.plan(&client).whole();
    let blocked = clinic.plan(&client).page.clone();
    assert!(
        blocked
            .findings
            .iter()
            .any(|it| it.source == "Medicare IOP" && it.rule == "plan-has-diagnosis")
    );
    clinic.plan(&client).add_with("diagnoses", Some(json!({
        "code": "F33.1", "name": "Major depressive disorder, recurrent, moderate", "primary": true,
        "by": "P. Test, MD", "date": "11/20/26",
    })));
    clinic.seal(&client).unwrap();
    let drawn = SignedHow::Drawn { strokes: STROKES.into() };
    clinic.sign(&client, SignerRole::Client, drawn).unwrap();
    assert_eq!(clinic.plan(&client).page.standing, Standing::AwaitingSignatures);
    assert_eq!(refused(certify(&mut clinic, &client, true, "")), Code::NoCredential);
    clinic.sign_in("Petra Test");
    clinic.sign(&client, SignerRole::Physician, SignedHow::Typed).unwrap();
    assert_eq!(clinic.plan(&client).page.standing, Standing::InForce);
    assert_eq!(refused(certify(&mut clinic, &client, false, "")), Code::Unfinished);
    let view = certify(&mut clinic, &client, true, "").unwrap().certification.unwrap();
    assert_eq!((view.words.as_str(), view.due), ("Stands until Jan 22, 2027", false));
    clinic.clock.advance(DAY * 61);
    clinic.sign_in("Petra Test");
    let view = clinic.desk.open_reviews(&clinic.of(&client)).unwrap().certification.unwrap();
    assert!(view.late && view.form.renewal);
    assert_eq!(refused(certify(&mut clinic, &client, true, "")), Code::Unfinished);
    let view = certify(&mut clinic, &client, true, "Said.").unwrap().certification.unwrap();
    assert_eq!(view.signed.len(), 2);
}

#[test]
fn the_tracer_shows_the_way_from_need_to_outcome() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let mut plan = clinic.plan(&client);
    let need = plan.add_with(
        "assessed_needs",
        Some(json!({"text": "Sleeps three hours", "source": "Intake"})),
    );
    plan.whole();
    let problem = format!("problems/{}", plan.page.plan.problems[0].id.unwrap());
    let mut needs = plan.page.plan.problems[0].needs.clone();
    needs.push(need.rsplit('/').next().unwrap().parse().unwrap());
    plan.set(&format!("{problem}/needs"), json!(needs));
    clinic.seal(&client).unwrap();
    let pdf = clinic.desk.tracer_pdf(&clinic.leaving(&client)).unwrap();
    let path = clinic.folder().join("tracer.pdf");
    std::fs::write(&path, &pdf.bytes).unwrap();
    let text = text_of_pdf(&path);
    for words in [
        "Sleeps three hours",
        "Low mood most days",
        "Mornings are hard",
        "Skills group",
        "Mon 9:00 AM",
        "Therapist: Amara Test, LCSW",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
}

#[test]
fn the_front_desk_sees_nothing_clinical_on_the_due_board() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    clinic.desk.amend_plan(&clinic.of(&client)).unwrap();
    clinic.add_staff("Fred Test", Role::FrontDesk);
    clinic.clock.advance(DAY * 40);
    clinic.sign_in("Fred Test");
    let board = clinic.desk.open_due_board(&clinic.signed()).unwrap();
    assert!(board.rows.is_empty(), "{board:?}");
}

fn phq9(clinic: &mut TempClinic, client: &str, each: i64) {
    let mut screening = clinic.screening(client, "phq-9");
    for item in 1..=9 {
        screening = screening.set(&format!("q{item}"), json!(if item == 9 { 0 } else { each }));
    }
    screening.set("q10", json!(0)).mark(SectionStatus::Done);
}

#[test]
fn a_review_shows_the_measure_of_an_objective_with_its_target_and_the_days_of_the_plan() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    phq9(&mut clinic, &client, 2);
    clinic.plan(&client).whole();
    let plan = clinic.plan(&client).page.plan.clone();
    let (problem, goal) = (&plan.problems[0], &plan.problems[0].goals[0]);
    let ids = [problem.id, goal.id, goal.objectives[0].id].map(Option::unwrap);
    let objective = format!("problems/{}/goals/{}/objectives/{}", ids[0], ids[1], ids[2]);
    for (field, value) in [
        ("measure_kind", "instrument"),
        ("instrument", "phq-9/total"),
        ("measure", "PHQ-9 total"),
        ("baseline", "16"),
        ("target", "9"),
    ] {
        clinic.plan(&client).set(&format!("{objective}/{field}"), value);
    }
    clinic.seal(&client).unwrap();
    let drawn = SignedHow::Drawn { strokes: STROKES.into() };
    clinic.sign(&client, SignerRole::Client, drawn).unwrap();
    reviewed(&mut clinic, &client, "continue", "in_progress");
    clinic.clock.advance(14 * DAY);
    phq9(&mut clinic, &client, 1);
    let page = clinic.desk.begin_review(&clinic.of(&client)).unwrap();
    let draft = page.draft.unwrap();
    let [trend] = draft.trends.as_slice() else { panic!("{:?}", draft.trends) };
    assert_eq!(trend.objective_id, ids[2].to_string());
    assert_eq!((trend.trend.points.len(), trend.trend.target), (2, Some(9)));
    let days: Vec<String> =
        trend.events.iter().map(|it| format!("{} {}", it.on, it.words)).collect();
    assert_eq!(
        days,
        [
            "2026-11-23 Plan version 1 in force",
            "2026-11-23 Review: Continue as planned",
            "2027-02-01 Target date",
        ]
    );
    let pdf = clinic.desk.plan_pdf(&clinic.leaving(&client)).unwrap();
    let path = clinic.folder().join("plan.pdf");
    std::fs::write(&path, &pdf.bytes).unwrap();
    let text = text_of_pdf(&path);
    for words in ["Outcomes", "PHQ-9 total", "Target 9", "Target date"] {
        assert!(text.contains(words), "{words} in {text}");
    }
    // What the draft that amends the plan wants does not count yet: the version in force does.
    assert_eq!(clinic.plan(&client).page.version, 2);
    clinic.plan(&client).set(&format!("{objective}/target"), "4");
    let page = clinic.desk.open_progress(&clinic.of(&client)).unwrap();
    assert_eq!(page.trends[0].trend.target, Some(9));
}
