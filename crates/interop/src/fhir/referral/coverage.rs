//! Coverage to the rows of Insurance. What kind of insurance it is, is said only where the file is
//! sure; what a payer has verified is never in a file.

use super::at::At;
use super::codes::{self, PAYERS, PLAN_CODES, Table};
use super::draft::Draft;
use super::fit::{Cell, cell};
use super::party::{self, Party};
use super::words;

const FORM: &str = "coverage";

/// Who the subscriber is to the client, by what the client is to the subscriber.
const SUBSCRIBERS: Table = &[
    ("PRN", &["child"]),
    ("SPS", &["spouse"]),
    ("CHILD", &["parent"]),
    ("DOMPART", &["common"]),
    ("OTHER", &["other"]),
];

/// Reads a Coverage. Where the person pays alone, its place is handed back.
pub(super) fn tell(draft: &mut Draft<'_>, index: usize) -> Option<String> {
    let at = draft.resource(index)?;
    if words::has_code(at.get("type"), &["pay"]) || sopt(&at).is_some_and(|it| it == "81") {
        return Some(at.place);
    }
    let payer = payer(draft, index, &at);
    if let Some(why) = match at.text("status") {
        "cancelled" => Some("This coverage was canceled."),
        "draft" => Some("This coverage is only a draft."),
        _ => None,
    } {
        draft.leave_words(why, payer.name().to_owned(), &at.place);
        return None;
    }
    if payer.name().is_empty() {
        let why = "This coverage does not say who pays.";
        draft.leave_words(why, at.text("subscriberId").to_owned(), &at.place);
        return None;
    }
    let kind = kind(&at, payer.name());
    let row = cells(draft, index, &at, (&payer, kind));
    if draft.row(FORM, "plans", row, &at) {
        match kind {
            Some(kind) => draft.add_choice(FORM, "funding", kind, &at),
            None => {
                let why = "The file does not say what kind of insurance this is. Choose it under Payment.";
                draft.leave_words(why, payer.name().to_owned(), &at.place);
            }
        }
        others(draft, &at, kind);
    }
    None
}

/// Says that the person pays, unless that would hide a plan whose kind nobody knows yet.
pub(super) fn self_pay(draft: &mut Draft<'_>, places: &[String]) {
    let Some(place) = places.first() else { return };
    let has_plans = draft.answer(FORM, "plans").is_some();
    if has_plans && draft.answer(FORM, "funding").is_none() {
        let why = "The file says that the person also pays alone. Choose it under Payment.";
        return draft.leave_words(why, String::new(), place);
    }
    draft.add_choice(FORM, "funding", "self_pay", &At::new(&serde_json::Value::Null, place));
}

fn cells(
    draft: &mut Draft<'_>,
    index: usize,
    at: &At<'_>,
    (payer, kind): (&Party, Option<&'static str>),
) -> Vec<Cell> {
    let mut row = vec![cell("payer", payer.name(), at)];
    row.extend(kind.map(|kind| cell("payer_kind", kind, at)));
    let order = at.get("order").map(|order| match order.value.as_f64() {
        Some(1.0) => cell("plan_order", "primary", &order),
        Some(2.0) => cell("plan_order", "secondary", &order),
        _ => cell("plan_order", "other", &order),
    });
    row.extend(order);
    row.extend(member_id(at));
    row.push(cell("payer_phone", payer.phone.clone(), at));
    if kind == Some("commercial") {
        row.extend(group(at).map(|it| cell("group_number", it.text("value"), &it)));
    }
    if let Some(period) = at.get("period") {
        for (name, item) in [("start", "effective_on"), ("end", "ends_on")] {
            row.extend(period.get(name).map(|it| cell(item, it.word(), &it)));
        }
    }
    row.extend(subscriber(draft, index, at));
    row
}

/// The payer's name. A payer that is the person pays for themselves, or stands in for nobody.
fn payer(draft: &mut Draft<'_>, index: usize, at: &At<'_>) -> Party {
    let payors = at.each("payor");
    let Some(first) = payors.first() else { return Party::default() };
    let found = party::party(draft, index, first);
    for other in &payors[1..] {
        draft.leave("A second payer of the same coverage; the form has room for one.", other);
    }
    found
}

/// The member number: the subscriber's, else the one that is marked as such.
fn member_id(at: &At<'_>) -> Option<Cell> {
    if let Some(id) = at.get("subscriberId") {
        return Some(cell("member_id", id.word(), &id));
    }
    let marked = at.each("identifier").into_iter();
    let marked = marked.filter(|it| words::has_code(it.get("type"), &["MB"]));
    marked.map(|it| cell("member_id", it.text("value"), &it)).next()
}

fn class_is(class: &At<'_>, code: &str) -> bool {
    words::has_code(class.get("type"), &[code])
}

/// What a number of a plan is called: its words, else its code, which is a word here.
fn class_name(class: &At<'_>) -> String {
    let Some(kind) = class.get("type") else { return String::new() };
    let name = words::concept(&kind);
    name.strip_prefix("code ").map_or(name.clone(), str::to_owned)
}

fn group<'v>(at: &At<'v>) -> Option<At<'v>> {
    at.each("class").into_iter().find(|it| class_is(it, "group"))
}

