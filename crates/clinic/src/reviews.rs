//! Reviews of the plan in force: begun with its objectives, edited by path and value, finished once
//! they are whole. What a review decides about objectives goes into an amendment of the plan.

use chrono::NaiveDate;
use record::{
    Entered, Id, Kind,
    plan::Plan,
    review::{self, Decision, NextReview, Review},
    rules,
};
use vault::Class;

use crate::{
    Code, Result, Session,
    body::{Finished, PlanBody, ReviewBody},
    clock::stamp,
    directory::ReviewMeta,
    ledger::{Base, Batch, Change, Event, What},
    machine::make_id,
    plans::{MOST_EDITS, PlanDraft},
    screenings::day,
    view::{DecisionChoice, PastReview, ReviewDraft, ReviewsPage, request},
};

/// A review as saved.
struct Opened {
    record: Id,
    base: Base,
    body: ReviewBody,
    saved_at: String,
}

impl Session {
    /// The reviews of the episode under way, its certification and its summaries. Opening writes
    /// nothing.
    ///
    /// # Errors
    /// No such client, or no clinical key.
    pub fn open_reviews(&mut self, client: Id) -> Result<ReviewsPage> {
        self.require_clinical()?;
        self.note_view(client)?;
        self.reviews_page(client)
    }

    /// Begins a review of the version in force.
    ///
    /// # Errors
    /// [`Code::NotInForce`] without a version in force; [`Code::ReviewOpen`] while one is being
    /// written.
    pub fn begin_review(&mut self, client: Id) -> Result<ReviewsPage> {
        self.require_clinical()?;
        if self.review_draft(client)?.is_some() {
            return Err(Code::ReviewOpen.into());
        }
        let plan = self.plan_in_force(client)?.ok_or(Code::NotInForce)?;
        let sealed = plan.sealed.as_ref().ok_or(Code::NotInForce)?;
        let today = self.clock().today();
        let mut begun = review::begin(&plan.plan, today);
        for reviewed in &mut begun.objectives {
            reviewed.now = self.measured(client, &plan.plan, reviewed.id)?;
        }
        if let Some(days) = self.review_days(client, &plan.plan)?.into_iter().min() {
            let next = today.checked_add_days(chrono::Days::new(days.into()));
            begun.next_on = next.map_or_else(Entered::default, Entered::Known);
        }
        let body = ReviewBody {
            episode: plan.episode,
            plan: plan.record,
            content: sealed.sha256.clone(),
            review: begun,
            finished: None,
        };
        let record = make_id()?;
        self.save_review(client, record, Base::default(), body, Vec::new(), Vec::new())?;
        self.reviews_page(client)
    }

    /// Edits the review being written: all edits or none.
    ///
    /// # Errors
    /// [`Code::Stale`]; [`Code::NoSuchRecord`] when none is; an edit that does not fit.
    pub fn edit_review(&mut self, request: &request::EditPlan) -> Result<ReviewsPage> {
        let client = self.client(&request.client)?;
        let mut opened = self.review_seen(client, &request.record, request.rev)?;
        if request.edits.len() > MOST_EDITS {
            return Err(Code::TooLong.into());
        }
        for edit in &request.edits {
            opened.body.review = review::apply(&opened.body.review, edit, self.clock().today())?;
        }
        let Opened { record, base, body, .. } = opened;
        self.save_review(client, record, base, body, Vec::new(), Vec::new())?;
        self.reviews_page(client)
    }

    /// Finishes the review. A changed status, or the decision to revise, goes into a draft that
    /// amends the plan, written with it.
    ///
    /// # Errors
    /// [`Code::Stale`]; [`Code::Unfinished`] while it lacks something.
    pub fn finish_review(&mut self, request: &request::OfRecord) -> Result<ReviewsPage> {
        let client = self.client(&request.client)?;
        let mut opened = self.review_seen(client, &request.record, request.rev)?;
        let today = self.clock().today();
        let since = self.first_in_force(client)?;
        if !review::lacks(&opened.body.review, since, today).is_empty() {
            return Err(Code::Unfinished.into());
        }
        opened.body.finished = Some(self.finished());
        let amended = self.amended_by(client, &opened.body.review)?;
        let Opened { record, base, body, .. } = opened;
        let events = vec![Event::on(What::ReviewFinished, record, Some(client))];
        let (changes, plans): (Vec<Change>, Vec<(Id, PlanBody)>) =
            amended.into_iter().map(|(change, id, plan)| (change, (id, plan))).unzip();
        self.save_review(client, record, base, body, changes, events)?;
        let at = stamp(self.clock().now());
        for (id, plan) in plans {
            self.directory.entry_mut(client).take_plan(id, &plan, &at);
        }
        self.reviews_page(client)
    }

