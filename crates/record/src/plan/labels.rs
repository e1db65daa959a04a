//! What the codes of a plan are called, on paper and wherever a value is said in words.

use super::{Aspect, Direction, Disposition, MeasureKind, Modality, Program, Status};

impl Program {
    /// "Mental health, adults".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::MentalHealthAdult => "Mental health, adults",
            Self::MentalHealthAdolescent => "Mental health, adolescents",
            Self::SubstanceUseAdult => "Substance use, adults",
            Self::SubstanceUseAdolescent => "Substance use, adolescents",
            Self::BothAdult => "Mental health and substance use, adults",
            Self::BothAdolescent => "Mental health and substance use, adolescents",
        }
    }
}

impl Status {
    /// "In progress".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::NotStarted => "Not started",
            Self::InProgress => "In progress",
            Self::Met => "Met",
            Self::Deferred => "Deferred",
            Self::Discontinued => "Discontinued",
        }
    }
}

impl Modality {
    /// "Peer support".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Individual => "Individual",
            Self::Group => "Group",
            Self::Family => "Family",
            Self::Psychoeducation => "Psychoeducation",
            Self::Medication => "Medication",
            Self::PeerSupport => "Peer support",
            Self::CaseManagement => "Case management",
            Self::Wellness => "Wellness",
        }
    }
}

impl Aspect {
    /// "Mindfulness".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Mindfulness => "Mindfulness",
            Self::Nutrition => "Nutrition",
            Self::Exercise => "Exercise",
            Self::Sleep => "Sleep",
            Self::Stress => "Stress",
        }
    }
}

impl Disposition {
    /// "Deferred".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Deferred => "Deferred",
            Self::Referred => "Referred",
        }
    }
}

impl MeasureKind {
    /// "A score".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Instrument => "A score",
            Self::BehaviorCount => "A count",
            Self::Other => "Something else",
        }
    }
}

impl Direction {
    /// "At the target or above".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::AtLeast => "At the target or above",
            Self::AtMost => "At the target or below",
        }
    }
}
