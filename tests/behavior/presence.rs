//! The window locks by itself: when nobody moves, after twelve hours, when the clock jumps, with
//! the system. Nothing acknowledged is lost by it.

use std::time::Duration;

use clinic::view::{Stage, request};
use clinic::{Code, SystemEvent, Ticked};
use tests::clinic::{ADMIN, TempClinic, chains, refused, whats};

fn stage(clinic: &mut TempClinic) -> Stage {
    clinic.desk.app_state(&request::Nothing {}).unwrap().stage
}

fn pass(clinic: &mut TempClinic, seconds: u64) -> Ticked {
    let mut last = Ticked::Nothing;
    for _ in 0..seconds.div_ceil(10) {
        clinic.clock.advance(Duration::from_secs(10));
        last = clinic.desk.tick();
        if last == Ticked::Locked {
            break;
        }
    }
    last
}

#[test]
fn five_minutes_without_a_key_lock_and_what_was_acknowledged_is_there() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let stale = clinic.token.clone();
    let name_used = clinic.section(&client, "identity").set("name_used", "Anita");
    let unsent = name_used.answer("name_used", "Anitaa");
    assert_eq!(pass(&mut clinic, 290), Ticked::Nothing);
    clinic.desk.stay(&clinic.signed()).unwrap();
    assert_eq!(pass(&mut clinic, 290), Ticked::Nothing);
    let state = clinic.desk.lock_state(&clinic.signed()).unwrap();
    assert!(state.countdown && state.idle_left <= 10);
    assert!(!clinic.desk.is_about_to_lock());
    assert_eq!(pass(&mut clinic, 20), Ticked::Locked);
    assert_eq!(stage(&mut clinic), Stage::Locked);
    assert_eq!(refused(clinic.desk.answer_item(&unsent)), Code::Locked);
    assert_eq!(refused(clinic.desk.stay(&request::Signed { token: stale })), Code::Locked);
    clinic.token.clear();
    clinic.sign_in(ADMIN);
    assert_eq!(clinic.page(&client).band.name, "Anita Luz");
}

#[test]
fn the_clinic_sets_how_long_is_idle_within_bounds() {
    let mut clinic = TempClinic::new();
    let set = |clinic: &TempClinic, idle_minutes, removal_days| request::ChangeSettings {
        token: clinic.token.clone(),
        idle_minutes,
        removal_days,
        part2: true,
    };
    for (minutes, days) in [(1, 30), (16, 30), (0, 30), (5, 6), (5, 366), (u32::MAX, 30)] {
        let request = set(&clinic, minutes, days);
        assert_eq!(refused(clinic.desk.change_settings(&request)), Code::BadValue);
    }
    let request = set(&clinic, 2, 7);
    clinic.desk.change_settings(&request).unwrap();
    assert_eq!(pass(&mut clinic, 130), Ticked::Locked);
    clinic.token.clear();
    clinic.sign_in(ADMIN);
    let view = clinic.desk.open_settings(&clinic.signed()).unwrap();
    assert_eq!((view.idle_minutes, view.removal_days, view.may_change), (2, 7, true));
}

#[test]
fn twelve_hours_end_every_session() {
    let mut clinic = TempClinic::new();
    for minute in 0..720 {
        clinic.clock.advance(Duration::from_secs(60));
        let ticked = clinic.desk.tick();
        assert_eq!(ticked == Ticked::Locked, minute == 719, "{minute}");
        let _ = clinic.desk.stay(&clinic.signed());
    }
}

#[test]
fn a_clock_that_jumps_locks_and_says_so_and_small_corrections_do_not() {
    let mut clinic = TempClinic::new();
    clinic.clock.jump(20);
    assert_eq!(clinic.desk.tick(), Ticked::Nothing);
    clinic.clock.jump(-45);
    assert_eq!(clinic.desk.tick(), Ticked::Locked);
    let chains = clinic.meanwhile(|outside| chains(outside));
    assert_eq!(whats(&chains[0]), ["unlock", "clock_jump", "lock"]);
}

#[test]
fn sleep_and_the_systems_own_lock_lock_at_once_and_only_an_open_window() {
    for event in [SystemEvent::Sleep, SystemEvent::ScreenLocked] {
        let mut clinic = TempClinic::new();
        clinic.add_client("Ana", "Luz");
        assert_eq!(clinic.desk.hear(event), Ticked::Locked);
        assert_eq!(clinic.desk.hear(event), Ticked::Nothing);
        assert_eq!(stage(&mut clinic), Stage::Locked);
        let chains = clinic.meanwhile(|outside| chains(outside));
        let last = &whats(&chains[0]);
        assert_eq!(last[last.len() - 2..], ["system_lock", "lock"]);
    }
}

#[test]
fn switching_locks_for_somebody_else_and_is_told_from_locking() {
    let mut clinic = TempClinic::new();
    let request = clinic.signed();
    let view = clinic.desk.switch_user(&request).unwrap();
    assert!(view.session.is_none() && view.people.len() == 1);
    let chains = clinic.meanwhile(|outside| chains(outside));
    assert_eq!(whats(&chains[0]), ["unlock", "switch"]);
}

#[test]
fn wrong_tries_go_on_counting_when_the_program_is_started_again() {
    let mut clinic = TempClinic::new();
    clinic.lock();
    for _ in 0..3 {
        let _ = clinic.try_sign_in(ADMIN, "another long passphrase here");
    }
    clinic.start();
    let again = clinic.try_sign_in(ADMIN, tests::clinic::PASSPHRASE);
    assert_eq!(refused(again), Code::Throttled);
    clinic.clock.advance(Duration::from_secs(2));
    clinic.sign_in(ADMIN);
}
