//! What the directory knows of one client.

use chrono::NaiveDate;
use form::Answers;
use record::{Id, Kind, signature::SignedHow};

use super::heads::{PlanHead, ResponseHead, SealedHead};
use super::meta::{
    AttachmentMeta, CertificationMeta, ClinicalMeta, EpisodeMeta, FlagMeta, PlanMeta,
    PlanSignatureMeta, RemovalMeta, ResponseMeta, ReviewMeta, SummaryMeta,
};
use super::seated::{AttendanceMeta, SeatsMeta};
use crate::{
    Error, Phi, Result,
    body::{
        AttachmentBody, CertificationBody, ClientBody, EpisodeBody, FlagBody, Names, PlanBody,
        PlanSignatureBody, RemovalBody, ResponseBody, ReviewBody, SummaryBody,
    },
    fold,
};

/// What is shown of somebody whose own record cannot be read.
const NO_NAME: &str = "A record that cannot be read";

/// One client.
pub(crate) struct Entry {
    pub(crate) client: Id,
    pub(crate) number: String,
    pub(crate) names: Names,
    pub(crate) birth_date: Phi<String>,
    pub(crate) pronouns: Phi<String>,
    pub(crate) phones: Vec<Phi<String>>,
    /// Episodes, oldest first; the last is under way.
    pub(crate) episodes: Vec<EpisodeMeta>,
    pub(crate) responses: Vec<ResponseMeta>,
    pub(crate) plans: Vec<PlanMeta>,
    pub(crate) plan_signatures: Vec<PlanSignatureMeta>,
    pub(crate) reviews: Vec<ReviewMeta>,
    pub(crate) certifications: Vec<CertificationMeta>,
    pub(crate) summaries: Vec<SummaryMeta>,
    pub(crate) seats: Option<SeatsMeta>,
    pub(crate) attendance: Vec<AttendanceMeta>,
    /// Suitability records, safety plans, level-of-care results.
    pub(crate) clinical: Vec<ClinicalMeta>,
    pub(crate) changed_at: String,
    /// Folded words of names, number, phones and birth date.
    pub(crate) words: Vec<String>,
    /// The name that is shown, folded: the order of lists.
    pub(crate) sorts_as: String,
    /// Whether the client was deleted and not brought back: the record, and when.
    pub(crate) removal: Option<RemovalMeta>,
    /// Flags that nobody has cleared.
    pub(crate) flags: Vec<FlagMeta>,
    /// What clinicians did about flags: the record, and the flag.
    pub(crate) dispositions: Vec<(Id, Id)>,
    /// When the last flag was raised, cleared or not.
    pub(crate) last_flag_at: Option<String>,
    /// Attachments that are there or were put away, in no particular order.
    pub(crate) attachments: Vec<AttachmentMeta>,
    /// Records of what left the clinic.
    pub(crate) disclosures: Vec<Id>,
}

impl Entry {
    pub(crate) fn of(client: Id) -> Self {
        Self {
            client,
            number: String::new(),
            names: Names::default(),
            birth_date: Phi::default(),
            pronouns: Phi::default(),
            phones: Vec::new(),
            episodes: Vec::new(),
            responses: Vec::new(),
            plans: Vec::new(),
            plan_signatures: Vec::new(),
            reviews: Vec::new(),
            certifications: Vec::new(),
            summaries: Vec::new(),
            seats: None,
            attendance: Vec::new(),
            clinical: Vec::new(),
            changed_at: String::new(),
            words: Vec::new(),
            sorts_as: fold::fold(NO_NAME),
            removal: None,
            flags: Vec::new(),
            dispositions: Vec::new(),
            last_flag_at: None,
            attachments: Vec::new(),
            disclosures: Vec::new(),
        }
    }

    /// Takes what the client record says.
    pub(crate) fn take_client(&mut self, body: &ClientBody, at: &str) {
        self.number.clone_from(&body.number);
        self.names = body.names.clone();
        self.birth_date = body.birth_date.clone();
        self.pronouns = body.pronouns.clone();
        self.changed(at);
        self.index();
    }

    /// Takes what a response says about itself, and phone numbers from the contact section.
    pub(crate) fn take_response(&mut self, record: Id, body: &ResponseBody, at: &str) {
        self.take_response_meta(ResponseMeta {
            record,
            episode: body.episode,
            form: body.form.clone(),
            status: body.status,
            started_at: body.started_at.clone(),
            at: at.to_owned(),
        });
        if body.form == "contact" {
            self.take_phones(&body.answers);
        }
    }

