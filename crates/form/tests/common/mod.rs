//! People, answers and what is asked of them, for tests of the intake.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use chrono::NaiveDate;
use form::{Answers, Catalog, Context, Definition, Evaluation, date, evaluate, set};
use serde_json::Value as Json;

/// A day, ISO 8601.
pub(crate) fn day(text: &str) -> NaiveDate {
    date::parse_stored(text).unwrap()
}

/// Somebody of 41.
pub(crate) fn adult() -> Context {
    Context::on(day("2026-11-23")).born(Some(day("1985-04-07")))
}

/// Somebody of 16.
pub(crate) fn minor() -> Context {
    Context::on(day("2026-11-23")).born(Some(day("2010-04-07")))
}

/// A shipped form.
pub(crate) fn form(id: &str) -> &'static Definition {
    Catalog::shipped().unwrap().form(id).unwrap()
}

/// Answers by path, set one by one.
pub(crate) fn answers(id: &str, json: &Json) -> Answers {
    let mut answers = Answers::new();
    for (path, value) in json.as_object().unwrap() {
        set(form(id), &mut answers, path, value, day("2026-11-23")).unwrap();
    }
    answers
}

/// A form with answers, evaluated.
pub(crate) fn evaluated(id: &str, json: Json, context: &Context) -> Evaluation {
    evaluate(form(id), &answers(id, &json), context)
}

/// Whether a question is shown.
pub(crate) fn sees(evaluation: &Evaluation, path: &str) -> bool {
    evaluation.visible.iter().any(|shown| shown == path)
}

/// What is required and blank, in the order of the form.
pub(crate) fn needed(evaluation: &Evaluation) -> Vec<&str> {
    let required = evaluation.issues.iter().filter(|issue| issue.message.contains("is needed"));
    required.map(|issue| issue.path.as_str()).collect()
}
