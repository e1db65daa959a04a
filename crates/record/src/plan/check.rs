//! What a plan still lacks on its golden thread. Every finding names its place, so that a click
//! takes the cursor there. Decision support: a qualified clinician decides.

use serde::{Deserialize, Serialize};

use super::{Disposition, Goal, Intervention, Need, Objective, Plan, Problem};
use crate::{Entered, Id, Readable};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Level {
    /// A plan cannot be sealed with it.
    Blocks,
    /// Worth a second look.
    Warns,
    /// A suggestion.
    Hint,
}

/// One thing the plan lacks, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Finding {
    /// Stable name of the rule.
    pub rule: String,
    /// How much it matters.
    pub level: Level,
    /// The field or entry, as an edit would name it.
    pub path: String,
    /// One sentence.
    pub message: String,
}

/// All that is missing or unreadable on the thread, in the order of the plan.
/// Source: the golden-thread rules of the IOP core pack (measurable objectives, the client's
/// words, amount, frequency, duration and a responsible person on every intervention).
#[must_use]
pub fn findings(plan: &Plan) -> Vec<Finding> {
    let mut found = Found::default();
    if plan.problems.is_empty() {
        found.add("plan-has-problem", Level::Blocks, "problems", "The plan names no problem yet.");
    }
    plan.assessed_needs.iter().for_each(|need| found.need(plan, need));
    plan.problems.iter().for_each(|problem| found.problem(problem));
    found.0
}

#[derive(Default)]
struct Found(Vec<Finding>);

impl Found {
    fn add(&mut self, rule: &str, level: Level, path: &str, message: &str) {
        let (rule, path, message) = (rule.into(), path.into(), message.into());
        self.0.push(Finding { rule, level, path, message });
    }

    fn blank(&mut self, text: &str, rule: &str, path: &str, message: &str) {
        if text.trim().is_empty() {
            self.add(rule, Level::Blocks, path, message);
        }
    }

    fn need(&mut self, plan: &Plan, need: &Need) {
        let path = format!("assessed_needs/{}", shown(need.id));
        self.blank(&need.text, "need-has-words", &format!("{path}/text"), "A need has no words.");
        let answered =
            need.id.is_some_and(|id| plan.problems.iter().any(|p| p.needs.contains(&id)));
        match need.disposition {
            Disposition::Open if !answered => self.add(
                "need-disposed",
                Level::Blocks,
                &format!("{path}/disposition"),
                "A need has no answer: link it to a problem, defer it with a reason, or refer it.",
            ),
            Disposition::Deferred => self.blank(
                &need.disposition_note,
                "need-deferred-reason",
                &format!("{path}/disposition_note"),
                "A deferred need has no reason.",
            ),
            Disposition::Referred => self.blank(
                &need.disposition_note,
                "need-referred-to",
                &format!("{path}/disposition_note"),
                "A referred need does not say to whom.",
            ),
            Disposition::Open => {}
        }
    }

    fn problem(&mut self, problem: &Problem) {
        let path = format!("problems/{}", shown(problem.id));
        let statement = format!("{path}/statement");
        self.blank(&problem.statement, "problem-stated", &statement, "A problem has no statement.");
        if problem.goals.is_empty() {
            let goals = format!("{path}/goals");
            self.add("problem-has-goal", Level::Blocks, &goals, "A problem has no goal.");
        }
        problem.goals.iter().for_each(|goal| self.goal(&path, goal));
    }

    fn goal(&mut self, problem: &str, goal: &Goal) {
        let path = format!("{problem}/goals/{}", shown(goal.id));
        let words = format!("{path}/words");
        self.blank(
            &goal.words,
            "goal-client-words",
            &words,
            "A goal lacks the client's own words.",
        );
        if goal.clinical.trim().is_empty() {
            let clinical = format!("{path}/clinical");
            self.add("goal-clinical", Level::Warns, &clinical, "A goal has no clinical goal.");
        }
        if goal.objectives.is_empty() {
            let list = format!("{path}/objectives");
            self.add("goal-has-objective", Level::Blocks, &list, "A goal has no objective.");
        }
        goal.objectives.iter().for_each(|objective| self.objective(&path, objective));
    }

