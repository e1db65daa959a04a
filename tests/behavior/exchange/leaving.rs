//! What leaves: valid, whole, under the consent gate and on record.

use clinic::view::{Basis, SectionStatus, request};
use clinic::{AttachmentType, Code, Paper};
use record::plan::Edit;
use serde_json::json;
use tests::clinic::{TempClinic, asking, own_copy, refused};
use tests::pictures::png;

use super::{of_kind, validate, written};

/// Somebody of whom a good deal is known: a plan in force, consents, insurance, a screening, a
/// paper, answers of every kind.
pub(super) fn whole_person() -> (TempClinic, String) {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    clinic.consent(&client, json!({}));
    clinic.section(&client, "identity").set("name_used", "Annie").set("gender_identity", "woman");
    clinic
        .section(&client, "language")
        .set("spoken_language", "es")
        .set("interpreter", "yes")
        .set("race_ethnicity", json!(["hispanic", "mena", "white"]));
    let mut coverage = clinic.section(&client, "coverage");
    coverage = coverage.set("funding", json!(["medicaid", "self_pay"]));
    let row = coverage.add_row("plans");
    let _ = coverage
        .set(&format!("plans/{row}/plan_order"), "primary")
        .set(&format!("plans/{row}/payer_kind"), "medicaid")
        .set(&format!("plans/{row}/payer"), "State plan")
        .state(&format!("plans/{row}/member_id"), "unknown");
    let mut medicines = clinic.section(&client, "medicines").set("takes_medicines", "yes");
    let row = medicines.add_row("medicines");
    let _ = medicines
        .set(&format!("medicines/{row}/medicine"), "Sertraline")
        .set(&format!("medicines/{row}/dose"), "50")
        .set(&format!("medicines/{row}/dose_unit"), "mg")
        .set("allergies_known", "none");
    safety_plan(&mut clinic, &client);
    let mut emergency = clinic.section(&client, "emergency").set("contact_named", "yes");
    let row = emergency.add_row("contacts");
    let _ = emergency
        .set(&format!("contacts/{row}/ec_name"), "Rosa Luz")
        .set(&format!("contacts/{row}/ec_relation"), "MTH")
        .set(&format!("contacts/{row}/ec_phone"), "(202) 555-0177");
    let mut screening = clinic.screening(&client, "phq-9");
    for question in 1..=8 {
        screening = screening.set(&format!("q{question}"), 2);
    }
    let _ = screening.set("q9", 0).set("q10", 1).mark(SectionStatus::Done);
    let path = clinic.folder().join("card.png");
    std::fs::write(&path, png(40, 20, 7)).unwrap();
    let request = request::AddAttachments {
        token: clinic.token.clone(),
        client: client.clone(),
        kind: AttachmentType::InsuranceCard,
        date: "11/2/2026".into(),
        note: "front".into(),
    };
    clinic.desk.add_attachments(&request, vec![Paper::read(&path)]).unwrap();
    (clinic, client)
}

fn safety_plan(clinic: &mut TempClinic, client: &str) {
    let page = clinic.desk.open_safety_plan(&clinic.of(client)).unwrap();
    let value = Some(json!({"text": "Walk to the river"}));
    let edits = vec![Edit::Add { list: "own_steps".into(), after: None, value }];
    let (token, client) = (clinic.token.clone(), client.to_owned());
    let request = request::EditPlan { token, client, record: page.record, rev: page.rev, edits };
    clinic.desk.edit_safety_plan(&request).unwrap();
}

/// Many people in one file are nobody's own copy.
fn of_audit() -> request::ExportAsk {
    asking(Some(Basis::Audit), "State auditor", "Yearly audit")
}

/// A decision about suitability, as the clinician's own.
fn decide(clinic: &mut TempClinic, client: &str) {
    let mut page = clinic.desk.open_suitability(&clinic.of(client)).unwrap();
    for (path, value) in [("draft/level", "iop"), ("draft/rationale", "Knows the program")] {
        let request = request::EditSuitability {
            token: clinic.token.clone(),
            client: client.into(),
            record: page.record.clone(),
            rev: page.rev,
            path: path.into(),
            value: json!(value),
        };
        page = clinic.desk.edit_suitability(&request).unwrap();
    }
    let (token, client, record) = (clinic.token.clone(), client.to_owned(), page.record);
    let request = request::OfRecord { token, client, record, rev: page.rev };
    clinic.desk.decide_suitability(&request).unwrap();
}

