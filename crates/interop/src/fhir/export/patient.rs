//! The person: Patient, with the US Core extensions for what was asked. Sex assigned at birth is
//! not asked by any form, so it is never written; `gender` is what the insurance card says.

use form::State;
use serde_json::{Value, json};

use super::{Chart, Clinic, Entries, Said, clinic::phone, words};
use crate::fhir::{
    BASE,
    system::{ABSENT_REASON, LANGUAGE, RACE, US_CORE_ETHNICITY, US_CORE_RACE},
};

/// Codes of race and ethnicity by those of the form: OMB categories (US Core), and "Middle Eastern
/// or North African" as the detailed code that the CDC set has for it.
const RACES: [(&str, &str, &str); 6] = [
    ("aian", "1002-5", "ombCategory"),
    ("asian", "2028-9", "ombCategory"),
    ("black", "2054-5", "ombCategory"),
    ("mena", "2118-8", "detailed"),
    ("nhpi", "2076-8", "ombCategory"),
    ("white", "2106-3", "ombCategory"),
];

pub(super) fn push(entries: &mut Entries, clinic: &Clinic, chart: &Chart) {
    let identity = Said::in_form(chart.answers_to("identity"));
    let contact = Said::in_form(chart.answers_to("contact"));
    let language = Said::in_form(chart.answers_to("language"));
    let birth = identity.date("date_of_birth");
    let unknown = identity
        .state("date_of_birth")
        .map(|_| json!({ "extension": [{ "url": ABSENT_REASON, "valueCode": "unknown" }] }));
    entries.push(json!({
        "resourceType": "Patient",
        "id": chart.client.to_string(),
        "extension": extensions(&identity, &language),
        "identifier": [{ "system": format!("{BASE}/client-number"), "value": chart.number }],
        "active": true,
        "name": names(&identity),
        "telecom": telecom(&contact),
        "gender": gender(identity.text("sex_on_insurance")),
        "birthDate": birth,
        "_birthDate": unknown,
        "address": addresses(&contact),
        "contact": contacts(&Said::in_form(chart.answers_to("emergency"))),
        "communication": languages(&language),
        "managingOrganization": clinic.itself(),
    }));
}

fn names(identity: &Said<'_>) -> Vec<Value> {
    let given = [identity.text("legal_first"), identity.text("legal_middle")];
    let mut names = vec![json!({
        "use": "official",
        "family": identity.text("legal_last"),
        "given": given,
    })];
    let used = identity.text("name_used");
    if !used.is_empty() {
        names.push(json!({ "use": "usual", "text": used }));
    }
    for (_, row) in identity.rows("former_names") {
        names.push(json!({
            "use": "old",
            "text": row.text("former_name"),
            "period": { "end": row.date("former_until") },
        }));
    }
    // A name that is a use alone names nobody.
    names.retain(|name| !name["text"].is_null() || name["family"] != "" || given != ["", ""]);
    names
}

/// What the insurance card says; a card that says neither is `other`.
fn gender(card: &str) -> Option<&'static str> {
    match card {
        "F" => Some("female"),
        "M" => Some("male"),
        "X" => Some("other"),
        _ => None,
    }
}

fn telecom(contact: &Said<'_>) -> Vec<Value> {
    let mut points: Vec<Value> = Vec::new();
    for (index, (_, row)) in contact.rows("phones").into_iter().enumerate() {
        let used_for = match row.text("phone_kind") {
            "mobile" => Some("mobile"),
            "home" => Some("home"),
            "work" => Some("work"),
            _ => None,
        };
        if let Some(Value::Object(mut point)) = phone(row.text("number")) {
            point.insert("use".to_owned(), json!(used_for));
            point.insert("rank".to_owned(), json!(index + 1));
            points.push(Value::Object(point));
        }
    }
    let email = contact.text("email");
    if !email.is_empty() {
        points.push(json!({ "system": "email", "value": email }));
    }
    points
}

