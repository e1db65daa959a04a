//! Amending a plan: a sealed version never changes, so a new draft begins with what it says; the
//! difference is shown by section, and a draft of an amendment can be given up.

use record::{Id, plan::Standing};

use super::{PlanDraft, versions};
use crate::{
    Code, Result, Session,
    ledger::{Base, Batch, Event, What},
    machine::make_id,
    view::{DifferenceView, PlanPage, request},
};

impl Session {
    /// Begins a new draft with what the newest version says.
    ///
    /// # Errors
    /// [`Code::PlanDraft`] while there is a draft; [`Code::NoSuchRecord`] without a sealed version.
    pub fn amend_plan(&mut self, client: Id) -> Result<PlanPage> {
        let newest = self.plan_draft(client)?;
        if newest.base.rev == 0 {
            return Err(Code::NoSuchRecord.into());
        }
        if !newest.standing_is_sealed() {
            return Err(Code::PlanDraft.into());
        }
        let draft = PlanDraft {
            record: make_id()?,
            base: Base::default(),
            version: newest.version + 1,
            sealed: None,
            saved_at: None,
            ..newest
        };
        let record = draft.record;
        let event = Event::on(What::PlanAmended, record, Some(client));
        let draft = self.save_plan(client, draft, vec![event])?;
        self.plan_page_of(client, draft.record)
    }

    /// Gives the draft of an amendment up: the version before it stays as it is.
    ///
    /// # Errors
    /// [`Code::Stale`]; [`Code::PlanSealed`] for a sealed version; [`Code::NoSuchRecord`] for a
    /// first plan, which is not an amendment.
    pub fn discard_amendment(&mut self, request: &request::OfRecord) -> Result<PlanPage> {
        let client = self.client(&request.client)?;
        let draft = self.plan_draft(client)?.seen(&request.record, request.rev)?;
        if draft.standing_is_sealed() {
            return Err(Code::PlanSealed.into());
        }
        if draft.version <= 1 || draft.base.rev == 0 {
            return Err(Code::NoSuchRecord.into());
        }
        let (gone, record) = (vec![draft.record], draft.record);
        let events = vec![Event::on(What::AmendmentDiscarded, record, Some(client))];
        self.ledger.commit_batch(Batch { gone, events, ..Batch::default() }, |_| Ok(()))?;
        self.directory.entry_mut(client).plans.retain(|plan| plan.record != record);
        self.open_plan(client)
    }

    /// What changed from one version to another, by section.
    ///
    /// # Errors
    /// [`Code::NoSuchRecord`].
    pub fn compare_plans(&self, request: &request::ComparePlans) -> Result<DifferenceView> {
        let client = self.client(&request.client)?;
        let id = |text: &str| text.parse::<Id>().map_err(|_| Code::BadRequest);
        let before = self.plan_version(client, id(&request.before)?)?;
        let after = self.plan_version(client, id(&request.after)?)?;
        let sections = record::difference::difference(&before.plan, &after.plan);
        Ok(DifferenceView { sections })
    }

    /// The version in force of the episode under way.
    pub(crate) fn plan_in_force(&self, client: Id) -> Result<Option<PlanDraft>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let Some(episode) = entry.episode_under_way() else { return Ok(None) };
        let record = versions::in_force(entry, episode.record);
        record.map(|record| self.plan_version(client, record)).transpose()
    }

    /// Where the newest version stands; a draft when there is none.
    pub(crate) fn plan_standing(&self, client: Id) -> Standing {
        let entry = self.directory.entry(client);
        let newest = entry.and_then(|entry| entry.plan().map(|plan| (entry, plan)));
        newest.map_or(Standing::Draft, |(entry, plan)| {
            versions::standing_of(entry, plan.episode, plan.record)
        })
    }
}
