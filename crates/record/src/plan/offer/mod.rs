//! What intake and screening can fill in: offered with source and date, taken by a person, never
//! pushed. What changed since it was taken is offered again beside what stood there.
//!
//! It does not know forms: what is known arrives as words.

mod lines;

use serde::Serialize;

use super::{Diagnosis, Edit, Plan, Taken};

/// The list of diagnoses: what is taken there becomes an entry with its name.
const DIAGNOSES: &str = "diagnoses";
/// Where the needs are; a field below is a need's own words.
const NEEDS: &str = "assessed_needs/";

/// Something that is known and belongs into a field of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// What it is, such as `supports/strengths`.
    pub key: String,
    /// The field of the plan it belongs into: `strengths`, `assessed_needs/<id>/text`, or the list
    /// `diagnoses`.
    pub field: String,
    /// In words.
    pub value: String,
    /// Where it stands: "Intake, supports and strengths".
    pub source: String,
    /// The day it was said, ISO 8601.
    pub on: String,
}

/// Something that can be taken over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "PlanOffer"))]
pub struct Offer {
    /// What it is.
    pub key: String,
    /// The field of the plan it belongs into.
    pub field: String,
    /// What it says now.
    pub value: String,
    /// What it said when it was taken, or put aside; empty when it never was.
    pub before: String,
    /// Where it stands.
    pub source: String,
    /// The day it was said, ISO 8601.
    pub on: String,
}

/// What can be taken over: what was never taken or put aside and does not stand in the plan
/// already, and what says something else by now.
#[must_use]
pub fn offers(plan: &Plan, known: &[Known]) -> Vec<Offer> {
    let offer = |it: &Known| {
        let taken = plan.taken.iter().find(|taken| taken.key == it.key);
        let settled = match taken {
            Some(taken) => taken.value == it.value,
            None => stands(plan, &it.field, &it.value),
        };
        (!settled && !it.value.trim().is_empty()).then(|| Offer {
            key: it.key.clone(),
            field: it.field.clone(),
            value: it.value.clone(),
            before: taken.map(|taken| taken.value.clone()).unwrap_or_default(),
            source: it.source.clone(),
            on: it.on.clone(),
        })
    };
    known.iter().filter_map(offer).collect()
}

/// The edits that take something over: into a blank field as it is; below what somebody wrote; in
/// place of what was taken before, where that still stands word for word, line for line. Nothing
/// else that a person wrote goes.
#[must_use]
pub fn take(plan: &Plan, offer: &Offer) -> Vec<Edit> {
    let mut edits = put_aside(plan, offer);
    if offer.field == DIAGNOSES {
        edits.extend(diagnosis(plan, offer));
        return edits;
    }
    edits.extend(written(&text_at(plan, &offer.field), offer).map(|text| set(&offer.field, &text)));
    if let Some(need) = offer.field.strip_suffix("/text").filter(|it| it.starts_with(NEEDS)) {
        edits.push(set(&format!("{need}/source"), &sourced(offer)));
    }
    edits
}

/// The edits that put something aside: it is offered again when it says something else.
#[must_use]
pub fn put_aside(plan: &Plan, offer: &Offer) -> Vec<Edit> {
    let known = plan.taken.iter().find(|taken| taken.key == offer.key);
    if let Some(id) = known.and_then(|taken| taken.id) {
        let entry = format!("taken/{id}");
        let fields = [("value", &offer.value), ("source", &offer.source), ("on", &offer.on)];
        return fields.iter().map(|(name, text)| set(&format!("{entry}/{name}"), text)).collect();
    }
    let taken = Taken {
        id: None,
        key: offer.key.clone(),
        value: offer.value.clone(),
        source: offer.source.clone(),
        on: offer.on.clone(),
    };
    vec![Edit::Add { list: "taken".into(), after: None, value: serde_json::to_value(taken).ok() }]
}

/// Where something comes from, in one line: "PHQ-9, Jan 12, 2027".
fn sourced(offer: &Offer) -> String {
    match form::date::parse_stored(&offer.on) {
        Some(day) => format!("{}, {}", offer.source, form::date::shown(day)),
        None => offer.source.clone(),
    }
}

/// The text of a field once something is taken over; nothing when it stays as it is.
fn written(text: &str, offer: &Offer) -> Option<String> {
    let stands = lines::stand(text, &offer.value);
    if stands && !lines::stand(&offer.before, &offer.value) {
        return None;
    }
    let glue = if offer.field.starts_with(NEEDS) { "; " } else { "\n" };
    let below = || match text.trim_end() {
        "" => offer.value.clone(),
        own => format!("{own}{glue}{}", offer.value),
    };
    let instead = lines::replaced(text, &offer.before, &offer.value);
    match instead {
        Some(text) => Some(text),
        None => (!stands).then(below),
    }
}

/// A diagnosis as it was told: code, by whom and when are for a clinician to say.
fn diagnosis(plan: &Plan, offer: &Offer) -> Option<Edit> {
    if stands(plan, DIAGNOSES, &offer.value) {
        return None;
    }
    let before = plan.diagnoses.iter().find(|it| same(&it.name, &offer.before));
    if let Some(id) = before.and_then(|it| it.id) {
        return Some(set(&format!("{DIAGNOSES}/{id}/name"), &offer.value));
    }
    let entry = Diagnosis { name: offer.value.clone(), ..Diagnosis::default() };
    let value = serde_json::to_value(entry).ok();
    Some(Edit::Add { list: DIAGNOSES.into(), after: None, value })
}

fn set(path: &str, text: &str) -> Edit {
    Edit::Set { path: path.to_owned(), value: text.into() }
}

/// Whether the plan says it already.
fn stands(plan: &Plan, field: &str, value: &str) -> bool {
    if field == DIAGNOSES {
        return plan.diagnoses.iter().any(|it| same(&it.name, value));
    }
    lines::stand(&text_at(plan, field), value)
}

fn same(one: &str, other: &str) -> bool {
    !other.trim().is_empty() && one.trim().eq_ignore_ascii_case(other.trim())
}

fn text_at(plan: &Plan, field: &str) -> String {
    let json = serde_json::to_value(plan).unwrap_or_default();
    let step = |here: &serde_json::Value, step: &str| match here {
        serde_json::Value::Array(entries) => {
            entries.iter().find(|it| it.get("id").and_then(|id| id.as_str()) == Some(step)).cloned()
        }
        other => other.get(step).cloned(),
    };
    let found = field.split('/').try_fold(json, |here, name| step(&here, name));
    found.as_ref().and_then(|it| it.as_str()).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests;
