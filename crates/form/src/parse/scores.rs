//! Scores of a definition: that each method has exactly what it needs, and a policy for gaps.

use super::conditions::{Names, Shape, operator};
use super::raw::{RawMethod, RawMissing, RawPolicy, RawRecode, RawScore, Word};
use super::{COUNT_LIMIT, Checked, bounded, checked_id, fault};
use crate::condition::Op;
use crate::score::{Method, Missing, Rule, Score, Step, Term};
use std::collections::BTreeMap;
use std::ops::Range;

/// Most decimals of a mean.
const DECIMALS_LIMIT: u8 = 4;

type Recodes = BTreeMap<String, Vec<Step>>;

/// Reads the scores of a form, in its order.
pub(super) fn scores(
    raw: Vec<RawScore>,
    recodes: Vec<RawRecode>,
    names: &Names,
) -> Checked<Vec<Score>> {
    let recodes = read_recodes(recodes)?;
    raw.iter().map(|raw| score(raw, &recodes, names)).collect()
}

fn read_recodes(raw: Vec<RawRecode>) -> Checked<Recodes> {
    let mut recodes = Recodes::new();
    for raw in raw {
        let at = raw.id.span();
        let id = checked_id(&raw.id)?;
        let overlaps = raw.steps.windows(2).any(|pair| pair[1].min <= pair[0].max);
        if raw.steps.is_empty() || overlaps || raw.steps.iter().any(|step| step.min > step.max) {
            return fault(at, format!("The steps of \"{id}\" must rise and not overlap."));
        }
        for step in &raw.steps {
            bounded(step.to, at.clone())?;
        }
        if recodes.insert(id.clone(), raw.steps).is_some() || recodes.len() > COUNT_LIMIT {
            return fault(at, format!("The recode \"{id}\" is defined twice."));
        }
    }
    Ok(recodes)
}

fn score(raw: &RawScore, recodes: &Recodes, names: &Names) -> Checked<Score> {
    only_keys_of_its_method(raw)?;
    let method = method(raw, recodes, names)?;
    let missing = raw
        .missing
        .as_ref()
        .map(|raw| missing(raw.get_ref(), raw.span(), &method, names))
        .transpose()?;
    let derived = matches!(method, Method::Difference(..) | Method::Scale(..) | Method::Rules(..));
    if missing.is_none() && !derived {
        return fault(
            raw.method.span(),
            "The score needs \"missing\" with its policy: nothing is silently zero.",
        );
    }
    let range = raw.range.as_ref().map(|range| {
        let [low, high] = *range.get_ref();
        if low > high {
            fault(range.span(), "The range ends before it begins.")
        } else {
            Ok((low, high))
        }
    });
    Ok(Score {
        id: checked_id(&raw.id)?,
        label: raw.label.clone(),
        method,
        missing,
        range: range.transpose()?,
        loinc: raw.loinc.clone(),
    })
}

fn only_keys_of_its_method(raw: &RawScore) -> Checked<()> {
    use RawMethod as M;
    let method = *raw.method.get_ref();
    let is = |methods: &[RawMethod]| methods.contains(&method);
    let keys = [
        (
            "items",
            raw.items.is_some(),
            is(&[M::Sum, M::Mean, M::Min, M::CappedSum, M::Count]),
            true,
        ),
        ("terms", raw.terms.is_some(), is(&[M::SumRecoded]), true),
        ("groups", raw.groups.is_some(), is(&[M::CountGroups]), true),
        ("decimals", raw.decimals.is_some(), is(&[M::Mean]), false),
        ("cap", raw.cap.is_some(), is(&[M::CappedSum]), true),
        ("count_when", raw.count_when.is_some(), is(&[M::Count]), true),
        ("constant", raw.constant.is_some(), is(&[M::Difference]), true),
        ("minus", raw.minus.is_some(), is(&[M::Difference]), true),
        ("of", raw.of.is_some(), is(&[M::Scale]), true),
        ("factor", raw.factor.is_some(), is(&[M::Scale]), true),
        ("rules", raw.rules.is_some(), is(&[M::Rules]), true),
        ("otherwise", raw.otherwise.is_some(), is(&[M::Rules]), true),
    ];
    for (key, given, belongs, needed) in keys {
        if given && !belongs {
            return fault(
                raw.method.span(),
                format!("The key \"{key}\" does not belong to this method."),
            );
        }
        if belongs && needed && !given {
            return fault(raw.method.span(), format!("This method needs the key \"{key}\"."));
        }
    }
    Ok(())
}

