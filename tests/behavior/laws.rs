//! Laws: whatever is typed, in whatever order.

use proptest::prelude::*;
use record::plan::Edit;
use serde_json::{Value, json};
use tests::clinic::{ADMIN, TempClinic};

const FIELDS: [&str; 4] = ["own_words", "precipitant", "effect_note", "better"];

#[derive(Debug, Clone)]
enum Step {
    Answer(usize, String),
    Clear(usize),
    Crash,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..FIELDS.len(), any::<String>()).prop_map(|(field, text)| Step::Answer(field, text)),
        1 => (0..FIELDS.len()).prop_map(Step::Clear),
        1 => Just(Step::Crash),
    ]
}

fn values(clinic: &mut TempClinic, client: &str) -> Vec<Value> {
    let section = clinic.section(client, "presenting");
    FIELDS.iter().map(|field| section.item(field).value.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_acknowledged_last_is_what_is_there_whatever_happened(steps in prop::collection::vec(step(), 1..12)) {
        let mut clinic = TempClinic::new();
        let client = clinic.add_client("Ana", "Luz");
        let mut expected = vec![Value::Null; FIELDS.len()];
        for step in steps {
            match step {
                Step::Answer(field, text) => {
                    let section = clinic.section(&client, "presenting").set(FIELDS[field], text);
                    expected[field] = section.item(FIELDS[field]).value.clone();
                }
                Step::Clear(field) => {
                    clinic.section(&client, "presenting").set(FIELDS[field], Value::Null);
                    expected[field] = Value::Null;
                }
                Step::Crash => {
                    clinic.crash();
                    clinic.sign_in(ADMIN);
                }
            }
            prop_assert_eq!(&values(&mut clinic, &client), &expected);
        }
    }

    #[test]
    fn what_is_shown_can_be_sent_back_and_changes_nothing(first in "\\PC{1,40}", last in any::<String>()) {
        let mut clinic = TempClinic::new();
        let last = format!("L{last}");
        let client = clinic.add_client("Ana", "Luz");
        let identity = clinic.section(&client, "identity").set("legal_first", first).set("legal_last", last);
        let values = ["legal_first", "legal_last"].map(|path| identity.item(path).value.clone());
        let identity = identity
            .set("legal_first", values[0].clone())
            .set("legal_last", values[1].clone());
        let again = ["legal_first", "legal_last"].map(|path| identity.item(path).value.clone());
        prop_assert_eq!(values, again);
    }

    #[test]
    fn edits_sent_one_by_one_and_all_at_once_make_the_same_plan(texts in prop::collection::vec(any::<String>(), 1..6)) {
        let mut clinic = TempClinic::new();
        let (one, all) = (clinic.add_client("Ana", "Luz"), clinic.add_client("Bo", "Test"));
        let edits: Vec<Edit> = texts
            .iter()
            .zip(["vision", "needs", "vision", "discharge/process", "barriers"])
            .map(|(text, path)| Edit::Set { path: path.into(), value: json!(text) })
            .collect();
        let mut plan = clinic.plan(&one);
        for edit in edits.clone() {
            plan.edit(vec![edit]).unwrap();
        }
        let singly = plan.page.plan.clone();
        let mut plan = clinic.plan(&all);
        plan.edit(edits).unwrap();
        prop_assert_eq!(singly, plan.page.plan.clone());
    }
}
