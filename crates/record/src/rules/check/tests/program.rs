//! The program, the hours and the people of a plan.

use super::*;
use crate::rules::Level;

#[test]
fn somebody_in_a_program_of_another_age_gets_a_second_look() {
    use Program::{BothAdolescent, BothAdult, MentalHealthAdolescent};
    let cases = [
        (Some(BothAdult), Some(34), None),
        (Some(BothAdult), Some(18), None),
        (Some(BothAdult), Some(17), Some("The program is for adults and the person is 17")),
        (Some(BothAdolescent), Some(17), None),
        (
            Some(MentalHealthAdolescent),
            Some(18),
            Some("The program is for adolescents and the person is 18"),
        ),
        (Some(BothAdolescent), None, None),
        (None, Some(12), None),
    ];
    for (program, age, expected) in cases {
        let (plan, facts) = (Plan { program, ..whole() }, Facts { age, ..facts() });
        let found = finding(&plan, &facts, "program-age");
        let said = found.as_ref().map(|it| (it.level, it.path.as_str()));
        assert_eq!(said, expected.map(|_| (Level::Warns, "program")), "{program:?} {age:?}");
        if let Some((found, words)) = found.zip(expected) {
            assert!(found.message.starts_with(words), "{}", found.message);
        }
    }
}

#[test]
fn a_session_that_cannot_be_is_no_hour_and_no_service() {
    let medicare = Facts { medicare: true, certified: Some(today()), ..facts() };
    let mut plan = whole();
    plan.schedule = (20..23).map(|n| session(n, Day::Mon)).collect();
    plan.schedule[1].start = Entered::Known(MinuteOfDay::new(13 * 60).unwrap());
    plan.schedule[2].start = Entered::Known(MinuteOfDay::new(17 * 60).unwrap());
    assert_eq!(found(&plan, &medicare), ["services-a-day"]);
    type Case = (fn(&mut Planned), &'static str);
    let cases: [Case; 3] = [
        (|it| it.minutes = Entered::Known(0), "session-minutes-none"),
        (|it| it.minutes = Entered::Known(100_000), "session-minutes-many"),
        (
            |it| it.start = Entered::Known(MinuteOfDay::new(22 * 60).unwrap()),
            "session-past-midnight",
        ),
    ];
    for (change, rule) in cases {
        let mut plan = plan.clone();
        change(&mut plan.schedule[2]);
        assert_eq!(found(&plan, &medicare), ["hours-enough", rule], "{rule}");
        let one = finding(&plan, &medicare, rule).unwrap();
        let path = format!("schedule/{}/minutes", id(22).unwrap());
        assert_eq!((one.level, one.path), (Level::Blocks, path));
        let hours = finding(&plan, &medicare, "hours-enough").unwrap();
        assert_eq!(hours.message, "The week has 6.0 hours on site; 9.0 are asked for.");
    }
}

#[test]
fn a_session_of_a_draft_without_a_time_is_not_called_impossible() {
    let mut plan = whole();
    plan.schedule[0].start = Entered::default();
    assert_eq!(found(&plan, &facts()), ["hours-enough", "session-start"]);
    plan.schedule[0].minutes = Entered::default();
    assert_eq!(found(&plan, &facts()), ["hours-enough", "session-start", "session-minutes"]);
}

#[test]
fn one_primary_diagnosis_and_a_day_that_is_not_to_come() {
    let plan = |primary: [bool; 2], days: u64| {
        let diagnosis = whole().diagnoses[0].clone();
        let date = Entered::Known(today() + chrono::Days::new(days));
        let one = Diagnosis { primary: primary[0], ..diagnosis.clone() };
        let two = Diagnosis { id: id(11), primary: primary[1], date, ..diagnosis };
        Plan { diagnoses: vec![one, two], ..whole() }
    };
    type Case<'c> = ([bool; 2], u64, Option<(&'c str, Level)>);
    let cases: [Case<'_>; 4] = [
        ([true, false], 0, None),
        ([false, false], 0, Some(("diagnosis-primary", Level::Warns))),
        ([true, true], 0, Some(("diagnosis-primary-two", Level::Blocks))),
        ([true, false], 1, Some(("diagnosis-date-future", Level::Warns))),
    ];
    for (primary, days, expected) in cases {
        let found = findings(&plan(primary, days), &facts());
        let said: Vec<(&str, Level)> =
            found.iter().map(|it| (it.rule.as_str(), it.level)).collect();
        assert_eq!(said, expected.into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn an_objective_says_what_measures_it_and_is_checked_where_it_has_numbers() {
    let with = |kind, baseline: &str, target: &str, direction| {
        let mut plan = whole();
        let objective = &mut plan.problems[0].goals[0].objectives[0];
        objective.measure_kind = kind;
        (objective.baseline, objective.target) = (baseline.into(), target.into());
        objective.direction = direction;
        found(&plan, &facts())
    };
    let least = Some(Direction::AtLeast);
    let nothing: [&str; 0] = [];
    assert_eq!(with(None, "1", "5", least), ["objective-kind"]);
    assert_eq!(with(None, "5", "5", least), ["objective-reached", "objective-kind"]);
    assert_eq!(with(None, "1", "5", None), ["objective-direction", "objective-kind"]);
    assert_eq!(with(None, "rarely", "5", None), ["objective-kind"]);
    assert_eq!(with(None, "1,5", "2", None), ["objective-kind"]);
    assert_eq!(with(Some(MeasureKind::Other), "5", "5", least), nothing);
    let count = Some(MeasureKind::BehaviorCount);
    assert_eq!(with(count, "1,5", "2", least), ["objective-baseline-number"]);
    assert_eq!(with(count, "900", "1,000", least), nothing);
    assert_eq!(with(count, "1,200", "1,000", least), ["objective-reached"]);
}

#[test]
fn a_new_plan_asks_which_program_it_is_for() {
    let found = finding(&Plan::default(), &facts(), "section-says-something").unwrap();
    assert_eq!(found.path, "vision", "the editor begins with the client's words");
    let program = findings(&Plan::default(), &facts()).into_iter().find(|it| it.path == "program");
    assert_eq!(program.unwrap().message, "Say which program the plan is for.");
}

#[test]
fn a_link_to_a_need_that_is_gone_is_no_link() {
    let mut plan = whole();
    plan.problems[0].needs = vec![Id::from_bytes([77; 16])];
    assert_eq!(found(&plan, &facts()), ["need-disposed", "problem-has-need"]);
}
