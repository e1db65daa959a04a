//! The page on which a clinician judges whether the program suits a person.

use record::{
    Lack,
    level_of_care::LevelOfCareResult,
    suitability::{Decision, Draft, Evaluation, Evidence, Explanation, GateAnswer, Outcome},
};
use serde::Serialize;

use super::BandView;

/// Everything the page shows. It is decision support: a clinician decides.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SuitabilityPage {
    /// Who.
    pub band: BandView,
    /// The record's id; sent back with every edit.
    pub record: String,
    /// Its revision; sent back with every edit. 0 before the first save.
    pub rev: u32,
    /// That the thresholds are a proposal.
    pub caution: String,
    /// The four factors, each rated by the clinician.
    pub factors: Vec<FactorView>,
    /// Gates that point toward a higher level of care now.
    pub red: Vec<GateView>,
    /// Gates that ask for a review.
    pub amber: Vec<GateView>,
    /// What else the rules ask.
    pub context: Vec<ContextView>,
    /// What the rules come to with these answers.
    pub outcome: Outcome,
    /// Every rule that holds, in words, with its evidence and what would change it.
    pub explanations: Vec<Explanation>,
    /// Gates that count as no because they were evaluated or do not apply.
    pub counted_as_no: Vec<Evidence>,
    /// A decision being written.
    pub draft: Draft,
    /// The decision that stands.
    pub decision: Option<Decision>,
    /// Decisions before it, oldest first.
    pub history: Vec<Decision>,
    /// Why the decision has to be looked at again.
    pub reopened: Option<String>,
    /// Whether group scheduling waits for an evaluation.
    pub held: bool,
    /// Level-of-care results from elsewhere, newest first.
    pub levels: Vec<LevelView>,
    /// When it was last saved: RFC 3339, UTC.
    pub saved_at: Option<String>,
}

/// Something known already that bears on an answer. It never answers by itself.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EvidenceView {
    /// What it says: "Total 18, moderately severe".
    pub text: String,
    /// Where it stands: "PHQ-9", "Risk".
    pub source: String,
    /// From which day, as shown.
    pub on: String,
}

/// One factor.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FactorView {
    /// Its id: `severity`.
    pub id: String,
    /// Its name.
    pub label: String,
    /// What 0, 1, 2 and 3 mean.
    pub meanings: Vec<String>,
    /// The rating; it starts blank and no score proposes one.
    pub value: Option<u8>,
    /// What is known.
    pub evidence: Vec<EvidenceView>,
}

/// An answer that a gate takes.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct GateChoice {
    /// What is sent.
    pub answer: GateAnswer,
    /// What is shown.
    pub label: String,
}

/// One gate.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct GateView {
    /// Its id: `intent_or_plan`.
    pub id: String,
    /// What it asks.
    pub label: String,
    /// The answers it takes; none for one that is worked out.
    pub choices: Vec<GateChoice>,
    /// The answer; unknown while blank.
    pub answer: GateAnswer,
    /// When it was answered: RFC 3339, UTC.
    pub at: Option<String>,
    /// The evaluation behind "evaluated".
    pub evaluation: Option<Evaluation>,
    /// Whether it is worked out and never answered.
    pub computed: bool,
    /// What is known.
    pub evidence: Vec<EvidenceView>,
}

/// One thing of the context.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ContextView {
    /// Its id: `step_down`.
    pub id: String,
    /// What it asks.
    pub label: String,
    /// The answer; nothing while unknown.
    pub value: Option<bool>,
    /// What is known.
    pub evidence: Vec<EvidenceView>,
}

/// A level-of-care result from elsewhere: recorded, not computed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LevelView {
    /// The record's id.
    pub record: String,
    /// Its revision.
    pub rev: u32,
    /// What was recorded.
    pub result: LevelOfCareResult,
    /// What it lacks.
    pub lacks: Vec<Lack>,
    /// Who recorded it.
    pub by: String,
}
