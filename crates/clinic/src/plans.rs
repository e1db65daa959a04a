//! The treatment plan: opening it, editing it by path and value, and setting it whole. Sealing,
//! signing and amending are in the folder beside.

mod amending;
mod document;
mod facts;
mod page;
mod sealing;
mod signing;
pub(crate) mod versions;

use chrono::NaiveDate;
use record::{
    Id, Kind,
    plan::{self, Edit, Plan},
};
use vault::Class;

use crate::{
    Code, Result, Session,
    body::{PlanBody, SealedBody},
    clock::stamp,
    ledger::{Base, Change, Event},
    machine::make_id,
    view::{Kept, PlanPage, request},
};

/// Edits in one request; more is no person's work.
pub(crate) const MOST_EDITS: usize = 200;

/// A version of the plan as saved, or an empty one.
#[derive(Clone)]
pub(crate) struct PlanDraft {
    pub(crate) record: Id,
    pub(crate) base: Base,
    pub(crate) episode: Id,
    /// 1 for the first plan of the episode.
    pub(crate) version: u32,
    pub(crate) plan: Plan,
    /// What was sealed; nothing while it is a draft.
    pub(crate) sealed: Option<SealedBody>,
    pub(crate) saved_at: Option<String>,
}

impl PlanDraft {
    pub(crate) fn of(
        record: Id,
        base: Base,
        body: PlanBody,
        saved_at: Option<String>,
    ) -> Result<Self> {
        let plan = body.plan()?;
        let PlanBody { episode, version, sealed, .. } = body;
        Ok(Self { record, base, episode, version, plan, sealed, saved_at })
    }

    pub(crate) fn standing_is_sealed(&self) -> bool {
        self.sealed.is_some()
    }

    /// The version a request speaks of, at the revision it has seen.
    ///
    /// # Errors
    /// [`Code::Stale`] when it changed meanwhile.
    pub(crate) fn seen(mut self, record: &str, rev: u32) -> Result<Self> {
        let record: Id = record.parse().map_err(|_| Code::BadRequest)?;
        if self.base.rev == 0 {
            self.record = record;
        }
        if self.base.rev != rev || self.record != record {
            return Err(Code::Stale.into());
        }
        Ok(self)
    }
}

impl Session {
    /// The newest version with what it lacks. Opening writes nothing.
    ///
    /// # Errors
    /// No such client, or no clinical key.
    pub fn open_plan(&mut self, client: Id) -> Result<PlanPage> {
        let draft = self.plan_draft(client)?;
        self.note_view(client)?;
        self.plan_page(client, draft, None)
    }

    /// One version, whichever episode it belongs to. Only the newest draft can be edited.
    ///
    /// # Errors
    /// [`Code::NoSuchRecord`].
    pub fn open_plan_version(&mut self, request: &request::OpenPlanVersion) -> Result<PlanPage> {
        let client = self.client(&request.client)?;
        let record: Id = request.record.parse().map_err(|_| Code::BadRequest)?;
        let version = self.plan_version(client, record)?;
        self.note_view(client)?;
        self.plan_page(client, version, None)
    }

    /// Edits the plan: all edits or none.
    ///
    /// # Errors
    /// [`Code::Stale`] when it changed meanwhile; [`Code::PlanSealed`] once it is sealed; an edit
    /// that does not fit.
    pub fn edit_plan(&mut self, request: &request::EditPlan) -> Result<PlanPage> {
        let (client, draft, added) = self.plan_edited(request)?;
        self.plan_page(client, draft, added)
    }

    /// Edits the plan as [`Self::edit_plan`] does, and says no more than that it is saved: while
    /// somebody types, nobody reads what the plan lacks.
    ///
    /// # Errors
    /// As [`Self::edit_plan`].
    pub fn keep_plan(&mut self, request: &request::EditPlan) -> Result<Kept> {
        let (_, draft, _) = self.plan_edited(request)?;
        Ok(Kept { rev: draft.base.rev, saved_at: draft.saved_at })
    }

