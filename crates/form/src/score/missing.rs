//! What a missing answer means for a score, by the policy of the definition.
//!
//! Knows points, not answers.

use super::Missing;
use crate::reading::Points;

/// The points a score is made from.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Gathered<'a> {
    /// Points of each item that counts, with the item's id.
    pub(super) points: Vec<(&'a str, i64)>,
    /// How many items the score is meant to have; more than there are points when it is prorated.
    pub(super) expected: usize,
}

/// Applies the policy; `None` when the score cannot be computed.
pub(super) fn gather<'a>(policy: &Missing, items: &[(&'a str, Points)]) -> Option<Gathered<'a>> {
    let known: Vec<(&str, i64)> = items
        .iter()
        .filter_map(|(id, points)| match points {
            Points::Are(points) => Some((*id, *points)),
            _ => None,
        })
        .collect();
    let gaps = || items.iter().filter(|(_, points)| !matches!(points, Points::Are(_)));
    match policy {
        Missing::AllRequired { optional } => {
            let complete = gaps().all(|(id, _)| optional.iter().any(|known| known == id));
            let expected = known.len();
            (complete && expected > 0).then_some(Gathered { points: known, expected })
        }
        Missing::Prorate { max_missing, never_missing } => {
            let allowed = gaps().count() <= *max_missing
                && gaps().all(|(id, _)| !never_missing.iter().any(|never| never == id));
            (allowed && !known.is_empty())
                .then_some(Gathered { points: known, expected: items.len() })
        }
        Missing::HiddenIsZero => {
            let points = items.iter().map(|(id, points)| match points {
                Points::Are(points) => Some((*id, *points)),
                Points::Hidden => Some((*id, 0)),
                Points::Missing => None,
            });
            let points: Vec<_> = points.collect::<Option<_>>()?;
            Some(Gathered { expected: points.len(), points })
        }
        Missing::CountAnswered | Missing::RefusalIsPositive | Missing::HighestKnown => {
            let expected = known.len();
            (expected > 0).then_some(Gathered { points: known, expected })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: (&str, Points) = ("a", Points::Are(2));
    const B: (&str, Points) = ("b", Points::Missing);
    const C: (&str, Points) = ("c", Points::Hidden);

    #[test]
    fn all_required_wants_every_item_but_the_optional_ones() {
        let strict = Missing::AllRequired { optional: Vec::new() };
        assert_eq!(gather(&strict, &[A, B]), None);
        let relaxed = Missing::AllRequired { optional: vec!["b".to_owned()] };
        assert_eq!(gather(&relaxed, &[A, B]).unwrap().points, [("a", 2)]);
        assert_eq!(gather(&relaxed, &[B]), None, "nothing answered is no score");
    }

    #[test]
    fn prorating_stops_at_its_limit_and_at_items_that_may_never_be_missing() {
        let policy = |max_missing, never: &[&str]| Missing::Prorate {
            max_missing,
            never_missing: never.iter().map(|id| (*id).to_owned()).collect(),
        };
        assert_eq!(gather(&policy(1, &[]), &[A, B]).unwrap().expected, 2);
        assert_eq!(gather(&policy(0, &[]), &[A, B]), None);
        assert_eq!(gather(&policy(1, &["b"]), &[A, B]), None);
        assert_eq!(gather(&policy(2, &[]), &[B]), None);
    }

    #[test]
    fn hidden_is_zero_and_blank_is_not() {
        assert_eq!(gather(&Missing::HiddenIsZero, &[A, C]).unwrap().points, [("a", 2), ("c", 0)]);
        assert_eq!(gather(&Missing::HiddenIsZero, &[A, B, C]), None);
    }
}
