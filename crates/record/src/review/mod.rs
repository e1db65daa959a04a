//! A review of the plan in force: how each objective goes, and what follows from it. When the next
//! one is due is in `due`; what a review still lacks in `lacks`.
//!
//! It does not know scores or sessions: what they say is for whoever shows the review.

mod due;
mod edit;
mod lacks;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use due::{NextReview, next_review};
pub use edit::apply;
pub use lacks::lacks;

use crate::{
    Entered, Id,
    plan::{Objective, Plan, Status},
};

/// A review of one version of a plan.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "PlanReview"))]
pub struct Review {
    /// When it was held.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub on: Entered<NaiveDate>,
    /// Who took part.
    pub participants: String,
    /// How each objective goes.
    pub objectives: Vec<Reviewed>,
    /// How the person sees it, in the client's words.
    pub client_view: String,
    /// What the team sees: response, and what still risks relapse or hospitalization.
    pub summary: String,
    /// What follows.
    pub decision: Option<Decision>,
    /// Why.
    pub decision_reason: String,
    /// When the plan is looked at again.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub next_on: Entered<NaiveDate>,
}

/// How one objective goes.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ReviewedObjective"))]
pub struct Reviewed {
    /// The objective's key within the plan; the key of this entry too.
    pub id: Option<Id>,
    /// The objective as it stood.
    pub text: String,
    /// How it was measured, and from where to where: "PHQ-9 total, 17 to 9 by Mar 24".
    pub aim: String,
    /// Its status as it stood.
    pub was: Status,
    /// Where it stands today, measured: "12", "3 of 5 nights".
    pub now: String,
    /// What was reached, in words.
    pub progress: String,
    /// Its status from now on.
    pub status: Option<Status>,
    /// Why it changes, or why it does not move.
    pub reason: String,
}

/// What follows from a review (clinical design, "Review").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ReviewDecision"))]
pub enum Decision {
    /// The plan goes on as it is.
    Continue,
    /// The plan is amended.
    Revise,
    /// To a higher level of care.
    StepUp,
    /// To a lower level of care.
    StepDown,
    /// The episode ends.
    Discharge,
}

impl Decision {
    /// Every decision, as they are offered.
    pub const ALL: [Self; 5] =
        [Self::Continue, Self::Revise, Self::StepUp, Self::StepDown, Self::Discharge];

    /// In words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Continue => "Continue as planned",
            Self::Revise => "Revise the plan",
            Self::StepUp => "Step up to a higher level of care",
            Self::StepDown => "Step down to a lower level of care",
            Self::Discharge => "Discharge",
        }
    }

    /// Whether the person stays in the program, so that another review follows.
    #[must_use]
    pub fn stays(self) -> bool {
        matches!(self, Self::Continue | Self::Revise)
    }
}

/// A review to begin with: the objectives of a plan that are not over, as they stand.
#[must_use]
pub fn begin(plan: &Plan, today: NaiveDate) -> Review {
    let goals = plan.problems.iter().flat_map(|problem| &problem.goals);
    let objectives = goals.flat_map(|goal| &goal.objectives);
    let open = |it: &&Objective| !matches!(it.status, Status::Met | Status::Discontinued);
    let reviewed = |it: &Objective| Reviewed {
        id: it.id,
        text: it.text.clone(),
        aim: aim(it),
        was: it.status,
        ..Reviewed::default()
    };
    Review {
        on: Entered::Known(today),
        objectives: objectives.filter(open).map(reviewed).collect(),
        ..Review::default()
    }
}

fn aim(objective: &Objective) -> String {
    let from_to = match (objective.baseline.trim(), objective.target.trim()) {
        ("", "") => String::new(),
        (from, "") => format!("from {from}"),
        ("", to) => format!("to {to}"),
        (from, to) => format!("{from} to {to}"),
    };
    let by = match &objective.target_date {
        Entered::Known(date) => format!("by {}", form::date::shown(*date)),
        Entered::Text(text) if text.trim().is_empty() => String::new(),
        Entered::Text(text) => format!("by {}", text.trim()),
    };
    let goal = [from_to, by].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ");
    let parts = [objective.measure.trim().to_owned(), goal];
    parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The edits that bring what a review decided about objectives into a plan.
#[must_use]
pub fn carried_over(review: &Review, plan: &Plan) -> Vec<crate::plan::Edit> {
    let mut edits = Vec::new();
    for problem in &plan.problems {
        for goal in &problem.goals {
            for objective in &goal.objectives {
                let known = review.objectives.iter().find(|it| it.id == objective.id);
                let status = known.and_then(|it| it.status).filter(|it| *it != objective.status);
                let ids = problem.id.zip(goal.id).zip(objective.id);
                if let (Some(status), Some(((problem, goal), objective))) = (status, ids) {
                    let path =
                        format!("problems/{problem}/goals/{goal}/objectives/{objective}/status");
                    let value = serde_json::to_value(status).unwrap_or_default();
                    edits.push(crate::plan::Edit::Set { path, value });
                }
            }
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Goal, Problem};

    fn plan() -> Plan {
        let id = |n: u8| Some(Id::from_bytes([n; 16]));
        let objective = |n: u8, status| Objective {
            id: id(n),
            text: format!("Step {n}"),
            measure: "PHQ-9 total".into(),
            baseline: "17".into(),
            target: "9".into(),
            target_date: Entered::Known(NaiveDate::from_ymd_opt(2027, 3, 24).unwrap()),
            status,
            ..Objective::default()
        };
        let objectives = vec![objective(3, Status::InProgress), objective(4, Status::Met)];
        let goals = vec![Goal { id: id(2), objectives, ..Goal::default() }];
        Plan {
            problems: vec![Problem { id: id(1), goals, ..Problem::default() }],
            ..Plan::default()
        }
    }

    #[test]
    fn a_review_begins_with_the_objectives_that_are_not_over() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        let review = begin(&plan(), today);
        assert_eq!(review.objectives.len(), 1);
        assert_eq!(review.objectives[0].aim, "PHQ-9 total, 17 to 9 by Mar 24, 2027");
    }

    #[test]
    fn what_a_review_decided_comes_into_the_plan_and_nothing_else() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        let (plan, mut review) = (plan(), begin(&plan(), today));
        assert!(carried_over(&review, &plan).is_empty());
        review.objectives[0].status = Some(Status::Met);
        let mut carried = plan.clone();
        for edit in carried_over(&review, &plan) {
            carried = crate::plan::apply(&carried, &edit, today, &mut || Id::from_bytes([9; 16]))
                .unwrap()
                .0;
        }
        assert_eq!(carried.problems[0].goals[0].objectives[0].status, Status::Met);
        assert!(carried_over(&review, &carried).is_empty());
    }
}
