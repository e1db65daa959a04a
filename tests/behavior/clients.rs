//! Adding people and finding them again.

use clinic::Code;
use clinic::view::{SectionStatus, request};
use serde_json::{Value, json};
use tests::clinic::{ADMIN, TempClinic, refused};

fn new_client(clinic: &TempClinic, answers: Value) -> request::NewClient {
    request::NewClient { token: clinic.token.clone(), answers }
}

#[test]
fn a_new_client_has_a_number_a_first_episode_and_the_typed_answers_in_the_intake() {
    let mut clinic = TempClinic::new();
    let page = clinic.add_client_with(json!({
        "legal_first": "Ana", "legal_last": "Luz", "name_used": "Anita",
        "date_of_birth": "4/7/85", "phone": "202 555 0134 x12",
    }));
    let band = &page.band;
    assert_eq!((band.number.as_str(), band.name.as_str()), ("CFC-0001", "Anita Luz"));
    assert_eq!((band.legal_name.as_str(), band.age), ("Ana Luz", Some(41)));
    assert_eq!((band.birth_date.as_str(), band.minor), ("Apr 7, 1985", false));
    assert_eq!(page.episode_began, "Nov 23, 2026");
    assert_eq!(
        clinic.add_client_with(json!({"legal_first": "B", "legal_last": "C"})).band.number,
        "CFC-0002"
    );
    let client = page.band.client;
    let identity = clinic.section(&client, "identity");
    assert_eq!(identity.item("legal_first").value, "Ana");
    assert_eq!(identity.view.status, SectionStatus::InProgress);
    let contact = clinic.section(&client, "contact");
    assert_eq!(contact.item("phones/first/number").shown, "(202) 555-0134 ext. 12");
}

#[test]
fn a_declined_phone_and_an_unknown_birth_date_go_on_as_such() {
    let mut clinic = TempClinic::new();
    let page = clinic.add_client_with(json!({
        "legal_first": "Ana", "legal_last": "Luz",
        "date_of_birth": {"state": "unknown"}, "phone": {"state": "declined"},
    }));
    let client = page.band.client;
    assert_eq!(page.band.age, None);
    let identity = clinic.saved(&client, "identity");
    let birth = identity.items.iter().find(|item| item.id == "date_of_birth").unwrap();
    assert_eq!(birth.state, Some(clinic::view::AnswerState::Unknown));
    let contact = clinic.section(&client, "contact");
    let phones = contact.item("phones");
    assert_eq!(phones.state, Some(clinic::view::AnswerState::Declined));
    assert!(phones.rows.is_empty());
}

#[test]
fn without_a_name_nobody_is_added_and_each_missing_part_is_named() {
    let mut clinic = TempClinic::new();
    let request = new_client(&clinic, json!({"legal_first": "Ana"}));
    let error = clinic.desk.add_client(&request).unwrap_err();
    assert_eq!(error.code(), Code::BadValue);
    assert!(error.to_string().starts_with("legal_last: "), "{error}");
    for answers in [json!({"legal_frist": "Ana"}), json!({"legal_first": 7}), json!([])] {
        let request = new_client(&clinic, answers);
        assert_eq!(refused(clinic.desk.add_client(&request)), Code::BadValue);
        assert_eq!(refused(clinic.desk.new_client(&request)), Code::BadValue);
    }
    assert!(clinic.found("").is_empty());
}

#[test]
fn a_megabyte_for_a_name_is_too_long_and_nobody_is_added() {
    let mut clinic = TempClinic::new();
    let request =
        new_client(&clinic, json!({"legal_first": "a".repeat(1 << 20), "legal_last": "L"}));
    assert_eq!(refused(clinic.desk.new_client(&request)), Code::TooLong);
    assert_eq!(refused(clinic.desk.add_client(&request)), Code::TooLong);
    assert!(clinic.found("").is_empty());
}

#[test]
fn the_form_for_a_new_client_saves_nothing_and_points_out_who_may_be_the_same() {
    let mut clinic = TempClinic::new();
    clinic.add_client_with(json!({
        "legal_first": "Ana", "legal_last": "Luz", "date_of_birth": "1985-04-07", "phone": "2025550134",
    }));
    let cases = [
        (json!({"legal_first": "Ana", "date_of_birth": "04071985"}), 1),
        (json!({"legal_first": "ANA", "legal_last": "luz"}), 1),
        (json!({"legal_first": "Bo", "phone": "(202) 555-0134"}), 1),
        (json!({"legal_first": "Ana"}), 0),
        (json!({"legal_first": "Bo", "legal_last": "Luz"}), 0),
        (json!({}), 0),
    ];
    for (answers, same) in cases {
        let request = new_client(&clinic, answers.clone());
        let view = clinic.desk.new_client(&request).unwrap();
        assert_eq!(view.duplicates.len(), same, "{answers}");
    }
    assert_eq!(clinic.found("").len(), 1);
}

