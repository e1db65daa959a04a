//! MedicationStatement and MedicationRequest to the rows of Medicines.

use super::at::At;
use super::codes::{self, UNITS};
use super::draft::Draft;
use super::fit::{Cell, cell};
use super::{party, words};

const FORM: &str = "medicines";

/// Reads a medicine that is taken, was taken, or was prescribed.
pub(super) fn tell(draft: &mut Draft<'_>, index: usize) {
    let Some(at) = draft.resource(index) else { return };
    let name = name(draft, index, &at);
    if let Some(why) = not_for_a_list(&at) {
        return draft.leave_words(why, name, &at.place);
    }
    if name.is_empty() {
        let why = "The file does not say which medicine this is.";
        return draft.leave_words(why, String::new(), &at.place);
    }
    let is_request = draft.incoming.resources()[index].kind == "MedicationRequest";
    let mut row = vec![cell("medicine", name.clone(), &at)];
    let dosages = at.each(if is_request { "dosageInstruction" } else { "dosage" });
    row.extend(dosed(draft, &dosages));
    if let Some(requester) = at.get("requester") {
        let prescriber = party::party(draft, index, &requester);
        row.push(cell("prescriber", prescriber.name(), &requester));
    }
    let is_over = matches!(
        (at.text("status"), is_request),
        ("stopped", _) | ("completed" | "not-taken", false)
    );
    row.extend(
        is_over.then(|| at.get("status")).flatten().map(|it| cell("taking", "stopped", &it)),
    );
    if draft.row(FORM, "medicines", row, &at) {
        draft.put(FORM, "takes_medicines", "yes", &at);
        draft.put(FORM, "medicines_source", "record", &at);
        ask(draft, &at, name, is_request);
    }
}

fn not_for_a_list(at: &At<'_>) -> Option<&'static str> {
    if at.is("doNotPerform") {
        return Some("The file says that this must not be given. Tell a clinician.");
    }
    match at.text("status") {
        "cancelled" => Some("This prescription was called off."),
        "draft" => Some("This prescription is only a draft."),
        _ => None,
    }
}

/// What a status says that the form has no choice for.
fn ask(draft: &mut Draft<'_>, at: &At<'_>, name: String, is_request: bool) {
    let why = match (at.text("status"), is_request) {
        ("completed", true) => {
            "This prescription is completed. Ask whether the person still takes the medicine."
        }
        ("on-hold", _) => "This medicine is on hold. Ask whether the person takes it now.",
        ("intended", _) => "This medicine is only planned. Ask whether the person takes it now.",
        _ => return,
    };
    draft.leave_words(why, name, &at.place);
}

/// The name: of the concept, else of the Medication that is referred to.
fn name(draft: &mut Draft<'_>, index: usize, at: &At<'_>) -> String {
    if let Some(concept) = at.get("medicationCodeableConcept") {
        return words::concept(&concept);
    }
    let Some(reference) = at.get("medicationReference") else { return String::new() };
    let found = draft.incoming.meant(index, reference.value);
    let medication = found.filter(|it| draft.incoming.resources()[*it].kind == "Medication");
    let name = medication.map(|it| medication_name(draft, it)).unwrap_or_default();
    if name.is_empty() { reference.text("display").to_owned() } else { name }
}

fn medication_name(draft: &mut Draft<'_>, at: usize) -> String {
    if let Some(known) = draft.medications.get(&at) {
        return known.clone();
    }
    let code = draft.resource(at).and_then(|it| it.get("code"));
    let name = code.map(|it| words::concept(&it)).unwrap_or_default();
    draft.used.insert(at);
    draft.medications.insert(at, name.clone());
    name
}

/// Dose, unit and how often. Several instructions become one text.
fn dosed(draft: &mut Draft<'_>, dosages: &[At<'_>]) -> Vec<Cell> {
    let Some(first) = dosages.first() else { return Vec::new() };
    let often = words::joined(dosages.iter().map(how_often), "; then ");
    let mut row = vec![cell("how_often", often, first)];
    let rates = first.each("doseAndRate");
    let dose = rates.first().and_then(|rate| rate.get("doseQuantity"));
    let range = rates.first().and_then(|rate| rate.get("doseRange"));
    if let Some(dose) = dose {
        row.extend(amount(&dose, number(&dose), &dose));
    } else if let Some(range) = range {
        let (low, high) = (range.get("low"), range.get("high"));
        let ends = [&low, &high].map(|it| it.as_ref().map(number).unwrap_or_default());
        let unit = high.or(low).unwrap_or_else(|| range.clone());
        row.extend(amount(&range, words::joined(ends, " to "), &unit));
    }
    for (at, dosage) in dosages.iter().enumerate() {
        leave_details(draft, dosage, at == 0);
    }
    row
}

