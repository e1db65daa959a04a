//! The plan as its page shows it, and in one line.

use record::{
    Id,
    plan::{Level, Plan},
    rules,
    schedule::Week,
};

use super::{PlanDraft, versions};
use crate::{
    Code, Result, Session,
    body::AnsweredFinding,
    view::{AnsweredView, HoursView, PlanPage, PlanSummary, SealedView},
};

impl Session {
    /// The page of one version as it is saved.
    pub(crate) fn plan_page_of(&self, client: Id, record: Id) -> Result<PlanPage> {
        let version = self.plan_version(client, record)?;
        self.plan_page(client, version, None)
    }

    pub(crate) fn plan_page(
        &self,
        client: Id,
        draft: PlanDraft,
        added: Option<Id>,
    ) -> Result<PlanPage> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let sealed = draft.sealed.as_ref();
        let signing = match sealed {
            Some(sealed) => Some(self.signing_view(client, draft.record, &sealed.asked)?),
            None => None,
        };
        let packs = self.packs_in_force(client, &draft.plan)?;
        let strictest = rules::strictest(&packs, self.is_adolescent(client, &draft.plan)?);
        let standing = versions::standing_of(entry, draft.episode, draft.record);
        let newest = entry.plan().is_none_or(|plan| plan.record == draft.record);
        let editable = sealed.is_none() && newest;
        Ok(PlanPage {
            band: self.band(client)?,
            record: draft.record.to_string(),
            rev: draft.base.rev,
            version: draft.version,
            standing,
            editable,
            versions: self.version_rows(client, draft.record)?,
            sealed: sealed.map(|it| sealed_view(&draft.plan, it)).transpose()?,
            signing,
            findings: self.findings(client, &draft)?,
            coverage: record::coverage::coverage(&draft.plan),
            week: self.week_grid(client, &draft.plan)?,
            hours: shortest(hours(&draft.plan, &strictest)),
            figures: strictest.view(),
            offers: if editable { self.plan_offers(client, &draft.plan)? } else { Vec::new() },
            candidates: self.candidates_of(client, &draft.plan)?,
            plan: draft.plan,
            people: self.people(),
            measures: self.measures(client)?,
            added: added.map(|id| id.to_string()),
            saved_at: draft.saved_at,
        })
    }

    pub(crate) fn plan_summary(&self, client: Id) -> Result<Option<PlanSummary>> {
        if !self.clinical() {
            return Ok(None);
        }
        let draft = self.plan_draft(client)?;
        let Some(changed_at) = draft.saved_at.clone() else { return Ok(None) };
        let findings = self.findings(client, &draft)?;
        let goals = draft.plan.problems.iter().flat_map(|problem| &problem.goals);
        let blocking = findings.iter().filter(|found| found.level == Level::Blocks).count();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let rows = self.version_rows(client, draft.record)?;
        Ok(Some(PlanSummary {
            changed_at,
            problems: count(draft.plan.problems.len()),
            objectives: count(goals.map(|goal| goal.objectives.len()).sum()),
            open_findings: count(blocking),
            standing: rows.first().map(|row| row.words.clone()).unwrap_or_default(),
        }))
    }

    /// Staff who may be responsible for an intervention, with credential.
    fn people(&self) -> Vec<String> {
        let here = self.staff.iter().map(|person| &person.body).filter(|body| body.active());
        let mut people: Vec<String> = here.map(crate::staff::signed_name).collect();
        people.sort();
        people
    }
}

fn sealed_view(plan: &Plan, sealed: &crate::body::SealedBody) -> Result<SealedView> {
    let answered = |it: AnsweredFinding| AnsweredView {
        entry: plan.entry_name(&it.path),
        message: it.message,
        source: it.source,
        reason: it.reason,
    };
    Ok(SealedView {
        at: sealed.at.clone(),
        by: sealed.by_name.clone(),
        hash: versions::short_hash(&sealed.sha256),
        answered: sealed.opened()?.answered.into_iter().map(answered).collect(),
    })
}

/// The week against the strictest hours: those on site, and those of any place.
pub(super) fn hours(plan: &Plan, strictest: &rules::Strictest) -> Vec<HoursView> {
    let week = Week::of(&plan.schedule);
    let tenth = |minutes: u32| format!("{}.{}", minutes / 60, minutes % 60 * 10 / 60);
    let row = |needed: &rules::HoursRule| {
        let counted = if needed.remote_counts { week.total() } else { week.total_on_site() };
        let on_site = if needed.remote_counts { "" } else { " on site" };
        HoursView {
            counted_minutes: counted,
            needed_minutes: needed.minutes,
            words: format!("{} h{on_site} of {} h needed", tenth(counted), tenth(needed.minutes)),
            source: needed.pack.clone(),
        }
    };
    strictest.hours.iter().map(row).collect()
}

/// The hours that are furthest from what is asked for.
fn shortest(hours: Vec<HoursView>) -> Option<HoursView> {
    let left = |it: &HoursView| i64::from(it.counted_minutes) - i64::from(it.needed_minutes);
    hours.into_iter().min_by_key(left)
}
