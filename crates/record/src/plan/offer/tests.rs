//! Taking over, as tables and laws.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::{Id, plan::Need};

fn known_as(key: &str, field: &str, value: &str) -> Known {
    Known {
        key: key.into(),
        field: field.into(),
        value: value.into(),
        source: "Supports and strengths".into(),
        on: "2026-11-20".into(),
    }
}

fn known(value: &str) -> Known {
    known_as("supports/strengths", "strengths", value)
}

fn told(name: &str) -> Known {
    known_as("psychiatric/diagnoses/1", DIAGNOSES, name)
}

fn done(plan: &Plan, edits: &[Edit]) -> Plan {
    let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
    let mut n = 0u8;
    let mut make = || {
        n += 1;
        Id::from_bytes([n; 16])
    };
    edits.iter().fold(plan.clone(), |plan, edit| {
        crate::plan::apply(&plan, edit, today, &mut make).unwrap().0
    })
}

fn taking(plan: &Plan, known: &Known) -> Plan {
    let offers = offers(plan, std::slice::from_ref(known));
    offers.first().map_or_else(|| plan.clone(), |offer| done(plan, &take(plan, offer)))
}

fn taken(plan: &Plan, value: &str) -> Plan {
    taking(plan, &known(value))
}

fn written_by(own: &str) -> Plan {
    Plan { strengths: own.into(), ..Plan::default() }
}

#[test]
fn what_was_taken_is_offered_again_only_when_it_says_something_else() {
    let plan = taken(&Plan::default(), "Funny");
    assert_eq!(plan.strengths, "Funny");
    assert!(offers(&plan, &[known("Funny")]).is_empty());
    let again = offers(&plan, &[known("Funny, patient")]);
    assert_eq!((again[0].before.as_str(), again[0].value.as_str()), ("Funny", "Funny, patient"));
    assert_eq!(taken(&plan, "Funny, patient").strengths, "Funny, patient");
}

#[test]
fn a_field_after_something_is_taken_a_second_time() {
    for (own, first, second, comes_to) in [
        ("", "Funny", "Patient", "Patient"),
        ("Never gives up", "Funny", "Patient", "Never gives up\nPatient"),
        ("A\nB", "C", "D", "A\nB\nD"),
        ("Sings", "Sertraline\nTrazodone", "Sertraline", "Sings\nSertraline"),
        ("", "Sertraline", "Sertraline\nTrazodone", "Sertraline\nTrazodone"),
        ("A cat", "at", "dog", "A cat\ndog"),
        ("Very funny", "funny", "patient", "Very funny\npatient"),
    ] {
        let plan = taken(&taken(&written_by(own), first), second);
        assert_eq!(plan.strengths, comes_to, "{own:?} {first:?} {second:?}");
    }
}

#[test]
fn words_that_were_made_ones_own_stay_and_the_new_ones_stand_below() {
    let mut plan = taken(&Plan::default(), "Funny");
    plan.strengths = "Funny with her sister".into();
    assert_eq!(taken(&plan, "Patient").strengths, "Funny with her sister\nPatient");
}

#[test]
fn what_stands_in_the_plan_already_is_not_offered() {
    assert!(offers(&written_by("Sings\nFunny"), &[known("Funny")]).is_empty());
    assert_eq!(offers(&written_by("Sings, funny"), &[known("Funny")]).len(), 1);
    for blank in ["", "  ", "\n"] {
        assert!(offers(&Plan::default(), &[known(blank)]).is_empty());
    }
}

#[test]
fn what_was_put_aside_stays_so_until_it_changes() {
    let offer = offers(&Plan::default(), &[known("Funny")]).remove(0);
    let plan = done(&Plan::default(), &put_aside(&Plan::default(), &offer));
    assert_eq!(plan.strengths, "");
    assert!(offers(&plan, &[known("Funny")]).is_empty());
    assert_eq!(offers(&plan, &[known("Patient")]).len(), 1);
}

#[test]
fn a_diagnosis_becomes_an_entry_once_and_its_new_name_replaces_the_old_one() {
    let plan = taking(&Plan::default(), &told("Major depression"));
    assert_eq!(plan.diagnoses[0].name, "Major depression");
    assert!(plan.diagnoses[0].by.is_empty() && !plan.diagnoses[0].primary);
    assert!(offers(&plan, &[told("Major depression")]).is_empty());
    let plan = taking(&plan, &told("Bipolar II disorder"));
    assert_eq!(plan.diagnoses.len(), 1);
    assert_eq!(plan.diagnoses[0].name, "Bipolar II disorder");
    let own = done(
        &Plan::default(),
        &[Edit::Add {
            list: DIAGNOSES.into(),
            after: None,
            value: Some(serde_json::json!({"code": "F33.1", "name": "major depression"})),
        }],
    );
    assert!(offers(&own, &[told("Major depression")]).is_empty());
}

#[test]
fn a_need_whose_score_has_changed_takes_the_new_one_with_its_date() {
    let id = Id::from_bytes([9; 16]);
    let need = Need {
        id: Some(id),
        text: "PHQ-9 total: 17".into(),
        source: "PHQ-9, Oct 1, 2026".into(),
        ..Need::default()
    };
    let mut plan = Plan { assessed_needs: vec![need], ..Plan::default() };
    let field = format!("assessed_needs/{id}/text");
    let scored = |value| known_as("need/phq-9/total", &field, value);
    assert!(offers(&plan, &[scored("PHQ-9 total: 17")]).is_empty());
    let first = offers(&plan, &[scored("PHQ-9 total: 12")]).remove(0);
    plan.taken =
        done(&plan, &put_aside(&plan, &Offer { value: "PHQ-9 total: 17".into(), ..first }))
            .taken
            .clone();
    let plan = taking(&plan, &scored("PHQ-9 total: 12"));
    assert_eq!(plan.assessed_needs[0].text, "PHQ-9 total: 12");
    assert_eq!(plan.assessed_needs[0].source, "Supports and strengths, Nov 20, 2026");
    let own = Plan { taken: Vec::new(), ..plan };
    let both = taking(&own, &scored("PHQ-9 total: 9"));
    assert_eq!(both.assessed_needs[0].text, "PHQ-9 total: 12; PHQ-9 total: 9");
}

proptest! {
    /// Whatever is taken and taken anew, every line that somebody wrote stays, in its order.
    #[test]
    fn nothing_that_was_written_goes(
        own in "[a-c \n]{0,12}", first in "[a-d\n]{1,5}", second in "[a-f\n]{1,5}",
    ) {
        let plan = written_by(&own);
        let once = taken(&plan, &first);
        prop_assert!(once.strengths.starts_with(own.trim_end()));
        let mut own_lines = own.split('\n').map(str::trim).filter(|it| !it.is_empty());
        let twice = taken(&once, &second);
        let mut lines = twice.strengths.split('\n').map(str::trim);
        prop_assert!(own_lines.all(|own| lines.any(|it| it == own)), "{:?}", twice.strengths);
    }

    /// Taking twice is taking once.
    #[test]
    fn taking_twice_changes_nothing_the_second_time(own in "[a-c \n]{0,12}", value in "[a-d\n]{1,6}") {
        let once = taken(&written_by(&own), &value);
        prop_assert_eq!(&taken(&once, &value), &once);
        prop_assert!(value.trim().is_empty() || lines::stand(&once.strengths, &value));
    }
}
