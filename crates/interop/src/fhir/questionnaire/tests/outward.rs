//! What leaves is FHIR, and says nothing that is not so.

use super::super::{ResponseFacts, ResponseStatus, questionnaire, questionnaire_id, response};
use super::law::every_kind;
use super::{answered, form, forms, parsed};
use form::Definition;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const HASH: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

fn walk<'v>(items: &'v Value, visit: &mut impl FnMut(&'v Value)) {
    for item in items.as_array().into_iter().flatten() {
        visit(item);
        walk(&item["item"], visit);
    }
}

fn by_link(whole: &Value) -> BTreeMap<&str, &Value> {
    let mut found = BTreeMap::new();
    walk(&whole["item"], &mut |item| {
        let link = item["linkId"].as_str().unwrap();
        assert!(found.insert(link, item).is_none(), "{link} is there twice");
    });
    found
}

fn says_nothing_empty(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(parts) => !parts.is_empty() && parts.iter().all(says_nothing_empty),
        Value::Object(parts) => !parts.is_empty() && parts.values().all(says_nothing_empty),
        _ => true,
    }
}

/// The constraints of R4 on a questionnaire (que-0 to que-12) that a machine can look at.
fn is_sound(whole: &Value) {
    assert!(says_nothing_empty(whole));
    let id = whole["id"].as_str().unwrap();
    assert!(
        id.len() <= 64
            && id.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'.')
    );
    let name = whole["name"].as_str().unwrap();
    assert!(name.starts_with(|c: char| c.is_ascii_uppercase()), "{name}");
    let items = by_link(whole);
    for (link, item) in &items {
        let kind = item["type"].as_str().unwrap();
        let has = |key: &str| item.get(key).is_some();
        assert!(kind != "group" || has("item"), "{link}");
        assert!(kind != "display" || !["required", "repeats", "code", "item"].into_iter().any(has));
        assert_eq!(kind == "choice", has("answerOption"), "{link}");
        assert!(!has("maxLength") || ["string", "text"].contains(&kind), "{link}");
        let conditions = item["enableWhen"].as_array().cloned().unwrap_or_default();
        assert_eq!(conditions.len() > 1, has("enableBehavior"), "{link}");
        for condition in conditions {
            let asked = items[condition["question"].as_str().unwrap()];
            let exists = condition["operator"] == "exists";
            assert_eq!(exists, condition.get("answerBoolean").is_some());
            if let Some(coding) = condition.get("answerCoding") {
                let options = asked["answerOption"].as_array().unwrap();
                assert!(options.iter().any(|option| option["valueCoding"] == *coding), "{link}");
            }
        }
    }
}

#[test]
fn every_form_is_a_sound_questionnaire() {
    for definition in forms() {
        let whole = questionnaire(definition, HASH);
        is_sound(&whole);
        let items = by_link(&whole);
        for item in definition.items.iter().flat_map(|it| std::iter::once(it).chain(it.row_items()))
        {
            assert_eq!(items[item.id.as_str()]["text"], item.label);
        }
    }
    is_sound(&questionnaire(&every_kind(), HASH));
}

#[test]
fn an_instrument_says_its_codes_points_and_version() {
    let whole = questionnaire(form("phq-9"), HASH);
    assert_eq!(whole["id"], "phq-9-1.0.0");
    assert_eq!(whole["url"], "https://goldthread.invalid/fhir/Questionnaire/phq-9");
    assert_eq!((&whole["version"], &whole["name"]), (&json!("1.0.0"), &json!("Phq_9")));
    assert_eq!(whole["code"][0]["code"], "44249-1");
    assert_eq!(whole["identifier"][0]["value"], HASH);
    let copyright = whole["copyright"].as_str().unwrap();
    assert!(copyright.contains("Spitzer") && copyright.contains("Regenstrief"));
    let items = by_link(&whole);
    assert_eq!(items["q9"]["code"], json!([{ "system": "http://loinc.org", "code": "44260-8" }]));
    assert_eq!(items["q9"]["required"], true);
    assert_eq!(
        items["q9"]["answerOption"][2],
        json!({
            "extension": [{
                "url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 2,
            }],
            "valueCoding": {
                "system": "http://loinc.org", "code": "LA6570-1", "display": "More than half the days",
            },
        })
    );
    // It hangs on a sum, which no other system could tell.
    assert!(items["q10"].get("enableWhen").is_none() && items["q10"]["required"] == false);
}

fn is(question: &str, operator: &str, value: Value) -> Value {
    let key = match &value {
        Value::Bool(_) => "answerBoolean",
        Value::Number(_) => "answerInteger",
        _ => "answerCoding",
    };
    json!({ "question": question, "operator": operator, key: value })
}

fn coding(code: &str) -> Value {
    json!({
        "system": "https://goldthread.invalid/fhir/CodeSystem/every_kind.s",
        "code": code,
        "display": format!("L{code}"),
    })
}

fn check(condition: &str, said: &[Value], joined: Option<&str>) {
    let definition = conditional(condition);
    let whole = questionnaire(&definition, HASH);
    is_sound(&whole);
    let item = by_link(&whole)["last"];
    assert_eq!(item["enableWhen"].as_array().cloned().unwrap_or_default(), said, "{condition}");
    assert_eq!(item["enableBehavior"].as_str(), joined, "{condition}");
    assert_eq!(item["required"], !said.is_empty(), "{condition}");
}

