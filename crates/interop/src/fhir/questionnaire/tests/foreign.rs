//! Responses in the shape of other systems.

use super::super::{Unread, Why, answers, form_of};
use super::{form, forms, today};
use serde_json::{Value, json};

const LFORMS: &str =
    include_str!("../../../../../../tests/fixtures/fhir/questionnaires/response-phq-9-loinc.json");
const NESTED: &str =
    include_str!("../../../../../../tests/fixtures/fhir/questionnaires/response-nested.json");

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn one(item: Value) -> Value {
    json!({ "resourceType": "QuestionnaireResponse", "status": "completed", "item": [item] })
}

#[test]
fn a_response_with_loinc_ids_is_known_and_read() {
    let response = read(LFORMS);
    let phq9 = form_of(&response, &forms()).unwrap();
    assert_eq!(phq9.id, "phq-9");
    let got = answers(phq9, &response, today()).unwrap();
    let wanted = json!({
        "q1": 2, "q2": 1, "q3": 3, "q4": 0, "q5": 1, "q6": 2, "q7": 0, "q8": 1, "q9": 0, "q10": 1,
    });
    assert_eq!(got.answers.to_json(), wanted);
    let left: Vec<_> = got.left.iter().map(|left| (left.place.as_str(), left.why)).collect();
    assert_eq!(left, [("item[0].item[10].answer[0]", Why::Score)]);
}

#[test]
fn questions_below_answers_and_in_groups_are_found() {
    let got = answers(form("audit-c"), &read(NESTED), today()).unwrap();
    assert_eq!(got.answers.to_json(), json!({ "q1": 2, "q2": 1, "q3": 0 }));
    let left: Vec<_> = got.left.iter().map(|left| (left.place.as_str(), left.why)).collect();
    assert_eq!(left, [("item[1].answer[0]", Why::NoSuchQuestion)]);
}

/// The answer to a question that is named by its LOINC code.
fn q1(answer: Value) -> Value {
    json!({ "linkId": "/44250-9", "answer": [answer] })
}

/// Reads each item alone: the code that is taken, or why none is.
fn check(table: Vec<(Value, Result<i64, Why>)>) {
    for (item, wanted) in table {
        let got = answers(form("phq-9"), &one(item.clone()), today()).unwrap();
        let code = got.answers.to_json()["q1"].as_i64();
        let why = got.left.first().map(|left| left.why);
        assert_eq!(code.ok_or_else(|| why.unwrap()), wanted, "{item}");
        assert_eq!(got.left.len(), usize::from(wanted.is_err()), "{item}");
        assert!(got.left.iter().all(|left| left.place == "item[0].answer[0]"), "{item}");
    }
}

#[test]
fn a_coding_is_placed_or_left_for_its_reason() {
    let coded = |coding: Value| q1(json!({ "valueCoding": coding }));
    let points = |number: f64| {
        json!([{
            "url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": number,
        }])
    };
    let loinc = "http://loinc.org";
    let choice = Err(Why::NoSuchChoice);
    check(vec![
        (coded(json!({ "system": loinc, "code": "LA6570-1" })), Ok(2)),
        (coded(json!({ "code": "LA6570-1" })), Ok(2)),
        (coded(json!({ "system": loinc, "code": "LA0-0", "display": "several  DAYS" })), Ok(1)),
        (coded(json!({ "code": "2" })), Ok(2)),
        (coded(json!({ "system": "urn:x", "code": "2" })), choice),
        (coded(json!({ "system": "urn:x", "code": "2", "display": "Often" })), choice),
        (coded(json!({ "system": "urn:x", "code": "b", "display": "Nearly every day" })), Ok(3)),
        (coded(json!({ "system": "urn:x", "code": "b", "extension": points(3.0) })), Ok(3)),
        (coded(json!({ "display": "Sometimes" })), choice),
        (
            coded(json!({ "system": loinc, "code": "LA6570-1", "display": "Más de la mitad" })),
            Ok(2),
        ),
        (
            coded(json!({ "system": "urn:x", "code": "1", "display": "Not at all" })),
            Err(Why::Contradiction),
        ),
        (
            coded(json!({ "system": loinc, "code": "LA6570-1", "extension": points(0.0) })),
            Err(Why::Contradiction),
        ),
    ]);
}

#[test]
fn a_plain_value_is_placed_or_left_for_its_reason() {
    let choice = Err(Why::NoSuchChoice);
    check(vec![
        (q1(json!({ "valueInteger": 3 })), Ok(3)),
        (q1(json!({ "valueInteger": 4 })), choice),
        (q1(json!({ "valueDecimal": 3.0 })), Ok(3)),
        (q1(json!({ "valueDecimal": 2.5 })), choice),
        (q1(json!({ "valueString": " 1 " })), Ok(1)),
        (q1(json!({ "valueString": "not at all" })), Ok(0)),
        (q1(json!({ "valueDate": "2026-01-01" })), Err(Why::WrongKind)),
        (q1(json!({ "valueInteger": 1, "valueString": "1" })), Err(Why::WrongKind)),
        (json!({ "linkId": "44250-9", "answer": [{ "valueInteger": 1 }] }), Ok(1)),
        (json!({ "linkId": "q1", "answer": [{ "valueInteger": 1 }] }), Ok(1)),
        (
            json!({ "linkId": "q1", "text": "1. little interest or pleasure in doing things:",
                "answer": [{ "valueInteger": 1 }] }),
            Ok(1),
        ),
        (
            json!({ "linkId": "q1", "text": "No little interest or pleasure in doing things",
                "answer": [{ "valueInteger": 1 }] }),
            Err(Why::OtherWords),
        ),
        (
            json!({ "linkId": "q1", "text": "Do you smoke?", "answer": [{ "valueInteger": 1 }] }),
            Err(Why::OtherWords),
        ),
        (json!({ "linkId": "44261-6", "answer": [{ "valueInteger": 1 }] }), Err(Why::Score)),
    ]);
}

