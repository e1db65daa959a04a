//! Forms and papers: Questionnaire, QuestionnaireResponse, and the plan as a DocumentReference,
//! once as its pages and once as the file that the product itself takes in.

use base64::{Engine, engine::general_purpose::STANDARD};
use form::{SectionSource, SectionStatus};
use record::plan::Standing;
use serde_json::{Value, json};

use super::{Chart, Entries, Episode, Filled, Version};
use crate::fhir::{
    questionnaire::{self, ResponseFacts, ResponseStatus},
    reference,
    system::LOINC,
};

/// The media type of a plan as the product reads it.
pub const PLAN: &str = "application/vnd.goldthread.plan+json";
/// The code system of where a section stands, beyond what FHIR has words for.
pub const STATUS: &str = "https://goldthread.invalid/fhir/CodeSystem/section-status";
/// The code system of whom answers come from.
pub const SOURCE: &str = "https://goldthread.invalid/fhir/CodeSystem/section-source";

pub(super) fn push_response(
    entries: &mut Entries,
    chart: &Chart,
    episode: &Episode,
    filled: &Filled,
) {
    let asked = questionnaire::questionnaire(&filled.form, &filled.definition);
    let id = asked["id"].as_str().unwrap_or_default().to_owned();
    if !entries.holds("Questionnaire", &id) {
        entries.push(asked);
    }
    let (record, patient) = (filled.record.to_string(), format!("Patient/{}", chart.client));
    let is_own = matches!(filled.source, Some(SectionSource::Client));
    let mut response = questionnaire::response(
        &filled.form,
        &filled.answers,
        &ResponseFacts {
            id: &record,
            subject: &patient,
            source: is_own.then_some(patient.as_str()),
            authored: Some(&filled.started_at),
            author: None,
            status: match filled.status {
                SectionStatus::Done => ResponseStatus::Completed,
                _ => ResponseStatus::InProgress,
            },
        },
    );
    response["meta"] = json!({ "lastUpdated": filled.finished_at, "tag": tags(filled) });
    response["encounter"] = reference("Encounter", &episode.id.to_string());
    entries.push(response);
}

/// What FHIR has no member for: a section that was put off or deliberately not asked, and answers
/// that somebody else gave.
fn tags(filled: &Filled) -> Vec<Value> {
    let status = match filled.status {
        SectionStatus::AskLater => Some("ask_later"),
        SectionStatus::NotAsked => Some("not_asked"),
        _ => None,
    };
    let source = filled.source.map(|source| match source {
        SectionSource::Client => "client",
        SectionSource::Guardian => "guardian",
        SectionSource::Staff => "staff",
    });
    let tag = |system: &str, code: &str| json!({ "system": system, "code": code });
    let status = status.map(|code| tag(STATUS, code));
    status.into_iter().chain(source.map(|code| tag(SOURCE, code))).collect()
}

pub(super) fn push_plan(
    entries: &mut Entries,
    chart: &Chart,
    episode: &Episode,
    version: &Version,
) {
    let title = version.title.as_str();
    let mut content = Vec::new();
    if !version.pdf.is_empty() {
        content.push(attachment("application/pdf", title, &version.pdf));
    }
    let plan = serde_json::to_vec(&version.plan).unwrap_or_default();
    content.push(attachment(PLAN, title, &plan));
    let date = version.seal.as_ref().map_or(&version.saved_at, |seal| &seal.at);
    entries.push(json!({
        "resourceType": "DocumentReference",
        "id": version.record.to_string(),
        "status": if version.standing == Standing::Superseded { "superseded" } else { "current" },
        "relatesTo": [version.replaces.map(|id| {
            json!({ "code": "replaces", "target": reference("DocumentReference", &id.to_string()) })
        })],
        "docStatus": if version.seal.is_some() { "final" } else { "preliminary" },
        "type": { "coding": [{ "system": LOINC, "code": "18776-5", "display": "Plan of care note" }] },
        "subject": reference("Patient", &chart.client.to_string()),
        "date": date,
        "content": content,
        "context": {
            "encounter": [reference("Encounter", &episode.id.to_string())],
            "related": [reference("CarePlan", &version.record.to_string())],
        },
    }));
}

/// Papers that stand for themselves.
pub(super) fn push_pages(entries: &mut Entries, chart: &Chart) {
    for pages in &chart.pages {
        entries.push(json!({
            "resourceType": "DocumentReference",
            "id": pages.record.to_string(),
            "status": "current",
            "type": { "text": pages.title },
            "subject": reference("Patient", &chart.client.to_string()),
            "date": pages.saved_at,
            "content": [attachment("application/pdf", &pages.title, &pages.pdf)],
        }));
    }
}

fn attachment(mime: &str, title: &str, bytes: &[u8]) -> Value {
    json!({ "attachment": {
        "contentType": mime,
        "data": STANDARD.encode(bytes),
        "size": bytes.len(),
        "title": title,
    }})
}
