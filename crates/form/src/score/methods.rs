//! The arithmetic of the scoring methods, in whole numbers throughout.
//!
//! What a gap means is settled before (see `missing`); no method invents a value.

use super::missing::{Gathered, gather};
use super::{Method, Missing, Rule, Score, ScoreValue, Step, Term};
use crate::condition::{Op, Truth};
use crate::definition::Code;
use crate::reading::{Points, Reading};

/// The value of a score; `None` when it cannot be computed. Scores it depends on are already in
/// the reading.
pub(crate) fn compute(score: &Score, reading: &Reading<'_>) -> Option<ScoreValue> {
    let with = |items: &[String], make: fn(&Gathered<'_>) -> i64| {
        Some(ScoreValue::Integer(make(&collect(score, items, reading)?)))
    };
    match &score.method {
        Method::Sum(items) => with(items, prorated_sum),
        Method::Mean(items, decimals) => Some(mean(&collect(score, items, reading)?, *decimals)),
        Method::Min(items) => {
            let gathered = collect(score, items, reading)?;
            gathered.points.iter().map(|(_, points)| *points).min().map(ScoreValue::Integer)
        }
        Method::CappedSum(items, cap) => {
            let sum = prorated_sum(&collect(score, items, reading)?);
            Some(ScoreValue::Integer(sum.min(*cap)))
        }
        Method::SumRecoded(terms) => recoded(score, terms, reading),
        Method::Count(items, op, value) => {
            let gathered = collect(score, items, reading)?;
            Some(ScoreValue::Integer(count(&gathered, *op, *value)))
        }
        Method::CountGroups(groups) => count_groups(score, groups, reading),
        Method::Difference(constant, minus) => {
            whole(reading, minus).map(|value| ScoreValue::Integer(constant.saturating_sub(value)))
        }
        Method::Scale(of, factor) => {
            whole(reading, of).map(|value| ScoreValue::Integer(value.saturating_mul(*factor)))
        }
        Method::Rules(rules, otherwise) => first_rule(score, rules, otherwise, reading),
    }
}

fn collect<'a>(score: &Score, items: &'a [String], reading: &Reading<'_>) -> Option<Gathered<'a>> {
    let points: Vec<_> = items.iter().map(|id| (id.as_str(), reading.points(id))).collect();
    gather(score.missing.as_ref()?, &points)
}

fn whole(reading: &Reading<'_>, score: &str) -> Option<i64> {
    match reading.value(score) {
        Some(ScoreValue::Integer(value)) => Some(*value),
        _ => None,
    }
}

/// The sum; when items are missing, their share is that of the mean of the others, rounded half
/// up to a whole number.
fn prorated_sum(gathered: &Gathered<'_>) -> i64 {
    let sum = total(gathered);
    match (i64::try_from(gathered.expected), i64::try_from(gathered.points.len())) {
        (Ok(expected), Ok(answered)) if answered != expected => {
            half_up(sum.saturating_mul(expected), answered)
        }
        _ => sum,
    }
}

fn total(gathered: &Gathered<'_>) -> i64 {
    gathered.points.iter().fold(0i64, |sum, (_, points)| sum.saturating_add(*points))
}

/// The mean of the items that were answered, rounded half up to its decimals.
fn mean(gathered: &Gathered<'_>, decimals: u8) -> ScoreValue {
    let answered = i64::try_from(gathered.points.len()).unwrap_or(i64::MAX).max(1);
    let scaled = total(gathered).saturating_mul(10i64.pow(u32::from(decimals)));
    ScoreValue::Decimal { units: half_up(scaled, answered), decimals }
}

/// `numerator / denominator`, rounded to the nearest whole number, halves upward.
fn half_up(numerator: i64, denominator: i64) -> i64 {
    (2 * numerator + denominator).div_euclid(2 * denominator)
}

fn count(gathered: &Gathered<'_>, op: Op, value: i64) -> i64 {
    let hits = gathered.points.iter().filter(|(_, points)| op.holds(points, &value)).count();
    i64::try_from(hits).unwrap_or(i64::MAX)
}

fn recoded(score: &Score, terms: &[Term], reading: &Reading<'_>) -> Option<ScoreValue> {
    let points: Vec<_> =
        terms.iter().map(|term| (term.item.as_str(), reading.points(&term.item))).collect();
    let gathered = gather(score.missing.as_ref()?, &points)?;
    let mut sum = 0i64;
    for (id, points) in &gathered.points {
        if reading.points(id) == Points::Hidden {
            continue;
        }
        let term = terms.iter().find(|term| term.item == *id)?;
        sum = sum.saturating_add(recode(term.recode.as_deref(), *points)?);
    }
    Some(ScoreValue::Integer(sum))
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
fn count_groups(
    score: &Score,
    groups: &[Vec<String>],
    reading: &Reading<'_>,
) -> Option<ScoreValue> {
    let items: Vec<String> = groups.iter().flatten().cloned().collect();
    let gathered = collect(score, &items, reading)?;
    let has_points =
        |id: &String| gathered.points.iter().any(|(known, points)| *known == id && *points > 0);
    let hits = groups.iter().filter(|group| group.iter().any(has_points)).count();
    Some(ScoreValue::Integer(i64::try_from(hits).unwrap_or(i64::MAX)))
}

/// The first rule that certainly holds. When none does but one might, the score is `otherwise`
/// only if the policy says what a gap means; else it cannot be computed.
fn first_rule(
    score: &Score,
    rules: &[Rule],
    otherwise: &Code,
    reading: &Reading<'_>,
) -> Option<ScoreValue> {
    let mut unsettled = false;
    for rule in rules {
        match rule.when.truth(reading) {
            Truth::True => return Some(coded(&rule.code)),
            Truth::Unknown => unsettled = true,
            Truth::False => {}
        }
    }
    let says = matches!(score.missing, Some(Missing::RefusalIsPositive | Missing::HighestKnown));
    (says || !unsettled).then(|| coded(otherwise))
}

fn coded(code: &Code) -> ScoreValue {
    match code {
        Code::Integer(number) => ScoreValue::Integer(*number),
        Code::Text(word) => ScoreValue::Code(word.clone()),
    }
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
        let gathered = Gathered { points: vec![("a", 20), ("b", 10), ("c", 10)], expected: 3 };
        let value = mean(&gathered, 2);
        assert_eq!(value, ScoreValue::Decimal { units: 1333, decimals: 2 });
        assert_eq!(serde_json::to_string(&value).unwrap(), "13.33");
    }
}
