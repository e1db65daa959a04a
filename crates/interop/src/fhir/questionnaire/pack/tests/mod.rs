//! Questionnaires of others: what becomes of them, and what stands in the way.

mod hostile;
mod obstacles;

use super::pack;
use form::{Context, Definition, Kind, Need, date, evaluate, set};
use serde_json::{Value, json};

const GARDEN: &str =
    include_str!("../../../../../../../tests/fixtures/fhir/questionnaires/garden-check-in.json");

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn parsed(questionnaire: &Value) -> Definition {
    let text = pack(questionnaire).unwrap_or_else(|it| panic!("{it:?}"));
    Definition::parse("pack.toml", &text).unwrap()
}

/// A questionnaire with these items.
fn asking(items: Value) -> Value {
    json!({ "resourceType": "Questionnaire", "title": "T", "status": "active", "item": items })
}

fn question(link: &str, kind: &str) -> Value {
    json!({ "linkId": link, "text": format!("Words of {link}"), "type": kind })
}

fn with(mut item: Value, key: &str, value: Value) -> Value {
    item[key] = value;
    item
}

fn when(question: &str, operator: &str, key: &str, value: Value) -> Value {
    json!([{ "question": question, "operator": operator, key: value }])
}

/// What is shown after these answers.
fn shown(definition: &Definition, given: &[(&str, Value)]) -> Vec<String> {
    let today = date::parse_stored("2026-11-23").unwrap();
    let mut answers = form::Answers::new();
    for (path, value) in given {
        set(definition, &mut answers, path, value, today).unwrap();
    }
    evaluate(definition, &answers, &Context::on(today)).visible
}

#[test]
fn a_questionnaire_becomes_a_screening_of_class_2() {
    let text = pack(&read(GARDEN)).unwrap();
    assert!(text.starts_with("# Made from a FHIR R4 Questionnaire."), "{text}");
    assert!(text.contains("# The points of the options are kept") && text.contains("# A longest"));
    let form = parsed(&read(GARDEN));
    assert_eq!((form.id.as_str(), form.version.as_str()), ("garden-check-in", "2.1.0"));
    assert_eq!((form.role, form.class), (form::Role::Screening, form::Class::Clinical));
    assert_eq!(form.intro, "About the last week. There are no wrong answers.");
    assert!(form.scores.is_empty() && form.bands.is_empty());
    let known = form.instrument.as_ref().unwrap();
    assert_eq!(known.licence.status, form::instrument::LicenceStatus::Unverified);
    assert_eq!(
        known.licence.statement,
        "© Harbor Light Fictional Forms. Ask before use. Publisher: Harbor Light Fictional Forms"
    );
    assert_eq!(known.loinc.panel.as_deref(), Some("00000-0"));
    let ids: Vec<&str> = form.items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "1-1",
            "1-2",
            "minutes",
            "tools",
            "tools-other",
            "neighbors",
            "neighbors-who",
            "plants",
            "remarks",
        ]
    );
}

#[test]
fn items_keep_their_words_codes_and_places() {
    let form = parsed(&read(GARDEN));
    let outside = form.item("1-1").unwrap();
    assert_eq!(outside.label, "1. How often were you outside?");
    assert_eq!(outside.heading.as_deref(), Some("Being outside"));
    assert_eq!(outside.prefix.as_deref(), Some("Think of your garden or a park near you."));
    assert_eq!(outside.hint.as_deref(), Some("A balcony counts."));
    assert_eq!((outside.need, outside.loinc.as_deref()), (Need::Required, Some("00000-1")));
    let points: Vec<_> = outside.choices().iter().map(|choice| choice.score).collect();
    assert_eq!(points, [Some(0), Some(1), Some(2)]);
    assert_eq!(form.item("1-2").unwrap().choices()[0].code, form::Code::Integer(1));
    assert!(form.item("tools").unwrap().choices()[2].exclusive);
    assert_eq!(form.item("neighbors").unwrap().heading.as_deref(), Some("Garden Check-In"));
    assert_eq!(form.item("remarks").unwrap().hint.as_deref(), Some("Thank you."));
    let Kind::Group(rows) = &form.item("plants").unwrap().kind else { panic!("rows") };
    assert_eq!((rows.items.len(), rows.row_label.as_str()), (3, "Plants you watered"));
}

#[test]
fn conditions_hold_as_they_do_in_fhir() {
    let form = parsed(&read(GARDEN));
    let sees = |given: &[(&str, Value)], id: &str| shown(&form, given).contains(&id.to_owned());
    assert!(sees(&[], "1-2"), "in R4 a blank is unequal to everything");
    assert!(!sees(&[("1-1", json!("n"))], "1-2") && sees(&[("1-1", json!("o"))], "1-2"));
    assert!(!sees(&[], "minutes") && sees(&[("1-1", json!("s"))], "minutes"));
    assert!(!sees(&[], "tools-other"));
    assert!(sees(&[("tools", json!(["Rake", "other"]))], "tools-other"));
    assert!(!sees(&[], "neighbors-who") && sees(&[("neighbors", json!("no"))], "neighbors-who"));
    let outside = ("1-1", json!("o"));
    assert!(sees(&[outside.clone(), ("minutes", json!(10))], "plants"));
    assert!(!sees(&[outside, ("minutes", json!(9))], "plants"));
    // Whoever was not outside is not asked for minutes, whatever was typed before.
    assert!(!sees(&[("1-1", json!("n")), ("minutes", json!(10))], "plants"));
}

