//! The rules of suitability against a second statement of them, written the other way round: with
//! three-valued logic instead of trying every way an unknown may turn out.
#![allow(clippy::unwrap_used)]

use record::suitability::{
    ContextKey, Factor, Field, Gate, GateAnswer, Known, Outcome, Rating, Recommendation,
    Suitability, Urgency, from_json, recommend,
};

/// True, false, or not known.
type Maybe = Option<bool>;

fn both(a: Maybe, b: Maybe) -> Maybe {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

fn not(a: Maybe) -> Maybe {
    a.map(|it| !it)
}

fn either(a: Maybe, b: Maybe) -> Maybe {
    not(both(not(a), not(b)))
}

/// One row of the table: four ratings, three contexts, and what the gates say all in all.
#[derive(Debug, Clone, Copy)]
struct Case {
    ratings: [Option<u8>; 4],
    context: [Maybe; 3],
    gate: Option<(Gate, GateAnswer)>,
}

impl Case {
    fn input(&self) -> Suitability {
        let mut input = Suitability::default();
        for gate in Field::all().filter_map(Field::gate) {
            input.set_gate(gate, GateAnswer::No);
        }
        for (factor, rating) in Factor::ALL.iter().zip(self.ratings) {
            let rating = rating.map(|it| Rating::try_from(it).unwrap());
            input.ratings.set(*factor, rating.into());
        }
        for (key, value) in ContextKey::ALL.iter().zip(self.context) {
            input.set_context(*key, value.into());
        }
        if let Some((gate, answer)) = self.gate {
            input.set_gate(gate, answer);
        }
        input
    }

    fn missing(&self) -> Vec<&'static str> {
        let [severity, commitment, support, goals] = self.ratings;
        let [step_down, insufficient, medicare] = self.context;
        let mut missing = Vec::new();
        let mut miss = |is_missing: bool, id| missing.extend(is_missing.then_some(id));
        miss(severity.is_none(), "severity");
        miss(commitment.is_none(), "commitment");
        miss(support.is_none(), "support");
        miss(goals.is_none(), "goals");
        if let Some((gate, GateAnswer::Unknown)) = self.gate {
            miss(
                true,
                match gate {
                    Gate::Red(it) => it.id(),
                    Gate::Amber(it) => it.id(),
                },
            );
        }
        let low = severity == Some(0) || severity == Some(1);
        miss(low && step_down.is_none(), "step_down");
        miss(low && insufficient.is_none(), "outpatient_insufficient");
        miss(support == Some(1) && medicare.is_none(), "medicare");
        missing
    }

    fn matched(&self) -> Vec<u8> {
        let [severity, commitment, support, goals] = self.ratings;
        let [step_down, insufficient, medicare] = self.context;
        let is = |rating: Option<u8>, n: u8| rating.map(|it| it == n);
        let least = |rating: Option<u8>, n: u8| rating.map(|it| it >= n);
        let said = |red: bool| match self.gate {
            Some((Gate::Red(_), GateAnswer::Yes)) => Some(red),
            Some((Gate::Amber(_), GateAnswer::Yes)) => Some(!red),
            _ => Some(false),
        };
        let more = either(step_down, insufficient);
        let enough = either(least(support, 2), both(least(support, 1), not(medicare)));
        let weight = either(is(severity, 2), both(is(severity, 1), more));
        let low = not(least(severity, 2));
        let rules = [
            said(true),
            is(severity, 3),
            Some(!self.missing().is_empty()),
            said(false),
            either(is(commitment, 0), is(goals, 0)),
            both(is(severity, 2), is(support, 0)),
            both(enough, weight),
            both(both(low, least(support, 2)), not(more)),
        ];
        let held: Vec<u8> =
            (1u8..).zip(rules).filter(|(_, it)| *it == Some(true)).map(|(n, _)| n).collect();
        if held.is_empty() { vec![9] } else { held }
    }

    fn check(&self) {
        let outcome = recommend(&self.input());
        let missing: Vec<&str> = outcome.missing.iter().map(|it| it.id()).collect();
        assert_eq!(missing, self.missing(), "{self:?}");
        assert_eq!(outcome.matched, self.matched(), "{self:?}");
        let (recommendation, urgency) = match self.matched()[0] {
            1 => (Recommendation::HigherLevel, Some(Urgency::Now)),
            2 => (Recommendation::HigherLevel, Some(Urgency::ThisWeek)),
            7 => (Recommendation::Iop, None),
            8 => (Recommendation::LowerLevel, None),
            _ => (Recommendation::Review, None),
        };
        assert_eq!((outcome.recommendation, outcome.urgency), (recommendation, urgency));
        assert_eq!(outcome.rule, outcome.matched[0]);
    }
}

fn rows(ratings: &[Option<u8>], mut each: impl FnMut([Option<u8>; 4], [Maybe; 3])) {
    let n = ratings.len();
    for at in 0..n.pow(4) {
        let pick = |place: u32| ratings[at / n.pow(place) % n];
        for context in 0..27_usize {
            let say =
                |place: u32| [None, Some(false), Some(true)][context / 3_usize.pow(place) % 3];
            each([pick(0), pick(1), pick(2), pick(3)], [say(0), say(1), say(2)]);
        }
    }
}

