//! Reading a vault whole with the keys that are held: every record opened, heads against rows,
//! class pairs against their public halves, the audit's tail against head 0. The same reading
//! stands behind unlocking, backups, restores and sealing anew.
//!
//! A row that cannot be read is set apart and named, never dropped and never a reason to keep a
//! clinic out of all the others.

use std::collections::{BTreeMap, HashMap, HashSet};

use record::{Envelope, Id, Kind};
use serde_json::value::RawValue;
use store::Store;
use vault::{Class, ClassPublic, Head, Keyring, RecordId, Sealed, StateKey, VaultId, row_tag};

use super::{
    audit::Previous,
    opening::{BATCH, Boxed, Read, opening},
    pairs,
};
use crate::{
    Code, Error, Result,
    body::{self, AttachmentBody},
    hex,
};

/// Takes each opened record of the held classes, in no particular order.
pub(crate) type Contents<'a> = dyn FnMut(Id, &Envelope<&RawValue>) -> Result<()> + 'a;

/// Rows of the held classes by id: class and tag.
pub(crate) type Tags = HashMap<Id, (Class, [u8; 16])>;

/// A row that cannot be read, and why. It stays as it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unreadable {
    pub(crate) class: Class,
    pub(crate) why: &'static str,
}

/// A drop as it waits: whose head counts it, whom it is for, its tag.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Waiting {
    pub(crate) writer: Class,
    pub(crate) tag: [u8; 16],
}

/// A vault that has been read.
pub(crate) struct Whole {
    pub(crate) tags: Tags,
    pub(crate) heads: BTreeMap<Class, Head>,
    pub(crate) states: BTreeMap<Class, StateKey>,
    pub(crate) public: Vec<ClassPublic>,
    /// The record that holds the public halves.
    pub(crate) keys_record: Id,
    pub(crate) unreadable: BTreeMap<Id, Unreadable>,
    /// Classes whose head does not agree with the rows, where an unreadable row explains it.
    pub(crate) disagree: Vec<Class>,
    pub(crate) drops: HashMap<Id, Waiting>,
    pub(crate) previous: Option<Previous>,
}

/// How much of a vault is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Every record.
    Everything,
    /// All but large contents of attachments, which are opened when they are looked at: a scan of
    /// them all would make everybody wait at signing in. Their tags are compared all the same.
    ButContents,
}

/// A box above this size is left closed for as long as it may be the content of an attachment.
const LARGE: usize = 256 * 1024;

/// Reads a vault whole. `at` is told how many records have been opened.
///
/// # Errors
/// [`Code::RolledBack`] when rows are missing, extra or older than their head and no damaged row
/// explains it; [`Code::Damaged`] when what every session needs cannot be read.
pub(crate) fn read_whole(
    store: &Store,
    keyring: &Keyring,
    depth: Depth,
    each: &mut Contents<'_>,
    at: &mut dyn FnMut(u64) -> Result<()>,
) -> Result<Whole> {
    let opened = records(store, keyring, depth, each, at)?;
    let Opened { tags, public, keys_record, unreadable, .. } = opened;
    let drops = drops(store)?;
    let (mut heads, mut states, mut disagree) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    for class in keyring.classes() {
        let state = keyring.derive_state_key(class)?;
        let found = rows_of(class, &tags, &drops);
        let explained = unreadable.values().any(|row| row.class == class);
        let (head, agrees) = head(store, keyring, class, &state, found, explained)?;
        if !agrees {
            disagree.push(class);
        }
        heads.insert(class, head);
        states.insert(class, state);
    }
    pairs::compare(store, keyring, &public)?;
    let previous = tail(store, heads.get(&Class::Registry).ok_or(Code::Damaged)?)?;
    let keys_record = keys_record.ok_or(Code::Damaged)?;
    Ok(Whole { tags, heads, states, public, keys_record, unreadable, disagree, drops, previous })
}

#[derive(Default)]
struct Opened {
    tags: Tags,
    public: Vec<ClassPublic>,
    keys_record: Option<Id>,
    unreadable: BTreeMap<Id, Unreadable>,
    /// Records that attachments name as their content.
    contents: HashSet<Id>,
}

/// Opens every record of the held classes, hands it on, and remembers its tag. Other threads open
/// the boxes while this one reads the file and takes in what they say.
fn records(
    store: &Store,
    keyring: &Keyring,
    depth: Depth,
    each: &mut Contents<'_>,
    at: &mut dyn FnMut(u64) -> Result<()>,
) -> Result<Opened> {
    let mut taking = Taking { opened: Opened::default(), each };
    let (mut count, mut closed, mut batch) = (0, Vec::new(), Vec::with_capacity(BATCH));
    let classes: Vec<u8> = keyring.classes().into_iter().map(Class::number).collect();
    opening(keyring, |openers| -> Result<()> {
        store.rows().each_record(&classes, |bytes, number, boxed| -> Result<()> {
            let (id, class) = (Id::from_bytes(bytes), Class::try_from(number)?);
            taking.opened.tags.insert(id, (class, row_tag(boxed)));
            count += 1;
            if depth == Depth::ButContents && boxed.len() > LARGE {
                closed.push((id, class));
                return Ok(());
            }
            batch.push(Boxed { id, class, bytes: boxed.to_vec() });
            if batch.len() == BATCH {
                let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
                openers.hand_over(full, &mut |read| taking.take(read))?;
                at(count)?;
            }
            Ok(())
        })?;
        openers.hand_over(std::mem::take(&mut batch), &mut |read| taking.take(read))?;
        openers.finish(&mut |read| taking.take(read))
    })?;
    // What no attachment names is something else, and is opened after all.
    closed.retain(|(id, _)| !taking.opened.contents.contains(id));
    for (id, class) in closed {
        let row = store.rows().record(id.bytes())?.ok_or(Code::RolledBack)?;
        let boxed = Boxed { id, class, bytes: row.sealed };
        taking.take(boxed.open(keyring))?;
    }
    let mut opened = taking.opened;
    opened.public.sort_by_key(|half: &ClassPublic| (half.class, half.epoch));
    Ok(opened)
}

