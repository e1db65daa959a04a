//! Which answers and gates bring up which need, as tables: the clinical design, "Assessed need".
//!
//! Words that every plan has to answer begin with what they are about.

use record::suitability::{AmberGate, Gate, RedGate};

/// A need that an answer of the intake brings up: key, section, item, codes, words, and whether every plan has to
/// answer it (clinical design, "Assessed need": safety, withdrawal, housing and unsafe home).
pub(super) type Raised =
    (&'static str, &'static str, &'static str, &'static [&'static str], &'static str, bool);

pub(super) const RAISED: &[Raised] = &[
    (
        "safety/ideation",
        "risk",
        "ideation",
        &["passive", "active"],
        "Safety: thoughts of suicide",
        true,
    ),
    ("safety/intent", "risk", "intent", &["yes"], "Safety: suicidal intent", true),
    (
        "safety/behavior",
        "risk",
        "behavior_3_months",
        &["yes"],
        "Safety: suicidal behavior in the last 3 months",
        true,
    ),
    ("safety/self_harm", "risk", "self_harm", &["recent"], "Safety: recent self-harm", true),
    ("safety/others", "risk", "homicidal_intent", &["yes"], "Safety of others", true),
    ("withdrawal/now", "substance", "withdrawal_now", &["mild", "serious"], "Withdrawal", true),
    (
        "withdrawal/history",
        "substance",
        "withdrawal_seizures",
        &["yes"],
        "Withdrawal: past seizures",
        true,
    ),
    (
        "withdrawal/dts",
        "substance",
        "withdrawal_dts",
        &["yes"],
        "Withdrawal: past delirium tremens",
        true,
    ),
    (
        "housing",
        "social",
        "housing",
        &["worried", "with_others", "shelter", "outside"],
        "Housing",
        true,
    ),
    ("unsafe_home", "trauma", "safe_at_home", &["unsafe"], "Home is not safe", true),
    ("opioid", "substance", "opioid_use", &["yes"], "Opioid use: medication and naloxone", false),
    ("basic_needs", "risk", "basic_needs", &["no"], "Meeting basic needs", false),
    ("food", "social", "food", &["sometimes", "no"], "Enough food", false),
    ("transport", "social", "transport", &["sometimes", "no"], "Getting here", false),
    ("utilities", "social", "utilities", &["sometimes", "no"], "Utilities", false),
    ("work", "presenting", "effect_work", &["marked", "unable"], "Work or school", false),
    ("home", "presenting", "effect_home", &["marked", "unable"], "Life at home", false),
    (
        "relationships",
        "presenting",
        "effect_relationships",
        &["marked", "unable"],
        "Relationships",
        false,
    ),
    ("people", "supports", "has_people", &["no"], "Few people to lean on", false),
    ("tobacco", "substance", "tobacco_help", &["yes"], "Help with tobacco", false),
    ("eating", "medical", "eating_unstable", &["yes"], "Eating", false),
];

/// A need that a gate of suitability brings up once a clinician has answered yes, or evaluated it:
/// gate, key, words, and whether every plan has to answer it.
pub(super) type Gated = (Gate, &'static str, &'static str, bool);

pub(super) const GATED: &[Gated] = &[
    (Gate::Red(RedGate::IntentOrPlan), "safety/intent", "Safety: suicidal intent or plan", true),
    (
        Gate::Red(RedGate::SuicidalBehavior3mo),
        "safety/behavior",
        "Safety: suicidal behavior in the last 3 months",
        true,
    ),
    (Gate::Red(RedGate::HomicidalIntent), "safety/others", "Safety of others", true),
    (
        Gate::Red(RedGate::PsychosisOrManiaUnsafe),
        "safety/psychosis",
        "Safety: psychosis or mania that brings danger",
        true,
    ),
    (Gate::Red(RedGate::WithdrawalDanger), "withdrawal/now", "Withdrawal", true),
    (
        Gate::Red(RedGate::OverdoseOrMedicallyUnstable),
        "medical/overdose",
        "Overdose, or medical stability",
        false,
    ),
    (Gate::Red(RedGate::CannotMeetBasicNeeds), "basic_needs", "Meeting basic needs", false),
    (
        Gate::Amber(AmberGate::PassiveIdeation),
        "safety/ideation",
        "Safety: thoughts of suicide",
        true,
    ),
    (
        Gate::Amber(AmberGate::IdeationMethodOrLifetimeBehavior),
        "safety/method",
        "Safety: a method thought of, or suicidal behavior in the past",
        true,
    ),
    (Gate::Amber(AmberGate::UnsafeHome), "unsafe_home", "Home is not safe", true),
    (Gate::Amber(AmberGate::UnstableEatingDisorder), "eating", "Eating", false),
    (
        Gate::Amber(AmberGate::NonprescribedUseInPregnancy),
        "pregnancy_use",
        "Nonprescribed use in pregnancy",
        false,
    ),
    (
        Gate::Amber(AmberGate::CognitiveLimitForGroups),
        "groups",
        "Groups that can be followed",
        false,
    ),
    (
        Gate::Amber(AmberGate::CannotAttendHours),
        "hours",
        "Coming at the hours of the program",
        false,
    ),
    (
        Gate::Amber(AmberGate::OpioidUseWithoutMedicationOffer),
        "opioid",
        "Opioid use: medication and naloxone",
        false,
    ),
    (Gate::Amber(AmberGate::RiskToGroup), "risk_to_group", "Risk to others in the group", false),
];

/// Gates that are no need of the person: paperwork, a check of the ratings, a matter of today.
#[cfg(test)]
const NO_NEED: [AmberGate; 3] = [
    AmberGate::MinorConsentUnresolved,
    AmberGate::RatingsContradictScores,
    AmberGate::IntoxicatedNow,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_that_brings_a_need_up_can_be_answered() {
        for (_, section, item, codes, _, _) in RAISED {
            let form = crate::forms::shipped(section).unwrap();
            let item = form.item(item).unwrap_or_else(|| panic!("{section}.{item}"));
            for code in *codes {
                let known = item.choices().iter().any(|choice| choice.code.to_string() == *code);
                assert!(known, "{section}.{} {code}", item.id);
            }
        }
    }

    #[test]
    fn every_gate_brings_a_need_up_or_is_known_to_be_none() {
        let gated = |gate: Gate| GATED.iter().filter(|it| it.0 == gate).count();
        for gate in RedGate::ALL {
            assert_eq!(gated(Gate::Red(*gate)), 1, "{gate:?}");
        }
        for gate in AmberGate::ALL {
            let none = usize::from(NO_NEED.contains(gate));
            assert_eq!(gated(Gate::Amber(*gate)) + none, 1, "{gate:?}");
        }
    }

    #[test]
    fn the_same_need_is_asked_of_every_plan_whichever_way_it_came_up() {
        for (_, key, text, required) in GATED {
            for (_, _, _, _, _, of_intake) in RAISED.iter().filter(|it| it.0 == *key) {
                assert_eq!(of_intake, required, "{text}");
            }
        }
    }
}