#[test]
fn one_file_about_several_people_is_nobodys_own_copy() {
    let (mut clinic, ana) = whole_person();
    clinic.add_client("Bo", "Test");
    let request =
        |clients| request::ExportFhir { token: String::new(), clients, to: own_copy("Own copy") };
    let asked = request::ExportFhir { token: clinic.token.clone(), ..request(Vec::new()) };
    let file = clinic.desk.fhir_file(&asked).unwrap();
    assert!(file.is_empty(), "{:?}", file.view());
    assert!(file.view().refused[0].detail.contains("holds nobody else"));
    let asked = request::ExportFhir { token: clinic.token.clone(), ..request(vec![ana]) };
    assert_eq!(clinic.desk.fhir_file(&asked).unwrap().view().people, 1);
}

#[test]
fn nobodys_name_leaves_with_a_record_but_of_who_stands_in_it() {
    let (mut clinic, client) = whole_person();
    clinic.add_staff("Unrelated Person", clinic::view::Role::FrontDesk);
    let (_, bundle) = written(&mut clinic, &[&client], own_copy("Own copy"));
    assert!(!of_kind(&bundle, "Practitioner").is_empty());
    assert!(!bundle.to_string().contains("Unrelated Person"));
}

#[test]
fn an_independent_validator_finds_nothing_wrong_with_what_leaves() {
    let (mut clinic, client) = whole_person();
    decide(&mut clinic, &client);
    clinic.add_client("Bo", "Test");
    let (path, bundle) = written(&mut clinic, &[], of_audit());
    for kind in [
        "Organization",
        "Practitioner",
        "PractitionerRole",
        "Patient",
        "Coverage",
        "Consent",
        "Condition",
        "Questionnaire",
        "QuestionnaireResponse",
        "Observation",
        "CarePlan",
        "Goal",
        "Provenance",
        "DocumentReference",
        "MedicationStatement",
        "AllergyIntolerance",
        "EpisodeOfCare",
        "RiskAssessment",
        "RelatedPerson",
        "Encounter",
        "Binary",
    ] {
        assert!(!of_kind(&bundle, kind).is_empty(), "{kind}");
    }
    let text = bundle.to_string();
    assert!(!text.contains(":null") && !text.contains(":[]") && !text.contains(":{}"));
    validate(&[path]);
}

#[test]
fn the_thread_of_a_plan_is_whole_in_its_resources() {
    let (mut clinic, client) = whole_person();
    let (_, bundle) = written(&mut clinic, &[&client], own_copy("Own copy"));
    let patient = of_kind(&bundle, "Patient")[0];
    let names: Vec<_> = patient["name"].as_array().unwrap().iter().map(|it| &it["use"]).collect();
    assert_eq!(names, ["official", "usual"]);
    assert_eq!(patient["id"], client.as_str());
    let plan = of_kind(&bundle, "CarePlan")[0];
    assert_eq!(plan["status"], "active");
    let goals = of_kind(&bundle, "Goal");
    assert_eq!(plan["goal"].as_array().map(Vec::len), Some(goals.len()));
    let measured = goals.iter().find(|it| !it["target"].is_null()).unwrap();
    assert!(!measured["target"][0]["dueDate"].is_null(), "{measured}");
    assert!(measured["addresses"][0]["reference"].as_str().unwrap().starts_with("Condition/"));
    let timed = plan["activity"].as_array().unwrap().iter();
    let timed = timed.filter(|it| !it["detail"]["scheduledTiming"].is_null()).count();
    assert!(timed > 0, "{plan}");
    let provenance = of_kind(&bundle, "Provenance")[0];
    assert_eq!(provenance["signature"].as_array().map(Vec::len), Some(2));
    assert_eq!(provenance["entity"][0]["what"]["identifier"]["value"].as_str().unwrap().len(), 64);
    let documents = of_kind(&bundle, "DocumentReference");
    assert!(documents.iter().any(|it| it["type"]["text"] == "Safety plan"));
    let pages = documents.iter().flat_map(|it| it["content"].as_array().unwrap());
    assert!(pages.into_iter().any(|it| it["attachment"]["contentType"] == "application/pdf"));
}

