//! The written record of a session: sealed rows in, opened rows out, with heads and audit in the
//! same transaction. It knows no form and no plan; use cases bring bodies and take them back.

mod audit;
mod change;
mod load;
mod open;

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    path::Path,
    sync::Arc,
};

use record::Id;
use store::Store;
use vault::{Chain, Class, Head, Keyring, RecordId, StateKey, VaultId};

pub(crate) use audit::{Event, What};
pub(crate) use change::{Base, Change};
pub(crate) use open::NotOpened;

use crate::{Clock, Code, Result, rows};

/// The open store with the session's keys.
pub(crate) struct Ledger {
    store: Store,
    vault: VaultId,
    keyring: Keyring,
    heads: BTreeMap<Class, Head>,
    states: BTreeMap<Class, StateKey>,
    /// Class and tag of every row of the held classes, as seen at unlock or written since.
    tags: HashMap<Id, (Class, [u8; 16])>,
    chain: Chain,
    user: Id,
    device: Id,
    clock: Arc<dyn Clock>,
    /// Records that this session has amended: one audit entry each.
    amended: HashSet<Id>,
}

impl Ledger {
    /// Whether the session holds a class's key.
    pub(crate) fn holds(&self, class: Class) -> bool {
        self.keyring.holds(class)
    }

    pub(crate) fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    pub(crate) fn vault(&self) -> VaultId {
        self.vault
    }

    /// Where the vault's file lies.
    pub(crate) fn path(&self) -> &Path {
        self.store.path()
    }

    pub(crate) fn user(&self) -> Id {
        self.user
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        self.clock.as_ref()
    }

    /// Whether a record is there, in a class that is held.
    pub(crate) fn knows(&self, id: Id) -> bool {
        self.tags.contains_key(&id)
    }

    /// Seals the changes and the events, and writes them with their heads: all or nothing.
    /// Returns the hash of each change's box, in order, for the revision that follows.
    pub(crate) fn commit(
        &mut self,
        changes: Vec<Change>,
        events: Vec<Event>,
    ) -> Result<Vec<[u8; 32]>> {
        self.commit_with(changes, events, |_| Ok(()))
    }

    /// As [`Ledger::commit`], with rows of other tables written first in the same transaction.
    pub(crate) fn commit_with(
        &mut self,
        changes: Vec<Change>,
        mut events: Vec<Event>,
        beside: impl Fn(&store::Transaction<'_>) -> std::result::Result<(), store::Error>,
    ) -> Result<Vec<[u8; 32]>> {
        let mut heads = self.heads.clone();
        let mut rows = Vec::with_capacity(changes.len());
        for change in &changes {
            rows.push(self.seal(change, &mut heads)?);
            events.extend(self.event_of(change));
        }
        let (chain, entries) = self.entries(&events, &mut heads)?;
        let sealed_heads = self.seal_heads(&changes, &mut heads)?;
        let mut write = || {
            self.store.write(|tx| {
                beside(tx)?;
                rows.iter().try_for_each(|row| row.write(tx))?;
                for entry in &entries {
                    tx.append_audit(*chain.id().as_bytes(), entry.n, entry.sealed.as_bytes())?;
                }
                sealed_heads.iter().try_for_each(|head| tx.put_head(head))
            })
        };
        // A full disk has just released the reserve: what only puts the work on record (unlock,
        // view, lock, export) has room now.
        match write() {
            Err(store::Error::DiskFull) if changes.is_empty() => write()?,
            done => done?,
        }
        (self.heads, self.chain) = (heads, chain);
        for row in &rows {
            self.tags.insert(row.id, (row.class, row.sealed.tag()));
            self.amended.insert(row.id);
        }
        Ok(rows.iter().map(|row| row.sealed.sha256()).collect())
    }

    fn seal(&self, change: &Change, heads: &mut BTreeMap<Class, Head>) -> Result<Row> {
        let id = RecordId::from_bytes(change.id.bytes());
        let key = self.keyring.current(change.class)?;
        let sealed = vault::seal_record(key, self.vault, id, &change.json)?;
        let state = self.states.get(&change.class).ok_or(vault::Error::NotHeld(change.class))?;
        let head = heads.get_mut(&change.class).ok_or(vault::Error::NotHeld(change.class))?;
        match (change.first, self.tags.get(&change.id)) {
            (true, None) => head.add(state, id, sealed.tag())?,
            (false, Some((class, old))) if *class == change.class => {
                head.replace(state, id, *old, sealed.tag())?;
            }
            // A new record never takes the place of another, and an id keeps its class.
            _ => return Err(Code::NoSuchRecord.into()),
        }
        Ok(Row { id: change.id, class: change.class, first: change.first, sealed })
    }

    /// Heads of the classes that changed; head 0 always, because it carries the audit.
    fn seal_heads(
        &self,
        changes: &[Change],
        heads: &mut BTreeMap<Class, Head>,
    ) -> Result<Vec<store::Head>> {
        let touched = |class: Class| {
            class == Class::Registry || changes.iter().any(|change| change.class == class)
        };
        let mut sealed = Vec::new();
        for (class, head) in heads.iter_mut().filter(|(class, _)| touched(**class)) {
            let head = head.commit(self.keyring.current(*class)?, self.vault)?;
            sealed.push(rows::head_row(*class, head));
        }
        Ok(sealed)
    }

    /// Ends the session: the last entry is written and the keys are wiped. The store stays open,
    /// for whoever signs in next.
    pub(crate) fn close(mut self) -> (Store, Result<()>) {
        let written = self.commit(Vec::new(), vec![Event::of(What::Lock)]);
        (self.store, written.map(|_| ()))
    }
}

struct Row {
    id: Id,
    class: Class,
    first: bool,
    sealed: vault::Sealed,
}

impl Row {
    fn write(&self, tx: &store::Transaction<'_>) -> std::result::Result<(), store::Error> {
        let (id, class, sealed) = (self.id.bytes(), self.class.number(), self.sealed.as_bytes());
        if self.first {
            tx.put_record(id, class, sealed)
        } else {
            tx.replace_record(id, class, sealed)
        }
    }
}
