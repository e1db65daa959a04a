//! Answering a form: one path and one value at a time, saved whole and sealed each time. Intake
//! sections and screenings share it.

use form::{AnswerRefused, Answers, Definition, Refusal, SectionSource, SectionStatus};
use record::{Id, Kind};
use std::sync::Arc;

use crate::{
    Code, Error, Result, Session,
    attachments::attached,
    body::ResponseBody,
    clock::stamp,
    flags::Raised,
    forms::{class_of, hash},
    ledger::{Base, Change},
    machine::make_id,
    view::{SectionView, request},
};

/// A response being worked on: what is saved, or an empty one that is not saved yet.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) client: Id,
    pub(crate) record: Id,
    pub(crate) base: Base,
    pub(crate) body: ResponseBody,
    pub(crate) saved_at: Option<String>,
    /// Whether what is saved had been finished: a change to it amends the record.
    pub(crate) settled: bool,
}

impl Draft {
    /// No answers yet.
    pub(crate) fn empty(
        client: Id,
        episode: Id,
        definition: &Definition,
        at: &str,
    ) -> Result<Self> {
        let body = ResponseBody {
            episode,
            form: definition.id.clone(),
            version: definition.version.clone(),
            definition: hash(definition),
            status: SectionStatus::NotStarted,
            source: None,
            started_at: at.to_owned(),
            finished_at: None,
            last_field: None,
            answers: Answers::new(),
        };
        let (record, base) = (make_id()?, Base::default());
        Ok(Self { client, record, base, body, saved_at: None, settled: false })
    }
}

impl Session {
    /// Opens the intake section of the episode under way. Opening writes nothing.
    ///
    /// # Errors
    /// No such client or form, or a clinical section without the clinical key.
    pub fn open_section(&mut self, request: &request::OpenForm) -> Result<SectionView> {
        let client = self.client(&request.client)?;
        let definition = self.readable(&request.form)?;
        if definition.role != form::Role::Section {
            return Err(Code::NoSuchForm.into());
        }
        let draft = self.section_draft(client, &definition)?;
        self.note_view(client)?;
        self.section_view(&draft)
    }

    /// Begins a screening. Nothing is written before the first answer.
    ///
    /// # Errors
    /// No such client, no form for a person of this age, or no clinical key.
    pub fn start_screening(&mut self, request: &request::OpenForm) -> Result<SectionView> {
        let client = self.client(&request.client)?;
        let definition = self.answerable(&request.form)?;
        if definition.role != form::Role::Screening {
            return Err(Code::NoSuchForm.into());
        }
        if !self.may_give(&definition, client)? {
            let fits = self.is_meant_for(&definition, client)?;
            return Err(if fits { Code::NotAllowed } else { Code::NoSuchForm }.into());
        }
        let draft = self.empty_draft(client, make_id()?, &definition)?;
        self.note_view(client)?;
        if self.hands_over(&definition) {
            return self.begin_handing(draft);
        }
        self.section_view(&draft)
    }

    /// Opens a response that exists.
    ///
    /// # Errors
    /// When it is not this client's, or its class is not held.
    pub fn open_response(&mut self, request: &request::OpenResponse) -> Result<SectionView> {
        let client = self.client(&request.client)?;
        let record = request.record.parse().map_err(|_| Code::BadRequest)?;
        let draft = self.load_draft(client, record)?;
        self.readable(&draft.body.form)?;
        self.note_view(client)?;
        self.section_view(&draft)
    }

    /// Answers one question.
    ///
    /// # Errors
    /// [`Code::Stale`] when the response changed meanwhile; a value that does not fit.
    pub fn answer_item(&mut self, request: &request::AnswerItem) -> Result<SectionView> {
        let mut draft = self.draft(&request.client, &request.form, &request.record, request.rev)?;
        let definition = self.forms.given(&draft.body)?;
        let before = attached(&definition, &draft.body.answers);
        answered(&definition, &mut draft.body.answers, request, self.clock().today())?;
        self.require_own_attachments(draft.client, &definition, &before, &draft.body.answers)?;
        draft.body.last_field = Some(request.path.clone());
        begun(&mut draft.body);
        self.save_draft(draft)
    }

    /// Adds, removes or moves a row of a group.
    ///
    /// # Errors
    /// As [`Session::answer_item`].
    pub fn change_rows(&mut self, request: &request::ChangeRows) -> Result<SectionView> {
        let mut draft = self.draft(&request.client, &request.form, &request.record, request.rev)?;
        let definition = self.forms.given(&draft.body)?;
        changed_rows(&definition, &mut draft.body.answers, request)?;
        begun(&mut draft.body);
        self.save_draft(draft)
    }