/// Takes in what boxes say, one after the other.
struct Taking<'t, 'e> {
    opened: Opened,
    each: &'t mut Contents<'e>,
}

impl Taking<'_, '_> {
    /// Takes a record; one that cannot be read is set apart.
    fn take(&mut self, read: Read) -> Result<()> {
        let Read { id, class, json } = read;
        if let Err(error) = json.and_then(|json| self.record(id, &json)) {
            let why = why(&error).ok_or(error)?;
            self.opened.unreadable.insert(id, Unreadable { class, why });
        }
        Ok(())
    }

    fn record(&mut self, id: Id, json: &[u8]) -> Result<()> {
        let opened = &mut self.opened;
        let envelope: Envelope<&RawValue> =
            serde_json::from_slice(json).map_err(|_| Error::Unreadable)?;
        if envelope.v > body::VERSION {
            return Err(Code::NewerSchema.into());
        }
        if envelope.t == Kind::ClassKeys {
            opened.public.extend(pairs::public_halves(envelope.body)?);
            opened.keys_record = Some(id);
        }
        if envelope.t == Kind::Attachment {
            let body: AttachmentBody =
                serde_json::from_str(envelope.body.get()).map_err(|_| Error::Unreadable)?;
            opened.contents.insert(body.content);
        }
        (self.each)(id, &envelope)
    }
}

/// Why a row cannot be read, if that is what the error says of it.
pub(crate) fn why(error: &Error) -> Option<&'static str> {
    match error {
        Error::Vault(vault::Error::Damaged(what)) => Some(what),
        Error::Vault(vault::Error::WrongKey) => Some("its key does not open it"),
        Error::Vault(vault::Error::Unexpected(_) | vault::Error::NotHeld(_)) => {
            Some("it is not the kind of box that belongs there")
        }
        Error::Unreadable => Some("it opens and says nothing that can be understood"),
        Error::Refused(Code::Damaged) => Some("it lies in another class than it was sealed for"),
        _ => None,
    }
}

fn drops(store: &Store) -> Result<HashMap<Id, Waiting>> {
    let waiting = store.rows().sealed_drops()?.into_iter().map(|drop| {
        let (writer, tag) = (Class::try_from(drop.writer)?, row_tag(&drop.sealed));
        Ok((Id::from_bytes(drop.id), Waiting { writer, tag }))
    });
    waiting.collect()
}

/// What the head of a class stands for: its records, and the drops its writers made.
pub(crate) fn rows_of(
    class: Class,
    tags: &Tags,
    drops: &HashMap<Id, Waiting>,
) -> Vec<(RecordId, [u8; 16])> {
    let records = tags.iter().filter(|(_, (of, _))| *of == class).map(|(id, (_, tag))| (id, tag));
    let drops = drops.iter().filter(|(_, drop)| drop.writer == class);
    let drops = drops.map(|(id, drop)| (id, &drop.tag));
    records.chain(drops).map(|(id, tag)| (RecordId::from_bytes(id.bytes()), *tag)).collect()
}

/// The head of a class, and whether it agrees with the rows. That it does not is only let pass
/// when no row is missing or extra and a damaged one explains it.
fn head(
    store: &Store,
    keyring: &Keyring,
    class: Class,
    state: &StateKey,
    found: Vec<(RecordId, [u8; 16])>,
    explained: bool,
) -> Result<(Head, bool)> {
    let row = store.rows().head(class.number())?.ok_or(Code::Damaged)?;
    let sealed = Sealed::parse(row.sealed)?;
    let head = vault::open_head(keyring.key_for(&sealed)?, keyring.vault(), &sealed)?;
    if head.class() != class {
        return Err(Code::Damaged.into());
    }
    let as_many = u64::try_from(found.len()) == Ok(head.count());
    match head.check(state, found) {
        Ok(()) => Ok((head, true)),
        Err(vault::Error::HeadMismatch(_)) if explained && as_many => Ok((head, false)),
        Err(error) => Err(error.into()),
    }
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

/// The vault's id, from its one row.
pub(crate) fn vault_id(store: &Store) -> Result<VaultId> {
    Ok(VaultId::from_bytes(store.rows().vault()?.vault_id))
}
