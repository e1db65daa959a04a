//! Suitability from JSON: what is accepted, and that everything else is an error with its path.
#![allow(clippy::unwrap_used)]

use record::suitability::{
    AmberGate, ContextKey, GateAnswer, Known, NotSuitability, Rating, RedGate, Suitability,
    from_json,
};

fn faults(text: &str) -> Vec<(String, String)> {
    match from_json(text) {
        Err(NotSuitability::Faults(faults)) => {
            faults.into_iter().map(|fault| (fault.path, fault.accepted)).collect()
        }
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn what_is_left_out_is_unknown() {
    for text in ["{}", r#"{"ratings":{},"red":{},"amber":{},"context":{}}"#] {
        assert_eq!(from_json(text).unwrap(), Suitability::default(), "{text}");
    }
}

#[test]
fn every_kind_of_answer_is_read() {
    let input = from_json(
        r#"{"ratings":{"severity":0,"goals":3,"support":"unknown"},
            "red":{"intent_or_plan":"evaluated","homicidal_intent":"yes"},
            "amber":{"minor_consent_unresolved":"not_applicable","unsafe_home":"no"},
            "context":{"medicare":true,"step_down":false,"outpatient_insufficient":"unknown"}}"#,
    )
    .unwrap();
    assert_eq!(input.ratings.severity, Known::Is(Rating::Zero));
    assert_eq!(input.ratings.goals, Known::Is(Rating::Three));
    assert!(input.ratings.support.is_unknown() && input.ratings.commitment.is_unknown());
    assert_eq!(input.red(RedGate::IntentOrPlan), GateAnswer::Evaluated);
    assert_eq!(input.red(RedGate::HomicidalIntent), GateAnswer::Yes);
    assert_eq!(input.red(RedGate::WithdrawalDanger), GateAnswer::Unknown);
    assert_eq!(input.amber(AmberGate::MinorConsentUnresolved), GateAnswer::NotApplicable);
    assert_eq!(input.amber(AmberGate::UnsafeHome), GateAnswer::No);
    assert_eq!(input.context(ContextKey::Medicare), Known::Is(true));
    assert_eq!(input.context(ContextKey::StepDown), Known::Is(false));
    assert!(input.context(ContextKey::OutpatientInsufficient).is_unknown());
}

#[test]
fn a_rating_is_a_whole_number_from_0_to_3() {
    for value in [
        "4",
        "-1",
        "2.0",
        "2e0",
        "-0",
        "\"2\"",
        "null",
        "true",
        "[2]",
        "{}",
        "18446744073709551616",
    ] {
        let found = faults(&format!("{{\"ratings\":{{\"severity\":{value}}}}}"));
        let wanted = ("ratings/severity".into(), "0, 1, 2, 3 or \"unknown\"".into());
        assert_eq!(found, [wanted], "{value}");
    }
}

#[test]
fn a_gate_takes_only_its_own_answers() {
    let cases = [
        ("red", "homicidal_intent", "\"evaluated\"", r#""yes", "no" or "unknown""#),
        ("red", "intent_or_plan", "\"not_applicable\"", r#""yes", "no", "unknown" or "evaluated""#),
        (
            "amber",
            "minor_consent_unresolved",
            "\"evaluated\"",
            r#""yes", "no", "unknown" or "not_applicable""#,
        ),
        ("amber", "unsafe_home", "true", r#""yes", "no" or "unknown""#),
        ("amber", "unsafe_home", "null", r#""yes", "no" or "unknown""#),
        ("amber", "unsafe_home", "\"Yes\"", r#""yes", "no" or "unknown""#),
        ("context", "medicare", "\"yes\"", "true, false or \"unknown\""),
        ("context", "medicare", "null", "true, false or \"unknown\""),
        ("context", "medicare", "1", "true, false or \"unknown\""),
    ];
    for (part, id, value, accepted) in cases {
        let found = faults(&format!("{{\"{part}\":{{\"{id}\":{value}}}}}"));
        assert_eq!(found, [(format!("{part}/{id}"), accepted.to_owned())], "{value}");
    }
}

#[test]
fn unknown_keys_and_keys_that_stand_twice_are_faults() {
    let found = faults(
        r#"{"ratings":{"severity":1,"severity":1},"red":{"unsafe_home":"no"},"note":"x",
            "context":{"medicare":true},"context":{"medicare":true},"amber":[]}"#,
    );
    let paths: Vec<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["ratings/severity", "red/unsafe_home", "note", "context", "amber"]);
    assert_eq!(found[0].1, "one value, not several");
    assert!(found[1].1.contains("\"intent_or_plan\""));
    assert!(found[2].1.contains("\"ratings\""));
    let escaped = faults(r#"{"ratings":{"severity":1,"\u0073everity":2}}"#);
    assert_eq!(escaped[0].0, "ratings/severity");
}

#[test]
fn a_part_of_the_wrong_type_is_a_fault_and_the_file_itself_too() {
    assert_eq!(faults("[]")[0].0, "");
    assert_eq!(faults("null")[0].0, "");
    assert_eq!(faults(r#"{"red":null}"#)[0].0, "red");
}

#[test]
fn what_is_not_json_is_named_by_its_place() {
    for text in ["", "{", "{\"red\":{}} x", "{'red':{}}", "{\"red\":{},}"] {
        assert!(matches!(from_json(text), Err(NotSuitability::Unreadable { .. })), "{text}");
    }
}

#[test]
fn a_message_names_the_place_and_never_what_was_given() {
    let error = from_json(r#"{"red":{"intent_or_plan":"told me on Tuesday"}}"#).unwrap_err();
    let message = error.to_string();
    assert!(message.starts_with("red/intent_or_plan: accepted is"), "{message}");
    assert!(!message.contains("Tuesday"));
}
