//! The arithmetic of the scoring methods, in whole numbers throughout.
//!
//! What a gap means is settled before (see `missing`); no method invents a value.

use super::Step;
use super::marks::Value;
use super::missing::{Gathered, Parts};
use super::work::{Rules, Way, Work};
use crate::condition::{Op, Truth};
use crate::placed::Facts;

impl Work {
    /// The value of the score; `None` when it cannot be computed. What it hangs on is already
    /// among the facts.
    #[inline]
    pub(super) fn value(&self, facts: &Facts<'_>) -> Option<Value> {
        // Most scores are sums: looked at where they stand, and the rest by a call.
        match &self.way {
            Way::Sum(parts) => sum(parts, facts).map(Value::whole),
            _ => self.other(facts),
        }
    }

    #[inline(never)]
    fn other(&self, facts: &Facts<'_>) -> Option<Value> {
        Some(match &self.way {
            Way::Sum(parts) => Value::whole(sum(parts, facts)?),
            Way::Mean(parts, decimals) => mean(total(parts, facts)?, *decimals),
            Way::Min(parts) => Value::whole(lowest(parts, facts)?),
            Way::CappedSum(parts, cap) => Value::whole(sum(parts, facts)?.min(*cap)),
            Way::SumRecoded(parts, steps) => Value::whole(recoded(parts, steps, facts)?),
            Way::Count(parts, op, value) => Value::whole(count(parts, *op, *value, facts)?),
            Way::CountGroups(parts, of) => Value::whole(count_groups(parts, of, facts)?),
            Way::Difference(constant, minus) => {
                Value::whole(constant.saturating_sub(whole(*minus, facts)?))
            }
            Way::Scale(of, factor) => Value::whole(whole(*of, facts)?.saturating_mul(*factor)),
            Way::Rules(rules) => first_rule(rules, facts)?,
        })
    }
}

fn whole(score: usize, facts: &Facts<'_>) -> Option<i64> {
    facts.value(score)?.as_whole()
}

/// The points added up, with how many there are. A choice brings a million points at most, and a form
/// has a few hundred items: no sum comes near the end of its numbers.
#[inline]
fn total(parts: &Parts, facts: &Facts<'_>) -> Option<(i64, Gathered)> {
    let mut sum = 0i64;
    let gathered = parts.gather(facts, |it| sum += it.points)?;
    Some((sum, gathered))
}

/// The sum; when items are missing, their share is that of the mean of the others, rounded half
/// up to a whole number.
#[inline]
fn sum(parts: &Parts, facts: &Facts<'_>) -> Option<i64> {
    total(parts, facts).map(prorated)
}

fn prorated((sum, gathered): (i64, Gathered)) -> i64 {
    if gathered.counted == gathered.expected {
        return sum;
    }
    half_up(sum.saturating_mul(number(gathered.expected)), number(gathered.counted))
}

/// The mean of the items that were answered, rounded half up to its decimals.
fn mean((sum, gathered): (i64, Gathered), decimals: u8) -> Value {
    let scaled = sum.saturating_mul(10i64.pow(u32::from(decimals)));
    Value::decimal(half_up(scaled, number(gathered.counted)))
}

/// A form has a few hundred items at most.
fn number(items: usize) -> i64 {
    i64::try_from(items).unwrap_or(i64::MAX)
}

/// `numerator / denominator`, rounded to the nearest whole number, halves upward.
fn half_up(numerator: i64, denominator: i64) -> i64 {
    (2 * numerator + denominator).div_euclid(2 * denominator)
}

fn lowest(parts: &Parts, facts: &Facts<'_>) -> Option<i64> {
    let mut least = i64::MAX;
    parts.gather(facts, |it| least = least.min(it.points))?;
    Some(least)
}

fn count(parts: &Parts, op: Op, value: i64, facts: &Facts<'_>) -> Option<i64> {
    let mut hits = 0;
    parts.gather(facts, |it| hits += i64::from(op.holds(&it.points, &value)))?;
    Some(hits)
}

/// An item that was not shown adds nothing, whatever its zero would become. Points that no step
/// covers leave no score.
fn recoded(parts: &Parts, steps: &[Option<Vec<Step>>], facts: &Facts<'_>) -> Option<i64> {
    let (mut sum, mut covered) = (0i64, true);
    parts.gather(facts, |it| {
        if it.hidden {
            return;
        }
        match recode(steps.get(it.at).and_then(Option::as_deref), it.points) {
            Some(points) => sum = sum.saturating_add(points),
            None => covered = false,
        }
    })?;
    covered.then_some(sum)
}

fn recode(steps: Option<&[Step]>, points: i64) -> Option<i64> {
    match steps {
        None => Some(points),
        Some(steps) => {
            steps.iter().find(|step| (step.min..=step.max).contains(&points)).map(|step| step.to)
        }
    }
}

/// A group counts once, however many of its items have points.
fn count_groups(parts: &Parts, of: &[usize], facts: &Facts<'_>) -> Option<i64> {
    let (mut hits, mut last) = (0, None);
    parts.gather(facts, |it| {
        let group = of.get(it.at);
        if it.points > 0 && group != last {
            hits += 1;
            last = group;
        }
    })?;
    Some(hits)
}

/// The first rule that certainly holds. When none does but one might, the score is `otherwise`
/// only if the policy says what a gap means; else it cannot be computed.
fn first_rule(rules: &Rules, facts: &Facts<'_>) -> Option<Value> {
    let mut unsettled = false;
    for (when, value) in &rules.rules {
        match when.truth(facts) {
            Truth::True => return Some(*value),
            Truth::Unknown => unsettled = true,
            Truth::False => {}
        }
    }
    (rules.settles_gaps || !unsettled).then_some(rules.otherwise)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_rounded_upward() {
        assert_eq!(half_up(126, 8), 16);
        assert_eq!(half_up(5, 2), 3);
        assert_eq!(half_up(-5, 2), -2);
        assert_eq!(half_up(4, 4), 1);
    }

    #[test]
    fn a_mean_keeps_its_decimals() {
        let value = mean((40, Gathered { counted: 3, expected: 3 }), 2);
        assert_eq!(value, Value::decimal(1333));
        let written = serde_json::to_string(&value.told(2, &[]).unwrap()).unwrap();
        assert_eq!(written, "13.33");
    }

    #[test]
    fn what_is_missing_is_stood_for_by_the_rest() {
        assert_eq!(prorated((14, Gathered { counted: 8, expected: 9 })), 16);
        assert_eq!(prorated((14, Gathered { counted: 9, expected: 9 })), 14);
    }
}
