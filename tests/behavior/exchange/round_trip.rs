//! The sample clinic goes out, comes into an empty clinic, and goes out the same.

use std::path::Path;
use std::sync::Arc;

use clinic::view::{Basis, request::ExportFhir};
use clinic::{
    Clock as _, Machine, NewClinic, NewStaff, Prepared, SAMPLE_PEOPLE, Session, make_sample,
};
use serde_json::{Value, json};
use tests::clinic::{FakeClock, asking};

use super::{of_kind, validate};

/// Everybody's records in a clinic.
fn records(session: &mut Session, path: &Path) -> Value {
    let to = asking(Some(Basis::Audit), "State auditor", "Yearly audit");
    let asked = ExportFhir { token: String::new(), clients: Vec::new(), to };
    let file = session.fhir_file(&asked).unwrap();
    let view = session.write_people_file(path, &file).unwrap();
    assert_eq!((view.people, view.refused.len()), (3, 0));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// Without what is the clinic's own: itself, its staff, and when the file was made.
fn about_people(bundle: &Value) -> Value {
    let mut text = bundle.to_string();
    let own = |kind: &str| of_kind(bundle, kind)[0]["id"].as_str().unwrap().to_owned();
    text = text.replace(&own("Organization"), "CLINIC");
    for person in of_kind(bundle, "Practitioner") {
        let name = person["name"][0]["text"].as_str().unwrap();
        text = text.replace(person["id"].as_str().unwrap(), name);
    }
    let mut bundle: Value = serde_json::from_str(&text).unwrap();
    bundle["timestamp"] = json!("");
    let entries = bundle["entry"].as_array_mut().unwrap();
    entries.retain(|entry| {
        let kind = entry["resource"]["resourceType"].as_str().unwrap();
        !["Organization", "Practitioner", "PractitionerRole"].contains(&kind)
    });
    bundle
}

#[test]
fn what_the_sample_clinic_writes_comes_back_the_same_from_an_empty_clinic() {
    let folder = tempfile::tempdir().unwrap();
    let machine = Machine::unnamed(Arc::new(FakeClock::default())).unwrap();
    let (mut sample, _) = make_sample(&folder.path().join("a.goldthread"), &machine).unwrap();
    let first_file = folder.path().join("first.json");
    let first = records(&mut sample, &first_file);
    let admin = &SAMPLE_PEOPLE[0];
    let new = NewClinic {
        clinic: "Riverbend sample clinic",
        crisis_steps: "Call 988.",
        crisis_no_clinician: "Call 911.",
        name: admin.name,
        credential: admin.credential,
        passphrase: admin.passphrase,
        sample: false,
    };
    let prepared = Prepared::new(&new).unwrap();
    let mut empty = prepared.write(&folder.path().join("b.goldthread"), machine).unwrap();
    for person in &SAMPLE_PEOPLE[1..] {
        let (name, credential, role) = (person.name, person.credential, person.role);
        let new = NewStaff { name, credential, role, passphrase: person.passphrase };
        empty.add_user(&new).unwrap();
    }
    let bytes = std::fs::read(&first_file).unwrap();
    let view = empty.take_referrals("first.json", &bytes).unwrap();
    for person in &view.people {
        assert!(person.stop.is_empty() && person.left.is_empty(), "{person:#?}");
    }
    let added = empty.add_referrals(&[0, 1, 2]).unwrap();
    assert_eq!(added.numbers, ["RSC-0001", "RSC-0002", "RSC-0003"]);
    let second_file = folder.path().join("second.json");
    let second = records(&mut empty, &second_file);
    let (first, second) = (about_people(&first), about_people(&second));
    let (one, other) = (first["entry"].as_array().unwrap(), second["entry"].as_array().unwrap());
    for (one, other) in one.iter().zip(other) {
        assert_eq!(one["fullUrl"], other["fullUrl"]);
        for (name, value) in one["resource"].as_object().unwrap() {
            assert_eq!(*value, other["resource"][name], "{}: {name}", one["fullUrl"]);
        }
        assert_eq!(one, other);
    }
    assert_eq!(one.len(), other.len());
    // Both files at once: a validator that starts anew for each has most of its time in starting.
    validate(&[first_file, second_file]);
}

#[test]
fn observations_say_what_the_command_line_says() {
    let folder = tempfile::tempdir().unwrap();
    let machine = Machine::unnamed(Arc::new(FakeClock::default())).unwrap();
    let (mut sample, _) = make_sample(&folder.path().join("a.goldthread"), &machine).unwrap();
    let bundle = records(&mut sample, &folder.path().join("first.json"));
    let mut seen = 0;
    for (person, form) in [("marisol", "phq-9"), ("marisol", "gad-7"), ("tuan", "gad-7")] {
        let path = format!("../crates/clinic/sample/{person}/{form}.json");
        let answers = std::fs::read_to_string(path).unwrap();
        let answers: Value = serde_json::from_str(&answers).unwrap();
        let scored =
            clinic::score(form, None, &answers, None, FakeClock::default().today()).unwrap();
        for (score, value) in scored.scores.iter().filter_map(|(id, it)| Some((id, it.as_ref()?))) {
            let code = format!("{form}/{score}");
            let same = |it: &&&Value| {
                let codings = it["code"]["coding"].as_array().unwrap();
                codings.iter().any(|coding| coding["code"] == code.as_str())
                    && it["valueQuantity"]["value"] == serde_json::to_value(value).unwrap()
            };
            assert!(of_kind(&bundle, "Observation").iter().any(|it| same(&it)), "{code}");
            seen += 1;
        }
    }
    assert_eq!(of_kind(&bundle, "Observation").len(), seen);
}
