//! Scores over time, across every episode of a person.

use std::collections::BTreeMap;

use form::{Definition, Score};
use record::{
    Id,
    plan::{Objective, Plan},
    trend::{self, Reading},
};

use crate::{
    Code, Result, Session,
    plans::versions::came_into_force,
    screenings::local_day,
    view::{PlanEvent, PlanEventKind, ProgressPage, SectionStatus, TrendView},
};

impl Session {
    /// Every score that was taken, over time.
    ///
    /// # Errors
    /// No such client, or no clinical key.
    pub fn open_progress(&mut self, client: Id) -> Result<ProgressPage> {
        self.require_clinical()?;
        self.note_view(client)?;
        let plan = self.aimed_at(client)?;
        let events = self.plan_events(client)?;
        let mut trends = Vec::new();
        for (form, readings) in self.readings(client)? {
            for score in &form.scores {
                let aim = objectives(&plan).find(|it| measured_by(it, &form, score));
                trends.extend(view(&form, score, &readings, aim, &events));
            }
        }
        Ok(ProgressPage { band: self.band(client)?, trends })
    }

    /// The scores that the objectives of a plan are measured by, each with its own target.
    pub(crate) fn objective_trends(&self, client: Id, plan: &Plan) -> Result<Vec<TrendView>> {
        let readings = self.readings(client)?;
        let events = self.plan_events(client)?;
        let mut trends = Vec::new();
        for objective in objectives(plan) {
            for (form, readings) in &readings {
                let score = form.scores.iter().find(|score| measured_by(objective, form, score));
                let Some(score) = score else { continue };
                trends.extend(view(form, score, readings, Some(objective), &events));
            }
        }
        Ok(trends)
    }

    /// The plan whose targets count: the version in force, or the draft before there is one.
    fn aimed_at(&self, client: Id) -> Result<Plan> {
        match self.plan_in_force(client)? {
            Some(plan) => Ok(plan.plan),
            None => Ok(self.plan_draft(client)?.plan),
        }
    }

    /// What happened to the plan, oldest first: versions that came into force, and reviews.
    fn plan_events(&self, client: Id) -> Result<Vec<PlanEvent>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let mut events = Vec::new();
        for plan in &entry.plans {
            if let Some(on) = came_into_force(entry, plan) {
                events.push(PlanEvent {
                    on,
                    words: format!("Plan version {} in force", plan.version),
                    kind: PlanEventKind::InForce(plan.version),
                });
            }
        }
        for review in entry.reviews.iter().filter(|it| it.finished_at.is_some()) {
            let Some(on) = form::date::parse_stored(&review.on) else { continue };
            let decision = self.review_decision(client, review.record)?;
            events.push(PlanEvent {
                on,
                words: format!("Review: {decision}"),
                kind: PlanEventKind::Review,
            });
        }
        events.sort_by_key(|event| event.on);
        Ok(events)
    }

    /// Finished screenings by form, in the order of the catalog.
    pub(crate) fn readings(
        &self,
        client: Id,
    ) -> Result<Vec<(std::sync::Arc<Definition>, Vec<Scored>)>> {
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

pub(crate) type Scored = (chrono::NaiveDate, String, form::Scored);

fn objectives(plan: &Plan) -> impl Iterator<Item = &Objective> {
    let goals = plan.problems.iter().flat_map(|problem| &problem.goals);
    goals.flat_map(|goal| &goal.objectives)
}

fn measured_by(objective: &Objective, form: &Definition, score: &Score) -> bool {
    objective.is_measured_by(&format!("{}/{}", form.id, score.id), &score.label)
}

/// The whole number an objective wants a score to reach.
fn target(objective: &Objective) -> Option<i64> {
    // "9 by 12/1" wants a 9: the first number is the score.
    let target = objective.target.trim_start_matches(|c: char| !c.is_ascii_digit());
    let digits: String = target.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// A score over time with what the plan wants of it; nothing before it was ever scored.
fn view(
    form: &Definition,
    score: &Score,
    scored: &[Scored],
    aim: Option<&Objective>,
    events: &[PlanEvent],
) -> Option<TrendView> {
    let reading = |(on, version, scored): &Scored| Reading::of(*on, version, scored, &score.id);
    let readings: Vec<Reading> = scored.iter().map(reading).collect();
    if readings.iter().all(|reading| reading.value.is_none()) {
        return None;
    }
    let aim = aim.filter(|it| target(it).is_some());
    let trend = trend::trend(form, &score.id, &readings, aim.and_then(target))?;
    let first = trend.points.first()?.on;
    let by = aim.and_then(|it| it.target_date.known());
    let by =
        by.map(|on| PlanEvent { on, words: "Target date".to_owned(), kind: PlanEventKind::Target });
    let mut events: Vec<PlanEvent> = events.iter().cloned().chain(by).collect();
    events.retain(|event| event.on >= first);
    events.sort_by_key(|event| event.on);
    Some(TrendView {
        title: form.short_title.clone(),
        trend,
        objective: aim.map(|it| it.text.clone()).unwrap_or_default(),
        objective_id: aim.and_then(|it| it.id).map(|id| id.to_string()).unwrap_or_default(),
        events,
    })
}
