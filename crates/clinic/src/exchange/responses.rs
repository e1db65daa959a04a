//! Questionnaires that somebody has answered, as responses to the forms of this clinic.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use form::{Catalog, Definition, Role, SectionSource, SectionStatus};
use interop::fhir::{
    export::{SOURCE, STATUS},
    questionnaire::{answers, form_of},
};
use record::{Id, disclosure::Covers};
use serde_json::Value;

use super::{
    incoming::left_row,
    person::{Reading, is_own, said},
};
use crate::{
    Result, Session, admission::Newcomer, attachments::attached, clock::stamp, forms::shipped,
    response::Draft, view::LeftRow,
};

/// Responses of one person that are read.
const MOST: usize = 2_000;

impl Session {
    /// Takes the responses about a person into the newcomer they would be.
    pub(super) fn take_responses(
        &self,
        newcomer: &mut Newcomer,
        reading: &Reading<'_>,
        left: &mut Vec<LeftRow>,
    ) -> Result<()> {
        let forms = self.forms_to_take()?;
        let forms: Vec<&Definition> = forms.iter().map(AsRef::as_ref).collect();
        let responses = &reading.referral.responses;
        if responses.len() > MOST {
            let why = format!("Of {} questionnaires the first {MOST} are read.", responses.len());
            left.push(left_row(&why, "", &reading.referral.place));
        }
        let first = newcomer.drafts.len();
        for at in responses.iter().take(MOST) {
            let resource = &reading.incoming.resources()[*at];
            let Some(form) = form_of(&resource.body, &forms) else {
                let why = "This clinic has no such form. It can be added in Settings, Screenings.";
                left.push(left_row(why, "", &resource.place));
                continue;
            };
            let episode = episode_of(reading, *at).map_or_else(|| newcomer.episode(), Ok)?;
            // A section that the file has twice for one admission has one place here.
            let twice = |it: &Draft| it.body.form == form.id && it.body.episode == episode;
            if form.role == Role::Section && newcomer.drafts.iter().any(twice) {
                let why = "The section has answers from elsewhere in the file.";
                left.push(left_row(why, "", &resource.place));
                continue;
            }
            let draft = self.response_draft(newcomer, episode, form, (reading, *at), left)?;
            newcomer.drafts.extend(draft);
        }
        self.settle_taken(newcomer, first)
    }

    /// A response is done only when nothing is missing under the rules of the form, seen beside the
    /// sections as they will be.
    fn settle_taken(&self, newcomer: &mut Newcomer, first: usize) -> Result<()> {
        let among = self.context_among(newcomer.client, &newcomer.sections())?;
        for draft in newcomer.drafts.iter_mut().skip(first) {
            if draft.body.status != SectionStatus::Done {
                continue;
            }
            let form = self.forms.given(&draft.body)?;
            if !form::evaluate(&form, &draft.body.answers, &among(&form.id)).is_complete() {
                draft.body.status = SectionStatus::InProgress;
                draft.body.finished_at = None;
            }
        }
        Ok(())
    }

