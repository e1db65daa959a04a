//! What nobody may lose sight of: unsigned plans, summaries, what a review decided, and the paper
//! that shows it.

use std::time::Duration;

use clinic::view::{BoardKind, BoardRow, Edit, Role, SignedHow, SignerRole, request};
use clinic::{AttachmentType, Code};
use serde_json::json;
use tests::clinic::{ADMIN, STROKES, TempClinic, refused, text_of_pdf};
use tests::pictures::png;

use super::attachments::{add_files, file, of};
use super::episodes::set;
use super::plan_reviews::{certify, reviewed};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn drawn() -> SignedHow {
    SignedHow::Drawn { strokes: STROKES.into() }
}

fn board(clinic: &mut TempClinic) -> Vec<BoardRow> {
    clinic.desk.open_due_board(&clinic.signed()).unwrap().rows
}

fn of_kind(clinic: &mut TempClinic, kind: BoardKind) -> Vec<String> {
    board(clinic).into_iter().filter(|it| it.kind == kind).map(|it| it.what).collect()
}

fn printed(clinic: &TempClinic, pdf: &clinic::Document) -> String {
    let path = clinic.folder().join("printed.pdf");
    std::fs::write(&path, &pdf.bytes).unwrap();
    text_of_pdf(&path)
}

#[test]
fn what_the_last_review_decided_stands_in_summary_and_tracer() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    reviewed(&mut clinic, &client, "step_down", "met");
    let page = clinic.desk.begin_summary(&clinic.of(&client)).unwrap();
    let outcomes = page.summary.unwrap().summary.outcomes;
    assert_eq!(outcomes, "Gets up by eight on five days a week: met");
    let pdf = clinic.desk.tracer_pdf(&clinic.leaving(&client)).unwrap();
    let text = printed(&clinic, &pdf);
    assert!(text.contains("Met") && !text.contains("Not started"), "{text}");
    assert!(text.contains("Episode began") && !text.contains("Not recorded yet"), "{text}");
}

#[test]
fn somebody_discharged_without_a_summary_stays_on_the_board() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    reviewed(&mut clinic, &client, "discharge", "met");
    assert_eq!(of_kind(&mut clinic, BoardKind::Summary).len(), 1);
    set(&mut clinic, &client, "status", json!("discharged")).unwrap();
    assert_eq!(of_kind(&mut clinic, BoardKind::Summary).len(), 1);
}

#[test]
fn an_unsigned_plan_stays_on_the_board_while_an_amendment_is_drafted() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    clinic.plan(&client).whole();
    clinic.seal(&client).unwrap();
    clinic.desk.amend_plan(&clinic.of(&client)).unwrap();
    assert_eq!(of_kind(&mut clinic, BoardKind::Signature), ["Waits for: Client"]);
    assert_eq!(of_kind(&mut clinic, BoardKind::Plan), ["Amendment in draft, version 2"]);
    let today = clinic.desk.open_today(&clinic.signed()).unwrap();
    assert_eq!(today.plans[0].what, "Waits for: Client, since Nov 23, 2026");
}

#[test]
fn the_board_has_everybody_however_many_they_are() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    clinic.plan(&client).whole();
    clinic.seal(&client).unwrap();
    for n in 0..205 {
        clinic.add_client("Bo", &format!("Test {n}"));
    }
    assert_eq!(of_kind(&mut clinic, BoardKind::Signature), ["Waits for: Client"]);
}

#[test]
fn an_open_review_of_an_episode_that_is_over_is_not_due_in_the_next() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    clinic.desk.begin_review(&clinic.of(&client)).unwrap();
    assert_eq!(of_kind(&mut clinic, BoardKind::Review), ["A review is being written"]);
    set(&mut clinic, &client, "status", json!("discharged")).unwrap();
    set(&mut clinic, &client, "discharge_date", json!("11/23/26")).unwrap();
    clinic.desk.readmit_client(&clinic.of(&client)).unwrap();
    clinic.plan(&client).whole();
    clinic.seal(&client).unwrap();
    clinic.sign(&client, SignerRole::Client, drawn()).unwrap();
    assert!(of_kind(&mut clinic, BoardKind::Review).is_empty());
}

#[test]
fn amending_starts_no_review_anew_and_asks_for_no_plan_that_was_made() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    clinic.clock.advance(DAY * 29);
    clinic.sign_in(ADMIN);
    clinic.desk.amend_plan(&clinic.of(&client)).unwrap();
    let rules = clinic.plan(&client).page.clone().findings;
    assert!(rules.iter().all(|it| !it.rule.starts_with("plan-due")), "{rules:?}");
    clinic.seal(&client).unwrap();
    clinic.sign(&client, SignerRole::Client, drawn()).unwrap();
    let page = clinic.desk.open_reviews(&clinic.of(&client)).unwrap();
    assert_eq!(page.due, "By Dec 23, 2026");
}

