//! Who is here: an index of clients and of what belongs to them, built in memory at unlock and
//! gone at lock. It holds what lists and searches need and nothing clinical beyond counts.

mod astir;
mod entry;
mod find;
mod haystack;
mod heads;
mod meta;
mod seated;

use std::collections::BTreeMap;

use record::{Envelope, Id, Kind};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::{
    Error, Result,
    body::{
        AttachmentBody, AttendanceBody, CertificationBody, ClientBody, DispositionBody,
        EpisodeBody, FlagBody, OfEpisode, PlanSignatureBody, RemovalBody, ReviewBody, SeatsBody,
        SummaryBody,
    },
    session::read,
};

use astir::Astir;
use haystack::Haystack;
use heads::{PlanHead, ResponseHead};

pub(crate) use entry::Entry;
pub(crate) use find::{Found, same_person};
pub(crate) use meta::{
    AttachmentMeta, CertificationMeta, ClinicalMeta, EpisodeMeta, FlagMeta, PlanMeta,
    PlanSignatureMeta, ResponseMeta, ReviewMeta, SummaryMeta,
};

/// All clients.
#[derive(Default)]
pub(crate) struct Directory {
    pub(crate) clients: BTreeMap<Id, Entry>,
    /// What is searched; made by the first search.
    haystack: Option<Haystack>,
    /// Who may have changed since the last search.
    touched: Vec<Id>,
    /// Who may have something going on; made when everybody is there.
    astir: Option<Astir>,
}

impl Directory {
    pub(crate) fn entry(&self, client: Id) -> Option<&Entry> {
        self.clients.get(&client)
    }

    /// The entry of a client, made if it is not there: records come in any order.
    pub(crate) fn entry_mut(&mut self, client: Id) -> &mut Entry {
        // Somebody who is written about key by key has changed once.
        if self.haystack.is_some() && self.touched.last() != Some(&client) {
            self.touched.push(client);
        }
        if let Some(astir) = &mut self.astir {
            astir.wake(client);
        }
        self.clients.entry(client).or_insert_with(|| Entry::of(client))
    }

    /// Nothing is left of a client.
    pub(crate) fn forget(&mut self, client: Id) {
        self.clients.remove(&client);
        self.touched.push(client);
    }

    /// A client by record id or by the clinic's number, in any case: "RB-0048", "rb48".
    pub(crate) fn named(&self, text: &str) -> Option<Id> {
        if let Ok(id) = text.parse::<Id>() {
            return self.clients.contains_key(&id).then_some(id);
        }
        let wanted = plain_number(text);
        let mut found = self.clients.values().filter(|entry| plain_number(&entry.number) == wanted);
        found.next().map(|entry| entry.client)
    }

    /// What was handed over is only taken for somebody who is here.
    pub(crate) fn take_handed(&mut self, id: Id, envelope: &Envelope<&RawValue>) -> Result<()> {
        let client = envelope.client.ok_or(Error::Unreadable)?;
        self.entry(client).ok_or(Error::Unreadable)?;
        self.take(id, envelope)
    }

    /// Takes what a record says of the client it belongs to.
    pub(crate) fn take(&mut self, id: Id, envelope: &Envelope<&RawValue>) -> Result<()> {
        let (client, at) = (envelope.client.ok_or(Error::Unreadable)?, &envelope.at);
        match envelope.t {
            Kind::Client => {
                let body = read::<ClientBody>(envelope.body)?;
                self.entry_mut(client).take_client(&body, at);
            }
            Kind::Episode => {
                let body: EpisodeBody = read(envelope.body)?;
                self.entry_mut(client).take_episode(id, &body, at);
            }
            Kind::Response => {
                let head = read_head::<ResponseHead<'_>>(envelope.body)?;
                self.entry_mut(client).take_response_head(id, &head, at)?;
            }
            Kind::Removal => {
                let body = read::<RemovalBody>(envelope.body)?;
                self.entry_mut(client).take_removal(id, &body);
            }
            Kind::Flag => {
                let body = read::<FlagBody>(envelope.body)?;
                self.entry_mut(client).take_flag(id, &body);
            }
            Kind::Suitability | Kind::SafetyPlan | Kind::LevelOfCare => {
                let body = read::<OfEpisode<serde::de::IgnoredAny>>(envelope.body)?;
                let entry = self.entry_mut(client);
                entry.take_clinical(id, envelope.t, body.episode, at);
            }
            Kind::Attachment => {
                let body = read::<AttachmentBody>(envelope.body)?;
                self.entry_mut(client).take_attachment(id, &body);
            }
            Kind::Disposition => {
                let body = read::<DispositionBody>(envelope.body)?;
                self.entry_mut(client).dispositions.push((id, body.flag));
            }
            Kind::Disclosure => self.entry_mut(client).disclosures.push(id),
            _ => self.take_plans(client, id, envelope)?,
        }
        Ok(())
    }

    /// Takes what a record says that belongs to a plan, its week or its end.
    fn take_plans(&mut self, client: Id, id: Id, envelope: &Envelope<&RawValue>) -> Result<()> {
        let at = &envelope.at;
        match envelope.t {
            Kind::Plan => {
                let head = read::<PlanHead>(envelope.body)?;
                self.entry_mut(client).take_plan_head(id, head, at);
            }
            Kind::PlanSignature => {
                let body = read::<PlanSignatureBody>(envelope.body)?;
                self.entry_mut(client).take_plan_signature(id, &body, at);
            }
            Kind::Review => {
                let body = read::<ReviewBody>(envelope.body)?;
                self.entry_mut(client).take_review(id, &body, at);
            }
            Kind::Certification => {
                let body = read::<CertificationBody>(envelope.body)?;
                self.entry_mut(client).take_certification(id, &body, at);
            }
            Kind::Summary => {
                let body = read::<SummaryBody>(envelope.body)?;
                self.entry_mut(client).take_summary(id, &body, at);
            }
            Kind::Seats => {
                let body = read::<SeatsBody>(envelope.body)?;
                self.entry_mut(client).take_seats(id, &body);
            }
            Kind::Attendance => {
                let body = read::<AttendanceBody>(envelope.body)?;
                self.entry_mut(client).take_attendance(id, &body);
            }
            _ => {}
        }
        Ok(())
    }

    /// Everybody who has not been deleted.
    pub(crate) fn present(&self) -> impl Iterator<Item = &Entry> {
        self.clients.values().filter(|entry| entry.removal.is_none())
    }

    /// Deleted clients whose records wait.
    pub(crate) fn removed(&self) -> impl Iterator<Item = &Entry> {
        self.clients.values().filter(|entry| entry.removal.is_some())
    }
}

/// A part of a body that borrows from it.
fn read_head<'b, B: Deserialize<'b>>(body: &'b RawValue) -> Result<B> {
    serde_json::from_str(body.get()).map_err(|_| Error::Unreadable)
}

/// A client number without its hyphen, zeros and case.
fn plain_number(number: &str) -> (String, String) {
    let letters = number.chars().filter(char::is_ascii_alphabetic).collect::<String>();
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    (letters.to_ascii_uppercase(), digits.trim_start_matches('0').to_owned())
}
