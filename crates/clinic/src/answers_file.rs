//! Answers from a file, for the command line: every section in one transaction, all or nothing.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use form::{AnswerRefused, Answers, Catalog, Context, Definition, SectionStatus};
use record::Id;
use serde_json::{Map, Value};

use crate::{
    Code, Error, Result, Session,
    admission::Newcomer,
    attachments::{Attached, attached},
    clock::stamp,
    context::with_section,
    forms::shipped,
    machine::make_id,
    response::{Draft, begun},
    view::SectionView,
};

type Members = Map<String, Value>;

impl Session {
    /// Sets the answers a file holds, and clears those it holds as null; others stay. Sections
    /// that are then complete are done.
    ///
    /// # Errors
    /// Every path that cannot be taken; nothing is changed then.
    pub fn set_intake(&mut self, client: Id, json: &Value) -> Result<Vec<SectionView>> {
        let today = self.clock().today();
        let mut drafts = Vec::new();
        for (section, members) in sections(members(json)?, today)? {
            let form = self.readable(&section)?;
            let mut draft = self.section_draft(client, &form)?;
            let before = attached(&form, &draft.body.answers);
            fill(&mut draft, &form, &members, today)?;
            self.require_own_attachments(client, &form, &before, &draft.body.answers)?;
            drafts.push(draft);
        }
        if drafts.is_empty() {
            return Ok(Vec::new());
        }
        self.settle(client, &mut drafts)?;
        self.save_drafts(drafts)
    }

    /// Adds a client from a file: answers of the intake (`identity.legal_first`), or of the
    /// short form (`legal_first`, `phone`), or both.
    ///
    /// # Errors
    /// As [`Session::set_intake`]; a name and what else the short form asks must be there.
    pub fn add_client_from(&mut self, json: &Value) -> Result<Id> {
        let newcomer = self.newcomer_from(json)?;
        self.admit(newcomer)
    }

    /// Who a file would admit.
    pub(crate) fn newcomer_from(&self, json: &Value) -> Result<Newcomer> {
        let today = self.clock().today();
        let (intake, short): (Members, Members) = members(json)?
            .clone()
            .into_iter()
            .partition(|(path, _)| path.contains('.') && !path.starts_with("client."));
        let form = shipped("client")?;
        let short = short_form(form, short, &intake);
        let sections = sections(&intake, today)?;
        form::strict::read(form, &short, today)?;
        let mut newcomer = self.newcomer(&short)?;
        for (section, members) in sections {
            let form = self.readable(&section)?;
            let draft = self.first_answers(&mut newcomer, &form)?;
            fill(draft, &form, &members, today)?;
            let (client, nothing) = (draft.client, Attached::new());
            self.require_own_attachments(client, &form, &nothing, &draft.body.answers)?;
        }
        if !intake.is_empty() {
            self.settle(newcomer.client, &mut newcomer.drafts)?;
        }
        Ok(newcomer)
    }

    /// Gives a screening whole: answers from a file, read strictly, in one write. It is done when
    /// nothing required is missing.
    ///
    /// # Errors
    /// Every answer that cannot be taken, by its path; a form that is not meant for this person,
    /// or whose answers this session cannot read.
    pub fn give_screening(&mut self, client: Id, form: &str, json: &Value) -> Result<SectionView> {
        let form = self.readable(form)?;
        if form.role != form::Role::Screening || !self.is_meant_for(&form, client)? {
            return Err(Code::NoSuchForm.into());
        }
        let today = self.clock().today();
        form::strict::read(&form, json, today)?;
        let mut draft = self.empty_draft(client, make_id()?, &form)?;
        fill(&mut draft, &form, members(json)?, today)?;
        let mut drafts = vec![draft];
        self.settle(client, &mut drafts)?;
        let saved = self.save_drafts(drafts)?;
        saved.into_iter().next().ok_or_else(|| Code::Internal.into())
    }

    /// Marks sections that are about to be written done when nothing is missing, each seen beside
    /// the others as they will be.
    fn settle(&self, client: Id, drafts: &mut [Draft]) -> Result<()> {
        let among = self.context_among(client, drafts)?;
        for draft in drafts {
            let form = self.forms.given(&draft.body)?;
            let context = among(&form.id);
            if form::evaluate(&form, &draft.body.answers, &context).is_complete() {
                draft.body.status = SectionStatus::Done;
                draft.body.finished_at = Some(stamp(self.clock().now()));
            }
        }
        Ok(())
    }

