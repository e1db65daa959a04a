//! Opening a vault with a user's key, and a chain of this session's own.

use std::{collections::HashSet, sync::Arc};

use record::Id;
use store::{FailureKind, Store};
use vault::{Chain, ChainStart, Class, ClassPublic, Keyring, UserKey};

use super::{Contents, Depth, Event, Ledger, What, Whole, read_whole, vault_id};
use crate::{Code, Error, Machine, Result, rows};

/// Unreadable rows that get an entry of their own in the audit; the rest is one number.
const MOST_NAMED: usize = 50;

impl Ledger {
    /// Opens the vault and starts the session's audit chain, with what was kept since the last
    /// one. Gives the store back with the error when it cannot.
    pub(crate) fn open(
        store: Store,
        user: Id,
        key: &UserKey,
        machine: &Machine,
        each: &mut Contents<'_>,
    ) -> std::result::Result<Self, Box<NotOpened>> {
        let read = keyring(&store, user, key).and_then(|keyring| {
            let whole = read_whole(&store, &keyring, Depth::ButContents, each, &mut |_| Ok(()))?;
            Ok((keyring, whole))
        });
        match read {
            Ok((keyring, whole)) => Self::start(store, user, machine, keyring, whole),
            Err(error) => Err(NotOpened::boxed(store, error)),
        }
    }

    fn start(
        store: Store,
        user: Id,
        machine: &Machine,
        keyring: Keyring,
        whole: Whole,
    ) -> std::result::Result<Self, Box<NotOpened>> {
        let begun = begin(&store, &keyring, &whole);
        let ((chain, row), kept) = match begun {
            Ok(begun) => begun,
            Err(error) => return Err(NotOpened::boxed(store, error)),
        };
        let unlock = Event { previous: whole.previous.clone(), ..Event::of(What::Unlock) };
        let mut events = vec![unlock];
        events.extend(kept);
        events.extend(found_wrong(&whole));
        let mut ledger = Self {
            store,
            vault: keyring.vault(),
            keyring,
            heads: whole.heads,
            states: whole.states,
            tags: whole.tags,
            drops: whole.drops,
            public: whole.public,
            keys_record: whole.keys_record,
            unreadable: whole.unreadable,
            disagree: whole.disagree,
            chain,
            user,
            device: machine.device,
            clock: Arc::clone(&machine.clock),
            amended: HashSet::new(),
            written: false,
        };
        let started = ledger.commit_with(Vec::new(), events, |tx| {
            tx.put_chain(&row)?;
            tx.take_failures().map(|_| ())
        });
        match started {
            Ok(_) => Ok(ledger),
            Err(error) => Err(NotOpened::boxed(ledger.store, error)),
        }
    }
}

impl Ledger {
    /// Takes up classes that this session's user has just been granted.
    pub(crate) fn hold_more(&mut self, key: &UserKey) -> Result<()> {
        let keyring = keyring(&self.store, self.user, key)?;
        let whole =
            read_whole(&self.store, &keyring, Depth::ButContents, &mut |_, _| Ok(()), &mut |_| {
                Ok(())
            })?;
        self.keyring = keyring;
        self.heads = whole.heads;
        self.states = whole.states;
        self.tags = whole.tags;
        Ok(())
    }
}

/// The class keys that a user's key opens.
pub(crate) fn keyring(store: &Store, user: Id, key: &UserKey) -> Result<Keyring> {
    let vault = vault_id(store)?;
    let grants = store.rows().grants(user.bytes())?.into_iter();
    let grants: Vec<_> = grants.map(|row| rows::read_grant(vault, row)).collect::<Result<_>>()?;
    Ok(Keyring::open(vault, key, &grants)?)
}

/// A vault that could not be opened, still held, and why.
pub(crate) struct NotOpened {
    pub(crate) store: Store,
    pub(crate) error: Error,
}

impl NotOpened {
    fn boxed(store: Store, error: Error) -> Box<Self> {
        Box::new(Self { store, error })
    }
}

/// The public half that a new chain is sealed to.
pub(super) fn admin_half(public: &[ClassPublic]) -> Result<ClassPublic> {
    let newest = public.iter().rfind(|half| half.class == Class::Admin);
    newest.copied().ok_or_else(|| Code::Damaged.into())
}

/// A chain after the last one, and its row.
pub(super) fn next_chain(
    store: &Store,
    keyring: &Keyring,
    admin: &ClassPublic,
) -> Result<(Chain, store::Chain)> {
    let (chain, ChainStart { chain: id, bytes, .. }) = Chain::start(keyring.vault(), admin)?;
    let seq = store.rows().last_chain()?.map_or(1, |last| last.seq + 1);
    Ok((chain, store::Chain { id: *id.as_bytes(), seq, key: bytes }))
}

/// A new chain with its row, and what was kept that joins it.
fn begin(
    store: &Store,
    keyring: &Keyring,
    whole: &Whole,
) -> Result<((Chain, store::Chain), Vec<Event>)> {
    let started = next_chain(store, keyring, &admin_half(&whole.public)?)?;
    let kept = store.rows().failures()?.into_iter().map(|failure| {
        let what = match failure.kind {
            FailureKind::Passphrase => What::Failure,
            FailureKind::RecoveryCode => What::RecoveryFailure,
            FailureKind::Integrity => What::Integrity,
        };
        let user = failure.user.map(Id::from_bytes);
        Event { user, then: Some(failure.at), ..Event::of(what) }
    });
    Ok((started, kept.collect()))
}

/// What reading the vault found wrong with it.
fn found_wrong(whole: &Whole) -> Vec<Event> {
    let named = whole.unreadable.keys().take(MOST_NAMED);
    let mut events: Vec<Event> = named.map(|id| Event::on(What::Integrity, *id, None)).collect();
    if whole.unreadable.len() > MOST_NAMED || !whole.disagree.is_empty() {
        let count = Some(whole.unreadable.len() as u64);
        events.push(Event { count, ..Event::of(What::Integrity) });
    }
    events
}
