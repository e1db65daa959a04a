//! Clients: finding them, the form for a new one, and opening a client's page.

use form::{Answers, Catalog, SectionStatus};
use record::Id;
use serde_json::Value;

use crate::{
    Code, Phi, Result, Session,
    admission::lenient,
    body::ResponseBody,
    clock::stamp,
    directory::{Entry, Found, same_person},
    forms::{class_of, shipped},
    machine::make_id,
    person,
    response::Draft,
    section_view::progress,
    view::{BandView, ClientList, ClientPage, ClientRow, NewClientView, RailItem, SectionView},
};

/// Characters of a search that are read; no name or number is longer.
const LONGEST_SEARCH: usize = 200;

impl Session {
    /// Clients that match, best first.
    pub fn find_clients(&mut self, find: &str, limit: u32) -> ClientList {
        self.clients_from(find, "", 0, limit)
    }

    /// The same, of those who are at a stage unless it is empty, read on from behind the first
    /// `offset` of them.
    pub fn clients_from(&mut self, find: &str, stage: &str, offset: u32, limit: u32) -> ClientList {
        let find: String = find.chars().take(LONGEST_SEARCH).collect();
        let (today, offset) = (self.clock().today(), offset as usize);
        let end = offset.saturating_add(limit as usize);
        // Where somebody stands is worked out one by one: of everybody only when it is asked for.
        let looked_at = if stage.is_empty() { end } else { usize::MAX };
        let Found { first, matching: found, total } = self.directory.find(&find, today, looked_at);
        let mut there: Vec<Id> = first.into_iter().map(|entry| entry.client).collect();
        let is_all = found <= limit as usize;
        let stages = if is_all { self.stages_of(&there) } else { self.possible_stages() };
        let matching = match stage {
            "" => found,
            _ => {
                there.retain(|client| self.is_at(*client, stage));
                there.len()
            }
        };
        let asked = there.into_iter().skip(offset).take(limit as usize);
        let entries = asked.filter_map(|client| self.directory.entry(client));
        let rows: Vec<ClientRow> = entries.map(|entry| self.client_row(entry)).collect();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (matching, found, total) = (count(matching), count(found), count(total));
        self.searched |= !find.trim().is_empty();
        ClientList { rows, matching, found, total, stages }
    }

    /// The form for a new client with what was typed so far, and who may be the same person.
    /// Nothing is saved.
    ///
    /// # Errors
    /// Answers that no form could hold.
    pub fn new_client(&self, answers: &Value) -> Result<NewClientView> {
        let answers = lenient(answers, self.clock().today())?;
        let (names, birth) = (person::names(&answers), answers.date("date_of_birth"));
        let phone = person::text(&answers, "phone");
        let same = |entry: &&Entry| same_person(entry, &names, birth, &phone);
        let duplicates = self.directory.present().filter(same).take(5).map(|e| self.client_row(e));
        let duplicates = duplicates.collect();
        Ok(NewClientView { section: self.new_client_view(answers)?, duplicates })
    }

    /// One client's page. Opening it is put on record.
    ///
    /// # Errors
    /// No such client, or the audit cannot be written.
    pub fn open_client(&mut self, client: Id) -> Result<ClientPage> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let began = entry.episode_under_way().map(|it| it.began.clone()).unwrap_or_default();
        self.note_view(client)?;
        let intake = self.rail(client)?;
        Ok(ClientPage {
            band: self.band(client)?,
            episode_began: form::date::parse_stored(&began).map_or(began, form::date::shown),
            resume: self.resume(client, &intake),
            intake,
            first_screen: self.first_screen(client)?,
            forms: self.forms_for(client)?,
            forms_note: self.forms_note(client)?,
            screenings: self.screenings(client)?,
            suitability: self.suitability_summary(client)?,
            plan: self.plan_summary(client)?,
            clinical: self.clinical(),
        })
    }

    /// The band that never leaves a client's page.
    pub(crate) fn band(&self, client: Id) -> Result<BandView> {
        let row = self.client_row(self.directory.entry(client).ok_or(Code::NoSuchClient)?);
        Ok(BandView {
            client: row.client,
            number: row.number,
            name: row.name,
            legal_name: row.legal_name,
            pronouns: row.pronouns,
            birth_date: row.birth_date,
            minor: row.age.is_some_and(|age| age < 18),
            age: row.age,
            alerts: self.standing_alerts(client)?,
            flags: self.flags(client)?,
        })
    }

    fn rail(&self, client: Id) -> Result<Vec<RailItem>> {
        Catalog::shipped()?.intake().map(|form| self.rail_item(client, form)).collect()
    }

    fn rail_item(&self, client: Id, form: &form::Definition) -> Result<RailItem> {
        let open = self.ledger.holds(class_of(form));
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let context = self.context_of(client, form)?;
        let meta = entry.section(&form.id).filter(|_| open);
        let (answers, status) = match meta {
            None => (Answers::new(), SectionStatus::NotStarted),
            Some(meta) => {
                let body = self.ledger.load::<ResponseBody>(meta.record)?.envelope.body;
                (body.answers, body.status)
            }
        };
        let evaluation = form::evaluate(form, &answers, &context);
        let counted = progress(&evaluation);
        Ok(RailItem {
            form: form.id.clone(),
            title: form.title.clone(),
            status,
            answered: counted.answered,
            total: counted.total,
            missing: counted.missing,
            applies: evaluation.shown,
            open,
            start_today: form.start_today,
        })
    }

    /// The section that was answered last and is not finished; else the first one not begun.
    /// Only sections that this session may open and that apply to this person.
    fn resume(&self, client: Id, rail: &[RailItem]) -> Option<String> {
        let entry = self.directory.entry(client)?;
        let open = || rail.iter().filter(|section| section.open && section.applies);
        let last = open()
            .filter(|section| section.status == SectionStatus::InProgress)
            .max_by_key(|section| entry.section(&section.form).map(|meta| meta.at.clone()));
        let first = open().find(|section| section.status == SectionStatus::NotStarted);
        last.or(first).map(|section| section.form.clone())
    }

    pub(crate) fn client_row(&self, entry: &Entry) -> ClientRow {
        let today = self.clock().today();
        let birth = entry.birth();
        let phone = |number: &Phi<String>| form::phone::shown(&number.0);
        let stage = self.stage(entry);
        ClientRow {
            client: entry.client.to_string(),
            number: entry.number.clone(),
            name: entry.shown_name(),
            legal_name: entry.other_name(),
            pronouns: entry.pronouns.0.clone(),
            birth_date: birth.map_or_else(|| entry.birth_date.0.clone(), form::date::shown),
            age: birth.and_then(|birth| form::date::age_on(birth, today)),
            phones: entry.phones.iter().map(phone).collect(),
            stage_name: stage.name.to_owned(),
            stage: stage.words,
            changed_at: entry.changed_at.clone(),
        }
    }

    fn new_client_view(&self, answers: Answers) -> Result<SectionView> {
        let (id, at) = (make_id()?, stamp(self.clock().now()));
        let mut draft = Draft::empty(id, id, shipped("client")?, &at)?;
        draft.body.status = SectionStatus::InProgress;
        draft.body.answers = answers;
        self.section_view(&draft)
    }
}
