//! What the records of a person come to, gathered for a bundle. Answers that the form's rules hide
//! are not among them: what leaves is what stands on the page.

use std::collections::HashSet;

use form::{Answers, Evaluation, SectionStatus};
use interop::fhir::export::{
    Chart, Clinic, Episode, Filled, Pages, Paper, Seal, Signed, Staff, Version,
};
use record::{Id, Kind, suitability::SuitabilityBody};
use serde_json::Value;

use crate::{
    Error, Result, Session,
    body::{EpisodeBody, ResponseBody},
    directory::{AttachmentMeta, ClinicalMeta, Entry, EpisodeMeta},
    disclosures::Purpose,
    forms::{hash, shipped},
    plans::{PlanDraft, versions},
    view::{
        Role,
        request::{ExportAsk, ExportPlan},
    },
};

impl Session {
    /// The clinic and its staff.
    pub(crate) fn clinic_facts(&self) -> Clinic {
        let staff = self.staff.iter().map(|person| Staff {
            id: person.body.user,
            name: person.body.name.clone(),
            credential: person.body.credential.clone(),
            role: role(person.body.role).to_owned(),
            active: person.body.active(),
        });
        Clinic {
            id: self.clinic_record,
            name: self.clinic.name.clone(),
            address: self.clinic.letterhead.address.clone(),
            phone: self.clinic.letterhead.phone.clone(),
            staff: staff.collect(),
        }
    }

    /// Everything about a person that a bundle has a place for.
    pub(crate) fn chart(&self, entry: &Entry, purpose: &Purpose) -> Result<Chart> {
        let episodes = entry.episodes.iter().map(|it| self.episode_facts(entry, it, purpose));
        Ok(Chart {
            client: entry.client,
            number: entry.number.clone(),
            episodes: episodes.collect::<Result<_>>()?,
            papers: self.papers(entry)?,
            pages: self.loose_pages(entry, purpose)?,
        })
    }

    /// The safety plan and the summary of the admission under way, as their pages.
    fn loose_pages(&self, entry: &Entry, purpose: &Purpose) -> Result<Vec<Pages>> {
        let (token, client, to) = (String::new(), entry.client.to_string(), purpose.again());
        let asked = ExportPlan { token, client, to };
        let now = entry.episode_under_way().map(|it| it.record);
        let mut pages = Vec::new();
        let is_safety = |it: &&ClinicalMeta| it.kind == Kind::SafetyPlan && Some(it.episode) == now;
        if let Some(meta) = entry.clinical.iter().find(is_safety) {
            let pdf = self.safety_plan_pdf(&asked)?.bytes;
            let (title, saved_at) = ("Safety plan".to_owned(), meta.at.clone());
            pages.push(Pages { record: meta.record, title, saved_at, pdf });
        }
        let mut done = entry.summaries.iter().rev().filter(|it| Some(it.episode) == now);
        if let Some((meta, at)) = done.find_map(|it| Some((it, it.finished_at.clone()?))) {
            let pdf = self.summary_pdf(&asked)?.bytes;
            let title = "Discharge and transition summary".to_owned();
            pages.push(Pages { record: meta.record, title, saved_at: at, pdf });
        }
        Ok(pages)
    }

    /// Attachments that were not put away.
    pub(crate) fn papers(&self, entry: &Entry) -> Result<Vec<Paper>> {
        let mut there: Vec<_> = entry.attachments.iter().filter(|it| !it.removed).collect();
        there.sort_by(|a, b| (&a.date, a.record).cmp(&(&b.date, b.record)));
        let paper = |meta: &&AttachmentMeta| {
            let (body, bytes) = self.attachment_bytes(entry.client, meta.record)?;
            Ok(Paper {
                record: meta.record,
                kind: body.kind.code().to_owned(),
                title: body.kind.label().to_owned(),
                date: body.date,
                note: body.note.0,
                mime: body.mime,
                added_at: body.added_at,
                bytes: bytes.to_vec(),
            })
        };
        there.iter().map(paper).collect()
    }

    fn episode_facts(
        &self,
        entry: &Entry,
        meta: &EpisodeMeta,
        purpose: &Purpose,
    ) -> Result<Episode> {
        let mut responses: Vec<_> =
            entry.responses.iter().filter(|it| it.episode == meta.record).collect();
        responses.sort_by(|a, b| (&a.started_at, a.record).cmp(&(&b.started_at, b.record)));
        let filled = responses.iter().map(|it| self.filled_facts(entry.client, it.record));
        let mut plans: Vec<_> = entry.plans.iter().filter(|it| it.episode == meta.record).collect();
        plans.sort_by_key(|it| it.version);
        let mut versions = Vec::with_capacity(plans.len());
        for plan in plans {
            let before = versions.last().map(|it: &Version| it.record);
            versions.push(self.version_facts(entry, plan.record, before, purpose)?);
        }
        let known = |it: &&ClinicalMeta| it.kind == Kind::Suitability && it.episode == meta.record;
        let suitability = entry.clinical.iter().find(known).map(|it| {
            let kept = self.kept_record::<SuitabilityBody>(entry.client, it.record, it.kind)?;
            Ok::<_, Error>((kept.record, kept.content))
        });
        Ok(Episode {
            id: meta.record,
            began: meta.began.clone(),
            own: self.own_facts(entry.client, meta.record)?,
            filled: filled.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect(),
            suitability: suitability.transpose()?,
            plans: versions,
        })
    }

