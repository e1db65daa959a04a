//! Patient to Identity: names, birth date, gender identity, pronouns. Says of the rest why it is
//! left.

use std::collections::BTreeSet;

use super::at::At;
use super::codes::{self, GENDERS, PRONOUNS, STATES};
use super::draft::Draft;
use super::fit::cell;
use super::words;

const HL7: &str = "http://hl7.org/fhir/StructureDefinition/";
const US_CORE: &str = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-";
const FORM: &str = "identity";

/// Reads who the person is. Whether the file says that the person has died.
pub(super) fn tell(draft: &mut Draft<'_>, patient: &At<'_>) -> bool {
    let deceased = deceased(draft, patient);
    if patient.value.get("active") == Some(&false.into()) {
        let why =
            "The other program has closed this person's record. Check that it is the right one.";
        draft.leave_words(why, String::new(), &format!("{}.active", patient.place));
    }
    names(draft, patient);
    if let Some(birth) = patient.get("birthDate") {
        draft.put(FORM, "date_of_birth", birth.word(), &birth);
    }
    if let Some(gender) = patient.get("gender") {
        let why =
            "Administrative gender is not the sex on the insurance card: copy that from the card.";
        draft.leave(why, &gender);
    }
    gender_identity(draft, patient);
    pronouns(draft, patient);
    deceased
}

/// Whether the patient is known to be under 18.
pub(super) fn is_minor(draft: &Draft<'_>) -> bool {
    let birth = draft.answer(FORM, "date_of_birth").and_then(|it| it.as_str());
    let age = birth.and_then(words::day).and_then(|it| form::date::age_on(it, draft.today));
    age.is_some_and(|age| age < 18)
}

fn deceased(draft: &mut Draft<'_>, patient: &At<'_>) -> bool {
    let died = patient.is("deceasedBoolean").then(|| patient.get("deceasedBoolean")).flatten();
    let Some(died) = patient.get("deceasedDateTime").or(died) else { return false };
    draft.leave("The file says that this person has died. Check before you go on.", &died);
    true
}

/// How likely a name is the legal one: the smaller, the likelier. Nothing for one that is not.
fn legal_rank(name: &At<'_>) -> Option<u8> {
    match name.text("use") {
        "official" => Some(0),
        "" => Some(1),
        "usual" => Some(2),
        "temp" => Some(3),
        _ => None,
    }
}

fn names(draft: &mut Draft<'_>, patient: &At<'_>) {
    let all = patient.each("name");
    let is_past = |name: &At<'_>| {
        let end = name.get("period").and_then(|period| words::day(period.text("end")));
        end.is_some_and(|end| end < draft.today)
    };
    let (past, current): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|name| matches!(name.text("use"), "old" | "maiden") || is_past(name));
    let legal = current.iter().enumerate().filter_map(|(at, it)| Some((legal_rank(it)?, at))).min();
    let legal = legal.map(|(_, at)| at);
    match legal {
        Some(at) => legal_name(draft, &current[at]),
        None => {
            let why = "The file gives no legal name for this person.";
            draft.leave_words(why, String::new(), &patient.place);
        }
    }
    let mut seen: BTreeSet<String> = legal.iter().map(|at| words::name(&current[*at])).collect();
    for (_, name) in current.iter().enumerate().filter(|(at, _)| legal != Some(*at)) {
        let is_new = seen.insert(words::name(name));
        match name.text("use") {
            "usual" | "nickname" => name_used(draft, name),
            "anonymous" => draft.leave("This is a stand-in, not a name of the person.", name),
            _ if !is_new => {}
            _ => draft.leave("Another name; the form has room for one legal name.", name),
        }
    }
    for name in &past {
        let mut row = vec![cell("former_name", words::name(name), name)];
        if let Some(period) = name.get("period") {
            row.extend(period.get("end").map(|end| cell("former_until", end.word(), &end)));
        }
        draft.row(FORM, "former_names", row, name);
    }
}

fn legal_name(draft: &mut Draft<'_>, name: &At<'_>) {
    if name.text("use") == "usual" || name.text("use") == "temp" {
        let why = "The file does not say whether this is the legal name. Compare it with the card.";
        draft.leave_words(why, String::new(), &name.place);
    }
    let (given, family) = (name.texts("given"), name.text("family"));
    if given.is_empty() && family.is_empty() {
        return in_one_piece(draft, name);
    }
    if let Some((first, middle)) = given.split_first() {
        draft.put(FORM, "legal_first", *first, name);
        draft.put(FORM, "legal_middle", middle.join(" "), name);
    }
    // A card prints "Luz Jr." where the last name stands.
    let suffix = name.texts("suffix").join(" ");
    draft.put(FORM, "legal_last", words::joined([family.to_owned(), suffix], " "), name);
    let prefix = name.texts("prefix").join(" ");
    if !prefix.is_empty() {
        draft.leave_words("The form has no place for a title before a name.", prefix, &name.place);
    }
}

