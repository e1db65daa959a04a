//! Entering answers one by one: what is read, what is kept as typed, what is refused.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use chrono::NaiveDate;
use form::{
    Answer, Answers, Catalog, Context, Definition, Refusal, State, date, evaluate, set, shown,
};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

fn today() -> NaiveDate {
    date::parse_stored("2026-11-23").unwrap()
}

fn form(id: &str) -> &'static Definition {
    Catalog::shipped().unwrap().form(id).unwrap()
}

fn enter(id: &str, path: &str, value: &Json) -> Result<Answers, Refusal> {
    let mut answers = Answers::new();
    set(form(id), &mut answers, path, value, today())
        .map(|()| answers)
        .map_err(|refused| refused.why)
}

/// What is stored and what is shown after entering a value.
fn check(id: &str, path: &str, value: Json, stored: Json, words: &str) {
    let answers = enter(id, path, &value).unwrap();
    let answer = answers.get(path).unwrap();
    assert_eq!(answer.to_json(), stored, "{path}");
    assert_eq!(shown(form(id).item_at(path).unwrap(), answer), words, "{path}");
    let back = Answers::from_json(&answers.to_json()).unwrap();
    assert!(back == answers, "{path} does not survive its JSON form");
}

#[test]
fn values_are_stored_one_way_and_shown_one_way() {
    check("identity", "date_of_birth", json!("4/7/85"), json!("1985-04-07"), "Apr 7, 1985");
    check("identity", "legal_last", json!("  Đặng \n"), json!("Đặng"), "Đặng");
    check("identity", "pronouns", json!("they"), json!("they"), "they/them");
    check(
        "client",
        "phone",
        json!("202 555 0134 x9"),
        json!("+12025550134;ext=9"),
        "(202) 555-0134 ext. 9",
    );
    check(
        "identity",
        "pronouns",
        json!({"state": "declined"}),
        json!({"state": "declined"}),
        "Declined",
    );
    check(
        "coverage",
        "funding",
        json!(["medicaid", "commercial"]),
        json!(["commercial", "medicaid"]),
        "Commercial insurance, Medicaid",
    );
    check("phq-9", "q1", json!(2), json!(2), "More than half the days");
    let address =
        json!({"line1": "12 Elm St", "city": "Dayton", "state": "ohio", "zip": "454020001"});
    let stored =
        json!({"line1": "12 Elm St", "city": "Dayton", "state": "OH", "zip": "45402-0001"});
    check("contact", "address", address, stored, "12 Elm St\nDayton, OH 45402-0001");
    check(
        "contact",
        "address",
        json!({"no_fixed_address": true}),
        json!({"no_fixed_address": true}),
        "No fixed address",
    );
    check(
        "presenting",
        "own_words",
        json!("One.\r\nTwo 👩‍👩‍👧."),
        json!("One.\nTwo 👩‍👩‍👧."),
        "One.\nTwo 👩‍👩‍👧.",
    );
}

#[test]
fn what_cannot_be_read_is_kept_word_for_word_and_said() {
    for (id, path, typed, words) in [
        ("identity", "date_of_birth", "sometime in spring", "could not be read as a date"),
        ("client", "phone", "ask her sister", "is not a full phone number"),
    ] {
        let answers = enter(id, path, &json!(typed)).unwrap();
        assert_eq!(answers.text(path), Some(typed));
        let issues = evaluate(form(id), &answers, &Context::on(today())).issues;
        let issue = issues.iter().find(|issue| issue.path == path).unwrap();
        assert!(
            issue.message.contains(words) && !issue.message.contains(typed),
            "{}",
            issue.message
        );
    }
}

#[test]
fn what_no_person_types_is_refused_and_the_answer_stays() {
    let identity = form("identity");
    let mut answers = enter("identity", "legal_first", &json!("Ana")).unwrap();
    for (path, value, why) in [
        ("legal_frist", json!("x"), Refusal::UnknownPath),
        ("legal_first", json!(7), Refusal::WrongType),
        ("legal_first", json!("a".repeat(1 << 20)), Refusal::TooLong),
        ("legal_first", json!({"state": "declined"}), Refusal::StateNotAllowed),
        ("pronouns", json!("zir"), Refusal::UnknownChoice),
        ("former_names/none/former_name", json!("x"), Refusal::UnknownRow),
        ("former_names/none", json!("x"), Refusal::UnknownPath),
        ("former_names", json!([{"id": "a"}, {"id": "a"}]), Refusal::RowExists),
        ("former_names", json!([{"id": "a b"}]), Refusal::BadRowId),
        (
            "former_names",
            json!((0..11).map(|_| json!({})).collect::<Vec<_>>()),
            Refusal::TooManyRows,
        ),
    ] {
        let before = answers.clone();
        let refused = set(identity, &mut answers, path, &value, today()).unwrap_err();
        assert_eq!(refused.why, why, "{path}");
        assert!(answers == before, "{path} changed something");
    }
    assert_eq!(enter("phq-9", "q1", &json!("2")).unwrap_err(), Refusal::UnknownChoice);
    assert_eq!(enter("phq-9", "q1", &json!(1.5)).unwrap_err(), Refusal::WrongType);
    assert_eq!(enter("coverage", "gfe_due_on", &json!("4/7/85")).unwrap_err(), Refusal::Computed);
}