    fn objective(&mut self, goal: &str, objective: &Objective) {
        let path = format!("{goal}/objectives/{}", shown(objective.id));
        let at = |field: &str| format!("{path}/{field}");
        self.blank(&objective.text, "objective-stated", &at("text"), "An objective has no words.");
        let texts = [
            (&objective.measure, "measure", "An objective does not say how it is measured."),
            (&objective.baseline, "baseline", "An objective has no baseline."),
            (&objective.target, "target", "An objective has no target."),
        ];
        for (text, field, message) in texts {
            self.blank(text, &format!("objective-{field}"), &at(field), message);
        }
        let date = (&objective.target_date, "An objective has no target date.");
        self.entered(date.0, "objective-date", &at("target_date"), date.1);
        if objective.interventions.is_empty() {
            let message = "An objective has no intervention.";
            self.add("objective-has-intervention", Level::Blocks, &at("interventions"), message);
        }
        objective.interventions.iter().for_each(|entry| self.intervention(&path, entry));
    }

    fn intervention(&mut self, objective: &str, entry: &Intervention) {
        let path = format!("{objective}/interventions/{}", shown(entry.id));
        let at = |field: &str| format!("{path}/{field}");
        if entry.modality.is_none() {
            let message = "An intervention does not say what kind of help it is.";
            self.add("intervention-modality", Level::Blocks, &at("modality"), message);
        }
        self.blank(&entry.what, "intervention-what", &at("what"), "An intervention has no words.");
        let message = "An intervention has no minutes.";
        self.entered(&entry.minutes, "intervention-minutes", &at("minutes"), message);
        let message = "An intervention does not say how often.";
        self.entered(&entry.times_a_week, "intervention-frequency", &at("times_a_week"), message);
        let message = "An intervention does not say for how many weeks.";
        self.entered(&entry.weeks, "intervention-weeks", &at("weeks"), message);
        let message = "Nobody is named as responsible for an intervention.";
        self.blank(&entry.responsible, "intervention-responsible", &at("responsible"), message);
    }

    fn entered<T: Readable>(&mut self, value: &Entered<T>, rule: &str, path: &str, blank: &str) {
        if value.is_unreadable() {
            let message = "This could not be read as a number or a date; it is kept as typed.";
            self.add(&format!("{rule}-readable"), Level::Blocks, path, message);
        } else if value.is_blank() {
            self.add(rule, Level::Blocks, path, blank);
        }
    }
}

fn shown(id: Option<Id>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(plan: &Plan) -> Vec<String> {
        findings(plan).into_iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn an_empty_plan_names_no_problem() {
        assert_eq!(rules(&Plan::default()), ["plan-has-problem"]);
    }

    #[test]
    fn a_need_is_answered_by_a_problem_that_links_it() {
        let id = Id::from_bytes([7; 16]);
        let need = Need { id: Some(id), text: "Sleep".into(), ..Need::default() };
        let mut plan = Plan { assessed_needs: vec![need], ..Plan::default() };
        assert!(rules(&plan).contains(&"need-disposed".to_owned()));
        plan.problems.push(Problem { needs: vec![id], ..Problem::default() });
        assert!(!rules(&plan).contains(&"need-disposed".to_owned()));
    }

    #[test]
    fn an_intervention_without_amount_frequency_duration_or_person_is_a_hole() {
        let objective =
            Objective { interventions: vec![Intervention::default()], ..Objective::default() };
        let goal = Goal { objectives: vec![objective], ..Goal::default() };
        let problem = Problem { goals: vec![goal], ..Problem::default() };
        let found = rules(&Plan { problems: vec![problem], ..Plan::default() });
        for rule in ["minutes", "frequency", "weeks", "responsible", "modality", "what"] {
            assert!(found.contains(&format!("intervention-{rule}")), "{rule}");
        }
    }

    #[test]
    fn minutes_that_cannot_be_read_are_said_to_be_kept() {
        let minutes = Entered::Text("about an hour".into());
        let entry = Intervention { minutes, ..Intervention::default() };
        let objective = Objective { interventions: vec![entry], ..Objective::default() };
        let goal = Goal { objectives: vec![objective], ..Goal::default() };
        let problem = Problem { goals: vec![goal], ..Problem::default() };
        let found = rules(&Plan { problems: vec![problem], ..Plan::default() });
        assert!(found.contains(&"intervention-minutes-readable".to_owned()));
    }
}
