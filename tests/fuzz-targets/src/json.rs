//! JSON that comes from outside: answers, contexts, plans, and what a sealed box holds.

use form::{Answers, Catalog, Context, Definition, evaluate, set, shown, strict};
use record::{Envelope, Id, plan, rules};
use serde_json::Value;

use crate::today;

/// Reads the same text as everything it may be. What is taken can be written and read again.
pub fn import_json(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    read_plan(text);
    let Ok(json) = serde_json::from_str::<Value>(text) else { return };
    read_envelope(text);
    let _ = Context::from_json(today(), &json);
    read_answers(&json);
    let catalog = Catalog::shipped().expect("the shipped forms");
    for definition in catalog.intake().chain(catalog.screening()) {
        fill_in(definition, &json);
    }
}

fn read_plan(text: &str) {
    let mut made = 0_u8;
    let mut make_id = || {
        made = made.wrapping_add(1);
        Id::from_bytes([made; 16])
    };
    let Ok(read) = plan::from_json(text, today(), &mut make_id) else { return };
    let packs: Vec<&rules::Pack> = rules::shipped().expect("the shipped packs").iter().collect();
    let _ = rules::check(&read, &packs, &rules::Facts::on(today()));
    let _ = record::coverage::coverage(&read);
    assert!(record::difference::difference(&read, &read).is_empty());
    let written = serde_json::to_string(&read).expect("a plan can be written");
    let again = plan::from_json(&written, today(), &mut make_id).expect("and read again");
    assert_eq!(again, read);
}

fn read_envelope(text: &str) {
    let Ok(envelope) = serde_json::from_str::<Envelope<Value>>(text) else { return };
    let written = serde_json::to_string(&envelope).expect("an envelope can be written");
    let again: Envelope<Value> = serde_json::from_str(&written).expect("and read again");
    assert_eq!(again, envelope);
}

fn read_answers(json: &Value) {
    let Ok(answers) = Answers::from_json(json) else { return };
    let again = Answers::from_json(&answers.to_json()).expect("answers can be read again");
    assert_eq!(again, answers);
}

/// As a file of the command line, and as a person who answers item by item.
fn fill_in(definition: &Definition, json: &Value) {
    if let Ok(answers) = strict::read(definition, json, today()) {
        look(definition, &answers);
    }
    let mut answers = Answers::new();
    for (path, value) in json.as_object().into_iter().flatten() {
        let before = answers.clone();
        if set(definition, &mut answers, path, value, today()).is_err() {
            assert_eq!(answers, before, "a refused answer changes nothing");
        }
    }
    look(definition, &answers);
}

fn look(definition: &Definition, answers: &Answers) {
    if answers.is_empty() {
        return;
    }
    let _ = evaluate(definition, answers, &Context::on(today()));
    for (path, answer) in answers.iter() {
        if let Some(item) = definition.item_at(path) {
            let _ = shown(item, answer);
        }
    }
    let again = Answers::from_json(&answers.to_json()).expect("answers can be read again");
    assert_eq!(again, *answers);
}