#[test]
fn a_condition_that_fhir_has_words_for_is_said_exactly() {
    let one = |code: &str| is("c", "=", coding(code));
    let there = |id: &str, yes: bool| is(id, "exists", json!(yes));
    let number = |operator: &str| is("n", operator, json!(3));
    check(r#"{ item = "c", op = "==", value = 1 }"#, &[one("1")], None);
    check(r#"{ item = "c", op = ">", value = 0 }"#, &[one("1"), one("2")], Some("any"));
    check(r#"{ item = "c", op = "!=", value = 1 }"#, &[one("0"), one("2")], Some("any"));
    check(
        r#"{ all = [{ item = "c", op = "!=", value = 1 }, { item = "n", op = ">=", value = 3 }] }"#,
        &[there("c", true), is("c", "!=", coding("1")), number(">=")],
        Some("all"),
    );
    let any = [number("<"), number(">"), is("m", "=", coding("2"))];
    check(
        r#"{ any = [{ item = "n", op = "!=", value = 3 },
            { item = "m", op = "includes", value = 2 }] }"#,
        &any,
        Some("any"),
    );
    check(r#"{ item = "n", op = "!=", value = 3 }"#, &any[..2], Some("any"));
    check(r#"{ missing = "n" }"#, &[there("n", false)], None);
    check(r#"{ not = { missing = "n" } }"#, &[there("n", true)], None);
}

#[test]
fn a_condition_that_fhir_has_no_words_for_is_not_said() {
    for condition in [
        r#"{ item = "c", op = ">", value = 7 }"#,
        r#"{ not = { missing = "hidden" } }"#,
        r#"{ missing = "rows" }"#,
        r#"{ missing = "home" }"#,
        r#"{ not = { item = "c", op = "==", value = 1 } }"#,
        r#"{ sum = ["c"], op = ">", value = 0 }"#,
        r#"{ context = "age", op = "<", value = 18 }"#,
        r#"{ flag = "f" }"#,
        r#"{ any = [{ missing = "n" }, { all = [{ missing = "c" }, { missing = "n" }] }] }"#,
        r#"{ any = [{ missing = "n" }, { context = "age", op = "<", value = 18 }] }"#,
    ] {
        check(condition, &[], None);
    }
}

fn conditional(condition: &str) -> Definition {
    parsed(&format!(
        r#"
[[choice_set]]
id = "s"
choices = [
  {{ code = 0, label = "L0", score = 0 }},
  {{ code = 1, label = "L1", score = 1 }},
  {{ code = 2, label = "L2", score = 2 }},
]
[[item]]
id = "c"
label = "C"
kind = "choice"
choices = "s"
[[item]]
id = "m"
label = "M"
kind = "multi_choice"
choices = "s"
[[item]]
id = "n"
label = "N"
kind = "integer"
[[item]]
id = "home"
label = "Home"
kind = "address"
[[item]]
id = "hidden"
label = "Hidden"
kind = "text"
show_when = {{ item = "c", op = "==", value = 1 }}
[[item]]
id = "rows"
label = "Rows"
kind = "group"
row_label = "Row"
[[item.row]]
id = "cell"
label = "Cell"
kind = "text"
[[item]]
id = "last"
label = "Last"
kind = "text"
need = "required"
show_when = {condition}
"#
    ))
}

#[test]
fn an_id_holds_what_fhir_allows_and_no_two_forms_share_one() {
    let named = |id: &str, hash: &str| {
        let mut definition = every_kind();
        definition.id = id.to_owned();
        questionnaire_id(&definition, hash)
    };
    assert_eq!(named("a_b", HASH), "a.b-1.2.3");
    assert_eq!(named("a-b", HASH), "a-b-1.2.3");
    let long = "x".repeat(64);
    let other = HASH.replace('0', "f");
    assert_eq!(named(&long, HASH).len(), 64);
    assert_ne!(named(&long, HASH), named(&long, &other));
}

#[test]
fn a_response_says_who_when_and_which_version() {
    let definition = form("phq-9");
    let answers = answered(definition, &[("q1", json!(3)), ("q9", json!({ "state": "declined" }))]);
    let facts = ResponseFacts {
        id: "r1",
        subject: "Patient/7",
        status: ResponseStatus::InProgress,
        authored: Some("2026-11-23"),
        author: None,
        source: None,
    };
    assert_eq!(
        response(definition, &answers, &facts),
        json!({
            "resourceType": "QuestionnaireResponse",
            "id": "r1",
            "questionnaire": "https://goldthread.invalid/fhir/Questionnaire/phq-9|1.0.0",
            "status": "in-progress",
            "subject": { "reference": "Patient/7" },
            "authored": "2026-11-23",
            "item": [
                {
                    "linkId": "q1",
                    "text": "Little interest or pleasure in doing things",
                    "answer": [{ "valueCoding": {
                        "extension": [{
                            "url": "http://hl7.org/fhir/StructureDefinition/ordinalValue",
                            "valueDecimal": 3,
                        }],
                        "system": "http://loinc.org",
                        "code": "LA6571-9",
                        "display": "Nearly every day",
                    } }],
                },
                {
                    "extension": [{
                        "url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
                        "valueCode": "asked-declined",
                    }],
                    "linkId": "q9",
                    "text": "Thoughts that you would be better off dead or of hurting yourself in some way",
                },
            ],
        })
    );
}
