//! Answers that the front desk takes and cannot read back: sealed at each save, found by the next
//! clinician, with a flag raised at the moment an answer asks for one.

use clinic::Code;
use clinic::view::{Role, SectionStatus, request};
use record::alert::Action;
use tests::clinic::{ADMIN, TempClinic, chains, refused, whats};
use vault::Class;

fn at_the_desk() -> (TempClinic, String) {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    clinic.add_staff("Fern Test", Role::FrontDesk);
    clinic.add_staff("Theo Test", Role::Therapist);
    clinic.sign_in("Fern Test");
    (clinic, client)
}

#[test]
fn what_the_front_desk_takes_is_found_by_the_next_clinician_whole() {
    let (mut clinic, client) = at_the_desk();
    let mut screening = clinic.screening(&client, "gad-7").set("q1", 1).set("q2", 2);
    assert!(screening.view.scores.is_empty() && screening.view.alerts.is_empty());
    for item in ["q3", "q4", "q5", "q6", "q7"] {
        screening = screening.set(item, 0);
    }
    let record = screening.view.record.clone();
    let done = screening.mark(SectionStatus::Done).view;
    assert!(done.items.iter().all(|item| item.value.is_null()), "nothing is shown any more");
    let open = |clinic: &TempClinic| request::OpenResponse {
        token: clinic.token.clone(),
        client: client.clone(),
        record: record.clone(),
    };
    let request = open(&clinic);
    assert_eq!(refused(clinic.desk.open_response(&request)), Code::NoSuchRecord);

    clinic.sign_in("Theo Test");
    let request = open(&clinic);
    let view = clinic.desk.open_response(&request).unwrap();
    assert_eq!((view.status, view.scores[0].value.as_i64()), (SectionStatus::Done, Some(3)));
    let today = clinic.desk.open_today(&clinic.signed()).unwrap();
    assert_eq!(today.handed.len(), 1);
    assert_eq!((today.handed[0].title.as_str(), today.handed[0].record == record), ("GAD-7", true));
    clinic.sign_in("Theo Test");
    assert!(clinic.desk.open_today(&clinic.signed()).unwrap().handed.is_empty());
}

#[test]
fn the_key_to_what_was_handed_over_is_not_there_and_the_row_is_no_box_of_the_front_desk() {
    let (mut clinic, client) = at_the_desk();
    let _ = clinic.screening(&client, "phq-9").set("q1", 3);
    clinic.meanwhile(|outside| {
        let drops = outside.store.rows().sealed_drops().unwrap();
        assert_eq!((drops.len(), drops[0].class, drops[0].writer), (1, 2, 1));
        assert!(!outside.keyring("Fern Test").holds(Class::Clinical));
    });
    clinic.sign_in("Fern Test");
    assert!(clinic.page(&client).screenings.is_empty());
    clinic.sign_in("Theo Test");
    assert_eq!(clinic.page(&client).screenings.len(), 1);
    clinic.meanwhile(|outside| assert!(outside.store.rows().sealed_drops().unwrap().is_empty()));
}

#[test]
fn a_crash_half_way_leaves_what_was_typed_for_a_clinician() {
    let (mut clinic, client) = at_the_desk();
    let _ = clinic.screening(&client, "phq-9").set("q1", 1).set("q2", 2);
    clinic.crash();
    clinic.sign_in("Fern Test");
    let _ = clinic.screening(&client, "phq-9").set("q1", 0);
    clinic.crash();
    clinic.sign_in("Theo Test");
    let screenings = clinic.page(&client).screenings;
    assert_eq!(screenings.len(), 2);
    let open = request::OpenResponse {
        token: clinic.token.clone(),
        client: client.clone(),
        record: screenings[1].record.clone(),
    };
    let first = clinic.desk.open_response(&open).unwrap();
    let answered: Vec<_> = first.items.iter().filter_map(|item| item.value.as_i64()).collect();
    assert_eq!(answered, [1, 2]);
}

#[test]
fn an_answer_that_asks_for_a_clinician_raises_a_flag_at_once_without_its_reason() {
    let (mut clinic, client) = at_the_desk();
    let screening = clinic.screening(&client, "phq-9").set("q1", 0);
    assert!(screening.view.alerts.is_empty());
    let screening = screening.set("q9", 2);
    let ids: Vec<&str> = screening.view.alerts.iter().map(|alert| alert.id.as_str()).collect();
    assert_eq!(ids, ["clinician_needed"]);
    let _ = screening.set("q9", 3);
    let band = clinic.page(&client).band;
    assert_eq!((band.flags.len(), band.alerts.len()), (1, 0));
    assert!(!band.flags[0].may_clear);
    clinic.crash();
    for name in ["Fern Test", "Theo Test", ADMIN] {
        clinic.sign_in(name);
        assert_eq!(clinic.page(&client).band.flags.len(), 1, "{name}");
        assert_eq!(clinic.desk.open_today(&clinic.signed()).unwrap().needed.len(), 1, "{name}");
    }
    clinic.meanwhile(|outside| {
        let keyring = outside.keyring("Fern Test");
        let flags = outside.of_kind(&keyring, Class::Intake, "flag");
        let told = flags[0].to_string();
        assert!(!told.contains("phq") && !told.contains("suic"), "{told}");
    });
}

