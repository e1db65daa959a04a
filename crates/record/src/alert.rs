//! What a clinician did about an alert, as values. Only this clears the flag "clinician needed";
//! telling a clinician does not.
//!
//! It does not know which answer raised the alert, who is signed in, or what time it is.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What was done. Source: clinical text, "Alerts" and "Suitability".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "AlertAction"))]
pub enum Action {
    /// Seen and evaluated by the clinician.
    Evaluated,
    /// A safety plan was made or gone through.
    SafetyPlanMade,
    /// Moved to, or sent for, a higher level of care.
    HigherLevelArranged,
    /// 911 or the clinic's emergency step.
    EmergencyCalled,
    /// Brought together with 988 or a mobile crisis team.
    CrisisLineReached,
    /// Looked into, and the answer was not meant that way.
    AnsweredInError,
    /// The person could not be reached; what was tried is in the note.
    NotReached,
    /// Something else, said in the note.
    Other,
}

impl Action {
    /// All of them, in the order shown.
    pub const ALL: [Self; 8] = [
        Self::Evaluated,
        Self::SafetyPlanMade,
        Self::HigherLevelArranged,
        Self::EmergencyCalled,
        Self::CrisisLineReached,
        Self::AnsweredInError,
        Self::NotReached,
        Self::Other,
    ];

    /// Words for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Evaluated => "Evaluated in person or by video",
            Self::SafetyPlanMade => "Safety plan made or gone through",
            Self::HigherLevelArranged => "Higher level of care arranged",
            Self::EmergencyCalled => "911 or emergency step",
            Self::CrisisLineReached => "Connected with 988 or a crisis team",
            Self::AnsweredInError => "The answer was not meant that way",
            Self::NotReached => "Could not reach the person yet",
            Self::Other => "Something else",
        }
    }

    /// Whether the clinician's own words have to say more.
    #[must_use]
    pub const fn needs_note(self) -> bool {
        matches!(self, Self::AnsweredInError | Self::NotReached | Self::Other)
    }

    /// Whether the flag clears with it. A person who was not reached still needs a clinician.
    #[must_use]
    pub const fn clears(self) -> bool {
        !matches!(self, Self::NotReached)
    }
}

/// What a clinician did about one alert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "AlertDisposition"))]
pub struct Disposition {
    /// What was done, one or several.
    pub actions: Vec<Action>,
    /// In the clinician's words.
    pub note: String,
    /// Who, with credential.
    pub clinician: String,
    /// When, UTC.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub at: DateTime<Utc>,
}

/// Why a disposition cannot be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotADisposition {
    /// Nothing was chosen.
    #[error("choose what was done")]
    NoAction,
    /// What was chosen needs words.
    #[error("say in a few words what happened")]
    NeedsNote,
    /// Nobody is named.
    #[error("a disposition carries the name of the clinician")]
    NoClinician,
}

impl Disposition {
    /// Whether it can be recorded.
    ///
    /// # Errors
    /// [`NotADisposition`] with the first thing it lacks.
    pub fn check(&self) -> Result<(), NotADisposition> {
        if self.actions.is_empty() {
            return Err(NotADisposition::NoAction);
        }
        if self.note.trim().is_empty() && self.actions.iter().any(|action| action.needs_note()) {
            return Err(NotADisposition::NeedsNote);
        }
        if self.clinician.trim().is_empty() {
            return Err(NotADisposition::NoClinician);
        }
        Ok(())
    }

    /// Whether the flag clears: it can be recorded, and something was done that clears one.
    #[must_use]
    pub fn clears(&self) -> bool {
        self.check().is_ok() && self.actions.iter().any(|action| action.clears())
    }
}

/// Someone at the front desk told a clinician. It is recorded and clears nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "AlertTold"))]
pub struct Told {
    /// Who was told.
    pub whom: String,
    /// When, UTC.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub at: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn disposition(actions: &[Action], note: &str) -> Disposition {
        Disposition {
            actions: actions.to_vec(),
            note: note.into(),
            clinician: "R. Ortiz, LCSW".into(),
            at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_disposition_says_what_was_done_and_who_did_it() {
        assert_eq!(disposition(&[], "x").check(), Err(NotADisposition::NoAction));
        let other = disposition(&[Action::Evaluated, Action::Other], " ");
        assert_eq!(other.check(), Err(NotADisposition::NeedsNote));
        let unnamed =
            Disposition { clinician: " ".into(), ..disposition(&[Action::Evaluated], "") };
        assert_eq!(unnamed.check(), Err(NotADisposition::NoClinician));
        assert!(!unnamed.clears());
        assert!(disposition(&[Action::Evaluated], "").clears());
    }

    #[test]
    fn a_person_who_was_not_reached_still_needs_a_clinician() {
        let tried = disposition(&[Action::NotReached], "Called twice, left word to call back.");
        assert_eq!(tried.check(), Ok(()));
        assert!(!tried.clears());
        assert!(
            disposition(&[Action::NotReached, Action::EmergencyCalled], "911 at 3:10 PM").clears()
        );
    }
}
