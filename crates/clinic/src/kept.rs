//! Clinical records of which an episode has one: the suitability record, the safety plan. Opening
//! one that is not there yet writes nothing.

use record::{Id, Kind};
use serde::{Serialize, de::DeserializeOwned};
use vault::Class;

use crate::{
    Code, Result, Session,
    body::OfEpisode,
    clock::stamp,
    ledger::{Base, Event},
    machine::make_id,
};

/// Such a record as it is saved, or an empty one.
pub(crate) struct Kept<T> {
    pub(crate) record: Id,
    pub(crate) base: Base,
    pub(crate) episode: Id,
    pub(crate) content: T,
    pub(crate) saved_at: Option<String>,
}

impl<T> Kept<T> {
    /// The record a request speaks of, at the revision it has seen.
    ///
    /// # Errors
    /// [`Code::Stale`] when it changed meanwhile.
    pub(crate) fn seen(mut self, record: &str, rev: u32) -> Result<Self> {
        let record: Id = record.parse().map_err(|_| Code::BadRequest)?;
        if self.base.rev == 0 {
            self.record = record;
        }
        if self.base.rev != rev || self.record != record {
            return Err(Code::Stale.into());
        }
        Ok(self)
    }
}

impl Session {
    /// The record of a kind in the episode under way.
    pub(crate) fn kept<T: Default + DeserializeOwned>(
        &self,
        client: Id,
        kind: Kind,
    ) -> Result<Kept<T>> {
        self.require_clinical()?;
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let episode = entry.episode_under_way().ok_or(Code::NoSuchRecord)?.record;
        let mut known = entry.clinical.iter();
        let known = known.find(|meta| meta.kind == kind && meta.episode == episode);
        let Some(meta) = known else {
            let (record, base, content) = (make_id()?, Base::default(), T::default());
            return Ok(Kept { record, base, episode, content, saved_at: None });
        };
        self.kept_record(client, meta.record, kind)
    }

    /// One record of a kind, by id.
    pub(crate) fn kept_record<T: DeserializeOwned>(
        &self,
        client: Id,
        record: Id,
        kind: Kind,
    ) -> Result<Kept<T>> {
        self.require_clinical()?;
        let loaded = self.ledger.load::<OfEpisode<T>>(record)?;
        if loaded.envelope.t != kind || loaded.envelope.client != Some(client) {
            return Err(Code::NoSuchRecord.into());
        }
        let (base, saved_at) = (loaded.base(), Some(loaded.envelope.at));
        let OfEpisode { episode, content } = loaded.envelope.body;
        Ok(Kept { record, base, episode, content, saved_at })
    }

    /// Seals and writes it.
    pub(crate) fn keep<T: Serialize>(
        &mut self,
        client: Id,
        kind: Kind,
        kept: Kept<T>,
        events: Vec<Event>,
    ) -> Result<Kept<T>> {
        let Kept { record, base, episode, content, .. } = kept;
        let body = OfEpisode { episode, content };
        let (owner, class) = (Some(client), Class::Clinical);
        let change = self.ledger.change(record, kind, class, owner, base, &body)?;
        let hashes = self.ledger.commit(vec![change], events)?;
        let at = stamp(self.clock().now());
        self.directory.entry_mut(client).take_clinical(record, kind, episode, &at);
        let base = Base { rev: base.rev + 1, sha256: hashes.first().copied() };
        Ok(Kept { record, base, episode, content: body.content, saved_at: Some(at) })
    }
}
