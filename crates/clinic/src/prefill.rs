//! What intake and screening say that belongs into a plan: words for its sections, and needs that
//! assessment brought up. It is offered; a person takes it.

mod candidates;
mod known;

use std::{
    collections::{BTreeMap, btree_map::Entry},
    sync::Arc,
};

use form::{Answers, Definition};
use record::{
    Id,
    plan::{Edit, Need, Offer, Plan, offers, put_aside, take},
    rules::MustNeed,
};

use crate::{
    Code, Result, Session,
    body::ResponseBody,
    view::{CandidateView, PlanPage, request},
};

/// A section's form and answers in the episode under way, and when they were given.
struct Given {
    form: Arc<Definition>,
    answers: Answers,
    at: String,
}

/// The sections of a client's intake, each opened once.
struct Answered<'s> {
    session: &'s Session,
    client: Id,
    opened: BTreeMap<&'static str, Option<Given>>,
}

impl<'s> Answered<'s> {
    const fn new(session: &'s Session, client: Id) -> Self {
        Self { session, client, opened: BTreeMap::new() }
    }

    /// Nothing for a section that nobody has answered, or that this session may not read.
    fn section(&mut self, section: &'static str) -> Result<Option<&Given>> {
        let opened = match self.opened.entry(section) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(self.session.given_to(self.client, section)?),
        };
        Ok(opened.as_ref())
    }
}

impl Session {
    /// What intake and screening say that belongs into the plan and does not stand there.
    pub(crate) fn plan_offers(&self, client: Id, plan: &Plan) -> Result<Vec<Offer>> {
        Ok(offers(plan, &self.known(client, plan)?))
    }

    /// Needs that assessment brought up, with what stands in the plan already.
    pub(crate) fn candidates_of(&self, client: Id, plan: &Plan) -> Result<Vec<CandidateView>> {
        let picked = |key: &str| plan.assessed_needs.iter().any(|need| need.key == key);
        let candidates = self.candidates(client)?.into_iter().map(|it| it.view);
        Ok(candidates.map(|it| CandidateView { picked: picked(&it.key), ..it }).collect())
    }

    /// Needs that must stand in the plan.
    pub(crate) fn must_needs(&self, client: Id) -> Result<Vec<MustNeed>> {
        let required = self.candidates(client)?.into_iter().map(|it| it.view);
        let must = |it: CandidateView| MustNeed { key: it.key, text: it.text };
        Ok(required.filter(|it| it.required).map(must).collect())
    }

    /// Takes something over that intake says, or puts it aside.
    ///
    /// # Errors
    /// As [`Session::edit_plan`]; [`Code::NoSuchRecord`] when nothing of that name is offered.
    pub fn answer_offer(&mut self, request: &request::AnswerOffer) -> Result<PlanPage> {
        let client = self.client(&request.client)?;
        let plan = self.plan_draft(client)?.plan;
        let offers = self.plan_offers(client, &plan)?;
        let offer = offers.iter().find(|it| it.key == request.key).ok_or(Code::NoSuchRecord)?;
        let edits = if request.take { take(&plan, offer) } else { put_aside(&plan, offer) };
        let page = self.edit_plan(&editing(request, edits))?;
        // What the plan remembers is no entry that a cursor could go to.
        let seen = |id: &String| page.plan.taken.iter().all(|it| !is(it.id, id));
        Ok(PlanPage { added: page.added.clone().filter(seen), ..page })
    }

    /// Adds a need that assessment brought up.
    ///
    /// # Errors
    /// As [`Session::edit_plan`]; [`Code::NoSuchRecord`] for one that is not, or is there already.
    pub fn pick_need(&mut self, request: &request::AnswerOffer) -> Result<PlanPage> {
        let client = self.client(&request.client)?;
        let plan = self.plan_draft(client)?.plan;
        let candidates = self.candidates(client)?;
        let known = candidates.into_iter().find(|it| it.view.key == request.key);
        let there = plan.assessed_needs.iter().any(|need| need.key == request.key);
        let candidate = known.filter(|_| !there).ok_or(Code::NoSuchRecord)?;
        let id = crate::machine::make_id()?;
        let need = Need {
            id: Some(id),
            text: candidate.view.text.clone(),
            source: format!("{}, {}", candidate.view.source, candidate.view.on),
            key: candidate.view.key.clone(),
            ..Need::default()
        };
        let mut edits = remembered(&plan, &candidate.known(id));
        let value = serde_json::to_value(need).ok();
        edits.push(Edit::Add { list: "assessed_needs".into(), after: None, value });
        self.edit_plan(&editing(request, edits))
    }

    /// A section's answers in the episode under way.
    fn given_to(&self, client: Id, section: &str) -> Result<Option<Given>> {
        let Ok(form) = self.readable(section) else { return Ok(None) };
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let Some(meta) = entry.section(section) else { return Ok(None) };
        let answers = self.ledger.load::<ResponseBody>(meta.record)?.envelope.body.answers;
        Ok(Some(Given { form, answers, at: meta.at.clone() }))
    }
}

/// The edits that remember what a need says now, so that a later change is offered.
fn remembered(plan: &Plan, known: &record::plan::Known) -> Vec<Edit> {
    let offer = Offer {
        key: known.key.clone(),
        field: known.field.clone(),
        value: known.value.clone(),
        before: String::new(),
        source: known.source.clone(),
        on: known.on.clone(),
    };
    put_aside(plan, &offer)
}

fn is(id: Option<Id>, text: &str) -> bool {
    id.is_some_and(|id| id.to_string() == text)
}

fn editing(request: &request::AnswerOffer, edits: Vec<Edit>) -> request::EditPlan {
    request::EditPlan {
        token: request.token.clone(),
        client: request.client.clone(),
        record: request.record.clone(),
        rev: request.rev,
        edits,
    }
}
