//! Scores over time, told against what was published as a meaningful change.
#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;
use form::{BandMark, Catalog, Definition, ScoreValue};
use record::trend::{Direction, Reading, Trend, trend};

fn phq9() -> Definition {
    Definition::clone(Catalog::shipped().unwrap().form("phq-9").unwrap())
}

/// The same scale turned over, so that more is better.
fn turned() -> Definition {
    let mut definition = phq9();
    for band in &mut definition.bands {
        band.mark.severity = band.mark.severity.map(|severity| 4 - severity);
    }
    definition
}

fn day(at: usize) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(at as u64 * 14)
}

fn reading(at: usize, value: Option<i64>) -> Reading {
    let value = value.map(ScoreValue::Integer);
    Reading { on: day(at), version: "1.0.0".into(), value, band: None }
}

fn told(definition: &Definition, values: &[Option<i64>]) -> Trend {
    let readings: Vec<Reading> =
        values.iter().enumerate().map(|(at, value)| reading(at, *value)).collect();
    trend(definition, "total", &readings, Some(9)).unwrap()
}

fn directions(definition: &Definition, values: &[i64]) -> (Direction, Direction) {
    let trend = told(definition, &values.iter().copied().map(Some).collect::<Vec<_>>());
    (trend.since_first.direction, trend.since_last.direction)
}

use Direction::{CannotBeSaid, Improved, NoMeaningfulChange, Worse};

#[test]
fn five_points_are_a_change_and_four_are_not() {
    assert_eq!(directions(&phq9(), &[17, 12]), (Improved, Improved));
    assert_eq!(directions(&phq9(), &[17, 13]), (NoMeaningfulChange, NoMeaningfulChange));
    assert_eq!(directions(&phq9(), &[12, 17]), (Worse, Worse));
    assert_eq!(directions(&phq9(), &[17, 9, 14]), (NoMeaningfulChange, Worse));
    assert_eq!(directions(&turned(), &[12, 17]), (Improved, Improved));
}

#[test]
fn a_score_that_could_not_be_computed_is_a_gap_and_never_zero() {
    let trend = told(&phq9(), &[Some(17), None, Some(9), None]);
    let values: Vec<Option<f64>> = trend.points.iter().map(|point| point.value).collect();
    assert_eq!(values, [Some(17.0), None, Some(9.0), None]);
    assert_eq!(trend.points[1].shown, "Not scored");
    assert_eq!((trend.since_last.to, trend.since_last.by), (Some(day(2)), Some(-8.0)));
}

#[test]
fn fewer_than_two_scores_say_nothing() {
    for values in [&[][..], &[None, None], &[Some(17)], &[None, Some(17)]] {
        let trend = told(&phq9(), values);
        assert_eq!(trend.since_first.direction, CannotBeSaid, "{values:?}");
        assert_eq!(trend.since_last.direction, CannotBeSaid, "{values:?}");
        assert_eq!(trend.since_first.sentence, "There are not two scores to compare yet.");
    }
}

#[test]
fn the_sentence_gives_both_scores_their_days_and_the_published_difference() {
    let trend = told(&phq9(), &[Some(17), Some(9)]);
    assert_eq!(
        trend.since_first.sentence,
        "From 17 on Jan 1, 2026 to 9 on Jan 15, 2026: 8 points lower. That is better, by at least the 5 points published as meaningful."
    );
    assert!(trend.sentence.starts_with("PHQ-9"));
    let same = told(&phq9(), &[Some(9), Some(9)]).since_last.sentence;
    assert!(same.contains("the same. That is less than"), "{same}");
}

#[test]
fn bands_come_with_their_ranges_lowest_first() {
    let trend = told(&phq9(), &[]);
    let ranges: Vec<(i64, i64)> = trend.bands.iter().map(|band| (band.from, band.to)).collect();
    assert_eq!(ranges, [(0, 4), (5, 9), (10, 14), (15, 19), (20, 27)]);
    assert_eq!(trend.range, Some((0, 27)));
}