    /// Gives the review being written up.
    ///
    /// # Errors
    /// [`Code::Stale`]; [`Code::NoSuchRecord`].
    pub fn discard_review(&mut self, request: &request::OfRecord) -> Result<ReviewsPage> {
        let client = self.client(&request.client)?;
        let record = self.review_seen(client, &request.record, request.rev)?.record;
        let events = vec![Event::on(What::ReviewDiscarded, record, Some(client))];
        let gone = vec![record];
        self.ledger.commit_batch(Batch { gone, events, ..Batch::default() }, |_| Ok(()))?;
        self.directory.entry_mut(client).reviews.retain(|it| it.record != record);
        self.reviews_page(client)
    }

    pub(crate) fn finished(&self) -> Finished {
        Finished { at: stamp(self.clock().now()), by: self.user(), by_name: self.my_signed_name() }
    }

    /// The amendment that a review asks for: the draft there is, or a new one.
    fn amended_by(&self, client: Id, review: &Review) -> Result<Option<(Change, Id, PlanBody)>> {
        let newest = self.plan_draft(client)?;
        let edits = review::carried_over(review, &newest.plan);
        let leaves = review.decision.is_some_and(|it| !it.stays());
        if leaves || (edits.is_empty() && review.decision != Some(Decision::Revise)) {
            return Ok(None);
        }
        let mut plan = newest.plan.clone();
        self.apply(&mut plan, &edits)?;
        let (record, base, version) = match newest.sealed {
            None => (newest.record, newest.base, newest.version),
            Some(_) => (make_id()?, Base::default(), newest.version + 1),
        };
        let body = PlanBody { episode: newest.episode, version, plan: Some(plan), sealed: None };
        Ok(Some((self.plan_change(client, record, base, &body)?, record, body)))
    }

    /// The last score of the instrument that an objective is measured by.
    fn measured(&self, client: Id, plan: &Plan, objective: Option<Id>) -> Result<String> {
        let goals = plan.problems.iter().flat_map(|problem| &problem.goals);
        let mut objectives = goals.flat_map(|goal| &goal.objectives);
        let Some(objective) = objectives.find(|it| it.id == objective) else {
            return Ok(String::new());
        };
        let measures = self.measures(client)?;
        let last =
            measures.into_iter().find(|it| objective.is_measured_by(&it.instrument, &it.label));
        Ok(last.map(|it| format!("{} on {}", it.last, it.on)).unwrap_or_default())
    }

    /// Days between reviews, as the plan and the strictest rule say.
    fn review_days(&self, client: Id, plan: &Plan) -> Result<Vec<u32>> {
        let packs = self.packs_in_force(client, plan)?;
        let strictest = rules::strictest(&packs, self.is_adolescent(client, plan)?);
        let rule = strictest.review_days.map(|it| it.value);
        Ok(rule.into_iter().chain(plan.reviews.every_days.known().filter(|n| *n > 0)).collect())
    }

    /// When the plan in force is looked at again.
    pub(crate) fn next_review(&self, client: Id) -> Result<Option<NextReview>> {
        let Some(plan) = self.plan_in_force(client)? else { return Ok(None) };
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let last = entry.last_review(plan.episode);
        let stored = |text: &str| form::date::parse_stored(text);
        let held = last.and_then(|it| stored(&it.on));
        let Some(since) = held.or(self.first_in_force(client)?) else { return Ok(None) };
        let named = last.and_then(|it| stored(&it.next_on));
        let days = self.review_days(client, &plan.plan)?;
        Ok(review::next_review(since, named, &days, self.clock().today()))
    }

    /// The same in words; empty when nothing asks for a review.
    pub(crate) fn review_due_words(&self, client: Id) -> Result<String> {
        Ok(self.next_review(client)?.map(|next| due_words(&next)).unwrap_or_default())
    }

    /// The day of the last finished review.
    pub(crate) fn reviewed_on(&self, client: Id) -> Option<NaiveDate> {
        let entry = self.directory.entry(client)?;
        let last = entry.last_review(entry.episode_under_way()?.record)?;
        form::date::parse_stored(&last.on)
    }

    /// The day the last finished review named for the next one.
    pub(crate) fn review_named(&self, client: Id) -> Option<NaiveDate> {
        let entry = self.directory.entry(client)?;
        let last = entry.last_review(entry.episode_under_way()?.record)?;
        form::date::parse_stored(&last.next_on)
    }

