//! Scoring written down as plainly as it can be: by ids, over again for every question, in words of
//! its own. Slow, and shares no arithmetic and no condition with the product, which must say the
//! same.

use form::condition::{Condition, ContextKey, Op};
use form::score::{Method, Missing, Rule, Score};
use form::{
    Answer, Answers, BandHit, Code, Context, Definition, Item, Kind, ScoreValue, Scored,
    SexForScoring,
};
use std::collections::{BTreeMap, BTreeSet};

/// What is known around a form, as the test has made it.
#[derive(Debug, Default)]
pub(crate) struct Around {
    pub(crate) age: Option<u32>,
    pub(crate) sex: SexForScoring,
    pub(crate) flags: BTreeSet<&'static str>,
    /// Answers of other sections, each under `section.item`.
    pub(crate) outside: BTreeMap<String, Answer>,
}

impl Around {
    /// The same for the product.
    pub(crate) fn context(&self, today: chrono::NaiveDate) -> Context {
        let mut context = Context::on(today).sex(self.sex);
        context.age = self.age;
        for flag in &self.flags {
            context = context.flag(flag);
        }
        for (path, answer) in &self.outside {
            let (section, item) = path.split_once('.').unwrap();
            let said = serde_json::json!({ item: answer.to_json() });
            context = context.section(section, &Answers::from_json(&said).unwrap());
        }
        context
    }

    fn sex(&self) -> &'static str {
        match self.sex {
            SexForScoring::Female => "female",
            SexForScoring::Male => "male",
            SexForScoring::Unspecified => "unspecified",
        }
    }
}

/// A form with answers. `None` stands for "not known because something is blank".
pub(crate) struct Plain<'a> {
    pub(crate) form: &'a Definition,
    pub(crate) answers: &'a Answers,
    pub(crate) around: &'a Around,
}

impl<'a> Plain<'a> {
    pub(crate) fn scored(&self) -> Scored {
        let hit = |score: &Score| {
            let value = self.value(&score.id)?;
            let band = self.form.bands.iter().find(|band| {
                band.score == score.id
                    && match (&value, band.span) {
                        (ScoreValue::Integer(it), Some((low, high))) => low <= *it && *it <= high,
                        (ScoreValue::Code(word), None) => *word == band.mark.code,
                        _ => false,
                    }
            })?;
            let mark = band.by_sex.get(self.around.sex()).unwrap_or(&band.mark).clone();
            Some(BandHit { score: score.id.clone(), mark, decile: band.decile })
        };
        let Definition { scores, alerts, follow_ups, .. } = self.form;
        let raised = alerts.iter().filter(|alert| self.holds(&alert.when) == Some(true));
        let given = follow_ups.iter().filter(|next| self.holds(&next.when) == Some(true));
        Scored {
            scores: scores.iter().map(|it| (it.id.clone(), self.value(&it.id))).collect(),
            bands: scores.iter().filter_map(hit).collect(),
            alerts: raised.map(|alert| alert.id.clone()).collect(),
            follow_ups: given.map(|next| next.form.clone()).collect(),
        }
    }

