//! Attachments: DocumentReference, with the content in a Binary of its own, which answers name too.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;

use super::{Chart, Entries};
use crate::fhir::{reference, url};

/// The code system of what an attachment is.
pub const KIND: &str = "https://goldthread.invalid/fhir/CodeSystem/attachment-type";

pub(super) fn push(entries: &mut Entries, chart: &Chart) {
    for paper in &chart.papers {
        let id = paper.record.to_string();
        entries.push(json!({
            "resourceType": "DocumentReference",
            "id": id,
            "status": "current",
            "type": super::coded(KIND, &paper.kind, &paper.title),
            "subject": reference("Patient", &chart.client.to_string()),
            "date": paper.added_at,
            "description": paper.note.trim(),
            "content": [{ "attachment": {
                "contentType": paper.mime,
                "url": url("Binary", &id),
                "size": paper.bytes.len(),
                "title": paper.title,
                "creation": paper.date,
            }}],
        }));
        entries.push(json!({
            "resourceType": "Binary",
            "id": id,
            "contentType": paper.mime,
            "data": STANDARD.encode(&paper.bytes),
        }));
    }
}