#[test]
fn null_and_empty_clear_an_answer() {
    for blank in [json!(null), json!(""), json!("   ")] {
        let mut answers = enter("identity", "legal_first", &json!("Ana")).unwrap();
        set(form("identity"), &mut answers, "legal_first", &blank, today()).unwrap();
        assert!(answers.is_empty());
    }
}

#[test]
fn rows_are_added_set_moved_removed_and_put_back() {
    let contact = form("contact");
    let mut answers = Answers::new();
    for row in ["a", "b", "c"] {
        form::add_row(contact, &mut answers, "phones", row).unwrap();
        set(contact, &mut answers, &format!("phones/{row}/phone_note"), &json!(row), today())
            .unwrap();
    }
    let order = |answers: &Answers| {
        answers.rows("phones").iter().map(|row| row.id.clone()).collect::<String>()
    };
    form::move_row(contact, &mut answers, "phones", "c", 0).unwrap();
    assert_eq!(order(&answers), "cab");
    let (at, row) = form::remove_row(contact, &mut answers, "phones", "a").unwrap();
    assert_eq!((order(&answers).as_str(), at), ("cb", 1));
    form::restore_row(contact, &mut answers, "phones", at, row).unwrap();
    assert_eq!(order(&answers), "cab");
    assert_eq!(answers.text("phones/a/phone_note"), Some("a"));
    assert_eq!(
        form::add_row(contact, &mut answers, "phones", "a").unwrap_err().why,
        Refusal::RowExists
    );
    assert_eq!(
        form::add_row(contact, &mut answers, "email", "a").unwrap_err().why,
        Refusal::UnknownPath
    );
    for row in ["a", "b", "c"] {
        form::remove_row(contact, &mut answers, "phones", row).unwrap();
    }
    assert!(answers.is_empty());
}

#[test]
fn a_state_on_a_group_makes_room_for_a_row() {
    let mut answers = enter("contact", "phones", &json!({"state": "declined"})).unwrap();
    assert!(matches!(answers.get("phones"), Some(Answer::State(State::Declined))));
    form::add_row(form("contact"), &mut answers, "phones", "a").unwrap();
    assert_eq!(answers.rows("phones").len(), 1);
}

#[test]
fn a_whole_file_is_taken_or_refused_with_every_path() {
    let good = json!({
        "source_type": "court", "source_phone": "202-555-0134", "referred_on": "11/2/26", "reason": ["court"],
        "step_down_from": {"state": "unknown"}, "records_status": null
    });
    let answers = form::strict::read(form("referral"), &good, today()).unwrap();
    assert_eq!(answers.date("referred_on").map(date::stored).as_deref(), Some("2026-11-02"));
    assert!(answers.get("records_status").is_none());
    let bad = json!({"source_type": "moon", "source_phone": "secret words", "referred_on": "never", "zzz": 1, "reason": "court"});
    let refused = form::strict::read(form("referral"), &bad, today()).unwrap_err().to_string();
    for path in ["source_type", "source_phone", "referred_on", "zzz", "reason"] {
        assert!(refused.contains(path), "{refused}");
    }
    assert!(!refused.contains("secret") && !refused.contains("moon"), "{refused}");
    let rows = json!({"phones": [{"number": "202-555-0134"}, {"number": "x", "zzz": 1}]});
    let refused = form::strict::read(form("contact"), &rows, today()).unwrap_err().to_string();
    assert!(
        refused.contains("phones/row-2/number") && refused.contains("phones/row-2/zzz"),
        "{refused}"
    );
}

#[test]
fn an_impossible_answer_to_an_instrument_is_an_error() {
    for wrong in [
        json!(4),
        json!(-1),
        json!(1.5),
        json!("2"),
        json!(true),
        json!([2]),
        json!({"state": "maybe"}),
    ] {
        let refused = form::strict::read(form("phq-9"), &json!({"q1": wrong}), today());
        assert!(refused.is_err(), "{wrong}");
    }
    assert!(form::strict::read(form("phq-9"), &json!({"q99": 1}), today()).is_err());
    assert!(form::strict::read(form("phq-9"), &json!([]), today()).is_err());
}

#[test]
fn nothing_typed_is_shown_by_debug_output() {
    let answers = enter("identity", "legal_first", &json!("Zyxwv")).unwrap();
    assert!(!format!("{answers:?}").contains("Zyxwv"));
}

proptest! {
    #[test]
    fn entering_text_never_loses_a_character_that_can_be_seen(typed in "\\PC{0,60}", which in 0usize..4) {
        let (id, path) = [("identity", "legal_first"), ("presenting", "own_words"), ("identity", "date_of_birth"), ("client", "phone")][which];
        let answers = enter(id, path, &json!(typed)).unwrap();
        let stored = answers.text(path).unwrap_or_default();
        let read = date::parse_stored(stored).is_some() || form::phone::is_stored(stored);
        let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
        prop_assert!(read || letters(stored) == letters(&typed), "{typed:?} became {stored:?}");
    }
}
