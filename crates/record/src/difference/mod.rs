//! What changed from one version of a plan to another, by section. Entries are the same by their
//! id, so that a moved or reworded objective is not another one.
//!
//! It does not know why something changed.

mod words;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::plan::Plan;

/// What changed in one section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SectionDifference {
    /// The section, as people call it.
    pub section: String,
    /// The changes, in the order of the plan.
    pub changes: Vec<Change>,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "PlanChange"))]
pub struct Change {
    /// What kind of change.
    pub kind: ChangeKind,
    /// Where: "Objective: Takes part in three activities"; empty for a section of one text.
    pub entry: String,
    /// Which of its fields: "target"; empty for a whole entry.
    pub field: String,
    /// What stood there; empty for what is new.
    pub before: String,
    /// What stands there; empty for what is gone.
    pub after: String,
}

/// What kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum ChangeKind {
    /// It was not there.
    Added,
    /// It is gone.
    Removed,
    /// It reads otherwise.
    Changed,
    /// It stands elsewhere.
    Moved,
}

/// What changed from `before` to `after`. Equal plans differ in nothing; the other way round,
/// added and removed change places.
#[must_use]
pub fn difference(before: &Plan, after: &Plan) -> Vec<SectionDifference> {
    let json = |plan: &Plan| match serde_json::to_value(plan) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    };
    let (before, after) = (json(before), json(after));
    let labels = Labels::of(&[&before, &after]);
    let mut sections = Vec::new();
    for (field, section) in words::SECTIONS {
        let mut found = Found { labels: &labels, changes: Vec::new() };
        let null = Value::Null;
        let (old, new) = (before.get(*field).unwrap_or(&null), after.get(*field).unwrap_or(&null));
        found.value("", field, old, new);
        if !found.changes.is_empty() {
            let changes = found.changes;
            sections.push(SectionDifference { section: (*section).to_owned(), changes });
        }
    }
    sections
}

/// What links to entries say instead of ids.
struct Labels(BTreeMap<String, String>);

impl Labels {
    fn of(plans: &[&Map<String, Value>]) -> Self {
        let mut labels = BTreeMap::new();
        plans.iter().for_each(|plan| plan.values().for_each(|value| gather(value, &mut labels)));
        Self(labels)
    }
}

fn gather(value: &Value, labels: &mut BTreeMap<String, String>) {
    match value {
        Value::Array(entries) => entries.iter().for_each(|entry| gather(entry, labels)),
        Value::Object(fields) => {
            if let Some(id) = fields.get("id").and_then(Value::as_str) {
                labels.insert(id.to_owned(), words::own_words(fields));
            }
            fields.values().for_each(|value| gather(value, labels));
        }
        _ => {}
    }
}

struct Found<'l> {
    labels: &'l Labels,
    changes: Vec<Change>,
}

impl Found<'_> {
    fn push(&mut self, kind: ChangeKind, entry: &str, field: &str, before: String, after: String) {
        let (entry, field) = (entry.to_owned(), field.to_owned());
        self.changes.push(Change { kind, entry, field, before, after });
    }

    fn value(&mut self, entry: &str, field: &str, old: &Value, new: &Value) {
        if old == new || words::NOT_SAID.contains(&field) {
            return;
        }
        match (old, new) {
            (Value::Array(old), Value::Array(new)) if words::is_entries(old, new) => {
                self.entries(field, old, new);
            }
            (Value::Object(old), Value::Object(new)) => self.fields(entry, old, new),
            _ => {
                let shown = |value: &Value| words::shown(field, value, &self.labels.0);
                let (before, after) = (shown(old), shown(new));
                let name = if entry.is_empty() { String::new() } else { words::field(field) };
                if before != after {
                    self.push(ChangeKind::Changed, entry, &name, before, after);
                }
            }
        }
    }

    fn fields(&mut self, entry: &str, old: &Map<String, Value>, new: &Map<String, Value>) {
        let null = Value::Null;
        for (field, value) in new {
            // A field of a part such as discharge is named, so that two of them are told apart.
            let entry = if entry.is_empty() { words::field(field) } else { entry.to_owned() };
            self.value(&entry, field, old.get(field).unwrap_or(&null), value);
        }
    }

    fn entries(&mut self, list: &str, old: &[Value], new: &[Value]) {
        let id =
            |entry: &Value| entry.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        let kind = words::one_of(list);
        let title = |entry: &Value| {
            let own = entry.as_object().map(words::own_words).unwrap_or_default();
            if own.is_empty() { kind.to_owned() } else { format!("{kind}: {own}") }
        };
        for entry in old.iter().filter(|it| !new.iter().any(|other| id(other) == id(it))) {
            self.push(ChangeKind::Removed, &title(entry), "", words::whole(entry), String::new());
        }
        for entry in new {
            match old.iter().find(|other| id(other) == id(entry)) {
                None => {
                    let whole = words::whole(entry);
                    self.push(ChangeKind::Added, &title(entry), "", String::new(), whole);
                }
                Some(before) => self.value(&title(entry), list, before, entry),
            }
        }
        let kept = |here: &[Value], there: &[Value]| {
            let both =
                here.iter().map(id).filter(|one| there.iter().any(|other| id(other) == *one));
            both.collect::<Vec<String>>()
        };
        if kept(old, new) != kept(new, old) {
            let order =
                |entries: &[Value]| entries.iter().map(title).collect::<Vec<_>>().join("; ");
            self.push(ChangeKind::Moved, kind, "order", order(old), order(new));
        }
    }
}

#[cfg(test)]
mod tests;
