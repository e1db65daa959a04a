//! What stands in the way of a questionnaire becoming a form.

use super::words::line;
use std::fmt;

/// Longest link id that is shown.
const SHOWN: usize = 80;

/// One feature that a form has no counterpart for, or a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// Where it stands: `item[2].item[0].enableWhen[1]`; empty for the questionnaire as a whole.
    pub place: String,
    /// The link id of the item it belongs to; empty where there is none.
    pub link_id: String,
    /// What it is, as one sentence.
    pub why: String,
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.place.as_str(), self.link_id.as_str()) {
            ("", _) => write!(f, "{}", self.why),
            (place, "") => write!(f, "{place}: {}", self.why),
            (place, link) => write!(f, "{place} ({link}): {}", self.why),
        }
    }
}

/// Where something stands: its place, and the link id of the item.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<'p> {
    pub(super) place: &'p str,
    pub(super) link: &'p str,
}

impl At<'_> {
    /// The obstacle that stands here.
    pub(super) fn says(self, why: impl Into<String>) -> Obstacle {
        self.below("", why)
    }

    /// The obstacle that stands in a part of what stands here.
    pub(super) fn below(self, part: &str, why: impl Into<String>) -> Obstacle {
        let dot = if self.place.is_empty() || part.is_empty() { "" } else { "." };
        Obstacle {
            place: format!("{}{dot}{part}", self.place),
            link_id: line(self.link).chars().take(SHOWN).collect(),
            why: why.into(),
        }
    }
}
