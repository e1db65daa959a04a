//! What comes: looked at before anything is saved, taken in whole, and never twice.

use clinic::view::{Role, SectionStatus};
use clinic::{Code, view::request};
use serde_json::{Value, json};
use tests::clinic::{ADMIN, TempClinic, own_copy, refused};

use super::{add, leaving::whole_person, looked_at, of_kind, written};

fn of_other_system(name: &str) -> Vec<u8> {
    std::fs::read(format!("fixtures/fhir/other-systems/{name}.json")).unwrap()
}

#[test]
fn a_referral_becomes_an_intake_once_somebody_says_so() {
    let mut clinic = TempClinic::new();
    let view = looked_at(&mut clinic, &of_other_system("us-core-searchset")).unwrap();
    let [person] = view.people.as_slice() else { panic!("{view:#?}") };
    assert!(person.stop.is_empty() && person.known.is_empty(), "{person:#?}");
    let sections: Vec<&str> = person.sections.iter().map(|it| it.form.as_str()).collect();
    assert!(sections.contains(&"identity") && sections.contains(&"contact"), "{sections:?}");
    assert!(person.sections.iter().flat_map(|it| &it.answers).all(|it| !it.from.is_empty()));
    assert!(!person.left.is_empty(), "what is lost is said");
    assert_eq!(clinic.found(""), [""; 0], "nothing is saved before");
    let name = person.name.clone();
    assert_eq!(add(&mut clinic, &[0]).unwrap(), ["CFC-0001"]);
    assert_eq!(clinic.found("").len(), 1);
    assert_eq!(refused(add(&mut clinic, &[0])), Code::NoSuchFile, "the file is gone");
    let again = looked_at(&mut clinic, &of_other_system("us-core-searchset")).unwrap();
    let known: Vec<&str> = again.people[0].known.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(known, [name.as_str()], "who is here already is named");
}

#[test]
fn every_bundle_of_another_system_can_be_taken_in() {
    for name in [
        "contained-referral",
        "hospital-document",
        "payer-coverage",
        "phq-9-response",
        "us-core-searchset",
    ] {
        let mut clinic = TempClinic::new();
        let view = looked_at(&mut clinic, &of_other_system(name)).unwrap();
        let people: Vec<u32> = view.people.iter().map(|it| it.at).collect();
        assert_eq!(add(&mut clinic, &people).unwrap().len(), people.len(), "{name}");
        let unlocked = clinic.check_everything();
        assert!(unlocked.quarantined.is_empty(), "{name}");
    }
}

#[test]
fn no_hostile_file_does_more_than_be_refused_or_looked_at() {
    let mut clinic = TempClinic::new();
    for entry in std::fs::read_dir("fixtures/fhir/hostile").unwrap() {
        let path = entry.unwrap().path();
        let Ok(view) = looked_at(&mut clinic, &std::fs::read(&path).unwrap()) else { continue };
        let ready = view.people.iter().filter(|it| it.stop.is_empty());
        let people: Vec<u32> = ready.map(|it| it.at).collect();
        let added = add(&mut clinic, &people).unwrap();
        assert_eq!(added.len(), people.len(), "{}", path.display());
        assert!(added.iter().all(|it| it.starts_with("CFC-")), "{added:?}");
    }
    assert!(clinic.check_everything().quarantined.is_empty());
}

