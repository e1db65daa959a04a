//! What is refused, and where the refusal points; and a small area that is in order.

use proptest::prelude::*;

use super::*;

/// An area in order, for the tests of this library.
pub(in super::super) fn sample() -> Area {
    parse("sample.toml", SAMPLE).unwrap_or_else(|error| panic!("{error}"))
}

const SAMPLE: &str = include_str!("sample.toml");

/// The refusal of the sample after one text was replaced by another.
fn refused(from: &str, to: &str) -> Refused {
    assert!(SAMPLE.contains(from), "{from}");
    parse("sample.toml", &SAMPLE.replacen(from, to, 1)).unwrap_err()
}

#[test]
fn a_file_in_order_is_read_to_the_last_key() {
    let area = sample();
    let counts = (area.problems.len(), area.goals.len(), area.objectives.len());
    assert_eq!((counts, area.interventions.len()), ((2, 3, 6), 8));
    assert_eq!(area.indicated_by[0].when, Threshold::AtLeast(10.0));
    assert_eq!(area.indicated_by[1].when, Threshold::Is(vec!["acute-positive".into()]));
    let gad = Measure::Instrument { form: "gad-7".into(), score: "total".into() };
    assert_eq!((&area.objectives[0].measure, area.objectives[0].target.as_str()), (&gad, "7"));
    assert!((area.interventions[1].times_a_week - 0.5).abs() < f64::EPSILON);
}

#[test]
fn what_is_wrong_is_refused_for_its_own_reason() {
    let long = format!("name = \"{}\"", "a".repeat(401));
    let cases = [
        ("id = \"steady-days\"", "id = \"Steady Days\"", Fault::Id),
        ("id = \"rest\"", "id = \"move\"", Fault::Twice),
        ("id = \"breathing\"", "id = \"daily-walk\"", Fault::Twice),
        ("version = \"1.0.0\"", "version = \"1.0\"", Fault::Version),
        ("name = \"Steady days\"", "name = \" \"", Fault::Empty),
        ("name = \"Steady days\"", &long, Fault::TooLong),
        ("name = \"Steady days\"", "name = \"Steady\\ndays\"", Fault::NotOneLine),
        ("\"worry\", \"calm\"", "\"worry\", \"Worry\"", Fault::ListedTwice),
        ("treats = [\"mental_health\"]", "treats = []", Fault::NothingListed),
        ("ages = [\"adult\"]", "ages = [\"adult\", \"adult\"]", Fault::ListedTwice),
        ("goal = \"rest\"", "goal = \"sleep\"", Fault::NoSuchGoal),
        ("instrument = {", "# instrument = {", Fault::InstrumentMissing),
        ("measure = \"instrument\"", "measure = \"other\"", Fault::InstrumentNotMeant),
        ("target = \"7\"", "target = \"seven\"", Fault::TargetNotANumber),
        ("target = \"7\"", "target = \"NaN\"", Fault::TargetNotANumber),
        ("at_least = 10", "at_least = 10, at_most = 3", Fault::OneThreshold),
        (", at_least = 10", "", Fault::OneThreshold),
        ("at_least = 10", "at_least = nan", Fault::OutOfBounds),
        ("is = [\"acute-positive\"]", "is = []", Fault::OneThreshold),
        ("weeks = 8", "weeks = 0", Fault::OutOfBounds),
        ("minutes = 30", "minutes = -30", Fault::OutOfBounds),
        ("times_a_week = 0.5", "times_a_week = inf", Fault::OutOfBounds),
    ];
    for (from, to, fault) in cases {
        assert_eq!(refused(from, to).fault, fault, "{to}");
    }
}

#[test]
fn unknown_and_missing_and_doubled_keys_are_refused_with_file_line_and_key() {
    let unknown = refused("plain_name =", "nice_name =").to_string();
    assert!(unknown.starts_with("sample.toml:5:1: ") && unknown.contains("nice_name"), "{unknown}");
    let doubled = refused("version = \"1.0.0\"", "version = \"1.0.0\"\nversion = \"1.0.0\"");
    assert_eq!(doubled.line, 4, "{doubled}");
    let missing = refused("client = \"Walk each day\"\n", "").to_string();
    assert!(missing.contains("client"), "{missing}");
    assert!(
        refused("modality = \"wellness\"", "modality = \"magic\"").to_string().contains("magic")
    );
    assert!(matches!(refused("target = \"7\"", "target = 7").fault, Fault::Unreadable(_)));
    assert!(matches!(refused("[[goal]]", "[[gaol]]").fault, Fault::Unreadable(_)));
}

#[test]
fn a_refusal_points_at_the_line_and_column() {
    let found = refused("goal = \"rest\"", "goal = \"sleep\"");
    let line = SAMPLE.lines().position(|it| it == "goal = \"rest\"").unwrap() + 1;
    assert_eq!((found.file.as_str(), found.line, found.column), ("sample.toml", line, 8));
}

#[test]
fn too_much_of_anything_is_refused() {
    let huge = format!("{SAMPLE}\n#{}", " ".repeat(TEXT_LIMIT));
    assert_eq!(parse("huge.toml", &huge).unwrap_err().fault, Fault::TooLarge);
    let goals: String = (0..101)
        .map(|nth| format!("[[goal]]\nid = \"g{nth}\"\ntext = \"a\"\nclient = \"b\"\n"))
        .collect();
    assert_eq!(
        parse("many.toml", &format!("{SAMPLE}\n{goals}")).unwrap_err().fault,
        Fault::TooMany
    );
    let keywords: Vec<String> = (0..101).map(|nth| format!("\"k{nth}\"")).collect();
    let many = refused("\"worry\", \"calm\"", &keywords.join(", "));
    assert_eq!(many.fault, Fault::TooMany);
    let deep = format!("id = {}", "[".repeat(200_000));
    assert!(parse("deep.toml", &deep).is_err());
}

#[test]
fn the_name_of_a_file_cannot_break_the_line() {
    let found = parse("a\nb\u{1b}.toml", "id = 1").unwrap_err();
    assert_eq!(found.file, "ab.toml");
}

proptest! {
    #[test]
    fn no_text_makes_the_parser_panic(text in "(?s).{0,400}") {
        let _ = parse("any.toml", &text);
    }

    #[test]
    fn no_damage_to_a_file_makes_the_parser_panic(
        at in 0..SAMPLE.len(), length in 0_usize..40, put in "(?s).{0,8}"
    ) {
        let mut bytes = SAMPLE.as_bytes().to_vec();
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, put.into_bytes());
        let text = String::from_utf8_lossy(&bytes);
        if let Err(refused) = parse("damaged.toml", &text) {
            prop_assert!(refused.line <= text.matches('\n').count() + 1);
        }
    }
}
