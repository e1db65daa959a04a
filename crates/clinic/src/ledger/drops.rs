//! Drops: answers that a session without the class key seals towards it, and their opening by the
//! next session that holds it.

use record::{Envelope, Id};
use serde::Serialize;
use serde_json::value::RawValue;
use vault::{Class, ClassPublic, RecordId, SealedDrop};
use zeroize::Zeroizing;

use super::{
    Base, Batch, Change, Event, Ledger, Unreadable, What, private_half,
    whole::{Contents, why},
};
use crate::{Code, Error, Result, machine::make_id};

/// A drop that has become a record.
#[derive(Debug, Clone)]
pub(crate) struct Taken {
    pub(crate) record: Id,
    pub(crate) client: Id,
    pub(crate) at: String,
}

impl Ledger {
    /// Seals a body towards a class that this session does not hold.
    pub(crate) fn drop_towards<B: Serialize>(
        &self,
        class: Class,
        id: Id,
        client: Id,
        kind: record::Kind,
        body: &B,
    ) -> Result<SealedDrop> {
        let change = self.change(id, kind, class, Some(client), Base::default(), body)?;
        let record = RecordId::from_bytes(id.bytes());
        Ok(vault::seal_drop(self.public_half(class)?, self.vault, record, &change.json)?)
    }

    fn public_half(&self, class: Class) -> Result<&ClassPublic> {
        let newest = self.public.iter().rfind(|half| half.class == class);
        newest.ok_or_else(|| Code::Damaged.into())
    }

    /// Turns every drop towards a held class into a record, and hands it on. One that cannot be
    /// read stays as it lies and is named among the unreadable rows.
    pub(crate) fn take_drops(&mut self, each: &mut Contents<'_>) -> Result<Vec<Taken>> {
        let (mut batch, mut taken) = (Batch::default(), Vec::new());
        for row in self.store.rows().sealed_drops()? {
            let (id, class) = (Id::from_bytes(row.id), Class::try_from(row.class)?);
            if !self.keyring.holds(class) {
                continue;
            }
            match self.open_drop(id, class, row.sealed) {
                Ok((json, client, at)) => {
                    // Whoever wrote the drop chose its id; it never takes another record's place.
                    let record = if self.tags.contains_key(&id) { make_id()? } else { id };
                    let envelope: Envelope<&RawValue> =
                        serde_json::from_slice(&json).map_err(|_| Error::Unreadable)?;
                    if each(record, &envelope).is_err() {
                        let why = "it opens and says nothing that can be understood";
                        self.unreadable.insert(id, Unreadable { class, why });
                        continue;
                    }
                    taken.push(Taken { record, client, at });
                    batch.taken.push(id);
                    batch.events.push(Event::on(What::TakeOver, record, Some(client)));
                    let client = Some(client);
                    batch.changes.push(Change { id: record, class, client, first: true, json });
                }
                Err(error) => {
                    let why = why(&error).ok_or(error)?;
                    self.unreadable.insert(id, Unreadable { class, why });
                }
            }
        }
        if !batch.taken.is_empty() {
            self.commit_batch(batch, |_| Ok(()))?;
        }
        Ok(taken)
    }

    /// Opens one drop: its JSON as it was written, whose it is, and when it was written.
    #[allow(clippy::type_complexity, reason = "three parts that are taken apart at once")]
    fn open_drop(
        &self,
        id: Id,
        class: Class,
        row: Vec<u8>,
    ) -> Result<(Zeroizing<Vec<u8>>, Id, String)> {
        let sealed = SealedDrop::parse(row)?;
        if sealed.class() != class {
            return Err(Code::Damaged.into());
        }
        let private = private_half(&self.store, &self.keyring, class, sealed.epoch())?;
        let record = RecordId::from_bytes(id.bytes());
        let json = vault::open_drop(&private, self.vault, record, &sealed)?;
        let envelope: Envelope<&RawValue> =
            serde_json::from_slice(&json).map_err(|_| Error::Unreadable)?;
        // Only answers are handed over: anything else would let the front desk write what its
        // role cannot.
        let answers = envelope.t == record::Kind::Response && envelope.rev == 1;
        let client = envelope.client.filter(|_| answers).ok_or(Error::Unreadable)?;
        let at = envelope.at.clone();
        drop(envelope);
        Ok((json, client, at))
    }
}