#[test]
fn ids_are_the_same_in_every_export() {
    let (mut clinic, client) = whole_person();
    let (_, mut first) = written(&mut clinic, &[&client], own_copy("Own copy"));
    clinic.clock.advance(std::time::Duration::from_secs(60));
    let (_, mut second) = written(&mut clinic, &[&client], own_copy("Own copy"));
    assert_ne!(first["timestamp"], second["timestamp"]);
    (first["timestamp"], second["timestamp"]) = (json!(""), json!(""));
    assert_eq!(first, second);
}

#[test]
fn who_may_not_leave_is_not_in_the_file_and_who_does_has_it_in_their_history() {
    let (mut clinic, ana) = whole_person();
    let bo = clinic.add_client("Bo", "Test");
    let row = clinic.consent(&bo, json!({"recipient": "Lakeside", "signer": "Bo Test"}));
    let to = asking(Some(Basis::Consent { row }), "Lakeside", "Continuing care");
    let token = clinic.token.clone();
    let clients = Vec::new();
    let asked = request::ExportFhir { token: token.clone(), clients, to };
    let file = clinic.desk.fhir_file(&asked).unwrap();
    let path = clinic.folder().join("out.json");
    let view = clinic.desk.write_people_file(&token, &path, &file).unwrap();
    assert_eq!((view.people, view.refused.len()), (1, 1), "{view:?}");
    assert_eq!(view.refused[0].number, "CFC-0001");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(&bo) && !text.contains(&ana));
    assert!(clinic.desk.open_disclosures(&clinic.of(&ana)).unwrap().rows.is_empty());
    let told = clinic.desk.open_disclosures(&clinic.of(&bo)).unwrap().rows;
    assert!(told[0].what.starts_with("Record, as FHIR"), "{}", told[0].what);
}

#[test]
fn a_revoked_consent_stops_a_file_that_was_set_already() {
    let (mut clinic, client) = whole_person();
    let row = clinic.consent(&client, json!({"recipient": "Lakeside"}));
    let to = asking(Some(Basis::Consent { row: row.clone() }), "Lakeside", "Continuing care");
    let token = clinic.token.clone();
    let asked = request::ExportFhir { token: token.clone(), clients: vec![client.clone()], to };
    let file = clinic.desk.fhir_file(&asked).unwrap();
    clinic.change_consent(&client, &row, "status", json!("revoked"));
    let path = clinic.folder().join("out.json");
    let stopped = refused(clinic.desk.write_people_file(&token, &path, &file));
    assert_eq!((stopped, path.exists()), (Code::ConsentRevoked, false));
}

#[test]
fn a_passphrase_puts_the_file_in_the_age_format() {
    let (mut clinic, client) = whole_person();
    let mut to = own_copy("Own copy");
    "three quiet rivers at dusk".clone_into(&mut to.passphrase);
    let token = clinic.token.clone();
    let asked = request::ExportFhir { token: token.clone(), clients: vec![client.clone()], to };
    let file = clinic.desk.fhir_file(&asked).unwrap();
    assert_eq!(file.suggested_name(), "Records CFC-0001.json.age");
    assert!(file.bytes().starts_with(b"age-encryption.org/v1\n"));
    assert!(!file.bytes().windows(3).any(|it| it == b"Luz"));
    let weak = request::ExportAsk { passphrase: "short".into(), ..own_copy("Own copy") };
    let asked = request::ExportFhir { token, clients: vec![client], to: weak };
    assert_eq!(refused(clinic.desk.fhir_file(&asked).map(drop)), Code::FilePassphrase);
}
