//! What a missing answer means for a score, by the policy of the definition.
//!
//! Knows points, not answers. The policy is settled item by item when the definition is read, so
//! that one walk over the items finds out what counts.

use super::Missing;
use crate::placed::{Bits, Facts, Known};

/// The items of a score, and what a gap among them means.
#[derive(Debug, Clone)]
pub(super) struct Parts {
    items: Vec<Part>,
    /// The places of all of them.
    places: Bits,
    /// Most items that may be missing.
    most_missing: usize,
    /// An item that was not shown counts, as zero.
    hidden_is_zero: bool,
    /// Those that are missing are stood for by the rest.
    prorates: bool,
}

/// An item of a score.
#[derive(Debug, Clone)]
struct Part {
    place: usize,
    may_be_missing: bool,
}

/// An item that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counted {
    /// Its place among the items of the score.
    pub(super) at: usize,
    /// Its points.
    pub(super) points: i64,
    /// It was not shown, and counts as zero.
    pub(super) hidden: bool,
}

/// How many items a score is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gathered {
    /// How many count.
    pub(super) counted: usize,
    /// How many the score is meant to have; more than count when it is prorated.
    pub(super) expected: usize,
}

impl Parts {
    /// Settles the policy for these items, each with its place.
    pub(super) fn new(policy: &Missing, items: &[(&str, usize)]) -> Self {
        let may_be_missing = |id: &str| match policy {
            Missing::AllRequired { optional } => optional.iter().any(|known| known == id),
            Missing::Prorate { never_missing, .. } => !never_missing.iter().any(|it| it == id),
            Missing::HiddenIsZero => false,
            Missing::CountAnswered | Missing::RefusalIsPositive | Missing::HighestKnown => true,
        };
        let part = |(id, place): &(&str, usize)| Part {
            place: *place,
            may_be_missing: may_be_missing(id),
        };
        let mut places = Bits::none_of(items.iter().map(|(_, place)| place + 1).max().unwrap_or(0));
        items.iter().for_each(|(_, place)| places.put(*place, true));
        Self {
            items: items.iter().map(part).collect(),
            places,
            most_missing: match policy {
                Missing::Prorate { max_missing, .. } => *max_missing,
                _ => usize::MAX,
            },
            hidden_is_zero: *policy == Missing::HiddenIsZero,
            prorates: matches!(policy, Missing::Prorate { .. }),
        }
    }

    /// Hands each item that counts to `take`; `None` when the score cannot be computed, whatever
    /// was taken before.
    #[inline]
    pub(super) fn gather(
        &self,
        facts: &Facts<'_>,
        mut take: impl FnMut(Counted),
    ) -> Option<Gathered> {
        // Most responses are whole: then no policy is asked, item by item.
        if facts.all_held(&self.places) {
            for (at, part) in self.items.iter().enumerate() {
                take(Counted { at, points: facts.sheet.points(part.place), hidden: false });
            }
            let all = self.items.len();
            return (all > 0).then_some(Gathered { counted: all, expected: all });
        }
        self.gather_by_policy(|place| facts.points(place), take)
    }

    #[cold]
    fn gather_by_policy(
        &self,
        points: impl Fn(usize) -> Known,
        mut take: impl FnMut(Counted),
    ) -> Option<Gathered> {
        let mut missing = 0;
        for (at, part) in self.items.iter().enumerate() {
            match points(part.place) {
                Known::Is(points) => take(Counted { at, points, hidden: false }),
                Known::Hidden if self.hidden_is_zero => {
                    take(Counted { at, points: 0, hidden: true });
                }
                _ if part.may_be_missing && missing < self.most_missing => missing += 1,
                _ => return None,
            }
        }
        let counted = self.items.len() - missing;
        let expected = if self.prorates { self.items.len() } else { counted };
        (counted > 0).then_some(Gathered { counted, expected })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: (&str, Known) = ("a", Known::Is(2));
    const B: (&str, Known) = ("b", Known::Blank);
    const C: (&str, Known) = ("c", Known::Hidden);

    /// The points that count, and how many were expected.
    fn gather(policy: &Missing, items: &[(&str, Known)]) -> Option<(Vec<i64>, usize)> {
        let places: Vec<(&str, usize)> =
            items.iter().enumerate().map(|(place, (id, _))| (*id, place)).collect();
        let mut counted = Vec::new();
        let gathered = Parts::new(policy, &places)
            .gather_by_policy(|place| items[place].1, |it| counted.push(it.points))?;
        assert_eq!(gathered.counted, counted.len());
        Some((counted, gathered.expected))
    }

    #[test]
    fn all_required_wants_every_item_but_the_optional_ones() {
        let strict = Missing::AllRequired { optional: Vec::new() };
        assert_eq!(gather(&strict, &[A, B]), None);
        let relaxed = Missing::AllRequired { optional: vec!["b".to_owned()] };
        assert_eq!(gather(&relaxed, &[A, B]), Some((vec![2], 1)));
        assert_eq!(gather(&relaxed, &[B]), None, "nothing answered is no score");
    }

    #[test]
    fn prorating_stops_at_its_limit_and_at_items_that_may_never_be_missing() {
        let policy = |max_missing, never: &[&str]| Missing::Prorate {
            max_missing,
            never_missing: never.iter().map(|id| (*id).to_owned()).collect(),
        };
        assert_eq!(gather(&policy(1, &[]), &[A, B]), Some((vec![2], 2)));
        assert_eq!(gather(&policy(0, &[]), &[A, B]), None);
        assert_eq!(gather(&policy(1, &["b"]), &[A, B]), None);
        assert_eq!(gather(&policy(2, &[]), &[B]), None);
    }

    #[test]
    fn hidden_is_zero_and_blank_is_not() {
        assert_eq!(gather(&Missing::HiddenIsZero, &[A, C]), Some((vec![2, 0], 2)));
        assert_eq!(gather(&Missing::HiddenIsZero, &[A, B, C]), None);
    }

    #[test]
    fn where_only_answers_count_nothing_answered_is_no_score() {
        assert_eq!(gather(&Missing::CountAnswered, &[A, B, C]), Some((vec![2], 1)));
        assert_eq!(gather(&Missing::CountAnswered, &[B, C]), None);
    }
}
