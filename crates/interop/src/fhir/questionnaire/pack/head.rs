//! Everything of a pack that is not a question: names, version, licence, and what is not kept.

use super::words::{said, stem};
use super::written::{ChoiceSet, Form, Instrument, Item, Licence, Loinc, Population};
use crate::fhir::system;
use form::Catalog;
use serde_json::Value;
use std::collections::BTreeSet;

/// The title; a name where there is none.
pub(super) fn title(root: &Value) -> Option<String> {
    said(root, "title").or_else(|| said(root, "name"))
}

/// The form with its questions.
pub(super) fn form(root: &Value, title: String, sets: Vec<ChoiceSet>, items: Vec<Item>) -> Form {
    Form {
        id: id(root, &title),
        version: version(root).unwrap_or_else(|| "1.0.0".to_owned()),
        role: "screening",
        class: 2,
        title,
        intro: said(root, "description").unwrap_or_default(),
        instrument: instrument(root),
        choice_set: sets,
        item: items,
    }
}

/// The last part of the URL, else id, name or title; never that of a form that is shipped.
fn id(root: &Value, title: &str) -> String {
    let url = said(root, "url").unwrap_or_default();
    let tail = url.split(['|', '?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let tail = tail.rsplit(['/', ':']).next().unwrap_or_default().to_owned();
    let named = [tail].into_iter().chain(said(root, "id")).chain(said(root, "name"));
    let id = named
        .map(|text| stem(&text, ""))
        .find(|text| !text.is_empty())
        .unwrap_or_else(|| stem(title, "questionnaire"))
        .to_lowercase();
    let shipped = Catalog::shipped().is_ok_and(|shipped| shipped.form(&id).is_some());
    if shipped { format!("{id}-pack") } else { id }
}

/// Three numbers, where the version is one to three numbers.
fn version(root: &Value) -> Option<String> {
    let given = said(root, "version")?;
    let mut numbers: Vec<&str> = given.split('.').collect();
    let number = |part: &&str| {
        (1..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if numbers.len() > 3 || !numbers.iter().all(number) {
        return None;
    }
    numbers.resize(3, "0");
    Some(numbers.join("."))
}

fn instrument(root: &Value) -> Instrument {
    let version = said(root, "version");
    let url = said(root, "url");
    let named = url.as_ref().map(|url| match &version {
        Some(version) => format!("{url}|{version}"),
        None => url.clone(),
    });
    let notes = version.map(|version| format!("Version of the questionnaire: {version}"));
    Instrument {
        // Who may give it is not said; the narrowest is what can do no harm.
        administration: "interviewer",
        references: named.clone().into_iter().collect(),
        notes: notes.into_iter().collect(),
        licence: licence(root, named),
        loinc: Loinc { panel: loinc(root) },
        population: Population { label: "not stated by the questionnaire" },
    }
}

/// What the questionnaire says about its licence, in its own words. Whether that is a permission is
/// for the clinic to judge.
fn licence(root: &Value, named: Option<String>) -> Licence {
    let copyright = said(root, "copyright");
    let publisher = said(root, "publisher");
    let statement = match (&copyright, &publisher) {
        (Some(copyright), Some(publisher)) => format!("{copyright} Publisher: {publisher}"),
        (Some(copyright), None) => copyright.clone(),
        (None, Some(publisher)) => {
            format!("The questionnaire says nothing about its licence. Publisher: {publisher}")
        }
        (None, None) => {
            "The questionnaire says nothing about its licence and names no publisher.".to_owned()
        }
    };
    let source = named.unwrap_or_else(|| "a FHIR R4 Questionnaire without a URL".to_owned());
    Licence { status: "unverified", statement, source, notice: copyright }
}

/// The LOINC code of a questionnaire or an item.
pub(super) fn loinc(source: &Value) -> Option<String> {
    let codes = source["code"].as_array()?;
    let coded = codes.iter().find(|code| code["system"] == system::LOINC)?;
    said(coded, "code")
}

/// Comments at the top of the pack. Fixed sentences only: a comment has no quotes to keep a text in.
pub(super) fn remarks(found: &BTreeSet<&'static str>) -> String {
    let always = [
        "Made from a FHIR R4 Questionnaire. Read it before it is given to anybody.",
        "The licence is what the questionnaire says; nobody has checked it.",
        "It does not say who may give it. \"interviewer\" keeps it from self-entry.",
        "No score is worked out: a Questionnaire does not say how points add up.",
    ];
    let lines = always.iter().chain(found).map(|line| format!("# {line}\n"));
    lines.chain(["\n".to_owned()]).collect()
}
