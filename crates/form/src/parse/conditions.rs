//! Conditions of a definition: which comparison it is, and that what it names exists and can be
//! compared in that way.

use super::outside::{is_dotted, of_context};
use super::raw::{RawCondition, RawMethod, RawScore, Word};
use super::{COUNT_LIMIT, Checked, checked_id, fault};
use crate::condition::{Condition, Op};
use crate::definition::{Code, Item, Kind};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;

/// Deepest nesting of any, all and not.
const DEPTH_LIMIT: usize = 12;

/// A condition of an item that waits until all items and scores are known.
pub(super) struct Pending {
    pub(super) item: usize,
    pub(super) group: Option<usize>,
    pub(super) condition: Spanned<RawCondition>,
}

/// What values a score can take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    Whole,
    Decimal,
    Codes(Vec<Code>),
}

/// Everything a condition may name.
pub(super) struct Names {
    items: Vec<Item>,
    pub(super) scores: BTreeMap<String, Shape>,
    pub(super) score_places: BTreeMap<String, Range<usize>>,
}

impl Names {
    pub(super) fn new(items: Vec<Item>, scores: &[RawScore]) -> Checked<Self> {
        let (mut shapes, mut places) = (BTreeMap::new(), BTreeMap::new());
        for score in scores {
            let id = checked_id(&score.id)?;
            if shapes.len() >= COUNT_LIMIT {
                return fault(score.id.span(), "The form has more than 500 scores.");
            }
            places.insert(id.clone(), score.id.span());
            if shapes.insert(id.clone(), shape(score)).is_some() {
                return fault(score.id.span(), format!("The score \"{id}\" is defined twice."));
            }
        }
        Ok(Self { items, scores: shapes, score_places: places })
    }

    /// The item that a score or condition outside any row names.
    pub(super) fn item(&self, word: &Word) -> Checked<&Item> {
        self.reach(word, None)
    }

    /// The item that scores add up: it has points for every answer.
    pub(super) fn scored(&self, word: &Word) -> Checked<&Item> {
        let item = self.item(word)?;
        let scored = match &item.kind {
            Kind::Integer(rule) => rule.min.is_some() && rule.max.is_some(),
            Kind::Choice(set) | Kind::MultiChoice(set) => {
                set.choices.iter().all(|choice| choice.score.is_some())
            }
            _ => false,
        };
        if scored {
            return Ok(item);
        }
        fault(
            word.span(),
            format!(
                "The item \"{}\" cannot be scored: it needs points for each choice, or min and max.",
                item.id
            ),
        )
    }

    fn reach<'n>(&'n self, word: &Word, row: Option<&'n [Item]>) -> Checked<&'n Item> {
        let id = word.get_ref();
        let near = row.unwrap_or_default().iter().find(|item| item.id == *id);
        if let Some(item) = near.or_else(|| self.items.iter().find(|item| item.id == *id)) {
            return Ok(item);
        }
        let inside =
            self.items.iter().any(|item| item.row_items().iter().any(|inner| inner.id == *id));
        let problem = if inside {
            format!(
                "The item \"{id}\" stands in the rows of a group and cannot be named from here."
            )
        } else {
            format!("There is no item \"{id}\".")
        };
        fault(word.span(), problem)
    }

    /// Checks a condition; inside a row it may also name the items of that row.
    pub(super) fn condition(
        &self,
        raw: &Spanned<RawCondition>,
        row: Option<&[Item]>,
    ) -> Checked<Condition> {
        self.at_depth(raw, row, 0)
    }

    fn at_depth(
        &self,
        raw: &Spanned<RawCondition>,
        row: Option<&[Item]>,
        depth: usize,
    ) -> Checked<Condition> {
        let (span, condition) = (raw.span(), raw.get_ref());
        if depth > DEPTH_LIMIT {
            return fault(span, "The condition is nested too deeply.");
        }
        let parts = |parts: &[Spanned<RawCondition>]| {
            if parts.is_empty() {
                return fault(span.clone(), "\"any\" and \"all\" need at least one condition.");
            }
            parts
                .iter()
                .map(|part| self.at_depth(part, row, depth + 1))
                .collect::<Checked<Vec<_>>>()
        };
        one_head(condition, span.clone())?;
        Ok(match condition {
            RawCondition { item: Some(item), .. } => self.of_item(item, condition, row, span)?,
            RawCondition { score: Some(score), .. } => self.of_score(score, condition, span)?,
            RawCondition { sum: Some(items), .. } => self.of_sum(items, condition, span)?,
            RawCondition { context: Some(key), .. } => of_context(key, condition, span)?,
            RawCondition { flag: Some(flag), .. } => Condition::Flag(checked_id(flag)?),
            RawCondition { missing: Some(item), .. } => self.of_blank(item, row, span)?,
            RawCondition { any: Some(any), .. } => Condition::Any(parts(any)?),
            RawCondition { all: Some(all), .. } => Condition::All(parts(all)?),
            RawCondition { not: Some(not), .. } => {
                Condition::Not(Box::new(self.at_depth(not, row, depth + 1)?))
            }
            _ => return fault(span, HEADS),
        })
    }