#[test]
fn an_answer_that_worries_raises_a_flag_whoever_asked() {
    let mut clinic = TempClinic::new();
    let items = (1..=9).map(|n| {
        let codes = [
            "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3",
            "44260-8",
        ];
        json!({
            "linkId": format!("/{}", codes[n - 1]),
            "answer": [{ "valueCoding": { "system": "http://loinc.org", "code": "LA6570-1" } }],
        })
    });
    let bundle = json!({ "resourceType": "Bundle", "type": "collection", "entry": [
        { "fullUrl": "urn:uuid:7d1c2f0e-0000-4000-8000-000000000001", "resource": {
            "resourceType": "Patient", "name": [{ "family": "Referred", "given": ["Zoe"] }],
            "birthDate": "1990-05-01" } },
        { "resource": {
            "resourceType": "QuestionnaireResponse", "status": "completed",
            "questionnaire": "http://loinc.org/q/44249-1",
            "subject": { "reference": "urn:uuid:7d1c2f0e-0000-4000-8000-000000000001" },
            "authored": "2026-11-20T10:00:00Z", "item": items.collect::<Vec<_>>() } },
    ]});
    let view = looked_at(&mut clinic, bundle.to_string().as_bytes()).unwrap();
    let screening = view.people[0].sections.iter().find(|it| it.form == "phq-9").unwrap();
    assert_eq!(screening.answers.len(), 9, "{view:#?}");
    add(&mut clinic, &[0]).unwrap();
    let client = clinic.rows("Zoe").remove(0).client;
    let page = clinic.page(&client);
    assert_eq!(page.band.flags.len(), 1, "{page:#?}");
    assert_eq!(page.screenings[0].at, "2026-11-20T10:00:00Z");
}

#[test]
fn records_that_are_here_already_are_not_taken_in_again() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    let (path, _) = written(&mut clinic, &[&client], own_copy("Own copy"));
    let view = looked_at(&mut clinic, &std::fs::read(path).unwrap()).unwrap();
    assert_eq!(view.people[0].stop, "The records are here already, as CFC-0001.");
    assert_eq!(refused(add(&mut clinic, &[0])), Code::BadValue);
    for nobody in [&[7][..], &[0, 0]] {
        assert_eq!(refused(add(&mut clinic, nobody)), Code::BadValue);
    }
}

#[test]
fn a_sealed_plan_comes_as_a_draft_and_says_so() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    let (path, bundle) = written(&mut clinic, &[&client], own_copy("Moving"));
    let bytes = std::fs::read(path).unwrap();
    let mut other = TempClinic::new();
    let view = looked_at(&mut other, &bytes).unwrap();
    assert!(view.people[0].plan);
    let why: Vec<&str> = view.people[0].left.iter().map(|it| it.why.as_str()).collect();
    assert!(why.iter().any(|it| it.starts_with("The plan was sealed and signed elsewhere.")));
    add(&mut other, &[0]).unwrap();
    let page = other.desk.open_plan(&other.of(&client)).unwrap();
    assert!(page.sealed.is_none(), "nobody here has sealed it");
    let goal = of_kind(&bundle, "Goal")[0]["description"]["text"].as_str().unwrap();
    assert_eq!(page.plan.problems[0].goals[0].words, goal);
}

#[test]
fn a_file_behind_a_passphrase_asks_for_it() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    let mut to = own_copy("Moving");
    "three quiet rivers at dusk".clone_into(&mut to.passphrase);
    let asked = request::ExportFhir { token: clinic.token.clone(), clients: vec![client], to };
    let locked = clinic.desk.fhir_file(&asked).unwrap().bytes().to_vec();
    let mut other = TempClinic::new();
    let view = looked_at(&mut other, &locked).unwrap();
    assert!(view.locked && view.people.is_empty());
    let unlock = |other: &mut TempClinic, passphrase: &str| {
        let (token, passphrase) = (other.token.clone(), passphrase.to_owned());
        other.desk.unlock_referrals(&request::UnlockReferrals { token, passphrase })
    };
    assert_eq!(refused(unlock(&mut other, "three loud rivers at dusk")), Code::WrongFilePassphrase);
    assert_eq!(refused(add(&mut other, &[0])), Code::NoSuchFile, "nobody is seen before");
    let view = unlock(&mut other, "three quiet rivers at dusk").unwrap();
    assert_eq!((view.locked, view.people.len()), (false, 1));
    let cut = &locked[..locked.len() - 20];
    looked_at(&mut other, cut).unwrap();
    assert_eq!(refused(unlock(&mut other, "three quiet rivers at dusk")), Code::BadFileLock);
}