fn method(raw: &RawScore, recodes: &Recodes, names: &Names) -> Checked<Method> {
    let at = || raw.method.span();
    let items = || scored(raw.items.as_deref().unwrap_or_default(), names, at());
    let number = |given: Option<i64>| bounded(given.unwrap_or_default(), at());
    Ok(match raw.method.get_ref() {
        RawMethod::Sum => Method::Sum(items()?),
        RawMethod::Mean => Method::Mean(items()?, decimals(raw)?),
        RawMethod::Min => Method::Min(items()?),
        RawMethod::CappedSum => Method::CappedSum(items()?, number(raw.cap)?),
        RawMethod::SumRecoded => Method::SumRecoded(terms(raw, recodes, names)?),
        RawMethod::Count => {
            let (op, value) = count_when(raw)?;
            Method::Count(items()?, op, value)
        }
        RawMethod::CountGroups => {
            let groups = raw.groups.iter().flatten();
            let groups: Vec<_> =
                groups.map(|group| scored(group, names, at())).collect::<Checked<_>>()?;
            each_once(groups.iter().flatten(), at())?;
            Method::CountGroups(groups)
        }
        RawMethod::Difference => {
            Method::Difference(number(raw.constant)?, whole_score(raw.minus.as_ref(), names, at())?)
        }
        RawMethod::Scale => {
            Method::Scale(whole_score(raw.of.as_ref(), names, at())?, number(raw.factor)?)
        }
        RawMethod::Rules => rules(raw, names)?,
    })
}

fn scored(words: &[Word], names: &Names, at: Range<usize>) -> Checked<Vec<String>> {
    let items =
        words.iter().map(|word| Ok(names.scored(word)?.id.clone())).collect::<Checked<Vec<_>>>()?;
    if items.is_empty() {
        return fault(at, "The score has no items.");
    }
    each_once(items.iter(), at)?;
    Ok(items)
}

fn each_once<'a>(ids: impl Iterator<Item = &'a String>, at: Range<usize>) -> Checked<()> {
    let mut seen = std::collections::BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            return fault(at, format!("The item \"{id}\" is named twice in one score."));
        }
    }
    Ok(())
}

fn decimals(raw: &RawScore) -> Checked<u8> {
    match &raw.decimals {
        None => Ok(2),
        Some(given) if *given.get_ref() <= DECIMALS_LIMIT => Ok(*given.get_ref()),
        Some(given) => fault(given.span(), "A mean has at most 4 decimals."),
    }
}

fn terms(raw: &RawScore, recodes: &Recodes, names: &Names) -> Checked<Vec<Term>> {
    let mut terms = Vec::new();
    for term in raw.terms.iter().flatten() {
        let item = names.scored(&term.item)?;
        let recode = match &term.recode {
            None => None,
            Some(name) => match recodes.get(name.get_ref()) {
                Some(steps) => Some(steps.clone()),
                None => {
                    return fault(
                        name.span(),
                        format!("There is no recode \"{}\".", name.get_ref()),
                    );
                }
            },
        };
        if let Some(steps) = &recode {
            let known =
                |points: i64| steps.iter().any(|step| (step.min..=step.max).contains(&points));
            let possible = match &item.kind {
                crate::Kind::Integer(rule) => {
                    (rule.min.unwrap_or(0)..=rule.max.unwrap_or(0)).take(2000).all(known)
                }
                _ => item.choices().iter().filter_map(|choice| choice.score).all(known),
            };
            if !possible {
                return fault(
                    term.item.span(),
                    format!("The recode leaves out points that \"{}\" can have.", item.id),
                );
            }
        }
        terms.push(Term { item: item.id.clone(), recode });
    }
    if terms.is_empty() {
        return fault(raw.method.span(), "The score has no items.");
    }
    each_once(terms.iter().map(|term| &term.item), raw.method.span())?;
    Ok(terms)
}

