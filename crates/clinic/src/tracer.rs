//! The tracer: one page that a surveyor asks for. From each need to what became of it, with dates
//! and signatures.

use print::{TracerDocument, TracerRow};
use record::{
    Entered,
    plan::{Disposition, Need, Objective, Plan, Problem, Status},
};

use crate::{Code, Document, Result, Session, plans::versions, screenings::moment, view::request};

impl Session {
    /// Sets the tracer of the version in force, or of the newest one, in memory.
    ///
    /// # Errors
    /// No clinical key, no such client, no basis to disclose it; the document cannot be made.
    pub fn tracer_pdf(&self, request: &request::ExportPlan) -> Result<Document> {
        let client = self.client(&request.client)?;
        let purpose = self.disclose(client, &request.to)?;
        let plan = match self.plan_in_force(client)? {
            Some(plan) => plan,
            None => self.plan_draft(client)?,
        };
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let mut dates = vec![(
            "Episode began".to_owned(),
            self.admitted(entry)?.map(form::date::shown).unwrap_or_default(),
        )];
        if let Some(sealed) = &plan.sealed {
            dates.push((
                "Plan sealed".to_owned(),
                format!("{}, {}", moment(&sealed.at), sealed.by_name),
            ));
        }
        for review in self.reviews_page(client)?.past {
            let said = format!("{}: {}, {}", review.on, review.decision, review.by);
            dates.push(("Review".to_owned(), said));
        }
        for line in self.certified_lines(client, plan.episode, plan.record)? {
            dates.push((line.title, line.signed));
        }
        let signed = |it: versions::Signed| {
            let role = it.signature.role.label();
            format!(
                "{role}: {}, {}, {}",
                it.name(),
                versions::how_words(&it.signature),
                moment(&it.at)
            )
        };
        let signatures = self.signatures(client, plan.record)?.into_iter().map(signed).collect();
        let latest = self.measures(client)?;
        let now = |objective: &Objective| {
            let known =
                latest.iter().find(|it| objective.is_measured_by(&it.instrument, &it.label));
            known.map(|it| format!("{} on {}", it.last, it.on)).unwrap_or_default()
        };
        let document = TracerDocument {
            clinic: self.clinic.name.clone(),
            client: self.print_band(entry),
            version: match &plan.sealed {
                Some(sealed) => {
                    format!("Version {}, {}", plan.version, versions::short_hash(&sealed.sha256))
                }
                None => "DRAFT, not signed".to_owned(),
            },
            prepared_on: self.clock().today(),
            dates,
            rows: rows(&self.as_reviewed(client, &plan)?, &now),
            signatures,
        };
        let name = format!("Tracer {}.pdf", entry.number);
        let (blocks, head) = (print::tracer(&document), document.running_head());
        let set = self.released(blocks, head, &document.meta(), &name, (&request.to, purpose))?;
        Ok(set.of("Tracer of the treatment plan", Some(client)))
    }
}

/// One row for each objective, under the needs it answers; a need that leads nowhere is a row too.
fn rows(plan: &Plan, now: &dyn Fn(&Objective) -> String) -> Vec<TracerRow> {
    let mut rows = Vec::new();
    for problem in &plan.problems {
        let answers = |need: &&Need| need.id.is_some_and(|id| problem.needs.contains(&id));
        let needs: Vec<&Need> = plan.assessed_needs.iter().filter(answers).collect();
        let joined = |part: fn(&Need) -> &str| {
            needs.iter().map(|need| part(need).trim()).collect::<Vec<_>>().join("\n")
        };
        let (mut need, source) = (joined(|it| &it.text), joined(|it| &it.source));
        if needs.is_empty() {
            need = "No need linked".to_owned();
        }
        for goal in &problem.goals {
            for objective in &goal.objectives {
                let words = (problem.statement.as_str(), goal.words.as_str());
                rows.push(row(plan, &need, &source, words, objective, now));
            }
        }
    }
    let leads_on = |need: &Need| {
        let linked = |it: &&Problem| need.id.is_some_and(|id| it.needs.contains(&id));
        let mut goals = plan.problems.iter().filter(linked).flat_map(|problem| &problem.goals);
        goals.any(|goal| !goal.objectives.is_empty())
    };
    rows.extend(plan.assessed_needs.iter().filter(|need| !leads_on(need)).map(|need| TracerRow {
        need: need.text.clone(),
        source: need.source.clone(),
        outcome: disposed(need),
        ..TracerRow::default()
    }));
    rows
}

fn disposed(need: &Need) -> String {
    let note = need.disposition_note.trim();
    match need.disposition {
        Disposition::Open => "Not answered yet".to_owned(),
        Disposition::Deferred => format!("Deferred: {note}"),
        Disposition::Referred => format!("Referred: {note}"),
    }
}

fn row(
    plan: &Plan,
    need: &str,
    source: &str,
    (problem, goal): (&str, &str),
    objective: &Objective,
    now: &dyn Fn(&Objective) -> String,
) -> TracerRow {
    let done = |it: &record::plan::Intervention| {
        let held = plan
            .schedule
            .iter()
            .filter(|session| it.id.is_some_and(|id| session.interventions.contains(&id)));
        let held: Vec<String> = held.map(session_words).filter(|words| !words.is_empty()).collect();
        let what = format!("{} ({})", it.what.trim(), it.responsible.trim());
        if held.is_empty() { what } else { format!("{what}; {}", held.join(", ")) }
    };
    let by = match &objective.target_date {
        Entered::Known(date) => format!(" by {}", form::date::shown(*date)),
        Entered::Text(_) => String::new(),
    };
    let status = match objective.status {
        Status::NotStarted => "Not started",
        Status::InProgress => "In progress",
        Status::Met => "Met",
        Status::Deferred => "Deferred",
        Status::Discontinued => "Discontinued",
    };
    let now = now(objective);
    TracerRow {
        need: need.to_owned(),
        source: source.to_owned(),
        problem: problem.to_owned(),
        goal: goal.to_owned(),
        objective: format!(
            "{}: {} to {}{by}",
            objective.text.trim(),
            objective.baseline.trim(),
            objective.target.trim()
        ),
        interventions: objective.interventions.iter().map(done).collect::<Vec<_>>().join("\n"),
        outcome: if now.is_empty() { status.to_owned() } else { format!("{status}; now {now}") },
    }
}

fn session_words(session: &record::schedule::Planned) -> String {
    let day = session.day.map(record::schedule::Day::short).unwrap_or_default();
    let start = session.start.known().map(|start| start.to_string()).unwrap_or_default();
    format!("{day} {start}").trim().to_owned()
}
