//! The nine rules, in order. The first that holds decides; all that hold are told.
//!
//! A condition holds only when it holds whatever the unknown values turn out to be. That is taken
//! literally: every way the unknown ratings and context can turn out is tried (2,048 at most).
//! Rule 3 is about what is unknown, so it looks at the answers as they are.

use serde::{Deserialize, Serialize};

use super::{
    AmberGate, ContextKey, Factor, Field, GateAnswer, Known, Rating, RedGate, Suitability,
};

/// Where the rules point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Recommendation {
    /// A higher level of care.
    HigherLevel,
    /// A closer look by the team first.
    Review,
    /// An intensive outpatient program.
    Iop,
    /// A lower level of care.
    LowerLevel,
}

/// How soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Urgency {
    /// At once.
    Now,
    /// Within this week.
    ThisWeek,
}

/// What the rules come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "SuitabilityOutcome"))]
pub struct Outcome {
    /// Where the deciding rule points.
    pub recommendation: Recommendation,
    /// How soon; only rules 1 and 2 say so.
    pub urgency: Option<Urgency>,
    /// The rule that decides.
    pub rule: u8,
    /// Every rule that holds, in order.
    pub matched: Vec<u8>,
    /// What rule 3 finds missing or unknown, in the order of the clinical text.
    pub missing: Vec<Field>,
}

/// Asks the rules. Same answers, same outcome.
#[must_use]
pub fn recommend(input: &Suitability) -> Outcome {
    let matched = matched(input);
    let rule = matched.first().copied().unwrap_or(9);
    Outcome {
        recommendation: points_toward(rule),
        urgency: urgency(rule),
        rule,
        matched,
        missing: missing(input),
    }
}

/// Where a rule points. Source: clinical rules, "Suitability".
pub(super) const fn points_toward(rule: u8) -> Recommendation {
    match rule {
        1 | 2 => Recommendation::HigherLevel,
        7 => Recommendation::Iop,
        8 => Recommendation::LowerLevel,
        _ => Recommendation::Review,
    }
}

const fn urgency(rule: u8) -> Option<Urgency> {
    match rule {
        1 => Some(Urgency::Now),
        2 => Some(Urgency::ThisWeek),
        _ => None,
    }
}

/// The rules that hold, in order. Source: clinical rules, "Suitability", 1 to 9.
pub(super) fn matched(input: &Suitability) -> Vec<u8> {
    let ways = ways(input);
    let holds = |condition: fn(&Way) -> bool| ways.iter().all(condition);
    let own = [
        // A gate that is unknown may turn out to be no, so only a yes is certain.
        (1, red_yes(input).next().is_some()),
        (2, holds(|it| it.severity == 3)),
        (3, !missing(input).is_empty()),
        (4, amber_yes(input).next().is_some()),
        (5, holds(|it| it.commitment == 0 || it.goals == 0)),
        (6, holds(|it| it.severity == 2 && it.support == 0)),
        (7, holds(Way::fits_iop)),
        (8, holds(Way::fits_lower_level)),
    ];
    let held: Vec<u8> = own.iter().filter(|(_, holds)| *holds).map(|(rule, _)| *rule).collect();
    if held.is_empty() { vec![9] } else { held }
}

/// The red gates answered with yes.
pub(super) fn red_yes(input: &Suitability) -> impl Iterator<Item = RedGate> {
    RedGate::ALL.iter().copied().filter(|gate| input.red(*gate) == GateAnswer::Yes)
}

/// The amber gates answered with yes.
pub(super) fn amber_yes(input: &Suitability) -> impl Iterator<Item = AmberGate> {
    AmberGate::ALL.iter().copied().filter(|gate| input.amber(*gate) == GateAnswer::Yes)
}

/// What rule 3 finds missing: any rating or gate that is unknown, `step_down` and
/// `outpatient_insufficient` where severity is 0 or 1, `medicare` where support is 1.
pub(super) fn missing(input: &Suitability) -> Vec<Field> {
    let severity = input.ratings.severity.get();
    let low = severity.is_some_and(|severity| severity <= Rating::One);
    let limited = input.ratings.support.get() == Some(Rating::One);
    let is_missing = |field: &Field| match field {
        Field::Rating(factor) => input.ratings.of(*factor).is_unknown(),
        Field::Red(gate) => input.red(*gate) == GateAnswer::Unknown,
        Field::Amber(gate) => input.amber(*gate) == GateAnswer::Unknown,
        Field::Context(key @ ContextKey::Medicare) => limited && input.context(*key).is_unknown(),
        Field::Context(key) => low && input.context(*key).is_unknown(),
    };
    Field::all().filter(is_missing).collect()
}

/// One way the unknown ratings and context may turn out, beside what is known.
#[derive(Debug, Clone, Copy, Default)]
struct Way {
    severity: u8,
    commitment: u8,
    support: u8,
    goals: u8,
    step_down: bool,
    outpatient_insufficient: bool,
    medicare: bool,
}

impl Way {
    /// Rule 7: enough support (more under Medicare, 42 CFR 410.44), and marked symptoms, or
    /// noticeable ones where outpatient care would not do.
    fn fits_iop(&self) -> bool {
        let least_support = if self.medicare { 2 } else { 1 };
        let needs_more = self.step_down || self.outpatient_insufficient;
        self.support >= least_support && (self.severity == 2 || self.severity == 1 && needs_more)
    }

    /// Rule 8: mild or noticeable symptoms, adequate support, and nothing that asks for more.
    fn fits_lower_level(&self) -> bool {
        let needs_more = self.step_down || self.outpatient_insufficient;
        self.severity <= 1 && self.support >= 2 && !needs_more
    }
}

fn ways(input: &Suitability) -> Vec<Way> {
    let rated = |factor| ratings(input.ratings.of(factor));
    let said = |key| truths(input.context(key));
    let ways = vec![Way::default()];
    let ways = spread(&ways, &rated(Factor::Severity), |way, it| way.severity = it);
    let ways = spread(&ways, &rated(Factor::Commitment), |way, it| way.commitment = it);
    let ways = spread(&ways, &rated(Factor::Support), |way, it| way.support = it);
    let ways = spread(&ways, &rated(Factor::Goals), |way, it| way.goals = it);
    let ways = spread(&ways, &said(ContextKey::StepDown), |way, it| way.step_down = it);
    let ways = spread(&ways, &said(ContextKey::OutpatientInsufficient), |way, it| {
        way.outpatient_insufficient = it;
    });
    spread(&ways, &said(ContextKey::Medicare), |way, it| way.medicare = it)
}

/// Every way with every value put into it.
fn spread<T: Copy>(ways: &[Way], values: &[T], put: fn(&mut Way, T)) -> Vec<Way> {
    let with = |way: &Way, value: T| {
        let mut way = *way;
        put(&mut way, value);
        way
    };
    ways.iter().flat_map(|way| values.iter().map(move |value| with(way, *value))).collect()
}

fn ratings(known: Known<Rating>) -> Vec<u8> {
    known.get().map_or_else(|| vec![0, 1, 2, 3], |rating| vec![u8::from(rating)])
}

fn truths(known: Known<bool>) -> Vec<bool> {
    known.get().map_or_else(|| vec![false, true], |value| vec![value])
}
