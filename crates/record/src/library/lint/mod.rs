//! What a library must be beyond being readable: rich enough, plain enough to read, kind in its
//! words, sensible in its numbers, and never the same sentence twice.
//!
//! It does not know which forms there are: the caller looks them up.

mod wording;

use std::collections::BTreeSet;

use form::Definition;

use super::area::{Area, Indication, Measure, Objective, Threshold};

/// Fewest entries of an area: problems, goals, objectives, interventions, kinds of help.
const FEWEST: [usize; 5] = [2, 3, 6, 8, 3];
/// Most weeks of an objective or intervention: an intensive program is shorter than half a year.
const MOST_WEEKS: u32 = 26;

/// Something a library should not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which rule.
    pub rule: Rule,
    /// Id of the area.
    pub area: String,
    /// The entry and the text, such as `goal routine client`; empty for the whole area.
    pub place: String,
    /// One sentence, or the words in question.
    pub what: String,
}

/// The rules of a library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// At least 2 problems, 3 goals, 6 objectives, 8 interventions of 3 kinds of help.
    Counts,
    /// Every goal has an objective.
    GoalWithoutObjective,
    /// An area's id is its own.
    AreaTwice,
    /// Instruments and scores exist, and thresholds and targets lie in their range.
    Score,
    /// Minutes 5 to 240, times a week 0.25 to 7, weeks 1 to 26.
    Numbers,
    /// All client texts of an area read at grade 6 or below, none above grade 9.
    ReadingLevel,
    /// No sentence is there twice.
    SentenceTwice,
    /// Person-first words.
    Words,
    /// A client text speaks for nobody else.
    Plural,
    /// No exclamation marks, no spaces at either end or doubled.
    Marks,
}

/// Everything that is wrong with a library, area by area. `form` looks up a form by its id.
#[must_use]
pub fn lint<'f>(areas: &[Area], form: impl Fn(&str) -> Option<&'f Definition>) -> Vec<Finding> {
    let mut found = Found::default();
    let mut ids = BTreeSet::new();
    for area in areas {
        if !ids.insert(&area.id) {
            found.add(Rule::AreaTwice, area, "", "There is another area with this id.");
        }
        found.counts(area);
        found.numbers(area);
        found.scores(area, &form);
        wording::check(&mut found, area);
    }
    wording::sentences_are_there_once(&mut found, areas);
    found.0
}

#[derive(Default)]
struct Found(Vec<Finding>);

impl Found {
    fn add(&mut self, rule: Rule, area: &Area, place: &str, what: impl Into<String>) {
        let (area, place) = (area.id.clone(), place.to_owned());
        self.0.push(Finding { rule, area, place, what: what.into() });
    }

    fn counts(&mut self, area: &Area) {
        let mut kinds = Vec::new();
        for it in &area.interventions {
            if !kinds.contains(&it.modality) {
                kinds.push(it.modality);
            }
        }
        let counts = [
            (area.problems.len(), "problems"),
            (area.goals.len(), "goals"),
            (area.objectives.len(), "objectives"),
            (area.interventions.len(), "interventions"),
            (kinds.len(), "modalities"),
        ];
        for ((count, noun), fewest) in counts.into_iter().zip(FEWEST) {
            if count < fewest {
                self.add(Rule::Counts, area, "", format!("{count} {noun}; at least {fewest}."));
            }
        }
        for goal in &area.goals {
            if !area.objectives.iter().any(|it| it.goal == goal.id) {
                let place = format!("goal {}", goal.id);
                self.add(Rule::GoalWithoutObjective, area, &place, "No objective serves it.");
            }
        }
    }

    fn numbers(&mut self, area: &Area) {
        for it in &area.objectives {
            if !(1..=MOST_WEEKS).contains(&it.weeks) {
                let place = format!("objective {}", it.id);
                self.add(Rule::Numbers, area, &place, format!("{} weeks.", it.weeks));
            }
        }
        for it in &area.interventions {
            let fine = (5..=240).contains(&it.minutes)
                && (0.25..=7.0).contains(&it.times_a_week)
                && (1..=MOST_WEEKS).contains(&it.weeks);
            if !fine {
                let what = format!(
                    "{} minutes, {} times a week, {} weeks.",
                    it.minutes, it.times_a_week, it.weeks
                );
                self.add(Rule::Numbers, area, &format!("intervention {}", it.id), what);
            }
        }
    }

    fn scores<'f>(&mut self, area: &Area, form: &impl Fn(&str) -> Option<&'f Definition>) {
        for it in &area.indicated_by {
            let place = format!("indicated_by {} {}", it.form, it.score);
            if !form(&it.form).is_some_and(|form| can_hold(form, it)) {
                self.add(Rule::Score, area, &place, "No such form, score, points or code.");
            }
        }
        for it in &area.objectives {
            let Measure::Instrument { form: id, score } = &it.measure else { continue };
            if !form(id).is_some_and(|form| can_reach(form, score, it)) {
                let place = format!("objective {}", it.id);
                self.add(Rule::Score, area, &place, "No such form or score, or out of its range.");
            }
        }
    }
}

/// Whether the score of an indication exists and can have the value.
fn can_hold(form: &Definition, indication: &Indication) -> bool {
    let Some(score) = form.score(&indication.score) else { return false };
    match &indication.when {
        Threshold::AtLeast(points) | Threshold::AtMost(points) => in_range(score.range, *points),
        Threshold::Is(codes) => codes.iter().all(|code| {
            let mut bands = form.bands.iter().filter(|band| band.score == score.id);
            bands.any(|band| band.span.is_none() && band.mark.code == *code)
        }),
    }
}

/// Whether the score of an objective exists and can stand at the target.
fn can_reach(form: &Definition, score: &str, objective: &Objective) -> bool {
    let target = objective.target.parse().ok();
    form.score(score).zip(target).is_some_and(|(score, target)| in_range(score.range, target))
}

#[allow(clippy::cast_precision_loss, reason = "scores are far below 2^53")]
fn in_range(range: Option<(i64, i64)>, points: f64) -> bool {
    range.is_some_and(|(low, high)| (low as f64..=high as f64).contains(&points))
}

#[cfg(test)]
mod tests;
