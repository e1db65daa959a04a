//! Opening a vault with a user's key: grants, heads against rows, class pairs against their
//! public halves, the audit's tail, and a chain of this session's own.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use record::{Envelope, Id, Kind};
use serde_json::value::RawValue;
use store::Store;
use vault::{
    Chain, ChainStart, Class, ClassPrivate, ClassPublic, Epoch, Head, Keyring, RecordId, Sealed,
    StateKey, UserKey, VaultId,
};

use super::{Event, Ledger, What, audit::Previous};
use crate::{
    Code, Error, Machine, Result,
    body::{self, KeysBody},
    hex, rows,
};

/// Takes each opened record of the held classes, in no particular order.
pub(crate) type Contents<'a> = dyn FnMut(Id, &Envelope<&RawValue>) -> Result<()> + 'a;

/// Rows of the held classes by id: class and tag.
type Tags = HashMap<Id, (Class, [u8; 16])>;

impl Ledger {
    /// Opens the vault and starts the session's audit chain, with the failures kept since the
    /// last one. Gives the store back with the error when it cannot.
    pub(crate) fn open(
        store: Store,
        user: Id,
        key: &UserKey,
        machine: &Machine,
        each: &mut Contents<'_>,
    ) -> std::result::Result<Self, Box<NotOpened>> {
        match Self::read(&store, user, key, each) {
            Ok(read) => Self::start(store, user, machine, read),
            Err(error) => Err(NotOpened::boxed(store, error)),
        }
    }

    fn read(store: &Store, user: Id, key: &UserKey, each: &mut Contents<'_>) -> Result<Read> {
        let vault = VaultId::from_bytes(store.rows().vault()?.vault_id);
        let grants = store.rows().grants(user.bytes())?.into_iter();
        let grants: Vec<_> =
            grants.map(|row| rows::read_grant(vault, row)).collect::<Result<_>>()?;
        let keyring = Keyring::open(vault, key, &grants)?;
        let (tags, public) = records(store, vault, &keyring, each)?;
        let mut heads = BTreeMap::new();
        let mut states = BTreeMap::new();
        for class in keyring.classes() {
            let state = keyring.derive_state_key(class)?;
            heads.insert(class, head(store, &keyring, class, &state, &tags)?);
            states.insert(class, state);
        }
        pairs(store, &keyring, &public)?;
        let previous = tail(store, heads.get(&Class::Registry).ok_or(Code::Damaged)?)?;
        let admin = public.into_iter().rfind(|half| half.class == Class::Admin);
        let admin = admin.ok_or(Code::Damaged)?;
        Ok(Read { vault, keyring, heads, states, tags, admin, previous })
    }

