//! A score with its names resolved to places, and the band of each of its values.
//!
//! Made once, when the definition is read; `methods` works on it.

use super::marks::Value;
use super::missing::Parts;
use super::{Method, Missing, Score, ScoreValue, Step};
use crate::condition::Op;
use crate::definition::Definition;
use crate::placed::{Names, Test};

/// Most numbers whose band is kept ready; more are searched for.
const TABLE_LIMIT: usize = 256;

/// How a score is worked out, by place.
#[derive(Debug, Clone)]
pub(crate) struct Work {
    pub(super) way: Way,
    /// The words of a score by rules, by the number that stands for each.
    words: Vec<String>,
    /// How many digits of a mean stand behind the point.
    decimals: u8,
    /// The bands of its numbers: lowest, highest, and the place among the bands.
    spans: Vec<(i64, i64, usize)>,
    /// The lowest number of all bands, and the bands from there on, number by number; not all of
    /// them where there are very many.
    table: (i64, Vec<Option<usize>>),
    /// The bands of its words, by the number of the word.
    marks: Vec<Option<usize>>,
}

/// A method, by place.
#[derive(Debug, Clone)]
pub(super) enum Way {
    Sum(Parts),
    Mean(Parts, u8),
    Min(Parts),
    CappedSum(Parts, i64),
    /// With the steps of each item.
    SumRecoded(Parts, Vec<Option<Vec<Step>>>),
    Count(Parts, Op, i64),
    /// With the group of each item; the items of a group lie together.
    CountGroups(Parts, Vec<usize>),
    Difference(i64, usize),
    Scale(usize, i64),
    Rules(Rules),
}

/// Rules, by place.
#[derive(Debug, Clone)]
pub(super) struct Rules {
    pub(super) rules: Vec<(Test, Value)>,
    pub(super) otherwise: Value,
    /// The policy says what a gap means: then `otherwise` is the value, though a rule might hold.
    pub(super) settles_gaps: bool,
}

impl Work {
    /// Resolves the names of a score; `None` when one leads nowhere.
    pub(crate) fn of(
        score: &Score,
        definition: &Definition,
        names: &mut Names<'_>,
    ) -> Option<Self> {
        let words = score.words();
        let own = || definition.bands.iter().enumerate().filter(|(_, it)| it.score == score.id);
        let spans = own().filter_map(|(at, band)| band.span.map(|(low, high)| (low, high, at)));
        let mark = |word: &&str| {
            let mut coded = own().filter(|(_, band)| band.span.is_none());
            coded.find(|(_, band)| band.mark.code == **word).map(|(at, _)| at)
        };
        let spans: Vec<_> = spans.collect();
        Some(Self {
            way: way(score, names)?,
            table: table(&spans),
            spans,
            marks: words.iter().map(mark).collect(),
            words: words.into_iter().map(str::to_owned).collect(),
            decimals: match score.method {
                Method::Mean(_, decimals) => decimals,
                _ => 0,
            },
        })
    }

    /// A value in words.
    pub(super) fn told(&self, value: Value) -> Option<ScoreValue> {
        value.told(self.decimals, &self.words)
    }

    /// The place of the band of a value.
    pub(super) fn band(&self, value: Value) -> Option<usize> {
        let Some(number) = value.as_whole() else {
            return self.marks.get(value.as_word()?).copied().flatten();
        };
        let (lowest, bands) = &self.table;
        let at = usize::try_from(number.checked_sub(*lowest)?).ok()?;
        match bands.get(at) {
            Some(band) => *band,
            None => spanning(&self.spans, number),
        }
    }
}

/// The band whose span holds a number.
fn spanning(spans: &[(i64, i64, usize)], number: i64) -> Option<usize> {
    spans.iter().find(|(low, high, _)| (*low..=*high).contains(&number)).map(|(.., at)| *at)
}

/// The bands of the lowest numbers, so that most are found without a search.
fn table(spans: &[(i64, i64, usize)]) -> (i64, Vec<Option<usize>>) {
    let lowest = spans.iter().map(|(low, ..)| *low).min().unwrap_or(0);
    let highest = spans.iter().map(|(_, high, _)| *high).max().unwrap_or(-1);
    let numbers = (lowest..=highest).take(TABLE_LIMIT);
    (lowest, numbers.map(|number| spanning(spans, number)).collect())
}

fn way(score: &Score, names: &mut Names<'_>) -> Option<Way> {
    Some(match &score.method {
        Method::Sum(items) => Way::Sum(parts(score, items, names)?),
        Method::Mean(items, decimals) => Way::Mean(parts(score, items, names)?, *decimals),
        Method::Min(items) => Way::Min(parts(score, items, names)?),
        Method::CappedSum(items, cap) => Way::CappedSum(parts(score, items, names)?, *cap),
        Method::SumRecoded(terms) => {
            let steps = terms.iter().map(|term| term.recode.clone()).collect();
            Way::SumRecoded(parts(score, terms.iter().map(|term| &term.item), names)?, steps)
        }
        Method::Count(items, op, value) => Way::Count(parts(score, items, names)?, *op, *value),
        Method::CountGroups(groups) => {
            let group = |(at, group): (usize, &Vec<String>)| std::iter::repeat_n(at, group.len());
            let of = groups.iter().enumerate().flat_map(group).collect();
            Way::CountGroups(parts(score, groups.iter().flatten(), names)?, of)
        }
        Method::Difference(constant, minus) => Way::Difference(*constant, names.score(minus)?),
        Method::Scale(of, factor) => Way::Scale(names.score(of)?, *factor),
        Method::Rules(rules, otherwise) => {
            let settled = rules
                .iter()
                .map(|rule| Some((names.test(&rule.when)?, Value::of(&rule.code, score)?)));
            let rules = settled.collect::<Option<_>>()?;
            let settles_gaps =
                matches!(score.missing, Some(Missing::RefusalIsPositive | Missing::HighestKnown));
            Way::Rules(Rules { rules, otherwise: Value::of(otherwise, score)?, settles_gaps })
        }
    })
}

/// The items of a score. Without a policy for gaps there is no such score.
fn parts<'s>(
    score: &Score,
    items: impl IntoIterator<Item = &'s String>,
    names: &mut Names<'_>,
) -> Option<Parts> {
    let placed = items.into_iter().map(|id| Some((id.as_str(), names.place(id)?)));
    Some(Parts::new(score.missing.as_ref()?, &placed.collect::<Option<Vec<_>>>()?))
}
