//! The window in a client's hands: locked to one form, its answers sealed at each save and evaluated
//! at once, and nothing else within reach.

use clinic::Code;
use clinic::view::{Role, SectionStatus, SectionView, SelfEntryView, request};
use serde_json::{Value, json};
use tests::clinic::{ADMIN, PASSPHRASE, TempClinic, chains, refused, whats};
use vault::Class;

use crate::commands::{every_call, known};

fn begun(clinic: &mut TempClinic, client: &str, form: &str) -> SelfEntryView {
    let request = clinic.form(client, form);
    clinic.desk.begin_self_entry(&request).unwrap()
}

fn answer(
    clinic: &mut TempClinic,
    entry: &SelfEntryView,
    seen: &SectionView,
    path: &str,
    value: Value,
) -> clinic::Result<SectionView> {
    clinic.desk.answer_self_entry(&request::AnswerItem {
        token: entry.token.clone(),
        client: entry.client.clone(),
        form: seen.form.clone(),
        record: seen.record.clone(),
        rev: seen.rev,
        path: path.into(),
        value,
    })
}

/// Answers every question of a PHQ-9 with the same number, and finishes.
fn filled_in(clinic: &mut TempClinic, entry: &SelfEntryView, value: u8) -> SectionView {
    let mut seen = entry.section.clone();
    for n in 1..=9 {
        seen = answer(clinic, entry, &seen, &format!("q{n}"), json!(value)).unwrap();
    }
    clinic
        .desk
        .finish_self_entry(&request::MarkSection {
            token: entry.token.clone(),
            client: entry.client.clone(),
            form: seen.form,
            record: seen.record,
            rev: seen.rev,
            status: Some(SectionStatus::Done),
            source: None,
        })
        .unwrap()
}

fn end(clinic: &mut TempClinic, entry: &SelfEntryView, passphrase: &str) -> clinic::Result<()> {
    let (token, passphrase) = (entry.token.clone(), passphrase.to_owned());
    let view = clinic.desk.end_self_entry(&request::EndSelfEntry { token, passphrase })?;
    clinic.token = view.token;
    Ok(())
}

#[test]
fn who_gave_the_window_back_is_told_until_the_window_locks() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let told =
        |clinic: &mut TempClinic| clinic.desk.app_state(&request::Nothing {}).unwrap().handed_back;
    let entry = begun(&mut clinic, &client, "phq-9");
    assert_eq!(told(&mut clinic), None);
    end(&mut clinic, &entry, PASSPHRASE).unwrap();
    // The page that is going away asks too, and opens the client.
    assert_eq!(told(&mut clinic).as_deref(), Some(client.as_str()));
    clinic.page(&client);
    assert_eq!(told(&mut clinic).as_deref(), Some(client.as_str()));
    let entry = begun(&mut clinic, &client, "phq-9");
    assert_eq!(told(&mut clinic), None);
    end(&mut clinic, &entry, PASSPHRASE).unwrap();
    clinic.lock();
    assert_eq!(told(&mut clinic), None);
}

#[test]
fn while_a_client_has_the_window_no_command_of_the_session_does_anything() {
    let mut clinic = TempClinic::new();
    let known = known(&mut clinic);
    clinic.desk.prepare_recovery(&clinic.signed()).unwrap();
    let before = clinic.token.clone();
    let entry = begun(&mut clinic, &known.client, "phq-9");
    for token in [before, entry.token.clone(), String::new()] {
        for (name, _, call) in every_call() {
            if token == entry.token && (name == "stay" || name == "lock_state") {
                continue;
            }
            let answer = call(&mut clinic.desk, token.clone(), &known);
            assert_eq!(answer.unwrap_err().code(), Code::Locked, "{name}");
        }
    }
    assert_eq!(refused(clinic.desk.recovery_sheet()), Code::Locked);
    let state = clinic.desk.app_state(&request::Nothing {}).unwrap();
    assert!(state.session.is_none(), "a page made anew gets no session");
    assert_eq!(state.self_entry.unwrap().token, entry.token);
}

#[test]
fn what_is_told_is_sealed_at_each_answer_and_the_clinician_finds_it_after_a_crash() {
    let mut clinic = TempClinic::with(Role::Therapist, "Theo Test");
    let client = clinic.add_client("Ana", "Luz");
    let entry = begun(&mut clinic, &client, "phq-9");
    let seen = answer(&mut clinic, &entry, &entry.section.clone(), "q1", json!(2)).unwrap();
    assert!(seen.scores.is_empty() && seen.alerts.is_empty());
    clinic.crash();
    clinic.meanwhile(|outside| {
        assert_eq!(outside.store.rows().sealed_drops().unwrap().len(), 1, "not a record yet");
    });
    clinic.sign_in("Theo Test");
    let screening = clinic.page(&client).screenings.remove(0);
    let request =
        request::OpenResponse { token: clinic.token.clone(), client, record: screening.record };
    let view = clinic.desk.open_response(&request).unwrap();
    let q1 = view.items.iter().find(|item| item.id == "q1").unwrap();
    assert_eq!(q1.value, json!(2));
    assert_eq!(view.source, Some(clinic::view::SectionSource::Client));
}

