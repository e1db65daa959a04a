//! What goes out reads back exactly: every kind, every state, every shipped form.

use super::super::{ResponseFacts, ResponseStatus, answers, form_of, response};
use super::{answered, forms, parsed, today};
use form::{Answers, Definition, Item, Kind, LINE_LIMIT, set};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const FACTS: ResponseFacts<'_> = ResponseFacts {
    id: "r1",
    subject: "Patient/1",
    status: ResponseStatus::Completed,
    authored: Some("2026-11-23T10:00:00-05:00"),
    author: None,
    source: Some("Patient/1"),
};

/// Everything that can be told apart in an answer of this item, readable or not.
fn possible(item: &Item) -> Vec<Value> {
    let mut values: Vec<Value> =
        item.states.iter().map(|state| json!({ "state": state })).collect();
    values.extend(match &item.kind {
        Kind::Text => {
            vec![json!("Harbor Light"), json!("  1985-04-07 "), json!("Đặng 👩‍👩‍👧‍👦 \u{200f}א")]
        }
        Kind::LongText => vec![json!("One line.\n\n  Another, \"quoted\" \\ too."), json!("7")],
        Kind::Date(_) => vec![json!("4/7/1985"), json!("some time in May"), json!("1985-13-45")],
        Kind::Choice(set) => set.choices.iter().map(|choice| json!(choice.code)).collect(),
        Kind::MultiChoice(set) => {
            let codes: Vec<Value> = set.choices.iter().map(|choice| json!(choice.code)).collect();
            let one = codes.iter().map(|code| json!([code]));
            one.chain([json!(codes)]).collect()
        }
        Kind::Integer(_) => {
            vec![json!(3), json!(-7), json!(i64::MAX), json!("about three"), json!(2.5)]
        }
        Kind::Phone => vec![json!("202-555-0134 ext 7"), json!("ask my sister")],
        Kind::Address => vec![
            json!({ "line1": "12 Elm St", "line2": "c/o Fern", "city": "Dayton", "state": "Ohio",
                "zip": "45402" }),
            json!({ "line1": "", "state": "declined" }),
            json!({ "no_fixed_address": true, "city": "Dayton" }),
            json!({ "no_fixed_address": true }),
        ],
        Kind::Week => vec![json!(["wed 13:00-16:30", "mon 9-12:30", "when I can"])],
        Kind::Group(group) => groups(&group.items, group.max_rows),
        Kind::Signature(_) => vec![json!("600x200 20,90 80,40 140,120;150,60 151,61")],
        Kind::Attachment(_) => vec![json!("00112233445566778899aabbccddeeff")],
        Kind::Computed(_) => Vec::new(),
    });
    values
}

/// Rows with ids of their own, of which one is blank; each value of each item is in one of them.
fn groups(items: &[Item], most: usize) -> Vec<Value> {
    let values: Vec<(&str, Vec<Value>)> =
        items.iter().map(|item| (item.id.as_str(), possible(item))).collect();
    let longest = values.iter().map(|(_, values)| values.len()).max().unwrap_or(0);
    let row = |at: usize| {
        let cells =
            values.iter().map(|(id, values)| (id.to_string(), values[at % values.len()].clone()));
        let own = [("id".to_owned(), json!(format!("Row_{at}-a")))];
        Value::Object(cells.chain(own).collect::<Map<_, _>>())
    };
    let rows: Vec<Value> = (0..longest).map(row).collect();
    let mut groups: Vec<Value> = rows.chunks(most).map(|rows| json!(rows)).collect();
    let blank_first = [json!({ "id": "zz" }), row(0)];
    groups.push(json!(blank_first[..most.min(2)]));
    groups
}

fn reads_back(definition: &Definition, given: &Answers) {
    let written = response(definition, given, &FACTS);
    // Through text, as a file would.
    let written: Value = serde_json::from_str(&written.to_string()).unwrap();
    assert!(form_of(&written, &[definition]).is_some_and(|form| form.id == definition.id));
    let read = answers(definition, &written, today()).unwrap();
    assert_eq!(read.left, [], "{}", definition.id);
    assert!(read.answers == *given, "{}: {:?} is {:?}", definition.id, given, read.answers);
}

#[test]
fn every_answer_of_every_shipped_form_reads_back_exactly() {
    let mut tried = 0;
    for definition in forms() {
        for item in &definition.items {
            for value in possible(item) {
                let given = answered(definition, &[(&item.id, value)]);
                reads_back(definition, &given);
                tried += 1;
            }
        }
        let all = |at: usize| {
            let values = definition.items.iter().filter_map(|item| {
                let values = possible(item);
                Some((item.id.as_str(), values.get(at % values.len().max(1))?.clone()))
            });
            answered(definition, &values.collect::<Vec<_>>())
        };
        (0..7).for_each(|at| reads_back(definition, &all(at)));
        reads_back(definition, &Answers::new());
    }
    assert!(tried > 2_000, "only {tried} answers");
}

