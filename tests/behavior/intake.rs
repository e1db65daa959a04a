//! The intake, question by question.

use std::time::Duration;

use clinic::Code;
use clinic::view::{AnswerState, SectionSource, SectionStatus, request};
use serde_json::{Value, json};
use tests::clinic::{ADMIN, TempClinic, refused};

#[test]
fn each_answer_is_saved_at_its_revision_and_is_there_after_a_crash() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    clinic.clock.advance(Duration::from_secs(60));
    let referral = clinic.section(&client, "referral");
    assert_eq!((referral.view.rev, referral.view.saved_at.is_none()), (0, true));
    let referral = referral.set("source_type", "school").set("referred_on", "11/20/26");
    assert_eq!(referral.view.rev, 2);
    assert_eq!(referral.item("referred_on").value, "2026-11-20");
    assert_eq!(referral.view.last_field.as_deref(), Some("referred_on"));
    assert_eq!(referral.view.source, Some(SectionSource::Client));
    let record = referral.view.record;
    clinic.crash();
    clinic.sign_in(ADMIN);
    let view = clinic.saved(&client, "referral");
    assert_eq!((view.record, view.rev, view.status), (record, 2, SectionStatus::InProgress));
    assert_eq!(view.saved_at.as_deref(), Some("2026-11-23T15:01:01Z"));
    assert_eq!(clinic.page(&client).resume.as_deref(), Some("referral"));
}

#[test]
fn an_answer_to_a_revision_that_has_passed_is_stale_and_changes_nothing() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let referral = clinic.section(&client, "referral").set("source_type", "self");
    let late = referral.answer("source_type", "school");
    let early = request::AnswerItem { rev: 9, ..referral.answer("source_type", "court") };
    let referral = referral.set("referred_on", "2026-11-20");
    assert_eq!(referral.view.rev, 2);
    for request in [late, early] {
        assert_eq!(refused(clinic.desk.answer_item(&request)), Code::Stale);
    }
    assert_eq!(clinic.section(&client, "referral").item("source_type").value, "self");
}

#[test]
fn a_section_begun_twice_from_one_blank_screen_is_stale_the_second_time() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let other = clinic.section(&client, "referral").answer("source_type", "school");
    clinic.section(&client, "referral").set("source_type", "self");
    assert_eq!(refused(clinic.desk.answer_item(&other)), Code::Stale);
}

#[test]
fn unknown_declined_and_not_asked_are_kept_as_said_and_a_blank_is_none_of_them() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    clinic
        .section(&client, "identity")
        .state("date_of_birth", "unknown")
        .state("pronouns", "declined")
        .state("name_used", "not_asked");
    let identity = clinic.section(&client, "identity");
    for (path, state) in [
        ("date_of_birth", AnswerState::Unknown),
        ("pronouns", AnswerState::Declined),
        ("name_used", AnswerState::NotAsked),
    ] {
        assert_eq!(
            (identity.item(path).state, &identity.item(path).value),
            (Some(state), &Value::Null)
        );
    }
    let blank = identity.item("guardian_involved");
    assert_eq!((blank.state, &blank.value, blank.shown.as_str()), (None, &Value::Null, ""));
    assert_eq!(clinic.page(&client).band.pronouns, "");
    let mut identity = clinic.section(&client, "identity");
    let refused_state = identity.try_set("legal_first", json!({"state": "declined"}));
    assert_eq!(refused(refused_state), Code::BadValue);
    let cleared = identity.set("pronouns", Value::Null);
    assert_eq!(cleared.item("pronouns").state, None);
}

#[test]
fn a_whole_section_can_be_put_off_or_not_asked_and_answering_takes_it_up_again() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let section = clinic.section(&client, "coverage").mark(SectionStatus::AskLater);
    assert_eq!(section.view.status, SectionStatus::AskLater);
    let section = section.mark(SectionStatus::NotAsked);
    assert!(section.view.issues.is_empty());
    let section = section.set("funding", json!(["self_pay"]));
    assert_eq!(section.view.status, SectionStatus::InProgress);
}

#[test]
fn done_is_refused_while_something_required_is_missing_and_the_section_stays_as_it_is() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let mut identity = clinic.section(&client, "identity").set("name_used", "Anita");
    assert_eq!(refused(identity.try_mark(SectionStatus::Done)), Code::BadValue);
    assert!(identity.says("date_of_birth: Date of birth is needed."));
    let identity = identity.set("date_of_birth", "4/7/85").mark(SectionStatus::Done);
    assert_eq!(identity.view.status, SectionStatus::Done);
    let identity = identity.set("name_used", "Nita");
    assert_eq!(identity.view.status, SectionStatus::InProgress);
}

#[test]
fn a_birth_date_in_the_future_is_kept_and_is_an_issue_until_it_is_right() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let mut identity = clinic.section(&client, "identity").set("date_of_birth", "2027-01-05");
    assert_eq!(identity.item("date_of_birth").value, "2027-01-05");
    assert!(identity.says("date_of_birth: Date of birth is in the future."));
    assert_eq!(refused(identity.try_mark(SectionStatus::Done)), Code::BadValue);
    let identity = identity.set("date_of_birth", "one fine day");
    assert_eq!(identity.item("date_of_birth").value, "one fine day");
    assert!(identity.says("date_of_birth: Date of birth could not be read as a date."));
    let page = clinic.page(&client);
    assert_eq!((page.band.birth_date.as_str(), page.band.age), ("one fine day", None));
    let identity = clinic.section(&client, "identity").set("date_of_birth", "1/5/85");
    assert!(identity.view.issues.iter().all(|issue| issue.path != "date_of_birth"));
}