    fn item(&self, id: &str) -> &'a Item {
        self.form.items.iter().find(|item| item.id == id).unwrap()
    }

    fn shown(&self, id: &str) -> Option<bool> {
        self.item(id).show_when.as_ref().map_or(Some(true), |when| self.holds(when))
    }

    fn is_hidden(&self, id: &str) -> bool {
        self.shown(id) == Some(false)
    }

    /// A value that fits, whether it is shown or not.
    fn held(&self, id: &str) -> Option<&'a Answer> {
        let item = self.item(id);
        let known = |code: &Code| item.choices().iter().any(|choice| choice.code == *code);
        self.answers.get(id).filter(|answer| match (&item.kind, answer) {
            (Kind::Choice(_), Answer::Text(_) | Answer::Integer(_)) => known(&code(answer)),
            (Kind::MultiChoice(_), Answer::Codes(codes)) => codes.iter().all(known),
            (Kind::Integer(rule), Answer::Integer(it)) => {
                rule.min.is_none_or(|min| min <= *it) && rule.max.is_none_or(|max| *it <= max)
            }
            (Kind::Text | Kind::LongText, Answer::Text(_)) => true,
            _ => false,
        })
    }

    fn points(&self, id: &str) -> Option<i64> {
        let of = |code: &Code| self.item(id).choice(code).unwrap().score.unwrap();
        match (&self.item(id).kind, self.held(id)?) {
            (Kind::MultiChoice(_), Answer::Codes(codes)) => Some(codes.iter().map(of).sum()),
            (Kind::Integer(_), Answer::Integer(number)) => Some(*number),
            (_, answer) => Some(of(&code(answer))),
        }
    }

    fn holds(&self, when: &Condition) -> Option<bool> {
        match when {
            Condition::Item(id, ..) if self.is_hidden(id) => Some(false),
            Condition::Item(id, op, value) => Some(answer_is(self.held(id)?, *op, value)),
            Condition::Score(id, op, value) => Some(match (self.value(id)?, value) {
                (ScoreValue::Integer(it), Code::Integer(value)) => numbers(it, *op, *value),
                (ScoreValue::Decimal { units, decimals }, Code::Integer(value)) => {
                    numbers(units, *op, value * 10i64.pow(decimals.into()))
                }
                (ScoreValue::Code(it), Code::Text(value)) => (it == *value) == (*op == Op::Equal),
                _ => *op == Op::NotEqual,
            }),
            Condition::Sum(ids, op, value) => self.sum_is(ids, *op, *value),
            Condition::Context(key, op, value) => match key {
                ContextKey::Age => {
                    Some(answer_is(&Answer::Integer(self.around.age?.into()), *op, value))
                }
                ContextKey::SexForScoring => {
                    Some(answer_is(&Answer::Text(self.around.sex().to_owned()), *op, value))
                }
                ContextKey::Answer(path) => match self.around.outside.get(path)? {
                    Answer::State(_) => None,
                    answer => Some(answer_is(answer, *op, value)),
                },
            },
            Condition::Flag(name) => Some(self.around.flags.contains(name.as_str())),
            Condition::Missing(id) => Some(!self.is_hidden(id) && self.held(id).is_none()),
            Condition::MissingContext(path) => {
                Some(matches!(self.around.outside.get(path), None | Some(Answer::State(_))))
            }
            Condition::Any(parts) => {
                let all: Vec<_> = parts.iter().map(|part| self.holds(part)).collect();
                if all.contains(&Some(true)) { Some(true) } else { known(&all, false) }
            }
            Condition::All(parts) => {
                let all: Vec<_> = parts.iter().map(|part| self.holds(part)).collect();
                if all.contains(&Some(false)) { Some(false) } else { known(&all, true) }
            }
            Condition::Not(part) => self.holds(part).map(|it| !it),
        }
    }

    /// Tries the lowest and the highest sum there can still be, and every sum between.
    fn sum_is(&self, ids: &[String], op: Op, value: i64) -> Option<bool> {
        let (mut low, mut high) = (0, 0);
        for id in ids {
            let item = self.item(id);
            let points = || item.choices().iter().map(|choice| choice.score.unwrap());
            let (mut least, mut most) = match (&item.kind, self.points(id)) {
                _ if self.is_hidden(id) => (0, 0),
                (_, Some(points)) => (points, points),
                (Kind::Integer(rule), None) => (rule.min.unwrap(), rule.max.unwrap()),
                (Kind::MultiChoice(_), None) => {
                    (points().filter(|it| *it < 0).sum(), points().filter(|it| *it > 0).sum())
                }
                _ => (points().min().unwrap(), points().max().unwrap()),
            };
            if self.points(id).is_none() && self.shown(id).is_none() {
                (least, most) = (least.min(0), most.max(0));
            }
            (low, high) = (low + least, high + most);
        }
        let all: BTreeSet<bool> = (low..=high).map(|sum| numbers(sum, op, value)).collect();
        if all.len() == 1 { all.first().copied() } else { None }
    }

    fn value(&self, id: &str) -> Option<ScoreValue> {
        let score = self.form.score(id).unwrap();
        let whole = |of: &str| match self.value(of)? {
            ScoreValue::Integer(number) => Some(number),
            _ => None,
        };
        let points = |counted: &[(&str, i64)]| counted.iter().map(|(_, it)| *it).sum::<i64>();
        let prorated = |ids: &[String]| {
            let (counted, expected) = self.counted(score, ids)?;
            Some(rounded(points(&counted) * expected, counted.len()))
        };
        Some(ScoreValue::Integer(match &score.method {
            Method::Sum(ids) => prorated(ids)?,
            Method::CappedSum(ids, cap) => prorated(ids)?.min(*cap),
            Method::Mean(ids, decimals) => {
                let (counted, _) = self.counted(score, ids)?;
                let scaled = points(&counted) * 10i64.pow((*decimals).into());
                let units = rounded(scaled, counted.len());
                return Some(ScoreValue::Decimal { units, decimals: *decimals });
            }
            Method::Min(ids) => self.counted(score, ids)?.0.iter().map(|(_, it)| *it).min()?,
            Method::Count(ids, op, value) => {
                let counted = self.counted(score, ids)?.0;
                counted.iter().filter(|(_, it)| numbers(*it, *op, *value)).count() as i64
            }
            Method::CountGroups(groups) => {
                let ids = groups.concat();
                let counted = self.counted(score, &ids)?.0;
                let has = |id: &String| counted.iter().any(|(known, it)| known == id && *it > 0);
                groups.iter().filter(|group| group.iter().any(has)).count() as i64
            }
            Method::SumRecoded(terms) => {
                let ids: Vec<String> = terms.iter().map(|term| term.item.clone()).collect();
                let mut sum = 0;
                for (id, points) in self.counted(score, &ids)?.0 {
                    let steps = terms.iter().find(|term| term.item == id)?.recode.as_ref();
                    sum += match steps {
                        _ if self.is_hidden(id) => 0,
                        None => points,
                        Some(all) => all.iter().find(|it| it.min <= points && points <= it.max)?.to,
                    };
                }
                sum
            }
            Method::Difference(constant, of) => constant - whole(of)?,
            Method::Scale(of, factor) => whole(of)? * factor,
            Method::Rules(rules, otherwise) => {
                return Some(match self.first_rule(score, rules, otherwise)? {
                    Code::Integer(number) => ScoreValue::Integer(*number),
                    Code::Text(word) => ScoreValue::Code(word.clone()),
                });
            }
        }))
    }

    fn first_rule<'r>(
        &self,
        score: &Score,
        rules: &'r [Rule],
        otherwise: &'r Code,
    ) -> Option<&'r Code> {
        let held: Vec<_> = rules.iter().map(|rule| self.holds(&rule.when)).collect();
        let first = held.iter().position(|it| *it == Some(true));
        let settled =
            matches!(score.missing, Some(Missing::RefusalIsPositive | Missing::HighestKnown));
        if first.is_none() && held.contains(&None) && !settled {
            return None;
        }
        Some(first.map_or(otherwise, |at| &rules[at].code))
    }

    /// The items that count with their points, and how many there should be.
    fn counted<'s>(&self, score: &Score, ids: &'s [String]) -> Option<(Vec<(&'s str, i64)>, i64)> {
        let points = |id: &String| if self.is_hidden(id) { None } else { self.points(id) };
        let mut counted: Vec<(&str, i64)> =
            ids.iter().filter_map(|id| Some((id.as_str(), points(id)?))).collect();
        let gaps: Vec<&String> = ids.iter().filter(|id| points(id).is_none()).collect();
        let mut expected = counted.len();
        match score.missing.as_ref().unwrap() {
            Missing::AllRequired { optional } => {
                if gaps.iter().any(|id| !optional.contains(id)) {
                    return None;
                }
            }
            Missing::Prorate { max_missing, never_missing } => {
                if gaps.len() > *max_missing || gaps.iter().any(|id| never_missing.contains(id)) {
                    return None;
                }
                expected = ids.len();
            }
            Missing::HiddenIsZero => {
                if gaps.iter().any(|id| !self.is_hidden(id)) {
                    return None;
                }
                counted = ids.iter().map(|id| (id.as_str(), points(id).unwrap_or(0))).collect();
                expected = ids.len();
            }
            Missing::RefusalIsPositive | Missing::HighestKnown | Missing::CountAnswered => {}
        }
        (!counted.is_empty()).then_some((counted, expected as i64))
    }
}

