//! Sealing anew: new keys for some classes, everything under them sealed again in a new file, which
//! is read back whole, compared, and only then takes the vault's place. Until that moment nothing
//! has changed; after it nobody who was left out holds a key to what is in the file.

mod copying;

use std::{
    collections::{BTreeMap, HashMap},
    path::{Path, PathBuf},
};

use record::{Envelope, Id, Kind};
use serde_json::value::RawValue;
use store::Store;
use vault::{Chain, Class, ClassKey, Head, Keyring, SealedPair, UserKey, make_pair};

use super::{Change, Depth, Event, Ledger, Whole, read_whole, whole::Tags};
use crate::{
    Code, Error, Machine, Result,
    body::{KeysBody, PublicKey},
    hex,
    view::WorkKind,
    work::Stretch,
};

/// Somebody who keeps, or gets, a way in.
pub(crate) struct Holder {
    pub(crate) user: Id,
    pub(crate) key: UserKey,
    /// The classes that the role grants.
    pub(crate) classes: Vec<Class>,
}

/// What is to be sealed anew.
pub(crate) struct Reseal {
    /// Classes that get a new epoch.
    pub(crate) classes: Vec<Class>,
    /// Everybody who stays; who is not among them is gone from the file.
    pub(crate) holders: Vec<Holder>,
    /// Records that change with it.
    pub(crate) changes: Vec<Change>,
    /// What is put on record.
    pub(crate) events: Vec<Event>,
    /// Whether it may be stopped: only where nothing has happened before it.
    pub(crate) can_stop: bool,
}

/// The new keys.
struct Fresh {
    keyring: Keyring,
    pairs: Vec<SealedPair>,
}

/// What the new file was made with.
struct Made {
    tags: Tags,
    heads: BTreeMap<Class, Head>,
    chain: Chain,
}

impl Ledger {
    /// Seals anew. Nothing has happened when it fails, or is stopped.
    pub(crate) fn reseal(&mut self, mut plan: Reseal, machine: &Machine) -> Result<()> {
        let place = beside(self.path(), "-resealed");
        clear(&place);
        let total = u64::try_from(self.tags.len()).unwrap_or_default() * 2;
        let (work, can_stop) = (&machine.work, plan.can_stop);
        let stretch = work.begin(WorkKind::Resealing, total, can_stop, &machine.clock);
        let fresh = self.fresh(&plan.classes)?;
        plan.changes.push(self.keys_change(&fresh)?);
        let done = self.make_and_check(&place, &fresh, &plan, &stretch);
        drop(stretch);
        let (made, whole, keyring) = done.inspect_err(|_| clear(&place))?;
        self.store.replace_with(&place, None)?;
        self.adopt(made, whole, keyring);
        Ok(())
    }

    fn fresh(&self, classes: &[Class]) -> Result<Fresh> {
        let mut fresh = Fresh { keyring: Keyring::new(self.vault), pairs: Vec::new() };
        for class in classes {
            let key = ClassKey::make(*class, self.keyring.current(*class)?.epoch().next()?)?;
            fresh.pairs.push(make_pair(&key, self.vault)?);
            fresh.keyring.insert(key);
        }
        Ok(fresh)
    }

    /// The public halves, old ones first.
    fn keys_change(&self, fresh: &Fresh) -> Result<Change> {
        let loaded = self.load::<KeysBody>(self.keys_record)?;
        let base = loaded.base();
        let mut body = loaded.envelope.body;
        body.keys.extend(fresh.pairs.iter().map(|pair| PublicKey {
            class: pair.public.class.number(),
            epoch: pair.public.epoch.0,
            public: hex::shown(&pair.public.bytes),
        }));
        self.change(self.keys_record, Kind::ClassKeys, Class::Registry, None, base, &body)
    }