    /// As [`Entry::take_response`], of a response whose answers were passed over.
    pub(super) fn take_response_head(
        &mut self,
        record: Id,
        head: &ResponseHead<'_>,
        at: &str,
    ) -> Result<()> {
        if head.form == "contact" {
            let answers: Answers =
                serde_json::from_str(head.answers.get()).map_err(|_| Error::Unreadable)?;
            self.take_phones(&answers);
        }
        self.take_response_meta(ResponseMeta {
            record,
            episode: head.episode,
            form: head.form.to_string(),
            status: head.status,
            started_at: head.started_at.to_string(),
            at: at.to_owned(),
        });
        Ok(())
    }

    fn take_response_meta(&mut self, meta: ResponseMeta) {
        self.changed(&meta.at);
        match self.responses.iter_mut().find(|known| known.record == meta.record) {
            Some(known) => *known = meta,
            None => self.responses.push(meta),
        }
    }

    /// Takes what a clinical record says about itself.
    pub(crate) fn take_clinical(&mut self, record: Id, kind: Kind, episode: Id, at: &str) {
        self.clinical.retain(|known| known.record != record);
        self.clinical.push(ClinicalMeta { record, kind, episode, at: at.to_owned() });
        self.changed(at);
    }

    /// Takes what an attachment says about itself.
    pub(crate) fn take_attachment(&mut self, record: Id, body: &AttachmentBody) {
        self.attachments.retain(|known| known.record != record);
        let (kind, date, removed) = (body.kind, body.date.clone(), body.removed.is_some());
        self.attachments.push(AttachmentMeta { record, kind, date, removed });
    }

    /// Takes a deletion, or that it was taken back.
    pub(crate) fn take_removal(&mut self, record: Id, body: &RemovalBody) {
        if body.returned_at.is_none() {
            self.removal = Some(RemovalMeta { record, at: body.at.clone() });
        } else if self.removal.as_ref().is_some_and(|known| known.record == record) {
            self.removal = None;
        }
    }

    /// Takes a flag, or that it was cleared.
    pub(crate) fn take_flag(&mut self, record: Id, body: &FlagBody) {
        self.flags.retain(|known| known.record != record);
        if self.last_flag_at.as_ref().is_none_or(|last| *last < body.at) {
            self.last_flag_at = Some(body.at.clone());
        }
        if body.cleared.is_none() {
            let (response, at) = (body.response, body.at.clone());
            self.flags.push(FlagMeta { record, response, at });
            self.flags.sort_by(|a, b| a.at.cmp(&b.at));
        }
    }

    /// Takes what a plan says about itself.
    pub(crate) fn take_plan(&mut self, record: Id, body: &PlanBody, at: &str) {
        let sealed = body.sealed.as_ref();
        let sealed =
            sealed.map(|it| SealedHead { at: it.at.clone(), by: it.by, asked: it.asked.clone() });
        let head = PlanHead { episode: body.episode, version: body.version, sealed };
        self.take_plan_head(record, head, at);
    }

    /// As [`Entry::take_plan`], of a plan that was passed over.
    pub(super) fn take_plan_head(&mut self, record: Id, head: PlanHead, at: &str) {
        self.plans.retain(|known| known.record != record);
        let sealed_by = head.sealed.as_ref().map(|sealed| sealed.by);
        let (asked, sealed_at) = head.sealed.map(|it| (it.asked, it.at)).unzip();
        self.plans.push(PlanMeta {
            record,
            episode: head.episode,
            version: head.version,
            asked,
            sealed_at: sealed_at.unwrap_or_default(),
            sealed_by,
        });
        self.changed(at);
    }

    /// Takes a signature below a plan.
    pub(crate) fn take_plan_signature(&mut self, record: Id, body: &PlanSignatureBody, at: &str) {
        let declined = matches!(body.signature.how, SignedHow::Declined { .. });
        let scan = match body.signature.how {
            SignedHow::OnPaper { scan, .. } => scan,
            _ => None,
        };
        let (plan, role, at) = (body.plan, body.signature.role, at.to_owned());
        self.changed(&at);
        self.plan_signatures.retain(|known| known.record != record);
        self.plan_signatures.push(PlanSignatureMeta { record, plan, role, declined, scan, at });
    }

    /// Takes what a review says about itself.
    pub(crate) fn take_review(&mut self, record: Id, body: &ReviewBody, at: &str) {
        let stored = |date: &record::Entered<NaiveDate>| {
            date.known().map(form::date::stored).unwrap_or_default()
        };
        self.reviews.retain(|known| known.record != record);
        self.reviews.push(ReviewMeta {
            record,
            episode: body.episode,
            on: stored(&body.review.on),
            next_on: stored(&body.review.next_on),
            leaves: body.review.decision.is_some_and(|it| !it.stays()),
            finished_at: body.finished.as_ref().map(|it| it.at.clone()),
        });
        self.changed(at);
    }

