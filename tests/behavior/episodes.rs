//! Episodes of care: somebody waits, is moved, leaves, and comes back without being typed anew.

use clinic::Code;
use clinic::view::{EpisodePage, Role, SectionStatus, request};
use serde_json::{Value, json};
use tests::clinic::{ADMIN, TempClinic, refused};

fn opened(clinic: &mut TempClinic, client: &str) -> EpisodePage {
    let request = clinic.of(client);
    clinic.desk.open_episode(&request).unwrap()
}

pub(super) fn set(
    clinic: &mut TempClinic,
    client: &str,
    path: &str,
    value: Value,
) -> clinic::Result<EpisodePage> {
    let section = opened(clinic, client).section;
    clinic.desk.answer_episode(&request::AnswerItem {
        token: clinic.token.clone(),
        client: client.into(),
        form: section.form,
        record: section.record,
        rev: section.rev,
        path: path.into(),
        value,
    })
}

fn stage(clinic: &mut TempClinic) -> String {
    clinic.rows("").remove(0).stage
}

#[test]
fn somebody_on_the_waitlist_is_listed_by_urgency_with_the_next_contact() {
    let mut clinic = TempClinic::with(Role::FrontDesk, "Fern Test");
    let client = clinic.add_client("Ana", "Luz");
    set(&mut clinic, &client, "status", json!("waitlist")).unwrap();
    set(&mut clinic, &client, "waitlist_date", json!("11/3/26")).unwrap();
    set(&mut clinic, &client, "waitlist_priority", json!("urgent")).unwrap();
    assert_eq!(stage(&mut clinic), "Waitlist, urgent, since Nov 3, 2026");
    assert_eq!(clinic.desk.open_today(&clinic.signed()).unwrap().waiting.len(), 1);
    set(&mut clinic, &client, "interim_contact", json!("12/1/26")).unwrap();
    assert!(clinic.desk.open_today(&clinic.signed()).unwrap().waiting.is_empty());
    clinic.crash();
    clinic.sign_in("Fern Test");
    assert_eq!(stage(&mut clinic), "Waitlist, urgent, since Nov 3, 2026");
}

#[test]
fn a_stage_is_chosen_from_all_who_match_and_not_only_from_those_who_are_given() {
    let mut clinic = TempClinic::new();
    let mut waiting = Vec::new();
    for n in 0..6 {
        let client = clinic.add_client(&format!("Ana{n}"), if n < 5 { "Luz" } else { "Other" });
        if n % 2 == 1 {
            set(&mut clinic, &client, "status", json!("waitlist")).unwrap();
            waiting.push(client);
        }
    }
    let mut at = |find: &str, stage: &str, offset: u32, limit: u32| {
        let (token, find, stage) = (clinic.token.clone(), find.to_owned(), stage.to_owned());
        let ask = request::FindClients { token, find, stage, offset, limit };
        let list = clinic.desk.find_clients(&ask).unwrap();
        let clients: Vec<String> = list.rows.iter().map(|row| row.client.clone()).collect();
        (clients, [list.matching, list.found, list.total], list.stages)
    };
    let both = ["Waitlist", "Intake"].map(str::to_owned).to_vec();
    assert_eq!(at("", "Waitlist", 0, 9), (waiting.clone(), [3, 6, 6], both.clone()));
    let all = clinic::STAGES.map(str::to_owned).to_vec();
    assert_eq!(at("luz", "Waitlist", 0, 1), (waiting[..1].to_vec(), [2, 5, 6], all.clone()));
    assert_eq!(at("luz", "Waitlist", 1, 9), (waiting[1..2].to_vec(), [2, 5, 6], both.clone()));
    assert_eq!(at("luz", "Discharged", 0, 9), (Vec::new(), [0, 5, 6], both.clone()));
    assert_eq!(at("other", "no stage", 0, 9).1, [0, 1, 6]);
    assert_eq!(at("", "", 0, 9).2, both);
    assert_eq!(at("", "", 0, 2).2, all, "more may be behind those who are given");
}

#[test]
fn who_sees_no_plans_is_offered_no_stage_of_a_plan() {
    let mut clinic = TempClinic::with(Role::FrontDesk, "Fern Test");
    clinic.add_client("Ana", "Luz");
    clinic.add_client("Bo", "Luz");
    let (token, find, stage) = (clinic.token.clone(), String::new(), String::new());
    let ask = request::FindClients { token, find, stage, offset: 0, limit: 1 };
    let stages = clinic.desk.find_clients(&ask).unwrap().stages;
    assert_eq!(stages.len(), clinic::STAGES.len() - 3);
    assert!(!stages.iter().any(|stage| stage.starts_with("Plan")), "{stages:?}");
}

