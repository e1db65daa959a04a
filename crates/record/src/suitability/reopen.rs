//! What a result does afterwards: what it holds back, and what reopens it.
//!
//! Knows times only as arguments. Where alerts are kept is not its business.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

use super::{GateAnswer, SuitabilityBody};

/// How old an answer to a gate may be at the decision. Source: clinical rules, "Suitability".
const GATES_HOLD_FOR: TimeDelta = TimeDelta::days(7);

/// Whether group scheduling waits: a red gate is answered with yes, and no evaluation has taken
/// its place. Evaluation, safety planning and follow-up can always be booked. Source: clinical
/// rules, "Suitability".
#[must_use]
pub fn group_scheduling_held(body: &SuitabilityBody) -> bool {
    body.red.values().any(|entry| match entry.answer {
        GateAnswer::Yes => true,
        GateAnswer::Evaluated => entry.counted() != GateAnswer::Evaluated,
        _ => false,
    })
}

/// Why a result has to be looked at again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ReopenReason"))]
pub enum Reason {
    /// A critical alert was raised since the decision.
    CriticalAlert,
    /// A gate was answered more than 7 days before the decision.
    GatesOld,
}

impl Reason {
    /// The reason in one sentence.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::CriticalAlert => {
                "A critical alert came up after this decision; please look at it again."
            }
            Self::GatesOld => {
                "Some safety questions were answered more than 7 days before; please ask them again."
            }
        }
    }
}

/// Whether the result is open again. Before there is a decision the gates are held against `now`,
/// the earliest that one could be made. An alert raised in the very moment of the decision counts
/// as new. Source: clinical rules, "Suitability": a new critical alert, or gates older than 7 days
/// before the decision.
///
/// `gates_checked_at` is [`SuitabilityBody::gates_checked_at`].
#[must_use]
pub fn reopened(
    body: &SuitabilityBody,
    now: DateTime<Utc>,
    last_critical_alert_at: Option<DateTime<Utc>>,
    gates_checked_at: Option<DateTime<Utc>>,
) -> Option<Reason> {
    let decided_at = body.decision.as_ref().map(|decision| decision.decided_at);
    if let (Some(decided), Some(alert)) = (decided_at, last_critical_alert_at)
        && alert >= decided
    {
        return Some(Reason::CriticalAlert);
    }
    let measured_at = decided_at.unwrap_or(now);
    let old = gates_checked_at.is_some_and(|checked| measured_at - checked > GATES_HOLD_FOR);
    old.then_some(Reason::GatesOld)
}