    fn of_item(
        &self,
        word: &Word,
        raw: &RawCondition,
        row: Option<&[Item]>,
        span: Range<usize>,
    ) -> Checked<Condition> {
        let item = self.reach(word, row)?;
        let (op, value) = test(raw, span.clone())?;
        let number = matches!(value, Code::Integer(_));
        let ordered =
            item.choices().first().is_some_and(|choice| matches!(choice.code, Code::Integer(_)));
        let fine = match &item.kind {
            Kind::Choice(_) if op.orders() => ordered && number,
            Kind::Choice(_) => op != Op::Includes && item.choice(&value).is_some(),
            Kind::MultiChoice(_) => op == Op::Includes && item.choice(&value).is_some(),
            Kind::Integer(_) => op != Op::Includes && number,
            _ => false,
        };
        if fine {
            return Ok(Condition::Item(item.id.clone(), op, value));
        }
        fault(
            span,
            format!("The item \"{}\" cannot be compared with \"{value}\" in this way.", item.id),
        )
    }

    fn of_blank(
        &self,
        word: &Word,
        row: Option<&[Item]>,
        span: Range<usize>,
    ) -> Checked<Condition> {
        if is_dotted(word.get_ref()) {
            return Ok(Condition::MissingContext(word.get_ref().clone()));
        }
        let item = self.reach(word, row)?;
        if matches!(item.kind, Kind::Computed(_)) {
            return fault(span, "A computed item is never missing.");
        }
        Ok(Condition::Missing(item.id.clone()))
    }

    fn of_score(&self, word: &Word, raw: &RawCondition, span: Range<usize>) -> Checked<Condition> {
        let id = word.get_ref();
        let Some(shape) = self.scores.get(id) else {
            return fault(word.span(), format!("There is no score \"{id}\"."));
        };
        let (op, value) = test(raw, span.clone())?;
        let number = matches!(value, Code::Integer(_));
        let fine = match shape {
            Shape::Whole | Shape::Decimal => number,
            Shape::Codes(codes) if op.orders() => {
                number && codes.iter().all(|code| matches!(code, Code::Integer(_)))
            }
            Shape::Codes(codes) => codes.contains(&value),
        };
        if fine && op != Op::Includes {
            return Ok(Condition::Score(id.clone(), op, value));
        }
        fault(span, format!("The score \"{id}\" cannot be compared with \"{value}\" in this way."))
    }

    fn of_sum(&self, items: &[Word], raw: &RawCondition, span: Range<usize>) -> Checked<Condition> {
        let (op, value) = test(raw, span.clone())?;
        let ids = items
            .iter()
            .map(|word| Ok(self.scored(word)?.id.clone()))
            .collect::<Checked<Vec<_>>>()?;
        match value {
            Code::Integer(number) if op != Op::Includes && !ids.is_empty() => {
                Ok(Condition::Sum(ids, op, number))
            }
            _ => fault(span, "A sum of items is compared with a whole number."),
        }
    }
}

/// The condition of the whole form, which may only look outside it.
pub(super) fn of_form(
    names: &Names,
    raw: Option<&Spanned<RawCondition>>,
) -> Checked<Option<Condition>> {
    let Some(raw) = raw else { return Ok(None) };
    let condition = names.condition(raw, None)?;
    let mut inside = false;
    condition.walk(&mut |_| inside = true);
    if inside {
        return fault(
            raw.span(),
            "Whether a form is shown may hang only on its context and flags.",
        );
    }
    Ok(Some(condition))
}

const HEADS: &str =
    "A condition has exactly one of item, score, sum, context, flag, missing, any, all, not.";

fn one_head(raw: &RawCondition, span: Range<usize>) -> Checked<()> {
    let compared =
        [raw.item.is_some(), raw.score.is_some(), raw.sum.is_some(), raw.context.is_some()];
    let plain = [
        raw.flag.is_some(),
        raw.missing.is_some(),
        raw.any.is_some(),
        raw.all.is_some(),
        raw.not.is_some(),
    ];
    if compared.iter().chain(&plain).filter(|given| **given).count() != 1 {
        return fault(span, HEADS);
    }
    if plain.contains(&true) && (raw.op.is_some() || raw.value.is_some()) {
        return fault(span, "\"op\" and \"value\" belong to item, score, sum and context only.");
    }
    Ok(())
}

pub(super) fn test(raw: &RawCondition, span: Range<usize>) -> Checked<(Op, Code)> {
    let (Some(op), Some(value)) = (&raw.op, &raw.value) else {
        return fault(span, "This comparison needs \"op\" and \"value\".");
    };
    let value = value.get_ref().0.clone();
    if let Code::Integer(number) = value {
        super::bounded(number, op.span())?;
    }
    Ok((operator(op)?, value))
}

pub(super) fn operator(word: &Word) -> Checked<Op> {
    match Op::parse(word.get_ref()) {
        Some(op) => Ok(op),
        None => fault(word.span(), "The operator is one of ==, !=, <, <=, >, >= and includes."),
    }
}

/// The values a score can take, as far as the method tells.
fn shape(score: &RawScore) -> Shape {
    match score.method.get_ref() {
        RawMethod::Mean => Shape::Decimal,
        RawMethod::Rules => {
            let rules = score.rules.iter().flatten().map(|rule| rule.code.0.clone());
            Shape::Codes(rules.chain(score.otherwise.iter().map(|code| code.0.clone())).collect())
        }
        _ => Shape::Whole,
    }
}