#[test]
fn what_hangs_on_a_hidden_question_takes_it_for_unanswered() {
    let gate =
        with(question("b", "boolean"), "enableWhen", when("a", "=", "answerBoolean", json!(true)));
    let items = |operator: &str, key: &str, value: Value| {
        let last = with(question("c", "string"), "enableWhen", when("b", operator, key, value));
        parsed(&asking(json!([question("a", "boolean"), gate, last])))
    };
    for (operator, key, value, hidden, yes, no) in [
        ("exists", "answerBoolean", json!(true), false, true, true),
        ("exists", "answerBoolean", json!(false), true, false, false),
        ("=", "answerBoolean", json!(true), false, true, false),
        ("!=", "answerBoolean", json!(true), true, false, true),
    ] {
        let form = items(operator, key, value);
        let sees = |given: &[(&str, Value)]| shown(&form, given).contains(&"c".to_owned());
        let (open, shut) = (("a", json!("yes")), ("a", json!("no")));
        assert_eq!(sees(&[shut, ("b", json!("yes"))]), hidden, "{operator}");
        assert_eq!(sees(&[open.clone(), ("b", json!("yes"))]), yes, "{operator}");
        assert_eq!(sees(&[open, ("b", json!("no"))]), no, "{operator}");
        assert_eq!(sees(&[]), hidden, "{operator}");
    }
}

#[test]
fn ids_stay_where_they_can_and_are_made_where_they_cannot() {
    let links = ["a_B-1", "id", "/1", "1", "é", "a.b", "a-b", "x y"];
    let items: Vec<Value> = links.iter().map(|link| question(link, "string")).collect();
    let form = parsed(&asking(json!(items)));
    let ids: Vec<&str> = form.items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(ids, ["a_B-1", "id-2", "1-2", "1", "item", "a-b-2", "a-b", "x-y"]);
}

#[test]
fn a_form_that_is_shipped_keeps_its_name() {
    let named = |url: &str, version: &str| {
        let whole = with(asking(json!([question("a", "string")])), "url", json!(url));
        let form = parsed(&with(whole, "version", json!(version)));
        (form.id, form.version)
    };
    let got = |id: &str, version: &str| (id.to_owned(), version.to_owned());
    assert_eq!(named("https://x.example/Questionnaire/PHQ-9", "3"), got("phq-9-pack", "3.0.0"));
    assert_eq!(named("http://loinc.org/q/44249-1", "2.72"), got("44249-1", "2.72.0"));
    assert_eq!(named("urn:oid:1.2.3|4", "2024-05-01"), got("1-2-3", "1.0.0"));
    assert_eq!(named("", "1.2.3.4"), got("t", "1.0.0"));
}

#[test]
fn a_screening_that_left_comes_back_as_a_pack() {
    let mut came_back = 0;
    for form in form::Catalog::shipped().unwrap().screening() {
        let out = crate::fhir::questionnaire::questionnaire(form, "00");
        let Ok(text) = pack(&out) else { continue };
        let back = Definition::parse("pack.toml", &text).unwrap();
        let ids = |form: &Definition| -> Vec<(String, String)> {
            form.items.iter().map(|item| (item.id.clone(), item.label.clone())).collect()
        };
        assert_eq!(ids(&back), ids(form));
        came_back += 1;
    }
    assert!(came_back >= 15, "only {came_back}");
}

#[test]
fn a_response_to_what_a_pack_was_made_from_is_read_by_the_pack() {
    use crate::fhir::questionnaire::{answers, form_of};
    let form = parsed(&read(GARDEN));
    let coded = |code: &str, display: &str| {
        let system = "https://forms.example/often";
        json!([{ "valueCoding": { "system": system, "code": code, "display": display } }])
    };
    let response = json!({
        "resourceType": "QuestionnaireResponse",
        "questionnaire": "https://forms.example/fhir/Questionnaire/garden-check-in|2.1",
        "item": [
            { "linkId": "/1", "text": "Being outside", "item": [
                { "linkId": "/1/1", "text": "How often were you outside?", "answer": coded("o", "Often") },
                { "linkId": "/1/2", "text": "Which was it not?", "answer": coded("1", "Sun") },
                { "linkId": "/1/2", "answer": coded("1", "Sun") },
                { "linkId": "/1/2", "text": "What was the weather?", "answer": coded("1", "Sun") },
            ] },
            { "linkId": "neighbors", "text": "Did you meet neighbors?", "answer": [{
                "valueBoolean": true,
                "item": [{ "linkId": "neighbors.who", "text": "Whom?", "answer": [{ "valueString": "Fern" }] }],
            }] },
            { "linkId": "plants", "item": [{ "linkId": "plant", "answer": [{ "valueString": "Sage" }] }] },
        ],
    });
    assert_eq!(form_of(&response, &[&form]).map(|form| form.id.as_str()), Some("garden-check-in"));
    let got = answers(&form, &response, date::parse_stored("2026-11-23").unwrap()).unwrap();
    assert_eq!(
        got.answers.to_json(),
        json!({
            "1-1": "o", "1-2": 1, "neighbors": "yes", "neighbors-who": "Fern",
            "plants": [{ "id": "row-1", "plant": "Sage" }],
        })
    );
    let places: Vec<&str> = got.left.iter().map(|left| left.place.as_str()).collect();
    assert_eq!(places, ["item[0].item[1].answer[0]", "item[0].item[2].answer[0]"]);
}
