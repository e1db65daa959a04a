//! Need x problem x objective x intervention x session as rows of a matrix that shows every gap.
//!
//! It does not judge a gap; the checker does.

use serde::Serialize;

use crate::{
    Id,
    plan::{Disposition, Intervention, Objective, Plan, Problem},
    schedule::{Day, Planned},
};

/// One path along the thread, as far as it goes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CoverageRow {
    /// The need.
    pub need: Cell,
    /// The problem that answers it.
    pub problem: Cell,
    /// The objective.
    pub objective: Cell,
    /// The intervention.
    pub intervention: Cell,
    /// The sessions that carry it.
    pub sessions: Cell,
    /// Every place where the thread begins too late or ends too early; empty when it is whole.
    pub gaps: Vec<Gap>,
}

/// One station of a path.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "CoverageCell"))]
pub struct Cell {
    /// In words; empty where the path does not reach.
    pub text: String,
    /// The entry, as an edit would name it; without words, the entry that lacks one. Empty where
    /// the path does not reach.
    pub path: String,
}

/// Where a thread ends too early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "CoverageGap"))]
pub enum Gap {
    /// A problem that no assessed need leads to.
    NoNeed,
    /// A need that is not answered.
    NoProblem,
    /// A problem without a goal, or a goal without an objective.
    NoObjective,
    /// An objective without an intervention.
    NoIntervention,
    /// An intervention that no session carries.
    NoSession,
}

/// Every path from a need down to its sessions, and every problem that no need of the plan leads to.
/// In the order of the plan; a need that several problems answer stands in several rows.
#[must_use]
pub fn coverage(plan: &Plan) -> Vec<CoverageRow> {
    let mut rows = Vec::new();
    for need in &plan.assessed_needs {
        let cell = cell(&need.text, "assessed_needs", need.id);
        let problems =
            plan.problems.iter().filter(|it| need.id.is_some_and(|id| it.needs.contains(&id)));
        let before = rows.len();
        let start = CoverageRow { need: cell, ..CoverageRow::default() };
        problems.for_each(|problem| paths(plan, &start, problem, &mut rows));
        if rows.len() == before {
            let open = need.disposition == Disposition::Open;
            let gaps = open.then_some(Gap::NoProblem).into_iter().collect();
            let problem = Cell { text: disposed(need.disposition).to_owned(), ..Cell::default() };
            rows.push(CoverageRow { problem, gaps, ..start });
        }
    }
    let known = |id: &Id| plan.assessed_needs.iter().any(|need| need.id == Some(*id));
    let start = CoverageRow { gaps: vec![Gap::NoNeed], ..CoverageRow::default() };
    for problem in plan.problems.iter().filter(|problem| !problem.needs.iter().any(known)) {
        paths(plan, &start, problem, &mut rows);
    }
    rows
}

fn disposed(disposition: Disposition) -> &'static str {
    match disposition {
        Disposition::Open => "",
        Disposition::Deferred => "Deferred",
        Disposition::Referred => "Referred",
    }
}

fn cell(text: &str, list: &str, id: Option<Id>) -> Cell {
    let id = id.map(|id| id.to_string()).unwrap_or_default();
    Cell { text: text.trim().to_owned(), path: format!("{list}/{id}") }
}

impl CoverageRow {
    /// The row with one more gap.
    fn lacking(mut self, gap: Gap) -> Self {
        self.gaps.push(gap);
        self
    }
}

fn paths(plan: &Plan, start: &CoverageRow, problem: &Problem, rows: &mut Vec<CoverageRow>) {
    let at = cell(&problem.statement, "problems", problem.id);
    let row = CoverageRow { problem: at, ..start.clone() };
    // Without an objective the place leads to the entry that lacks one.
    let none = |path: &str| {
        let objective = Cell { text: String::new(), path: path.to_owned() };
        CoverageRow { objective, ..row.clone() }.lacking(Gap::NoObjective)
    };
    if problem.goals.is_empty() {
        rows.push(none(&row.problem.path));
    }
    for goal in &problem.goals {
        let path = cell("", &format!("{}/goals", row.problem.path), goal.id).path;
        if goal.objectives.is_empty() {
            rows.push(none(&path));
        }
        for objective in &goal.objectives {
            steps(plan, &row, &format!("{path}/objectives"), objective, rows);
        }
    }
}

fn steps(
    plan: &Plan,
    row: &CoverageRow,
    list: &str,
    objective: &Objective,
    rows: &mut Vec<CoverageRow>,
) {
    let at = cell(&objective.text, list, objective.id);
    let row = CoverageRow { objective: at, ..row.clone() };
    if objective.interventions.is_empty() {
        return rows.push(row.lacking(Gap::NoIntervention));
    }
    let list = format!("{}/interventions", row.objective.path);
    for entry in &objective.interventions {
        let sessions = sessions(plan, entry);
        let carried = !sessions.text.is_empty();
        let intervention = cell(&entry.what, &list, entry.id);
        let row = CoverageRow { intervention, sessions, ..row.clone() };
        rows.push(if carried { row } else { row.lacking(Gap::NoSession) });
    }
}

