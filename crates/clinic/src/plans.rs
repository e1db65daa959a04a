//! The treatment plan: opening it, editing it by path and value, and setting it whole.

use record::{
    Id, Kind,
    plan::{self, Edit, Level, Plan},
};
use vault::Class;

use crate::{
    Code, Result, Session,
    body::PlanBody,
    clock::stamp,
    ledger::Base,
    machine::make_id,
    view::{PlanPage, PlanSummary, request},
};

/// Edits in one request; more is no person's work.
pub(crate) const MOST_EDITS: usize = 200;

/// The plan as saved, or an empty one.
pub(crate) struct PlanDraft {
    record: Id,
    base: Base,
    pub(crate) body: PlanBody,
    saved_at: Option<String>,
}

impl Session {
    /// The plan with what it lacks. Opening writes nothing.
    ///
    /// # Errors
    /// No such client, or no clinical key.
    pub fn open_plan(&mut self, client: Id) -> Result<PlanPage> {
        let draft = self.plan_draft(client)?;
        self.note_view(client)?;
        self.plan_page(client, draft, None)
    }

    /// Edits the plan: all edits or none.
    ///
    /// # Errors
    /// [`Code::Stale`] when it changed meanwhile; an edit that does not fit.
    pub fn edit_plan(&mut self, request: &request::EditPlan) -> Result<PlanPage> {
        let client = self.client(&request.client)?;
        let mut draft = self.plan_draft(client)?;
        let record: Id = request.record.parse().map_err(|_| Code::BadRequest)?;
        if draft.base.rev == 0 {
            draft.record = record;
        }
        if draft.base.rev != request.rev || draft.record != record {
            return Err(Code::Stale.into());
        }
        if request.edits.len() > MOST_EDITS {
            return Err(Code::TooLong.into());
        }
        let added = self.apply(&mut draft.body.plan, &request.edits)?;
        let draft = self.save_plan(client, draft)?;
        self.plan_page(client, draft, added)
    }

    /// Puts a whole plan, as written for the command line, in place of the draft.
    ///
    /// # Errors
    /// [`crate::Error::Plan`] with the place in the file.
    pub fn set_plan(&mut self, client: Id, json: &str) -> Result<PlanPage> {
        let mut draft = self.plan_draft(client)?;
        let today = self.clock().today();
        let mut ids = Ids::default();
        let read = plan::from_json(json, today, &mut || ids.next());
        ids.whole()?;
        draft.body.plan = read?;
        let draft = self.save_plan(client, draft)?;
        self.plan_page(client, draft, None)
    }

    fn apply(&self, plan: &mut Plan, edits: &[Edit]) -> Result<Option<Id>> {
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

    pub(crate) fn plan_draft(&self, client: Id) -> Result<PlanDraft> {
        self.require_clinical()?;
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let episode = entry.episode_under_way().ok_or(Code::NoSuchRecord)?.record;
        let Some(meta) = entry.plan() else {
            let body = PlanBody { episode, version: 1, plan: Plan::default() };
            let (record, base) = (make_id()?, Base::default());
            return Ok(PlanDraft { record, base, body, saved_at: None });
        };
        let loaded = self.ledger.load::<PlanBody>(meta.record)?;
        if loaded.envelope.t != Kind::Plan || loaded.envelope.client != Some(client) {
            return Err(Code::NoSuchRecord.into());
        }
        let (record, base, saved_at) = (meta.record, loaded.base(), Some(loaded.envelope.at));
        Ok(PlanDraft { record, base, body: loaded.envelope.body, saved_at })
    }

    fn save_plan(&mut self, client: Id, draft: PlanDraft) -> Result<PlanDraft> {
        let PlanDraft { record, base, body, .. } = draft;
        let owner = Some(client);
        let change = self.ledger.change(record, Kind::Plan, Class::Clinical, owner, base, &body)?;
        let hashes = self.ledger.commit(vec![change], Vec::new())?;
        let at = stamp(self.clock().now());
        self.directory.entry_mut(client).take_plan(record, &body, &at);
        let base = Base { rev: base.rev + 1, sha256: hashes.first().copied() };
        Ok(PlanDraft { record, base, body, saved_at: Some(at) })
    }

    fn plan_page(&self, client: Id, draft: PlanDraft, added: Option<Id>) -> Result<PlanPage> {
        Ok(PlanPage {
            band: self.band(client)?,
            record: draft.record.to_string(),
            rev: draft.base.rev,
            findings: plan::findings(&draft.body.plan),
            plan: draft.body.plan,
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
        let Some(changed_at) = draft.saved_at else { return Ok(None) };
        let plan = &draft.body.plan;
        let goals = plan.problems.iter().flat_map(|problem| &problem.goals);
        let blocking = plan::findings(plan).iter().filter(|f| f.level == Level::Blocks).count();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Ok(Some(PlanSummary {
            changed_at,
            problems: count(plan.problems.len()),
            objectives: count(goals.map(|goal| goal.objectives.len()).sum()),
            open_findings: count(blocking),
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
