//! Which known form a response answers.

use super::matching::last_part;
use crate::fhir::url;
use form::{Definition, Role};
use serde_json::Value;

/// Deepest nesting of items that are counted.
const DEPTH_LIMIT: usize = 24;

/// The form a response answers: by our own canonical, else by that of the questionnaire a form pack
/// was made from, else by the LOINC panel in the canonical, else as the one screening of which at
/// least half of the response's questions are. Of several versions of a form, the one that is named,
/// or else the last one given.
#[must_use]
pub fn form_of<'d>(response: &Value, forms: &[&'d Definition]) -> Option<&'d Definition> {
    let named = response["questionnaire"].as_str().unwrap_or_default();
    by_canonical(named, forms)
        .or_else(|| the_one(forms, |form| was_made_from(form, named)))
        .or_else(|| the_one(forms, |form| panel(form).is_some_and(|code| names(named, code))))
        .or_else(|| by_questions(&response["item"], forms))
}

fn by_canonical<'d>(named: &str, forms: &[&'d Definition]) -> Option<&'d Definition> {
    let (whole, version) = named.split_once('|').unwrap_or((named, ""));
    let ours = forms.iter().rev().filter(|form| url("Questionnaire", &form.id) == whole);
    let exact = ours.clone().find(|form| form.version == version);
    exact.or_else(|| ours.clone().next()).copied()
}

/// Whether a form names this questionnaire, with its version, as what it rests on.
fn was_made_from(form: &Definition, named: &str) -> bool {
    let references = form.instrument.iter().flat_map(|known| &known.references);
    named.contains(':') && references.into_iter().any(|reference| reference == named)
}

fn panel(form: &Definition) -> Option<&str> {
    form.instrument.as_ref()?.loinc.panel.as_deref()
}

/// Whether a URL has this code as one of its parts.
fn names(url: &str, code: &str) -> bool {
    url.split(['/', '|', '#', '?', '=', '&', ':']).any(|part| part == code)
}

/// The last of the fitting forms, if all of them are versions of one.
fn the_one<'d>(
    forms: &[&'d Definition],
    fits: impl Fn(&Definition) -> bool,
) -> Option<&'d Definition> {
    let mut fitting = forms.iter().rev().filter(|form| fits(form));
    let last = fitting.next()?;
    fitting.all(|other| other.id == last.id).then_some(*last)
}

fn by_questions<'d>(items: &Value, forms: &[&'d Definition]) -> Option<&'d Definition> {
    let mut links = Vec::new();
    questions(items, 0, &mut links);
    let asked = |form: &Definition| {
        let coded = |link: &&&str| {
            let code = last_part(link);
            form.items.iter().any(|item| item.loinc.as_deref() == Some(code))
        };
        links.iter().filter(coded).count()
    };
    the_one(forms, |form| {
        let shared = asked(form);
        form.role == Role::Screening && shared > 0 && shared * 2 >= links.len()
    })
}

/// The link ids of the items that have no items below them.
fn questions<'v>(items: &'v Value, depth: usize, links: &mut Vec<&'v str>) {
    let listed = |value: &'v Value| value.as_array().map(Vec::as_slice).unwrap_or_default();
    if depth > DEPTH_LIMIT {
        return;
    }
    for item in listed(items) {
        let below = &item["item"];
        if listed(below).is_empty() {
            links.push(item["linkId"].as_str().unwrap_or_default());
        }
        questions(below, depth + 1, links);
        for answer in listed(&item["answer"]) {
            questions(&answer["item"], depth + 1, links);
        }
    }
}