fn number(quantity: &At<'_>) -> String {
    quantity.get("value").map(|it| words::number(it.value)).unwrap_or_default()
}

/// A dose with its unit. A unit that the form does not have is part of the dose.
fn amount(at: &At<'_>, number: String, unit: &At<'_>) -> Vec<Cell> {
    let names = [unit.text("code"), unit.text("unit")];
    let low = names.map(str::to_lowercase);
    let known = names.iter().copied().chain(low.iter().map(String::as_str));
    let choice = known.into_iter().find_map(|name| codes::by_code(UNITS, name));
    if let Some(choice) = choice {
        return vec![cell("dose", number, at), cell("dose_unit", choice, at)];
    }
    let word = [unit.text("unit"), unit.text("code")].into_iter().find(|it| !it.is_empty());
    let Some(word) = word else { return vec![cell("dose", number, at)] };
    vec![cell("dose", format!("{number} {word}"), at), cell("dose_unit", "other", at)]
}

fn how_often(dosage: &At<'_>) -> String {
    let text = dosage.text("text");
    if !text.is_empty() {
        return text.to_owned();
    }
    let timing = dosage.get("timing");
    let coded = timing.as_ref().and_then(|it| it.get("code")).map(|it| words::concept(&it));
    let repeat = timing.as_ref().and_then(|it| it.get("repeat")).map(|it| repeated(&it));
    let need = dosage.get("asNeededCodeableConcept");
    let need = need.map(|it| format!("as needed for {}", words::concept(&it)));
    let need = need.or(dosage.is("asNeededBoolean").then(|| "as needed".to_owned()));
    let route = dosage.get("route").map(|it| words::concept(&it));
    words::joined([coded.or(repeat), need, route].into_iter().flatten(), ", ")
}

/// `2 times every 1 day` as people say it: `2 times a day`.
fn repeated(repeat: &At<'_>) -> String {
    const UNITS: [(&str, &str); 7] = [
        ("s", "second"),
        ("min", "minute"),
        ("h", "hour"),
        ("d", "day"),
        ("wk", "week"),
        ("mo", "month"),
        ("a", "year"),
    ];
    let unit = UNITS.iter().find(|(code, _)| *code == repeat.text("periodUnit"));
    let number = |name| repeat.get(name).map(|it| words::number(it.value)).unwrap_or_default();
    let (frequency, period) = (number("frequency"), number("period"));
    let Some((_, unit)) = unit else { return repeat.texts("when").join(", ") };
    let times = match frequency.as_str() {
        "" | "1" => "once".to_owned(),
        "2" => "twice".to_owned(),
        times => format!("{times} times"),
    };
    match period.as_str() {
        "" | "1" => format!("{times} a {unit}"),
        period => format!("{times} every {period} {unit}s"),
    }
}

/// What stands beside a dose, unless the text of the dosage says it all.
fn leave_details(draft: &mut Draft<'_>, dosage: &At<'_>, is_first: bool) {
    let told = dosage.each("additionalInstruction");
    for said in told.iter().chain(&dosage.get("patientInstruction")) {
        draft.leave("The form has no place for instructions to the person.", said);
    }
    if !dosage.text("text").is_empty() {
        return;
    }
    for name in
        ["site", "method", "maxDosePerPeriod", "maxDosePerAdministration", "maxDosePerLifetime"]
    {
        if let Some(said) = dosage.get(name) {
            draft.leave("The form has no place for this part of a dosage.", &said);
        }
    }
    for rate in dosage.each("doseAndRate").iter().skip(usize::from(is_first)) {
        let dose = ["doseQuantity", "doseRange", "rateQuantity"].into_iter();
        let dose = dose.filter_map(|name| rate.get(name)).next();
        draft.leave(
            "Another dose; the form has room for one.",
            &dose.unwrap_or_else(|| rate.clone()),
        );
    }
    let repeat = dosage.get("timing").and_then(|timing| timing.get("repeat"));
    let is_read = |name: &str| ["frequency", "period", "periodUnit"].contains(&name);
    for name in repeat.iter().filter_map(|it| it.value.as_object()).flat_map(|it| it.keys()) {
        let part = repeat.as_ref().and_then(|it| it.get(name));
        if let Some(part) = part.filter(|_| !is_read(name)) {
            let why = "The form has no place for this detail of when a medicine is taken.";
            draft.leave_words(why, words::gist(part.value), &dosage.place);
        }
    }
}