pub(super) fn every_kind() -> Definition {
    let item = |id: &str, rest: &str| {
        format!("[[item]]\nid = \"{id}\"\nlabel = \"Words of {id}\"\nkind = {rest}\n")
    };
    let row = |id: &str, rest: &str| item(id, rest).replace("[[item]]", "[[item.row]]");
    let kinds = [
        ("text", "\"text\""),
        ("long_text", "\"long_text\""),
        ("date", "\"date\""),
        ("choice", "\"choice\"\nchoices = \"twins\""),
        ("numbers", "\"choice\"\nchoices = \"numbers\""),
        ("multi", "\"multi_choice\"\nchoices = \"twins\""),
        ("multi_numbers", "\"multi_choice\"\nchoices = \"numbers\""),
        ("integer", "\"integer\""),
        ("phone", "\"phone\""),
        ("address", "\"address\""),
        ("week", "\"week\""),
        ("signature", "\"signature\"\ncovers = [\"COVER\"]"),
        ("attachment", "\"attachment\"\naccepts = \"photo\""),
    ];
    let list = |make: &dyn Fn(&str, &str) -> String, end: &str| {
        let one = |(id, rest): &(&str, &str)| {
            make(&format!("{id}{end}"), &rest.replace("COVER", &format!("text{end}")))
        };
        kinds.iter().map(one).collect::<String>()
    };
    // Two choices of one LOINC code, words that are other codes, points that are other codes.
    let sets = r#"
[[choice_set]]
id = "twins"
choices = [
  { code = "a", label = "b", score = 1, loinc = "LA1-1" },
  { code = "b", label = "a", score = 1, loinc = "LA1-1" },
  { code = "LA1-1", label = "Same", score = 2 },
  { code = "c d", label = "Same", score = 0, loinc = "LA2-2" },
  { code = "yes", label = "No", exclusive = true },
  { code = "e", label = "Twin", loinc = "LA4-4" },
  { code = "f", label = "Twin", loinc = "LA4-4" },
]
[[choice_set]]
id = "numbers"
choices = [
  { code = 1, label = "2", score = 3, loinc = "LA3-3" },
  { code = 2, label = "3", score = 1 },
  { code = 3, label = "1", score = 2 },
  { code = -4, label = "LA3-3" },
]
"#;
    let group = item("rows", "\"group\"\nrow_label = \"Row\"");
    parsed(&format!("{sets}{}{group}{}", list(&item, ""), list(&row, "_r")))
}

#[test]
fn the_worst_choice_sets_lose_nothing() {
    let definition = every_kind();
    for item in &definition.items {
        for value in possible(item) {
            reads_back(&definition, &answered(&definition, &[(&item.id, value)]));
        }
    }
}

/// What a person might type into any item.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof!["\\PC{0,30}", "[0-9/. -]{0,12}", "(.|\n|\t){0,40}", "[+(]?[0-9 ()-]{7,14}"]
}

proptest! {
    #[test]
    fn whatever_is_typed_reads_back_exactly(
        texts in prop::collection::vec(typed(), 13),
        rows in prop::collection::vec(("[A-Za-z0-9_-]{1,64}", typed(), any::<i64>()), 0..5),
    ) {
        let definition = every_kind();
        let mut given = Answers::new();
        for (item, text) in definition.items.iter().zip(&texts) {
            let value = match &item.kind {
                Kind::Address => json!({ "line1": text, "state": text, "zip": text }),
                Kind::Week => json!([text, text]),
                _ => json!(text),
            };
            // What cannot be entered is not there to be written.
            let _ = set(&definition, &mut given, &item.id, &value, today());
        }
        for (id, text, number) in &rows {
            if form::add_row(&definition, &mut given, "rows", id).is_ok() {
                for (item, value) in [
                    ("text_r", json!(text)),
                    ("date_r", json!(text)),
                    ("integer_r", json!(number)),
                    ("signature_r", json!("60x20 2,9 8,4")),
                    ("address_r", json!({ "city": text })),
                ] {
                    let _ = set(&definition, &mut given, &format!("rows/{id}/{item}"), &value, today());
                }
            }
        }
        reads_back(&definition, &given);
    }

    #[test]
    fn no_response_makes_the_reader_panic(
        link in "(text|rows|address|address.state|week|choice|integer|nobody)",
        key in "value(String|Coding|Integer|Date|Quantity|Attachment|Boolean)?",
        value in prop_oneof![
            Just(json!(null)), Just(json!([])), Just(json!({ "code": 7, "system": [], "value": "x" })),
            any::<i64>().prop_map(|it| json!(it)), any::<f64>().prop_map(|it| json!(it)),
            "\\PC{0,600}".prop_map(|it| json!(it)),
        ],
    ) {
        let answer = json!({ key.clone(): value.clone(), "item": value });
        let item = json!({ "linkId": link, "answer": [answer, value], "item": [value, answer] });
        let whole = json!({ "resourceType": "QuestionnaireResponse", "item": [item, value, [], "x"] });
        let definition = every_kind();
        let read = answers(&definition, &whole, today()).unwrap();
        let _ = form_of(&whole, &[&definition]);
        if let Some(text) = value.as_str().filter(|text| text.len() > 12) {
            let debug = format!("{read:?}");
            prop_assert!(!debug.contains(text));
            prop_assert!(read.left.iter().all(|left| !left.why.to_string().contains(text)));
        }
    }
}

#[test]
fn text_at_its_limit_reads_back() {
    let definition = every_kind();
    let long = json!("ä".repeat(LINE_LIMIT));
    reads_back(&definition, &answered(&definition, &[("text", long)]));
}
