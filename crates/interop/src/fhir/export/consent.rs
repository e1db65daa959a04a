//! Acknowledgements and consents: Consent, one for each document that was offered.

use serde_json::{Value, json};

use super::{Chart, Clinic, Entries, Episode, Said, part_id, words};
use crate::fhir::{reference, system::LOINC};

pub(super) fn push(entries: &mut Entries, clinic: &Clinic, chart: &Chart, episode: &Episode) {
    let Some(filled) = episode.answers_to("consents") else { return };
    let patient = reference("Patient", &chart.client.to_string());
    for (row, said) in Said::in_form(Some(filled)).rows("documents") {
        let Some(status) = status(said.text("status")) else { continue };
        let signer = said.text("signer");
        let is_own = matches!(said.text("signer_capacity"), "client" | "minor_alone");
        let performer = if is_own { patient.clone() } else { json!({ "display": signer }) };
        entries.push(json!({
            "resourceType": "Consent",
            "id": part_id(filled.record, row),
            "status": status,
            "scope": scope(said.text("document")),
            "category": [
                { "coding": [{ "system": LOINC, "code": "59284-0", "display": "Consent Document" }] },
                words(&document(&said)),
            ],
            "patient": patient,
            "dateTime": said.date("signed_on"),
            "performer": [if signer.is_empty() { Value::Null } else { performer }],
            "organization": [clinic.itself()],
            "policyRule": words(&document(&said)),
            "provision": provision(&said),
        }));
    }
}

/// How far a consent is; nothing for one that this person does not need.
fn status(code: &str) -> Option<&'static str> {
    Some(match code {
        "signed" => "active",
        "chose_not_to_sign" => "rejected",
        "revoked" => "inactive",
        "not_needed" => return None,
        _ => "draft",
    })
}

fn document(said: &Said<'_>) -> String {
    match said.text("document_other") {
        "" => said.words("document"),
        own => own.to_owned(),
    }
}

fn scope(document: &str) -> Value {
    let system = "http://terminology.hl7.org/CodeSystem/consentscope";
    let (code, label) = match document {
        "treatment" | "group" | "telehealth" => ("treatment", "Treatment"),
        _ => ("patient-privacy", "Privacy Consent"),
    };
    super::coded(system, code, label)
}

/// What a release allows; nothing for a document that releases nothing.
fn provision(said: &Said<'_>) -> Value {
    let recipient = said.text("recipient");
    let ends = said.date("release_expires_on").or(said.date("expires_on"));
    if recipient.is_empty() && ends.is_none() {
        return Value::Null;
    }
    let role = json!({ "coding": [{
        "system": "http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
        "code": "IRCP",
        "display": "information recipient",
    }]});
    let actor = json!({ "role": role, "reference": { "display": recipient } });
    let purpose = said.text("purpose");
    json!({
        "type": "permit",
        "period": { "start": said.date("signed_on"), "end": ends },
        "actor": [if recipient.is_empty() { Value::Null } else { actor }],
        "purpose": [{ "display": purpose }],
        "code": [words(said.text("disclosed"))],
    })
}