    /// The answers to the form of the episode.
    fn own_facts(&self, client: Id, episode: Id) -> Result<Filled> {
        let envelope = self.ledger.load::<EpisodeBody>(episode)?.envelope;
        let form = shipped("episode")?.clone();
        let evaluation =
            form::evaluate(&form, &envelope.body.answers, &self.context_of(client, &form)?);
        Ok(Filled {
            record: episode,
            definition: hash(&form),
            answers: on_page(&envelope.body.answers, &evaluation)?,
            form,
            status: SectionStatus::InProgress,
            source: None,
            started_at: envelope.at,
            finished_at: None,
            scored: form::Scored::default(),
        })
    }

    /// A section or a screening; nothing where it does not apply to the person.
    fn filled_facts(&self, client: Id, record: Id) -> Result<Option<Filled>> {
        let envelope = self.ledger.load::<ResponseBody>(record)?.envelope;
        let body = envelope.body;
        let form = self.forms.given(&body)?;
        let context = self.context_of(client, &form)?;
        let evaluation = form::evaluate(&form, &body.answers, &context);
        if !evaluation.shown {
            return Ok(None);
        }
        let is_scored = body.status == SectionStatus::Done;
        Ok(Some(Filled {
            record,
            answers: on_page(&body.answers, &evaluation)?,
            scored: if is_scored { evaluation.scored } else { form::Scored::default() },
            form,
            definition: body.definition,
            status: body.status,
            source: body.source,
            started_at: body.started_at,
            finished_at: body.finished_at,
        }))
    }

    fn version_facts(
        &self,
        entry: &Entry,
        record: Id,
        replaces: Option<Id>,
        purpose: &Purpose,
    ) -> Result<Version> {
        let draft = self.plan_version(entry.client, record)?;
        let signed = self.signatures(entry.client, record)?.into_iter();
        let signed = signed.map(|it| Signed { signature: it.signature, user: it.user, at: it.at });
        let seal = draft.sealed.as_ref().map(|it| Seal {
            sha256: it.sha256.clone(),
            at: it.at.clone(),
            by: it.by,
            by_name: it.by_name.clone(),
        });
        Ok(Version {
            record,
            number: draft.version,
            plan: draft.plan.clone(),
            standing: versions::standing_of(entry, draft.episode, record),
            saved_at: draft.saved_at.clone().unwrap_or_default(),
            seal,
            signed: signed.collect(),
            replaces,
            title: format!("Treatment plan, version {}", draft.version),
            pdf: self.version_pages(entry.client, draft, purpose)?,
        })
    }

    /// The pages of a version as they would leave, with the notice that goes with them.
    fn version_pages(&self, client: Id, draft: PlanDraft, purpose: &Purpose) -> Result<Vec<u8>> {
        let plan = self.plan_document(client, draft)?;
        let (blocks, head, to) = (print::plan(&plan), plan.running_head(), ExportAsk::default());
        let set = self.released(blocks, head, &plan.meta(), "", (&to, purpose.clone()))?;
        Ok(set.bytes)
    }
}

/// The answers to what is shown.
fn on_page(answers: &Answers, evaluation: &Evaluation) -> Result<Answers> {
    let shown: HashSet<&str> = evaluation.visible.iter().map(String::as_str).collect();
    let Value::Object(mut members) = answers.to_json() else { return Err(Error::Unreadable) };
    members.retain(|item, _| shown.contains(item.as_str()));
    for (group, value) in &mut members {
        let Value::Array(rows) = value else { continue };
        for row in rows.iter_mut().filter_map(Value::as_object_mut) {
            let id = row.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
            row.retain(|item, _| {
                item == "id" || shown.contains(format!("{group}/{id}/{item}").as_str())
            });
        }
    }
    Answers::from_json(&Value::Object(members)).map_err(|_| Error::Unreadable)
}

/// What somebody does at the clinic.
const fn role(role: Role) -> &'static str {
    match role {
        Role::FrontDesk => "Front desk",
        Role::Therapist => "Therapist",
        Role::Supervisor => "Supervisor",
        Role::Physician => "Physician",
        Role::Admin => "Administrator",
    }
}