#[test]
fn what_stands_twice_or_says_two_things_is_left() {
    let phq9 = form("phq-9");
    let q1 = json!({ "linkId": "q1", "answer": [{ "valueInteger": 1 }] });
    let twice = json!({ "resourceType": "QuestionnaireResponse", "item": [q1, q1] });
    let got = answers(phq9, &twice, today()).unwrap();
    assert_eq!(
        (got.left[0].place.as_str(), got.left[0].why),
        ("item[1].answer[0]", Why::AnsweredTwice)
    );
    let several =
        json!({ "linkId": "q1", "answer": [{ "valueInteger": 1 }, { "valueInteger": 2 }] });
    let got = answers(phq9, &one(several), today()).unwrap();
    assert!(got.answers.is_empty() && got.left.len() == 2 && got.left[1].why == Why::Several);
    let absent = |code: &str, answer: Value| {
        let url = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
        let mut item = json!({ "linkId": "q1", "extension": [{ "url": url, "valueCode": code }] });
        item["answer"] = answer;
        answers(phq9, &one(item), today()).unwrap()
    };
    assert_eq!(
        absent("not-asked", json!([])).answers.to_json(),
        json!({ "q1": { "state": "not_asked" } })
    );
    assert_eq!(absent("masked", json!([])).left[0].why, Why::OtherReason);
    let both = absent("asked-declined", json!([{ "valueInteger": 1 }]));
    assert!(both.answers.is_empty() && both.left[0].why == Why::ReasonAndAnswer);
}

#[test]
fn rows_of_another_system_get_ids_and_blank_ones_do_not_stay() {
    let contact = form("contact");
    let group = contact.items.iter().find(|item| !item.row_items().is_empty()).unwrap();
    let cell = &group.row_items()[0];
    let row = |items: Value| json!({ "linkId": group.id, "item": items });
    let given = json!([{ "linkId": cell.id, "answer": [{ "valueString": "202-555-0134" }] }]);
    let odd = json!([{ "linkId": "nobody", "answer": [{ "valueString": "Ana" }] }]);
    let whole = json!({
        "resourceType": "QuestionnaireResponse",
        "item": [row(given.clone()), row(odd), row(given.clone()), { "linkId": cell.id, "answer": [{ "valueString": "x" }] }],
    });
    let got = answers(contact, &whole, today()).unwrap();
    let ids: Vec<_> = got.answers.rows(&group.id).iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids, ["row-1", "row-2"]);
    let left: Vec<_> = got.left.iter().map(|left| (left.place.as_str(), left.why)).collect();
    assert_eq!(
        left,
        [
            ("item[1].item[0].answer[0]", Why::NoSuchQuestion),
            ("item[3].answer[0]", Why::OutsideRow),
        ]
    );
}

#[test]
fn what_nobody_should_read_is_refused_whole() {
    let phq9 = form("phq-9");
    let unread = |whole: &Value| answers(phq9, whole, today()).unwrap_err();
    assert_eq!(unread(&json!({ "resourceType": "Patient" })), Unread::NotAResponse);
    assert_eq!(unread(&json!([])), Unread::NotAResponse);
    let mut whole = one(json!({}));
    whole["status"] = json!("entered-in-error");
    assert_eq!(unread(&whole), Unread::EnteredInError);
    let mut deep = json!({ "linkId": "x" });
    for _ in 0..40 {
        deep = json!({ "item": [deep] });
    }
    assert_eq!(unread(&one(deep)), Unread::TooDeep);
    let many = json!({ "resourceType": "QuestionnaireResponse", "item": vec![json!({}); 30_000] });
    assert_eq!(unread(&many), Unread::TooManyItems);
}

#[test]
fn a_response_is_known_by_its_canonical_its_panel_or_its_questions() {
    let all = forms();
    let named = |canonical: &str| {
        let whole = json!({ "resourceType": "QuestionnaireResponse", "questionnaire": canonical });
        form_of(&whole, &all).map(|form| form.id.as_str())
    };
    for (canonical, id) in [
        ("https://goldthread.invalid/fhir/Questionnaire/identity|1.0.0", Some("identity")),
        ("https://goldthread.invalid/fhir/Questionnaire/gad-7|9.9.9", Some("gad-7")),
        ("https://goldthread.invalid/fhir/Questionnaire/nobody|1.0.0", None),
        ("http://loinc.org/q/44249-1", Some("phq-9")),
        ("https://other.example/Questionnaire/69737-5|2.1", Some("gad-7")),
        ("https://other.example/Questionnaire/144249-1", None),
        ("", None),
    ] {
        assert_eq!(named(canonical), id, "{canonical}");
    }
    let asked = |links: &[&str]| {
        let items: Vec<Value> = links.iter().map(|link| json!({ "linkId": link })).collect();
        let whole = json!({ "resourceType": "QuestionnaireResponse", "item": [{ "item": items }] });
        form_of(&whole, &all).map(|form| form.id.as_str())
    };
    assert_eq!(asked(&["/68518-0", "/68519-8", "x", "y"]), Some("audit-c"));
    assert_eq!(asked(&["/68518-0", "x", "y"]), None);
    assert_eq!(asked(&["/68518-0", "/44250-9"]), None, "half of two forms");
    assert_eq!(asked(&[]), None);
}
