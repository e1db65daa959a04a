//! The treatment plan, edit by edit.

use clinic::Code;
use clinic::view::request;
use record::Entered;
use record::plan::{Edit, Modality, Status};
use serde_json::{Value, json};
use tests::clinic::{ADMIN, TempClinic, refused};

fn set(path: &str, value: impl Into<Value>) -> Edit {
    Edit::Set { path: path.into(), value: value.into() }
}

#[test]
fn a_plan_is_written_from_problem_to_intervention_and_is_there_after_a_crash() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let mut plan = clinic.plan(&client);
    assert_eq!((plan.page.rev, plan.page.saved_at.is_none()), (0, true));
    assert_eq!(plan.page.people, ["Amara Test, LCSW"]);
    let (objective, intervention) = plan.thread();
    plan.set(&format!("{objective}/target_date"), "3/10/27");
    plan.set(&format!("{objective}/status"), "in_progress");
    for (field, value) in [
        ("modality", json!("group")),
        ("minutes", json!("90")),
        ("times_a_week", json!("2.5")),
        ("weeks", json!(8)),
        ("responsible", json!("Amara Test, LCSW")),
    ] {
        plan.set(&format!("{intervention}/{field}"), value);
    }
    let written = plan.page.plan.clone();
    clinic.crash();
    clinic.sign_in(ADMIN);
    let kept = clinic.plan(&client).page.plan.clone();
    assert_eq!(kept, written);
    let objective = &kept.problems[0].goals[0].objectives[0];
    assert_eq!(objective.status, Status::InProgress);
    assert_eq!(objective.target_date.known().unwrap().to_string(), "2027-03-10");
    let intervention = &objective.interventions[0];
    assert_eq!(intervention.modality, Some(Modality::Group));
    assert_eq!((intervention.minutes.known(), intervention.weeks.known()), (Some(90), Some(8)));
    assert_eq!(intervention.times_a_week.known(), Some(2.5));
}

#[test]
fn opening_a_plan_writes_none() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let _ = clinic.plan(&client);
    assert!(clinic.page(&client).plan.is_none());
    clinic.plan(&client).set("vision", "Mornings.");
    let summary = clinic.page(&client).plan.unwrap();
    assert_eq!(summary.problems, 0);
    assert!(summary.open_findings > 1, "{summary:?}");
    assert_eq!(summary.standing, "Draft, not sealed");
}

#[test]
fn what_cannot_be_read_is_kept_as_typed_and_found() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let mut plan = clinic.plan(&client);
    let (objective, intervention) = plan.thread();
    plan.set(&format!("{objective}/target_date"), "when the school year ends");
    plan.set(&format!("{intervention}/minutes"), "about an hour");
    let objective = &plan.page.plan.problems[0].goals[0].objectives[0];
    assert_eq!(objective.target_date, Entered::Text("when the school year ends".into()));
    assert_eq!(objective.interventions[0].minutes, Entered::Text("about an hour".into()));
    for rule in ["objective-date", "intervention-minutes"] {
        let found = plan.rules().iter().any(|found| found.starts_with(rule));
        assert!(found, "{rule} in {:?}", plan.rules());
    }
}

#[test]
fn findings_name_the_field_and_go_when_it_is_filled() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let mut plan = clinic.plan(&client);
    assert!(plan.rules().contains(&"plan-has-problem"));
    let (objective, _) = plan.thread();
    let path = format!("{objective}/baseline");
    assert!(plan.page.findings.iter().any(|finding| finding.path == path));
    plan.set(&path, "0 of 7 mornings");
    assert!(plan.page.findings.iter().all(|finding| finding.path != path));
}

#[test]
fn a_removed_problem_comes_back_whole_in_its_place() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let mut plan = clinic.plan(&client);
    plan.thread();
    let second = plan.add("problems");
    let before = plan.page.plan.clone();
    let first = before.problems[0].clone();
    let path = format!("problems/{}", first.id.unwrap());
    plan.edit(vec![Edit::Remove { path: path.clone() }]).unwrap();
    assert_eq!(plan.page.plan.problems.len(), 1);
    let value = Some(serde_json::to_value(&first).unwrap());
    let back = Edit::Add { list: "problems".into(), after: None, value };
    plan.edit(vec![back, Edit::Move { path, after: None }]).unwrap();
    assert_eq!(plan.page.plan, before);
    assert!(second.ends_with(&before.problems[1].id.unwrap().to_string()));
}

