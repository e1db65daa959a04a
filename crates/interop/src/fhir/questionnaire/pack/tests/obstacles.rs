//! What stands in the way, with its place and a part of its sentence.

use super::super::{Obstacle, pack};
use super::{asking, question, read, when, with};
use serde_json::{Value, json};

const VISIT: &str =
    include_str!("../../../../../../../tests/fixtures/fhir/questionnaires/visit-report.json");

#[test]
fn everything_that_stands_in_the_way_is_named_with_its_place() {
    let found = pack(&read(VISIT)).unwrap_err();
    let found: Vec<_> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "item[0].item[0] (weight): A form has no question of the type \"quantity\".",
            "item[0].item[1] (height): A form has no question of the type \"decimal\".",
            "item[0].item[2] (bmi): A question that nobody can answer has no place on a form.",
            "item[0].item[2].extension[0] (bmi): An expression that works something out is not \
         carried over.",
            "item[1] (when): A form has no question of the type \"dateTime\".",
            "item[2] (photo): A form has no question of the type \"attachment\".",
            "item[3] (who): A form has no question of the type \"reference\".",
            "item[4].answerValueSet (land): The value set is somewhere else and cannot be looked up.",
            "item[5].initial (mood): An answer that is filled in beforehand is not taken over.",
            "item[6].enableWhen[1] (last): Of a text or a date it can only be asked whether there is \
         one.",
        ]
    );
}