    fn make_and_check(
        &self,
        place: &Path,
        fresh: &Fresh,
        plan: &Reseal,
        stretch: &Stretch,
    ) -> Result<(Made, Whole, Keyring)> {
        let row = self.store.rows().vault()?;
        let mut made = None;
        Store::build_with(place, row.vault_id, &row.created_at, |tx| -> Result<()> {
            self.copy_keys(tx, fresh, plan)?;
            made = Some(self.copy_contents(tx, fresh, plan, stretch)?);
            Ok(())
        })?;
        let made = made.ok_or(Code::Internal)?;
        let (whole, keyring) = self.check_made(place, plan, &made, stretch)?;
        Ok((made, whole, keyring))
    }

    /// Reads the new file whole with the keys it gives this session, and compares every record
    /// with what it was made from.
    fn check_made(
        &self,
        place: &Path,
        plan: &Reseal,
        made: &Made,
        stretch: &Stretch,
    ) -> Result<(Whole, Keyring)> {
        let copy = Store::open_copy(place)?;
        copy.quick_check()?;
        let me = plan.holders.iter().find(|holder| holder.user == self.user);
        let keyring = super::open::keyring(&copy, self.user, &me.ok_or(Code::Internal)?.key)?;
        let changed: HashMap<Id, &Change> = plan.changes.iter().map(|it| (it.id, it)).collect();
        let mut same = |id: Id, now: &Envelope<&RawValue>| match changed.get(&id) {
            Some(change) => same_json(&change.json, now),
            None => same_record(&self.load::<Box<RawValue>>(id)?.envelope, now),
        };
        let half = u64::try_from(self.tags.len()).unwrap_or_default();
        let mut at = |done: u64| stretch.at(half + done, half * 2);
        let whole = read_whole(&copy, &keyring, Depth::Everything, &mut same, &mut at)?;
        let bad = whole.unreadable.keys().all(|id| self.unreadable.contains_key(id));
        copy.close()?;
        if bad && whole.tags == made.tags && whole.heads == made.heads {
            Ok((whole, keyring))
        } else {
            Err(Code::Internal.into())
        }
    }

    fn adopt(&mut self, made: Made, whole: Whole, keyring: Keyring) {
        self.keyring = keyring;
        self.heads = made.heads;
        self.states = whole.states;
        self.tags = made.tags;
        self.public = whole.public;
        self.chain = made.chain;
        self.written = true;
    }
}

fn newest<'k>(fresh: &'k Fresh, held: &'k Keyring, class: Class) -> Result<&'k ClassKey> {
    Ok(fresh.keyring.current(class).or_else(|_| held.current(class))?)
}

fn same_json(json: &[u8], now: &Envelope<&RawValue>) -> Result<()> {
    let made: Envelope<&RawValue> = serde_json::from_slice(json).map_err(|_| Error::Unreadable)?;
    same(made.body.get() == now.body.get() && made.rev == now.rev && made.t == now.t)
}

fn same_record(before: &Envelope<Box<RawValue>>, now: &Envelope<&RawValue>) -> Result<()> {
    let head = |t, v, by, dev, rev| (t, v, by, dev, rev);
    let told = before.at == now.at && before.prev == now.prev && before.client == now.client;
    same(
        told && before.body.get() == now.body.get()
            && head(before.t, before.v, before.by, before.dev, before.rev)
                == head(now.t, now.v, now.by, now.dev, now.rev),
    )
}

fn same(same: bool) -> Result<()> {
    if same { Ok(()) } else { Err(Code::Internal.into()) }
}

/// A name beside the vault.
pub(crate) fn beside(vault: &Path, suffix: &str) -> PathBuf {
    let mut name = vault.file_name().map(std::ffi::OsStr::to_os_string).unwrap_or_default();
    name.push(suffix);
    vault.with_file_name(name)
}

/// Takes away what an interrupted attempt left. It never had the vault's name.
pub(crate) fn clear(place: &Path) {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let _ = std::fs::remove_file(beside(place, suffix));
    }
}
