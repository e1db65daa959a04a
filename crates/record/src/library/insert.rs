//! What an entry of the library becomes in a plan: a copy with a mark, which goes when somebody
//! makes the words the person's own.
//!
//! It does not know where in the plan it goes; that is for whoever asks.

use chrono::{Days, NaiveDate};
use serde_json::Value;

use super::{Area, Goal, Intervention, Measure, Objective, Problem};
use crate::{
    Entered,
    plan::{self, MeasureKind},
};

/// The last value of a score: `phq-9/total`, "PHQ-9 total", "17".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastScore {
    /// Form and score.
    pub instrument: String,
    /// As objectives name it.
    pub label: String,
    /// The value.
    pub value: String,
}

fn mark(area: &Area, entry: &str) -> Option<String> {
    Some(format!("{}/{entry}", area.id))
}

/// A problem without goals.
#[must_use]
pub fn problem(area: &Area, entry: &Problem) -> plan::Problem {
    plan::Problem {
        library: mark(area, &entry.id),
        statement: entry.text.clone(),
        ..plan::Problem::default()
    }
}

/// A goal without objectives; the client's starter stands where the client's words will.
#[must_use]
pub fn goal(area: &Area, entry: &Goal) -> plan::Goal {
    plan::Goal {
        library: mark(area, &entry.id),
        words: entry.client.clone(),
        clinical: entry.text.clone(),
        ..plan::Goal::default()
    }
}

/// An objective without interventions. One that is measured by an instrument takes its baseline
/// from the last score, where there is one.
#[must_use]
pub fn objective(
    area: &Area,
    entry: &Objective,
    today: NaiveDate,
    scores: &[LastScore],
) -> plan::Objective {
    let (measure_kind, instrument) = match &entry.measure {
        Measure::Instrument { form, score } => (MeasureKind::Instrument, format!("{form}/{score}")),
        Measure::BehaviorCount => (MeasureKind::BehaviorCount, String::new()),
        Measure::Other => (MeasureKind::Other, String::new()),
    };
    let last = scores.iter().find(|it| !instrument.is_empty() && it.instrument == instrument);
    let by = today.checked_add_days(Days::new(u64::from(entry.weeks) * 7));
    plan::Objective {
        library: mark(area, &entry.id),
        text: entry.text.clone(),
        measure_kind: Some(measure_kind),
        measure: last.map_or_else(|| entry.what.clone(), |it| it.label.clone()),
        baseline: last.map(|it| it.value.clone()).unwrap_or_default(),
        target: entry.target.clone(),
        direction: Some(entry.direction),
        target_date: by.map_or_else(Entered::default, Entered::Known),
        instrument,
        ..plan::Objective::default()
    }
}

/// An intervention; who is responsible is left for a person to say.
#[must_use]
pub fn intervention(area: &Area, entry: &Intervention) -> plan::Intervention {
    plan::Intervention {
        library: mark(area, &entry.id),
        modality: Some(entry.modality),
        what: entry.text.clone(),
        minutes: Entered::Known(entry.minutes),
        times_a_week: Entered::Known(entry.times_a_week),
        weeks: Entered::Known(entry.weeks),
        ..plan::Intervention::default()
    }
}

/// A whole thread to start from: the area's first problem, the first goal that a score measures (or
/// the first), two objectives of it with that score before others, and the area's first three interventions, shared out among them.
#[must_use]
pub fn thread(area: &Area, today: NaiveDate, scores: &[LastScore]) -> Option<plan::Problem> {
    let by_score = |it: &&Objective| matches!(it.measure, Measure::Instrument { .. });
    let first = area.problems.first()?;
    let scored = area.objectives.iter().find(by_score).map(|it| it.goal.as_str());
    let goal_entry = area.goals.iter().find(|it| scored.is_none_or(|goal| goal == it.id))?;
    let mut begun = goal(area, goal_entry);
    let mut steps: Vec<&Objective> =
        area.objectives.iter().filter(|it| it.goal == goal_entry.id).collect();
    steps.sort_by_key(|it| !by_score(it));
    begun.objectives = steps.iter().take(2).map(|it| objective(area, it, today, scores)).collect();
    let count = begun.objectives.len().max(1);
    for (at, entry) in area.interventions.iter().take(3).enumerate() {
        if let Some(step) = begun.objectives.get_mut(at % count) {
            step.interventions.push(intervention(area, entry));
        }
    }
    Some(plan::Problem { goals: vec![begun], ..problem(area, first) })
}

/// As the JSON that an edit adds.
#[must_use]
pub fn as_value<T: serde::Serialize>(entry: &T) -> Option<Value> {
    serde_json::to_value(entry).ok()
}

#[cfg(test)]
mod tests {
    use super::super::shipped;
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 26).unwrap()
    }

    #[test]
    fn every_area_makes_a_thread_that_is_marked_throughout_and_lacks_only_what_a_person_says() {
        for area in shipped().unwrap() {
            let problem = thread(area, today(), &[]).unwrap();
            let goal = &problem.goals[0];
            assert!(problem.library.is_some() && goal.library.is_some(), "{}", area.id);
            assert!(!goal.words.is_empty() && !goal.objectives.is_empty(), "{}", area.id);
            for step in &goal.objectives {
                assert!(step.library.is_some() && !step.interventions.is_empty(), "{}", area.id);
                assert!(step.target_date.known().is_some() && !step.target.is_empty());
                for entry in &step.interventions {
                    assert!(entry.library.is_some() && entry.responsible.is_empty());
                }
            }
        }
    }

    #[test]
    fn an_objective_by_an_instrument_takes_its_baseline_from_the_last_score() {
        let depression = shipped().unwrap().iter().find(|it| it.id == "depression").unwrap();
        let by_score = |it: &&Objective| matches!(it.measure, Measure::Instrument { .. });
        let entry = depression.objectives.iter().find(by_score).unwrap();
        let Measure::Instrument { form, score } = &entry.measure else { panic!("a score") };
        let last = LastScore {
            instrument: format!("{form}/{score}"),
            label: "PHQ-9 total".into(),
            value: "17".into(),
        };
        let with = objective(depression, entry, today(), &[last]);
        assert_eq!((with.baseline.as_str(), with.measure.as_str()), ("17", "PHQ-9 total"));
        assert_eq!(objective(depression, entry, today(), &[]).baseline, "");
    }
}
