//! The summary a person leaves with: begun with what the records say, edited, finished once it is
//! whole, printed.

use print::{SummaryDocument, SummaryPart};
use record::{
    Entered, Id, Kind,
    plan::{Plan, Status},
    summary::{self, Summary},
};
use vault::Class;

use crate::{
    Code, Document, Result, Session,
    body::{EpisodeBody, SummaryBody},
    clock::stamp,
    directory::SummaryMeta,
    ledger::{Base, Event, What},
    machine::make_id,
    plans::MOST_EDITS,
    program::delivered_words,
    screenings::day,
    view::{PastSummary, ReviewsPage, SectionStatus, SummaryDraft, request},
};

/// A summary as saved.
struct Opened {
    record: Id,
    base: Base,
    body: SummaryBody,
    saved_at: String,
}

impl Session {
    /// Begins a summary with what the records say.
    ///
    /// # Errors
    /// [`Code::ReviewOpen`] while one is being written.
    pub fn begin_summary(&mut self, client: Id) -> Result<ReviewsPage> {
        self.require_clinical()?;
        if self.summary_draft(client)?.is_some() {
            return Err(Code::ReviewOpen.into());
        }
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let episode = entry.episode_under_way().ok_or(Code::NoSuchRecord)?.record;
        let summary = self.known_summary(client, episode)?;
        let body = SummaryBody { episode, summary, finished: None };
        self.save_summary(client, make_id()?, Base::default(), body, Vec::new())?;
        self.reviews_page(client)
    }

    /// Edits the summary being written: all edits or none.
    ///
    /// # Errors
    /// [`Code::Stale`]; [`Code::NoSuchRecord`] when none is; an edit that does not fit.
    pub fn edit_summary(&mut self, request: &request::EditPlan) -> Result<ReviewsPage> {
        let client = self.client(&request.client)?;
        let mut opened = self.summary_seen(client, &request.record, request.rev)?;
        if request.edits.len() > MOST_EDITS {
            return Err(Code::TooLong.into());
        }
        for edit in &request.edits {
            opened.body.summary = summary::apply(&opened.body.summary, edit, self.clock().today())?;
        }
        let Opened { record, base, body, .. } = opened;
        self.save_summary(client, record, base, body, Vec::new())?;
        self.reviews_page(client)
    }

    /// Finishes the summary; it never changes from then on.
    ///
    /// # Errors
    /// [`Code::Stale`]; [`Code::Unfinished`] while it lacks something.
    pub fn finish_summary(&mut self, request: &request::OfRecord) -> Result<ReviewsPage> {
        let client = self.client(&request.client)?;
        let mut opened = self.summary_seen(client, &request.record, request.rev)?;
        if !summary::lacks(&opened.body.summary).is_empty() {
            return Err(Code::Unfinished.into());
        }
        opened.body.finished = Some(self.finished());
        let Opened { record, base, body, .. } = opened;
        let events = vec![Event::on(What::SummaryFinished, record, Some(client))];
        self.save_summary(client, record, base, body, events)?;
        self.reviews_page(client)
    }

    /// Sets the summary of the episode under way as a document, in memory: the newest that is
    /// finished, or the draft before there is one. Before either, the last one of an earlier episode.
    ///
    /// # Errors
    /// [`Code::NoSuchRecord`] when there is none; no basis to disclose it; the document cannot be made.
    pub fn summary_pdf(&self, request: &request::ExportPlan) -> Result<Document> {
        let client = self.client(&request.client)?;
        self.require_clinical()?;
        let purpose = self.disclose(client, &request.to)?;
        let opened = self.newest_summary(client)?.ok_or(Code::NoSuchRecord)?;
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let finished = opened.body.finished.as_ref();
        let document = SummaryDocument {
            clinic: self.clinic.name.clone(),
            client: self.print_band(entry),
            version: finished.map_or_else(
                || "DRAFT, not finished".to_owned(),
                |it| format!("Finished {}", day(&it.at)),
            ),
            prepared_on: self.clock().today(),
            prepared_by: finished.map_or_else(|| self.my_signed_name(), |it| it.by_name.clone()),
            parts: parts(&opened.body.summary),
        };
        let name = format!("Summary {}.pdf", entry.number);
        let (blocks, head) = (print::summary(&document), document.running_head());
        let set = self.released(blocks, head, &document.meta(), &name, (&request.to, purpose))?;
        Ok(set.of("Discharge and transition summary", Some(client)))
    }