#[test]
fn attachments_come_along_and_are_judged_like_any_other() {
    let (mut clinic, client) = whole_person();
    let (path, mut bundle) = written(&mut clinic, &[&client], own_copy("Moving"));
    let mut other = TempClinic::new();
    looked_at(&mut other, &std::fs::read(path).unwrap()).unwrap();
    add(&mut other, &[0]).unwrap();
    let page = other.desk.open_attachments(&other.of(&client)).unwrap();
    let [card] = page.rows.as_slice() else { panic!("{page:#?}") };
    assert_eq!((card.label.as_str(), card.note.as_str()), ("Insurance card", "front"));
    let entries = bundle["entry"].as_array_mut().unwrap().iter_mut();
    let binary = entries.map(|it| &mut it["resource"]).find(|it| it["resourceType"] == "Binary");
    binary.unwrap()["data"] = json!("PHNjcmlwdD4=");
    let mut other = TempClinic::new();
    let view = looked_at(&mut other, bundle.to_string().as_bytes()).unwrap();
    let why: Vec<&str> = view.people[0].left.iter().map(|it| it.why.as_str()).collect();
    assert!(why.iter().any(|it| it.starts_with("The attachment cannot be kept: ")), "{why:?}");
    add(&mut other, &[0]).unwrap();
    assert!(other.desk.open_attachments(&other.of(&client)).unwrap().rows.is_empty());
}

#[test]
fn front_desk_takes_in_no_file_that_says_clinical_things() {
    let mut clinic = TempClinic::with(Role::FrontDesk, "Frank Test");
    let bytes = of_other_system("us-core-searchset");
    assert_eq!(refused(looked_at(&mut clinic, &bytes)), Code::NotAllowed);
    clinic.sign_in(ADMIN);
    assert!(looked_at(&mut clinic, &bytes).is_ok());
}

#[test]
fn what_was_put_off_or_not_asked_on_purpose_comes_back_as_that() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let _ = clinic.section(&client, "trauma").mark(SectionStatus::NotAsked);
    let _ = clinic.section(&client, "legal").mark(SectionStatus::AskLater);
    let (path, _) = written(&mut clinic, &[&client], own_copy("Moving"));
    let mut other = TempClinic::new();
    looked_at(&mut other, &std::fs::read(path).unwrap()).unwrap();
    add(&mut other, &[0]).unwrap();
    assert_eq!(other.saved(&client, "trauma").status, SectionStatus::NotAsked);
    assert_eq!(other.saved(&client, "legal").status, SectionStatus::AskLater);
}

/// A file as this program writes it, with one member of some resources changed.
fn forged(bundle: &Value, kind: &str, change: impl Fn(&mut Value)) -> Vec<u8> {
    let mut bundle = bundle.clone();
    let entries = bundle["entry"].as_array_mut().unwrap().iter_mut();
    entries.filter(|it| it["resource"]["resourceType"] == kind).for_each(change);
    bundle.to_string().into_bytes()
}

#[test]
fn no_consent_in_a_file_lets_anything_leave() {
    let (mut clinic, client) = whole_person();
    let (_, bundle) = written(&mut clinic, &[&client], own_copy("Moving"));
    let mut own = TempClinic::new();
    let view = looked_at(&mut own, bundle.to_string().as_bytes()).unwrap();
    let said = |view: &clinic::view::ReferralsView, words: &str| {
        view.people[0].left.iter().any(|it| it.why.contains(words))
    };
    assert!(said(&view, "comes as not signed yet"), "{view:#?}");
    add(&mut own, &[0]).unwrap();
    let choices = own.desk.release_choices(&own.of(&client)).unwrap();
    assert!(choices.consents.is_empty(), "{:?}", choices.consents.len());
    let away = |it: &mut Value| {
        it["fullUrl"] = json!("https://hospital.example/fhir/Patient/1");
        it["resource"]["id"] = json!("1");
    };
    let text = String::from_utf8(forged(&bundle, "Patient", away)).unwrap();
    let text = text.replace(
        &format!("\"reference\":\"Patient/{client}\""),
        "\"reference\":\"https://hospital.example/fhir/Patient/1\"",
    );
    let mut other = TempClinic::new();
    let view = looked_at(&mut other, text.as_bytes()).unwrap();
    assert!(said(&view, "Consents and admissions of another program"), "{view:#?}");
    assert!(view.people[0].sections.iter().all(|it| it.form != "consents"));
}

