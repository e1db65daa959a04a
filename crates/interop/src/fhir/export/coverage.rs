//! How care is paid for: Coverage, one for each insurance plan and each other source.

use serde_json::{Value, json};

use super::{Chart, Entries, Episode, Said, part_id, person::relation, words};
use crate::fhir::reference;

pub(super) fn push(entries: &mut Entries, chart: &Chart, episode: &Episode) {
    let Some(filled) = episode.answers_to("coverage") else { return };
    let coverage = Said::in_form(Some(filled));
    let patient = reference("Patient", &chart.client.to_string());
    for (row, said) in coverage.rows("plans") {
        let is_own = said.text("subscriber_is_client") == "yes";
        entries.push(json!({
            "resourceType": "Coverage",
            "id": part_id(filled.record, row),
            "status": "active",
            "type": words(&said.words("payer_kind")),
            "subscriber": subscriber(&said, is_own, &patient),
            "subscriberId": said.text("member_id"),
            "beneficiary": patient,
            "relationship": if is_own { Some(myself()) } else { relation(&said, "subscriber_relation") },
            "period": { "start": said.date("effective_on"), "end": said.date("ends_on") },
            "payor": [{ "display": payer(&said) }],
            "class": [group(said.text("group_number"))],
            "order": match said.text("plan_order") {
                "primary" => Some(1),
                "secondary" => Some(2),
                "other" => Some(3),
                _ => None,
            },
        }));
    }
    for source in coverage.codes("funding") {
        let (kind, payor) = match source.as_str() {
            "self_pay" => (self_pay(), patient.clone()),
            "grant" => {
                (words("Grant"), json!({ "display": or(coverage.text("grant_name"), "Grant") }))
            }
            "sliding_fee" => (words("Sliding fee"), patient.clone()),
            _ => continue,
        };
        entries.push(json!({
            "resourceType": "Coverage",
            "id": part_id(filled.record, &source),
            "status": "active",
            "type": kind,
            "beneficiary": patient,
            "payor": [payor],
        }));
    }
}

fn subscriber(said: &Said<'_>, is_own: bool, patient: &Value) -> Value {
    if is_own { patient.clone() } else { json!({ "display": said.text("subscriber_name") }) }
}

fn myself() -> Value {
    let system = "http://terminology.hl7.org/CodeSystem/subscriber-relationship";
    super::coded(system, "self", "Self")
}

fn self_pay() -> Value {
    let system = "http://terminology.hl7.org/CodeSystem/coverage-selfpay";
    super::coded(system, "pay", "Self-pay")
}

/// FHIR asks for a payer: the kind of coverage stands in for one that nobody knows.
fn payer(said: &Said<'_>) -> String {
    let kind = said.words("payer_kind");
    or(said.text("payer"), or(&kind, "Not known")).to_owned()
}

fn or<'a>(said: &'a str, otherwise: &'a str) -> &'a str {
    if said.is_empty() { otherwise } else { said }
}

fn group(number: &str) -> Option<Value> {
    let system = "http://terminology.hl7.org/CodeSystem/coverage-class";
    (!number.is_empty()).then(|| {
        json!({ "type": { "coding": [{ "system": system, "code": "group" }] }, "value": number })
    })
}
