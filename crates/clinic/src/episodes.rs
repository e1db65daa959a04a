//! Episodes of care: where the one under way stands, and admitting somebody again. A person who
//! comes back is not typed anew: what was said before is offered with its date, and taken over only
//! when somebody says so.

use form::{Answers, SectionStatus};
use record::{Id, Kind};
use serde_json::{Value, json};
use vault::Class;

use crate::{
    Code, Error, Result, Session,
    body::{EpisodeBody, ResponseBody},
    clock::stamp,
    directory::{Entry, EpisodeMeta},
    forms::shipped,
    ledger::{Base, Change},
    machine::make_id,
    response::{Draft, answered, changed_rows},
    screenings::day,
    stages::Stage,
    view::{EarlierAnswer, EarlierView, EpisodePage, EpisodeRow, SectionView, request},
};

/// The stages that the answers to the form of an episode name.
pub(crate) const WAITLIST: &str = "Waitlist";
pub(crate) const DISCHARGED: &str = "Discharged";
pub(crate) const NOT_ADMITTED: &str = "Not admitted";

/// The form of an episode.
const FORM: &str = "episode";

impl Session {
    /// Where the episode under way stands, and those before it.
    ///
    /// # Errors
    /// No such client.
    pub fn open_episode(&mut self, client: Id) -> Result<EpisodePage> {
        self.note_view(client)?;
        let (draft, _) = self.episode_draft(client)?;
        self.episode_page(client, &draft)
    }

    /// Answers one thing about the episode under way.
    ///
    /// # Errors
    /// [`Code::Stale`] when it changed meanwhile; a value that does not fit.
    pub fn answer_episode(&mut self, request: &request::AnswerItem) -> Result<EpisodePage> {
        let client = self.client(&request.client)?;
        let (mut draft, body) = self.episode_seen(client, &request.record, request.rev)?;
        answered(shipped(FORM)?, &mut draft.body.answers, request, self.clock().today())?;
        self.save_episode(client, draft, body)
    }

    /// Adds, removes or moves a row, such as a transfer.
    ///
    /// # Errors
    /// As [`Session::answer_episode`].
    pub fn change_episode_rows(&mut self, request: &request::ChangeRows) -> Result<EpisodePage> {
        let client = self.client(&request.client)?;
        let (mut draft, body) = self.episode_seen(client, &request.record, request.rev)?;
        changed_rows(shipped(FORM)?, &mut draft.body.answers, request)?;
        self.save_episode(client, draft, body)
    }

    /// Admits somebody again: a new episode; the records of those before stay as they are.
    ///
    /// # Errors
    /// [`Code::EpisodeOpen`] while one is under way.
    pub fn readmit_client(&mut self, client: Id) -> Result<()> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let last = entry.episode_under_way().ok_or(Code::NoSuchRecord)?;
        if !last.is_over() {
            return Err(Code::EpisodeOpen.into());
        }
        let body = EpisodeBody {
            began: form::date::stored(self.clock().today()),
            nth: last.nth + 1,
            answers: first_answers(self.clock().today())?,
        };
        let id = make_id()?;
        let change = self.episode_change(client, id, Base::default(), &body)?;
        self.ledger.commit(vec![change], Vec::new())?;
        let at = stamp(self.clock().now());
        self.directory.entry_mut(client).take_episode(id, &body, &at);
        Ok(())
    }

    /// Takes the answers of the episode before over into a section that has none yet.
    ///
    /// # Errors
    /// [`Code::Stale`] when the section has answers; [`Code::NoSuchRecord`] when there is nothing to
    /// take over.
    pub fn take_earlier(&mut self, request: &request::OpenForm) -> Result<SectionView> {
        let client = self.client(&request.client)?;
        let definition = self.readable(&request.form)?;
        let mut draft = self.section_draft(client, &definition)?;
        if draft.base.rev > 0 {
            return Err(Code::Stale.into());
        }
        let (_, earlier) = self.earlier(client, &request.form)?.ok_or(Code::NoSuchRecord)?;
        let form = self.forms.given(&draft.body)?;
        draft.body.answers = unsigned(&form, earlier.answers)?;
        draft.body.source = earlier.source;
        draft.body.status = SectionStatus::InProgress;
        let saved = self.save_drafts(vec![draft])?;
        saved.into_iter().next().ok_or_else(|| Code::Internal.into())
    }

    /// What was said in a section in the episode before, offered while this one is blank.
    pub(crate) fn earlier_view(&self, draft: &Draft) -> Result<Option<EarlierView>> {
        let role = self.forms.given(&draft.body)?.role;
        if draft.base.rev > 0 || role != form::Role::Section {
            return Ok(None);
        }
        let Some((at, body)) = self.earlier(draft.client, &draft.body.form)? else {
            return Ok(None);
        };
        let form = self.forms.given(&body)?;
        let shown = |(path, answer): (&str, &form::Answer)| {
            let item = form.item(path)?;
            let (name, shown) = (item.name.clone(), form::shown(item, answer).replace('\n', "; "));
            (!shown.is_empty()).then_some(EarlierAnswer { name, shown })
        };
        Ok(Some(EarlierView {
            on: day(&at),
            answers: body.answers.iter().filter_map(shown).collect(),
        }))
    }

    /// The newest response to a section in an episode before the one under way.
    fn earlier(&self, client: Id, section: &str) -> Result<Option<(String, ResponseBody)>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let now = entry.episode_under_way().map(|episode| episode.record);
        let earlier = entry.responses.iter().filter(|it| it.form == section);
        let earlier = earlier.filter(|it| Some(it.episode) != now).max_by(|a, b| a.at.cmp(&b.at));
        let Some(meta) = earlier else { return Ok(None) };
        let body = self.ledger.load::<ResponseBody>(meta.record)?.envelope.body;
        Ok(Some((meta.at.clone(), body)).filter(|(_, body)| !body.answers.is_empty()))
    }

    /// The episode as answers to its form.
    fn episode_draft(&self, client: Id) -> Result<(Draft, EpisodeBody)> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let record = entry.episode_under_way().ok_or(Code::NoSuchRecord)?.record;
        let loaded = self.ledger.load::<EpisodeBody>(record)?;
        if loaded.envelope.t != Kind::Episode || loaded.envelope.client != Some(client) {
            return Err(Code::NoSuchRecord.into());
        }
        let (base, at) = (loaded.base(), loaded.envelope.at);
        let body = loaded.envelope.body;
        let mut draft = Draft::empty(client, record, shipped(FORM)?, &at)?;
        draft.body.status = SectionStatus::InProgress;
        draft.body.answers = body.answers.clone();
        Ok((Draft { record, base, saved_at: Some(at), ..draft }, body))
    }

    fn episode_seen(&self, client: Id, record: &str, rev: u32) -> Result<(Draft, EpisodeBody)> {
        let (draft, body) = self.episode_draft(client)?;
        if draft.base.rev != rev || draft.record.to_string() != record {
            return Err(Code::Stale.into());
        }
        Ok((draft, body))
    }

    fn save_episode(&mut self, client: Id, draft: Draft, body: EpisodeBody) -> Result<EpisodePage> {
        let body = EpisodeBody { answers: draft.body.answers.clone(), ..body };
        let change = self.episode_change(client, draft.record, draft.base, &body)?;
        self.ledger.commit(vec![change], Vec::new())?;
        let at = stamp(self.clock().now());
        self.directory.entry_mut(client).take_episode(draft.record, &body, &at);
        let (draft, _) = self.episode_draft(client)?;
        self.episode_page(client, &draft)
    }

    pub(crate) fn episode_change(
        &self,
        client: Id,
        episode: Id,
        base: Base,
        body: &EpisodeBody,
    ) -> Result<Change> {
        self.ledger.change(episode, Kind::Episode, Class::Intake, Some(client), base, body)
    }

    fn episode_page(&self, client: Id, draft: &Draft) -> Result<EpisodePage> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        Ok(EpisodePage {
            band: self.band(client)?,
            section: self.section_view(draft)?,
            episodes: entry.episodes.iter().rev().map(row).collect(),
            may_readmit: entry.episode_under_way().is_some_and(EpisodeMeta::is_over),
        })
    }
}