#[test]
fn ids_that_collide_inside_a_file_are_told_apart() {
    let (mut clinic, client) = whole_person();
    let (_, bundle) = written(&mut clinic, &[&client], own_copy("Moving"));
    let episode = of_kind(&bundle, "EpisodeOfCare")[0]["id"].clone();
    let plan = of_kind(&bundle, "CarePlan")[0]["id"].clone();
    for (kind, id) in [
        ("QuestionnaireResponse", json!(client)),
        ("QuestionnaireResponse", plan),
        ("EpisodeOfCare", json!(client)),
        ("DocumentReference", episode.clone()),
        ("Patient", episode),
    ] {
        let bytes = forged(&bundle, kind, |it| it["resource"]["id"] = id.clone());
        let mut other = TempClinic::new();
        let view = looked_at(&mut other, &bytes).unwrap();
        let ready = view.people.iter().filter(|it| it.stop.is_empty()).map(|it| it.at);
        let ready: Vec<u32> = ready.collect();
        assert_eq!(add(&mut other, &ready).unwrap().len(), ready.len(), "{kind} {id}");
        assert!(other.check_everything().quarantined.is_empty(), "{kind} {id}");
    }
}

#[test]
fn what_a_file_of_ours_says_beyond_its_forms_is_named_as_lost() {
    let (mut clinic, client) = whole_person();
    let (_, mut bundle) = written(&mut clinic, &[&client], own_copy("Moving"));
    bundle["entry"].as_array_mut().unwrap().push(json!({
        "fullUrl": "https://goldthread.invalid/fhir/AllergyIntolerance/penicillin",
        "resource": { "resourceType": "AllergyIntolerance", "id": "penicillin",
            "patient": { "reference": format!("Patient/{client}") },
            "code": { "text": "Penicillin" } },
    }));
    let mut other = TempClinic::new();
    let view = looked_at(&mut other, bundle.to_string().as_bytes()).unwrap();
    let lost: Vec<&str> = view.people[0].left.iter().map(|it| it.why.as_str()).collect();
    assert!(lost.contains(&"No form in the file holds this, so it is not taken in."), "{lost:?}");
    assert!(lost.iter().any(|it| it.starts_with("The pages of a document")), "{lost:?}");
}

#[test]
fn the_audit_says_that_records_came_from_a_file() {
    let mut clinic = TempClinic::new();
    looked_at(&mut clinic, &of_other_system("us-core-searchset")).unwrap();
    add(&mut clinic, &[0]).unwrap();
    let find = request::FindAudit {
        token: clinic.token.clone(),
        what: "taken_in".into(),
        ..crate::commands::everything(clinic.token.clone())
    };
    assert_eq!(clinic.desk.open_audit(&find).unwrap().rows.len(), 1);
}

#[test]
fn a_questionnaire_becomes_a_form_pack_or_says_what_stands_in_the_way() {
    let mut clinic = TempClinic::new();
    let token = clinic.token.clone();
    let text =
        std::fs::read_to_string("fixtures/fhir/questionnaires/garden-check-in.json").unwrap();
    let before = clinic.desk.open_forms(&clinic.signed()).unwrap().forms.len();
    let view = clinic.desk.add_form_pack(&token, "garden.json", &text).unwrap();
    assert_eq!(view.forms.len(), before + 1);
    let mut broken: Value = serde_json::from_str(&text).unwrap();
    broken["item"][0]["type"] = json!("quantity");
    let error = clinic.desk.add_form_pack(&token, "g.json", &broken.to_string()).unwrap_err();
    assert_eq!(error.code(), Code::BadDefinition);
    assert!(error.detail().contains("item[0]"), "{}", error.detail());
    let error = clinic.desk.add_form_pack(&token, "g.json", "{\"resourceType\":").unwrap_err();
    assert_eq!(error.code(), Code::BadFhir);
}
