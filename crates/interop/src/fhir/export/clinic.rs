//! The clinic and the people who work there: Organization, Practitioner, PractitionerRole.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::{Clinic, Entries, words};
use crate::fhir::reference;

pub(super) fn push(entries: &mut Entries, clinic: &Clinic, named: &HashSet<String>) {
    let lines: Vec<&str> = clinic.address.lines().map(str::trim).collect();
    entries.push(json!({
        "resourceType": "Organization",
        "id": clinic.id.to_string(),
        "active": true,
        "name": clinic.name,
        "telecom": [phone(&clinic.phone)],
        "address": [{ "line": lines }],
    }));
    for person in &clinic.staff {
        let id = person.id.to_string();
        if !named.contains(&id) {
            continue;
        }
        entries.push(json!({
            "resourceType": "Practitioner",
            "id": id,
            "active": person.active,
            "name": [{ "text": person.name }],
            "qualification": [{ "code": words(&person.credential) }],
        }));
        entries.push(json!({
            "resourceType": "PractitionerRole",
            "id": id,
            "active": person.active,
            "practitioner": reference("Practitioner", &id),
            "organization": reference("Organization", &clinic.id.to_string()),
            "code": [words(&person.role)],
        }));
    }
}

/// A phone as a contact point; nothing where there is none.
pub(super) fn phone(number: &str) -> Option<Value> {
    let number = number.trim();
    (!number.is_empty()).then(|| json!({ "system": "phone", "value": number }))
}

impl Clinic {
    /// Somebody by name: a reference where the name is that of one person who works here, else the
    /// name alone.
    pub(super) fn named(&self, name: &str) -> Option<Value> {
        let name = name.trim();
        if name.is_empty() {
            return None;
        }
        let known: Vec<_> =
            self.staff.iter().filter(|it| record::signature::same_name(&it.name, name)).collect();
        Some(match known.as_slice() {
            [one] => {
                json!({ "reference": format!("Practitioner/{}", one.id), "display": name })
            }
            _ => json!({ "display": name }),
        })
    }

    /// A user, with the name as it stood then.
    pub(super) fn user(&self, user: record::Id, name: &str) -> Value {
        let known = self.staff.iter().any(|it| it.id == user);
        let link = known.then(|| format!("Practitioner/{user}"));
        json!({ "reference": link, "display": name })
    }

    /// The clinic itself.
    pub(super) fn itself(&self) -> Value {
        reference("Organization", &self.id.to_string())
    }
}
