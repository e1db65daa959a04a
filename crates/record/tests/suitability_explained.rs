//! What the screen says about each rule that holds, over every rating and context.
#![allow(clippy::unwrap_used)]

use record::suitability::{
    ContextKey, Explanation, Factor, Field, Gate, GateAnswer, Known, Rating, Recommendation,
    Suitability, explain, recommend,
};

/// Every rating with every context, all gates answered with no but for those given.
fn every(given: &[(Gate, GateAnswer)], mut each: impl FnMut(&Suitability)) {
    let mut input = Suitability::default();
    for gate in Field::all().filter_map(Field::gate) {
        input.set_gate(gate, GateAnswer::No);
    }
    given.iter().for_each(|(gate, answer)| input.set_gate(*gate, *answer));
    for at in 0..256_usize {
        for (place, factor) in (0u32..).zip(Factor::ALL) {
            let rating = Rating::ALL[at / 4_usize.pow(place) % 4];
            input.ratings.set(*factor, Known::Is(rating));
        }
        for context in 0..27_usize {
            for (place, key) in (0u32..).zip(ContextKey::ALL) {
                let said = [Known::Unknown, Known::Is(false), Known::Is(true)];
                input.set_context(*key, said[context / 3_usize.pow(place) % 3]);
            }
            each(&input);
        }
    }
}

/// The answers that a field can be changed to.
fn changed(input: &Suitability, field: Field) -> Vec<Suitability> {
    let mut all = Vec::new();
    for n in 0..4_u8 {
        let mut other = input.clone();
        match field {
            Field::Rating(factor) => {
                other.ratings.set(factor, Known::Is(Rating::try_from(n).unwrap()));
            }
            Field::Context(key) => other.set_context(key, Known::Is(n % 2 == 0)),
            Field::Red(gate) => other.set_gate(Gate::Red(gate), GateAnswer::No),
            Field::Amber(gate) => other.set_gate(Gate::Amber(gate), GateAnswer::No),
        }
        all.push(other);
    }
    all
}

fn gone(rule: u8, other: &Suitability) -> bool {
    let outcome = recommend(other);
    if rule == 9 {
        outcome.recommendation != Recommendation::Review
    } else {
        !outcome.matched.contains(&rule)
    }
}

fn check(input: &Suitability, told: &Explanation) {
    let evidence: Vec<Field> = told.evidence.iter().map(|it| it.id).collect();
    assert!(!told.would_change.is_empty(), "{input:?} {told:?}");
    assert!(told.would_change.iter().all(|field| evidence.contains(field)), "{told:?}");
    let turns = |field: Field| changed(input, field).iter().any(|it| gone(told.rule, it));
    if told.together {
        let last = told
            .would_change
            .iter()
            .fold(input.clone(), |it, field| changed(&it, *field).pop().unwrap());
        assert!(gone(told.rule, &last), "{input:?} {told:?}");
        assert!(!told.would_change.iter().any(|field| turns(*field)), "{input:?} {told:?}");
    } else {
        assert!(told.would_change.iter().all(|field| turns(*field)), "{input:?} {told:?}");
    }
}

#[test]
fn every_rule_that_holds_is_told_with_evidence_and_with_what_would_change_it() {
    let gates: Vec<Gate> = Field::all().filter_map(Field::gate).collect();
    let yes = |at: usize| (gates[at], GateAnswer::Yes);
    let all = [
        vec![],
        vec![yes(2)],
        vec![yes(0), yes(6)],
        vec![yes(9), yes(18)],
        vec![(gates[4], GateAnswer::Unknown)],
    ];
    for given in all {
        every(&given, |input| {
            let outcome = recommend(input);
            let told = explain(input);
            let rules: Vec<u8> = told.iter().map(|it| it.rule).collect();
            assert_eq!(rules, outcome.matched);
            let deciding: Vec<u8> = told.iter().filter(|it| it.decides).map(|it| it.rule).collect();
            assert_eq!(deciding, [outcome.rule]);
            told.iter().for_each(|it| check(input, it));
        });
    }
}
