//! The library in a plan, and what intake and screening offer it.

use clinic::view::{PlanPage, Role, request};
use clinic::{Code, Result};
use record::library::Part;
use serde_json::json;
use tests::clinic::{TempClinic, refused};

fn insert(
    clinic: &mut TempClinic,
    client: &str,
    part: Part,
    entry: Option<&str>,
) -> Result<PlanPage> {
    let page = clinic.plan(client).page.clone();
    clinic.desk.insert_from_library(&request::InsertFromLibrary {
        token: clinic.token.clone(),
        client: client.into(),
        record: page.record,
        rev: page.rev,
        area: "depression".into(),
        part,
        entry: entry.map(str::to_owned),
        under: String::new(),
    })
}

fn answer(
    clinic: &TempClinic,
    client: &str,
    page: &PlanPage,
    key: &str,
    take: bool,
) -> request::AnswerOffer {
    let (token, client) = (clinic.token.clone(), client.to_owned());
    request::AnswerOffer {
        token,
        client,
        record: page.record.clone(),
        rev: page.rev,
        key: key.into(),
        take,
    }
}

fn finished_phq9(clinic: &mut TempClinic, client: &str) {
    let mut screening = clinic.screening(client, "phq-9");
    for item in 1..=9 {
        screening = screening.set(&format!("q{item}"), if item == 9 { 0 } else { 2 });
    }
    screening.mark(clinic::view::SectionStatus::Done);
}

#[test]
fn a_whole_thread_is_inserted_marked_with_its_baseline_and_is_unmarked_by_editing() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    finished_phq9(&mut clinic, &client);
    let page = insert(&mut clinic, &client, Part::Area, None).unwrap();
    let problem = &page.plan.problems[0];
    assert!(problem.library.is_some());
    let steps = &problem.goals[0].objectives;
    let by_score = steps.iter().find(|it| it.instrument == "phq-9/total");
    assert_eq!(by_score.map(|it| it.baseline.as_str()), Some("16"), "{steps:?}");
    assert!(page.findings.iter().any(|it| it.rule == "goal-library-text"));
    let path =
        format!("problems/{}/goals/{}/words", problem.id.unwrap(), problem.goals[0].id.unwrap());
    clinic.plan(&client).set(&path, "I want to get up again.");
    let page = clinic.plan(&client).page.clone();
    assert!(page.findings.iter().all(|it| it.rule != "goal-library-text"));
}

#[test]
fn an_entry_goes_where_there_is_something_to_put_it_under() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let area = record::library::shipped().unwrap().iter().find(|it| it.id == "depression").unwrap();
    let (goal, step) = (area.goals[0].id.as_str(), area.objectives[0].id.as_str());
    let nowhere = insert(&mut clinic, &client, Part::Objective, Some(step));
    assert_eq!(refused(nowhere), Code::NoSuchRecord);
    insert(&mut clinic, &client, Part::Problem, Some(&area.problems[0].id)).unwrap();
    insert(&mut clinic, &client, Part::Goal, Some(goal)).unwrap();
    let page = insert(&mut clinic, &client, Part::Objective, Some(step)).unwrap();
    assert_eq!(page.plan.problems[0].goals[0].objectives.len(), 1);
    assert_eq!(refused(insert(&mut clinic, &client, Part::Goal, Some("none"))), Code::NoSuchRecord);
}

#[test]
fn an_area_is_opened_as_a_thread_and_an_area_that_is_none_is_refused() {
    let mut clinic = TempClinic::new();
    let ask = |clinic: &mut TempClinic, area: &str| {
        let (token, client, find) = (clinic.token.clone(), String::new(), String::new());
        let area = area.to_owned();
        clinic.desk.open_library(&request::OpenLibrary { token, client, area, find })
    };
    let hits = ask(&mut clinic, "depression").unwrap().hits;
    assert!(hits.iter().all(|hit| hit.area == "depression"));
    let parts: Vec<Part> = hits.iter().map(|hit| hit.part).collect();
    assert_eq!((parts[0], parts[1]), (Part::Area, Part::Problem));
    let area = record::library::shipped().unwrap().iter().find(|it| it.id == "depression").unwrap();
    let count = parts.iter().filter(|it| **it == Part::Intervention).count();
    assert_eq!(count, area.interventions.len());
    assert!(hits.iter().all(|hit| !hit.text.is_empty() && !hit.client.is_empty()));
    for none in ["no-such-area", "../depression", "Depression"] {
        assert_eq!(refused(ask(&mut clinic, none)), Code::NoSuchRecord, "{none}");
    }
}

