//! The week: hours against the strictest rule, services a day, sessions that are whole, in nobody's
//! way, and tied to interventions.

use std::collections::BTreeSet;

use super::{Found, shown};
use crate::{
    Id,
    plan::Modality,
    rules::Level,
    schedule::{Conflict, Day, Impossible, Planned, Week, conflicts},
};

pub(super) const RULES: &[&str] = &[
    "hours-enough",
    "hours-many",
    "intervention-has-session",
    "services-a-day",
    "session-available",
    "session-catalog",
    "session-day",
    "session-has-intervention",
    "session-minutes",
    "session-minutes-many",
    "session-minutes-none",
    "session-minutes-readable",
    "session-overlap",
    "session-past-midnight",
    "session-service",
    "session-staff",
    "session-start",
    "session-start-readable",
    "week-has-session",
];

impl Found<'_> {
    pub(super) fn week(&mut self) {
        let plan = self.plan;
        if plan.schedule.is_empty() {
            let message = "No session is on the week yet.";
            return self.core("week-has-session", Level::Blocks, "schedule", message);
        }
        plan.schedule.iter().for_each(|planned| self.session(planned));
        self.conflicts();
        let week = Week::of(&plan.schedule);
        self.hours(&week);
        self.services(&week);
        self.carried();
    }

    fn session(&mut self, planned: &Planned) {
        let at = |field: &str| format!("schedule/{}/{field}", shown(planned.id));
        if planned.day.is_none() {
            self.core("session-day", Level::Blocks, &at("day"), "A session has no day.");
        }
        let message = "A session does not say when it begins.";
        self.entered(&planned.start, "session-start", &at("start"), message);
        let message = "A session does not say how long it is.";
        self.entered(&planned.minutes, "session-minutes", &at("minutes"), message);
        self.possible(planned, &at("minutes"));
        if planned.service.is_none() {
            let message = "A session does not say what kind of help it is.";
            self.core("session-service", Level::Blocks, &at("service"), message);
        }
        if planned.staff.trim().is_empty() {
            let message = "A session does not say who holds it.";
            self.core("session-staff", Level::Blocks, &at("staff"), message);
        }
        if planned.interventions.is_empty() {
            let message = "A session carries no intervention of the plan.";
            self.core("session-has-intervention", Level::Hint, &at("interventions"), message);
        }
    }

    /// A session that cannot be counts for nothing, and says so where its length stands.
    fn possible(&mut self, planned: &Planned, path: &str) {
        let (rule, message) = match planned.impossible() {
            None => return,
            Some(Impossible::NoLength) => {
                ("session-minutes-none", "A session of no minutes is no session.")
            }
            Some(Impossible::TooLong) => {
                ("session-minutes-many", "A session is longer than twelve hours.")
            }
            Some(Impossible::PastMidnight) => {
                ("session-past-midnight", "A session ends after midnight, on another day.")
            }
        };
        self.core(rule, Level::Blocks, path, message);
    }

    fn conflicts(&mut self) {
        for conflict in conflicts(&self.plan.schedule, &self.facts.availability) {
            let (rule, id, message) = match conflict {
                Conflict::Overlap(id, _) => {
                    ("session-overlap", id, "A session is at the same time as another.")
                }
                Conflict::Unavailable(id) => {
                    ("session-available", id, "The person cannot come at the time of a session.")
                }
            };
            self.core(rule, Level::Warns, &format!("schedule/{id}/start"), message);
        }
        let facts = self.facts;
        for conflict in &facts.catalog {
            let path = format!("schedule/{}/title", conflict.session);
            self.core("session-catalog", Level::Warns, &path, &conflict.message);
        }
    }

    fn hours(&mut self, week: &Week) {
        let asked = self.asked;
        for rule in &asked.hours {
            let counted = if rule.remote_counts { week.total() } else { week.total_on_site() };
            if counted < rule.minutes {
                let on_site = if rule.remote_counts { "" } else { " on site" };
                let message = format!(
                    "The week has {} hours{on_site}; {} are asked for.",
                    tenths(counted),
                    tenths(rule.minutes)
                );
                self.add("hours-enough", Level::Blocks, "schedule", &message, &rule.pack);
            }
        }
        if let Some(figure) = &asked.warn_from_hours
            && week.total() >= figure.value * 60
        {
            let message = format!(
                "The week has {} hours; from {} on, partial hospitalization is thought of.",
                tenths(week.total()),
                figure.value
            );
            self.add("hours-many", Level::Warns, "schedule", &message, &figure.pack);
        }
    }

    /// Days with three services, and with four or more (Medicare pays them differently).
    fn services(&mut self, week: &Week) {
        let Some(pack) = &self.asked.services else { return };
        let days = |fits: fn(u32) -> bool| {
            let on = (0..7).filter(|at| fits(week.on_site_sessions[*at]));
            on.map(|at| Day::ALL[at].short()).collect::<Vec<_>>().join(", ")
        };
        let (three, more) = (days(|n| n == 3), days(|n| n >= 4));
        let parts = [("3 services", three), ("4 or more", more)];
        let said: Vec<String> = parts
            .into_iter()
            .filter(|(_, days)| !days.is_empty())
            .map(|(what, days)| format!("{what} on {days}"))
            .collect();
        if !said.is_empty() {
            let message = format!("Services a day: {}.", said.join("; "));
            self.add("services-a-day", Level::Hint, "schedule", &message, pack);
        }
    }

    /// Interventions that no session carries, once the week is drawn.
    fn carried(&mut self) {
        let plan = self.plan;
        let carried: BTreeSet<Id> = plan
            .schedule
            .iter()
            .flat_map(|planned| planned.interventions.iter().copied())
            .collect();
        for problem in &plan.problems {
            for goal in &problem.goals {
                for objective in &goal.objectives {
                    for entry in &objective.interventions {
                        if entry.id.is_some_and(|id| carried.contains(&id)) {
                            continue;
                        }
                        let apart = matches!(
                            entry.modality,
                            Some(
                                Modality::Medication
                                    | Modality::CaseManagement
                                    | Modality::Wellness
                            )
                        );
                        let level = if apart { Level::Hint } else { Level::Warns };
                        let ids = [problem.id, goal.id, objective.id, entry.id].map(shown);
                        let path = format!(
                            "problems/{}/goals/{}/objectives/{}/interventions/{}/what",
                            ids[0], ids[1], ids[2], ids[3]
                        );
                        let message = "No session of the week carries this intervention.";
                        self.core("intervention-has-session", level, &path, message);
                    }
                }
            }
        }
    }
}

/// Minutes as hours with one decimal, never rounded up.
fn tenths(minutes: u32) -> String {
    format!("{}.{}", minutes / 60, minutes % 60 * 10 / 60)
}
