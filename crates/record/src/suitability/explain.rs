//! What the screen says about each rule that holds: the rule in a plain sentence, what made it
//! hold, and what would change it.
//!
//! Knows the current answers, not where they were found: evidence from screening and intake is
//! gathered beside this, with source and date.

use serde::Serialize;

use super::rules::{amber_yes, matched, missing, points_toward, red_yes};
use super::{
    ContextKey, Factor, Field, Gate, GateAnswer, Known, Outcome, Rating, Recommendation,
    Suitability, recommend,
};

/// What the screen always says beside a recommendation. Source: clinical rules, "Suitability".
pub const CAUTION: &str = "These rules are decision support; a qualified clinician decides. Their thresholds are a proposal and have not been validated.";

/// One answer a rule rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Evidence {
    /// What was asked.
    pub id: Field,
    /// The same in words.
    pub label: String,
    /// What was answered, in words: "2, marked".
    pub value: String,
}

/// One rule that holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Explanation {
    /// Its number.
    pub rule: u8,
    /// Whether it is the one that decides.
    pub decides: bool,
    /// Where it points.
    pub points_toward: Recommendation,
    /// The rule in one sentence.
    pub sentence: String,
    /// The answers that made it hold.
    pub evidence: Vec<Evidence>,
    /// Another answer to any one of these would make the rule not hold; to all of them at once
    /// when `together` says so. For rule 9: would let another rule point somewhere else.
    pub would_change: Vec<Field>,
    /// No single answer would do: all of `would_change` would have to change.
    pub together: bool,
}

/// Every rule that holds, in order; the first one decides.
#[must_use]
pub fn explain(input: &Suitability) -> Vec<Explanation> {
    let outcome = recommend(input);
    outcome.matched.iter().map(|rule| explained(input, *rule, &outcome)).collect()
}

/// Gates that count as no and are shown all the same: evaluated, or not applicable.
#[must_use]
pub fn counted_as_no(input: &Suitability) -> Vec<Evidence> {
    let counts = |gate| matches!(gate, GateAnswer::Evaluated | GateAnswer::NotApplicable);
    Field::all()
        .filter(|field| field.gate().is_some_and(|gate| counts(input.gate(gate))))
        .map(|field| evidence(input, field))
        .collect()
}

fn explained(input: &Suitability, rule: u8, outcome: &Outcome) -> Explanation {
    let fields = rests_on(input, rule);
    let alone: Vec<Field> =
        fields.iter().copied().filter(|field| turns(input, rule, *field)).collect();
    let together = alone.is_empty();
    Explanation {
        rule,
        decides: rule == outcome.rule,
        points_toward: points_toward(rule),
        sentence: sentence(rule).to_owned(),
        evidence: fields.iter().map(|field| evidence(input, *field)).collect(),
        would_change: if together { fields } else { alone },
        together,
    }
}

/// The rules in plain words. Source: clinical rules, "Suitability", 1 to 9.
const fn sentence(rule: u8) -> &'static str {
    match rule {
        1 => {
            "Something needs help right away, so the rules point toward a higher level of care now."
        }
        2 => {
            "Symptoms keep the person from functioning safely, so the rules point toward a higher level of care this week."
        }
        3 => {
            "Something the rules need is not known yet, so the rules point toward a review until it is."
        }
        4 => {
            "Something deserves a closer look first, so the rules point toward a review by the team."
        }
        5 => {
            "The person is not choosing this now, or has no goals for it yet. The rules point toward a review, to talk about what would help; this is never a reason to turn anyone away."
        }
        6 => {
            "Symptoms are marked and support is missing. The rules point toward a review of an intensive outpatient program together with housing, advocacy or family work."
        }
        7 => {
            "Symptoms call for more than weekly care and there is support to build on, so the rules point toward an intensive outpatient program."
        }
        8 => {
            "Symptoms are mild or noticeable, support is adequate and nothing asks for more, so the rules point toward a lower level of care."
        }
        _ => "None of the other rules holds, so the rules point toward a review by the team.",
    }
}

/// The answers a rule that holds rests on.
fn rests_on(input: &Suitability, rule: u8) -> Vec<Field> {
    use ContextKey::{Medicare, OutpatientInsufficient, StepDown};
    let rated = |factor| input.ratings.of(factor).get();
    let zero = |factor: &Factor| rated(*factor) == Some(Rating::Zero);
    let (severity, support) = (Field::Rating(Factor::Severity), Field::Rating(Factor::Support));
    let limited = rated(Factor::Support) == Some(Rating::One);
    let medicare = limited.then_some(Field::Context(Medicare));
    let more = [StepDown, OutpatientInsufficient];
    match rule {
        1 => red_yes(input).map(Field::Red).collect(),
        2 => vec![severity],
        3 => missing(input),
        4 => amber_yes(input).map(Field::Amber).collect(),
        5 => [Factor::Commitment, Factor::Goals]
            .into_iter()
            .filter(zero)
            .map(Field::Rating)
            .collect(),
        6 => vec![severity, support],
        7 => {
            let noticeable = rated(Factor::Severity) == Some(Rating::One);
            let said = |key: &ContextKey| noticeable && input.context(*key) == Known::Is(true);
            let needs = more.into_iter().filter(said).map(Field::Context);
            [severity, support].into_iter().chain(needs).chain(medicare).collect()
        }
        _ => {
            let medicare = medicare.filter(|_| rule == 9);
            let needs = more.into_iter().map(Field::Context);
            [severity, support].into_iter().chain(needs).chain(medicare).collect()
        }
    }
}