    /// Says how far a section is and who gives the answers. Done is only taken when nothing
    /// required is missing and nothing is invalid; saving as it is always works.
    ///
    /// # Errors
    /// [`Code::BadValue`] for a section that is not complete.
    pub fn mark_section(&mut self, request: &request::MarkSection) -> Result<SectionView> {
        let mut draft = self.draft(&request.client, &request.form, &request.record, request.rev)?;
        if let Some(source) = request.source {
            draft.body.source = Some(source);
        }
        if let Some(status) = request.status {
            self.mark(&mut draft, status)?;
        }
        self.save_draft(draft)
    }

    fn mark(&self, draft: &mut Draft, status: SectionStatus) -> Result<()> {
        let definition = self.forms.given(&draft.body)?;
        let context = self.context_of(draft.client, &definition)?;
        let evaluation = form::evaluate(&definition, &draft.body.answers, &context);
        if status == SectionStatus::Done && !evaluation.is_complete() {
            return Err(Code::BadValue.into());
        }
        draft.body.status = status;
        let done = status == SectionStatus::Done;
        draft.body.finished_at = done.then(|| stamp(self.clock().now()));
        Ok(())
    }

    /// The response a request speaks of, at the revision it has seen.
    fn draft(&self, client: &str, form: &str, record: &str, rev: u32) -> Result<Draft> {
        let client = self.client(client)?;
        let definition = self.answerable(form)?;
        let record: Id = record.parse().map_err(|_| Code::BadRequest)?;
        if self.hands_over(&definition) {
            return self.handed_draft(client, form, record, rev);
        }
        let draft = if self.ledger.knows(record) {
            self.load_draft(client, record)?
        } else if definition.role == form::Role::Section {
            let current = self.section_draft(client, &definition)?;
            // Another window of time has begun this section under another id.
            if current.base.rev > 0 {
                return Err(Code::Stale.into());
            }
            Draft { record, ..current }
        } else if definition.role == form::Role::Screening
            && self.is_meant_for(&definition, client)?
        {
            self.empty_draft(client, record, &definition)?
        } else {
            return Err(Code::NoSuchForm.into());
        };
        if draft.body.form != form {
            return Err(Code::NoSuchRecord.into());
        }
        if draft.base.rev != rev {
            return Err(Code::Stale.into());
        }
        Ok(draft)
    }

    /// The definition, when this session may read its answers.
    pub(crate) fn readable(&self, form: &str) -> Result<Arc<Definition>> {
        let definition = self.forms.form(form)?;
        if class_of(&definition) == vault::Class::Clinical {
            self.require_clinical()?;
        }
        Ok(definition)
    }

    /// The definition, when this session may take answers to it: those it cannot read are sealed
    /// towards those who can.
    fn answerable(&self, form: &str) -> Result<Arc<Definition>> {
        let known = self.forms.form(form)?;
        if self.hands_over(&known) { Ok(known) } else { self.readable(form) }
    }

