//! A plan in which nothing is found, and what every test of the checker starts from.

mod broken;
mod packs;
mod places;
mod program;
mod time;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::super::{Facts, Pack, applies, shipped};
use super::{Finding, check};
use crate::{
    Entered, Id,
    plan::{
        Diagnosis, Direction, Discharge, Disposition, Goal, Intervention, MeasureKind, Modality,
        Need, Objective, Plan, Problem, Program, Status, Wellness,
    },
    schedule::{Day, MinuteOfDay, Place, Planned},
    signature::SignerRole,
};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 26).unwrap()
}

fn id(n: u8) -> Option<Id> {
    Some(Id::from_bytes([n; 16]))
}

fn facts() -> Facts {
    let scores = [("phq-9/total".to_owned(), Some((0.0, 27.0)))].into();
    Facts { age: Some(34), scores, ..Facts::on(today()) }
}

fn session(n: u8, day: Day) -> Planned {
    Planned {
        id: id(n),
        title: "Skills group".into(),
        service: Some(Modality::Group),
        day: Some(day),
        start: Entered::Known(MinuteOfDay::new(9 * 60).unwrap()),
        minutes: Entered::Known(180),
        staff: "D. Reyes, LMFT".into(),
        interventions: vec![Id::from_bytes([5; 16])],
        ..Planned::default()
    }
}

fn said() -> String {
    "Said.".to_owned()
}

/// A thread without a gap, down to the intervention that every session carries.
fn thread() -> Problem {
    let intervention = Intervention {
        id: id(5),
        modality: Some(Modality::Group),
        what: said(),
        minutes: Entered::Known(180),
        times_a_week: Entered::Known(3.0),
        weeks: Entered::Known(8),
        responsible: "D. Reyes, LMFT".into(),
        ..Intervention::default()
    };
    let objective = Objective {
        id: id(4),
        text: said(),
        measure_kind: Some(MeasureKind::Instrument),
        instrument: "phq-9/total".into(),
        measure: "PHQ-9 total".into(),
        baseline: "17".into(),
        target: "9".into(),
        direction: Some(Direction::AtMost),
        target_date: Entered::Known(today() + chrono::Days::new(90)),
        status: Status::InProgress,
        interventions: vec![intervention],
        ..Objective::default()
    };
    let goal = Goal {
        id: id(3),
        words: said(),
        clinical: said(),
        objectives: vec![objective],
        ..Goal::default()
    };
    let needs = vec![Id::from_bytes([1; 16])];
    Problem { id: id(2), statement: said(), needs, goals: vec![goal], ..Problem::default() }
}

/// A plan that no shipped pack finds anything in.
fn whole() -> Plan {
    Plan {
        program: Some(Program::MentalHealthAdult),
        diagnoses: vec![Diagnosis {
            id: id(6),
            code: "F33.1".into(),
            name: said(),
            primary: true,
            by: "A. Haile, MD".into(),
            date: Entered::Known(today()),
        }],
        why_this_level: said(),
        vision: said(),
        strengths: said(),
        needs: said(),
        abilities: said(),
        preferences: said(),
        barriers: said(),
        assessed_needs: vec![Need {
            id: id(1),
            text: said(),
            key: "phq-9/total".into(),
            ..Need::default()
        }],
        problems: vec![thread()],
        wellness: vec![Wellness { id: id(7), what: said(), ..Wellness::default() }],
        schedule: vec![session(8, Day::Mon), session(9, Day::Wed), session(10, Day::Fri)],
        medicines: said(),
        coordination: said(),
        family_and_supports: said(),
        peer_support: said(),
        culture_and_language: said(),
        risk_and_safety: said(),
        discharge: Discharge { criteria: said(), process: said(), aftercare: said() },
        participation: said(),
        ..Plan::default()
    }
}

fn all() -> BTreeSet<String> {
    shipped().unwrap().iter().map(|pack| pack.id.clone()).collect()
}

fn in_force(plan: &Plan, facts: &Facts) -> Vec<&'static Pack> {
    shipped().unwrap().iter().filter(|it| applies(it, plan.program, facts, &all())).collect()
}

fn found(plan: &Plan, facts: &Facts) -> Vec<String> {
    check(plan, &in_force(plan, facts), facts).into_iter().map(|it| it.rule).collect()
}

fn findings(plan: &Plan, facts: &Facts) -> Vec<Finding> {
    check(plan, &in_force(plan, facts), facts)
}

/// The finding of a rule.
fn finding(plan: &Plan, facts: &Facts, rule: &str) -> Option<Finding> {
    findings(plan, facts).into_iter().find(|it| it.rule == rule)
}

#[test]
fn a_whole_plan_has_no_findings_under_any_pack() {
    assert_eq!(check(&whole(), &in_force(&whole(), &facts()), &facts()), []);
    let medicare = Facts { medicare: true, certified: Some(today()), ..facts() };
    assert_eq!(check(&whole(), &in_force(&whole(), &medicare), &medicare), []);
}

#[test]
fn a_plan_of_two_hundred_problems_is_checked() {
    let mut plan = whole();
    plan.problems = vec![plan.problems[0].clone(); 200];
    assert!(check(&plan, &in_force(&plan, &facts()), &facts()).is_empty());
}
