//! Admitting someone: client, first episode and first intake answers in one transaction.

use form::{Answers, Definition};
use record::{Id, Kind};
use serde_json::{Map, Value, json};
use vault::Class;

use crate::{
    Error, Result, Session,
    body::{ClientBody, ClinicBody, EpisodeBody},
    clock::stamp,
    episodes::first_answers,
    forms::shipped,
    ledger::{Base, Change},
    machine::make_id,
    person,
    response::Draft,
};

/// Someone about to be admitted; nothing is written yet.
pub(crate) struct Newcomer {
    pub(crate) client: Id,
    pub(crate) episode: Id,
    /// First answers, section by section; identity is always among them.
    pub(crate) drafts: Vec<Draft>,
}

impl Session {
    /// Adds a client with a first episode; name, birth date and phone go on into the intake.
    ///
    /// # Errors
    /// Every answer that is missing, impossible or too long, by its path.
    pub fn add_client(&mut self, answers: &Value) -> Result<Id> {
        let newcomer = self.newcomer(answers)?;
        self.admit(newcomer)
    }

    /// Reads the short form and hands its answers on to the intake.
    pub(crate) fn newcomer(&self, answers: &Value) -> Result<Newcomer> {
        let today = self.clock().today();
        let answers = lenient(answers, today)?;
        let form = shipped("client")?;
        let evaluation = form::evaluate(form, &answers, &form::Context::on(today));
        if !evaluation.is_complete() {
            let wrong = evaluation.issues.iter();
            let wrong = wrong.filter(|issue| issue.level != form::IssueLevel::Recommended);
            let lines = wrong.map(|issue| format!("{}: {}", issue.path, issue.message));
            return Err(Error::Input(lines.collect()));
        }
        let (client, episode) = (make_id()?, make_id()?);
        let mut newcomer = Newcomer { client, episode, drafts: Vec::new() };
        for (section, members) in handed_on(&answers) {
            let draft = self.first_answers(&mut newcomer, shipped(section)?)?;
            for (path, value) in &members {
                // What the short form allows and the section does not (a declined phone has no
                // row to stand in) is asked again there.
                let _ = form::set(shipped(section)?, &mut draft.body.answers, path, value, today);
            }
        }
        newcomer.drafts.retain(|draft| !draft.body.answers.is_empty());
        Ok(newcomer)
    }

    /// The newcomer's section, begun if need be.
    pub(crate) fn first_answers<'n>(
        &self,
        newcomer: &'n mut Newcomer,
        form: &Definition,
    ) -> Result<&'n mut Draft> {
        let known = newcomer.drafts.iter().position(|draft| draft.body.form == form.id);
        let at = match known {
            Some(at) => at,
            None => {
                let at = stamp(self.clock().now());
                let mut draft = Draft::empty(newcomer.client, newcomer.episode, form, &at)?;
                draft.body.status = form::SectionStatus::InProgress;
                newcomer.drafts.push(draft);
                newcomer.drafts.len() - 1
            }
        };
        Ok(&mut newcomer.drafts[at])
    }

    /// Writes client, episode and first intake answers: all or nothing.
    pub(crate) fn admit(&mut self, newcomer: Newcomer) -> Result<Id> {
        let client = newcomer.client;
        self.admit_all(vec![newcomer])?;
        Ok(client)
    }

    /// Writes several newcomers, each with a number of their own: all or nothing.
    pub(crate) fn admit_all(&mut self, newcomers: Vec<Newcomer>) -> Result<()> {
        if newcomers.is_empty() {
            return Ok(());
        }
        let began = form::date::stored(self.clock().today());
        let mut clinic = self.clinic.clone();
        let (mut changes, mut admitted) = (Vec::new(), Vec::new());
        for newcomer in newcomers {
            let number = format!("{}-{:04}", clinic.prefix, clinic.next);
            clinic.next += 1;
            let identity = newcomer.drafts.iter().find(|draft| draft.body.form == "identity");
            let none = Answers::new();
            let identity = identity.map_or(&none, |draft| &draft.body.answers);
            let body = person::body(number, identity)?;
            let answers = first_answers(self.clock().today())?;
            let episode = EpisodeBody { began: began.clone(), nth: 0, answers };
            let Newcomer { client, episode: id, drafts } = newcomer;
            changes.push(self.client_change(client, Base::default(), &body)?);
            changes.push(self.episode_change(client, id, Base::default(), &episode)?);
            for draft in &drafts {
                changes.push(self.response_change(draft)?);
            }
            admitted.push((client, id, body, episode, drafts));
        }
        changes.insert(0, self.clinic_change(&clinic)?);
        self.ledger.commit(changes, Vec::new())?;
        self.clinic = clinic;
        let at = stamp(self.clock().now());
        for (client, id, body, episode, drafts) in admitted {
            self.take_newcomer(&body, (client, id), &episode, &at);
            let entry = self.directory.entry_mut(client);
            drafts.iter().for_each(|draft| entry.take_response(draft.record, &draft.body, &at));
        }
        Ok(())
    }

    fn take_newcomer(&mut self, body: &ClientBody, ids: (Id, Id), episode: &EpisodeBody, at: &str) {
        let entry = self.directory.entry_mut(ids.0);
        entry.take_client(body, at);
        entry.take_episode(ids.1, episode, at);
    }

    pub(crate) fn clinic_change(&self, body: &ClinicBody) -> Result<Change> {
        let base = self.ledger.load::<ClinicBody>(self.clinic_record)?.base();
        let id = self.clinic_record;
        self.ledger.change(id, Kind::Clinic, Class::Registry, None, base, body)
    }
}

/// Answers as they were typed so far; unreadable text is kept as it is.
///
/// # Errors
/// Every answer that no form could hold.
pub(crate) fn lenient(json: &Value, today: chrono::NaiveDate) -> Result<Answers> {
    let form = shipped("client")?;
    let (mut answers, mut refused) = (Answers::new(), Vec::new());
    for (path, value) in json.as_object().ok_or(crate::Code::BadValue)? {
        refused.extend(form::set(form, &mut answers, path, value, today).err());
    }
    if refused.is_empty() { Ok(answers) } else { Err(form::Error::Answers(refused).into()) }
}

/// What the short form hands on to the intake: names and birth date, and a first phone.
fn handed_on(answers: &Answers) -> [(&'static str, Map<String, Value>); 2] {
    let (mut identity, mut contact) = (Map::new(), Map::new());
    for item in ["legal_first", "legal_middle", "legal_last", "name_used", "date_of_birth"] {
        if let Some(answer) = answers.get(item) {
            identity.insert(item.to_owned(), answer.to_json());
        }
    }
    match answers.get("phone") {
        Some(form::Answer::Text(number)) => {
            contact.insert("phones".to_owned(), json!([{"id": "first", "number": number}]));
        }
        Some(state) => _ = contact.insert("phones".to_owned(), state.to_json()),
        None => {}
    }
    [("identity", identity), ("contact", contact)]
}
