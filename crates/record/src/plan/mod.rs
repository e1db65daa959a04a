//! The treatment plan: the golden thread from assessed need to problem, goal, objective and
//! intervention, with the care around it. Wording and order follow the trade; which findings
//! block sealing is a rule pack's business, not this module's.

mod care;
mod edit;
mod entry_name;
mod labels;
mod offer;
mod read;
mod standing;
mod thread;

use serde::{Deserialize, Serialize};

pub use care::{Aspect, Diagnosis, Discharge, Reviews, Taken, Wellness};
pub(crate) use edit::change;
pub use edit::{Edit, EditRefused, apply};
pub use offer::{Known, Offer, offers, put_aside, take};
pub(crate) use read::clean;
pub use read::{NotAPlan, from_json};
pub use standing::{Standing, VersionFacts, standing};
pub use thread::{
    Direction, Disposition, Goal, Intervention, MeasureKind, Modality, Need, Objective, Problem,
    Status,
};

pub use crate::rules::{Finding, Level};
use crate::schedule::Planned;

/// A personalized treatment plan of one episode of care. Its JSON is the same in a file, in a
/// sealed record and on its way to the page; what is left out is blank.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Plan {
    /// What the program treats and for whom.
    pub program: Option<Program>,
    /// Diagnoses, ICD-10-CM.
    pub diagnoses: Vec<Diagnosis>,
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
    #[serde(deserialize_with = "care::wellness")]
    pub wellness: Vec<Wellness>,
    /// The sessions of a usual week.
    pub schedule: Vec<Planned>,
    /// Medicines, and who looks after them.
    pub medicines: String,
    /// Who else is involved, and how the care is kept together.
    pub coordination: String,
    /// Family and other supports, and their part in the plan.
    pub family_and_supports: String,
    /// Support by people with lived experience.
    pub peer_support: String,
    /// Culture, faith and language, and what follows from them.
    pub culture_and_language: String,
    /// Risk, and what keeps the person safer.
    pub risk_and_safety: String,
    /// When and how the program ends.
    pub discharge: Discharge,
    /// How the client and the people close to them took part.
    pub participation: String,
    /// How often the plan is looked at again.
    pub reviews: Reviews,
    /// What was taken from intake and screening, and as what: a later change is offered.
    pub taken: Vec<Taken>,
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
