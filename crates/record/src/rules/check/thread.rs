//! The thread from problem to intervention: nothing on it is missing. Source: IOP core (the client's
//! words; amount, frequency, duration and a responsible person on every intervention).

use super::{Found, shown};
use crate::{
    Id,
    plan::{Goal, Intervention, Problem},
    rules::Level,
    schedule::LONGEST_SESSION,
};

pub(super) const RULES: &[&str] = &[
    "goal-client-words",
    "goal-clinical",
    "goal-has-objective",
    "goal-library-text",
    "intervention-credential",
    "intervention-frequency",
    "intervention-frequency-many",
    "intervention-frequency-none",
    "intervention-frequency-readable",
    "intervention-library-text",
    "intervention-minutes",
    "intervention-minutes-many",
    "intervention-minutes-none",
    "intervention-minutes-readable",
    "intervention-modality",
    "intervention-responsible",
    "intervention-weeks",
    "intervention-weeks-many",
    "intervention-weeks-none",
    "intervention-weeks-readable",
    "intervention-what",
    "plan-has-problem",
    "problem-has-goal",
    "problem-has-need",
    "problem-library-text",
    "problem-stated",
];

/// Times a week from which a number is a slip: five times a day.
const MOST_TIMES: f64 = 35.0;
/// Weeks from which a number is more likely a slip than a plan.
const MOST_WEEKS: u32 = 104;

impl Found<'_> {
    pub(super) fn problems(&mut self) {
        let plan = self.plan;
        if plan.problems.is_empty() {
            let message = "The plan names no problem yet.";
            self.core("plan-has-problem", Level::Blocks, "problems", message);
        }
        plan.problems.iter().for_each(|problem| self.problem(problem));
    }

    fn problem(&mut self, problem: &Problem) {
        let path = format!("problems/{}", shown(problem.id));
        let statement = format!("{path}/statement");
        self.blank(&problem.statement, "problem-stated", &statement, "A problem has no statement.");
        self.unchanged(problem.library.as_ref(), "problem", Level::Hint, &statement);
        let needs = &self.plan.assessed_needs;
        let known = |id: &Id| needs.iter().any(|need| need.id == Some(*id));
        if !problem.needs.iter().any(known) {
            let message = "A problem answers no assessed need.";
            self.core("problem-has-need", Level::Warns, &format!("{path}/needs"), message);
        }
        if problem.goals.is_empty() {
            let goals = format!("{path}/goals");
            self.core("problem-has-goal", Level::Blocks, &goals, "A problem has no goal.");
        }
        problem.goals.iter().for_each(|goal| self.goal(&path, goal));
    }

    fn goal(&mut self, problem: &str, goal: &Goal) {
        let path = format!("{problem}/goals/{}", shown(goal.id));
        let words = format!("{path}/words");
        let message = "A goal lacks the client's own words.";
        self.blank(&goal.words, "goal-client-words", &words, message);
        if goal.clinical.trim().is_empty() {
            let clinical = format!("{path}/clinical");
            self.core("goal-clinical", Level::Warns, &clinical, "A goal has no clinical goal.");
        }
        self.unchanged(goal.library.as_ref(), "goal", Level::Warns, &words);
        if goal.objectives.is_empty() {
            let list = format!("{path}/objectives");
            self.core("goal-has-objective", Level::Blocks, &list, "A goal has no objective.");
        }
        goal.objectives.iter().for_each(|objective| self.objective(&path, objective));
    }

    pub(super) fn intervention(&mut self, objective: &str, entry: &Intervention) {
        let path = format!("{objective}/interventions/{}", shown(entry.id));
        let at = |field: &str| format!("{path}/{field}");
        if entry.modality.is_none() {
            let message = "An intervention does not say what kind of help it is.";
            self.core("intervention-modality", Level::Blocks, &at("modality"), message);
        }
        self.blank(&entry.what, "intervention-what", &at("what"), "An intervention has no words.");
        self.unchanged(entry.library.as_ref(), "intervention", Level::Hint, &at("what"));
        let message = "An intervention has no minutes.";
        self.entered(&entry.minutes, "intervention-minutes", &at("minutes"), message);
        let message = "An intervention does not say how often.";
        self.entered(&entry.times_a_week, "intervention-frequency", &at("times_a_week"), message);
        let message = "An intervention does not say for how many weeks.";
        self.entered(&entry.weeks, "intervention-weeks", &at("weeks"), message);
        let none = [
            (entry.minutes.known() == Some(0), "minutes", "minutes"),
            (entry.times_a_week.known().is_some_and(|n| n <= 0.0), "frequency", "times_a_week"),
            (entry.weeks.known() == Some(0), "weeks", "weeks"),
        ];
        for (is_none, rule, field) in none {
            if is_none {
                let message = "An intervention of none is no intervention.";
                self.core(&format!("intervention-{rule}-none"), Level::Blocks, &at(field), message);
            }
        }
        self.amounts(entry, &path);
        let responsible = entry.responsible.trim();
        let message = "Nobody is named as responsible for an intervention.";
        self.blank(responsible, "intervention-responsible", &at("responsible"), message);
        if !responsible.is_empty() && !responsible.contains(',') {
            let message = "Who is responsible stands there without a credential.";
            self.core("intervention-credential", Level::Warns, &at("responsible"), message);
        }
    }

    /// Amounts that no week holds are slips of the keyboard.
    fn amounts(&mut self, entry: &Intervention, path: &str) {
        let at = |field: &str| format!("{path}/{field}");
        if entry.minutes.known().is_some_and(|n| n > LONGEST_SESSION) {
            let message = "An intervention is longer than twelve hours.";
            self.core("intervention-minutes-many", Level::Blocks, &at("minutes"), message);
        }
        if entry.times_a_week.known().is_some_and(|n| n > MOST_TIMES) {
            let message = "An intervention is given more than 35 times a week.";
            self.core("intervention-frequency-many", Level::Blocks, &at("times_a_week"), message);
        }
        if entry.weeks.known().is_some_and(|n| n > MOST_WEEKS) {
            let message = "An intervention goes on for more than two years.";
            self.core("intervention-weeks-many", Level::Warns, &at("weeks"), message);
        }
    }

    /// Text that was inserted from the library and that nobody has made the person's own.
    pub(super) fn unchanged(
        &mut self,
        mark: Option<&String>,
        entry: &str,
        level: Level,
        path: &str,
    ) {
        if mark.is_some() {
            let message = "Library text, unchanged. Make it the person's own, or say that it fits.";
            self.core(&format!("{entry}-library-text"), level, path, message);
        }
    }
}
