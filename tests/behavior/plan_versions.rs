//! Sealing, signing and amending a plan.

use clinic::Code;
use clinic::view::{Role, SignedHow, SignerRole, request};
use record::plan::{Edit, Level, Standing};
use serde_json::json;
use tests::clinic::{ADMIN, PASSPHRASE, STROKES, TempClinic, refused, text_of_pdf};

fn drawn() -> SignedHow {
    SignedHow::Drawn { strokes: STROKES.into() }
}

fn sealed() -> (TempClinic, String) {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    clinic.plan(&client).whole();
    clinic.seal(&client).unwrap();
    (clinic, client)
}

#[test]
fn a_plan_is_sealed_signed_and_in_force_and_still_is_after_a_crash() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    clinic.plan(&client).whole();
    let page = clinic.seal(&client).unwrap();
    assert_eq!(page.standing, Standing::AwaitingSignatures);
    let lines = page.signing.unwrap().lines;
    let line = |role| lines.iter().find(|it| it.role == role).unwrap();
    assert!(line(SignerRole::Therapist).signed && !line(SignerRole::Client).signed);
    assert_eq!(line(SignerRole::Therapist).name, "Amara Test, LCSW");
    let page = clinic.sign(&client, SignerRole::Client, drawn()).unwrap();
    assert_eq!(page.standing, Standing::InForce);
    let (plan, hash) = (page.plan, page.sealed.unwrap().hash);
    clinic.crash();
    clinic.sign_in(ADMIN);
    let again = clinic.plan(&client).page.clone();
    assert_eq!(
        (again.standing, again.plan, again.sealed.unwrap().hash),
        (Standing::InForce, plan, hash)
    );
}

#[test]
fn a_blocked_plan_is_not_sealed_and_a_warning_needs_its_reason() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    clinic.plan(&client).set("vision", "Mornings.");
    assert_eq!(refused(clinic.seal(&client)), Code::PlanBlocked);
    clinic.plan(&client).whole();
    clinic.plan(&client).set("vision", "");
    let plan = clinic.plan(&client).page.plan.clone();
    let (problem, goal) = (&plan.problems[0], &plan.problems[0].goals[0]);
    let ids = [problem.id, goal.id].map(|id| id.unwrap().to_string());
    clinic.plan(&client).set(&format!("problems/{}/goals/{}/clinical", ids[0], ids[1]), "");
    let page = clinic.plan(&client).page.clone();
    assert!(page.findings.iter().any(|it| it.level == Level::Warns), "{:?}", page.findings);
    let mut request = request::SealPlan {
        token: clinic.token.clone(),
        client: client.clone(),
        record: page.record.clone(),
        rev: page.rev,
        answers: Vec::new(),
        how: SignedHow::Typed,
        passphrase: PASSPHRASE.into(),
    };
    assert_eq!(refused(clinic.desk.seal_plan(&request)), Code::FindingUnanswered);
    request.passphrase = "not the passphrase at all".into();
    assert_eq!(refused(clinic.desk.seal_plan(&request)), Code::WrongPassphrase);
    let page = clinic.seal(&client).unwrap();
    let answered = page.sealed.unwrap().answered;
    assert!(answered.iter().any(|it| it.reason.contains("supervision")), "{answered:?}");
    let entries: Vec<&str> = answered.iter().map(|it| it.entry.as_str()).collect();
    assert_eq!(entries, ["", "Goal 1.1"], "{answered:?}");
}

#[test]
fn a_sealed_version_never_changes() {
    let (mut clinic, client) = sealed();
    let mut plan = clinic.plan(&client);
    assert!(!plan.page.editable);
    let before = plan.page.plan.clone();
    let edit = vec![Edit::Set { path: "vision".into(), value: json!("Other.") }];
    assert_eq!(refused(plan.edit(edit)), Code::PlanSealed);
    assert_eq!(clinic.plan(&client).page.plan, before);
    assert_eq!(refused(clinic.seal(&client)), Code::PlanSealed);
}

