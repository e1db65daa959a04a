//! What is said of changes, and the laws of a difference.

use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::json;

use super::{ChangeKind, SectionDifference, difference};
use crate::{
    Entered, Id,
    plan::{
        Aspect, Direction, Edit, Goal, Modality, Need, Objective, Plan, Problem, Program, Wellness,
        apply,
    },
    schedule::{Day, MinuteOfDay, Planned},
};

fn id(n: u8) -> Option<Id> {
    Some(Id::from_bytes([n; 16]))
}

fn plan() -> Plan {
    let objective =
        |n: u8| Objective { id: id(n), text: format!("Step {n}"), ..Objective::default() };
    let goal = Goal {
        id: id(3),
        words: "Mornings".into(),
        objectives: vec![objective(4), objective(5)],
        ..Goal::default()
    };
    let problem = |n: u8, goals| Problem {
        id: id(n),
        statement: format!("Problem {n}"),
        goals,
        ..Problem::default()
    };
    Plan {
        program: Some(Program::MentalHealthAdult),
        vision: "To laugh again".into(),
        assessed_needs: vec![Need { id: id(1), text: "Sleep".into(), ..Need::default() }],
        problems: vec![problem(2, vec![goal]), problem(6, Vec::new())],
        ..Plan::default()
    }
}

fn changed(edit: Edit) -> Vec<SectionDifference> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
    let (after, _) = apply(&plan(), &edit, today, &mut || Id::from_bytes([99; 16])).unwrap();
    difference(&plan(), &after)
}

fn set(path: &str, value: serde_json::Value) -> Edit {
    Edit::Set { path: path.into(), value }
}

fn at(ns: &[(&str, u8)]) -> String {
    let step = |(list, n): &(&str, u8)| format!("{list}/{}", Id::from_bytes([*n; 16]));
    ns.iter().map(step).collect::<Vec<_>>().join("/")
}

const THREAD: &str = "Problems, goals, objectives and interventions";

#[track_caller]
fn says(edit: Edit, section: &str, place: (&str, &str), words: (&str, &str)) {
    let found = changed(edit);
    assert_eq!(found.len(), 1, "{section}: {found:?}");
    let change = &found[0].changes[0];
    assert_eq!(found[0].section, section);
    assert_eq!((change.entry.as_str(), change.field.as_str()), place, "{found:?}");
    assert_eq!((change.before.as_str(), change.after.as_str()), words);
}

#[test]
fn a_change_names_its_section_entry_and_field() {
    let path = at(&[("problems", 2), ("goals", 3), ("objectives", 4)]);
    let own = set("vision", json!("To sleep"));
    says(own, "In the client's own words", ("", ""), ("To laugh again", "To sleep"));
    let program = set("program", json!("both_adult"));
    says(
        program,
        "Program",
        ("", ""),
        ("Mental health, adults", "Mental health and substance use, adults"),
    );
    let criteria = set("discharge/criteria", json!("PHQ-9 of 9"));
    says(criteria, "Discharge", ("criteria", "criteria"), ("", "PHQ-9 of 9"));
    let target = set(&format!("{path}/target"), json!("9"));
    says(target, THREAD, ("Objective: Step 4", "target"), ("", "9"));
    let date = set(&format!("{path}/target_date"), json!("2027-03-10"));
    says(date, THREAD, ("Objective: Step 4", "target date"), ("", "Mar 10, 2027"));
    let needs = set(&format!("{}/needs", at(&[("problems", 6)])), json!([id(1)]));
    says(needs, THREAD, ("Problem: Problem 6", "needs it answers"), ("", "Sleep"));
}

