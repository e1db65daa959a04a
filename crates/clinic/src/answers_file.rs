//! Answers from a file, for the command line: every section in one transaction, all or nothing.

use std::collections::BTreeMap;

use form::{Answers, Catalog, SectionStatus};
use record::Id;
use serde_json::{Map, Value};

use crate::{
    Code, Error, Result, Session, context::definition, response::Draft, view::SectionView,
};

/// Reads `{"identity.legal_first":"Ana","coverage":[{...}]}` into the answers of each section.
///
/// # Errors
/// Every path that is unknown or impossible, in one list; values are never echoed.
fn sections(json: &Value, today: chrono::NaiveDate) -> Result<BTreeMap<String, Answers>> {
    let members = json.as_object().ok_or(Code::BadValue)?;
    let mut grouped: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
    for (path, value) in members {
        let (section, item) = split(path)?;
        grouped.entry(section).or_default().insert(item, value.clone());
    }
    let (mut read, mut refused) = (BTreeMap::new(), Vec::new());
    for (section, answers) in grouped {
        let form = Catalog::shipped()?.intake().find(|form| form.id == section);
        let Some(form) = form else {
            refused.push(format!("{section}: there is no such intake section"));
            continue;
        };
        match form::strict::read(form, &Value::Object(answers), today) {
            Ok(answers) => _ = read.insert(section, answers),
            Err(form::Error::Answers(wrong)) => {
                refused.extend(wrong.iter().map(|one| format!("{section}.{one}")));
            }
            Err(other) => return Err(other.into()),
        }
    }
    if refused.is_empty() { Ok(read) } else { Err(Error::Input(refused)) }
}

/// `identity.legal_first`, or the name of a section that is one group, such as `medicines`.
fn split(path: &str) -> Result<(String, String)> {
    if let Some((section, item)) = path.split_once('.') {
        return Ok((section.to_owned(), item.to_owned()));
    }
    let only_group = Catalog::shipped()?.form(path).and_then(|form| match form.items.as_slice() {
        [only] => Some(only.id.clone()),
        _ => form.item(path).map(|item| item.id.clone()),
    });
    let unknown = || Error::Input(vec!["a path reads section.item".to_owned()]);
    Ok((path.to_owned(), only_group.ok_or_else(unknown)?))
}

impl Session {
    /// Sets the answers a file holds; others stay. Sections that are then complete are done.
    ///
    /// # Errors
    /// Every path that cannot be taken; nothing is changed then.
    pub fn set_intake(&mut self, client: Id, json: &Value) -> Result<Vec<SectionView>> {
        let today = self.clock().today();
        let mut drafts = Vec::new();
        for (section, answers) in sections(json, today)? {
            let form = self.readable(&section)?;
            let mut draft = self.section_draft(client, form)?;
            for (path, answer) in answers.iter() {
                form::set(form, &mut draft.body.answers, path, &answer.to_json(), today)
                    .map_err(|refused| Error::Input(vec![format!("{section}.{refused}")]))?;
                draft.body.last_field = Some(path.to_owned());
            }
            draft.body.status = SectionStatus::InProgress;
            draft.body.source.get_or_insert(form::SectionSource::Staff);
            drafts.push(draft);
        }
        drafts.into_iter().map(|draft| self.settle(draft)).collect()
    }

    /// Saves a section, done when nothing is missing.
    fn settle(&mut self, mut draft: Draft) -> Result<SectionView> {
        let context = self.context_of(draft.client, &draft.body.form)?;
        let form = definition(&draft.body.form)?;
        if form::evaluate(form, &draft.body.answers, &context).is_complete() {
            draft.body.status = SectionStatus::Done;
            draft.body.finished_at = Some(crate::clock::stamp(self.clock().now()));
        }
        self.save_draft(draft)
    }

    /// Adds a client from a file: answers of the intake (`identity.legal_first`), or of the
    /// short form (`legal_first`, `phone`).
    ///
    /// # Errors
    /// As [`Session::set_intake`]; a name and what else the short form asks must be there.
    pub fn add_client_from(&mut self, json: &Value) -> Result<Id> {
        let members = json.as_object().ok_or(Code::BadValue)?;
        let (intake, short): (Map<_, _>, Map<_, _>) = members
            .clone()
            .into_iter()
            .partition(|(path, _)| path.contains('.') && !path.starts_with("client."));
        let today = self.clock().today();
        sections(&Value::Object(intake.clone()), today)?;
        let mut person: Map<String, Value> = short
            .into_iter()
            .map(|(path, value)| (path.trim_start_matches("client.").to_owned(), value))
            .collect();
        let form = definition("client")?;
        for (path, value) in &intake {
            let item = path.trim_start_matches("identity.");
            if path.starts_with("identity.") && form.item(item).is_some() {
                person.entry(item).or_insert_with(|| value.clone());
            }
        }
        form::strict::read(form, &Value::Object(person.clone()), today)?;
        let client = self.add_client(&Value::Object(person))?;
        if !intake.is_empty() {
            self.set_intake(client, &Value::Object(intake))?;
        }
        Ok(client)
    }
}