#[test]
fn a_flag_is_cleared_by_a_clinicians_words_and_by_nothing_else() {
    let (mut clinic, client) = at_the_desk();
    let _ = clinic.screening(&client, "phq-9").set("q9", 3);
    let flag = clinic.page(&client).band.flags[0].flag.clone();
    let clear = |clinic: &TempClinic, action: Action, words: &str| request::ClearFlag {
        token: clinic.token.clone(),
        client: client.clone(),
        flag: flag.clone(),
        actions: vec![action],
        disposition: words.into(),
    };
    let request = clear(&clinic, Action::Evaluated, "Talked.");
    assert_eq!(refused(clinic.desk.clear_flag(&request)), Code::NotAllowed);
    clinic.sign_in("Theo Test");
    let request = clear(&clinic, Action::Other, "  ");
    assert_eq!(refused(clinic.desk.clear_flag(&request)), Code::BadValue);
    let request = clear(&clinic, Action::NotReached, "Called twice.");
    let flags = clinic.desk.clear_flag(&request).unwrap().band.flags;
    assert!(flags[0].tried[0].contains("Called twice."), "somebody not reached is still in danger");
    let request = clear(&clinic, Action::Evaluated, "Talked for an hour; safety plan made.");
    assert!(clinic.desk.clear_flag(&request).unwrap().band.flags.is_empty());
    assert_eq!(refused(clinic.desk.clear_flag(&request)), Code::NoSuchRecord);
    clinic.sign_in("Fern Test");
    assert!(clinic.page(&client).band.flags.is_empty());
    let chains = clinic.meanwhile(|outside| {
        let keyring = outside.keyring("Fern Test");
        let flags = outside.of_kind(&keyring, Class::Intake, "flag");
        assert!(!flags[0].to_string().contains("hour"), "the words are clinical");
        chains(outside)
    });
    let all: Vec<&str> = chains.iter().flat_map(|chain| whats(chain)).collect();
    for what in ["hand_over", "flag_raised", "take_over", "flag_cleared"] {
        assert_eq!(all.iter().filter(|it| **it == what).count(), 1, "{what}");
    }
}

#[test]
fn the_front_desk_says_who_was_told_and_the_flag_stands_and_only_a_clinician_sees_why() {
    let (mut clinic, client) = at_the_desk();
    let _ = clinic.screening(&client, "phq-9").set("q9", 3);
    let flag = clinic.page(&client).band.flags[0].flag.clone();
    let tell = |clinic: &TempClinic, whom: &str| request::TellOfFlag {
        token: clinic.token.clone(),
        client: client.clone(),
        flag: flag.clone(),
        whom: whom.into(),
    };
    let request = tell(&clinic, " ");
    assert_eq!(refused(clinic.desk.tell_of_flag(&request)), Code::BadValue);
    let request = tell(&clinic, "Theo, by phone");
    let told = clinic.desk.tell_of_flag(&request).unwrap().band.flags.remove(0);
    assert_eq!(
        (told.told[0].whom.as_str(), told.told[0].by.as_str()),
        ("Theo, by phone", "Fern Test")
    );
    assert!(told.why.is_empty() && told.actions.is_empty());
    clinic.crash();
    clinic.sign_in("Theo Test");
    let seen = clinic.page(&client).band.flags.remove(0);
    assert_eq!(seen.told.len(), 1);
    assert!(seen.why[0].starts_with("PHQ-9: "), "{:?}", seen.why);
    assert!(!seen.actions.is_empty());
}

#[test]
fn a_stale_or_foreign_answer_is_refused_while_handing_over_too() {
    let (mut clinic, client) = at_the_desk();
    let other = clinic.add_client("Bo", "Test");
    let mut screening = clinic.screening(&client, "phq-9").set("q1", 1);
    let stale = screening.answer("q2", 1);
    screening.try_set("q2", 2).unwrap();
    let mut foreign = screening.answer("q3", 1);
    foreign.client = other;
    assert_eq!(refused(clinic.desk.answer_item(&stale)), Code::Stale);
    assert_eq!(refused(clinic.desk.answer_item(&foreign)), Code::NoSuchRecord);
}

#[test]
fn a_drop_that_somebody_forged_takes_no_records_place_and_keeps_nobody_out() {
    let (mut clinic, client) = at_the_desk();
    clinic.sign_in("Theo Test");
    let kept = clinic.section(&client, "presenting").set("own_words", "I am tired.").view.record;
    let kept: record::Id = kept.parse().unwrap();
    clinic.sign_in("Fern Test");
    let _ = clinic.screening(&client, "gad-7").set("q1", 1);
    // One that claims the id of a record.
    clinic.meanwhile(|outside| {
        let drop = outside.store.rows().sealed_drops().unwrap().remove(0);
        let stolen = store::SealedDrop { id: kept.bytes(), ..drop };
        outside.store.write(|tx| tx.put_drop(&stolen)).unwrap();
    });
    // A row that no head counts is noticed like any other.
    let request = clinic.try_sign_in("Theo Test", tests::clinic::PASSPHRASE);
    assert_eq!(refused(request), Code::RolledBack);
}