fn addresses(contact: &Said<'_>) -> Vec<Value> {
    let of = |item: &str, used_for: &str, kind: &str| {
        let mut address = contact.address(item)?;
        address["use"] = json!(used_for);
        address["type"] = json!(kind);
        Some(address)
    };
    let home = of("address", "home", "both");
    home.into_iter().chain(of("mailing_address", "home", "postal")).collect()
}

fn contacts(emergency: &Said<'_>) -> Vec<Value> {
    let contact = |row: &Said<'_>| {
        json!({
            "relationship": [
                {
                    "coding": [{
                        "system": "http://terminology.hl7.org/CodeSystem/v2-0131",
                        "code": "C",
                        "display": "Emergency Contact",
                    }],
                },
                words(&row.words("ec_relation")),
            ],
            "name": { "text": row.text("ec_name") },
            "telecom": [phone(row.text("ec_phone")), phone(row.text("ec_other_phone"))],
        })
    };
    let rows = emergency.rows("contacts");
    rows.iter()
        .map(|(_, row)| row)
        .filter(|row| !row.text("ec_name").is_empty())
        .map(contact)
        .collect()
}

fn languages(said: &Said<'_>) -> Vec<Value> {
    let language = |item: &str, other: &str| match said.text(item) {
        "" => None,
        "other" => Some(words(said.text(other))),
        code => Some(super::coded(LANGUAGE, code, &said.words(item))),
    };
    let spoken = language("spoken_language", "spoken_other");
    let written =
        language("written_language", "written_other").filter(|it| Some(it) != spoken.as_ref());
    let spoken = spoken.map(|it| json!({ "language": it, "preferred": true }));
    spoken.into_iter().chain(written.map(|it| json!({ "language": it }))).collect()
}

fn extensions(identity: &Said<'_>, language: &Said<'_>) -> Vec<Value> {
    let mut found = Vec::new();
    let origins = language.codes("race_ethnicity");
    // What was deliberately not asked is not written at all.
    let unsaid = match language.state("race_ethnicity") {
        Some(State::Declined) => Some(("ASKU", "asked but unknown")),
        Some(State::Unknown) => Some(("UNK", "unknown")),
        _ => None,
    };
    let mut race: Vec<Value> = Vec::new();
    for (own, code, part) in RACES {
        if origins.iter().any(|it| it == own) {
            let coding = json!({ "system": RACE, "code": code });
            race.push(json!({ "url": part, "valueCoding": coding }));
        }
    }
    if let Some((code, label)) = unsaid {
        let unknown = "http://terminology.hl7.org/CodeSystem/v3-NullFlavor";
        let coding = json!({ "system": unknown, "code": code, "display": label });
        race.push(json!({ "url": "ombCategory", "valueCoding": coding }));
    }
    if !race.is_empty() {
        let said = match language.text("race_detail") {
            "" if unsaid.is_some() => "Asked but not answered".to_owned(),
            "" => language.words("race_ethnicity"),
            own => format!("{} ({own})", language.words("race_ethnicity")),
        };
        race.push(json!({ "url": "text", "valueString": said }));
        found.push(json!({ "url": US_CORE_RACE, "extension": race }));
    }
    if origins.iter().any(|it| it == "hispanic") {
        let coding = json!({ "system": RACE, "code": "2135-2", "display": "Hispanic or Latino" });
        found.push(json!({ "url": US_CORE_ETHNICITY, "extension": [
            { "url": "ombCategory", "valueCoding": coding },
            { "url": "text", "valueString": "Hispanic or Latino" },
        ]}));
    }
    let needed = match language.text("interpreter") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    found.extend(needed.map(|needed| {
        json!({
            "url": "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired",
            "valueBoolean": needed,
        })
    }));
    let gender = match identity.text("gender_identity") {
        "other" => identity.text("gender_own").to_owned(),
        _ => identity.words("gender_identity"),
    };
    if !gender.is_empty() {
        found.push(json!({
            "url": "http://hl7.org/fhir/us/core/StructureDefinition/us-core-genderIdentity",
            "valueCodeableConcept": words(&gender),
        }));
    }
    found
}