fn count_when(raw: &RawScore) -> Checked<(Op, i64)> {
    let Some(test) = &raw.count_when else {
        return fault(raw.method.span(), "This method needs the key \"count_when\".");
    };
    match operator(&test.op)? {
        Op::Includes => fault(test.op.span(), "Points are compared with ==, !=, <, <=, > or >=."),
        op => Ok((op, bounded(test.value, test.op.span())?)),
    }
}

fn whole_score(word: Option<&Word>, names: &Names, at: Range<usize>) -> Checked<String> {
    let Some(word) = word else { return fault(at, "The score it is made from is not named.") };
    match names.scores.get(word.get_ref()) {
        Some(Shape::Whole) => Ok(word.get_ref().clone()),
        Some(_) => fault(word.span(), "It can only be made from a score that is a whole number."),
        None => fault(word.span(), format!("There is no score \"{}\".", word.get_ref())),
    }
}

fn rules(raw: &RawScore, names: &Names) -> Checked<Method> {
    let mut rules = Vec::new();
    for rule in raw.rules.iter().flatten() {
        rules.push(Rule { when: names.condition(&rule.when, None)?, code: rule.code.0.clone() });
    }
    match &raw.otherwise {
        Some(otherwise) if !rules.is_empty() && rules.len() <= COUNT_LIMIT => {
            Ok(Method::Rules(rules, otherwise.0.clone()))
        }
        _ => fault(raw.method.span(), "A score by rules needs rules and \"otherwise\"."),
    }
}

fn missing(raw: &RawMissing, at: Range<usize>, method: &Method, names: &Names) -> Checked<Missing> {
    let ids = |words: &[Word]| {
        words.iter().map(|word| Ok(names.item(word)?.id.clone())).collect::<Checked<Vec<_>>>()
    };
    let prorates = raw.policy == RawPolicy::Prorate;
    if !prorates
        && (raw.max_missing.is_some() || raw.rounding.is_some() || !raw.never_missing.is_empty())
    {
        return fault(at, "max_missing, rounding and never_missing belong to the policy prorate.");
    }
    if raw.policy != RawPolicy::AllRequired && !raw.optional.is_empty() {
        return fault(at, "\"optional\" belongs to the policy all_required.");
    }
    let by_rules = matches!(method, Method::Rules(..));
    let rule_policy = matches!(
        raw.policy,
        RawPolicy::RefusalIsPositive | RawPolicy::ReportHighestKnownThenIncomplete
    );
    if by_rules != rule_policy && !matches!(method, Method::Difference(..) | Method::Scale(..)) {
        return fault(at, "This policy does not fit the method of the score.");
    }
    let can_prorate = matches!(method, Method::Sum(_) | Method::Mean(..) | Method::CappedSum(..));
    Ok(match raw.policy {
        RawPolicy::AllRequired => Missing::AllRequired { optional: ids(&raw.optional)? },
        RawPolicy::Prorate => match (raw.max_missing, can_prorate) {
            (Some(max_missing), true) => {
                Missing::Prorate { max_missing, never_missing: ids(&raw.never_missing)? }
            }
            (None, _) => return fault(at, "The policy prorate needs \"max_missing\"."),
            (_, false) => return fault(at, "This method cannot be prorated."),
        },
        RawPolicy::HiddenIsZeroElseRequired => Missing::HiddenIsZero,
        RawPolicy::RefusalIsPositive => Missing::RefusalIsPositive,
        RawPolicy::ReportHighestKnownThenIncomplete => Missing::HighestKnown,
        RawPolicy::CountAnswered => Missing::CountAnswered,
    })
}