#[test]
fn an_entry_is_never_put_elsewhere_when_its_place_is_gone_and_a_stale_page_changes_nothing() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let page = insert(&mut clinic, &client, Part::Area, None).unwrap();
    let goal = page.plan.problems[0].goals[0].library.clone().unwrap();
    let entry = goal.rsplit('/').next().unwrap();
    let ask = |clinic: &TempClinic, rev: u32, under: &str| request::InsertFromLibrary {
        token: clinic.token.clone(),
        client: client.clone(),
        record: page.record.clone(),
        rev,
        area: "depression".into(),
        part: Part::Goal,
        entry: Some(entry.to_owned()),
        under: under.into(),
    };
    let gone = ask(&clinic, page.rev, "problems/0123456789abcdef0123456789abcdef");
    assert_eq!(refused(clinic.desk.insert_from_library(&gone)), Code::NoSuchRecord);
    let stale = ask(&clinic, page.rev - 1, "");
    assert_eq!(refused(clinic.desk.insert_from_library(&stale)), Code::Stale);
    assert_eq!(clinic.plan(&client).page.plan, page.plan);
}

#[test]
fn words_that_fit_as_they_are_lose_their_mark_and_stay() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let page = insert(&mut clinic, &client, Part::Area, None).unwrap();
    let problem = page.plan.problems[0].id.unwrap();
    clinic.plan(&client).set(&format!("problems/{problem}/library"), serde_json::Value::Null);
    let after = clinic.plan(&client).page.clone();
    assert_eq!(after.plan.problems[0].library, None);
    assert_eq!(after.plan.problems[0].statement, page.plan.problems[0].statement);
}

#[test]
fn the_area_that_the_guide_starts_from_is_taken_as_it_stands_there() {
    let guide = include_str!("../../docs/library.md");
    let area = guide.split("```toml\n").nth(1).and_then(|it| it.split("```").next()).unwrap();
    let mut clinic = TempClinic::new();
    let token = clinic.token.clone();
    let view = clinic.desk.add_library_area(&token, "swimming.toml", area).unwrap();
    assert!(view.areas.iter().any(|it| it.own && it.id == "back-to-the-water"));
    let older = area.replacen("1.0.0", "0.9.0", 1);
    assert_eq!(refused(clinic.desk.add_library_area(&token, "a.toml", &older)), Code::FormTaken);
}

#[test]
fn the_library_is_searched_and_scores_bring_areas_up_first() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    finished_phq9(&mut clinic, &client);
    let open = |clinic: &mut TempClinic, find: &str| {
        let (token, area) = (clinic.token.clone(), String::new());
        let (client, find) = (client.clone(), find.to_owned());
        clinic.desk.open_library(&request::OpenLibrary { token, client, area, find }).unwrap()
    };
    let view = open(&mut clinic, "");
    assert!(view.areas[0].offered && view.hits.is_empty());
    let view = open(&mut clinic, "worry");
    assert!(view.hits.iter().any(|hit| hit.area == "anxiety"), "{:?}", view.hits);
    assert!(open(&mut clinic, "zzzz").hits.is_empty());
}

#[test]
fn a_clinics_own_area_is_read_strictly_replaces_its_older_version_and_can_be_retired() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let own = std::fs::read_to_string("../crates/record/library/problems/sleep.toml").unwrap();
    let own = own.replace("id = \"sleep\"", "id = \"own-sleep\"");
    let token = clinic.token.clone();
    assert_eq!(
        refused(clinic.desk.add_library_area(&token, "own.toml", "id = 1")),
        Code::BadDefinition
    );
    let shipped = own.replace("own-sleep", "sleep");
    assert_eq!(
        refused(clinic.desk.add_library_area(&token, "own.toml", &shipped)),
        Code::FormTaken
    );
    clinic.desk.add_library_area(&token, "own.toml", &own).unwrap();
    assert_eq!(refused(clinic.desk.add_library_area(&token, "own.toml", &own)), Code::FormTaken);
    let newer = own.replacen("1.0.0", "1.1.0", 1);
    let view = clinic.desk.add_library_area(&token, "own.toml", &newer).unwrap();
    let rows: Vec<_> = view.areas.iter().filter(|it| it.own).collect();
    assert_eq!((rows.len(), rows[0].version.as_str()), (1, "1.1.0"));
    clinic.crash();
    clinic.sign_in(tests::clinic::ADMIN);
    let token = clinic.token.clone();
    let request = request::RetireArea { token, area: "own-sleep".into(), retired: true };
    let view = clinic.desk.retire_library_area(&request).unwrap();
    assert!(view.areas.iter().all(|it| !it.own) && view.retired.len() == 1);
    let _ = client;
}

