//! A choice as a coding. Reading one back is `matching`'s.

use super::names::choice_system;
use crate::fhir::system;
use form::{Choice, ChoiceSet, Definition};
use serde_json::{Value, json};

/// The coding of a choice: by its LOINC answer code where no other choice of the set has the same
/// one, else by the code that is stored. Either leads back to exactly this choice.
pub(super) fn coding(definition: &Definition, set: &ChoiceSet, choice: &Choice) -> Value {
    let twins = |code: &str| {
        set.choices.iter().filter(|other| other.loinc.as_deref() == Some(code)).count()
    };
    match &choice.loinc {
        Some(code) if twins(code) == 1 => {
            json!({ "system": system::LOINC, "code": code, "display": choice.label })
        }
        _ => json!({
            "system": choice_system(definition, set),
            "code": choice.code.to_string(),
            "display": choice.label,
        }),
    }
}

/// The points of a choice as an extension; nothing where it has none.
pub(super) fn points(choice: &Choice) -> Value {
    match choice.score {
        Some(score) => json!([{ "url": system::ORDINAL_VALUE, "valueDecimal": score }]),
        None => Value::Null,
    }
}

/// The coding of an answer, with its points.
pub(super) fn answered(definition: &Definition, set: &ChoiceSet, choice: &Choice) -> Value {
    let mut coding = coding(definition, set, choice);
    coding["extension"] = points(choice);
    coding
}
