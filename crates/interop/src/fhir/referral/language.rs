//! Patient to Language and access: spoken language, interpreter, race and ethnicity.

use std::collections::BTreeSet;

use form::Catalog;
use serde_json::json;

use super::at::At;
use super::codes::{self, RACES, STATES};
use super::draft::Draft;
use super::words;
use crate::fhir::system::{US_CORE_ETHNICITY, US_CORE_RACE};

const FORM: &str = "language";
const INTERPRETER: &str = "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired";
const US_CORE_INTERPRETER: &str =
    "http://hl7.org/fhir/us/core/StructureDefinition/us-core-interpreter-needed";

/// Reads what language is spoken and how the person names their race and ethnicity.
pub(super) fn tell(draft: &mut Draft<'_>, patient: &At<'_>) {
    spoken(draft, patient);
    interpreter(draft, patient);
    race(draft, patient);
}

fn spoken(draft: &mut Draft<'_>, patient: &At<'_>) {
    let all = patient.each("communication");
    let preferred = all.iter().position(|it| it.is("preferred"));
    let chosen = preferred.or((all.len() == 1).then_some(0));
    for (at, communication) in all.iter().enumerate() {
        let Some(language) = communication.get("language") else { continue };
        if chosen != Some(at) {
            draft.leave("Another language; the form asks for the one to speak here.", &language);
            continue;
        }
        if let Some(code) = known(&language) {
            draft.put(FORM, "spoken_language", code, &language);
        } else if draft.put(FORM, "spoken_language", "other", &language) {
            draft.put(FORM, "spoken_other", words::concept(&language), &language);
        }
    }
}

/// The language of the form with one of these codes (BCP 47, its first part) or this name.
pub(super) fn known(concept: &At<'_>) -> Option<String> {
    let choices = Catalog::shipped().ok()?.form(FORM)?.item("spoken_language")?.choices();
    let name = words::concept(concept);
    let spoken = words::codes(concept).into_iter().map(|(_, code)| match code {
        "sgn-US" | "sgn-ase" => "ase",
        "spa" => "es",
        "eng" => "en",
        code => code.split(['-', '_']).next().unwrap_or(code),
    });
    let spoken: Vec<&str> = spoken.collect();
    let found = choices.iter().find(|choice| {
        let code = choice.code.to_string();
        code != "other"
            && (spoken.iter().any(|it| it.eq_ignore_ascii_case(&code))
                || choice.label.eq_ignore_ascii_case(&name))
    });
    found.map(|choice| choice.code.to_string())
}

fn interpreter(draft: &mut Draft<'_>, patient: &At<'_>) {
    for said in patient.extensions(INTERPRETER) {
        if let Some(value) = said.get("valueBoolean") {
            let choice = if said.is("valueBoolean") { "yes" } else { "no" };
            draft.put(FORM, "interpreter", choice, &value);
        }
    }
    for said in patient.extensions(US_CORE_INTERPRETER) {
        let Some(value) = said.get("valueCoding") else { continue };
        // SNOMED CT: yes and no.
        match value.text("code") {
            "373066001" => draft.put(FORM, "interpreter", "yes", &value),
            "373067005" => draft.put(FORM, "interpreter", "no", &value),
            _ => continue,
        };
    }
}

/// The combined question of 2024 takes all categories of race and ethnicity; what is more detailed
/// goes into the person's own words.
fn race(draft: &mut Draft<'_>, patient: &At<'_>) {
    let said = [US_CORE_RACE, US_CORE_ETHNICITY].map(|url| patient.extensions(url));
    let said: Vec<At<'_>> = said.into_iter().flatten().collect();
    let Some(first) = said.first() else { return };
    let (mut chosen, mut own, mut state) = (BTreeSet::new(), Vec::<String>::new(), None);
    let mut named = BTreeSet::new();
    for part in said.iter().flat_map(|it| it.each("extension")) {
        let Some(coding) = part.get("valueCoding") else { continue };
        let (code, display) = (coding.text("code"), coding.text("display"));
        if let Some(choice) = codes::by_code(RACES, code) {
            chosen.insert(choice);
            named.insert(display.to_lowercase());
        } else if let Some(word) = codes::by_code(STATES, code) {
            named.insert(display.to_lowercase());
            state = state.or(Some(word));
        } else if code == "2186-5" {
            named.insert(display.to_lowercase());
            let why = "The form has no box for \"not Hispanic or Latino\": a box that is not checked says it.";
            draft.leave_words(why, display.to_owned(), &coding.place);
        } else {
            let said = if display.is_empty() { code } else { display };
            if named.insert(said.to_lowercase()) {
                own.push(said.to_owned());
            }
        }
    }
    let texts = said.iter().flat_map(|it| it.extensions("text"));
    for text in texts.map(|it| it.text("valueString").to_owned()) {
        let low = text.to_lowercase();
        // Servers put the name of a category there, which the box says already.
        if !is_stock(&low) && named.insert(low) {
            own.push(text);
        }
    }
    let value = match state {
        Some(state) if chosen.is_empty() => json!({ "state": state }),
        _ => chosen.into_iter().collect(),
    };
    // The form asks for words only beside a category.
    let has_category = value.is_array();
    let taken = draft.put(FORM, "race_ethnicity", value, first) && has_category;
    let own = words::joined(own, ", ");
    if taken {
        draft.put(FORM, "race_detail", own, first);
    } else if !own.is_empty() {
        let why =
            "Race or ethnicity in words, without a category that the form has. Ask the person.";
        draft.leave_words(why, own, &first.place);
    }
}

/// Words for a category or for nothing said, whatever the display of its code is.
fn is_stock(low: &str) -> bool {
    ["", "unknown", "not hispanic or latino", "asked but unknown", "declined"].contains(&low)
}
