//! Where findings lead, and in which order they come.

use serde_json::Value;

use super::broken::BROKEN;
use super::*;

/// What stands at a path of a plan.
fn at<'v>(plan: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('/').try_fold(plan, |here, step| match here {
        Value::Object(fields) => fields.get(step),
        Value::Array(entries) => entries.iter().find(|it| it["id"] == step),
        _ => None,
    })
}

fn lead_somewhere(plan: &Plan, facts: &Facts, case: &str) {
    let json = serde_json::to_value(plan).unwrap();
    for finding in findings(plan, facts) {
        assert!(at(&json, &finding.path).is_some(), "{case}: {finding:?}");
        assert!(!finding.message.is_empty() && !finding.source.is_empty(), "{case}: {finding:?}");
    }
}

#[test]
fn every_finding_leads_to_something_in_the_plan() {
    for (rule, change) in BROKEN {
        let (mut plan, mut facts) = (whole(), facts());
        change(&mut plan, &mut facts);
        lead_somewhere(&plan, &facts, rule);
    }
}

#[test]
fn a_plan_of_nothing_and_one_of_blank_entries_can_be_checked() {
    let medicare = Facts { medicare: true, ..facts() };
    for facts in [facts(), medicare, Facts::on(today())] {
        assert!(!findings(&Plan::default(), &facts).is_empty());
        assert!(check(&Plan::default(), &[], &facts).iter().all(|it| it.source == "IOP core"));
        lead_somewhere(&Plan::default(), &facts, "nothing");
        let objective = Objective {
            id: id(4),
            interventions: vec![Intervention { id: id(5), ..Intervention::default() }],
            ..Objective::default()
        };
        let goal = Goal { id: id(3), objectives: vec![objective], ..Goal::default() };
        let blank = Plan {
            diagnoses: vec![Diagnosis { id: id(6), ..Diagnosis::default() }],
            assessed_needs: vec![Need { id: id(1), ..Need::default() }],
            problems: vec![Problem { id: id(2), goals: vec![goal], ..Problem::default() }],
            wellness: vec![Wellness { id: id(7), ..Wellness::default() }],
            schedule: vec![Planned { id: id(8), ..Planned::default() }],
            ..Plan::default()
        };
        lead_somewhere(&blank, &facts, "blank entries");
    }
}

#[test]
fn findings_come_in_the_order_in_which_the_editor_shows_the_plan() {
    let mut plan = whole();
    plan.assessed_needs[0].text.clear();
    plan.vision.clear();
    plan.program = None;
    plan.diagnoses[0].by.clear();
    let second = Problem { id: id(30), needs: Vec::new(), ..thread() };
    plan.problems.push(Problem { statement: String::new(), goals: Vec::new(), ..second });
    let objective = &mut plan.problems[0].goals[0].objectives[0];
    objective.target_date = Entered::default();
    objective.target = "better".into();
    objective.interventions[0].responsible.clear();
    plan.problems[0].goals[0].clinical.clear();
    plan.abilities.clear();
    plan.schedule[2].staff.clear();
    plan.schedule[0].service = None;
    plan.why_this_level.clear();
    plan.wellness.clear();
    plan.coordination.clear();
    plan.reviews.every_days = Entered::Known(90);
    plan.discharge.aftercare.clear();
    plan.discharge.criteria.clear();
    let found = findings(&plan, &facts());
    let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let fields: Vec<String> = found.iter().map(|it| last(&it.path)).collect();
    let expected = [
        "text",
        "vision",
        "program",
        "by",
        "clinical",
        "target",
        "target_date",
        "responsible",
        "needs",
        "statement",
        "goals",
        "abilities",
        "service",
        "staff",
        "why_this_level",
        "wellness",
        "coordination",
        "every_days",
        "criteria",
        "aftercare",
    ];
    assert_eq!(fields, expected, "{found:#?}");
}

/// The rows of `docs/rule-packs.md`: rule, and the levels it is said at.
fn documented() -> Vec<(&'static str, &'static str)> {
    let page = include_str!("../../../../../../docs/rule-packs.md");
    let (_, rules) = page.split_once("## Every rule").unwrap();
    let rows = rules.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.map(|row| {
        let (rule, rest) = row.split_once("` | ").unwrap();
        (rule, rest.split_once(" | ").unwrap().0)
    })
    .collect()
}

#[test]
fn the_page_about_rule_packs_names_every_rule_once_with_its_levels() {
    let documented = documented();
    let mut rules: Vec<&str> = documented.iter().map(|(rule, _)| *rule).collect();
    rules.sort_unstable();
    assert_eq!(rules, super::super::rule_ids());
    for (rule, change) in BROKEN {
        let (mut plan, mut facts) = (whole(), facts());
        change(&mut plan, &mut facts);
        for finding in findings(&plan, &facts) {
            let levels = documented.iter().find(|it| it.0 == finding.rule).unwrap().1;
            let level = serde_json::to_value(finding.level).unwrap();
            let listed = levels.split(", ").any(|it| level == it);
            assert!(listed, "{rule}: {} {level} in {levels}", finding.rule);
        }
    }
}
