//! The red and amber gates: single questions that no rating can outweigh.
//!
//! Knows which answers a gate allows; what an answer leads to is the rules' business.

use serde::{Deserialize, Serialize};

use super::listed::listed;

listed! {
    /// A gate that points toward a higher level of care now.
    RedGate {
        /// `evaluated` is allowed.
        IntentOrPlan = "intent_or_plan", "Intends to end their life, or has a plan";
        /// `evaluated` is allowed.
        SuicidalBehavior3mo = "suicidal_behavior_3mo", "Suicidal behavior in the past 3 months";
        /// Danger to someone else.
        HomicidalIntent = "homicidal_intent", "Intends to kill or seriously hurt someone else";
        /// Psychosis or mania with danger.
        PsychosisOrManiaUnsafe = "psychosis_or_mania_unsafe",
            "Psychosis or mania that puts the person or others in danger";
        /// Needs medical help first.
        OverdoseOrMedicallyUnstable = "overdose_or_medically_unstable",
            "Overdose, or medically unstable";
        /// Serious signs now; or past seizures, DTs or ICU with any current regular use; or daily
        /// heavy alcohol, or daily benzodiazepine, barbiturate or GHB use, not yet medically
        /// assessed.
        WithdrawalDanger = "withdrawal_danger",
            "Dangerous withdrawal: serious signs now; past seizures, DTs or intensive care with any regular use now; or daily heavy alcohol, or daily benzodiazepine, barbiturate or GHB use, not yet medically assessed";
        /// Food, shelter, self-care.
        CannotMeetBasicNeeds = "cannot_meet_basic_needs",
            "Cannot meet basic needs such as food, shelter or self-care";
    }
}

listed! {
    /// A gate that asks for a review before anything else.
    AmberGate {
        /// On any instrument. `evaluated` is allowed.
        PassiveIdeation = "passive_ideation", "Wishes to be dead, or passive thoughts of suicide";
        /// `evaluated` is allowed.
        IdeationMethodOrLifetimeBehavior = "ideation_method_or_lifetime_behavior",
            "Has thought of a method, or suicidal behavior at any time in life";
        /// Violence, or substances in the home.
        UnsafeHome = "unsafe_home", "Home is not safe";
        /// Medical stability is in doubt.
        UnstableEatingDisorder = "unstable_eating_disorder",
            "An eating disorder that is not medically stable";
        /// Expedite, never delay. `not_applicable` is allowed.
        NonprescribedUseInPregnancy = "nonprescribed_use_in_pregnancy",
            "Nonprescribed use in pregnancy: move faster, never delay";
        /// Groups may not help as they are.
        CognitiveLimitForGroups = "cognitive_limit_for_groups",
            "Thinking or memory makes groups hard to follow";
        /// `not_applicable` is allowed.
        MinorConsentUnresolved = "minor_consent_unresolved",
            "Who may consent for this minor is not settled";
        /// Work, care, distance.
        CannotAttendHours = "cannot_attend_hours", "Cannot attend the hours";
        /// Computed, see [`super::ratings_contradict_scores`].
        RatingsContradictScores = "ratings_contradict_scores",
            "The severity rating and the screening scores do not agree";
        /// Not assessable today; no driving.
        IntoxicatedNow = "intoxicated_now",
            "Intoxicated now: assess another day, and no driving today";
        /// Medication and naloxone today. `not_applicable` is allowed.
        OpioidUseWithoutMedicationOffer = "opioid_use_without_medication_offer",
            "Opioid use, and medication not yet offered: offer medication and naloxone today";
        /// Others in the group.
        RiskToGroup = "risk_to_group", "Could put others in the group at risk";
    }
}

/// What was answered to a gate. In the rules, `evaluated` and `not_applicable` count as no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum GateAnswer {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// Not asked yet, or not known.
    #[default]
    Unknown,
    /// It cannot apply to this person.
    NotApplicable,
    /// It was so, and a clinician has evaluated it: who, when, which level, plan recorded.
    Evaluated,
}

impl GateAnswer {
    /// The answer as files spell it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
            Self::NotApplicable => "not_applicable",
            Self::Evaluated => "evaluated",
        }
    }

    /// The answer on screen.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Yes => "Yes",
            Self::No => "No",
            Self::Unknown => "Not known yet",
            Self::NotApplicable => "Does not apply",
            Self::Evaluated => "Evaluated by a clinician",
        }
    }
}

/// A gate of either color.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gate {
    /// Red.
    Red(RedGate),
    /// Amber.
    Amber(AmberGate),
}

impl Gate {
    /// The answers this gate takes, in the order they are shown. Source: the clinical text marks
    /// the gates that take `evaluated` and names the three that take `not_applicable`.
    #[must_use]
    pub const fn answers(self) -> &'static [GateAnswer] {
        use GateAnswer::{Evaluated, No, NotApplicable, Unknown, Yes};
        match self {
            Self::Red(RedGate::IntentOrPlan | RedGate::SuicidalBehavior3mo)
            | Self::Amber(
                AmberGate::PassiveIdeation | AmberGate::IdeationMethodOrLifetimeBehavior,
            ) => &[Yes, No, Unknown, Evaluated],
            Self::Amber(
                AmberGate::NonprescribedUseInPregnancy
                | AmberGate::MinorConsentUnresolved
                | AmberGate::OpioidUseWithoutMedicationOffer,
            ) => &[Yes, No, Unknown, NotApplicable],
            Self::Red(_) | Self::Amber(_) => &[Yes, No, Unknown],
        }
    }

    /// Whether this gate takes an answer.
    #[must_use]
    pub fn allows(self, answer: GateAnswer) -> bool {
        self.answers().contains(&answer)
    }

    /// The answer a text spells, when this gate takes it.
    #[must_use]
    pub fn read(self, text: &str) -> Option<GateAnswer> {
        self.answers().iter().copied().find(|answer| answer.id() == text)
    }
}
