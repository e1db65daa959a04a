//! The treatment plan: the golden thread from assessed need to problem, goal, objective and
//! intervention. Wording and order follow the trade; which findings block sealing is a rule
//! pack's business, not this module's.

mod check;
mod edit;
mod read;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use check::{Finding, Level, findings};
pub(crate) use edit::change;
pub use edit::{Edit, EditRefused, apply};
pub(crate) use read::clean;
pub use read::{NotAPlan, from_json};

use crate::{Decimal, Entered, Id, Whole};

/// A personalized treatment plan of one episode of care.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Plan {
    /// What the program treats and for whom.
    pub program: Option<Program>,
    /// Why this level of care, in the therapist's words.
    pub why_this_level: String,
    /// What a better life looks like, in the client's words.
    pub vision: String,
    /// Strengths to build on.
    pub strengths: String,
    /// Needs as the client and the team see them.
    pub needs: String,
    /// Abilities the client brings.
    pub abilities: String,
    /// What the client prefers.
    pub preferences: String,
    /// What may stand in the way.
    pub barriers: String,
    /// Needs that assessment brought up, each with its disposition.
    pub assessed_needs: Vec<Need>,
    /// The problems worked on, in order.
    pub problems: Vec<Problem>,
    /// Mindfulness, nutrition, exercise, sleep, stress.
    pub wellness: String,
    /// When and how the program ends.
    pub discharge: Discharge,
    /// How the client and the people close to them took part.
    pub participation: String,
}

/// What the program treats and for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Program {
    /// Mental health, adults.
    MentalHealthAdult,
    /// Mental health, adolescents.
    MentalHealthAdolescent,
    /// Substance use, adults.
    SubstanceUseAdult,
    /// Substance use, adolescents.
    SubstanceUseAdolescent,
    /// Mental health and substance use together, adults.
    BothAdult,
    /// Mental health and substance use together, adolescents.
    BothAdolescent,
}

/// A need that assessment brought up.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Need {
    /// Key within the plan.
    pub id: Option<Id>,
    /// The need, in plain words.
    pub text: String,
    /// Where it comes from: "PHQ-9 17, Jan 12", "Intake, own words".
    pub source: String,
    /// What the plan does about it.
    pub disposition: Disposition,
    /// Why it is deferred, or to whom the client is referred.
    pub disposition_note: String,
}

/// What the plan does about an assessed need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Disposition {
    /// Not decided. A problem that links the need answers it.
    #[default]
    Open,
    /// Left for later, with a reason.
    Deferred,
    /// Handed to someone else.
    Referred,
}

/// A problem the plan works on.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Problem {
    /// Key within the plan.
    pub id: Option<Id>,
    /// The problem in plain words.
    pub statement: String,
    /// What shows it: history, scores, observation.
    pub evidence: String,
    /// The assessed needs it answers.
    pub needs: Vec<Id>,
    /// What the client wants to reach.
    pub goals: Vec<Goal>,
}

/// A goal: the client's words beside the clinical ones.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Goal {
    /// Key within the plan.
    pub id: Option<Id>,
    /// In the client's own words.
    pub words: String,
    /// The clinical goal.
    pub clinical: String,
    /// The measurable steps.
    pub objectives: Vec<Objective>,
}

/// A measurable step toward a goal.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Objective {
    /// Key within the plan.
    pub id: Option<Id>,
    /// What the client will do or reach.
    pub text: String,
    /// How it is measured: "PHQ-9 total", "activity log, days a week".
    pub measure: String,
    /// Where it stands today.
    pub baseline: String,
    /// Where it should stand.
    pub target: String,
    /// By when.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub target_date: Entered<NaiveDate>,
    /// How it is going.
    pub status: Status,
    /// What staff and client do to get there.
    pub interventions: Vec<Intervention>,
}

/// How an objective is going.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Status {
    /// Not begun.
    #[default]
    NotStarted,
    /// Being worked on.
    InProgress,
    /// Reached.
    Met,
    /// Put off.
    Deferred,
    /// Ended without being reached.
    Discontinued,
}

/// What is done, by whom, how long, how often and for how many weeks.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Intervention {
    /// Key within the plan.
    pub id: Option<Id>,
    /// The kind of help.
    pub modality: Option<Modality>,
    /// What is done.
    pub what: String,
    /// Minutes a session.
    #[cfg_attr(feature = "ts", ts(type = "number | string"))]
    pub minutes: Entered<Whole>,
    /// Sessions a week; 0.5 is every other week.
    #[cfg_attr(feature = "ts", ts(type = "number | string"))]
    pub times_a_week: Entered<Decimal>,
    /// For how many weeks.
    #[cfg_attr(feature = "ts", ts(type = "number | string"))]
    pub weeks: Entered<Whole>,
    /// Who is responsible, with credential.
    pub responsible: String,
}

/// The kind of help an intervention is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Modality {
    /// One to one.
    Individual,
    /// In a group.
    Group,
    /// With family.
    Family,
    /// Teaching about the condition and skills.
    Psychoeducation,
    /// Medication management.
    Medication,
    /// By someone with lived experience.
    PeerSupport,
    /// Linking to services.
    CaseManagement,
    /// Mindfulness, nutrition, exercise, sleep, stress.
    Wellness,
}

/// When and how the program ends.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Discharge {
    /// What shows that the person is ready.
    pub criteria: String,
    /// How the step down is made.
    pub process: String,
    /// What follows.
    pub aftercare: String,
}