/// A name that is not in parts: before the comma stands the last name, else it is the last word.
fn in_one_piece(draft: &mut Draft<'_>, name: &At<'_>) {
    let text = name.text("text");
    let (before, last) = match text.split_once(',') {
        Some((last, before)) => (before.trim(), last.trim()),
        None => text.rsplit_once(' ').unwrap_or(("", text)),
    };
    let mut before = before.split_whitespace();
    draft.put(FORM, "legal_first", before.next().unwrap_or_default(), name);
    draft.put(FORM, "legal_middle", before.collect::<Vec<_>>().join(" "), name);
    draft.put(FORM, "legal_last", last, name);
    let why = "The file has this name in one piece. Check where the first name ends.";
    draft.leave(why, name);
}

fn name_used(draft: &mut Draft<'_>, name: &At<'_>) {
    let given = name.texts("given").join(" ");
    let used = if given.is_empty() { words::name(name) } else { given };
    let legal = draft.answer(FORM, "legal_first").and_then(|it| it.as_str());
    if legal != Some(used.as_str()) {
        draft.put(FORM, "name_used", used, name);
    }
    let (family, last) = (name.text("family"), draft.answer(FORM, "legal_last"));
    if !family.is_empty() && last.and_then(|it| it.as_str()) != Some(family) {
        let why = "The name used has another last name; the form keeps the first name used.";
        draft.leave_words(why, family.to_owned(), &name.place);
    }
}

/// The concept in an extension, whether it stands there by itself or under `value`.
fn concept_of<'v>(extension: &At<'v>) -> Option<At<'v>> {
    let inner = extension.extensions("value").into_iter().next();
    let holder = inner.as_ref().unwrap_or(extension);
    holder.get("valueCodeableConcept")
}

fn gender_identity(draft: &mut Draft<'_>, patient: &At<'_>) {
    let urls =
        ["individual-genderIdentity", "patient-genderIdentity"].map(|it| format!("{HL7}{it}"));
    let urls = urls.into_iter().chain([format!("{US_CORE}genderIdentity")]);
    for said in urls.flat_map(|url| patient.extensions(&url)) {
        let Some(concept) = concept_of(&said) else { continue };
        if let Some(choice) = codes::by_concept(GENDERS, &concept) {
            draft.put(FORM, "gender_identity", choice, &concept);
        } else if let Some(state) = codes::by_concept(STATES, &concept) {
            draft.put(FORM, "gender_identity", serde_json::json!({ "state": state }), &concept);
        } else if draft.put(FORM, "gender_identity", "other", &concept) {
            draft.put(FORM, "gender_own", words::concept(&concept), &concept);
        }
    }
}

fn pronouns(draft: &mut Draft<'_>, patient: &At<'_>) {
    let urls = ["individual-pronouns", "patient-pronouns"].map(|it| format!("{HL7}{it}"));
    for said in urls.iter().flat_map(|url| patient.extensions(url)) {
        let Some(concept) = concept_of(&said) else { continue };
        if let Some(choice) = codes::by_concept(PRONOUNS, &concept) {
            draft.put(FORM, "pronouns", choice, &concept);
        } else if codes::by_concept(STATES, &concept) == Some("declined") {
            draft.put(FORM, "pronouns", serde_json::json!({ "state": "declined" }), &concept);
        } else if draft.put(FORM, "pronouns", "own", &concept) {
            draft.put(FORM, "pronouns_own", words::concept(&concept), &concept);
        }
    }
}

/// Extensions of a Patient that are read here or in `language`, and those that are left with a
/// reason of their own. Every other one is counted.
pub(super) fn extensions(draft: &mut Draft<'_>, patient: &At<'_>) {
    const READ: [&str; 9] = [
        "individual-genderIdentity",
        "patient-genderIdentity",
        "us-core-genderIdentity",
        "individual-pronouns",
        "patient-pronouns",
        "us-core-race",
        "us-core-ethnicity",
        "patient-interpreterRequired",
        "us-core-interpreter-needed",
    ];
    const SEX: [&str; 4] = [
        "us-core-birthsex",
        "us-core-sex",
        "individual-recordedSexOrGender",
        "patient-sexParameterForClinicalUse",
    ];
    let mut others = 0_usize;
    for extension in patient.each("extension") {
        let url = extension.text("url");
        let name = url.rsplit('/').next().unwrap_or_default();
        if SEX.contains(&name) {
            let value = ["valueCode", "valueCoding", "valueCodeableConcept"];
            let value = value.into_iter().find_map(|it| extension.get(it)).unwrap_or(extension);
            let why = "Sex at birth is not the sex on the insurance card: copy that from the card.";
            draft.leave(why, &value);
        } else if !READ.contains(&name) {
            others += 1;
        }
    }
    if others > 0 {
        let why = match others {
            1 => "One more detail of the other program has no place in the forms.".to_owned(),
            _ => format!("{others} more details of the other program have no place in the forms."),
        };
        draft.leave_words(why, String::new(), &format!("{}.extension", patient.place));
    }
}
