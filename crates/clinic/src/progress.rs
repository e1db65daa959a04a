//! Scores over time, across every episode of a person.

use std::collections::BTreeMap;

use form::Definition;
use record::{
    Id,
    plan::Plan,
    trend::{self, Reading},
};

use crate::{
    Result, Session,
    screenings::local_day,
    view::{ProgressPage, SectionStatus, TrendView},
};

impl Session {
    /// Every score that was taken, over time.
    ///
    /// # Errors
    /// No such client, or no clinical key.
    pub fn open_progress(&mut self, client: Id) -> Result<ProgressPage> {
        self.require_clinical()?;
        self.note_view(client)?;
        let plan = self.plan_draft(client)?.body.plan;
        let mut trends = Vec::new();
        for (form, readings) in self.readings(client)? {
            for score in &form.scores {
                let readings: Vec<Reading> = readings
                    .iter()
                    .map(|(on, version, scored)| Reading::of(*on, version, scored, &score.id))
                    .collect();
                if readings.iter().all(|reading| reading.value.is_none()) {
                    continue;
                }
                let (target, objective) = wanted(&plan, &score.label);
                if let Some(trend) = trend::trend(&form, &score.id, &readings, target) {
                    let title = form.short_title.clone();
                    trends.push(TrendView { title, trend, objective });
                }
            }
        }
        Ok(ProgressPage { band: self.band(client)?, trends })
    }

    /// Finished screenings by form, in the order of the catalog.
    fn readings(&self, client: Id) -> Result<Vec<(std::sync::Arc<Definition>, Vec<Scored>)>> {
        let mut by_form: BTreeMap<String, Vec<Scored>> = BTreeMap::new();
        // Oldest first: two on one day keep their order.
        for meta in self.given(client)?.into_iter().rev() {
            if meta.status != SectionStatus::Done {
                continue;
            }
            let (form, scored) = self.scored(client, &meta)?;
            if let Some(on) = local_day(&meta.started_at) {
                let readings = by_form.entry(form.id.clone()).or_default();
                readings.push((on, form.version.clone(), scored));
            }
        }
        let mut ordered = Vec::new();
        for form in self.forms.screening()? {
            if let Some(readings) = by_form.remove(&form.id) {
                ordered.push((form, readings));
            }
        }
        Ok(ordered)
    }
}

type Scored = (chrono::NaiveDate, String, form::Scored);

/// The whole number an objective of the plan wants this score to reach, and the objective.
fn wanted(plan: &Plan, label: &str) -> (Option<i64>, String) {
    let goals = plan.problems.iter().flat_map(|problem| &problem.goals);
    let mut measured = goals.flat_map(|goal| &goal.objectives).filter(|it| it.measure == label);
    let Some(objective) = measured.next() else { return (None, String::new()) };
    // "9 by 12/1" wants a 9: the first number is the score.
    let target = objective.target.trim_start_matches(|c: char| !c.is_ascii_digit());
    let digits: String = target.chars().take_while(char::is_ascii_digit).collect();
    match digits.parse() {
        Ok(target) => (Some(target), objective.text.clone()),
        Err(_) => (None, String::new()),
    }
}