#[test]
fn a_critical_answer_raises_the_flag_at_once_and_is_never_lost() {
    let mut clinic = TempClinic::with(Role::Therapist, "Theo Test");
    let client = clinic.add_client("Ana", "Luz");
    let entry = begun(&mut clinic, &client, "phq-9");
    let seen = answer(&mut clinic, &entry, &entry.section.clone(), "q9", json!(3)).unwrap();
    assert_eq!(seen.alerts[0].id, "clinician_needed");
    assert!(seen.scores.is_empty(), "no score is shown to the client");
    // Nobody comes back to it: the window locks by itself.
    clinic.clock.advance(std::time::Duration::from_secs(3600));
    assert_eq!(clinic.desk.tick(), clinic::Ticked::Locked);
    assert_eq!(refused(answer(&mut clinic, &entry, &seen, "q9", json!(0))), Code::Locked);
    clinic.token.clear();
    clinic.sign_in("Theo Test");
    let page = clinic.page(&client);
    assert!(page.band.flags[0].why[0].starts_with("PHQ-9: "));
    assert_eq!(page.screenings.len(), 1);
}

#[test]
fn the_passphrase_gives_the_window_back_and_what_was_told_is_opened_for_a_clinician() {
    let mut clinic = TempClinic::with(Role::Therapist, "Theo Test");
    let client = clinic.add_client("Ana", "Luz");
    let entry = begun(&mut clinic, &client, "phq-9");
    let done = filled_in(&mut clinic, &entry, 1);
    assert!(done.items.iter().all(|item| item.value.is_null()), "wiped from the screen");
    let wrong = end(&mut clinic, &entry, "another harbor nine lanterns");
    assert_eq!(refused(wrong), Code::WrongPassphrase);
    let state = clinic.desk.app_state(&request::Nothing {}).unwrap();
    assert!(state.session.is_none());
    assert_eq!(state.self_entry.unwrap().section.status, SectionStatus::Done);
    end(&mut clinic, &entry, PASSPHRASE).unwrap();
    assert_eq!(clinic.page(&client).screenings[0].score, "9");
    assert_eq!(refused(end(&mut clinic, &entry, PASSPHRASE)), Code::Locked, "its token is spent");
    clinic.sign_in(ADMIN);
    let chains = clinic.meanwhile(|outside| chains(outside));
    let all: Vec<&str> = chains.iter().flat_map(|chain| whats(chain)).collect();
    for what in ["self_entry", "self_entry_ended", "hand_over", "take_over"] {
        assert!(all.contains(&what), "{what}");
    }
}

#[test]
fn after_the_front_desk_takes_the_window_back_nothing_that_was_told_is_within_its_reach() {
    let mut clinic = TempClinic::with(Role::FrontDesk, "Fern Test");
    let client = clinic.add_client("Ana", "Luz");
    let entry = begun(&mut clinic, &client, "phq-9");
    let done = filled_in(&mut clinic, &entry, 2);
    end(&mut clinic, &entry, PASSPHRASE).unwrap();
    let page = clinic.page(&client);
    assert!(page.screenings.is_empty() && page.band.alerts.is_empty());
    let request = request::OpenResponse {
        token: clinic.token.clone(),
        client: client.clone(),
        record: done.record.clone(),
    };
    assert_eq!(refused(clinic.desk.open_response(&request)), Code::NoSuchRecord);
    clinic.meanwhile(|outside| {
        let keyring = outside.keyring("Fern Test");
        assert!(!keyring.holds(Class::Clinical));
    });
}

#[test]
fn another_record_another_form_and_a_form_that_is_asked_by_a_person_are_refused() {
    let mut clinic = TempClinic::with(Role::Therapist, "Theo Test");
    let client = clinic.add_client("Ana", "Luz");
    for form in ["asq", "c-ssrs-screener", "identity", "nothing"] {
        let request = clinic.form(&client, form);
        assert!(clinic.desk.begin_self_entry(&request).is_err(), "{form}");
        assert_eq!(clinic.found("ana").len(), 1, "the session goes on");
    }
    let entry = begun(&mut clinic, &client, "gad-7");
    let mut seen = entry.section.clone();
    seen.record = "00000000000000000000000000000000".into();
    let other = answer(&mut clinic, &entry, &seen, "q1", json!(1));
    assert_eq!(refused(other), Code::NoSuchRecord);
    let mut seen = entry.section.clone();
    seen.form = "phq-9".into();
    let other = answer(&mut clinic, &entry, &seen, "q1", json!(1));
    assert_eq!(refused(other), Code::NoSuchRecord);
}
