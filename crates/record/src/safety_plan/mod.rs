//! The safety plan: six parts in the person's own words, made with the person, for their pocket.
//! Wording is our own; the order follows the clinical text ("Safety plan").
//!
//! It does not know paper, screens, or why an alert was raised.

mod edit;
mod lacks;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use edit::apply;
pub use lacks::lacks;

use crate::{Entered, Id};

/// A safety plan of one person. Every list is in the order the person wants.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SafetyPlan {
    /// The client's language as a BCP 47 tag, such as `es`; blank is English.
    pub language: String,
    /// The flag or answer that this plan follows.
    pub linked_alert: Option<Id>,
    /// Warning signs.
    pub warning_signs: Vec<Entry>,
    /// What I can do myself.
    pub own_steps: Vec<Entry>,
    /// People and places that distract.
    pub distractions: Vec<Entry>,
    /// People I can ask for help.
    pub helpers: Vec<Entry>,
    /// Professionals and local crisis lines; [`CRISIS_LINE`] always stands before them.
    pub professionals: Vec<Entry>,
    /// Making the space safer.
    pub safer_space: Vec<Entry>,
    /// With whom it was made or last gone through.
    pub reviewed_with: String,
    /// When that was.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub reviewed_on: Entered<NaiveDate>,
}

/// One line of a part.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "SafetyPlanEntry"))]
pub struct Entry {
    /// Key within the plan.
    pub id: Option<Id>,
    /// In the person's own words; for somebody to turn to, how they help.
    pub text: String,
    /// Who, where the line is about somebody.
    pub name: String,
    /// Their number, as typed.
    pub phone: String,
    /// The same in the client's language.
    pub client_wording: Wording,
}

/// A text in the client's language, and who put it there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Wording {
    /// The text.
    pub text: String,
    /// What kind of person put it there.
    pub by: Option<Translator>,
    /// Name or interpreter id.
    pub name: String,
}

/// Who may translate. There is no choice for a child, and never will be one. Source: clinical
/// text, "Safety plan".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Translator {
    /// The client, who knows both languages.
    Client,
    /// A member of staff who speaks the language.
    Staff,
    /// A trained interpreter or translator.
    Interpreter,
    /// Another adult whom the client chose.
    AdultChosenByClient,
}

/// One of the six parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "SafetyPlanPart"))]
pub enum Part {
    /// Warning signs.
    WarningSigns,
    /// What I can do myself.
    OwnSteps,
    /// People and places that distract.
    Distractions,
    /// People I can ask for help.
    Helpers,
    /// Professionals and crisis lines.
    Professionals,
    /// Making the space safer.
    SaferSpace,
}

impl Part {
    /// The six, in the order they are used when things get worse.
    pub const ALL: [Self; 6] = [
        Self::WarningSigns,
        Self::OwnSteps,
        Self::Distractions,
        Self::Helpers,
        Self::Professionals,
        Self::SaferSpace,
    ];

    /// The list's name in a path.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::WarningSigns => "warning_signs",
            Self::OwnSteps => "own_steps",
            Self::Distractions => "distractions",
            Self::Helpers => "helpers",
            Self::Professionals => "professionals",
            Self::SaferSpace => "safer_space",
        }
    }

    /// The heading, in the person's voice.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::WarningSigns => "Warning signs",
            Self::OwnSteps => "What I can do myself",
            Self::Distractions => "People and places that distract me",
            Self::Helpers => "People I can ask for help",
            Self::Professionals => "Professionals and crisis lines",
            Self::SaferSpace => "Making my space safer",
        }
    }

    /// Whether its lines name somebody to turn to, so that a phone number belongs there.
    #[must_use]
    pub const fn names_people(self) -> bool {
        matches!(self, Self::Helpers | Self::Professionals)
    }
}

impl SafetyPlan {
    /// The lines of a part.
    #[must_use]
    pub fn part(&self, part: Part) -> &[Entry] {
        match part {
            Part::WarningSigns => &self.warning_signs,
            Part::OwnSteps => &self.own_steps,
            Part::Distractions => &self.distractions,
            Part::Helpers => &self.helpers,
            Part::Professionals => &self.professionals,
            Part::SaferSpace => &self.safer_space,
        }
    }

    /// Whether the client reads another language than the staff's.
    #[must_use]
    pub fn is_in_another_language(&self) -> bool {
        let tag = self.language.trim().to_ascii_lowercase();
        !tag.is_empty() && tag != "en" && !tag.starts_with("en-")
    }

    fn parts_mut(&mut self) -> [&mut Vec<Entry>; 6] {
        [
            &mut self.warning_signs,
            &mut self.own_steps,
            &mut self.distractions,
            &mut self.helpers,
            &mut self.professionals,
            &mut self.safer_space,
        ]
    }
}

/// A crisis line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CrisisLine {
    /// Its name.
    pub name: &'static str,
    /// Its number.
    pub phone: &'static str,
    /// How to use it.
    pub how: &'static str,
}

/// The line that stands in every plan, before the professionals; no edit takes it out.
/// Source: 988 Suicide & Crisis Lifeline.
pub const CRISIS_LINE: CrisisLine = CrisisLine {
    name: "988 Suicide & Crisis Lifeline",
    phone: "988",
    how: "Call or text 988, any time. Veterans press 1; for Spanish press 2.",
};