    fn start(
        store: Store,
        user: Id,
        machine: &Machine,
        read: Read,
    ) -> std::result::Result<Self, Box<NotOpened>> {
        let begun = begin(&store, &read);
        let ((chain, row), failures) = match begun {
            Ok(begun) => begun,
            Err(error) => return Err(NotOpened::boxed(store, error)),
        };
        let mut ledger = Self {
            store,
            vault: read.vault,
            keyring: read.keyring,
            heads: read.heads,
            states: read.states,
            tags: read.tags,
            chain,
            user,
            device: machine.device,
            clock: Arc::clone(&machine.clock),
            amended: HashSet::new(),
        };
        let unlock = Event { previous: read.previous, ..Event::of(What::Unlock) };
        let mut events = vec![unlock];
        events.extend(failures);
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

struct Read {
    vault: VaultId,
    keyring: Keyring,
    heads: BTreeMap<Class, Head>,
    states: BTreeMap<Class, StateKey>,
    tags: Tags,
    admin: ClassPublic,
    previous: Option<Previous>,
}

/// A new chain with its row, and the failures that join it.
fn begin(store: &Store, read: &Read) -> Result<((Chain, store::Chain), Vec<Event>)> {
    let (chain, ChainStart { chain: id, bytes, .. }) = Chain::start(read.vault, &read.admin)?;
    let seq = store.rows().last_chain()?.map_or(1, |last| last.seq + 1);
    let row = store::Chain { id: *id.as_bytes(), seq, key: bytes };
    let failures = store.rows().failures()?.into_iter().map(|failure| Event {
        user: Some(Id::from_bytes(failure.user)),
        then: Some(failure.at),
        ..Event::of(What::Failure)
    });
    Ok(((chain, row), failures.collect()))
}

/// Opens every record of the held classes, hands it on, and remembers its tag.
fn records(
    store: &Store,
    vault: VaultId,
    keyring: &Keyring,
    each: &mut Contents<'_>,
) -> Result<(Tags, Vec<ClassPublic>)> {
    let classes: Vec<u8> = keyring.classes().into_iter().map(Class::number).collect();
    let (mut tags, mut public) = (Tags::new(), Vec::new());
    store.rows().each_record(&classes, |id, class, sealed| -> Result<()> {
        let sealed = Sealed::parse(sealed.to_vec())?;
        if sealed.class().number() != class {
            return Err(Code::Damaged.into());
        }
        let key = keyring.key_for(&sealed)?;
        let json = vault::open_record(key, vault, RecordId::from_bytes(id), &sealed)?;
        let envelope: Envelope<&RawValue> =
            serde_json::from_slice(&json).map_err(|_| Error::Unreadable)?;
        if envelope.v > body::VERSION {
            return Err(Code::NewerSchema.into());
        }
        if envelope.t == Kind::ClassKeys {
            public.extend(public_halves(envelope.body)?);
        }
        let id = Id::from_bytes(id);
        tags.insert(id, (sealed.class(), sealed.tag()));
        each(id, &envelope)
    })?;
    public.sort_by_key(|half: &ClassPublic| (half.class, half.epoch));
    Ok((tags, public))
}

fn public_halves(body: &RawValue) -> Result<Vec<ClassPublic>> {
    let body: KeysBody = serde_json::from_str(body.get()).map_err(|_| Error::Unreadable)?;
    let halves = body.keys.into_iter().map(|key| {
        let class = Class::try_from(key.class)?;
        let bytes = hex::read(&key.public).ok_or(Error::Unreadable)?;
        Ok(ClassPublic { class, epoch: Epoch(key.epoch), bytes })
    });
    halves.collect()
}

/// The head of a class, after it has agreed with the rows: records, and drops its writers made.
fn head(
    store: &Store,
    keyring: &Keyring,
    class: Class,
    state: &StateKey,
    tags: &Tags,
) -> Result<Head> {
    let row = store.rows().head(class.number())?.ok_or(Code::Damaged)?;
    let sealed = Sealed::parse(row.sealed)?;
    let head = vault::open_head(keyring.key_for(&sealed)?, keyring.vault(), &sealed)?;
    let mut found: Vec<(RecordId, [u8; 16])> = tags
        .iter()
        .filter(|(_, (of, _))| *of == class)
        .map(|(id, (_, tag))| (RecordId::from_bytes(id.bytes()), *tag))
        .collect();
    for drop in store.rows().sealed_drops()? {
        if drop.writer == class.number() {
            let tag = vault::SealedDrop::parse(drop.sealed)?.tag();
            found.push((RecordId::from_bytes(drop.id), tag));
        }
    }
    head.check(state, found)?;
    Ok(head)
}

/// Each held private half belongs to the public half that class 0 names.
fn pairs(store: &Store, keyring: &Keyring, public: &[ClassPublic]) -> Result<()> {
    for pair in store.rows().class_pairs()? {
        let class = Class::try_from(pair.class)?;
        let Ok(key) = keyring.key(class, Epoch(pair.epoch)) else { continue };
        let private = ClassPrivate::open(key, keyring.vault(), &Sealed::parse(pair.sealed)?)?;
        let written = public.iter().find(|half| half.class == class && half.epoch.0 == pair.epoch);
        private.check_public(written.ok_or(Code::Damaged)?)?;
    }
    Ok(())
}

/// The audit ends where head 0 says it ends; a cut tail is seen here.
fn tail(store: &Store, head: &Head) -> Result<Option<Previous>> {
    let (count, last_hash) = head.audit().ok_or(Code::Damaged)?;
    let Some(chain) = store.rows().last_chain()? else {
        return if count == 0 { Ok(None) } else { Err(Code::RolledBack.into()) };
    };
    let last = store.rows().last_audit(chain.id)?.ok_or(Code::RolledBack)?;
    let hash = Sealed::parse(last.sealed)?.sha256();
    if hash != last_hash || store.rows().count_audit()? != count {
        return Err(Code::RolledBack.into());
    }
    Ok(Some(Previous { chain: hex::shown(&chain.id), hash: hex::shown(&hash) }))
}