fn known(all: &[Option<bool>], otherwise: bool) -> Option<bool> {
    if all.contains(&None) { None } else { Some(otherwise) }
}

fn code(answer: &Answer) -> Code {
    match answer {
        Answer::Integer(number) => Code::Integer(*number),
        Answer::Text(word) => Code::Text(word.clone()),
        _ => unreachable!("no code"),
    }
}

fn answer_is(answer: &Answer, op: Op, value: &Code) -> bool {
    match (answer, value) {
        (Answer::Codes(codes), _) if op == Op::NotEqual => !codes.contains(value),
        (Answer::Codes(codes), _) => codes.contains(value),
        (Answer::Integer(it), Code::Integer(value)) => numbers(*it, op, *value),
        (Answer::Text(it), Code::Text(value)) => match op {
            Op::Equal | Op::Includes => it == value,
            Op::NotEqual => it != value,
            _ => false,
        },
        _ => op == Op::NotEqual,
    }
}

fn numbers(left: i64, op: Op, right: i64) -> bool {
    match op {
        Op::Equal | Op::Includes => left == right,
        Op::NotEqual => left != right,
        Op::Less => left < right,
        Op::AtMost => left <= right,
        Op::Greater => left > right,
        Op::AtLeast => left >= right,
    }
}

/// Divided, and rounded to the nearest whole number, halves upward.
fn rounded(sum: i64, by: usize) -> i64 {
    (sum as f64 / by as f64 + 0.5).floor() as i64
}