#[test]
fn response_remission_and_target_are_named_when_reached() {
    let reached = |values: &[Option<i64>]| told(&phq9(), values).reached.len();
    assert_eq!(reached(&[Some(18), Some(10)]), 0);
    assert_eq!(reached(&[Some(18), Some(9)]), 2);
    assert_eq!(reached(&[Some(18), Some(4)]), 3);
    assert_eq!(reached(&[Some(4)]), 1);
    assert_eq!(reached(&[Some(4), Some(2)]), 2);
    assert_eq!(reached(&[]), 0);
}

#[test]
fn readings_may_come_in_any_order() {
    let readings = [reading(2, Some(9)), reading(0, Some(17)), reading(1, Some(12))];
    let trend = trend(&phq9(), "total", &readings, None).unwrap();
    assert_eq!((trend.since_first.by, trend.since_last.by), (Some(-8.0), Some(-3.0)));
}

#[test]
fn different_major_versions_are_not_compared() {
    let mut later = reading(1, Some(9));
    later.version = "2.0.0".into();
    let told = trend(&phq9(), "total", &[reading(0, Some(17)), later.clone()], None).unwrap();
    assert_eq!((told.since_first.direction, told.since_first.by), (CannotBeSaid, None));
    assert!(told.since_first.sentence.starts_with("They were scored under different versions"));
    assert!(told.reached.is_empty());
    later.version = "1.2.0".into();
    let told = trend(&phq9(), "total", &[reading(0, Some(17)), later], None).unwrap();
    assert_eq!(told.since_first.direction, Improved);
}

#[test]
fn what_is_not_published_is_not_said() {
    let readings = [reading(0, Some(6)), reading(1, Some(0))];
    let other_score = trend(&phq9(), "phq2", &readings, None).unwrap();
    assert_eq!(other_score.since_first.direction, CannotBeSaid);
    let mut no_order = phq9();
    no_order.bands.iter_mut().for_each(|band| band.mark.severity = None);
    assert_eq!(directions(&no_order, &[17, 9]), (CannotBeSaid, CannotBeSaid));
    assert!(trend(&phq9(), "nothing", &readings, None).is_none());
}

#[test]
fn a_published_response_alone_counts_since_the_first_score_only() {
    let mut definition = phq9();
    let change = definition.instrument.as_mut().unwrap().change.as_mut().unwrap();
    change.minimal_important_difference = None;
    assert_eq!(directions(&definition, &[18, 9]), (Improved, CannotBeSaid));
    assert_eq!(directions(&definition, &[18, 10]), (CannotBeSaid, CannotBeSaid));
    assert_eq!(directions(&definition, &[9, 18]), (CannotBeSaid, CannotBeSaid));
}

#[test]
fn decimals_are_compared_exactly_and_codes_are_shown_by_their_band() {
    let decimal = |at, units| Reading {
        value: Some(ScoreValue::Decimal { units, decimals: 1 }),
        ..reading(at, None)
    };
    let told = trend(&phq9(), "total", &[decimal(0, 100), decimal(1, 50)], None).unwrap();
    assert_eq!(told.since_first.direction, Improved);
    assert_eq!(told.points[0].shown, "10.0");
    let told = trend(&phq9(), "total", &[decimal(0, 100), decimal(1, 51)], None).unwrap();
    assert_eq!(told.since_first.direction, NoMeaningfulChange);
    let mark = BandMark { code: "high".into(), label: "High".into(), severity: Some(4) };
    let coded = |at| Reading {
        value: Some(ScoreValue::Code("high".into())),
        band: Some(mark.clone()),
        ..reading(at, None)
    };
    let told = trend(&phq9(), "total", &[coded(0), coded(1)], None).unwrap();
    assert_eq!((told.points[0].shown.as_str(), told.points[0].value), ("High", None));
    assert_eq!(told.since_first.direction, CannotBeSaid);
}
