//! Admitting someone: client, first episode and first intake answers in one transaction.

use chrono::NaiveDate;
use form::{Answers, Definition};
use record::{Id, Kind};
use serde_json::{Map, Value, json};
use vault::Class;

use crate::{
    Code, Error, Result, Session,
    attachments::NewAttachment,
    body::{ClientBody, ClinicBody, EpisodeBody, FlagBody, PlanBody},
    clock::stamp,
    episodes::first_answers,
    flags::Raised,
    forms::shipped,
    ledger::{Base, Change, Event, What},
    machine::make_id,
    person,
    response::Draft,
};

/// Someone about to be admitted; nothing is written yet.
pub(crate) struct Newcomer {
    pub(crate) client: Id,
    /// Admissions, oldest first; the last is under way.
    pub(crate) episodes: Vec<(Id, EpisodeBody)>,
    /// First answers, section by section; identity is always among them.
    pub(crate) drafts: Vec<Draft>,
    /// Plans that are being written.
    pub(crate) plans: Vec<(Id, PlanBody)>,
    /// Attachments that come along.
    pub(crate) papers: Vec<NewAttachment>,
    /// Flags that the answers raise.
    pub(crate) flags: Vec<Raised>,
    /// They come from a file of another program, which the audit is told.
    pub(crate) from_file: bool,
}

impl Newcomer {
    /// Somebody whose first episode begins on a day.
    pub(crate) fn beginning(today: NaiveDate) -> Result<Self> {
        let body = EpisodeBody {
            began: form::date::stored(today),
            nth: 0,
            answers: first_answers(today)?,
        };
        let (client, episodes) = (make_id()?, vec![(make_id()?, body)]);
        let (drafts, plans, papers, flags) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let from_file = false;
        Ok(Self { client, episodes, drafts, plans, papers, flags, from_file })
    }

    /// The episode under way.
    pub(crate) fn episode(&self) -> Result<Id> {
        self.episodes.last().map(|(id, _)| *id).ok_or_else(|| Code::Internal.into())
    }

    /// The sections of the intake: what the other forms are evaluated beside.
    pub(crate) fn sections(&self) -> Vec<Draft> {
        let shipped = |draft: &&Draft| {
            shipped(&draft.body.form).is_ok_and(|form| form.role == form::Role::Section)
        };
        self.drafts.iter().filter(shipped).cloned().collect()
    }

    /// Who the person is.
    pub(crate) fn identity(&self) -> Answers {
        self.answers_to("identity")
    }

    /// The answers to a section in the episode under way; of one before it where that has none.
    pub(crate) fn answers_to(&self, form: &str) -> Answers {
        let sections = self.drafts.iter().filter(|draft| draft.body.form == form);
        let nth =
            |draft: &&Draft| self.episodes.iter().position(|(id, _)| *id == draft.body.episode);
        sections.max_by_key(nth).map(|draft| draft.body.answers.clone()).unwrap_or_default()
    }
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
        let mut newcomer = Newcomer::beginning(today)?;
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
                let mut draft = Draft::empty(newcomer.client, newcomer.episode()?, form, &at)?;
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
        let mut clinic = self.clinic.clone();
        let (mut changes, mut events, mut admitted) = (Vec::new(), Vec::new(), Vec::new());
        for mut newcomer in newcomers {
            let number = format!("{}-{:04}", clinic.prefix, clinic.next);
            clinic.next += 1;
            let client = newcomer.client;
            let body = person::body(number, &newcomer.identity())?;
            changes.push(self.client_change(client, Base::default(), &body)?);
            for (id, episode) in &newcomer.episodes {
                changes.push(self.episode_change(client, *id, Base::default(), episode)?);
            }
            for draft in &newcomer.drafts {
                changes.push(self.response_change(draft)?);
            }
            for (id, plan) in &newcomer.plans {
                changes.push(self.plan_change(client, *id, Base::default(), plan)?);
            }
            if newcomer.from_file {
                events.push(Event::about(What::TakenIn, client));
            }
            for paper in &newcomer.papers {
                changes.extend(self.attachment_changes(client, paper)?);
                events.push(Event::on(What::Attached, paper.id, Some(client)));
            }
            let mut flags = Vec::new();
            for raised in newcomer.flags.drain(..) {
                changes.push(raised.change);
                events.push(raised.event);
                flags.push((raised.record, raised.body));
            }
            admitted.push((newcomer, body, flags));
        }
        changes.insert(0, self.clinic_change(&clinic)?);
        self.ledger.commit(changes, events)?;
        self.clinic = clinic;
        for (newcomer, body, flags) in admitted {
            self.take_newcomer(&newcomer, &body, &flags);
        }
        Ok(())
    }

    fn take_newcomer(&mut self, newcomer: &Newcomer, body: &ClientBody, flags: &[(Id, FlagBody)]) {
        let at = stamp(self.clock().now());
        let entry = self.directory.entry_mut(newcomer.client);
        entry.take_client(body, &at);
        newcomer.episodes.iter().for_each(|(id, episode)| entry.take_episode(*id, episode, &at));
        newcomer.drafts.iter().for_each(|it| entry.take_response(it.record, &it.body, &at));
        newcomer.plans.iter().for_each(|(id, plan)| entry.take_plan(*id, plan, &at));
        newcomer.papers.iter().for_each(|it| entry.take_attachment(it.id, &it.body));
        flags.iter().for_each(|(id, flag)| entry.take_flag(*id, flag));
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
pub(crate) fn lenient(json: &Value, today: NaiveDate) -> Result<Answers> {
    let form = shipped("client")?;
    let (mut answers, mut refused) = (Answers::new(), Vec::new());
    for (path, value) in json.as_object().ok_or(Code::BadValue)? {
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
