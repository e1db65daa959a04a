//! Clients: finding them, adding one, and opening a client's page.

use form::{Answers, Catalog, SectionStatus};
use record::{Id, Kind};
use serde_json::{Map, Value, json};
use vault::Class;

use crate::{
    Code, Error, Phi, Result, Session,
    body::{ClientBody, ClinicBody, EpisodeBody, ResponseBody},
    clock::stamp,
    context::{class_of, definition},
    directory::{Entry, same_person},
    ledger::{Base, Change},
    machine::make_id,
    person,
    response::Draft,
    section_view::progress,
    view::{BandView, ClientList, ClientPage, ClientRow, NewClientView, RailItem, SectionView},
};

impl Session {
    /// Clients that match, best first.
    pub fn find_clients(&mut self, find: &str, limit: u32) -> ClientList {
        let found = self.directory.find(find, self.clock().today());
        let rows = found.iter().take(limit as usize).map(|entry| self.client_row(entry)).collect();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (matching, total) = (count(found.len()), count(self.directory.clients.len()));
        self.searched |= !find.trim().is_empty();
        ClientList { rows, matching, total }
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
        let duplicates =
            self.directory.clients.values().filter(same).take(5).map(|e| self.client_row(e));
        let duplicates = duplicates.collect();
        Ok(NewClientView { section: self.new_client_view(answers)?, duplicates })
    }

    /// Adds a client with a first episode; name, birth date and phone go on into the intake.
    ///
    /// # Errors
    /// [`Code::BadValue`] while something required is missing or cannot be right.
    pub fn add_client(&mut self, answers: &Value) -> Result<Id> {
        let today = self.clock().today();
        let answers = lenient(answers, today)?;
        let form = definition("client")?;
        let context = form::Context::on(today);
        if !form::evaluate(form, &answers, &context).is_complete() {
            return Err(Code::BadValue.into());
        }
        let sections = intake_of_new(&answers);
        self.admit(&answers, sections)
    }

    /// Writes client, episode and first intake answers in one transaction.
    pub(crate) fn admit(
        &mut self,
        answers: &Answers,
        sections: Vec<(&'static str, Answers)>,
    ) -> Result<Id> {
        let (client, episode) = (make_id()?, make_id()?);
        let at = stamp(self.clock().now());
        let began = form::date::stored(self.clock().today());
        let clinic = ClinicBody { next: self.clinic.next + 1, ..self.clinic.clone() };
        let body = ClientBody {
            number: format!("{}-{:04}", self.clinic.prefix, self.clinic.next),
            names: person::names(answers),
            former: Vec::new(),
            birth_date: Phi(person::text(answers, "date_of_birth")),
            pronouns: Phi(String::new()),
        };
        let episode_body = EpisodeBody { began: began.clone(), answers: Answers::new() };
        let mut changes = vec![
            self.clinic_change(&clinic)?,
            self.client_change(client, Base::default(), &body)?,
            self.episode_change(client, episode, &episode_body)?,
        ];
        let mut drafts = Vec::new();
        for (form, answers) in sections.into_iter().filter(|(_, answers)| !answers.is_empty()) {
            let draft = new_section(client, episode, form, answers, &at)?;
            changes.push(self.response_change(&draft)?);
            drafts.push(draft);
        }
        self.ledger.commit(changes, Vec::new())?;
        self.clinic = clinic;
        let entry = self.directory.entry_mut(client);
        entry.take_client(&body, &at);
        entry.take_episode(episode, &began, &at);
        drafts.iter().for_each(|draft| entry.take_response(draft.record, &draft.body, &at));
        for id in drafts.iter().map(|draft| draft.record).chain([client, episode]) {
            self.directory.own(id, client);
        }
        Ok(client)
    }

    fn clinic_change(&self, body: &ClinicBody) -> Result<Change> {
        let base = self.ledger.load::<ClinicBody>(self.clinic_record)?.base();
        let id = self.clinic_record;
        self.ledger.change(id, Kind::Clinic, Class::Registry, None, base, body)
    }

    fn episode_change(&self, client: Id, episode: Id, body: &EpisodeBody) -> Result<Change> {
        let (class, base) = (Class::Intake, Base::default());
        self.ledger.change(episode, Kind::Episode, class, Some(client), base, body)
    }

    /// One client's page. Opening it is put on record.
    ///
    /// # Errors
    /// No such client, or the audit cannot be written.
    pub fn open_client(&mut self, client: Id) -> Result<ClientPage> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let began = entry.episode.as_ref().map(|(_, began)| began.clone()).unwrap_or_default();
        self.note_view(client)?;
        Ok(ClientPage {
            band: self.band(client)?,
            episode_began: form::date::parse_stored(&began).map_or(began, form::date::shown),
            intake: self.rail(client)?,
            resume: self.resume(client),
            forms: self.forms_for(client)?,
            screenings: self.screenings(client)?,
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
        })
    }