/// Whether another answer to this one field would make the rule not hold.
fn turns(input: &Suitability, rule: u8, field: Field) -> bool {
    others(input, field).iter().any(|other| match rule {
        9 => recommend(other).recommendation != Recommendation::Review,
        _ => !matched(other).contains(&rule),
    })
}

/// The same answers with each other known answer to one field.
fn others(input: &Suitability, field: Field) -> Vec<Suitability> {
    let with = |change: &dyn Fn(&mut Suitability)| {
        let mut other = input.clone();
        change(&mut other);
        other
    };
    let all: Vec<Suitability> = match (field, field.gate()) {
        (Field::Rating(factor), _) => Rating::ALL
            .iter()
            .map(|rating| with(&|it| it.ratings.set(factor, Known::Is(*rating))))
            .collect(),
        (Field::Context(key), _) => [true, false]
            .iter()
            .map(|value| with(&|it| it.set_context(key, Known::Is(*value))))
            .collect(),
        (_, Some(gate)) => [GateAnswer::Yes, GateAnswer::No]
            .iter()
            .map(|answer| with(&|it| it.set_gate(gate, *answer)))
            .collect(),
        (_, None) => Vec::new(),
    };
    all.into_iter().filter(|other| other != input).collect()
}

fn evidence(input: &Suitability, field: Field) -> Evidence {
    let value = match field {
        Field::Rating(factor) => input
            .ratings
            .of(factor)
            .get()
            .map(|rating| format!("{}, {}", u8::from(rating), factor.meaning(rating))),
        Field::Red(gate) => Some(input.gate(Gate::Red(gate)).label().to_owned()),
        Field::Amber(gate) => Some(input.gate(Gate::Amber(gate)).label().to_owned()),
        Field::Context(key) => {
            input.context(key).get().map(|value| if value { "Yes" } else { "No" }.to_owned())
        }
    };
    let value = value.unwrap_or_else(|| GateAnswer::Unknown.label().to_owned());
    Evidence { id: field, label: field.label().to_owned(), value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suitability::{AmberGate, RedGate};

    fn clear(ratings: [u8; 4], context: [bool; 3]) -> Suitability {
        let mut input = Suitability::default();
        for (factor, rating) in Factor::ALL.iter().zip(ratings) {
            input.ratings.set(*factor, Known::Is(Rating::try_from(rating).unwrap()));
        }
        for (key, value) in ContextKey::ALL.iter().zip(context) {
            input.set_context(*key, Known::Is(value));
        }
        for gate in Field::all().filter_map(Field::gate) {
            input.set_gate(gate, GateAnswer::No);
        }
        input
    }

    fn ids(fields: &[Field]) -> Vec<&'static str> {
        fields.iter().map(|field| field.id()).collect()
    }

    #[test]
    fn one_red_answer_would_change_rule_1_and_two_only_together() {
        let mut input = clear([2, 2, 2, 2], [false; 3]);
        input.set_gate(Gate::Red(RedGate::HomicidalIntent), GateAnswer::Yes);
        let first = explain(&input).remove(0);
        assert_eq!((first.rule, first.decides, first.together), (1, true, false));
        assert_eq!(ids(&first.would_change), ["homicidal_intent"]);
        input.set_gate(Gate::Red(RedGate::IntentOrPlan), GateAnswer::Yes);
        let first = explain(&input).remove(0);
        assert_eq!(ids(&first.would_change), ["intent_or_plan", "homicidal_intent"]);
        assert!(first.together);
    }

    #[test]
    fn support_at_the_limit_names_medicare_and_the_one_context_that_counts() {
        let found = explain(&clear([1, 2, 1, 2], [true, false, false])).remove(0);
        assert_eq!(found.rule, 7);
        assert_eq!(ids(&found.would_change), ["severity", "support", "step_down", "medicare"]);
        assert_eq!(found.evidence[0].value, "1, noticeable");
    }

    #[test]
    fn a_rule_that_would_hold_behind_the_deciding_one_is_told_too() {
        let mut input = clear([2, 2, 2, 2], [false; 3]);
        input.set_gate(Gate::Amber(AmberGate::UnsafeHome), GateAnswer::Yes);
        let rules: Vec<(u8, bool)> =
            explain(&input).iter().map(|it| (it.rule, it.decides)).collect();
        assert_eq!(rules, [(4, true), (7, false)]);
    }

    #[test]
    fn rule_9_names_what_would_point_somewhere_else() {
        let found = explain(&clear([1, 2, 1, 2], [false; 3])).remove(0);
        assert_eq!(found.rule, 9);
        let names = ["severity", "support", "step_down", "outpatient_insufficient"];
        assert_eq!(ids(&found.would_change), names);
    }

    #[test]
    fn an_evaluated_gate_counts_as_no_and_is_shown() {
        let mut input = clear([2, 2, 2, 2], [false; 3]);
        input.set_gate(Gate::Red(RedGate::IntentOrPlan), GateAnswer::Evaluated);
        assert_eq!(explain(&input)[0].rule, 7);
        assert_eq!(counted_as_no(&input)[0].value, "Evaluated by a clinician");
    }

    #[test]
    fn no_sentence_judges_a_person_or_promises() {
        for rule in 1..=9 {
            let words = sentence(rule);
            assert!(
                words.contains("the rules point toward")
                    || words.contains("The rules point toward")
            );
            for word in ["eligible", "compliant", "low risk", " safe ", "fail", "refus"] {
                assert!(!words.contains(word), "{rule}: {word}");
            }
        }
    }
}
