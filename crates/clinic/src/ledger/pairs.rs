//! The X25519 pairs of the classes: private halves in boxes, public halves in a record of class 0.

use serde_json::value::RawValue;
use store::Store;
use vault::{Class, ClassPrivate, ClassPublic, Epoch, Keyring, Sealed};

use crate::{Code, Error, Result, body::KeysBody, hex};

/// Each held private half belongs to the public half that class 0 names.
pub(super) fn compare(store: &Store, keyring: &Keyring, public: &[ClassPublic]) -> Result<()> {
    for pair in store.rows().class_pairs()? {
        let class = Class::try_from(pair.class)?;
        let Ok(key) = keyring.key(class, Epoch(pair.epoch)) else { continue };
        let private = ClassPrivate::open(key, keyring.vault(), &Sealed::parse(pair.sealed)?)?;
        let written = public.iter().find(|half| half.class == class && half.epoch.0 == pair.epoch);
        private.check_public(written.ok_or(Code::Damaged)?)?;
    }
    Ok(())
}

/// The private half of a class and epoch.
pub(crate) fn private_half(
    store: &Store,
    keyring: &Keyring,
    class: Class,
    epoch: Epoch,
) -> Result<ClassPrivate> {
    let pairs = store.rows().class_pairs()?;
    let same = |pair: &&store::ClassPair| pair.class == class.number() && pair.epoch == epoch.0;
    let row = pairs.iter().find(same).ok_or(vault::Error::NotHeld(class))?;
    let (key, sealed) = (keyring.key(class, epoch)?, Sealed::parse(row.sealed.clone())?);
    Ok(ClassPrivate::open(key, keyring.vault(), &sealed)?)
}

/// The public halves that a record of class 0 names.
pub(super) fn public_halves(body: &RawValue) -> Result<Vec<ClassPublic>> {
    let body: KeysBody = serde_json::from_str(body.get()).map_err(|_| Error::Unreadable)?;
    let halves = body.keys.into_iter().map(|key| {
        let class = Class::try_from(key.class)?;
        let bytes = hex::read(&key.public).ok_or(Error::Unreadable)?;
        Ok(ClassPublic { class, epoch: Epoch(key.epoch), bytes })
    });
    halves.collect()
}