#[test]
fn a_minor_is_shown_the_guardian_section_and_an_adult_only_when_someone_else_decides() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Tuan", "Dang");
    let guardian = |clinic: &mut TempClinic| {
        let page = clinic.page(&client);
        let rail = page.intake.into_iter().find(|section| section.form == "guardian").unwrap();
        (rail.applies, page.band.minor)
    };
    assert_eq!(guardian(&mut clinic), (false, false));
    let identity = clinic.section(&client, "identity").set("date_of_birth", "4/7/2010");
    let note = &identity.item("date_of_birth").note;
    assert_eq!(note, "16 years old. The guardian section applies.");
    assert_eq!(guardian(&mut clinic), (true, true));
    clinic.section(&client, "identity").set("date_of_birth", "4/7/1985");
    assert_eq!(guardian(&mut clinic), (false, false));
    clinic.section(&client, "identity").set("guardian_involved", "yes");
    assert_eq!(guardian(&mut clinic), (true, false));
}

#[test]
fn a_megabyte_pasted_is_too_long_and_the_answer_before_it_stays() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let mut presenting = clinic.section(&client, "presenting").set("own_words", "I am tired.");
    let answer = presenting.try_set("own_words", "tired ".repeat(180_000));
    assert_eq!(refused(answer), Code::TooLong);
    let mut presenting = clinic.section(&client, "presenting");
    assert_eq!(
        (presenting.view.rev, presenting.item("own_words").value.as_str()),
        (1, Some("I am tired."))
    );
    presenting.try_set("own_words", "a".repeat(50_000)).unwrap();
}

#[test]
fn every_script_and_emoji_comes_back_as_it_was_typed() {
    let words = "Tôi mệt mỏi. 😞👩‍👩‍👧‍👦 שלום  e\u{301} 疲れた\nsecond line \u{200f}א";
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Tuấn 🌱", "Đặng");
    clinic.section(&client, "presenting").set("own_words", words);
    clinic.crash();
    clinic.sign_in(ADMIN);
    assert_eq!(clinic.section(&client, "presenting").item("own_words").value, words);
    assert_eq!(clinic.found("dang"), ["Tuấn 🌱 Đặng"]);
}

#[test]
fn what_no_person_types_is_refused_and_changes_nothing() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let mut section = clinic.section(&client, "coverage");
    for (path, value) in [
        ("funding", json!("self_pay")),
        ("funding", json!(["gold"])),
        ("funding", json!({"state": "perhaps"})),
        ("gfe_due_on", json!("2026-12-01")),
        ("nothing", json!("x")),
        ("plans/none/payer", json!("x")),
        ("", json!("x")),
    ] {
        assert_eq!(refused(section.try_set(path, value)), Code::BadValue, "{path}");
    }
    assert_eq!(section.view.rev, 0);
}

#[test]
fn a_record_of_another_client_is_no_such_record_and_stays_untouched() {
    let mut clinic = TempClinic::new();
    let (ana, bo) = (clinic.add_client("Ana", "Luz"), clinic.add_client("Bo", "Test"));
    let own = clinic.section(&ana, "presenting").set("own_words", "Mine.").view;
    let (token, record) = (clinic.token.clone(), own.record.clone());
    let open = request::OpenResponse { token, client: bo.clone(), record };
    assert_eq!(refused(clinic.desk.open_response(&open)), Code::NoSuchRecord);
    for rev in 0..3 {
        let theirs = clinic.section(&bo, "presenting").answer("own_words", "Theirs.");
        let request = request::AnswerItem { record: own.record.clone(), rev, ..theirs };
        assert_eq!(refused(clinic.desk.answer_item(&request)), Code::NoSuchRecord);
    }
    assert_eq!(clinic.section(&ana, "presenting").item("own_words").value, "Mine.");
}

#[test]
fn the_record_of_another_form_or_of_no_form_is_refused() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let identity = clinic.saved(&client, "identity").record;
    let referral = clinic.section(&client, "referral").set("source_type", "self");
    let request =
        request::AnswerItem { record: identity, ..referral.answer("source_type", "self") };
    // The client's own record holds no answers.
    let person =
        request::AnswerItem { record: client.clone(), ..referral.answer("reason", json!([])) };
    for request in [request, person] {
        assert_eq!(refused(clinic.desk.answer_item(&request)), Code::NoSuchRecord);
    }
    let odd = request::AnswerItem {
        record: "not an id".into(),
        ..clinic.section(&client, "referral").answer("source_type", "self")
    };
    assert_eq!(refused(clinic.desk.answer_item(&odd)), Code::BadRequest);
}

#[test]
fn a_form_that_is_no_section_cannot_be_opened_or_answered_as_one() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    for form in ["phq-9", "client", "episode", "nothing", ""] {
        let request = clinic.form(&client, form);
        assert_eq!(refused(clinic.desk.open_section(&request)), Code::NoSuchForm, "{form}");
    }
    for form in ["client", "episode", "nothing"] {
        let blank = clinic.section(&client, "referral").answer("legal_first", "x");
        let request = request::AnswerItem { form: form.into(), ..blank };
        assert_eq!(refused(clinic.desk.answer_item(&request)), Code::NoSuchForm, "{form}");
    }
}
