//! The words for where things stand: what is recorded in place of a value, how far a section is,
//! who its answers come from.
//!
//! Knows no items and no answers.

/// What is recorded in place of a value. A blank is none of these, and never "no".
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Asked, and the person does not know.
    Unknown,
    /// Asked, and the person would rather not say.
    Declined,
    /// Deliberately not asked.
    NotAsked,
}

impl State {
    /// The word shown on screen and paper.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Unknown => "Unknown",
            Self::Declined => "Declined",
            Self::NotAsked => "Not asked",
        }
    }
}

/// Where a section stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SectionStatus {
    /// Nothing entered yet.
    #[default]
    NotStarted,
    /// Begun.
    InProgress,
    /// Checked and complete.
    Done,
    /// Put off on purpose.
    AskLater,
    /// The whole section was deliberately not asked.
    NotAsked,
}

/// Who the answers of a section come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SectionSource {
    /// The client.
    Client,
    /// A parent or guardian.
    Guardian,
    /// Staff, from records or referral.
    Staff,
}
