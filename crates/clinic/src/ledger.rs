//! The written record of a session: sealed rows in, opened rows out, with heads and audit in the
//! same transaction. It knows no form and no plan; use cases bring bodies and take them back.

mod audit;
mod batch;
mod change;
mod drops;
mod load;
mod open;
mod opening;
mod pairs;
mod reseal;
mod whole;

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    path::Path,
    sync::Arc,
};

use record::Id;
use store::Store;
use vault::{Chain, Class, ClassPublic, Head, Keyring, StateKey, VaultId};

pub(crate) use audit::{Entry, Event, Previous, What};
pub(crate) use batch::Batch;
pub(crate) use change::{Base, Change};
pub(crate) use drops::Taken;
pub(crate) use open::{NotOpened, keyring};
pub(crate) use pairs::private_half;
pub(crate) use reseal::{Holder, Reseal, beside, clear};
pub(crate) use whole::{Contents, Depth, Unreadable, Waiting, Whole, read_whole, vault_id};

use crate::{Clock, Result};

/// The open store with the session's keys.
pub(crate) struct Ledger {
    store: Store,
    vault: VaultId,
    keyring: Keyring,
    heads: BTreeMap<Class, Head>,
    states: BTreeMap<Class, StateKey>,
    /// Class and tag of every row of the held classes, as seen at unlock or written since.
    tags: HashMap<Id, (Class, [u8; 16])>,
    drops: HashMap<Id, Waiting>,
    /// The public halves of the class pairs, by class and epoch.
    public: Vec<ClassPublic>,
    keys_record: Id,
    /// Rows that could not be read at unlock.
    unreadable: BTreeMap<Id, Unreadable>,
    disagree: Vec<Class>,
    chain: Chain,
    user: Id,
    device: Id,
    clock: Arc<dyn Clock>,
    /// Records that this session has amended: one audit entry each.
    amended: HashSet<Id>,
    /// Whether this session has changed anything but the audit.
    written: bool,
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
        events: Vec<Event>,
        beside: impl Fn(&store::Transaction<'_>) -> std::result::Result<(), store::Error>,
    ) -> Result<Vec<[u8; 32]>> {
        self.commit_batch(Batch { changes, events, ..Batch::default() }, beside)
    }

    /// Puts on record that something happened.
    pub(crate) fn note(&mut self, event: Event) -> Result<()> {
        self.commit(Vec::new(), vec![event]).map(|_| ())
    }

    /// Whether this session has changed anything but the audit.
    pub(crate) fn has_written(&self) -> bool {
        self.written
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// Rows that could not be read at unlock, and why.
    pub(crate) fn unreadable(&self) -> &BTreeMap<Id, Unreadable> {
        &self.unreadable
    }

    /// Classes whose head does not agree with the rows, where a damaged row explains it.
    pub(crate) fn disagree(&self) -> &[Class] {
        &self.disagree
    }

    /// The commit counters of the heads that are held.
    pub(crate) fn counters(&self) -> impl Iterator<Item = (Class, u64)> {
        self.heads.iter().map(|(class, head)| (*class, head.commit_counter()))
    }

    pub(crate) fn heads(&self) -> &BTreeMap<Class, Head> {
        &self.heads
    }

    /// How many rows of a class are known.
    pub(crate) fn count(&self, class: Class) -> usize {
        self.tags.values().filter(|(of, _)| *of == class).count()
    }

    /// Ids of the rows of a class.
    pub(crate) fn ids(&self, class: Class) -> Vec<Id> {
        let of_class = self.tags.iter().filter(|(_, (of, _))| *of == class);
        of_class.map(|(id, _)| *id).collect()
    }

    /// Ends the session: the last entry is written and the keys are wiped. The store stays open,
    /// for whoever signs in next.
    pub(crate) fn close(mut self, events: Vec<Event>) -> (Store, Result<()>) {
        let written = self.commit(Vec::new(), events);
        (self.store, written.map(|_| ()))
    }
}
