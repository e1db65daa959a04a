//! The keyring: the class keys that a session holds, wiped when it is dropped.
//!
//! What is not on the ring cannot be read; that is the second half of every role (the first is
//! the caller's check before a row is touched).

use std::{collections::BTreeMap, fmt};

use crate::{
    Class, ClassKey, Epoch, Error, Grant, Result, Sealed, SealedPair, StateKey, UserKey, VaultId,
    make_pair,
};

/// The class keys of one session, by class and epoch.
pub struct Keyring {
    vault: VaultId,
    keys: BTreeMap<(Class, Epoch), ClassKey>,
}

impl Keyring {
    /// A keyring of this vault without keys.
    #[must_use]
    pub const fn new(vault: VaultId) -> Self {
        Self { vault, keys: BTreeMap::new() }
    }

    /// Opens every grant of a user with the user's key.
    pub fn open(vault: VaultId, key: &UserKey, grants: &[Grant]) -> Result<Self> {
        let mut keyring = Self::new(vault);
        for grant in grants {
            keyring.insert(grant.open(key)?);
        }
        Ok(keyring)
    }

    /// Puts a key on the ring, in place of one of the same class and epoch.
    pub fn insert(&mut self, key: ClassKey) {
        self.keys.insert((key.class(), key.epoch()), key);
    }

    /// The vault the keys belong to.
    #[must_use]
    pub const fn vault(&self) -> VaultId {
        self.vault
    }

    /// Whether the session has any key of a class.
    #[must_use]
    pub fn holds(&self, class: Class) -> bool {
        self.of_class(class).next().is_some()
    }

    /// The key to seal with: the newest epoch of a class. [`Error::NotHeld`] without one.
    pub fn current(&self, class: Class) -> Result<&ClassKey> {
        self.of_class(class).next_back().ok_or(Error::NotHeld(class))
    }

    /// The key of a class and epoch, to open with. [`Error::NotHeld`] without it.
    pub fn key(&self, class: Class, epoch: Epoch) -> Result<&ClassKey> {
        self.keys.get(&(class, epoch)).ok_or(Error::NotHeld(class))
    }

    /// The key that the header of a box asks for. [`Error::NotHeld`] without it.
    pub fn key_for(&self, sealed: &Sealed) -> Result<&ClassKey> {
        self.key(sealed.class(), sealed.epoch())
    }

    /// The state key of a class's current epoch, for its head.
    pub fn derive_state_key(&self, class: Class) -> Result<StateKey> {
        StateKey::derive(self.current(class)?, self.vault)
    }

    /// The keys of a class, oldest epoch first.
    pub fn of_class(&self, class: Class) -> impl DoubleEndedIterator<Item = &ClassKey> {
        self.keys.range((class, Epoch(0))..=(class, Epoch(u32::MAX))).map(|(_, key)| key)
    }

    /// The classes it holds, in order.
    #[must_use]
    pub fn classes(&self) -> Vec<Class> {
        Class::ALL.into_iter().filter(|class| self.holds(*class)).collect()
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.keys.values()).finish()
    }
}

/// What the first run of a vault makes: a key for every class, and its pair to be stored.
#[derive(Debug)]
pub struct FirstKeys {
    /// Every class key, in its first epoch.
    pub keyring: Keyring,
    /// The X25519 pair of every class, in order.
    pub pairs: Vec<SealedPair>,
}

/// Draws every class key and class pair of a new vault.
pub fn make_first_keys(vault: VaultId) -> Result<FirstKeys> {
    let mut keyring = Keyring::new(vault);
    let mut pairs = Vec::with_capacity(Class::ALL.len());
    for class in Class::ALL {
        let key = ClassKey::make(class, Epoch::FIRST)?;
        pairs.push(make_pair(&key, vault)?);
        keyring.insert(key);
    }
    Ok(FirstKeys { keyring, pairs })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{RecordId, open_record, seal_record};

    #[test]
    fn debug_of_a_keyring_holds_no_key_bytes() {
        let vault = VaultId::make().unwrap();
        let first = make_first_keys(vault).unwrap();
        let shown = format!("{first:?} {:#?}", first.keyring).to_lowercase();
        for key in first.keyring.keys.values() {
            let bytes = key.secret.expose();
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            let listed = format!("{:?}", &bytes[..4]);
            let listed = listed.trim_matches(['[', ']']);
            assert!(!shown.contains(&hex[..8]) && !shown.contains(listed), "class {}", key.class());
        }
        assert_eq!(shown.matches("classkey(class").count(), 10);
    }

    #[test]
    fn a_class_that_is_not_held_is_an_error_and_not_a_guess() {
        let vault = VaultId::make().unwrap();
        let record = RecordId::make().unwrap();
        let mut keyring = Keyring::new(vault);
        keyring.insert(ClassKey::make(Class::Intake, Epoch::FIRST).unwrap());
        let foreign = ClassKey::make(Class::Clinical, Epoch::FIRST).unwrap();
        let sealed = seal_record(&foreign, vault, record, b"{}").unwrap();
        assert_eq!(keyring.key_for(&sealed).unwrap_err(), Error::NotHeld(Class::Clinical));
        assert_eq!(keyring.current(Class::Admin).unwrap_err(), Error::NotHeld(Class::Admin));
        assert!(keyring.derive_state_key(Class::Notes).is_err());
        assert_eq!(keyring.classes(), [Class::Intake]);
    }

    #[test]
    fn the_newest_epoch_seals_and_every_held_epoch_opens() {
        let vault = VaultId::make().unwrap();
        let record = RecordId::make().unwrap();
        let mut keyring = make_first_keys(vault).unwrap().keyring;
        let old = keyring.current(Class::Intake).unwrap();
        let sealed = seal_record(old, vault, record, b"old").unwrap();
        let second = Epoch::FIRST.next().unwrap();
        keyring.insert(ClassKey::make(Class::Intake, second).unwrap());
        assert_eq!(keyring.current(Class::Intake).unwrap().epoch(), second);
        let key = keyring.key_for(&sealed).unwrap();
        assert_eq!(open_record(key, vault, record, &sealed).unwrap().as_slice(), b"old");
        assert_eq!(
            open_record(keyring.current(Class::Intake).unwrap(), vault, record, &sealed),
            Err(Error::Unexpected("epoch"))
        );
    }
}
