//! Suitability for an intensive outpatient program: ordered rules over a clinician's ratings,
//! red and amber gates and context. Decision support; a qualified clinician decides.
//!
//! There is no total. The thresholds are a proposal and have not been validated ([`CAUTION`]).
//! It does not know where evidence comes from, who is signed in, or what day it is.

mod body;
mod contradiction;
mod edit;
mod explain;
mod field;
mod gate;
mod input;
mod listed;
mod rating;
mod reopen;
mod rules;

pub use body::{
    ContextEntry, Decision, DecisionRefused, Draft, Evaluation, GateEntry, RatingEntry,
    SuitabilityBody, decide,
};
pub use contradiction::{BandPosition, ratings_contradict_scores};
pub use edit::{Refused, edit};
pub use explain::{CAUTION, Evidence, Explanation, counted_as_no, explain};
pub use field::{ContextKey, Field};
pub use gate::{AmberGate, Gate, GateAnswer, RedGate};
pub use input::{Fault, NotSuitability, from_json};
pub use rating::{Factor, Known, NotARating, Rating, Ratings};
pub use reopen::{Reason, group_scheduling_held, reopened};
pub use rules::{Outcome, Recommendation, Urgency, recommend};

/// What is known about a person when the rules are asked. A blank is unknown, never no.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Suitability {
    /// The clinician's ratings.
    pub ratings: Ratings,
    red: [GateAnswer; RedGate::ALL.len()],
    amber: [GateAnswer; AmberGate::ALL.len()],
    context: [Known<bool>; ContextKey::ALL.len()],
}

impl Suitability {
    /// The answer to a red gate.
    #[must_use]
    pub const fn red(&self, gate: RedGate) -> GateAnswer {
        self.red[gate as usize]
    }

    /// The answer to an amber gate.
    #[must_use]
    pub const fn amber(&self, gate: AmberGate) -> GateAnswer {
        self.amber[gate as usize]
    }

    /// The answer to a gate of either color.
    #[must_use]
    pub const fn gate(&self, gate: Gate) -> GateAnswer {
        match gate {
            Gate::Red(gate) => self.red(gate),
            Gate::Amber(gate) => self.amber(gate),
        }
    }

    /// What is known of the context.
    #[must_use]
    pub const fn context(&self, key: ContextKey) -> Known<bool> {
        self.context[key as usize]
    }

    /// Answers a gate. An answer the gate does not take is kept as unknown, so that it can never
    /// pass for a no.
    pub fn set_gate(&mut self, gate: Gate, answer: GateAnswer) {
        let taken = if gate.allows(answer) { answer } else { GateAnswer::Unknown };
        match gate {
            Gate::Red(gate) => self.red[gate as usize] = taken,
            Gate::Amber(gate) => self.amber[gate as usize] = taken,
        }
    }

    /// Says what is known of the context.
    pub const fn set_context(&mut self, key: ContextKey, value: Known<bool>) {
        self.context[key as usize] = value;
    }
}
