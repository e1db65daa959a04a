//! Medicines and allergies as the person takes and tells them: MedicationStatement,
//! AllergyIntolerance.

use serde_json::{Value, json};

use super::{Chart, Entries, Episode, Filled, Said, note, part_id, words};
use crate::fhir::reference;

pub(super) fn push(entries: &mut Entries, chart: &Chart, episode: &Episode) {
    let Some(filled) = episode.answers_to("medicines") else { return };
    let said = Said::in_form(Some(filled));
    let patient = reference("Patient", &chart.client.to_string());
    let asserted = filled.started_at.get(..10);
    for (row, medicine) in said.rows("medicines") {
        let name = medicine.text("medicine");
        if name.is_empty() {
            continue;
        }
        let dose = [medicine.text("dose").to_owned(), medicine.words("dose_unit")];
        let dose: Vec<String> = dose.into_iter().filter(|it| !it.is_empty()).collect();
        let parts = [dose.join(" "), medicine.text("how_often").to_owned()];
        let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
        entries.push(json!({
            "resourceType": "MedicationStatement",
            "id": part_id(filled.record, row),
            "status": if medicine.text("taking") == "stopped" { "stopped" } else { "active" },
            "medicationCodeableConcept": words(name),
            "subject": patient,
            "dateAsserted": asserted,
            "derivedFrom": [reference("QuestionnaireResponse", &filled.record.to_string())],
            "note": [
                note("How taking it is going", &medicine.words("taking")),
                note("Prescriber", medicine.text("prescriber")),
            ],
            "dosage": [{ "text": parts.join(", ") }],
        }));
    }
    allergies(entries, filled, &said, &patient);
}

fn allergies(entries: &mut Entries, filled: &Filled, said: &Said<'_>, patient: &Value) {
    let status = |system: &str, code: &str| {
        let system = format!("http://terminology.hl7.org/CodeSystem/{system}");
        json!({ "coding": [{ "system": system, "code": code }] })
    };
    if said.text("allergies_known") == "none" {
        entries.push(json!({
            "resourceType": "AllergyIntolerance",
            "id": part_id(filled.record, "no-known-allergies"),
            "clinicalStatus": status("allergyintolerance-clinical", "active"),
            "verificationStatus": status("allergyintolerance-verification", "unconfirmed"),
            "code": words("No known allergies"),
            "patient": patient,
        }));
    }
    for (row, allergy) in said.rows("allergies") {
        if allergy.text("allergen").is_empty() {
            continue;
        }
        let severity = match allergy.text("severity") {
            "life_threatening" => "severe",
            other => other,
        };
        let high = (allergy.text("severity") == "life_threatening").then_some("high");
        let reaction = match allergy.text("reaction") {
            "" => Value::Null,
            seen => json!({ "manifestation": [words(seen)], "severity": severity }),
        };
        entries.push(json!({
            "resourceType": "AllergyIntolerance",
            "id": part_id(filled.record, row),
            "clinicalStatus": status("allergyintolerance-clinical", "active"),
            "verificationStatus": status("allergyintolerance-verification", "unconfirmed"),
            "criticality": high,
            "code": words(allergy.text("allergen")),
            "patient": patient,
            "reaction": [reaction],
        }));
    }
}