#[test]
fn a_certification_of_one_version_is_not_stated_on_the_paper_of_another() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    clinic.add_signer("Petra Test", Role::Physician, "MD");
    clinic.section(&client, "coverage").set("funding", json!(["medicare"]));
    clinic.plan(&client).whole();
    clinic.plan(&client).add_with("diagnoses", Some(json!({
        "code": "F33.1", "name": "Major depressive disorder, recurrent, moderate", "primary": true,
        "by": "P. Test, MD", "date": "11/20/26",
    })));
    clinic.seal(&client).unwrap();
    clinic.sign(&client, SignerRole::Client, drawn()).unwrap();
    clinic.sign_in("Petra Test");
    clinic.sign(&client, SignerRole::Physician, SignedHow::Typed).unwrap();
    certify(&mut clinic, &client, true, "").unwrap();
    let first = clinic.desk.plan_pdf(&clinic.leaving(&client)).unwrap();
    assert!(printed(&clinic, &first).contains("I certify"));
    clinic.desk.amend_plan(&clinic.of(&client)).unwrap();
    clinic.plan(&client).set("vision", "To laugh again.");
    clinic.seal(&client).unwrap();
    let second = clinic.desk.plan_pdf(&clinic.leaving(&client)).unwrap();
    let text = printed(&clinic, &second);
    assert!(!text.contains("I certify"), "{text}");
    assert!(text.contains("Given below version 1 of the plan."), "{text}");
}

#[test]
fn nobody_supervises_their_own_plan_by_a_new_credential_or_on_paper() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    clinic.plan(&client).whole();
    clinic.add_signer("Ines Test", Role::Therapist, "AMFT");
    clinic.add_signer("Sam Test", Role::Therapist, "MSW Intern");
    clinic.sign_in("Ines Test");
    clinic.seal(&client).unwrap();
    let scan = signed_paper(&mut clinic, &client);
    let on_paper = |name: &str, credential: &str, witness: &str| request::SignPlan {
        token: String::new(),
        client: client.clone(),
        record: String::new(),
        role: SignerRole::Supervisor,
        name: name.into(),
        credential: credential.into(),
        how: SignedHow::OnPaper {
            date: "11/23/2026".into(),
            witness: witness.into(),
            scan: Some(scan.parse().unwrap()),
        },
        interpreter: String::new(),
        passphrase: String::new(),
    };
    let mut sign = |request: request::SignPlan| {
        let record = clinic.plan(&client).page.record.clone();
        let token = clinic.token.clone();
        clinic.desk.sign_plan(&request::SignPlan { token, record, ..request })
    };
    let own = sign(on_paper("ines test", "LCSW", "R. Witness"));
    assert_eq!(refused(own), Code::OwnSupervisor);
    let raised = sign(on_paper("Sam Test", "LCSW", "R. Witness"));
    assert_eq!(refused(raised), Code::NoCredential, "the credential is the one known here");
    let alone = sign(on_paper("Vera Elsewhere", "LCSW", "Vera Elsewhere"));
    assert_eq!(refused(alone), Code::BadValue);
    sign(on_paper("Vera Elsewhere", "LCSW", "R. Witness")).unwrap();
}

fn signed_paper(clinic: &mut TempClinic, client: &str) -> String {
    let path = file(clinic, "paper.png", &png(40, 40, 7));
    let page = add_files(clinic, client, AttachmentType::SignedPaper, "11/23/2026", &[path]);
    page.unwrap().added[0].clone()
}

#[test]
fn the_scan_of_a_signature_stays_and_paper_is_never_older_than_what_it_stands_under() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    clinic.plan(&client).whole();
    clinic.seal(&client).unwrap();
    let scan = signed_paper(&mut clinic, &client);
    let paper = |date: &str| SignedHow::OnPaper {
        date: date.into(),
        witness: "R. Witness".into(),
        scan: Some(scan.parse().unwrap()),
    };
    let old = clinic.sign(&client, SignerRole::Client, paper("11/22/2026"));
    assert_eq!(refused(old), Code::BadValue);
    clinic.sign(&client, SignerRole::Client, paper("11/23/2026")).unwrap();
    let asked = of(&clinic, &client, &scan);
    assert_eq!(refused(clinic.desk.remove_attachment(&asked)), Code::SignedScan);
    clinic.crash();
    clinic.sign_in(ADMIN);
    let asked = of(&clinic, &client, &scan);
    assert_eq!(refused(clinic.desk.remove_attachment(&asked)), Code::SignedScan);
}

#[test]
fn the_summary_of_the_episode_under_way_is_printed_and_not_that_of_an_earlier_one() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    let page = clinic.desk.begin_summary(&clinic.of(&client)).unwrap();
    let draft = page.summary.unwrap();
    let said = |path: &str| Edit::Set { path: path.into(), value: json!("Said long ago.") };
    let edits = draft.lacks.iter().map(|lack| said(&lack.path)).collect();
    let (token, record, rev) = (clinic.token.clone(), draft.record, draft.rev);
    let edit = request::EditPlan { token, client: client.clone(), record, rev, edits };
    let draft = clinic.desk.edit_summary(&edit).unwrap().summary.unwrap();
    let (token, record, rev) = (clinic.token.clone(), draft.record, draft.rev);
    let finish = request::OfRecord { token, client: client.clone(), record, rev };
    clinic.desk.finish_summary(&finish).unwrap();
    set(&mut clinic, &client, "status", json!("discharged")).unwrap();
    set(&mut clinic, &client, "discharge_date", json!("11/23/26")).unwrap();
    clinic.desk.readmit_client(&clinic.of(&client)).unwrap();
    let pdf = clinic.desk.summary_pdf(&clinic.leaving(&client)).unwrap();
    assert!(printed(&clinic, &pdf).contains("Said long ago."), "there is no other yet");
    clinic.desk.begin_summary(&clinic.of(&client)).unwrap();
    let pdf = clinic.desk.summary_pdf(&clinic.leaving(&client)).unwrap();
    let text = printed(&clinic, &pdf);
    assert!(text.contains("DRAFT, not finished") && !text.contains("Said long ago."), "{text}");
}
