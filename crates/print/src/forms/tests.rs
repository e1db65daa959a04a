//! Every shipped form on paper, blank and answered.

use form::{Answers, Catalog, Context, evaluate, set};
use serde_json::json;

use super::*;
use crate::{Paper, pages};

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 25).unwrap()
}

fn document(parts: Vec<FormPart>, name: &str) -> FormDocument {
    FormDocument {
        clinic: "Harbor Light IOP".into(),
        title: "Intake".into(),
        name_used: name.into(),
        number: String::new(),
        made_on: day(),
        parts,
    }
}

#[test]
fn every_shipped_form_can_be_printed_blank_with_a_place_for_every_question() {
    for form in Catalog::shipped().unwrap().intake().chain(Catalog::shipped().unwrap().screening())
    {
        let part = blank_part(form);
        assert!(!part.lines.is_empty(), "{}", form.id);
        let document = document(vec![part], "");
        let set = pages(&form_document(&document), &document.running_head(), Paper::Letter);
        assert!(!set.pages.is_empty(), "{}", form.id);
    }
}

#[test]
fn what_was_answered_is_printed_in_words_and_what_was_not_is_named() {
    let form = Catalog::shipped().unwrap().form("presenting").unwrap();
    let mut answers = Answers::new();
    set(form, &mut answers, "own_words", &json!("I am tired."), day()).unwrap();
    let evaluation = evaluate(form, &answers, &Context::on(day()));
    let part = filled_part(form, &answers, &evaluation, "Done".into());
    let said = format!("{:?}", part.lines);
    assert!(said.contains("I am tired.") && said.contains("Not answered"), "{said}");
}

#[test]
fn a_hidden_question_is_not_printed_even_when_it_was_answered_before() {
    let form = Catalog::shipped().unwrap().form("asq").unwrap();
    let mut answers = Answers::new();
    set(form, &mut answers, "q4", &json!("yes"), day()).unwrap();
    set(form, &mut answers, "q4_how", &json!("Long ago."), day()).unwrap();
    set(form, &mut answers, "q4", &json!("no"), day()).unwrap();
    let evaluation = evaluate(form, &answers, &Context::on(day()));
    let part = filled_part(form, &answers, &evaluation, String::new());
    assert!(!format!("{:?}", part.lines).contains("Long ago"));
}