    /// What the records say at the end of an episode.
    fn known_summary(&self, client: Id, episode: Id) -> Result<Summary> {
        let ended = self.ledger.load::<EpisodeBody>(episode)?.envelope.body.answers;
        let form = crate::forms::shipped("episode")?;
        let said = |item: &str| {
            let known = form.item(item).zip(ended.get(item));
            known.map(|(item, answer)| form::shown(item, answer)).unwrap_or_default()
        };
        let plan = match self.plan_in_force(client)? {
            Some(plan) => self.as_reviewed(client, &plan)?,
            None => self.plan_draft(client)?.plan,
        };
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let presenting = self.section_answers(client, "presenting")?;
        let own_words = presenting.and_then(|it| it.text("own_words").map(str::to_owned));
        let day = ended.text("discharge_date").and_then(form::date::parse_stored);
        let today = self.clock().today();
        Ok(Summary {
            on: Entered::Known(day.unwrap_or(today)),
            reason: said("discharge_reason"),
            began_with: own_words.unwrap_or_default(),
            course: course(&plan),
            outcomes: outcomes(&plan),
            scores: self.first_and_last(client)?,
            attendance: delivered_words(&self.delivered(entry)?),
            medicines: plan.medicines.clone(),
            risk_and_safety: plan.risk_and_safety.clone(),
            aftercare: match said("aftercare") {
                text if text.is_empty() => plan.discharge.aftercare.clone(),
                text => text,
            },
            ..Summary::default()
        })
    }

    /// Every score at its first and its last taking: "PHQ-9 total: 17 on Jan 12, 9 on Mar 24".
    fn first_and_last(&self, client: Id) -> Result<String> {
        let mut lines: Vec<(String, Vec<(String, String)>)> = Vec::new();
        for meta in self.given(client)?.into_iter().rev() {
            if meta.status != SectionStatus::Done {
                continue;
            }
            let (form, scored) = self.scored(client, &meta)?;
            let Some(score) = form.scores.first() else { continue };
            let Some(value) = scored.score(&score.id).map(crate::screenings::plain) else {
                continue;
            };
            let taken = (value, day(&meta.started_at));
            match lines.iter_mut().find(|(label, _)| *label == score.label) {
                Some((_, values)) => values.push(taken),
                None => lines.push((score.label.clone(), vec![taken])),
            }
        }
        let line = |(label, values): (String, Vec<(String, String)>)| {
            let shown = |(value, on): &(String, String)| format!("{value} on {on}");
            let ends = [values.first(), values.last().filter(|_| values.len() > 1)];
            let words: Vec<String> = ends.into_iter().flatten().map(shown).collect();
            format!("{label}: {}", words.join(", then "))
        };
        Ok(lines.into_iter().map(line).collect::<Vec<_>>().join("\n"))
    }