/// A code of the Source of Payment Typology.
fn sopt<'v>(at: &At<'v>) -> Option<&'v str> {
    let coded = words::codes(&at.get("type")?);
    let is_sopt = |system: &str| {
        system.contains("nahdo.org/sopt") || system == "urn:oid:2.16.840.1.113883.3.221.5"
    };
    coded.into_iter().find(|(system, _)| is_sopt(system)).map(|(_, code)| code)
}

/// What kind of insurance it is: by a code, else by words that mean one kind alone.
fn kind(at: &At<'_>, payer: &str) -> Option<&'static str> {
    match sopt(at) {
        Some(code) if code.starts_with('1') => return Some("medicare"),
        Some(code) if code.starts_with('2') => return Some("medicaid"),
        Some(code) if code.starts_with("311") => return Some("tricare"),
        Some(code) if code.starts_with(['5', '6']) => return Some("commercial"),
        _ => {}
    }
    let kind = at.get("type");
    let coded = kind.iter().flat_map(words::codes);
    if let Some(kind) = coded.into_iter().find_map(|(_, code)| codes::by_code(PLAN_CODES, code)) {
        return Some(kind);
    }
    let said = kind.map(|it| words::concept(&it)).unwrap_or_default();
    let said = format!("{said} {payer}").to_lowercase();
    let mut kinds = PAYERS.iter().filter(|(_, hints)| hints.iter().any(|hint| said.contains(hint)));
    let first = kinds.next()?.0;
    kinds.next().is_none().then_some(first)
}

fn subscriber(draft: &mut Draft<'_>, index: usize, at: &At<'_>) -> Vec<Cell> {
    let reference = at.get("subscriber");
    let meant = reference.as_ref().and_then(|it| draft.incoming.meant(index, it.value));
    let relationship = at.get("relationship");
    let codes = relationship.as_ref().map(words::codes).unwrap_or_default();
    let code = codes.first().map(|(_, code)| *code).unwrap_or_default();
    if code == "self" || (code.is_empty() && meant == Some(draft.patient)) {
        return vec![cell("subscriber_is_client", "yes", relationship.as_ref().unwrap_or(at))];
    }
    let mut row = Vec::new();
    if !code.is_empty() || (meant.is_some() && meant != Some(draft.patient)) {
        row.push(cell("subscriber_is_client", "no", relationship.as_ref().unwrap_or(at)));
    }
    if let (Some(said), Some(relation)) = (&relationship, codes::by_code(SUBSCRIBERS, code)) {
        row.push(cell("subscriber_relation", relation, said));
    } else if let Some(said) = relationship.filter(|_| !code.is_empty()) {
        draft.leave("The form has no choice for this relation to the subscriber.", &said);
    }
    if let Some(reference) = reference.filter(|_| meant != Some(draft.patient)) {
        let name = party::party(draft, index, &reference).person;
        row.push(cell("subscriber_name", name, &reference));
        let birth = meant.and_then(|it| draft.resource(it)).and_then(|it| it.get("birthDate"));
        row.extend(birth.map(|it| cell("subscriber_birth", it.word(), &it)));
    }
    row
}

/// What the card says that the row has no place for.
fn others(draft: &mut Draft<'_>, at: &At<'_>, kind: Option<&str>) {
    let mut is_first_group = true;
    for class in at.each("class") {
        let is_group = class_is(&class, "group");
        if is_group && is_first_group && kind == Some("commercial") {
            is_first_group = false;
            if let Some(name) = class.get("name") {
                draft.leave("The form keeps the number of a group, and not its name.", &name);
            }
            continue;
        }
        let why = match is_group {
            true => "The form asks for a group number of commercial insurance alone.",
            false => "The form has no place for this number or name of the plan.",
        };
        let words =
            [class_name(&class), class.text("name").to_owned(), class.text("value").to_owned()];
        draft.leave_words(why, words::joined(words, ", "), &class.place);
    }
    if let Some(kind) = at.get("type") {
        draft.leave("The form keeps the kind of coverage, and not the words of the plan.", &kind);
    }
    let has_id = at.get("subscriberId").is_some();
    for identifier in at.each("identifier") {
        let is_member = words::has_code(identifier.get("type"), &["MB"]) && !has_id;
        if !is_member {
            draft.leave("The form has room for one member number.", &identifier);
        }
    }
}