#[test]
fn nobody_signs_twice_and_a_choice_not_to_sign_may_be_followed_by_a_signature() {
    let (mut clinic, client) = sealed();
    let declined = SignedHow::Declined { reason: "Wants to sleep on it".into() };
    let page = clinic.sign(&client, SignerRole::Client, declined).unwrap();
    assert_eq!(page.standing, Standing::InForce);
    let page = clinic.sign(&client, SignerRole::Client, drawn()).unwrap();
    let lines = page.signing.unwrap().lines;
    let own = lines.iter().find(|it| it.role == SignerRole::Client).unwrap();
    assert!(own.signed && !own.declined);
    assert_eq!(refused(clinic.sign(&client, SignerRole::Client, drawn())), Code::AlreadySigned);
}

#[test]
fn a_signature_that_does_not_say_all_it_must_is_refused_and_nothing_is_kept() {
    let (mut clinic, client) = sealed();
    let no_scan =
        || SignedHow::OnPaper { date: "11/20/26".into(), witness: "R. Example".into(), scan: None };
    for how in [
        SignedHow::Typed,
        SignedHow::Declined { reason: " ".into() },
        SignedHow::Drawn { strokes: "600x200 1,1".into() },
        no_scan(),
    ] {
        assert_eq!(refused(clinic.sign(&client, SignerRole::Client, how)), Code::BadValue);
    }
    assert_eq!(clinic.plan(&client).page.standing, Standing::AwaitingSignatures);
}

/// Whether the findings say that somebody has not signed.
fn waits_for(clinic: &mut TempClinic, client: &str, whom: &str) -> bool {
    let findings = clinic.plan(client).page.findings.clone();
    findings.iter().any(|it| it.rule == "signature-missing" && it.message.starts_with(whom))
}

#[test]
fn nobody_is_asked_for_a_supervisor_because_an_intern_looks_at_the_plan() {
    let (mut clinic, client) = sealed();
    clinic.add_signer("Ines Test", Role::Therapist, "MSW Intern");
    clinic.sign_in("Ines Test");
    assert!(waits_for(&mut clinic, &client, "Client"));
    assert!(!waits_for(&mut clinic, &client, "Supervisor"));
}

#[test]
fn credentials_decide_who_signs_as_what() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    clinic.plan(&client).whole();
    clinic.add_signer("Ines Test", Role::Therapist, "MSW Intern");
    clinic.add_signer("Sam Test", Role::Supervisor, "LCSW");
    clinic.add_signer("Petra Test", Role::Physician, "MD");
    clinic.add_staff("Nora Test", Role::Therapist);
    clinic.sign_in("Nora Test");
    assert_eq!(refused(clinic.seal(&client)), Code::NoCredential);
    clinic.sign_in("Ines Test");
    let page = clinic.seal(&client).unwrap();
    let asked: Vec<SignerRole> =
        page.signing.unwrap().lines.iter().filter(|it| it.asked).map(|it| it.role).collect();
    assert_eq!(asked, [SignerRole::Client, SignerRole::Therapist, SignerRole::Supervisor]);
    let own = clinic.sign(&client, SignerRole::Supervisor, SignedHow::Typed);
    assert_eq!(refused(own), Code::OwnSupervisor);
    clinic.sign_in("Sam Test");
    assert!(waits_for(&mut clinic, &client, "Supervisor"), "whoever looks at it");
    assert_eq!(
        refused(clinic.sign(&client, SignerRole::Physician, SignedHow::Typed)),
        Code::NoCredential
    );
    let board = clinic.desk.open_due_board(&clinic.signed()).unwrap();
    assert!(board.rows.iter().any(|it| it.mine && it.what.contains("Supervisor")), "{board:?}");
    clinic.sign(&client, SignerRole::Supervisor, SignedHow::Typed).unwrap();
    assert!(!waits_for(&mut clinic, &client, "Supervisor"));
    clinic.sign_in("Petra Test");
    clinic.sign(&client, SignerRole::Physician, SignedHow::Typed).unwrap();
    clinic.sign(&client, SignerRole::Client, drawn()).unwrap();
    assert_eq!(clinic.plan(&client).page.standing, Standing::InForce);
}

