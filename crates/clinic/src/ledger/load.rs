//! Opening records: each is compared with the tag seen at unlock, so that a row put back behind
//! the program's back is noticed on read.

use record::{Envelope, Id};
use serde::de::{DeserializeOwned, IgnoredAny};
use vault::{Class, RecordId, Sealed};
use zeroize::Zeroizing;

use super::{Base, Ledger};
use crate::{Code, Error, Result};

/// An opened record.
#[derive(Debug, Clone)]
pub(crate) struct Loaded<B> {
    pub(crate) envelope: Envelope<B>,
    pub(crate) sha256: [u8; 32],
}

impl<B> Loaded<B> {
    /// What the next revision builds on.
    pub(crate) fn base(&self) -> Base {
        Base { rev: self.envelope.rev, sha256: Some(self.sha256) }
    }
}

impl Ledger {
    /// Opens one record.
    pub(crate) fn load<B: DeserializeOwned>(&self, id: Id) -> Result<Loaded<B>> {
        let (class, tag) = *self.tags.get(&id).ok_or(Code::NoSuchRecord)?;
        let row = self.store.rows().record(id.bytes())?.ok_or(Code::RolledBack)?;
        let sealed = Sealed::parse(row.sealed)?;
        if row.class != class.number() || sealed.tag() != tag {
            return Err(Code::RolledBack.into());
        }
        let json = self.opened(id, &sealed)?;
        let envelope = serde_json::from_slice(&json).map_err(|_| Error::Unreadable)?;
        Ok(Loaded { envelope, sha256: sealed.sha256() })
    }

    /// Opens every record of a class as it lies in the file now, against the tags seen at unlock,
    /// and says how many there are.
    pub(crate) fn open_all(&self, class: Class) -> Result<usize> {
        let expected = self.tags.iter().filter(|(_, (of, _))| *of == class);
        let mut opened = 0;
        for (id, _) in expected {
            self.load::<IgnoredAny>(*id)?;
            opened += 1;
        }
        let lying = self.store.rows().count_records(class.number())?;
        if usize::try_from(lying) == Ok(opened) { Ok(opened) } else { Err(Code::RolledBack.into()) }
    }

    /// Audit entries, as head 0 counts them.
    pub(crate) fn audit_count(&self) -> Result<u64> {
        self.store.quick_check()?;
        Ok(self.store.rows().count_audit()?)
    }

    fn opened(&self, id: Id, sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>> {
        let key = self.keyring.key_for(sealed)?;
        let record = RecordId::from_bytes(id.bytes());
        Ok(vault::open_record(key, self.vault, record, sealed)?)
    }
}
