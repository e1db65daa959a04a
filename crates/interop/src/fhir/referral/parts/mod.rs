//! What every part of a resource becomes: read elsewhere, of no use to anybody here, or left with a
//! sentence. A part that no list names is counted, so that nothing goes missing in silence.

mod table;

use super::at::At;
use super::draft::Draft;
use super::words;
use table::{COMMON, TABLE};

/// Says of every part of a resource that is not read why it is left.
pub(super) fn account(draft: &mut Draft<'_>, kind: &str, at: &At<'_>) {
    let Some(parts) = TABLE.iter().find(|parts| parts.kinds.contains(&kind)) else { return };
    let Some(members) = at.value.as_object() else { return };
    let mut unknown = 0_usize;
    for name in members.keys().filter(|name| !name.starts_with('_')) {
        let name = name.as_str();
        // What is blank says nothing, whatever it is called.
        let Some(part) = at.get(name) else { continue };
        if name == "reasonReference" && leads_on(&part) {
            continue;
        }
        if let Some((_, why)) = parts.told.iter().find(|(told, _)| *told == name) {
            draft.leave(*why, &part);
        } else if name == "text" && part.text("status") == "additional" {
            let why = "The text beside this record says more than its parts. Read it in the other program.";
            draft.leave_words(why, String::new(), &part.place);
        } else if name == "extension" && !parts.read.contains(&name) {
            let why = "Details that only the other program knows are not kept.";
            draft.leave_words(why, String::new(), &part.place);
        } else if ![parts.read, parts.quiet, COMMON].iter().any(|list| list.contains(&name)) {
            unknown += 1;
        }
    }
    if unknown > 0 {
        let why = match unknown {
            1 => "A part of this record is not one of FHIR R4, and was not read.".to_owned(),
            _ => format!("{unknown} parts of this record are not of FHIR R4, and were not read."),
        };
        draft.leave_words(why, String::new(), &at.place);
    }
}

/// Whether every part is a reference: what it leads to is read, or left, by itself.
fn leads_on(references: &At<'_>) -> bool {
    let mut all = references.value.as_array().into_iter().flatten();
    all.all(|it| it.get("reference").is_some())
}

/// A visit or a stay elsewhere, in one line.
pub(super) fn encounter(draft: &mut Draft<'_>, at: &At<'_>) {
    let class = at.get("class").map(|class| {
        let named = [class.text("display"), class.text("code")];
        named.into_iter().find(|it| !it.is_empty()).unwrap_or_default().to_owned()
    });
    let when = at.get("period").map(|it| words::period(&it));
    let why =
        "A visit or a stay elsewhere is not taken in. Ask what the person is stepping down from.";
    draft.leave_words(why, words::joined([class, when].into_iter().flatten(), ", "), &at.place);
}
