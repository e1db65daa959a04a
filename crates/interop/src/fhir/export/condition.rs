//! Diagnoses and problems: Condition. A diagnosis of a plan is a clinician's; one of the intake is
//! told, and so is written as not confirmed.

use record::{
    Id,
    plan::{Diagnosis, Problem},
};
use serde_json::{Value, json};

use super::{Chart, Entries, Episode, Said, Version, part_id, words};
use crate::fhir::{reference, system::ICD10CM};

pub(super) fn push(entries: &mut Entries, chart: &Chart) {
    let patient = reference("Patient", &chart.client.to_string());
    // The newest version speaks first: what it says of a diagnosis stands.
    for (nth, episode) in chart.episodes.iter().enumerate().rev() {
        let is_last = nth + 1 == chart.episodes.len() && !episode.has_ended();
        for (at, version) in episode.plans.iter().enumerate().rev() {
            // What a newer version does not name any more is not worked on any more.
            let is_now = is_last && at + 1 == episode.plans.len();
            push_version(entries, chart, version, is_now, &patient);
        }
        told(entries, episode, &patient);
    }
}

fn push_version(
    entries: &mut Entries,
    chart: &Chart,
    version: &Version,
    is_now: bool,
    patient: &Value,
) {
    let standing = if is_now { "active" } else { "inactive" };
    let certainty = if version.seal.is_some() { "confirmed" } else { "provisional" };
    let mut push = |id: Option<String>, category: &str, certainty: Option<&str>, said: Value| {
        let Some(id) = id.filter(|id| !entries.holds("Condition", id)) else { return };
        let mut condition = json!({
            "resourceType": "Condition",
            "id": id,
            "clinicalStatus": status("condition-clinical", standing),
            "verificationStatus": certainty.map(|it| status("condition-ver-status", it)),
            "category": [status("condition-category", category)],
            "subject": patient,
        });
        for (name, value) in said.as_object().into_iter().flatten() {
            condition[name] = value.clone();
        }
        entries.push(condition);
    };
    for diagnosis in &version.plan.diagnoses {
        let said = json!({
            "code": code(diagnosis),
            "recordedDate": diagnosis.date.known().map(form::date::stored),
            "asserter": { "display": diagnosis.by.trim() },
        });
        let id = diagnosis_id(chart.client, diagnosis);
        push(id, "encounter-diagnosis", Some(certainty), said);
    }
    for problem in &version.plan.problems {
        let note = [json!({ "text": problem.evidence.trim() })];
        let said = json!({ "code": words(&problem.statement), "note": note });
        push(problem_id(chart.client, problem), "problem-list-item", None, said);
    }
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