#[test]
fn times_days_and_codes_are_said_as_the_plan_prints_them() {
    let session = Planned {
        id: id(8),
        title: "Skills group".into(),
        service: Some(Modality::Group),
        day: Some(Day::Mon),
        start: Entered::Known(MinuteOfDay::new(17 * 60 + 30).unwrap()),
        ..Planned::default()
    };
    let mut plan = plan();
    plan.schedule = vec![session];
    plan.wellness =
        vec![Wellness { id: id(9), aspect: Some(Aspect::Sleep), ..Wellness::default() }];
    plan.problems[0].goals[0].objectives[0].direction = Some(Direction::AtLeast);
    let objective = at(&[("problems", 2), ("goals", 3), ("objectives", 4)]);
    let (session, wellness) = (at(&[("schedule", 8)]), at(&[("wellness", 9)]));
    let need = at(&[("assessed_needs", 1)]);
    let cases = [
        (&session, "start", json!("18:00"), "start", "5:30 PM", "6:00 PM"),
        (&session, "start", json!("after work"), "start", "5:30 PM", "after work"),
        (&session, "day", json!("sat"), "day", "Monday", "Saturday"),
        (&session, "service", json!("peer_support"), "kind of help", "Group", "Peer support"),
        (&session, "place", json!("remote"), "place", "On site", "Remote"),
        (&wellness, "aspect", json!("nutrition"), "aspect", "Sleep", "Nutrition"),
        (&objective, "status", json!("met"), "status", "Not started", "Met"),
        (&objective, "measure_kind", json!("behavior_count"), "measured by", "", "A count"),
        (
            &objective,
            "direction",
            json!("at_most"),
            "reached",
            "At the target or above",
            "At the target or below",
        ),
        (&objective, "instrument", json!("phq-9/total"), "instrument", "", "PHQ-9 total"),
        (&need, "disposition", json!("referred"), "disposition", "Open", "Referred"),
        // Words that look like a code, a time or a day are words.
        (&objective, "text", json!("not_started"), "words", "Step 4", "not_started"),
        (&objective, "baseline", json!("17:30"), "baseline", "", "17:30"),
        (&objective, "target", json!("2027-03-10"), "target", "", "2027-03-10"),
    ];
    for (entry, field, value, name, before, after) in cases {
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        let edit = set(&format!("{entry}/{field}"), value);
        let (next, _) = apply(&plan, &edit, today, &mut || Id::from_bytes([99; 16])).unwrap();
        let found = difference(&plan, &next);
        let change = &found[0].changes[0];
        let said = (change.field.as_str(), change.before.as_str(), change.after.as_str());
        assert_eq!(said, (name, before, after), "{field}");
    }
    let removed = difference(&plan, &Plan { schedule: Vec::new(), ..plan.clone() });
    let whole = &removed[0].changes[0].before;
    for words in ["day: Monday", "start: 5:30 PM", "kind of help: Group", "place: On site"] {
        assert!(whole.contains(words), "{words} in {whole}");
    }
}

#[test]
fn entries_come_go_and_move() {
    let removed = changed(Edit::Remove { path: at(&[("problems", 2)]) });
    assert_eq!(removed[0].changes[0].kind, ChangeKind::Removed);
    assert!(removed[0].changes[0].before.contains("Step 5"), "{removed:?}");
    let moved = changed(Edit::Move { path: at(&[("problems", 6)]), after: None });
    assert_eq!(moved[0].changes[0].kind, ChangeKind::Moved);
    let added = changed(Edit::Add {
        list: "wellness".into(),
        after: None,
        value: Some(json!({"what": "Walks"})),
    });
    assert_eq!(
        (added[0].section.as_str(), added[0].changes[0].kind),
        ("Wellness", ChangeKind::Added)
    );
}

#[test]
fn marks_that_nobody_reads_are_no_change() {
    assert!(
        changed(set(&format!("{}/library", at(&[("problems", 2)])), json!("sleep/p1"))).is_empty()
    );
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let one = prop_oneof![
        "[a-z]{0,6}".prop_map(|text| set("vision", json!(text))),
        "[a-z]{0,6}".prop_map(|text| set("discharge/process", json!(text))),
        Just(Edit::Remove { path: at(&[("problems", 6)]) }),
        Just(Edit::Move { path: at(&[("problems", 2)]), after: id(6) }),
        Just(Edit::Add { list: "problems".into(), after: None, value: None }),
        "[a-z]{0,6}"
            .prop_map(|text| set(&format!("{}/statement", at(&[("problems", 2)])), json!(text))),
    ];
    proptest::collection::vec(one, 0..8)
}

proptest! {
    #[test]
    fn equal_plans_differ_in_nothing_and_the_other_way_round_added_is_removed(edits in edits()) {
        let (mut after, mut n) = (plan(), 100u8);
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        for edit in edits {
            let mut make = || { n += 1; Id::from_bytes([n; 16]) };
            if let Ok((next, _)) = apply(&after, &edit, today, &mut make) { after = next; }
        }
        prop_assert!(difference(&after, &after).is_empty());
        let count = |found: &[SectionDifference], kind| {
            found.iter().flat_map(|it| &it.changes).filter(|it| it.kind == kind).count()
        };
        let (there, back) = (difference(&plan(), &after), difference(&after, &plan()));
        prop_assert_eq!(count(&there, ChangeKind::Added), count(&back, ChangeKind::Removed));
        prop_assert_eq!(count(&there, ChangeKind::Removed), count(&back, ChangeKind::Added));
        prop_assert_eq!(there.is_empty(), back.is_empty());
    }
}