#[test]
fn intake_is_offered_taken_once_and_offered_again_when_it_says_something_else() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    clinic.section(&client, "supports").set("strengths", "Never gives up");
    clinic.plan(&client).set("strengths", "Funny");
    let page = clinic.plan(&client).page.clone();
    let offer = page.offers.iter().find(|it| it.key == "supports/strengths").unwrap();
    assert_eq!((offer.value.as_str(), offer.field.as_str()), ("Never gives up", "strengths"));
    let request = answer(&clinic, &client, &page, "supports/strengths", true);
    let page = clinic.desk.answer_offer(&request).unwrap();
    assert_eq!(page.plan.strengths, "Funny\nNever gives up");
    assert!(page.offers.iter().all(|it| it.key != "supports/strengths"));
    let again = answer(&clinic, &client, &page, "supports/strengths", true);
    assert_eq!(refused(clinic.desk.answer_offer(&again)), Code::NoSuchRecord);
    clinic.section(&client, "supports").set("strengths", "Never gives up, ever");
    let page = clinic.plan(&client).page.clone();
    let offer = page.offers.iter().find(|it| it.key == "supports/strengths").unwrap();
    assert_eq!(offer.before, "Never gives up");
    let request = answer(&clinic, &client, &page, "supports/strengths", false);
    let page = clinic.desk.answer_offer(&request).unwrap();
    assert!(page.offers.iter().all(|it| it.key != "supports/strengths"));
    assert_eq!(page.plan.strengths, "Funny\nNever gives up");
}

#[test]
fn an_answer_that_leaves_nothing_to_say_is_not_offered_unless_the_plan_says_otherwise() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let offered = |clinic: &mut TempClinic| {
        let page = clinic.plan(&client).page.clone();
        page.offers.into_iter().find(|it| it.key == "social/transport").map(|it| it.value)
    };
    clinic.section(&client, "social").set("transport", "yes");
    assert_eq!(offered(&mut clinic), None);
    clinic.section(&client, "social").set("transport", "no");
    assert_eq!(offered(&mut clinic).as_deref(), Some("Transportation: Not enough"));
    let page = clinic.plan(&client).page.clone();
    let request = answer(&clinic, &client, &page, "social/transport", true);
    clinic.desk.answer_offer(&request).unwrap();
    clinic.section(&client, "social").set("transport", "yes");
    assert_eq!(offered(&mut clinic).as_deref(), Some("Transportation: Enough"));
}

#[test]
fn danger_and_housing_must_be_answered_by_every_plan() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    clinic.section(&client, "social").set("housing", "shelter");
    clinic.plan(&client).whole();
    let page = clinic.plan(&client).page.clone();
    assert!(
        page.findings
            .iter()
            .any(|it| it.rule == "need-must-be-there" && it.message.contains("Housing"))
    );
    assert_eq!(refused(clinic.seal(&client)), Code::PlanBlocked);
    let request = answer(&clinic, &client, &page, "housing", true);
    let page = clinic.desk.pick_need(&request).unwrap();
    let housing = page.plan.assessed_needs.last().unwrap();
    assert_eq!(housing.text, "Housing");
    let need = housing.id.unwrap();
    assert!(page.candidates.iter().all(|it| it.picked), "{:?}", page.candidates);
    clinic
        .plan(&client)
        .edit(vec![
            record::plan::Edit::Set {
                path: format!("assessed_needs/{need}/disposition"),
                value: json!("referred"),
            },
            record::plan::Edit::Set {
                path: format!("assessed_needs/{need}/disposition_note"),
                value: json!("County housing"),
            },
        ])
        .unwrap();
    clinic.seal(&client).unwrap();
}

#[test]
fn the_front_desk_reads_no_library_and_no_offers() {
    let mut clinic = TempClinic::with(Role::FrontDesk, "Fred Test");
    let [client, area, find] = [const { String::new() }; 3];
    let asked = request::OpenLibrary { token: clinic.token.clone(), client, area, find };
    assert_eq!(refused(clinic.desk.open_library(&asked)), Code::NotAllowed);
}
