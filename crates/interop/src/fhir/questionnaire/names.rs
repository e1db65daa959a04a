//! What forms, choice sets and parts of items are called in FHIR.

use crate::fhir::{BASE, url};
use form::{ChoiceSet, Definition, State};

/// The parts of an address as the items of a group, with their words.
pub(super) const ADDRESS_PARTS: [(&str, &str); 5] = [
    ("line1", "Street and number"),
    ("line2", "Apartment, unit, care of"),
    ("city", "City or town"),
    ("state", "State"),
    ("zip", "Zip code"),
];
/// The part of an address that is a yes or no.
pub(super) const NO_FIXED_ADDRESS: (&str, &str) = ("no_fixed_address", "No fixed address");

/// Longest id of a FHIR resource.
const ID_LIMIT: usize = 64;
/// How much of the content hash stands for what an id has no room for.
const HASH_PART: usize = 16;

/// The canonical URL of a form with its version: what a response says it answers.
#[must_use]
pub fn canonical(definition: &Definition) -> String {
    format!("{}|{}", url("Questionnaire", &definition.id), definition.version)
}

/// The id of the `Questionnaire` resource: form id and version. An underscore, which an id cannot
/// hold, becomes a dot, which no form id holds; one that is too long ends in its content hash. So
/// no two versions of forms share one.
#[must_use]
pub fn questionnaire_id(definition: &Definition, sha256_hex: &str) -> String {
    let whole = format!("{}-{}", definition.id.replace('_', "."), definition.version);
    if whole.len() <= ID_LIMIT {
        return whole;
    }
    let hash: String = sha256_hex.chars().filter(char::is_ascii_hexdigit).take(HASH_PART).collect();
    let kept: String = whole.chars().take(ID_LIMIT - HASH_PART - 1).collect();
    format!("{kept}-{hash}")
}

/// The code system of a choice set. It carries the form's id: two forms may each have a set of
/// their own under one name.
#[must_use]
pub fn choice_system(definition: &Definition, set: &ChoiceSet) -> String {
    url("CodeSystem", &format!("{}.{}", definition.id, set.id))
}

/// The extension that keeps the id of a row. `Element.id` would not do: it is unique in a resource,
/// a row's only in its group.
pub(super) fn row_id() -> String {
    format!("{BASE}/StructureDefinition/row-id")
}

/// The link id of what belongs to an item. No item's own id has a dot.
pub(super) fn part(item: &str, part: &str) -> String {
    format!("{item}.{part}")
}

/// The code of the data-absent-reason of a state.
pub(super) fn reason(state: State) -> &'static str {
    match state {
        State::Unknown => "asked-unknown",
        State::Declined => "asked-declined",
        State::NotAsked => "not-asked",
    }
}

/// The state of a data-absent-reason, where there is one that says the same.
pub(super) fn state(reason: &str) -> Option<State> {
    [State::Unknown, State::Declined, State::NotAsked]
        .into_iter()
        .find(|state| self::reason(*state) == reason)
}