    /// What a form of these drafts is evaluated with: the other drafts as they will be, and the
    /// sections of the client that none of them is.
    pub(crate) fn context_among(
        &self,
        client: Id,
        drafts: &[Draft],
    ) -> Result<impl Fn(&str) -> Context + use<>> {
        let of = |draft: &Draft| (draft.body.form.clone(), draft.body.answers.clone());
        let sections: Vec<(String, Answers)> = drafts.iter().map(of).collect();
        let names: Vec<&str> = sections.iter().map(|(section, _)| section.as_str()).collect();
        let beside = self.context_beside(client, &names)?;
        let beside = match sections.iter().find(|(section, _)| section == "identity") {
            Some((_, identity)) => beside.born(identity.date("date_of_birth")),
            None => beside,
        };
        Ok(move |form: &str| {
            let others = sections.iter().filter(|(section, _)| section != form);
            others.fold(beside.clone(), |context, (section, answers)| {
                with_section(context, section, answers)
            })
        })
    }
}

fn members(json: &Value) -> Result<&Members> {
    Ok(json.as_object().ok_or(Code::BadValue)?)
}

/// The short form's own answers, and from the intake what it asks too.
fn short_form(form: &Definition, short: Members, intake: &Members) -> Value {
    let mut person: Members = short
        .into_iter()
        .map(|(path, value)| (path.trim_start_matches("client.").to_owned(), value))
        .collect();
    for (path, value) in intake {
        if let Some(item) = path.strip_prefix("identity.").filter(|item| form.item(item).is_some())
        {
            person.entry(item).or_insert_with(|| value.clone());
        }
    }
    Value::Object(person)
}

/// Puts answers that have been read strictly into a section.
fn fill(draft: &mut Draft, form: &Definition, members: &Members, today: NaiveDate) -> Result<()> {
    draft.body.source.get_or_insert(form::SectionSource::Staff);
    begun(&mut draft.body);
    for (path, value) in members {
        form::set(form, &mut draft.body.answers, path, value, today)
            .map_err(|refused| form::Error::Answers(vec![refused]))?;
        draft.body.last_field = Some(path.clone());
    }
    Ok(())
}

/// Parts `{"identity.legal_first":"Ana","coverage.plans":[{...}]}` into sections, each read
/// strictly.
///
/// # Errors
/// Every path that is unknown or impossible, in one list; values are never echoed.
fn sections(intake: &Members, today: NaiveDate) -> Result<BTreeMap<String, Members>> {
    let (mut parted, mut unknown) = (BTreeMap::<String, Members>::new(), Vec::new());
    for (path, value) in intake {
        match place(path)? {
            Some((form, item)) => {
                parted.entry(form.id.clone()).or_default().insert(item, value.clone());
            }
            None => unknown.push(format!("{}: a path reads section.item", plain(path))),
        }
    }
    let mut refused = Vec::new();
    for (section, members) in &parted {
        let read = form::strict::read(shipped(section)?, &Value::Object(members.clone()), today);
        match read {
            Ok(_) => {}
            Err(form::Error::Answers(wrong)) => {
                let place = |path: &str| format!("{section}.{path}");
                refused.extend(
                    wrong.iter().map(|one| AnswerRefused { path: place(&one.path), why: one.why }),
                );
            }
            Err(other) => return Err(other.into()),
        }
    }
    match (unknown.is_empty(), refused.is_empty()) {
        (true, true) => Ok(parted),
        (true, false) => Err(form::Error::Answers(refused).into()),
        (false, _) => {
            unknown.extend(refused.iter().map(ToString::to_string));
            Err(Error::Input(unknown))
        }
    }
}

/// `identity.legal_first`; or the name of a section alone, such as `medicines`, for its only item
/// or the one of the same name.
fn place(path: &str) -> Result<Option<(&'static Definition, String)>> {
    let (section, item) = path.split_once('.').unwrap_or((path, ""));
    let form = Catalog::shipped()?.intake().find(|form| form.id == section);
    Ok(form.and_then(|form| match (item, form.items.as_slice()) {
        ("", [only]) => Some((form.as_ref(), only.id.clone())),
        ("", _) => form.item(section).map(|item| (form.as_ref(), item.id.clone())),
        (item, _) => Some((form.as_ref(), item.to_owned())),
    }))
}

/// A path as an error names it.
fn plain(path: &str) -> String {
    path.chars().filter(|letter| !letter.is_control()).take(200).collect()
}
