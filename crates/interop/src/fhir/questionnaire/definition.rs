//! A form as a `Questionnaire`.

use super::items;
use super::names::questionnaire_id;
use crate::fhir::{BASE, pruned, system, url};
use form::Definition;
use serde_json::{Value, json};

/// Whose words the codes are.
const LOINC_NOTICE: &str = "This material contains content from LOINC (http://loinc.org). LOINC is \
    copyright Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes \
    (LOINC) Committee and is available at no cost under the license at http://loinc.org/license.";

/// The `Questionnaire` of a form. `sha256_hex` is the hash of [`Definition::canonical`]: whoever
/// has the same form can tell that it is the same.
///
/// Scores, bands and alerts stay behind: R4 has no exact words for them.
#[must_use]
pub fn questionnaire(definition: &Definition, sha256_hex: &str) -> Value {
    let panel = definition.instrument.as_ref().and_then(|it| it.loinc.panel.as_deref());
    pruned(json!({
        "resourceType": "Questionnaire",
        "id": questionnaire_id(definition, sha256_hex),
        "url": url("Questionnaire", &definition.id),
        "identifier": [{
            "system": format!("{BASE}/NamingSystem/form-sha256"),
            "value": sha256_hex,
        }],
        "version": definition.version,
        "name": name(&definition.id),
        "title": definition.title,
        "status": "active",
        "subjectType": ["Patient"],
        "description": definition.intro,
        "copyright": copyright(definition),
        "code": panel.map(|code| {
            json!([{ "system": system::LOINC, "code": code, "display": definition.title }])
        }),
        "item": items::items(definition),
    }))
}

/// A name as machines like it: a capital letter, then letters, digits and underscores.
fn name(id: &str) -> String {
    let plain: String =
        id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    match plain.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => {
            format!("{}{}", first.to_ascii_uppercase(), &plain[1..])
        }
        _ => format!("Form_{plain}"),
    }
}

fn copyright(definition: &Definition) -> String {
    let licence = definition.instrument.as_ref().map(|it| &it.licence);
    let own = licence.map(|it| it.statement.clone());
    let notice = licence.and_then(|it| it.notice.clone());
    let loinc = names_loinc(definition).then(|| LOINC_NOTICE.to_owned());
    [own, notice, loinc].into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

fn names_loinc(definition: &Definition) -> bool {
    let panel = definition.instrument.as_ref().is_some_and(|it| it.loinc.panel.is_some());
    let mut items =
        definition.items.iter().flat_map(|item| std::iter::once(item).chain(item.row_items()));
    panel
        || items.any(|item| {
            item.loinc.is_some() || item.choices().iter().any(|choice| choice.loinc.is_some())
        })
}
