//! Opening records: each is compared with the tag seen at unlock, so that a row put back behind
//! the program's back is noticed on read.

use record::{Envelope, Id};
use serde::de::{DeserializeOwned, IgnoredAny};
use vault::{RecordId, Sealed};
use zeroize::Zeroizing;

use super::{Base, Ledger, Unreadable, whole::why};
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

    /// Opens one record as it lies in the file now, against the tag seen at unlock. One that can no
    /// longer be read is named from then on; says whether it can.
    pub(crate) fn open_one(&mut self, id: Id) -> Result<bool> {
        if self.unreadable.contains_key(&id) {
            return Ok(false);
        }
        let Some((class, _)) = self.tags.get(&id).copied() else { return Ok(false) };
        match self.load::<IgnoredAny>(id) {
            Ok(_) => Ok(true),
            Err(error) => {
                let why = why(&error).ok_or(error)?;
                self.unreadable.insert(id, Unreadable { class, why });
                Ok(false)
            }
        }
    }

    /// Makes the lists beside the rows anew if they do not lead to a record. Says whether it did.
    pub(crate) fn mended(&mut self, id: Id) -> Result<bool> {
        if self.store.rows().is_listed(id.bytes())? {
            return Ok(false);
        }
        self.store.mend_lists();
        Ok(true)
    }

    /// As many rows of each held class lie in the file as are known.
    pub(crate) fn check_counts(&self) -> Result<()> {
        for class in self.keyring.classes() {
            let lying = self.store.rows().count_records(class.number())?;
            if usize::try_from(lying) != Ok(self.count(class)) {
                return Err(Code::RolledBack.into());
            }
        }
        Ok(())
    }

    /// Every record that belongs to a client, in the classes that are held.
    pub(crate) fn of_client(&self, client: Id) -> Result<Vec<Id>> {
        let mut found = Vec::new();
        for id in self.tags.keys().filter(|id| !self.unreadable.contains_key(*id)) {
            if self.load::<IgnoredAny>(*id)?.envelope.client == Some(client) {
                found.push(*id);
            }
        }
        Ok(found)
    }

    /// Audit entries, as head 0 counts them.
    pub(crate) fn audit_count(&self) -> Result<u64> {
        Ok(self.store.rows().count_audit()?)
    }

    fn opened(&self, id: Id, sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>> {
        let key = self.keyring.key_for(sealed)?;
        let record = RecordId::from_bytes(id.bytes());
        Ok(vault::open_record(key, self.vault, record, sealed)?)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use super::*;
    use crate::{Machine, NewClinic, Prepared, Session, SystemClock, body::ClientBody};

    fn session(folder: &std::path::Path) -> (Session, Id) {
        let prepared = Prepared::new(&NewClinic {
            clinic: "Cedar Fork Clinic",
            crisis_steps: "",
            crisis_no_clinician: "",
            name: "Amara Test",
            credential: "",
            passphrase: "violet harbor nine lanterns",
            sample: false,
        });
        let machine = Machine::for_tests(Arc::new(SystemClock::default()));
        let mut session = prepared.unwrap().write(&folder.join("a.goldthread"), machine).unwrap();
        let client = json!({"legal_first": "Ana", "legal_last": "Luz"});
        let client = session.add_client(&client).unwrap();
        (session, client)
    }

    fn noticed(session: &mut Session, client: Id) {
        let read = session.ledger.load::<ClientBody>(client).map(|_| ());
        assert_eq!(read.unwrap_err().code(), Code::RolledBack);
        assert_eq!(session.check().unwrap_err().code(), Code::RolledBack);
    }

    #[test]
    fn a_row_put_back_during_the_session_is_noticed_on_read() {
        let folder = tempfile::tempdir().unwrap();
        let (mut session, client) = session(folder.path());
        let old = session.ledger.store.rows().record(client.bytes()).unwrap().unwrap();
        session.set_intake(client, &json!({"identity.name_used": "Anita"})).unwrap();
        assert!(session.check().is_ok());
        session.ledger.store.write(|tx| tx.replace_record(old.id, old.class, &old.sealed)).unwrap();
        noticed(&mut session, client);
    }

    #[test]
    fn a_row_taken_out_or_slipped_in_during_the_session_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let (mut session, client) = session(folder.path());
        let row = session.ledger.store.rows().record(client.bytes()).unwrap().unwrap();
        session.ledger.store.write(|tx| tx.delete_record(row.id)).unwrap();
        noticed(&mut session, client);
        session.ledger.store.write(|tx| tx.put_record(row.id, row.class, &row.sealed)).unwrap();
        assert!(session.check().is_ok());
        session.ledger.store.write(|tx| tx.put_record([7; 16], row.class, &row.sealed)).unwrap();
        assert_eq!(session.check().unwrap_err().code(), Code::RolledBack);
    }
}