fn sessions(plan: &Plan, entry: &Intervention) -> Cell {
    let carries = |it: &&Planned| entry.id.is_some_and(|id| it.interventions.contains(&id));
    let words = |it: &Planned| {
        let start = it.start.known().map(|start| start.to_string()).unwrap_or_default();
        format!("{} {start}", it.day.map(Day::short).unwrap_or("No day")).trim().to_owned()
    };
    let carrying: Vec<&Planned> = plan.schedule.iter().filter(carries).collect();
    let text = carrying.iter().map(|it| words(it)).collect::<Vec<_>>().join(", ");
    let path = carrying.first().map(|it| cell("", "schedule", it.id).path).unwrap_or_default();
    Cell { text, path }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Entered,
        plan::{Goal, Need},
        schedule::MinuteOfDay,
    };

    fn id(n: u8) -> Option<Id> {
        Some(Id::from_bytes([n; 16]))
    }

    fn plan() -> Plan {
        let need = |n: u8, text: &str| Need { id: id(n), text: text.into(), ..Need::default() };
        let entry =
            |n: u8| Intervention { id: id(n), what: format!("Do {n}"), ..Intervention::default() };
        let objective = |n: u8, interventions| Objective {
            id: id(n),
            text: format!("Step {n}"),
            interventions,
            ..Objective::default()
        };
        let problem = |n: u8, needs: &[u8], objectives: Vec<Objective>| Problem {
            id: id(n),
            statement: format!("Problem {n}"),
            needs: needs.iter().filter_map(|n| id(*n)).collect(),
            goals: vec![Goal { id: id(n + 1), objectives, ..Goal::default() }],
            ..Problem::default()
        };
        Plan {
            assessed_needs: vec![
                need(1, "Mood"),
                need(2, "Sleep"),
                Need { disposition: Disposition::Deferred, ..need(3, "Work") },
            ],
            problems: vec![
                problem(
                    10,
                    &[1],
                    vec![objective(12, vec![entry(13), entry(14)]), objective(15, vec![])],
                ),
                problem(20, &[], vec![]),
            ],
            schedule: vec![Planned {
                id: id(30),
                day: Some(Day::Mon),
                start: Entered::Known(MinuteOfDay::new(540).unwrap()),
                interventions: vec![Id::from_bytes([13; 16])],
                ..Planned::default()
            }],
            ..Plan::default()
        }
    }

    #[test]
    fn every_path_is_a_row_and_every_gap_is_named() {
        let rows = coverage(&plan());
        let said: Vec<(&str, &str, &str, &str, &[Gap])> = rows
            .iter()
            .map(|row| {
                (
                    row.need.text.as_str(),
                    row.objective.text.as_str(),
                    row.intervention.text.as_str(),
                    row.sessions.text.as_str(),
                    row.gaps.as_slice(),
                )
            })
            .collect();
        assert_eq!(
            said,
            [
                ("Mood", "Step 12", "Do 13", "Mon 9:00 AM", &[][..]),
                ("Mood", "Step 12", "Do 14", "", &[Gap::NoSession]),
                ("Mood", "Step 15", "", "", &[Gap::NoIntervention]),
                ("Sleep", "", "", "", &[Gap::NoProblem]),
                ("Work", "", "", "", &[]),
                ("", "", "", "", &[Gap::NoNeed, Gap::NoObjective]),
            ]
        );
    }

    /// The gaps of the rows of a plan's first problem, changed.
    fn gaps(change: fn(&mut Problem)) -> Vec<Vec<Gap>> {
        let mut plan = plan();
        change(&mut plan.problems[0]);
        plan.problems.truncate(1);
        plan.assessed_needs.truncate(1);
        coverage(&plan).into_iter().map(|row| row.gaps).collect()
    }

    #[test]
    fn no_gap_hides_another() {
        use Gap::{NoIntervention, NoNeed, NoObjective, NoProblem, NoSession};
        let empty = |problem: &mut Problem| {
            problem.goals.push(Goal { id: id(40), ..Goal::default() });
        };
        let known = [vec![], vec![NoSession], vec![NoIntervention]];
        assert_eq!(gaps(|_| {}), known);
        assert_eq!(gaps(empty), [&known[..], &[vec![NoObjective]]].concat());
        assert_eq!(gaps(|it| it.goals.clear()), [vec![NoObjective]]);
        let without_need = [vec![NoNeed], vec![NoNeed, NoSession], vec![NoNeed, NoIntervention]];
        let unanswered = [&[vec![NoProblem]], &without_need[..]].concat();
        assert_eq!(gaps(|it| it.needs.clear()), unanswered);
        // A link to a need that is gone is no link.
        assert_eq!(gaps(|it| it.needs = vec![Id::from_bytes([77; 16])]), unanswered);
    }

    #[test]
    fn a_goal_without_an_objective_can_be_gone_to() {
        let mut plan = plan();
        plan.problems[0].goals.push(Goal { id: id(40), ..Goal::default() });
        let row = coverage(&plan).into_iter().find(|it| it.gaps == [Gap::NoObjective]).unwrap();
        let goal = format!("{}/goals/{}", row.problem.path, id(40).unwrap());
        assert_eq!((row.objective.text.as_str(), row.objective.path), ("", goal));
    }

    #[test]
    fn every_cell_names_a_place_an_edit_would_find() {
        let plan = plan();
        for row in coverage(&plan) {
            for cell in [row.need, row.problem, row.objective, row.intervention, row.sessions] {
                if cell.path.is_empty() {
                    continue;
                }
                let edit = crate::plan::Edit::Move { path: cell.path.clone(), after: None };
                let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
                assert!(
                    crate::plan::apply(&plan, &edit, today, &mut || Id::from_bytes([99; 16]))
                        .is_ok(),
                    "{}",
                    cell.path
                );
            }
        }
    }
}