#[test]
fn an_amendment_begins_with_the_sealed_plan_says_what_differs_and_takes_its_place_once_signed() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    let first = clinic.plan(&client).page.clone();
    let amended = clinic.desk.amend_plan(&clinic.of(&client)).unwrap();
    assert_eq!(
        (amended.version, amended.standing, amended.plan),
        (2, Standing::Draft, first.plan.clone())
    );
    assert_eq!(refused(clinic.desk.amend_plan(&clinic.of(&client))), Code::PlanDraft);
    clinic.plan(&client).set("vision", "To laugh again.");
    let page = clinic.plan(&client).page.clone();
    let request = request::ComparePlans {
        token: clinic.token.clone(),
        client: client.clone(),
        before: first.record.clone(),
        after: page.record.clone(),
    };
    let difference = clinic.desk.compare_plans(&request).unwrap().sections;
    assert_eq!(difference.len(), 1, "{difference:?}");
    assert_eq!(difference[0].changes[0].after, "To laugh again.");
    clinic.seal(&client).unwrap();
    let standings = |clinic: &mut TempClinic| -> Vec<Standing> {
        clinic.plan(&client).page.versions.iter().map(|it| it.standing).collect()
    };
    assert_eq!(standings(&mut clinic), [Standing::AwaitingSignatures, Standing::InForce]);
    clinic.sign(&client, SignerRole::Client, drawn()).unwrap();
    assert_eq!(standings(&mut clinic), [Standing::InForce, Standing::Superseded]);
}

#[test]
fn an_amendment_can_be_given_up_and_a_first_plan_cannot() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    clinic.plan(&client).whole();
    let of = |clinic: &mut TempClinic| {
        let page = clinic.plan(&client).page.clone();
        let (token, client) = (clinic.token.clone(), client.clone());
        request::OfRecord { token, client, record: page.record, rev: page.rev }
    };
    let request = of(&mut clinic);
    assert_eq!(refused(clinic.desk.discard_amendment(&request)), Code::NoSuchRecord);
    clinic.seal(&client).unwrap();
    let request = of(&mut clinic);
    assert_eq!(refused(clinic.desk.discard_amendment(&request)), Code::PlanSealed);
    clinic.desk.amend_plan(&clinic.of(&client)).unwrap();
    let request = of(&mut clinic);
    let page = clinic.desk.discard_amendment(&request).unwrap();
    assert_eq!((page.version, page.versions.len()), (1, 1));
}

#[test]
fn the_paper_carries_hash_signatures_reasons_and_versions() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    let hash = clinic.plan(&client).page.sealed.clone().unwrap().hash;
    let pdf = clinic.desk.plan_pdf(&clinic.leaving(&client)).unwrap();
    let path = clinic.folder().join("plan.pdf");
    std::fs::write(&path, &pdf.bytes).unwrap();
    let text = text_of_pdf(&path);
    for words in [
        hash.as_str(),
        "Amara Test, LCSW",
        "Signed on the screen",
        "Version 1",
        "In force, sealed Nov 23, 2026",
        "9.0 h of 9.0 h needed",
        "Skills group",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(!text.contains("DRAFT"));
}

#[test]
fn every_step_is_in_the_audit() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    clinic.desk.amend_plan(&clinic.of(&client)).unwrap();
    let page = clinic.plan(&client).page.clone();
    let (token, record) = (clinic.token.clone(), page.record.clone());
    let request = request::OfRecord { token, client: client.clone(), record, rev: page.rev };
    clinic.desk.discard_amendment(&request).unwrap();
    let audit = clinic.desk.open_audit(&crate::commands::everything(clinic.token.clone())).unwrap();
    let said: Vec<&str> = audit.rows.iter().map(|row| row.what.as_str()).collect();
    for what in ["plan_sealed", "plan_signed", "plan_amended", "amendment_discarded"] {
        assert!(said.contains(&what), "{what} in {said:?}");
    }
}