    /// The newest finished review of an episode.
    pub(crate) fn last_review(&self, episode: Id) -> Option<&ReviewMeta> {
        let of = self.reviews.iter().filter(|it| it.episode == episode);
        of.filter(|it| it.finished_at.is_some()).max_by(|a, b| a.finished_at.cmp(&b.finished_at))
    }

    /// Takes what a certification says about itself.
    pub(crate) fn take_certification(&mut self, record: Id, body: &CertificationBody, at: &str) {
        self.certifications.retain(|known| known.record != record);
        let (episode, at, until) = (body.episode, at.to_owned(), body.until.clone());
        self.changed(&at);
        self.certifications.push(CertificationMeta { record, episode, at, until });
    }

    /// Takes what a summary says about itself.
    pub(crate) fn take_summary(&mut self, record: Id, body: &SummaryBody, at: &str) {
        self.summaries.retain(|known| known.record != record);
        let finished_at = body.finished.as_ref().map(|it| it.at.clone());
        self.summaries.push(SummaryMeta { record, episode: body.episode, finished_at });
        self.changed(at);
    }

    /// The plan of the episode under way: its newest version.
    pub(crate) fn plan(&self) -> Option<&PlanMeta> {
        let now = self.episode_under_way()?.record;
        self.plans.iter().filter(|plan| plan.episode == now).max_by_key(|plan| plan.version)
    }

    /// Takes what an episode says about itself.
    pub(crate) fn take_episode(&mut self, record: Id, body: &EpisodeBody, at: &str) {
        let said = |item: &str| body.answers.text(item).unwrap_or_default().to_owned();
        self.episodes.retain(|known| known.record != record);
        self.episodes.push(EpisodeMeta {
            record,
            began: body.began.clone(),
            nth: body.nth,
            status: said("status"),
            priority: said("waitlist_priority"),
            waiting: said("waitlist_date"),
            next_contact: said("interim_contact"),
            ended: said("discharge_date"),
        });
        self.episodes.sort_by(|a, b| (a.nth, &a.began).cmp(&(b.nth, &b.began)));
        self.changed(at);
    }

    /// The episode that began last.
    pub(crate) fn episode_under_way(&self) -> Option<&EpisodeMeta> {
        self.episodes.last()
    }

    /// The response to a section of the episode under way.
    pub(crate) fn section(&self, form: &str) -> Option<&ResponseMeta> {
        let episode = self.episode_under_way()?.record;
        self.responses.iter().find(|known| known.form == form && known.episode == episode)
    }

    /// The birth date, when it can be read.
    pub(crate) fn birth(&self) -> Option<NaiveDate> {
        form::date::parse_stored(&self.birth_date.0)
    }

    /// First and last name as the person uses them.
    pub(crate) fn shown_name(&self) -> String {
        let first = or(&self.names.name_used.0, &self.names.legal_first.0);
        let used = &self.names.name_used.0;
        let last = &self.names.legal_last.0;
        if self.number.is_empty() {
            return NO_NAME.to_owned();
        }
        if !used.is_empty() && fold::fold(used).contains(&fold::fold(last)) && !last.is_empty() {
            return used.clone();
        }
        joined(&[first, last])
    }

    /// The legal name, when it is not the one shown.
    pub(crate) fn other_name(&self) -> String {
        let names = &self.names;
        let legal = joined(&[&names.legal_first.0, &names.legal_middle.0, &names.legal_last.0]);
        let plain = joined(&[&names.legal_first.0, &names.legal_last.0]);
        if plain == self.shown_name() { String::new() } else { legal }
    }

    fn take_phones(&mut self, answers: &Answers) {
        let numbers = answers.rows("phones").iter().filter_map(|row| {
            let path = format!("phones/{}/number", row.id);
            answers.text(&path).map(|number| Phi(number.to_owned()))
        });
        self.phones = numbers.collect();
        self.index();
    }

    fn changed(&mut self, at: &str) {
        if self.changed_at.as_str() < at {
            at.clone_into(&mut self.changed_at);
        }
    }

    fn index(&mut self) {
        let names = &self.names;
        let texts =
            [&names.name_used.0, &names.legal_first.0, &names.legal_middle.0, &names.legal_last.0];
        let mut words: Vec<String> = texts.iter().flat_map(|text| fold::words(text)).collect();
        words.push(self.number.to_lowercase());
        words.extend(Some(self.birth_date.0.to_lowercase()).filter(|date| !date.is_empty()));
        words.extend(self.phones.iter().map(|phone| fold::digits(&phone.0)));
        words.sort_unstable();
        words.dedup();
        self.words = words;
        self.sorts_as = fold::fold(&self.shown_name());
    }
}

fn or<'a>(first: &'a str, second: &'a str) -> &'a str {
    if first.is_empty() { second } else { first }
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}