/// Answers without the signatures below them: whoever comes back signs anew.
fn unsigned(form: &form::Definition, mut answers: Answers) -> Result<Answers> {
    let is_signature = |item: &&form::Item| matches!(item.kind, form::Kind::Signature(_));
    let mut paths: Vec<String> =
        form.items.iter().filter(is_signature).map(|item| item.id.clone()).collect();
    for group in &form.items {
        for row in answers.rows(&group.id) {
            let signed = group.row_items().iter().filter(is_signature);
            paths.extend(signed.map(|item| format!("{}/{}/{}", group.id, row.id, item.id)));
        }
    }
    for path in paths {
        // A day matters to dates alone.
        form::set(form, &mut answers, &path, &Value::Null, chrono::NaiveDate::default())
            .map_err(|refused| Error::from(form::Error::Answers(vec![refused])))?;
    }
    Ok(answers)
}

fn row(episode: &EpisodeMeta) -> EpisodeRow {
    EpisodeRow { began: shown(&episode.began), stage: episode_stage(episode) }
}

/// Where an episode stands, in words; nothing while the intake itself says it.
pub(crate) fn special_stage(entry: &Entry) -> Option<Stage> {
    let name = special_name(entry)?;
    Some(Stage::new(name, &episode_stage(entry.episode_under_way()?)))
}

/// The name alone: of most people of an old clinic nothing else is asked.
pub(crate) fn special_name(entry: &Entry) -> Option<&'static str> {
    match entry.episode_under_way()?.status.as_str() {
        "waitlist" => Some(WAITLIST),
        "discharged" => Some(DISCHARGED),
        "not_admitted" => Some(NOT_ADMITTED),
        _ => None,
    }
}

fn episode_stage(episode: &EpisodeMeta) -> String {
    let since = |words: &str, on: &str| match on {
        "" => words.to_owned(),
        on => format!("{words} {}", shown(on)),
    };
    match episode.status.as_str() {
        "waitlist" => {
            let words = match episode.priority.as_str() {
                "urgent" => "Waitlist, urgent, since",
                "soon" => "Waitlist, soon, since",
                _ => "Waitlist since",
            };
            let on = if episode.waiting.is_empty() { &episode.began } else { &episode.waiting };
            since(words, on)
        }
        "discharged" => since("Discharged", &episode.ended),
        "not_admitted" => "Not admitted".to_owned(),
        "active" => "In treatment".to_owned(),
        "referred" => "Referred".to_owned(),
        _ => "Intake".to_owned(),
    }
}

fn shown(stored: &str) -> String {
    form::date::parse_stored(stored).map_or_else(|| stored.to_owned(), form::date::shown)
}

/// What an episode begins with.
pub(crate) fn first_answers(today: chrono::NaiveDate) -> Result<Answers> {
    let (form, mut answers) = (shipped(FORM)?, Answers::new());
    for (path, value) in
        [("status", json!("intake")), ("referral_date", json!(form::date::stored(today)))]
    {
        form::set(form, &mut answers, path, &value, today)
            .map_err(|refused| Error::from(form::Error::Answers(vec![refused])))?;
    }
    Ok(answers)
}
