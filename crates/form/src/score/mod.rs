//! Scores, bands and alerts: what a definition says about them, and the values they take.
//!
//! `sheet` reads the answers, `methods` does the arithmetic, `missing` decides what a gap means,
//! `marks` holds what came out, and `scorer` leads from one to the next. Nothing here is ever
//! silently zero.

mod marks;
mod methods;
mod missing;
mod result;
mod scorer;
mod sheet;
mod work;

pub use marks::Marks;
pub(crate) use marks::{Mark, Value};
pub use result::{BandHit, ScoreValue, Scored};
pub use scorer::Scorer;
pub use sheet::Sheet;
pub(crate) use work::Work;

use crate::condition::{Condition, Named, Op};
use crate::definition::Code;
use std::collections::BTreeMap;

/// A score of a definition.
#[derive(Debug, Clone)]
pub struct Score {
    /// Id, unique among the scores.
    pub id: String,
    /// Name shown.
    pub label: String,
    /// How it is worked out.
    pub method: Method,
    /// What a missing answer does; absent only where another score or a rule settles it.
    pub missing: Option<Missing>,
    /// Lowest and highest value possible.
    pub range: Option<(i64, i64)>,
    /// LOINC code of the score.
    pub loinc: Option<String>,
}

impl Score {
    /// The words among the codes of a score by rules, each once; a score by points has none.
    pub(crate) fn words(&self) -> Vec<&str> {
        let Method::Rules(rules, otherwise) = &self.method else { return Vec::new() };
        let mut words: Vec<&str> = Vec::new();
        for code in rules.iter().map(|rule| &rule.code).chain([otherwise]) {
            if let Code::Text(word) = code
                && !words.contains(&word.as_str())
            {
                words.push(word);
            }
        }
        words
    }
}

/// How a score is worked out.
#[derive(Debug, Clone)]
pub enum Method {
    /// Points added up.
    Sum(Vec<String>),
    /// Mean of the points, to this many decimals.
    Mean(Vec<String>, u8),
    /// The lowest points.
    Min(Vec<String>),
    /// Points added up, never above the cap.
    CappedSum(Vec<String>, i64),
    /// Points recoded, then added up.
    SumRecoded(Vec<Term>),
    /// How many items have points for which the comparison holds.
    Count(Vec<String>, Op, i64),
    /// How many groups have an item with any points.
    CountGroups(Vec<Vec<String>>),
    /// A constant less another score.
    Difference(i64, String),
    /// Another score times a factor.
    Scale(String, i64),
    /// The code of the first rule that holds.
    Rules(Vec<Rule>, Code),
}

impl Method {
    /// Calls `visit` with every item and every score the method names.
    pub(crate) fn walk<'m>(&'m self, visit: &mut impl FnMut(Named<'m>)) {
        match self {
            Self::Sum(ids)
            | Self::Mean(ids, _)
            | Self::Min(ids)
            | Self::CappedSum(ids, _)
            | Self::Count(ids, ..) => ids.iter().for_each(|id| visit(Named::Item(id))),
            Self::SumRecoded(terms) => {
                terms.iter().for_each(|term| visit(Named::Item(&term.item)));
            }
            Self::CountGroups(groups) => {
                groups.iter().flatten().for_each(|id| visit(Named::Item(id)));
            }
            Self::Difference(_, id) | Self::Scale(id, _) => visit(Named::Score(id)),
            Self::Rules(rules, _) => rules.iter().for_each(|rule| rule.when.walk(visit)),
        }
    }
}

/// One item of a recoded sum.
#[derive(Debug, Clone)]
pub struct Term {
    /// The item.
    pub item: String,
    /// How its points are recoded; taken as they are, when absent.
    pub recode: Option<Vec<Step>>,
}

/// Points from `min` to `max` become `to`.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Lowest points of the step.
    pub min: i64,
    /// Highest points of the step.
    pub max: i64,
    /// What they become.
    pub to: i64,
}

/// One rule of a `rules` score.
#[derive(Debug, Clone)]
pub struct Rule {
    /// When it holds.
    pub when: Condition,
    /// What the score is then.
    pub code: Code,
}

/// What a missing answer does to a score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// Every item but the optional ones must be answered.
    AllRequired {
        /// Items that may be left out; a total is then taken over the rest.
        optional: Vec<String>,
    },
    /// Up to `max_missing` may be missing; the rest stand for them.
    Prorate {
        /// Most items that may be missing.
        max_missing: usize,
        /// Items that may never be missing.
        never_missing: Vec<String>,
    },
    /// An item that was not shown counts as zero; one that was shown must be answered.
    HiddenIsZero,
    /// A refusal belongs to the positive pathway: the rules' `otherwise` says so.
    RefusalIsPositive,
    /// The first rule that holds, else the rules' `otherwise`.
    HighestKnown,
    /// Only answered items count; none answered is no score.
    CountAnswered,
}

/// A named span of a score, or one of its codes.
#[derive(Debug, Clone)]
pub struct Band {
    /// The score.
    pub score: String,
    /// The span of a number; absent for a coded score, where the code itself is the band.
    pub span: Option<(i64, i64)>,
    /// What the band is called.
    pub mark: BandMark,
    /// Position in a published distribution.
    pub decile: Option<u8>,
    /// Other marks by sex for scoring.
    pub by_sex: BTreeMap<String, BandMark>,
}

/// Name and weight of a band.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BandMark {
    /// Code.
    pub code: String,
    /// Words shown.
    pub label: String,
    /// 0 (none) to 4 (most severe); absent where a band has no such meaning.
    #[serde(default)]
    pub severity: Option<u8>,
}

/// Something a clinician must hear about.
#[derive(Debug, Clone)]
pub struct Alert {
    /// Id, unique among the alerts.
    pub id: String,
    /// How urgent.
    pub level: AlertLevel,
    /// When it is raised.
    pub when: Condition,
    /// What the clinician reads.
    pub message: String,
    /// It would be raised by an empty form, so while answers are still being given it says only
    /// that something is not answered yet.
    pub raised_by_blank: bool,
}

/// An instrument to give after this one.
#[derive(Debug, Clone)]
pub struct FollowUp {
    /// Id of the instrument.
    pub form: String,
    /// When it is to be given.
    pub when: Condition,
}

/// How urgent an alert is. Critical and high leave a "clinician needed" flag.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum AlertLevel {
    /// Worth knowing.
    Info,
    /// Act in this course of care.
    Moderate,
    /// Act today.
    High,
    /// Act now.
    Critical,
}