fn gates() -> Vec<Gate> {
    Field::all().filter_map(Field::gate).collect()
}

#[test]
fn every_rating_and_context_with_every_gate_follows_the_rules() {
    let mut told = vec![None];
    for gate in gates() {
        // "No" everywhere is the first row.
        let others = gate.answers().iter().filter(|answer| **answer != GateAnswer::No);
        told.extend(others.map(|answer| Some((gate, *answer))));
    }
    rows(&[0, 1, 2, 3].map(Some), |ratings, context| {
        for gate in &told {
            Case { ratings, context, gate: *gate }.check();
        }
    });
}

#[test]
fn unknown_ratings_and_context_never_make_a_rule_hold_that_might_not() {
    let red = gates()[0];
    let amber = gates()[18];
    let told = [
        None,
        Some((red, GateAnswer::Yes)),
        Some((amber, GateAnswer::Yes)),
        Some((amber, GateAnswer::Unknown)),
    ];
    rows(&[None, Some(0), Some(1), Some(2), Some(3)], |ratings, context| {
        for gate in told {
            Case { ratings, context, gate }.check();
        }
    });
}

#[test]
fn nothing_known_is_incomplete_and_names_ratings_and_gates() {
    let outcome = recommend(&Suitability::default());
    assert_eq!((outcome.rule, outcome.matched), (3, vec![3]));
    assert_eq!(outcome.missing.len(), 4 + 7 + 12);
}

#[test]
fn an_answer_a_gate_does_not_take_is_unknown_and_never_no() {
    let mut input = Case { ratings: [Some(2); 4], context: [Some(false); 3], gate: None }.input();
    input.set_gate(gates()[2], GateAnswer::Evaluated);
    assert_eq!(recommend(&input).missing, vec![Field::all().nth(6).unwrap()]);
}

fn asked(ratings: &str, context: &str, gate: (&str, &str)) -> Outcome {
    let part = |color: &str| {
        let of_color = gates().into_iter().filter_map(|it| match it {
            Gate::Red(it) if color == "red" => Some(it.id()),
            Gate::Amber(it) if color == "amber" => Some(it.id()),
            _ => None,
        });
        let said: Vec<String> = of_color
            .map(|id| format!("\"{id}\":\"{}\"", if id == gate.0 { gate.1 } else { "no" }))
            .collect();
        said.join(",")
    };
    let (red, amber) = (part("red"), part("amber"));
    from_json(&format!(
        "{{\"ratings\":{{{ratings}}},\"red\":{{{red}}},\"amber\":{{{amber}}},\"context\":{{{context}}}}}"
    ))
    .map(|input| recommend(&input))
    .unwrap()
}

#[test]
fn a_gap_never_hides_a_danger() {
    let outcome = asked("", "", ("homicidal_intent", "yes"));
    assert_eq!((outcome.rule, outcome.matched), (1, vec![1, 3]));
    let outcome = asked("\"severity\":3", "", ("homicidal_intent", "unknown"));
    assert_eq!((outcome.rule, outcome.matched), (2, vec![2, 3]));
    assert_eq!(outcome.urgency, Some(Urgency::ThisWeek));
}

#[test]
fn what_is_certain_holds_beside_what_is_unknown() {
    let rated = |severity, support| {
        format!("\"severity\":{severity},\"commitment\":2,\"support\":{support},\"goals\":2")
    };
    let none = ("", "");
    let matched = |ratings: &str, context: &str| asked(ratings, context, none).matched;
    assert_eq!(matched(&rated("2", "2"), ""), [7]);
    assert_eq!(matched(&rated("2", "1"), ""), [3]);
    assert_eq!(matched(&rated("2", "1"), "\"medicare\":false"), [7]);
    assert_eq!(matched(&rated("1", "2"), "\"step_down\":true"), [3, 7]);
    assert_eq!(matched(&rated("\"unknown\"", "2"), "\"step_down\":true"), [3]);
    assert_eq!(matched(&rated("1", "2"), "\"step_down\":false"), [3]);
    assert_eq!(matched(&rated("2", "1"), "\"medicare\":true"), [9]);
}

#[test]
fn an_outcome_is_written_as_the_command_line_promises() {
    let context = "\"step_down\":false,\"outpatient_insufficient\":false,\"medicare\":false";
    let rated = "\"severity\":2,\"commitment\":2,\"support\":1,\"goals\":2";
    let outcome = asked(rated, context, ("intent_or_plan", "evaluated"));
    assert_eq!(
        serde_json::to_string(&outcome).unwrap(),
        r#"{"recommendation":"iop","urgency":null,"rule":7,"matched":[7],"missing":[]}"#
    );
    let again: Outcome = serde_json::from_str(&serde_json::to_string(&outcome).unwrap()).unwrap();
    assert_eq!(again, outcome);
    let incomplete = asked("\"severity\":1", "", ("risk_to_group", "unknown"));
    let json = serde_json::to_value(&incomplete).unwrap();
    let ids = ["commitment", "support", "goals", "risk_to_group", "step_down"];
    assert_eq!(json["missing"].as_array().unwrap()[..5], ids);
    assert_eq!(Known::<bool>::default(), Known::Unknown);
}