#[test]
fn of_several_edits_in_one_request_all_are_made_or_none() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let mut plan = clinic.plan(&client);
    plan.edit(vec![set("vision", "One"), set("strengths", "Two")]).unwrap();
    assert_eq!(plan.page.rev, 1);
    let answer = plan.edit(vec![set("vision", "Three"), set("problems/none/statement", "Four")]);
    assert_eq!(refused(answer), Code::BadValue);
    assert_eq!((plan.page.rev, plan.page.plan.vision.as_str()), (1, "One"));
    let plan = clinic.plan(&client);
    assert_eq!((plan.page.rev, plan.page.plan.vision.as_str()), (1, "One"));
}

#[test]
fn an_edit_of_a_revision_that_has_passed_is_stale() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let mut plan = clinic.plan(&client);
    let blank = plan.request(vec![set("vision", "Late")]);
    plan.set("vision", "Now");
    let late = request::EditPlan { rev: 0, ..plan.request(vec![set("vision", "Late")]) };
    let early = request::EditPlan { rev: 2, ..plan.request(vec![set("vision", "Early")]) };
    for request in [blank, late, early] {
        assert_eq!(refused(clinic.desk.edit_plan(&request)), Code::Stale);
    }
    assert_eq!(clinic.plan(&client).page.plan.vision, "Now");
}

#[test]
fn a_text_kept_while_somebody_types_is_saved_like_any_other() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let request = clinic.plan(&client).request(vec![set("vision", "To sl")]);
    let kept = clinic.desk.keep_plan(&request).unwrap();
    assert_eq!(kept.rev, 1);
    assert_eq!(refused(clinic.desk.keep_plan(&request)), Code::Stale);
    let more =
        request::EditPlan { rev: kept.rev, edits: vec![set("vision", "To sleep")], ..request };
    let kept = clinic.desk.keep_plan(&more).unwrap();
    clinic.crash();
    clinic.sign_in(ADMIN);
    let page = clinic.plan(&client).page;
    assert_eq!((page.rev, page.plan.vision.as_str()), (2, "To sleep"));
    assert_eq!(page.saved_at, kept.saved_at);
}

#[test]
fn a_first_plan_never_takes_the_place_of_another_record() {
    let mut clinic = TempClinic::new();
    let (ana, bo) = (clinic.add_client("Ana", "Luz"), clinic.add_client("Bo", "Test"));
    let presenting = clinic.section(&ana, "presenting").set("own_words", "Mine.").view.record;
    clinic.plan(&ana).set("vision", "Mine.");
    let plan = clinic.plan(&ana).page.record.clone();
    let contact = clinic.saved(&ana, "identity").record;
    for record in [presenting, plan, contact, ana.clone(), bo.clone()] {
        let mut theirs = clinic.plan(&bo).request(vec![set("vision", "Theirs.")]);
        theirs.record = record;
        assert_eq!(refused(clinic.desk.edit_plan(&theirs)), Code::NoSuchRecord);
    }
    clinic.crash();
    clinic.sign_in(ADMIN);
    assert_eq!(clinic.plan(&ana).page.plan.vision, "Mine.");
    assert_eq!(clinic.section(&ana, "presenting").item("own_words").value, "Mine.");
    assert_eq!(clinic.plan(&bo).page.rev, 0);
}

#[test]
fn texts_lists_and_requests_have_their_limits() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let mut plan = clinic.plan(&client);
    plan.set("vision", "Before");
    assert_eq!(refused(plan.edit(vec![set("vision", "a".repeat(1 << 20))])), Code::TooLong);
    let add = || Edit::Add { list: "problems".into(), after: None, value: None };
    assert_eq!(refused(plan.edit((0..201).map(|_| add()).collect())), Code::TooLong);
    plan.edit((0..200).map(|_| add()).collect()).unwrap();
    assert_eq!(refused(plan.edit(vec![add()])), Code::TooLong);
    assert_eq!(plan.page.plan.vision, "Before");
    assert_eq!(plan.page.plan.problems.len(), 200);
}
