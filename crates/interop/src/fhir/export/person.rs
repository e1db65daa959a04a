//! People close to the person: RelatedPerson, for guardians and for who is called in an emergency.

use serde_json::{Value, json};

use super::{Chart, Entries, Episode, Said, clinic::phone, part_id};
use crate::fhir::{reference, system::ROLE_CODE};

/// Relations of the form that are codes of HL7 v3 RoleCode; the others are words.
const LOCAL: [&str; 5] = ["SPON", "CASEMGR", "PROBOFF", "EMP", "OTHER"];

pub(super) fn push(entries: &mut Entries, chart: &Chart, episode: &Episode) {
    let patient = reference("Patient", &chart.client.to_string());
    let guardians = episode.answers_to("guardian");
    for (row, said) in Said::in_form(guardians).rows("guardians") {
        let Some(filled) = guardians else { continue };
        entries.push(json!({
            "resourceType": "RelatedPerson",
            "id": part_id(filled.record, row),
            "patient": patient,
            "relationship": [
                relation(&said, "relation"),
                { "coding": [{ "system": ROLE_CODE, "code": "GUARD", "display": "guardian" }] },
            ],
            "name": [{ "text": said.text("guardian_name") }],
            "telecom": [phone(said.text("guardian_phone"))],
            "address": [said.address("guardian_address")],
        }));
    }
    let emergency = episode.answers_to("emergency");
    for (row, said) in Said::in_form(emergency).rows("contacts") {
        let Some(filled) = emergency else { continue };
        entries.push(json!({
            "resourceType": "RelatedPerson",
            "id": part_id(filled.record, row),
            "patient": patient,
            "relationship": [relation(&said, "ec_relation")],
            "name": [{ "text": said.text("ec_name") }],
            "telecom": [phone(said.text("ec_phone")), phone(said.text("ec_other_phone"))],
        }));
    }
}

/// A relation as a code where HL7 has one, and in the words of the form.
pub(super) fn relation(said: &Said<'_>, item: &str) -> Option<Value> {
    let (code, label) = (said.text(item), said.words(item));
    match code {
        "" => None,
        own if LOCAL.contains(&own) => Some(super::words(&label)),
        known => Some(super::coded(ROLE_CODE, known, &label)),
    }
}
