//! Bundles in the shape of other systems, and what becomes of every part of them.

mod common;

use common::{file, told, words};
use serde_json::Value;

fn shown(name: &str) -> String {
    let (_, told) = told(&file(&format!("other-systems/{name}.json")));
    told.iter().map(words).collect::<Vec<_>>().join("\n----\n")
}

#[test]
fn a_searchset_of_a_us_core_server() {
    insta::assert_snapshot!(shown("us-core-searchset"));
}

#[test]
fn a_discharge_document_of_a_hospital() {
    insta::assert_snapshot!(shown("hospital-document"));
}

#[test]
fn a_referral_with_everybody_contained_in_it() {
    insta::assert_snapshot!(shown("contained-referral"));
}

#[test]
fn a_patient_with_coverage_from_a_payer() {
    insta::assert_snapshot!(shown("payer-coverage"));
}

#[test]
fn a_bundle_with_a_questionnaire_that_was_answered() {
    insta::assert_snapshot!(shown("phq-9-response"));
}

/// Kinds of resource whose every word is either carried or left.
const READ: [&str; 9] = [
    "AllergyIntolerance",
    "Condition",
    "Coverage",
    "Medication",
    "MedicationRequest",
    "MedicationStatement",
    "Patient",
    "RelatedPerson",
    "ServiceRequest",
];

/// The words of a resource that somebody wrote, without codes, addresses of systems and narrative.
fn written<'v>(name: &str, value: &'v Value, found: &mut Vec<&'v str>) {
    const NAMES: [&str; 14] = [
        "text",
        "family",
        "given",
        "prefix",
        "suffix",
        "line",
        "city",
        "district",
        "state",
        "value",
        "postalCode",
        "subscriberId",
        "patientInstruction",
        "name",
    ];
    match value {
        Value::String(text) if NAMES.contains(&name) => found.push(text),
        Value::Array(parts) => parts.iter().for_each(|part| written(name, part, found)),
        Value::Object(members) => {
            // Relations and languages become choices of a form.
            let coded = ["div", "type", "relationship", "language"];
            let inner = members.iter().filter(|(name, _)| !coded.contains(&name.as_str()));
            inner.for_each(|(name, value)| written(name, value, found));
        }
        _ => {}
    }
}

#[test]
fn every_word_that_somebody_wrote_is_carried_or_left() {
    for name in [
        "us-core-searchset",
        "hospital-document",
        "contained-referral",
        "payer-coverage",
        "phq-9-response",
    ] {
        let (incoming, told) = told(&file(&format!("other-systems/{name}.json")));
        let said = told.iter().map(words).collect::<String>().to_lowercase();
        let strangers = |at: &interop::fhir::read::Resource| at.body.to_string().contains("m-200");
        for resource in incoming.resources().iter().filter(|it| READ.contains(&it.kind)) {
            let mut found = Vec::new();
            written("", &resource.body, &mut found);
            // This becomes "none", which is all it says.
            found.retain(|text| *text != "No known allergy");
            for text in found.iter().flat_map(|text| text.split([' ', ','])) {
                let text = text.trim_start_matches("tel:").to_lowercase();
                assert!(strangers(resource) || said.contains(&text), "{name}: {text} is lost");
            }
        }
    }
}