#[test]
fn a_transfer_is_a_row_and_a_stale_change_is_refused() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let section = opened(&mut clinic, &client).section;
    let mut request = request::ChangeRows {
        token: clinic.token.clone(),
        client: client.clone(),
        form: section.form,
        record: section.record,
        rev: section.rev,
        path: "transfers".into(),
        row: None,
        after: None,
    };
    let page = clinic.desk.change_episode_rows(&request).unwrap();
    let transfers = page.section.items.iter().find(|item| item.id == "transfers").unwrap();
    assert!(transfers.table);
    let path = format!("transfers/{}/transfer_to", transfers.rows[0].id);
    set(&mut clinic, &client, &path, json!("Theo Test, LMFT")).unwrap();
    assert_eq!(refused(clinic.desk.change_episode_rows(&request)), Code::Stale);
    request.client = clinic.add_client("Bo", "Test");
    assert_eq!(refused(clinic.desk.change_episode_rows(&request)), Code::Stale);
}

#[test]
fn who_comes_back_gets_a_new_episode_and_what_was_said_is_offered_and_never_taken_in_silence() {
    let mut clinic = TempClinic::with(Role::Therapist, "Theo Test");
    let client = clinic.add_client("Ana", "Luz");
    clinic.section(&client, "presenting").set("own_words", "I am tired.");
    clinic.plan(&client).set("vision", "Mornings.");
    let request = clinic.of(&client);
    assert_eq!(refused(clinic.desk.readmit_client(&request)), Code::EpisodeOpen);
    set(&mut clinic, &client, "status", json!("discharged")).unwrap();
    set(&mut clinic, &client, "discharge_date", json!("11/20/26")).unwrap();
    assert_eq!(stage(&mut clinic), "Discharged Nov 20, 2026");
    let page = clinic.desk.readmit_client(&request).unwrap();
    assert!(page.plan.is_none(), "the new episode has no plan yet");
    assert!(page.intake.iter().all(|it| it.status == SectionStatus::NotStarted));
    assert_eq!(opened(&mut clinic, &client).episodes.len(), 2);
    let section = clinic.saved(&client, "presenting");
    assert_eq!((section.rev, &section.items[0].value), (0, &Value::Null));
    let earlier = section.earlier.unwrap();
    assert_eq!(earlier.answers[0].shown, "I am tired.");
    assert_eq!(earlier.on, "Nov 23, 2026");
    let take = clinic.form(&client, "presenting");
    let taken = clinic.desk.take_earlier(&take).unwrap();
    assert_eq!(taken.items[0].value, "I am tired.");
    assert_eq!(taken.status, SectionStatus::InProgress);
    assert!(taken.earlier.is_none());
    assert_eq!(refused(clinic.desk.take_earlier(&take)), Code::Stale);
    clinic.plan(&client).set("vision", "Evenings.");
    clinic.crash();
    clinic.sign_in("Theo Test");
    assert_eq!(clinic.plan(&client).page.plan.vision, "Evenings.");
    clinic.sign_in(ADMIN);
    clinic.meanwhile(|outside| {
        let keyring = outside.keyring(ADMIN);
        let plans = outside.of_kind(&keyring, vault::Class::Clinical, "plan");
        assert_eq!(plans.len(), 2, "the first episode's plan stays");
    });
}

#[test]
fn a_consent_that_ends_soon_is_on_today() {
    let mut clinic = TempClinic::with(Role::FrontDesk, "Fern Test");
    let client = clinic.add_client("Ana", "Luz");
    let mut section = clinic.section(&client, "consents");
    let row = section.add_row("documents");
    let section = section
        .set(&format!("documents/{row}/document"), "treatment")
        .set(&format!("documents/{row}/expires_on"), "2026-12-01");
    drop(section);
    let today = clinic.desk.open_today(&clinic.signed()).unwrap();
    assert_eq!(today.consents[0].on, "Dec 1, 2026");
}

#[test]
fn somebody_in_treatment_is_said_to_be_once_the_intake_is_done() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    set(&mut clinic, &client, "status", json!("active")).unwrap();
    assert!(
        stage(&mut clinic).starts_with("Intake, 0 of"),
        "what is still to be asked comes first"
    );
    clinic.plan(&client).set("vision", "Mornings.");
    assert_eq!(stage(&mut clinic), "In treatment, plan in draft");
}

#[test]
fn whoever_comes_back_signs_anew() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let mut consents = clinic.section(&client, "consents");
    let row = consents.add_row("documents");
    for (item, value) in [
        ("document", "fees"),
        ("status", "signed"),
        ("signed_how", "screen"),
        ("signature", "600x200 20,90 80,40 140,120"),
    ] {
        consents.try_set(&format!("documents/{row}/{item}"), value).unwrap();
    }
    set(&mut clinic, &client, "status", json!("discharged")).unwrap();
    let request = clinic.of(&client);
    clinic.desk.readmit_client(&request).unwrap();
    let request = clinic.form(&client, "consents");
    let taken = clinic.desk.take_earlier(&request).unwrap();
    let said: Vec<&str> =
        taken.items[0].rows[0].items.iter().map(|item| item.shown.as_str()).collect();
    assert!(said.contains(&"Fees and payment") && !said.contains(&"Signed on screen"), "{said:?}");
    let missing = format!("documents/{row}/signature");
    assert!(taken.issues.iter().any(|issue| issue.path == missing), "{:?}", taken.issues);
}
