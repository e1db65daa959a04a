//! Repeating groups: rows are added, moved, taken out and brought back.

use clinic::Code;
use serde_json::Value;
use tests::clinic::{ADMIN, Answering, TempClinic, refused};

fn numbers(contact: &Answering<'_>) -> Vec<String> {
    let rows = contact.row_ids("phones");
    rows.iter().map(|row| contact.item(&format!("phones/{row}/number")).shown.clone()).collect()
}

fn with_phones<'c>(clinic: &'c mut TempClinic, client: &str, phones: &[&str]) -> Answering<'c> {
    let mut contact = clinic.section(client, "contact");
    for phone in phones {
        let row = contact.add_row("phones");
        contact = contact.set(&format!("phones/{row}/number"), *phone);
    }
    contact
}

const THREE: [&str; 3] = ["2025550101", "2025550102", "2025550103"];

#[test]
fn rows_are_added_moved_and_taken_out_and_stay_so() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let mut contact = with_phones(&mut clinic, &client, &THREE);
    let ids = contact.row_ids("phones");
    contact.move_row("phones", &ids[2], "");
    assert_eq!(numbers(&contact), ["(202) 555-0103", "(202) 555-0101", "(202) 555-0102"]);
    contact.move_row("phones", &ids[2], &ids[1]);
    assert_eq!(numbers(&contact), ["(202) 555-0101", "(202) 555-0102", "(202) 555-0103"]);
    contact.remove_row("phones", &ids[0]);
    assert_eq!(contact.row_ids("phones"), ids[1..]);
    clinic.crash();
    clinic.sign_in(ADMIN);
    let contact = clinic.section(&client, "contact");
    assert_eq!(numbers(&contact), ["(202) 555-0102", "(202) 555-0103"]);
}

#[test]
fn a_row_that_was_taken_out_comes_back_whole_where_it_was() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let contact = with_phones(&mut clinic, &client, &THREE);
    let ids = contact.row_ids("phones");
    let mut contact = contact.set(&format!("phones/{}/text_allowed", ids[1]), "no");
    let before = rows_as_sent(&contact);
    contact.remove_row("phones", &ids[1]);
    assert_eq!(contact.row_ids("phones").len(), 2);
    let contact = contact.set("phones", before.clone());
    assert_eq!(rows_as_sent(&contact), before);
    assert_eq!(contact.item(&format!("phones/{}/text_allowed", ids[1])).value, "no");
}

/// The rows of a group as an answer: what undo sends back.
fn rows_as_sent(contact: &Answering<'_>) -> Value {
    let row = |row: &clinic::view::RowView| {
        let cells = row.items.iter().filter(|item| !item.value.is_null());
        let cells = cells.map(|item| (item.id.clone(), item.value.clone()));
        Value::Object(cells.chain([("id".into(), row.id.clone().into())]).collect())
    };
    Value::Array(contact.item("phones").rows.iter().map(row).collect())
}

#[test]
fn a_full_group_takes_no_more_rows_and_a_row_that_is_not_there_is_refused() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let mut contact = with_phones(&mut clinic, &client, &THREE);
    for _ in 3..8 {
        contact.add_row("phones");
    }
    assert_eq!(refused(contact.rows("phones", None, None)), Code::TooLong);
    assert_eq!(refused(contact.rows("phones", Some("nobody"), None)), Code::BadValue);
    assert_eq!(refused(contact.rows("phones", Some("nobody"), Some(""))), Code::BadValue);
    assert_eq!(refused(contact.rows("email", None, None)), Code::BadValue);
    assert_eq!(contact.row_ids("phones").len(), 8);
}

#[test]
fn phones_are_found_by_search_as_they_come_and_go() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let contact = with_phones(&mut clinic, &client, &THREE[..1]);
    let row = contact.row_ids("phones").remove(0);
    assert_eq!(clinic.found("5550101"), ["Ana Luz"]);
    clinic.section(&client, "contact").remove_row("phones", &row);
    assert!(clinic.found("5550101").is_empty());
}

#[test]
fn a_blank_row_asks_for_its_number_and_names_the_row() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let mut contact = clinic.section(&client, "contact");
    let row = contact.add_row("phones");
    let issue = format!("phones/{row}/number: Phone 1: number is needed.");
    assert!(contact.says(&issue), "{:?}", contact.view.issues);
}
