//! AllergyIntolerance to the rows of Allergies, or to "No known allergies" where the file says so.

use super::at::At;
use super::codes::{NO_ALLERGY, NO_ALLERGY_OF_A_KIND};
use super::draft::Draft;
use super::fit::cell;
use super::words;

const FORM: &str = "medicines";

/// Reads an allergy. Where the file says that none is known, its place is handed back.
pub(super) fn tell(draft: &mut Draft<'_>, index: usize) -> Option<String> {
    let at = draft.resource(index)?;
    let substance = at.each("reaction").into_iter().find_map(|it| it.get("substance"));
    let Some(code) = at.get("code").or(substance).filter(|it| !words::concept(it).is_empty())
    else {
        draft.leave_words(
            "The file does not say what the allergy is to.",
            String::new(),
            &at.place,
        );
        return None;
    };
    let name = words::concept(&code);
    if words::has_code(at.get("verificationStatus"), &["refuted"]) {
        let why = "The file says that the person does not have this allergy.";
        draft.leave_words(why, name, &at.place);
        return None;
    }
    if is_one_of(&code, NO_ALLERGY) {
        return Some(at.place);
    }
    if is_one_of(&code, NO_ALLERGY_OF_A_KIND) {
        let why =
            "No allergy of one kind is known; the form asks about every kind. Ask the person.";
        draft.leave_words(why, name, &at.place);
        return None;
    }
    let notes =
        [status(&at, "verificationStatus", "confirmed"), status(&at, "clinicalStatus", "active")];
    let notes = words::joined(notes.into_iter().flatten(), ", ");
    let named = if notes.is_empty() { name } else { format!("{name} ({notes})") };
    let mut row = vec![cell("allergen", named, &code), cell("reaction", reaction(&at), &at)];
    row.extend(severity(&at).map(|severity| cell("severity", severity, &at)));
    if draft.row(FORM, "allergies", row, &at) {
        draft.put(FORM, "allergies_known", "yes", &at);
        details(draft, &at);
    }
    None
}

/// Says that no allergy is known, unless the file names one all the same.
pub(super) fn none(draft: &mut Draft<'_>, places: &[String]) {
    let Some(place) = places.first() else { return };
    let root = serde_json::Value::Null;
    if draft.answer(FORM, "allergies").is_none() {
        draft.put(FORM, "allergies_known", "none", &At::new(&root, place));
        return;
    }
    let why =
        "The file says \"no known allergies\" and names allergies too. The allergies are kept.";
    draft.leave_words(why, String::new(), place);
}

fn is_one_of(code: &At<'_>, wanted: &[&str]) -> bool {
    let coded = words::codes(code);
    coded.iter().any(|(_, code)| wanted.contains(code))
        || wanted.contains(&words::concept(code).to_lowercase().trim_end_matches('.'))
}

fn status(at: &At<'_>, name: &str, usual: &str) -> Option<String> {
    let status = at.get(name)?;
    let code = words::codes(&status).first().map(|(_, code)| (*code).to_owned())?;
    (code != usual).then_some(code)
}

/// What happened, of every reaction; how dangerous the file takes it to be.
fn reaction(at: &At<'_>) -> String {
    let told = at.each("reaction").into_iter().map(|reaction| {
        let manifested = words::concepts(&reaction.each("manifestation"));
        words::joined([manifested, reaction.text("description").to_owned()], ", ")
    });
    let told = words::joined(told, "; ");
    match at.text("criticality") {
        "high" => words::joined([told, "high criticality".to_owned()], ", "),
        _ => told,
    }
}

/// What is said of a reaction and has no place in the row.
fn details(draft: &mut Draft<'_>, at: &At<'_>) {
    let is_named = at.get("code").is_some();
    for reaction in at.each("reaction") {
        for name in ["onset", "exposureRoute", "note", "substance"] {
            let Some(said) = reaction.get(name).filter(|_| is_named || name != "substance") else {
                continue;
            };
            draft.leave("The form has no place for this detail of a reaction.", &said);
        }
    }
}

/// The most severe of the reactions.
fn severity(at: &At<'_>) -> Option<&'static str> {
    let reactions = at.each("reaction");
    let is = |word: &str| reactions.iter().any(|it| it.text("severity") == word);
    ["severe", "moderate", "mild"].into_iter().find(|word| is(word))
}