    /// Applies and saves all edits, or none. The client, the plan as it is now, the entry added.
    fn plan_edited(&mut self, request: &request::EditPlan) -> Result<(Id, PlanDraft, Option<Id>)> {
        let client = self.client(&request.client)?;
        let mut draft = self.plan_draft(client)?.seen(&request.record, request.rev)?;
        if draft.standing_is_sealed() {
            return Err(Code::PlanSealed.into());
        }
        if request.edits.len() > MOST_EDITS {
            return Err(Code::TooLong.into());
        }
        let added = self.apply(&mut draft.plan, &request.edits)?;
        let draft = self.save_plan(client, draft, Vec::new())?;
        Ok((client, draft, added))
    }

    /// Puts a whole plan, as written for the command line, in place of the draft.
    ///
    /// # Errors
    /// [`crate::Error::Plan`] with the place in the file; [`Code::PlanSealed`].
    pub fn set_plan(&mut self, client: Id, json: &str) -> Result<PlanPage> {
        let mut draft = self.plan_draft(client)?;
        if draft.standing_is_sealed() {
            return Err(Code::PlanSealed.into());
        }
        draft.plan = read_plan(json, self.clock().today())?;
        let draft = self.save_plan(client, draft, Vec::new())?;
        self.plan_page(client, draft, None)
    }

    pub(crate) fn apply(&self, plan: &mut Plan, edits: &[Edit]) -> Result<Option<Id>> {
        let today = self.clock().today();
        let (mut ids, mut added) = (Ids::default(), None);
        for edit in edits {
            let (next, new) = plan::apply(plan, edit, today, &mut || ids.next())?;
            *plan = next;
            added = new.or(added);
        }
        ids.whole()?;
        Ok(added)
    }

    /// The newest version of the episode under way.
    pub(crate) fn plan_draft(&self, client: Id) -> Result<PlanDraft> {
        self.require_clinical()?;
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let episode = entry.episode_under_way().ok_or(Code::NoSuchRecord)?.record;
        if let Some(meta) = entry.plan() {
            return self.plan_version(client, meta.record);
        }
        let (record, base) = (make_id()?, Base::default());
        let (plan, sealed, saved_at) = (Plan::default(), None, None);
        Ok(PlanDraft { record, base, episode, version: 1, plan, sealed, saved_at })
    }

    /// Seals and writes a draft.
    pub(crate) fn save_plan(
        &mut self,
        client: Id,
        draft: PlanDraft,
        events: Vec<Event>,
    ) -> Result<PlanDraft> {
        let body = PlanBody {
            episode: draft.episode,
            version: draft.version,
            plan: Some(draft.plan.clone()),
            sealed: None,
        };
        let change = self.plan_change(client, draft.record, draft.base, &body)?;
        let hashes = self.ledger.commit(vec![change], events)?;
        let at = stamp(self.clock().now());
        self.directory.entry_mut(client).take_plan(draft.record, &body, &at);
        let base = Base { rev: draft.base.rev + 1, sha256: hashes.first().copied() };
        Ok(PlanDraft { base, saved_at: Some(at), ..draft })
    }

    pub(crate) fn plan_change(
        &self,
        client: Id,
        record: Id,
        base: Base,
        body: &PlanBody,
    ) -> Result<Change> {
        self.ledger.change(record, Kind::Plan, Class::Clinical, Some(client), base, body)
    }
}

/// A plan as a file has it, its parts named anew.
pub(crate) fn read_plan(json: &str, today: NaiveDate) -> Result<Plan> {
    let mut ids = Ids::default();
    let read = plan::from_json(json, today, &mut || ids.next());
    ids.whole()?;
    Ok(read?)
}

/// Fresh ids for the record, which draws none itself; remembers when there was no randomness.
#[derive(Default)]
pub(crate) struct Ids {
    failed: bool,
}

impl Ids {
    pub(crate) fn next(&mut self) -> Id {
        make_id().unwrap_or_else(|_| {
            self.failed = true;
            Id::from_bytes([0; 16])
        })
    }

    pub(crate) fn whole(&self) -> Result<()> {
        if self.failed { Err(Code::Internal.into()) } else { Ok(()) }
    }
}
