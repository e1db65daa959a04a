//! The golden thread on paper: assessed needs with what becomes of each, then every problem with
//! its goals, objectives and interventions.

use record::{
    Id,
    plan::{Disposition, Goal, Intervention, Modality, Need, Objective, Plan, Problem},
};

use super::words;
use crate::block::{
    self, Align, Block, Column, Fact, Facts, Ground, Knot, Level, Station, Table, Text, Tone,
};

/// The assessed needs and what the plan does about each.
pub(super) fn needs(plan: &Plan) -> Block {
    if plan.assessed_needs.is_empty() {
        return Block::Paragraph(Text::or_missing(""));
    }
    let column = |title: &str, share| Column { title: title.into(), align: Align::Start, share };
    let row = |need: &Need| {
        vec![Text::or_missing(&need.text), Text::or_missing(&need.source), disposition(plan, need)]
    };
    Block::Table(Table {
        columns: vec![
            column("Need", 1.0),
            column("Where it comes from", 0.8),
            column("What the plan does", 1.0),
        ],
        rows: plan.assessed_needs.iter().map(row).collect(),
    })
}

fn disposition(plan: &Plan, need: &Need) -> Text {
    let note = need.disposition_note.trim();
    let with_note = |lead: &str| match note {
        "" => Text::plain(lead),
        note => Text::plain(format!("{lead}: {note}")),
    };
    let answers: Vec<String> = plan
        .problems
        .iter()
        .zip(1..)
        .filter(|(problem, _)| need.id.is_some_and(|id| problem.needs.contains(&id)))
        .map(|(_, number)| format!("problem {number}"))
        .collect();
    match need.disposition {
        _ if !answers.is_empty() => with_note(&format!("Addressed by {}", answers.join(", "))),
        Disposition::Deferred => with_note("Deferred"),
        Disposition::Referred => with_note("Referred"),
        Disposition::Open if note.is_empty() => Text::quiet("Not decided yet"),
        Disposition::Open => Text { words: format!("Not decided yet: {note}"), tone: Tone::Quiet },
    }
}

/// One thread for each problem.
pub(super) fn problems(plan: &Plan) -> Vec<Block> {
    if plan.problems.is_empty() {
        return vec![Block::Paragraph(Text::or_missing(""))];
    }
    let thread = |(problem, number): (&Problem, usize)| {
        let mut knots = vec![problem_knot(plan, problem, number)];
        for (goal, goal_number) in problem.goals.iter().zip(1..) {
            let label = format!("{number}.{goal_number}");
            knots.push(goal_knot(goal, &label));
            for (objective, objective_number) in goal.objectives.iter().zip(1..) {
                knots.push(objective_knot(objective, &format!("{label}.{objective_number}")));
            }
        }
        Block::Thread(knots)
    };
    plan.problems.iter().zip(1..).map(thread).collect()
}

fn problem_knot(plan: &Plan, problem: &Problem, number: usize) -> Knot {
    let linked: Vec<&str> = problem
        .needs
        .iter()
        .filter_map(|id| need_text(plan, *id))
        .filter(|t| !t.is_empty())
        .collect();
    let mut blocks = vec![
        heading(Level::Topic, &problem.statement),
        Block::Paragraph(Text::or_missing(&problem.evidence)),
    ];
    if !linked.is_empty() {
        blocks.push(Block::Paragraph(Text::quiet(format!("Answers: {}", linked.join("; ")))));
    }
    if problem.goals.is_empty() {
        blocks.push(Block::Paragraph(Text::quiet("No goal yet")));
    }
    Knot { station: Station::Problem, label: format!("Problem {number}"), blocks }
}

fn need_text(plan: &Plan, id: Id) -> Option<&str> {
    plan.assessed_needs.iter().find(|need| need.id == Some(id)).map(|need| need.text.trim())
}

fn goal_knot(goal: &Goal, label: &str) -> Knot {
    let mut blocks = vec![Block::Goal(block::Goal {
        own_label: "In my own words".to_owned(),
        own: goal.words.trim().to_owned(),
        clinical_label: "Clinical goal".to_owned(),
        clinical: goal.clinical.trim().to_owned(),
    })];
    if goal.objectives.is_empty() {
        blocks.push(Block::Paragraph(Text::quiet("No objective yet")));
    }
    Knot { station: Station::Goal, label: format!("Goal {label}"), blocks }
}

fn objective_knot(objective: &Objective, label: &str) -> Knot {
    let blocks = vec![
        heading(Level::Detail, &objective.text),
        Block::Facts(measures(objective)),
        interventions(&objective.interventions),
    ];
    Knot { station: Station::Objective, label: format!("Objective {label}"), blocks }
}

fn heading(level: Level, words: &str) -> Block {
    match words.trim() {
        "" => Block::Paragraph(Text::or_missing("")),
        words => Block::Heading { level, text: words.to_owned() },
    }
}

fn measures(objective: &Objective) -> Facts {
    Facts {
        columns: vec![1.5, 0.9, 0.9, 0.85, 0.85],
        facts: vec![
            Fact::new("Measure", &objective.measure),
            Fact::new("Baseline", &objective.baseline),
            Fact::new("Target", &objective.target),
            Fact::new("By", &words::entered(&objective.target_date, words::date)),
            Fact::new("Status", objective.status.label()),
        ],
        ground: Ground::Tinted,
    }
}

fn interventions(interventions: &[Intervention]) -> Block {
    if interventions.is_empty() {
        return Block::Paragraph(Text::quiet("No intervention yet"));
    }
    let column = |title: &str, align, share| Column { title: title.into(), align, share };
    let row = |intervention: &Intervention| {
        vec![
            Text::or_missing(&intervention.what),
            Text::or_missing(intervention.modality.map(Modality::label).unwrap_or_default()),
            amount(words::entered(&intervention.minutes, |minutes| minutes.to_string())),
            amount(words::entered(&intervention.times_a_week, words::decimal)),
            amount(words::entered(&intervention.weeks, |weeks| weeks.to_string())),
            Text::or_missing(&intervention.responsible),
        ]
    };
    Block::Table(Table {
        columns: vec![
            column("Intervention", Align::Start, 2.5),
            column("Kind", Align::Start, 1.2),
            column("Minutes", Align::End, 0.55),
            column("× a week", Align::End, 0.6),
            column("Weeks", Align::End, 0.5),
            column("Responsible", Align::Start, 1.25),
        ],
        rows: interventions.iter().map(row).collect(),
    })
}

/// A number in a narrow column; a dash says "not recorded" where the words would not fit.
fn amount(text: String) -> Text {
    if text.is_empty() { Text::quiet("–") } else { Text::plain(text) }
}
