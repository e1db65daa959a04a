//! Condition to Psychiatric history, or to Medical where its code says that it is of the body.
//! Diagnoses are taken down as the file gives them; nothing is diagnosed here.

use super::at::At;
use super::codes::{BEHAVIORAL, BEHAVIORAL_WORDS, CONDITIONS, ICD10};
use super::draft::Draft;
use super::fit::cell;
use super::{party, words};

/// Characters of the note on health conditions.
const NOTE: usize = form::LINE_LIMIT;

/// Reads a Condition. What it adds to the note on health conditions is handed back.
pub(super) fn tell(draft: &mut Draft<'_>, index: usize) -> Option<Noted> {
    let at = draft.resource(index)?;
    if words::has_code(at.get("verificationStatus"), &["refuted"]) {
        let words = at.get("code").map(|it| words::concept(&it)).unwrap_or_default();
        draft.leave_words("The file says that the person does not have this.", words, &at.place);
        return None;
    }
    let Some(code) = at.get("code").filter(|it| !words::concept(it).is_empty()) else {
        draft.leave_words("A condition without a name.", String::new(), &at.place);
        return None;
    };
    let icd = icd(&code);
    let said = said(&at, &code, icd);
    if !is_behavioral(icd, &said) {
        let began = began(&at).map(|(words, _)| words);
        let words = words::joined([said].into_iter().chain(began), ", ");
        return Some(Noted { choice: choice(icd), words, place: at.place });
    }
    let mut row = vec![cell("diagnosis", said, &code)];
    row.extend(began(&at).map(|(words, at)| cell("diagnosed_when", words, &at)));
    let by = ["asserter", "recorder"].into_iter().find_map(|name| at.get(name));
    if let Some(by) = by {
        let party = party::party(draft, index, &by);
        row.push(cell("diagnosed_by", party.name(), &by));
    }
    if draft.row("psychiatric", "diagnoses", row, &at) {
        draft.put("psychiatric", "diagnosed", "yes", &at);
    }
    None
}

/// A health condition for the medical section.
pub(super) struct Noted {
    choice: &'static str,
    words: String,
    place: String,
}

/// Puts health conditions into the medical section: a box each, and the words in the note as long
/// as there is room.
pub(super) fn note(draft: &mut Draft<'_>, all: &[Noted]) {
    let Some(first) = all.first() else { return };
    let mut note = String::new();
    let mut is_shown = false;
    let root = serde_json::Value::Null;
    for noted in all {
        let at = At::new(&root, &noted.place);
        draft.add_choice("medical", "conditions", noted.choice, &at);
        let longer = words::joined([note.clone(), noted.words.clone()], "; ");
        if longer.chars().count() <= NOTE {
            note = longer;
            // The form asks for more about these alone.
            is_shown |= ["other", "heart", "liver", "cancer"].contains(&noted.choice);
        } else {
            let why = "The note on health conditions has no more room for this one.";
            draft.leave_words(why, noted.words.clone(), &noted.place);
        }
    }
    if is_shown {
        draft.put("medical", "conditions_note", note, &At::new(&root, &first.place));
        return;
    }
    for noted in all {
        let why = "The form keeps this condition as a checked box, without its words.";
        draft.leave_words(why, noted.words.clone(), &noted.place);
    }
}

/// The code of ICD-10, in capital letters.
fn icd<'v>(code: &At<'v>) -> Option<&'v str> {
    let codes = words::codes(code).into_iter();
    codes.filter(|(system, _)| ICD10.contains(system)).map(|(_, code)| code).next()
}

fn is_behavioral(icd: Option<&str>, said: &str) -> bool {
    match icd {
        Some(code) => BEHAVIORAL.iter().any(|start| code.starts_with(start)),
        None => {
            let said = said.to_lowercase();
            BEHAVIORAL_WORDS.iter().any(|start| said.contains(start))
        }
    }
}

fn choice(icd: Option<&str>) -> &'static str {
    let Some(code) = icd else { return "other" };
    let mut groups = CONDITIONS.iter();
    let group = groups.find(|(_, starts)| starts.iter().any(|start| code.starts_with(start)));
    group.map_or("other", |(choice, _)| choice)
}

/// The condition in words: its name, its code, how severe, how sure and how it stands.
fn said(at: &At<'_>, code: &At<'_>, icd: Option<&str>) -> String {
    let name = words::concept(code);
    let coded = icd.filter(|icd| !name.contains(icd)).map(|icd| format!(" ({icd})"));
    let named = format!("{name}{}", coded.unwrap_or_default());
    let severity = at.get("severity").map(|it| words::concept(&it).to_lowercase());
    let severity = severity.filter(|it| !name.to_lowercase().contains(it));
    let sure = status(at, "verificationStatus", "confirmed");
    let stands = status(at, "clinicalStatus", "active");
    let ended = at.get("abatementDateTime").map(|it| format!("ended {}", words::when(it.word())));
    let parts = [severity, sure, stands, ended];
    words::joined([named].into_iter().chain(parts.into_iter().flatten()), ", ")
}

/// A status in words, unless it is the usual one.
fn status(at: &At<'_>, name: &str, usual: &str) -> Option<String> {
    let status = at.get(name)?;
    let code = words::codes(&status).first().map(|(_, code)| (*code).to_owned());
    let word = code.unwrap_or_else(|| words::concept(&status)).to_lowercase();
    (word != usual).then_some(word)
}

/// When it began, else when it was written down.
fn began<'v>(at: &At<'v>) -> Option<(String, At<'v>)> {
    let onset = [
        ("onsetDateTime", words::when as fn(&str) -> String, ""),
        ("onsetString", str::to_owned, ""),
        ("recordedDate", words::when, "recorded "),
    ];
    if let Some(age) = at.get("onsetAge") {
        return Some((format!("at age {}", words::quantity(&age)), age));
    }
    if let Some(period) = at.get("onsetPeriod") {
        return Some((words::period(&period), period));
    }
    onset.into_iter().find_map(|(name, words, before)| {
        let at = at.get(name)?;
        Some((format!("{before}{}", words(at.word())), at))
    })
}