/// A questionnaire that is refused: what it is, its items, the place and a part of the sentence.
type Case = (&'static str, Value, &'static str, &'static str);

fn rows(items: Value) -> Value {
    with(with(question("r", "group"), "repeats", json!(true)), "item", items)
}

fn unlikely_items() -> Vec<Case> {
    let on = |key: &str, value: Value| with(question("a", "string"), key, value);
    let words = json!({ "linkId": "a", "type": "string" });
    let steering = with(words.clone(), "text", json!(" \u{202e}\n"));
    let marked = |url: &str| on("extension", json!([{ "url": url, "valueBoolean": true }]));
    let base = "http://hl7.org/fhir/StructureDefinition";
    let expression = json!({ "extension": [{ "url": format!("{base}/cqf-expression") }] });
    let inner = with(rows(json!([question("b", "string")])), "linkId", json!("s"));
    let type_ = question("a", "\"]\nid = \u{202e}");
    vec![
        ("nothing", json!([]), "", "no items"),
        ("no text", json!([words]), "item[0]", "no words"),
        ("only steering characters", json!([steering]), "item[0]", "no words"),
        ("no link id", json!([{ "text": "T", "type": "string" }]), "item[0]", "no link id"),
        (
            "a link id twice",
            json!([on("x", json!(1)), question("a", "text")]),
            "item[1]",
            "same link",
        ),
        ("a url", json!([question("a", "url")]), "item[0]", "\"url\""),
        ("a type that is TOML", json!([type_]), "item[0]", "\"\"] id =\""),
        ("no type", json!([question("a", "")]), "item[0]", "what type"),
        ("only a text", json!([question("a", "display")]), "", "asks nothing"),
        ("an empty group", json!([question("a", "group")]), "item[0]", "empty"),
        ("an empty row", json!([rows(json!([]))]), "item[0]", "asks nothing"),
        ("rows in rows", json!([rows(json!([inner]))]), "item[0].item[0]", "in another"),
        ("several texts", json!([on("repeats", json!(true))]), "item[0]", "several answers"),
        ("options of a text", json!([on("answerOption", json!([{}]))]), "item[0]", "have options"),
        (
            "a modifier",
            json!([on("modifierExtension", json!([{}]))]),
            "item[0].modifierExtension",
            "meaning",
        ),
        (
            "a text that is worked out",
            json!([on("_text", expression)]),
            "item[0]._text.extension[0]",
            "works something out",
        ),
        (
            "a hidden question",
            json!([marked(&format!("{base}/questionnaire-hidden"))]),
            "item[0].extension[0]",
            "hidden",
        ),
    ]
}

fn unlikely_options() -> Vec<Case> {
    let choice = |options: Value| with(question("a", "choice"), "answerOption", options);
    let coded = |code: &str| json!({ "valueCoding": { "code": code, "display": "D" } });
    let only = |option: Value| json!([choice(json!([option]))]);
    let url = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
    let half = json!([{ "url": url, "valueDecimal": 0.5 }]);
    let open = with(choice(json!([coded("other")])), "type", json!("open-choice"));
    let lost = with(question("a", "choice"), "answerValueSet", json!("#none"));
    let both = with(choice(json!([coded("x")])), "answerValueSet", json!("#none"));
    let several = with(choice(json!([coded("x")])), "repeats", json!(true));
    let several = with(several, "item", json!([question("b", "string")]));
    let first = "item[0].answerOption[0]";
    vec![
        ("no options", json!([choice(json!([]))]), "item[0]", "between 1 and"),
        ("a code twice", json!([choice(json!([coded("x"), coded("x")]))]), "item[0]", "same code"),
        ("a code with a tab", only(coded("x\ty")), first, "not shown"),
        ("a code of a page", only(coded(&"x".repeat(65))), first, "too long"),
        (
            "an option without words",
            only(json!({ "valueCoding": { "code": "x" } })),
            first,
            "no words",
        ),
        (
            "a date as an option",
            only(json!({ "valueDate": "2026-01-01" })),
            first,
            "whole number only",
        ),
        ("half a point", only(with(coded("x"), "extension", half)), first, "points"),
        (
            "chosen beforehand",
            only(with(coded("x"), "initialSelected", json!(true))),
            first,
            "nobody gave",
        ),
        ("an open choice with an other", json!([open]), "item[0]", "\"other\""),
        ("a value set that is not there", json!([lost]), "item[0].answerValueSet", "not contain"),
        ("options and a value set", json!([both]), "item[0].answerValueSet", "both"),
        ("questions below several answers", json!([several]), "item[0]", "each of several"),
    ]
}

fn unlikely_conditions() -> Vec<Case> {
    let on = |conditions: Value| {
        let last = with(question("z", "string"), "enableWhen", conditions);
        let rows = rows(json!([question("cell", "boolean")]));
        json!([
            question("a", "string"),
            question("n", "integer"),
            question("b", "boolean"),
            rows,
            last
        ])
    };
    let one = |question: &str, operator: &str, key: &str, value: Value| {
        on(when(question, operator, key, value))
    };
    let gated = |item: Value, on: &str, operator: &str| {
        with(item, "enableWhen", when(on, operator, "answerBoolean", json!(true)))
    };
    let yes = json!(true);
    let place = "item[4].enableWhen[0]";
    let two = json!([
        { "question": "b", "operator": "=", "answerBoolean": true },
        { "question": "n", "operator": "=", "answerInteger": 1 },
    ]);
    let later = json!([gated(question("a", "string"), "b", "exists"), question("b", "boolean")]);
    let circle = json!([
        gated(question("a", "boolean"), "b", "="),
        gated(question("b", "boolean"), "a", "="),
    ]);
    let text = json!([question("a", "string"), gated(question("d", "display"), "a", "exists")]);
    vec![
        ("on nobody", one("nobody", "=", "answerBoolean", yes.clone()), place, "not there"),
        ("on a group", one("r", "exists", "answerBoolean", yes.clone()), place, "no answer"),
        ("on a cell", one("cell", "=", "answerBoolean", yes.clone()), place, "row of a repeating"),
        ("on words", one("a", "=", "answerString", json!("x")), place, "whether there is one"),
        ("yes is not 1", one("b", "=", "answerInteger", json!(1)), place, "something else"),
        ("more than yes", one("b", ">", "answerBoolean", yes), place, "by size"),
        ("on a huge number", one("n", "=", "answerInteger", json!(9_000_000)), place, "1,000,000"),
        (
            "on an operator of nobody",
            one("n", "~", "answerInteger", json!(1)),
            place,
            "none that FHIR",
        ),
        ("neither any nor all", on(two), "item[4]", "any or all"),
        ("on a later answer", later, "item[0].enableWhen[0]", "further down"),
        ("in a circle", circle, "", "circle"),
        ("a text that is shown sometimes", text, "item[1]", "only sometimes"),
    ]
}

#[test]
fn unlikely_questionnaires_are_refused_for_their_reason() {
    let table = [unlikely_items(), unlikely_options(), unlikely_conditions()];
    for (name, items, place, why) in table.into_iter().flatten() {
        let Err(found) = pack(&asking(items)) else { panic!("{name} is taken") };
        let fits = |it: &Obstacle| it.place == place && it.why.contains(why);
        assert!(found.iter().any(fits), "{name}: {found:?}");
    }
}

#[test]
fn what_is_no_questionnaire_or_too_large_is_refused_whole() {
    let why = |whole: &Value| pack(whole).unwrap_err().remove(0).why;
    assert!(why(&json!({ "resourceType": "Patient" })).contains("not a Questionnaire"));
    assert!(why(&json!(null)).contains("not a Questionnaire"));
    let nameless = json!({ "resourceType": "Questionnaire", "item": [question("a", "string")] });
    assert!(why(&nameless).contains("neither a title"));
    let many: Vec<Value> = (0..501).map(|at| question(&format!("q{at}"), "string")).collect();
    assert!(why(&asking(json!(many))).contains("more than 500"));
    let mut deep = question("q", "string");
    for at in 0..60 {
        deep = json!({ "linkId": format!("g{at}"), "type": "group", "item": [deep] });
    }
    assert!(why(&asking(json!([deep]))).contains("too deeply"));
    let long = with(question("a", "string"), "text", json!("x".repeat(600_000)));
    assert!(why(&asking(json!([long]))).contains("512 KiB"));
}
