//! The seal of a version and the signatures below it: Provenance. The hash that people signed is
//! the identifier of what the version was made from.

use record::signature::{SignedHow, SignerRole};
use serde_json::{Value, json};

use super::{Chart, Clinic, Entries, Signed, Version, words};
use crate::fhir::{BASE, reference};

/// Kinds of signatures, by ASTM E1762-95 (facts).
const KINDS: &str = "urn:iso-astm:E1762-95:2013";

pub(super) fn push(entries: &mut Entries, clinic: &Clinic, chart: &Chart, version: &Version) {
    let Some(seal) = &version.seal else { return };
    let id = version.record.to_string();
    let signatures: Vec<Value> =
        version.signed.iter().filter_map(|it| signature(clinic, chart, it)).collect();
    entries.push(json!({
        "resourceType": "Provenance",
        "id": id,
        "target": [reference("CarePlan", &id), reference("DocumentReference", &id)],
        "recorded": seal.at,
        "activity": words("Sealed"),
        "agent": [{
            "type": { "coding": [{
                "system": "http://terminology.hl7.org/CodeSystem/provenance-participant-type",
                "code": "author",
                "display": "Author",
            }]},
            "who": clinic.user(seal.by, &seal.by_name),
            "onBehalfOf": clinic.itself(),
        }],
        "entity": [{
            "role": "source",
            "what": {
                "identifier": { "system": format!("{BASE}/plan-sha256"), "value": seal.sha256 },
                "display": "SHA-256 of the content that was sealed",
            },
        }],
        "signature": signatures,
    }));
}

/// A signature; nothing for somebody who chose not to sign.
fn signature(clinic: &Clinic, chart: &Chart, signed: &Signed) -> Option<Value> {
    let it = &signed.signature;
    if matches!(it.how, SignedHow::Declined { .. }) {
        return None;
    }
    let (code, label) = match it.role {
        SignerRole::Client | SignerRole::Guardian => {
            ("1.2.840.10065.1.12.1.7", "Consent Signature")
        }
        SignerRole::Therapist => ("1.2.840.10065.1.12.1.1", "Author's Signature"),
        SignerRole::Supervisor => ("1.2.840.10065.1.12.1.3", "Co-participant's Signature"),
        SignerRole::Physician => ("1.2.840.10065.1.12.1.5", "Verification Signature"),
    };
    let name = match it.credential.trim() {
        "" => it.name.clone(),
        credential => format!("{}, {credential}", it.name),
    };
    let who = match it.role {
        SignerRole::Client => {
            let id = chart.client.to_string();
            json!({ "reference": format!("Patient/{id}"), "display": name })
        }
        SignerRole::Guardian => json!({ "display": name }),
        _ => clinic.user(signed.user, &name),
    };
    Some(json!({
        "type": [{ "system": KINDS, "code": code, "display": label }],
        "when": signed.at,
        "who": who,
    }))
}
