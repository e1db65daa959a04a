//! The suitability record of one episode: answers with the time each was given, and what the
//! clinician decided, the outcome of the rules kept beside it. Sealing it is another crate's work.
//!
//! Evidence is not in it: that is gathered live, with source and date.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{
    AmberGate, ContextKey, Factor, Gate, GateAnswer, Known, Outcome, Rating, Recommendation,
    RedGate, Suitability, recommend,
};

/// What is kept. What is absent was not answered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SuitabilityBody {
    /// The clinician's ratings.
    pub ratings: BTreeMap<Factor, RatingEntry>,
    /// Answers to the red gates.
    pub red: BTreeMap<RedGate, GateEntry>,
    /// Answers to the amber gates, but for the one that is computed.
    pub amber: BTreeMap<AmberGate, GateEntry>,
    /// Context.
    pub context: BTreeMap<ContextKey, ContextEntry>,
    /// A decision being written.
    pub draft: Draft,
    /// The decision that stands.
    pub decision: Option<Decision>,
    /// Decisions before it, oldest first.
    pub history: Vec<Decision>,
}

/// A rating, and when it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RatingEntry {
    /// The rating.
    pub value: Rating,
    /// When, UTC.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub at: DateTime<Utc>,
}

/// An answer to a gate, and when it was given; answering again the same renews the time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct GateEntry {
    /// The answer.
    pub answer: GateAnswer,
    /// When, UTC.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub at: DateTime<Utc>,
    /// The evaluation behind `evaluated`.
    #[serde(default)]
    pub evaluation: Option<Evaluation>,
}

/// What a clinician found when they evaluated. Source: clinical rules, "Suitability", gates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Evaluation {
    /// Who evaluated, with credential.
    pub clinician: String,
    /// On which day.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub date: NaiveDate,
    /// The level of risk or care found, in the clinician's words.
    pub level: String,
    /// Whether a plan is recorded; without one the evaluation does not count.
    pub plan_recorded: bool,
}

/// Context, and when it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ContextEntry {
    /// True or false; nothing for "unknown".
    pub value: Option<bool>,
    /// When, UTC.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub at: DateTime<Utc>,
}

/// A decision being written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "SuitabilityDraft"))]
pub struct Draft {
    /// The level decided on; a review when the team has to look first.
    pub level: Option<Recommendation>,
    /// Why, in the clinician's words.
    pub rationale: String,
}

/// What a clinician decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "SuitabilityDecision"))]
pub struct Decision {
    /// The level decided on.
    pub level: Recommendation,
    /// Why.
    pub rationale: String,
    /// Who decided, with credential.
    pub clinician: String,
    /// When, UTC.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub decided_at: DateTime<Utc>,
    /// What the rules came to at that time; it stays beside the decision.
    pub outcome: Outcome,
    /// Whether the decision differs from what the rules pointed toward.
    #[serde(rename = "override")]
    pub overrides: bool,
    /// The oldest answer to a gate at that time.
    #[cfg_attr(feature = "ts", ts(type = "string | null"))]
    pub gates_checked_at: Option<DateTime<Utc>>,
}

impl SuitabilityBody {
    /// What the rules are asked with. `contradiction` is the computed amber gate, see
    /// [`super::ratings_contradict_scores`]. An evaluation without a recorded plan, or without
    /// its record, is unknown.
    #[must_use]
    pub fn input(&self, contradiction: GateAnswer) -> Suitability {
        let mut input = Suitability::default();
        for (factor, entry) in &self.ratings {
            input.ratings.set(*factor, Known::Is(entry.value));
        }
        let red = self.red.iter().map(|(gate, entry)| (Gate::Red(*gate), entry));
        let amber = self.amber.iter().map(|(gate, entry)| (Gate::Amber(*gate), entry));
        for (gate, entry) in red.chain(amber) {
            input.set_gate(gate, entry.counted());
        }
        for (key, entry) in &self.context {
            input.set_context(*key, entry.value.into());
        }
        input.set_gate(Gate::Amber(AmberGate::RatingsContradictScores), contradiction);
        input
    }

    /// The severity rating, for the computed gate.
    #[must_use]
    pub fn severity(&self) -> Known<Rating> {
        self.ratings.get(&Factor::Severity).map(|entry| entry.value).into()
    }

    /// When the gates were checked: the time of the oldest answer, as pinned by the decision that
    /// stands, else as it is now. Nothing when no gate was answered.
    #[must_use]
    pub fn gates_checked_at(&self) -> Option<DateTime<Utc>> {
        self.decision.as_ref().map_or_else(|| self.oldest_gate(), |it| it.gates_checked_at)
    }

    fn oldest_gate(&self) -> Option<DateTime<Utc>> {
        self.red.values().chain(self.amber.values()).map(|entry| entry.at).min()
    }
}

impl GateEntry {
    /// The answer as the rules take it: an evaluation counts with its record and plan alone.
    pub(super) fn counted(&self) -> GateAnswer {
        let evaluated = self.evaluation.as_ref().is_some_and(|it| it.plan_recorded);
        match self.answer {
            GateAnswer::Evaluated if !evaluated => GateAnswer::Unknown,
            answer => answer,
        }
    }
}

/// Why a decision was not recorded. Nothing has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecisionRefused {
    /// No level was chosen.
    #[error("choose a level of care first")]
    NoLevel,
    /// Nobody is named.
    #[error("a decision carries the name of the clinician")]
    NoClinician,
    /// The decision differs from the recommendation and does not say why.
    #[error("a decision that differs from the recommendation says why")]
    OverrideNeedsRationale,
}

/// Records the draft as the clinician's decision, with what the rules come to now. The decision
/// before it moves into the history.
///
/// # Errors
/// [`DecisionRefused`], and the record stays as it was.
pub fn decide(
    body: &mut SuitabilityBody,
    contradiction: GateAnswer,
    clinician: &str,
    now: DateTime<Utc>,
) -> Result<(), DecisionRefused> {
    let level = body.draft.level.ok_or(DecisionRefused::NoLevel)?;
    let (rationale, clinician) = (body.draft.rationale.trim(), clinician.trim());
    if clinician.is_empty() {
        return Err(DecisionRefused::NoClinician);
    }
    let outcome = recommend(&body.input(contradiction));
    let overrides = level != outcome.recommendation;
    if overrides && rationale.is_empty() {
        return Err(DecisionRefused::OverrideNeedsRationale);
    }
    let decision = Decision {
        level,
        rationale: rationale.to_owned(),
        clinician: clinician.to_owned(),
        decided_at: now,
        outcome,
        overrides,
        gates_checked_at: body.oldest_gate(),
    };
    body.history.extend(body.decision.replace(decision));
    body.draft = Draft::default();
    Ok(())
}
