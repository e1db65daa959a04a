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

#[test]
fn a_signature_is_drawn_and_a_hidden_cell_of_a_row_is_not_printed() {
    let form = Catalog::shipped().unwrap().form("consents").unwrap();
    let mut answers = Answers::new();
    let row = json!([{
        "id": "a", "document": "fees", "document_version": "2026-02", "status": "signed",
        "signer": "Ana Test", "signer_capacity": "client", "signed_on": "11/2/2026",
        "signed_how": "screen", "signature": "600x200 20,90 80,40 140,120;150,60",
        "witness": "Nobody Test", "recipient": "Hidden Test"
    }]);
    set(form, &mut answers, "documents", &row, day()).unwrap();
    let evaluation = evaluate(form, &answers, &Context::on(day()));
    let part = filled_part(form, &answers, &evaluation, "Done".into());
    let said = format!("{:?}", part.lines);
    assert!(said.contains("Ana Test") && !said.contains("Hidden Test"), "{said}");
    assert!(!said.contains("Nobody Test"), "nobody witnesses what is signed on screen");
    let document = document(vec![part], "Ana");
    let set = pages(&form_document(&document), &document.running_head(), Paper::Letter);
    let strokes = set.pages.iter().flat_map(|page| &page.items).find_map(|item| match &item.mark {
        crate::Mark::Pen { strokes, .. } => Some(strokes.clone()),
        _ => None,
    });
    let strokes = strokes.expect("a drawn signature");
    assert_eq!(strokes.iter().map(Vec::len).collect::<Vec<_>>(), [3, 1]);
    let (left, right) = (strokes[0][0].0, strokes[0][2].0);
    assert!((right - left - 120.0 * 0.27).abs() < 0.1, "{left} {right}");
    assert!(crate::pdf(&set, &document.meta()).unwrap().unset.is_empty());
}