    fn summary_draft(&self, client: Id) -> Result<Option<Opened>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let episode = entry.episode_under_way().ok_or(Code::NoSuchRecord)?.record;
        let mut known = entry.summaries.iter();
        let open = known.find(|it| it.episode == episode && it.finished_at.is_none());
        open.map(|meta| self.summary_record(client, meta.record)).transpose()
    }

    fn newest_summary(&self, client: Id) -> Result<Option<Opened>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let now = entry.episode_under_way().map(|it| it.record);
        // What is finished comes after what is not: `None` is the least.
        let rank = |it: &&SummaryMeta| (Some(it.episode) == now, it.finished_at.clone());
        let newest = entry.summaries.iter().max_by_key(rank);
        newest.map(|meta| self.summary_record(client, meta.record)).transpose()
    }

    fn summary_record(&self, client: Id, record: Id) -> Result<Opened> {
        let loaded = self.ledger.load::<SummaryBody>(record)?;
        if loaded.envelope.t != Kind::Summary || loaded.envelope.client != Some(client) {
            return Err(Code::NoSuchRecord.into());
        }
        let base = loaded.base();
        Ok(Opened { record, base, body: loaded.envelope.body, saved_at: loaded.envelope.at })
    }

    fn summary_seen(&self, client: Id, record: &str, rev: u32) -> Result<Opened> {
        self.require_clinical()?;
        let opened = self.summary_draft(client)?.ok_or(Code::NoSuchRecord)?;
        if opened.record.to_string() != record || opened.base.rev != rev {
            return Err(Code::Stale.into());
        }
        Ok(opened)
    }

    fn save_summary(
        &mut self,
        client: Id,
        record: Id,
        base: Base,
        body: SummaryBody,
        events: Vec<Event>,
    ) -> Result<()> {
        let (kind, owner, class) = (Kind::Summary, Some(client), Class::Clinical);
        let change = self.ledger.change(record, kind, class, owner, base, &body)?;
        self.ledger.commit(vec![change], events)?;
        let at = stamp(self.clock().now());
        self.directory.entry_mut(client).take_summary(record, &body, &at);
        Ok(())
    }

    pub(crate) fn summary_draft_view(&self, client: Id) -> Result<Option<SummaryDraft>> {
        Ok(self.summary_draft(client)?.map(|opened| SummaryDraft {
            record: opened.record.to_string(),
            rev: opened.base.rev,
            lacks: summary::lacks(&opened.body.summary),
            summary: opened.body.summary,
            saved_at: Some(opened.saved_at),
        }))
    }

    pub(crate) fn past_summaries(&self, client: Id) -> Result<Vec<PastSummary>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let mut metas: Vec<_> =
            entry.summaries.iter().filter(|it| it.finished_at.is_some()).collect();
        metas.sort_by(|a, b| b.finished_at.cmp(&a.finished_at));
        let row = |meta: &SummaryMeta| {
            let body = self.summary_record(client, meta.record)?.body;
            Ok(PastSummary {
                record: meta.record.to_string(),
                on: body.summary.on.known().map(form::date::shown).unwrap_or_default(),
                by: body.finished.map(|it| it.by_name).unwrap_or_default(),
                summary: body.summary,
            })
        };
        metas.into_iter().map(row).collect()
    }
}

/// What was done: every intervention once.
fn course(plan: &Plan) -> String {
    let goals = plan.problems.iter().flat_map(|problem| &problem.goals);
    let objectives = goals.flat_map(|goal| &goal.objectives);
    let mut lines: Vec<&str> = Vec::new();
    for intervention in objectives.flat_map(|objective| &objective.interventions) {
        let what = intervention.what.trim();
        if !what.is_empty() && !lines.contains(&what) {
            lines.push(what);
        }
    }
    lines.join("\n")
}

/// What became of each objective.
fn outcomes(plan: &Plan) -> String {
    let goals = plan.problems.iter().flat_map(|problem| &problem.goals);
    let objectives = goals.flat_map(|goal| &goal.objectives);
    let line = |objective: &record::plan::Objective| {
        let status = match objective.status {
            Status::NotStarted => "not started",
            Status::InProgress => "in progress",
            Status::Met => "met",
            Status::Deferred => "deferred",
            Status::Discontinued => "discontinued",
        };
        let text = objective.text.trim();
        (!text.is_empty()).then(|| format!("{text}: {status}"))
    };
    objectives.filter_map(line).collect::<Vec<_>>().join("\n")
}

fn parts(summary: &Summary) -> Vec<SummaryPart> {
    let on = summary.on.known().map(form::date::shown).unwrap_or_default();
    let part =
        |heading: &str, text: &str| SummaryPart { heading: heading.into(), text: text.into() };
    vec![
        part("Last day", &on),
        part("Why", &summary.reason),
        part("Where to", &summary.next_care),
        part("What brought the person here", &summary.began_with),
        part("What was done", &summary.course),
        part("What became of the goals", &summary.outcomes),
        part("Scores", &summary.scores),
        part("Attendance", &summary.attendance),
        part("Medicines", &summary.medicines),
        part("Risk and safety", &summary.risk_and_safety),
        part("First appointment after", &summary.aftercare),
        part("Contact within seven days", &summary.follow_up),
        part("Recommendations", &summary.recommendations),
        part("In the client's words", &summary.client_view),
    ]
}
