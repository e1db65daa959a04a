//! A clinic's records as one `collection` bundle. What is not known is not written: no resource
//! says more than the records do.
//!
//! Ids are those of the records, with the part named behind them, so that two exports of the same
//! records name everything alike.

mod care_plan;
mod chart;
mod clinic;
mod condition;
mod consent;
mod coverage;
mod document;
mod episode;
mod goal;
mod medicine;
mod observation;
mod paper;
mod patient;
mod person;
mod provenance;
mod risk;
mod said;

use std::collections::HashSet;

use serde_json::{Value, json};

pub use chart::{Chart, Clinic, Episode, Filled, Pages, Paper, Seal, Signed, Staff, Version};
pub use document::{PLAN, SOURCE, STATUS};
pub use paper::KIND;
use said::Said;

use super::{pruned, url};

/// Resources in the order of the bundle, each under a name of its own.
#[derive(Default)]
struct Entries {
    entries: Vec<Value>,
    urls: HashSet<String>,
}

impl Entries {
    /// Adds a resource; its parts that say nothing are left out. Two that would bear one name, as
    /// rows named by somebody else's program can, are told apart by a number.
    fn push(&mut self, resource: Value) {
        let mut resource = pruned(resource);
        let kind = resource["resourceType"].as_str().unwrap_or_default().to_owned();
        let id = resource["id"].as_str().unwrap_or_default().to_owned();
        let numbered = (2..).map(|n| format!("{}-{n}", id.get(..56).unwrap_or(&id)));
        let mut names = std::iter::once(id.clone()).chain(numbered);
        let free = names.find(|name| !self.urls.contains(&url(&kind, name))).unwrap_or(id);
        let full_url = url(&kind, &free);
        resource["id"] = json!(free);
        self.entries.push(json!({ "fullUrl": full_url, "resource": resource }));
        self.urls.insert(full_url);
    }

    /// The members of staff that resources refer to: nobody else's name leaves with a record.
    fn staff_named(&self) -> HashSet<String> {
        let mut named = HashSet::new();
        let mut left: Vec<&Value> = self.entries.iter().collect();
        while let Some(value) = left.pop() {
            match value {
                Value::Array(parts) => left.extend(parts),
                Value::Object(members) => {
                    let reference = members.get("reference").and_then(Value::as_str);
                    let staff = reference.and_then(|it| it.strip_prefix("Practitioner/"));
                    named.extend(staff.map(str::to_owned));
                    left.extend(members.values());
                }
                _ => {}
            }
        }
        named
    }

    /// Whether a resource of this kind and id is there.
    fn holds(&self, kind: &str, id: &str) -> bool {
        self.urls.contains(&url(kind, id))
    }
}

/// The bundle: the clinic, its staff, and everything about these people. `at` is when it is made,
/// RFC 3339.
#[must_use]
pub fn bundle(clinic: &Clinic, charts: &[Chart], at: &str) -> Value {
    let mut people = Entries::default();
    for chart in charts {
        push_chart(&mut people, clinic, chart);
    }
    let mut entries = Entries::default();
    clinic::push(&mut entries, clinic, &people.staff_named());
    entries.entries.append(&mut people.entries);
    json!({
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": at,
        "entry": entries.entries,
    })
}

fn push_chart(entries: &mut Entries, clinic: &Clinic, chart: &Chart) {
    patient::push(entries, clinic, chart);
    paper::push(entries, chart);
    document::push_pages(entries, chart);
    condition::push(entries, chart);
    for episode in &chart.episodes {
        episode::push(entries, clinic, chart, episode);
        for filled in &episode.filled {
            document::push_response(entries, chart, episode, filled);
            observation::push(entries, chart, filled);
        }
        person::push(entries, chart, episode);
        coverage::push(entries, chart, episode);
        consent::push(entries, clinic, chart, episode);
        medicine::push(entries, chart, episode);
        risk::push(entries, chart, episode);
        for version in &episode.plans {
            goal::push(entries, chart, version);
            care_plan::push(entries, clinic, chart, episode, version);
            document::push_plan(entries, chart, episode, version);
            provenance::push(entries, clinic, chart, version);
        }
    }
}

/// The id of a part of a record: `<record>-<part>`, in the letters that FHIR allows.
fn part_id(record: record::Id, part: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let id: String = format!("{record}-{part}").chars().map(plain).collect();
    id.chars().take(64).collect()
}

/// A concept that is words alone.
fn words(text: &str) -> Value {
    json!({ "text": text.trim() })
}

/// A concept of a code system.
fn coded(system: &str, code: &str, text: &str) -> Value {
    json!({ "coding": [{ "system": system, "code": code, "display": text }], "text": text })
}

/// The words of a long text behind its heading, as a note; nothing where there are none.
fn note(heading: &str, text: &str) -> Option<Value> {
    let text = text.trim();
    (!text.is_empty()).then(|| json!({ "text": format!("{heading}: {text}") }))
}