#[test]
fn people_are_found_by_what_is_known_of_them_at_once_and_after_a_restart() {
    let mut clinic = TempClinic::new();
    clinic.add_client_with(json!({
        "legal_first": "Marisol", "legal_last": "Núñez-Ibáñez", "name_used": "Mari",
        "date_of_birth": "3/14/1992", "phone": "(202) 555-0148",
    }));
    clinic
        .add_client_with(json!({"legal_first": "Tuan", "legal_last": "Đặng", "name_used": "Tuấn"}));
    let (mari, tuan) = ("Mari Núñez-Ibáñez", "Tuấn Đặng");
    let cases = [
        ("nunez", mari),
        ("IBÁÑEZ mar", mari),
        ("marisol", mari),
        ("3/14/92", mari),
        ("555-0148", mari),
        ("cfc-0001", mari),
        ("dang", tuan),
        ("tuấn đ", tuan),
        ("0002", tuan),
    ];
    for _ in 0..2 {
        for (find, name) in cases {
            assert_eq!(clinic.found(find), [name], "{find}");
        }
        assert_eq!(clinic.found("").len(), 2);
        assert!(clinic.found("nobody").is_empty());
        assert!(clinic.found(&"zz ".repeat(1 << 20)).is_empty());
        clinic.crash();
        clinic.sign_in(ADMIN);
    }
}

#[test]
fn a_list_says_how_many_there_are_when_it_shows_fewer() {
    let mut clinic = TempClinic::new();
    for n in 0..5 {
        clinic.add_client(&format!("Ana{}", "ab".repeat(n)), "Luz");
    }
    let (token, find) = (clinic.token.clone(), "luz".to_owned());
    let ask = request::FindClients { token, find, stage: String::new(), offset: 0, limit: 2 };
    let list = clinic.desk.find_clients(&ask).unwrap();
    assert_eq!((list.rows.len(), list.matching, list.total), (2, 5, 5));
}

#[test]
fn a_list_is_read_on_to_its_end_and_nobody_is_passed_over_or_given_twice() {
    let mut clinic = TempClinic::new();
    for n in 0..5 {
        clinic.add_client(&format!("Ana{}", "ab".repeat(n)), "Luz");
    }
    clinic.add_client("Bo", "Test");
    let mut from = |offset: u32, limit: u32| {
        let (token, find) = (clinic.token.clone(), "luz".to_owned());
        let ask = request::FindClients { token, find, stage: String::new(), offset, limit };
        let list = clinic.desk.find_clients(&ask).unwrap();
        assert_eq!((list.matching, list.total), (5, 6));
        list.rows.into_iter().map(|row| row.name).collect::<Vec<_>>()
    };
    let all = from(0, 9);
    assert_eq!([from(0, 2), from(2, 2), from(4, 2)].concat(), all);
    assert_eq!(from(4, u32::MAX), all[4..]);
    assert!(from(5, 2).is_empty() && from(u32::MAX, 2).is_empty());
}

#[test]
fn a_client_that_is_not_there_is_no_such_client_by_any_name() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    assert_eq!(clinic.page("cfc-1").band.client, client);
    for other in ["", "CFC-0009", "00000000000000000000000000000000", "Ana"] {
        let request = clinic.of(other);
        assert_eq!(refused(clinic.desk.open_client(&request)), Code::NoSuchClient, "{other}");
    }
}

#[test]
fn an_adults_intake_is_done_without_the_guardian_and_a_minors_is_not() {
    let mut clinic = TempClinic::new();
    let stage = |clinic: &mut TempClinic, find: &str| {
        let row = clinic.rows(find).remove(0);
        assert!(row.stage.starts_with(&row.stage_name) && row.stage_name.starts_with("Intake"));
        row.stage
    };
    let adult = clinic.add_client_with(json!({
        "legal_first": "Ana", "legal_last": "Luz", "date_of_birth": "1985-04-07",
    }));
    assert_eq!(stage(&mut clinic, "ana"), "Intake, 0 of 18 sections");
    clinic.add_client_with(json!({
        "legal_first": "Tuan", "legal_last": "Dang", "date_of_birth": "2010-04-07",
    }));
    assert_eq!(stage(&mut clinic, "tuan"), "Intake, 0 of 19 sections");
    let sections = clinic.page(&adult.band.client).intake.into_iter().filter(|it| it.applies);
    for form in sections.map(|it| it.form).collect::<Vec<_>>() {
        let form = form.as_str();
        clinic.section(&adult.band.client, form).mark(SectionStatus::NotAsked);
    }
    assert_eq!(stage(&mut clinic, "ana"), "Intake done");
}