    pub(crate) fn section_draft(&self, client: Id, definition: &Definition) -> Result<Draft> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        match entry.section(&definition.id) {
            Some(meta) => self.load_draft(client, meta.record),
            None => self.empty_draft(client, make_id()?, definition),
        }
    }

    fn load_draft(&self, client: Id, record: Id) -> Result<Draft> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        if !entry.responses.iter().any(|known| known.record == record) {
            return Err(Code::NoSuchRecord.into());
        }
        let loaded = self.ledger.load::<ResponseBody>(record)?;
        if loaded.envelope.t != Kind::Response || loaded.envelope.client != Some(client) {
            return Err(Code::NoSuchRecord.into());
        }
        let (base, saved_at) = (loaded.base(), Some(loaded.envelope.at));
        let body = loaded.envelope.body;
        let settled = body.finished_at.is_some();
        Ok(Draft { client, record, base, body, saved_at, settled })
    }

    pub(crate) fn empty_draft(
        &self,
        client: Id,
        record: Id,
        definition: &Definition,
    ) -> Result<Draft> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let episode = entry.episode_under_way().ok_or(Code::NoSuchRecord)?.record;
        let empty = Draft::empty(client, episode, definition, &stamp(self.clock().now()))?;
        Ok(Draft { record, ..empty })
    }

    fn save_draft(&mut self, draft: Draft) -> Result<SectionView> {
        if self.hands_over(self.forms.given(&draft.body)?.as_ref()) {
            return self.save_handing(draft);
        }
        let saved = self.save_drafts(vec![draft])?;
        saved.into_iter().next().ok_or_else(|| Code::Internal.into())
    }

    /// Seals and writes responses of one client with what follows from them for the person: all
    /// or nothing.
    pub(crate) fn save_drafts(&mut self, drafts: Vec<Draft>) -> Result<Vec<SectionView>> {
        let (mut changes, mut person) = (Vec::new(), None);
        for draft in &drafts {
            changes.push(self.response_change(draft)?);
        }
        for draft in &drafts {
            if let Some((body, change)) = self.person_change(draft)? {
                changes.push(change);
                person = Some((draft.client, body));
            }
        }
        let (mut events, mut flags) = (Vec::new(), Vec::new());
        for raised in self.flags_for(&drafts)? {
            changes.push(raised.change);
            events.push(raised.event);
            flags.push((raised.record, raised.body));
        }
        let hashes = self.ledger.commit(changes, events)?;
        let at = stamp(self.clock().now());
        let mut saved = Vec::with_capacity(drafts.len());
        for (draft, sha256) in drafts.into_iter().zip(hashes) {
            let entry = self.directory.entry_mut(draft.client);
            entry.take_response(draft.record, &draft.body, &at);
            let base = Base { rev: draft.base.rev + 1, sha256: Some(sha256) };
            saved.push(Draft { base, saved_at: Some(at.clone()), ..draft });
        }
        if let Some((client, body)) = person {
            self.directory.entry_mut(client).take_client(&body, &at);
        }
        for (flag, body) in flags {
            let client = saved.first().ok_or(Code::Internal)?.client;
            self.directory.entry_mut(client).take_flag(flag, &body);
        }
        saved.iter().map(|draft| self.section_view(draft)).collect()
    }

    /// Flags that screenings among these answers raise.
    fn flags_for(&self, drafts: &[Draft]) -> Result<Vec<Raised>> {
        let mut raised = Vec::new();
        for draft in drafts {
            let screening = self.forms.given(&draft.body)?.role == form::Role::Screening;
            if screening && self.needs_clinician(draft)? {
                raised.extend(self.raise(draft.client, draft.record)?);
            }
        }
        Ok(raised)
    }

    pub(crate) fn response_change(&self, draft: &Draft) -> Result<Change> {
        let class = class_of(self.forms.given(&draft.body)?.as_ref());
        let client = Some(draft.client);
        self.ledger.change(draft.record, Kind::Response, class, client, draft.base, &draft.body)
    }
}

/// An answered section has begun; a finished one that is answered again is under way again.
pub(crate) fn begun(body: &mut ResponseBody) {
    if body.status != SectionStatus::InProgress {
        body.status = SectionStatus::InProgress;
        body.finished_at = None;
    }
    body.source.get_or_insert(SectionSource::Client);
}

/// Puts an answer where it belongs.
pub(crate) fn answered(
    definition: &Definition,
    answers: &mut Answers,
    request: &request::AnswerItem,
    today: chrono::NaiveDate,
) -> Result<()> {
    form::set(definition, answers, &request.path, &request.value, today).map_err(refused)
}

/// Adds a row, takes one out, or moves one.
pub(crate) fn changed_rows(
    definition: &Definition,
    answers: &mut Answers,
    request: &request::ChangeRows,
) -> Result<()> {
    let path = &request.path;
    let done = match (&request.row, &request.after) {
        (None, _) => form::add_row(definition, answers, path, &make_id()?.to_string()),
        (Some(row), None) => form::remove_row(definition, answers, path, row).map(drop),
        (Some(row), Some(after)) => {
            let to = place_after(answers, path, row, after);
            form::move_row(definition, answers, path, row, to)
        }
    };
    done.map_err(refused)
}

/// The position after a row, once the moved row has been taken out; the head after nothing.
fn place_after(answers: &Answers, group: &str, moved: &str, after: &str) -> usize {
    let rows = answers.rows(group);
    let others = rows.iter().filter(|row| row.id != moved);
    others.enumerate().find(|(_, row)| row.id == after).map_or(0, |(at, _)| at + 1)
}

fn refused(refused: AnswerRefused) -> Error {
    match refused.why {
        Refusal::TooLong | Refusal::TooManyRows => Code::TooLong.into(),
        _ => Code::BadValue.into(),
    }
}