    fn review_draft(&self, client: Id) -> Result<Option<Opened>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let episode = entry.episode_under_way().ok_or(Code::NoSuchRecord)?.record;
        let mut known = entry.reviews.iter();
        let open = known.find(|it| it.episode == episode && it.finished_at.is_none());
        open.map(|meta| self.review(client, meta.record)).transpose()
    }

    fn review(&self, client: Id, record: Id) -> Result<Opened> {
        let loaded = self.ledger.load::<ReviewBody>(record)?;
        if loaded.envelope.t != Kind::Review || loaded.envelope.client != Some(client) {
            return Err(Code::NoSuchRecord.into());
        }
        let base = loaded.base();
        Ok(Opened { record, base, body: loaded.envelope.body, saved_at: loaded.envelope.at })
    }

    /// A version of the plan with what the last finished review of it decided about its objectives.
    /// A review that continues or revises also carries it into an amendment; one after which the
    /// person leaves does not.
    pub(crate) fn as_reviewed(&self, client: Id, version: &PlanDraft) -> Result<Plan> {
        let mut plan = version.plan.clone();
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let Some(last) = entry.last_review(version.episode) else { return Ok(plan) };
        let body = self.review(client, last.record)?.body;
        if body.plan != version.record {
            return Ok(plan);
        }
        let goals = plan.problems.iter_mut().flat_map(|problem| &mut problem.goals);
        for objective in goals.flat_map(|goal| &mut goal.objectives) {
            let decided = body.review.objectives.iter().find(|it| it.id == objective.id);
            objective.status = decided.and_then(|it| it.status).unwrap_or(objective.status);
        }
        Ok(plan)
    }

    /// What a review decided, in words; empty for one that decided nothing yet.
    pub(crate) fn review_decision(&self, client: Id, record: Id) -> Result<&'static str> {
        let decision = self.review(client, record)?.body.review.decision;
        Ok(decision.map(Decision::label).unwrap_or_default())
    }

    fn review_seen(&self, client: Id, record: &str, rev: u32) -> Result<Opened> {
        self.require_clinical()?;
        let opened = self.review_draft(client)?.ok_or(Code::NoSuchRecord)?;
        if opened.record.to_string() != record || opened.base.rev != rev {
            return Err(Code::Stale.into());
        }
        Ok(opened)
    }

    fn save_review(
        &mut self,
        client: Id,
        record: Id,
        base: Base,
        body: ReviewBody,
        mut beside: Vec<Change>,
        events: Vec<Event>,
    ) -> Result<()> {
        let (kind, owner, class) = (Kind::Review, Some(client), Class::Clinical);
        beside.push(self.ledger.change(record, kind, class, owner, base, &body)?);
        self.ledger.commit(beside, events)?;
        let at = stamp(self.clock().now());
        self.directory.entry_mut(client).take_review(record, &body, &at);
        Ok(())
    }

    pub(crate) fn reviews_page(&self, client: Id) -> Result<ReviewsPage> {
        let today = self.clock().today();
        let plan = self.plan_in_force(client)?;
        let draft = match self.review_draft(client)? {
            Some(opened) => Some(ReviewDraft {
                record: opened.record.to_string(),
                rev: opened.base.rev,
                lacks: review::lacks(&opened.body.review, self.first_in_force(client)?, today),
                review: opened.body.review,
                saved_at: Some(opened.saved_at),
                trends: match &plan {
                    Some(plan) => self.objective_trends(client, &plan.plan)?,
                    None => Vec::new(),
                },
            }),
            None => None,
        };
        let next = self.next_review(client)?;
        let in_force = match plan {
            Some(plan) => {
                let sealed = plan.sealed.as_ref().map(|it| day(&it.at)).unwrap_or_default();
                format!("Version {}, sealed {sealed}", plan.version)
            }
            None => String::new(),
        };
        let choice =
            |decision: Decision| DecisionChoice { decision, label: decision.label().into() };
        Ok(ReviewsPage {
            band: self.band(client)?,
            in_force,
            late: next.as_ref().is_some_and(|it| it.late_days > 0),
            due: next.map(|it| due_words(&it)).unwrap_or_default(),
            draft,
            past: self.past_reviews(client)?,
            decisions: Decision::ALL.into_iter().map(choice).collect(),
            certification: self.certification_view(client)?,
            summary: self.summary_draft_view(client)?,
            summaries: self.past_summaries(client)?,
        })
    }

    fn past_reviews(&self, client: Id) -> Result<Vec<PastReview>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let episode = entry.episode_under_way().ok_or(Code::NoSuchRecord)?.record;
        let finished = |it: &&ReviewMeta| it.episode == episode && it.finished_at.is_some();
        let mut metas: Vec<&ReviewMeta> = entry.reviews.iter().filter(finished).collect();
        metas.sort_by(|a, b| b.finished_at.cmp(&a.finished_at));
        let row = |meta: &ReviewMeta| {
            let body = self.review(client, meta.record)?.body;
            let by = body.finished.map(|it| it.by_name).unwrap_or_default();
            let on = body.review.on.known().map(form::date::shown).unwrap_or_default();
            let decision = body.review.decision.map(|it| it.label().to_owned()).unwrap_or_default();
            let record = meta.record.to_string();
            Ok(PastReview { record, on, decision, by, review: body.review })
        };
        metas.into_iter().map(row).collect()
    }
}

fn due_words(next: &NextReview) -> String {
    let by = form::date::shown(next.by);
    match next.late_days {
        0 => format!("By {by}"),
        1 => format!("Was due {by}, 1 day late"),
        days => format!("Was due {by}, {days} days late"),
    }
}