    fn response_draft(
        &self,
        newcomer: &Newcomer,
        episode: Id,
        form: &Definition,
        (reading, at): (&Reading<'_>, usize),
        left: &mut Vec<LeftRow>,
    ) -> Result<Option<Draft>> {
        let resource = &reading.incoming.resources()[at];
        let (today, now) = (self.clock().today(), self.clock().now());
        let is_own = reading.is_own && is_own(resource);
        if !is_own && ["consents", "episode"].contains(&form.id.as_str()) {
            let why = "Consents and admissions of another program are not taken in. Have consents \
                       signed here.";
            left.push(left_row(why, "", &resource.place));
            return Ok(None);
        }
        let read = match answers(form, &resource.body, today) {
            Ok(read) => read,
            Err(unread) => {
                left.push(left_row(&unread.to_string(), "", &resource.place));
                return Ok(None);
            }
        };
        for it in &read.left {
            let place = format!("{}.{}", resource.place, it.place);
            left.push(left_row(&it.why.to_string(), "", &place));
        }
        // The answers about an admission were read with it.
        if form.id == "episode" {
            return Ok(None);
        }
        let began = moment(said(&resource.body, "authored"), now);
        let mut draft = Draft::empty(newcomer.client, episode, form, &began)?;
        if is_own {
            draft.record = self.free_id(reading.ids, resource.id.as_deref())?;
        }
        draft.body.answers = read.answers;
        leave_papers(&mut draft, form, newcomer, &resource.place, left, today);
        leave_releases(&mut draft, form, &resource.place, left, today);
        draft.body.source = source(&resource.body, is_own);
        draft.body.status = status(&resource.body, is_own);
        if draft.body.status == SectionStatus::Done {
            let changed = &resource.body["meta"]["lastUpdated"];
            let finished = changed.as_str().filter(|_| is_own).map(|it| moment(it, now));
            draft.body.finished_at = Some(finished.unwrap_or(began));
        }
        let says = [SectionStatus::NotAsked, SectionStatus::AskLater].contains(&draft.body.status);
        Ok((says || !draft.body.answers.is_empty()).then_some(draft))
    }

    /// The forms that a response may answer: the sections of the intake, the form of the episode,
    /// and every screening this clinic has.
    pub(super) fn forms_to_take(&self) -> Result<Vec<Arc<Definition>>> {
        let mut forms: Vec<Arc<Definition>> = Catalog::shipped()?.intake().cloned().collect();
        forms.push(shipped("episode")?.clone());
        forms.extend(self.forms.screening()?);
        Ok(forms)
    }
}

/// Answers that name a picture or a paper which did not come along.
fn leave_papers(
    draft: &mut Draft,
    form: &Definition,
    newcomer: &Newcomer,
    place: &str,
    left: &mut Vec<LeftRow>,
    today: NaiveDate,
) {
    for (path, (_, id)) in attached(form, &draft.body.answers) {
        if newcomer.papers.iter().any(|it| it.id.to_string() == id) {
            continue;
        }
        let why = "The picture or paper of an answer did not come along. Attach it here.";
        left.push(left_row(why, "", place));
        let _ = form::set(form, &mut draft.body.answers, &path, &Value::Null, today);
    }
}

/// A release in a file lets nothing leave here: anybody can write a file. It has to be signed anew.
fn leave_releases(
    draft: &mut Draft,
    form: &Definition,
    place: &str,
    left: &mut Vec<LeftRow>,
    today: NaiveDate,
) {
    if form.id != "consents" {
        return;
    }
    let answers = &mut draft.body.answers;
    let rows: Vec<String> = answers.rows("documents").iter().map(|row| row.id.clone()).collect();
    for row in rows {
        let path = |item: &str| format!("documents/{row}/{item}");
        let document = answers.text(&path("document")).unwrap_or_default();
        let is_signed = answers.text(&path("status")) == Some("signed");
        if !is_signed || Covers::of_document(document).is_none() {
            continue;
        }
        let why =
            "A release that was signed elsewhere comes as not signed yet: have it signed here.";
        left.push(left_row(why, "", place));
        let _ = form::set(form, answers, &path("status"), &"pending".into(), today);
    }
}

/// The admission that a response belongs to, where the file says so.
pub(super) fn episode_of(reading: &Reading<'_>, at: usize) -> Option<Id> {
    let body = &reading.incoming.resources()[at].body;
    let named = match &body["encounter"] {
        Value::Null => body["context"]["encounter"].as_array()?.first()?,
        named => named,
    };
    let encounter = reading.incoming.meant(at, named)?;
    let episodes = reading.incoming.resources()[encounter].body["episodeOfCare"].as_array()?;
    let episode = reading.incoming.meant(encounter, episodes.first()?)?;
    reading.episodes.get(&episode).copied()
}

/// Where a response says it stands.
fn status(response: &Value, is_own: bool) -> SectionStatus {
    match tag(response, STATUS).filter(|_| is_own) {
        Some("ask_later") => SectionStatus::AskLater,
        Some("not_asked") => SectionStatus::NotAsked,
        _ if matches!(said(response, "status"), "completed" | "amended") => SectionStatus::Done,
        _ => SectionStatus::InProgress,
    }
}

/// A tag of the resource in a code system of ours.
fn tag<'v>(response: &'v Value, system: &str) -> Option<&'v str> {
    let tags = response["meta"]["tag"].as_array()?;
    let tag = tags.iter().find(|tag| said(tag, "system") == system)?;
    tag["code"].as_str()
}

/// Who the answers come from. What another program wrote down is from records.
fn source(response: &Value, is_own: bool) -> Option<SectionSource> {
    if !is_own {
        return Some(SectionSource::Staff);
    }
    match tag(response, SOURCE)? {
        "client" => Some(SectionSource::Client),
        "guardian" => Some(SectionSource::Guardian),
        _ => Some(SectionSource::Staff),
    }
}

/// A moment of the file as it is stored; a day alone is its noon, and what is to come is now.
pub(super) fn moment(given: &str, now: DateTime<Utc>) -> String {
    let exact = DateTime::parse_from_rfc3339(given).map(|it| it.to_utc()).ok();
    let day = || {
        let day = given.parse::<NaiveDate>().ok()?.and_hms_opt(12, 0, 0)?;
        Some(day.and_utc())
    };
    match exact.or_else(day).filter(|it| *it <= now) {
        Some(at) => at.to_rfc3339_opts(SecondsFormat::Secs, true),
        None => stamp(now),
    }
}
