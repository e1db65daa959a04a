//! Patient to Contact: phones, email, addresses. Permissions to call or write are never made of
//! the fact that a number is known.

use form::Address;
use serde_json::{Value, json};

use super::at::At;
use super::codes::{self, PHONES};
use super::draft::Draft;
use super::fit::cell;
use super::party::dialed;
use super::words;

const FORM: &str = "contact";

/// Words in an address that say there is none.
const NO_ADDRESS: [&str; 6] =
    ["homeless", "no fixed address", "no address", "unhoused", "no permanent address", "transient"];

/// Reads how the person can be reached.
pub(super) fn tell(draft: &mut Draft<'_>, patient: &At<'_>) {
    for telecom in ranked(patient.each("telecom")) {
        let value = telecom.text("value");
        if value.is_empty() {
            continue;
        }
        if is_over(draft, &telecom) {
            draft.leave("The file says that this is no longer in use.", &telecom);
            continue;
        }
        match telecom.text("system") {
            "phone" | "sms" | "" => phone(draft, &telecom),
            "email" => {
                let email = value.strip_prefix("mailto:").unwrap_or(value);
                draft.put(FORM, "email", email, &telecom);
            }
            "fax" => draft.leave("The form has no place for a fax number.", &telecom),
            _ => draft.leave("The form has no place for this way to reach somebody.", &telecom),
        }
    }
    addresses(draft, patient);
}

/// By rank where there is one: 1 is asked for first.
fn ranked(mut all: Vec<At<'_>>) -> Vec<At<'_>> {
    let rank = |it: &At<'_>| it.value.get("rank").and_then(Value::as_u64).unwrap_or(u64::MAX);
    all.sort_by_key(rank);
    all
}

/// Whether a phone or an address is of the past.
pub(super) fn is_over(draft: &Draft<'_>, at: &At<'_>) -> bool {
    let end = at.get("period").and_then(|period| words::day(period.text("end")));
    at.text("use") == "old" || end.is_some_and(|end| end < draft.today)
}

fn phone(draft: &mut Draft<'_>, telecom: &At<'_>) {
    let texted = (telecom.text("system") == "sms").then_some("mobile");
    let kind = codes::by_code(PHONES, telecom.text("use")).or(texted);
    let mut row = vec![cell("number", dialed(telecom.text("value")), telecom)];
    row.extend(kind.map(|kind| cell("phone_kind", kind, telecom)));
    draft.row(FORM, "phones", row, telecom);
}

fn addresses(draft: &mut Draft<'_>, patient: &At<'_>) {
    let mut all = patient.each("address");
    // The home comes first; among the others the file's own order holds.
    all.sort_by_key(|it| u8::from(it.text("use") != "home"));
    for address in all {
        if is_over(draft, &address) {
            draft.leave_words(
                "The file says that this address is old.",
                line(&address),
                &address.place,
            );
            continue;
        }
        let item = match (address.text("use"), address.text("type")) {
            ("work" | "billing" | "temp", _) => None,
            (_, "postal") => Some("mailing_address"),
            _ => Some("address"),
        };
        let Some(item) = item else {
            let why =
                "The form has room for a home and a mailing address, and this is another one.";
            draft.leave_words(why, line(&address), &address.place);
            continue;
        };
        draft.put(FORM, item, json(&address), &address);
        details(draft, &address);
    }
}

/// What an address says that the form has no place for.
pub(super) fn details(draft: &mut Draft<'_>, address: &At<'_>) {
    let country = address.text("country").to_lowercase().replace('.', "");
    let is_here = ["", "us", "usa", "united states", "united states of america", "840"];
    for (name, is_left) in [("country", !is_here.contains(&country.as_str())), ("district", true)] {
        if let Some(part) = address.get(name).filter(|_| is_left) {
            draft.leave(format!("The form has no place for the {}.", place_name(name)), &part);
        }
    }
}

fn place_name(name: &str) -> &'static str {
    if name == "country" { "country of an address" } else { "county of an address" }
}

/// An address as the form takes it. One that is text alone goes to the first line.
pub(super) fn json(at: &At<'_>) -> Value {
    let lines = at.texts("line");
    let (first, more) = lines.split_first().map_or(("", &[][..]), |(first, more)| (*first, more));
    let parts = [first, at.text("city"), at.text("state"), at.text("postalCode")];
    let is_text_alone = parts.iter().all(|part| part.is_empty());
    let text = at.text("text").replace('\n', ", ");
    let said = format!("{first} {text}").to_lowercase();
    let address = Address {
        line1: if is_text_alone { text } else { first.to_owned() },
        line2: more.join(", "),
        city: parts[1].to_owned(),
        state: parts[2].to_owned(),
        zip: parts[3].to_owned(),
        no_fixed_address: NO_ADDRESS.iter().any(|hint| said.contains(hint)),
    };
    if address.is_empty() { Value::Null } else { json!(address) }
}

/// An address in one line.
pub(super) fn line(at: &At<'_>) -> String {
    let parts = at
        .texts("line")
        .into_iter()
        .chain(["city", "state", "postalCode", "country"].into_iter().map(|name| at.text(name)));
    let line = words::joined(parts.map(str::to_owned), ", ");
    if line.is_empty() { at.text("text").to_owned() } else { line }
}