    fn rail(&self, client: Id) -> Result<Vec<RailItem>> {
        Catalog::shipped()?.intake().map(|form| self.rail_item(client, form)).collect()
    }

    fn rail_item(&self, client: Id, form: &form::Definition) -> Result<RailItem> {
        let open = self.ledger.holds(class_of(form));
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let context = self.context_of(client, &form.id)?;
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
        })
    }

    /// The section that was answered last and is not finished; else the first one not begun.
    fn resume(&self, client: Id) -> Option<String> {
        let entry = self.directory.entry(client)?;
        let sections: Vec<&str> =
            Catalog::shipped().ok()?.intake().map(|form| form.id.as_str()).collect();
        let under_way = |form: &&&str| {
            entry.section(form).is_some_and(|meta| meta.status == SectionStatus::InProgress)
        };
        let at = |form: &&&str| entry.section(form).map(|meta| meta.at.clone());
        let last = sections.iter().filter(under_way).max_by_key(at);
        let first = sections.iter().find(|form| entry.section(form).is_none());
        last.or(first).map(|form| (*form).to_owned())
    }

    pub(crate) fn client_row(&self, entry: &Entry) -> ClientRow {
        let today = self.clock().today();
        let birth = entry.birth();
        let phone = |number: &Phi<String>| form::phone::shown(&number.0);
        ClientRow {
            client: entry.client.to_string(),
            number: entry.number.clone(),
            name: entry.shown_name(),
            legal_name: entry.other_name(),
            pronouns: entry.pronouns.0.clone(),
            birth_date: birth.map_or_else(|| entry.birth_date.0.clone(), form::date::shown),
            age: birth.and_then(|birth| form::date::age_on(birth, today)),
            phones: entry.phones.iter().map(phone).collect(),
            stage: self.stage(entry),
            changed_at: entry.changed_at.clone(),
        }
    }

    fn stage(&self, entry: &Entry) -> String {
        let sections = Catalog::shipped().map(|forms| forms.intake().count()).unwrap_or_default();
        let done = |form: &&std::sync::Arc<form::Definition>| {
            entry.section(&form.id).is_some_and(|meta| meta.status == SectionStatus::Done)
        };
        let done = Catalog::shipped().map(|forms| forms.intake().filter(done).count());
        match (entry.plan.is_some() && self.clinical(), done.unwrap_or_default()) {
            (true, _) => "Plan in draft".to_owned(),
            (false, done) if done == sections => "Intake done".to_owned(),
            (false, done) => format!("Intake, {done} of {sections} sections"),
        }
    }

    fn new_client_view(&self, answers: Answers) -> Result<SectionView> {
        let id = make_id()?;
        let body = section_body(id, "client", answers, &stamp(self.clock().now()))?;
        let base = Base::default();
        self.section_view(&Draft { client: id, record: id, base, body, saved_at: None })
    }
}

/// Answers as they were typed so far; unreadable text is kept as it is.
fn lenient(json: &Value, today: chrono::NaiveDate) -> Result<Answers> {
    let form = definition("client")?;
    let mut answers = Answers::new();
    for (path, value) in json.as_object().ok_or(Code::BadValue)? {
        form::set(form, &mut answers, path, value, today)
            .map_err(|refused| Error::Input(vec![refused.to_string()]))?;
    }
    Ok(answers)
}

/// What the short form hands on to the intake: names and birth date, and a first phone.
fn intake_of_new(answers: &Answers) -> Vec<(&'static str, Answers)> {
    let mut identity = Map::new();
    for item in ["legal_first", "legal_middle", "legal_last", "name_used", "date_of_birth"] {
        if let Some(answer) = answers.get(item) {
            identity.insert(item.to_owned(), answer.to_json());
        }
    }
    let phone = answers
        .get("phone")
        .map(|phone| json!({"phones": [{"id": "first", "number": phone.to_json()}]}));
    let read = |json: &Value| Answers::from_json(json).unwrap_or_default();
    vec![
        ("identity", read(&Value::Object(identity))),
        ("contact", phone.as_ref().map(read).unwrap_or_default()),
    ]
}

fn new_section(client: Id, episode: Id, form: &str, answers: Answers, at: &str) -> Result<Draft> {
    let body = section_body(episode, form, answers, at)?;
    Ok(Draft { client, record: make_id()?, base: Base::default(), body, saved_at: None })
}

fn section_body(episode: Id, form: &str, answers: Answers, at: &str) -> Result<ResponseBody> {
    let form = definition(form)?;
    Ok(ResponseBody {
        episode,
        form: form.id.clone(),
        version: form.version.clone(),
        definition: crate::hex::shown(&vault::sha256(form.canonical())),
        status: SectionStatus::InProgress,
        source: None,
        started_at: at.to_owned(),
        finished_at: None,
        last_field: None,
        answers,
    })
}
