//! Diagnoses and problems: Condition. A diagnosis of a plan is a clinician's; one of the intake is
//! told, and so is written as not confirmed.

use record::{
    Id,
    plan::{Diagnosis, Problem},
};
use serde_json::{Value, json};

use super::{Chart, Entries, Episode, Said, part_id, words};
use crate::fhir::{reference, system::ICD10CM};

pub(super) fn push(entries: &mut Entries, chart: &Chart, episode: &Episode) {
    let patient = reference("Patient", &chart.client.to_string());
    // The newest version speaks first: what it says of a diagnosis stands.
    let newest = episode.plans.last().map(|it| it.record);
    for version in episode.plans.iter().rev() {
        // What a newer version does not name any more is not worked on any more.
        let is_now = Some(version.record) == newest && !episode.has_ended();
        let standing = if is_now { "active" } else { "inactive" };
        let certainty = if version.seal.is_some() { "confirmed" } else { "provisional" };
        for diagnosis in &version.plan.diagnoses {
            let Some(id) = diagnosis_id(chart.client, diagnosis) else { continue };
            if entries.holds("Condition", &id) {
                continue;
            }
            entries.push(json!({
                "resourceType": "Condition",
                "id": id,
                "clinicalStatus": status("condition-clinical", standing),
                "verificationStatus": status("condition-ver-status", certainty),
                "category": [status("condition-category", "encounter-diagnosis")],
                "code": code(diagnosis),
                "subject": patient,
                "recordedDate": diagnosis.date.known().map(form::date::stored),
                "asserter": { "display": diagnosis.by.trim() },
            }));
        }
        for problem in &version.plan.problems {
            let Some(id) = problem_id(chart.client, problem) else { continue };
            if entries.holds("Condition", &id) {
                continue;
            }
            entries.push(json!({
                "resourceType": "Condition",
                "id": id,
                "clinicalStatus": status("condition-clinical", standing),
                "category": [status("condition-category", "problem-list-item")],
                "code": words(&problem.statement),
                "subject": patient,
                "note": [{ "text": problem.evidence.trim() }],
            }));
        }
    }
    told(entries, episode, &patient);
}

/// Diagnoses that the person or their records tell of.
fn told(entries: &mut Entries, episode: &Episode, patient: &Value) {
    let Some(filled) = episode.answers_to("psychiatric") else { return };
    for (row, said) in Said::in_form(Some(filled)).rows("diagnoses") {
        let when = said.text("diagnosed_when");
        entries.push(json!({
            "resourceType": "Condition",
            "id": part_id(filled.record, row),
            "clinicalStatus": status("condition-clinical", "active"),
            "verificationStatus": status("condition-ver-status", "unconfirmed"),
            "category": [status("condition-category", "problem-list-item")],
            "code": words(said.text("diagnosis")),
            "subject": patient,
            "onsetString": when.trim(),
            "asserter": { "display": said.text("diagnosed_by") },
        }));
    }
}

/// The id of a diagnosis: the same code is the same condition, whichever version names it.
pub(super) fn diagnosis_id(client: Id, diagnosis: &Diagnosis) -> Option<String> {
    match diagnosis.code.trim() {
        "" if diagnosis.name.trim().is_empty() => None,
        "" => Some(part_id(client, &diagnosis.id?.to_string()[..16])),
        code => Some(part_id(client, code)),
    }
}

/// The id of a problem, which stays when a plan is amended; nothing for one that says nothing.
pub(super) fn problem_id(client: Id, problem: &Problem) -> Option<String> {
    let said = !problem.statement.trim().is_empty();
    problem.id.filter(|_| said).map(|id| part_id(client, &id.to_string()[..16]))
}

fn code(diagnosis: &Diagnosis) -> Value {
    let (code, name) = (diagnosis.code.trim(), diagnosis.name.trim());
    match code {
        "" => words(name),
        code => json!({
            "coding": [{ "system": ICD10CM, "code": code, "display": name }],
            "text": name,
        }),
    }
}

fn status(system: &str, code: &str) -> Value {
    let system = format!("http://terminology.hl7.org/CodeSystem/{system}");
    json!({ "coding": [{ "system": system, "code": code }] })
}
