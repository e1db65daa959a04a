//! Which areas the scores bring up.
//!
//! It does not know when an instrument was answered: the caller hands over what counts today.

use form::{ScoreValue, Scored};

use super::area::{Area, Indication, Threshold};

/// The areas that at least one score brings up, in their order. `scores` holds each instrument's
/// id with everything that was scored. A score that is missing, or could not be computed, never
/// holds; nor does a code where points are meant.
#[must_use]
pub fn offered<'a>(areas: &'a [Area], scores: &[(&str, &Scored)]) -> Vec<&'a Area> {
    let held = |indication: &Indication| {
        let of_form = scores.iter().filter(|(form, _)| *form == indication.form);
        let mut values = of_form.filter_map(|(_, scored)| scored.score(&indication.score));
        values.any(|value| holds(&indication.when, value))
    };
    areas.iter().filter(|area| area.indicated_by.iter().any(held)).collect()
}

/// Whether this value of a score brings an area up. It is where the library takes a score to be a
/// need; below that a score is only a number.
#[must_use]
pub fn indicated(areas: &[Area], form: &str, score: &str, value: &ScoreValue) -> bool {
    let of_score = |it: &&Indication| it.form == form && it.score == score;
    let all = areas.iter().flat_map(|area| &area.indicated_by);
    all.filter(of_score).any(|it| holds(&it.when, value))
}

fn holds(when: &Threshold, value: &ScoreValue) -> bool {
    match (when, value, points(value)) {
        (Threshold::AtLeast(least), _, Some(points)) => points >= *least,
        (Threshold::AtMost(most), _, Some(points)) => points <= *most,
        (Threshold::Is(codes), ScoreValue::Code(code), _) => codes.contains(code),
        _ => false,
    }
}

#[allow(clippy::cast_precision_loss, reason = "scores are far below 2^53")]
fn points(value: &ScoreValue) -> Option<f64> {
    match value {
        ScoreValue::Integer(number) => Some(*number as f64),
        ScoreValue::Decimal { units, decimals } => {
            Some(*units as f64 / 10_f64.powi(i32::from(*decimals)))
        }
        ScoreValue::Code(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::tests::sample;
    use super::*;

    fn area(when: Threshold) -> Area {
        let indication = Indication { form: "gad-7".into(), score: "total".into(), when };
        Area { indicated_by: vec![indication], ..sample() }
    }

    #[test]
    fn a_score_is_a_need_where_an_area_says_so_and_for_no_other_form() {
        let areas = [area(Threshold::AtLeast(10.0))];
        for (form, score, value, is) in [
            ("gad-7", "total", 10, true),
            ("gad-7", "total", 9, false),
            ("gad-7", "gad2", 10, false),
            ("phq-9", "total", 27, false),
        ] {
            let found = indicated(&areas, form, score, &ScoreValue::Integer(value));
            assert_eq!(found, is, "{form} {score} {value}");
        }
    }

    fn scored(value: Option<ScoreValue>) -> Scored {
        Scored { scores: vec![("total".into(), value)], ..Scored::default() }
    }

    #[test]
    fn a_threshold_holds_from_its_own_value_on() {
        use ScoreValue::{Code, Decimal, Integer};
        let codes = || Threshold::Is(vec!["acute".into(), "refused".into()]);
        let cases = [
            (Threshold::AtLeast(10.0), Integer(9), false),
            (Threshold::AtLeast(10.0), Integer(10), true),
            (Threshold::AtLeast(10.0), Decimal { units: 995, decimals: 2 }, false),
            (Threshold::AtMost(3.0), Decimal { units: 30, decimals: 1 }, true),
            (Threshold::AtMost(3.0), Integer(4), false),
            (codes(), Code("refused".into()), true),
            (codes(), Code("negative".into()), false),
            (codes(), Integer(1), false),
            (Threshold::AtLeast(0.0), Code("acute".into()), false),
        ];
        for (when, value, expected) in cases {
            let (areas, scored) = ([area(when.clone())], scored(Some(value.clone())));
            let found = !offered(&areas, &[("gad-7", &scored)]).is_empty();
            assert_eq!(found, expected, "{when:?} {value:?}");
        }
    }

    #[test]
    fn a_missing_score_never_holds() {
        let areas = [area(Threshold::AtMost(21.0)), area(Threshold::AtLeast(0.0))];
        let (blank, other) = (scored(None), scored(Some(ScoreValue::Integer(5))));
        assert!(offered(&areas, &[]).is_empty());
        assert!(offered(&areas, &[("gad-7", &blank)]).is_empty());
        assert!(offered(&areas, &[("phq-9", &other)]).is_empty());
    }

    #[test]
    fn one_indication_is_enough_and_no_indication_is_none() {
        let mut either = area(Threshold::AtLeast(10.0));
        either.indicated_by.extend(area(Threshold::AtLeast(15.0)).indicated_by);
        let never = Area { indicated_by: Vec::new(), ..sample() };
        let scored = scored(Some(ScoreValue::Integer(12)));
        let areas = [never, either];
        let found = offered(&areas, &[("gad-7", &scored)]);
        assert_eq!(found, [&areas[1]]);
    }
}
