//! The head of a class: how many rows it has, and a fold over all of them, so that a deleted,
//! replayed, swapped or repeated row is noticed (kind 5).
//!
//! The fold is the XOR over rows of HMAC-SHA256(state key, id || tag), so a change costs one HMAC
//! and order does not matter. A head does not see a whole file put back; the commit counter is
//! what an anchor outside the file is compared with.

use ring::hmac;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::{
    Class, ClassKey, Error, RecordId, Result, Sealed, VaultId, envelope,
    sealed::{Kind, Label},
    secret::Secret,
};

const INFO: &[u8] = b"goldthread/v1/state\0";
const PLAIN: usize = 48;
const AUDIT: usize = 40;

/// The key of the fold, derived from a class key: held while unlocked.
pub struct StateKey {
    class: Class,
    secret: Secret<32>,
}

impl StateKey {
    /// The state key of a class key in this vault.
    pub fn derive(key: &ClassKey, vault: VaultId) -> Result<Self> {
        let mut okm = Zeroizing::new([0; 32]);
        let label = [&[key.class().number()], key.epoch().0.to_be_bytes().as_slice()].concat();
        let salt = vault.as_bytes();
        envelope::derive_hkdf(key.secret.expose(), salt, &[INFO, &label], okm.as_mut_slice())?;
        Ok(Self { class: key.class(), secret: Secret::copy_from(okm.as_slice())? })
    }

    /// What one row adds to the fold. The key is expanded for each row, because the library's own
    /// form of it is not wiped and must not lie in memory as long as a session.
    fn fold(&self, id: RecordId, tag: [u8; 16]) -> [u8; 32] {
        let key = hmac::Key::new(hmac::HMAC_SHA256, self.secret.expose());
        let mut context = hmac::Context::with_key(&key);
        context.update(id.as_bytes());
        context.update(&tag);
        let mut folded = [0; 32];
        folded.copy_from_slice(context.sign().as_ref());
        folded
    }

    #[cfg(test)]
    pub(crate) fn expose(&self) -> &[u8; 32] {
        self.secret.expose()
    }
}

impl std::fmt::Debug for StateKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "StateKey(class {})", self.class)
    }
}

/// The head of a class, open. Change a clone of it inside the transaction that changes the rows,
/// and keep the clone when the transaction was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    class: Class,
    commit_counter: u64,
    count: u64,
    xor: [u8; 32],
    audit: (u64, [u8; 32]),
}

impl Head {
    /// The head of a class without rows, never committed.
    #[must_use]
    pub const fn new(class: Class) -> Self {
        Self { class, commit_counter: 0, count: 0, xor: [0; 32], audit: (0, [0; 32]) }
    }

    /// The head of the same class without rows, to be filled anew: counter and audit go on.
    #[must_use]
    pub const fn emptied(&self) -> Self {
        Self { count: 0, xor: [0; 32], ..*self }
    }

    /// A row was written.
    pub fn add(&mut self, key: &StateKey, id: RecordId, tag: [u8; 16]) -> Result<()> {
        self.expect(key)?;
        self.count = self.count.checked_add(1).ok_or(Error::TooLarge)?;
        self.mix(key, id, tag);
        Ok(())
    }

    /// A row was deleted; `tag` is the one it had. [`Error::HeadMismatch`] when there was none.
    pub fn remove(&mut self, key: &StateKey, id: RecordId, tag: [u8; 16]) -> Result<()> {
        self.expect(key)?;
        self.count = self.count.checked_sub(1).ok_or(Error::HeadMismatch(self.class))?;
        self.mix(key, id, tag);
        Ok(())
    }

    /// A row was written over: `old` is the tag it had, `new` the one it has.
    pub fn replace(
        &mut self,
        key: &StateKey,
        id: RecordId,
        old: [u8; 16],
        new: [u8; 16],
    ) -> Result<()> {
        self.remove(key, id, old)?;
        self.add(key, id, new)
    }

    fn mix(&mut self, key: &StateKey, id: RecordId, tag: [u8; 16]) {
        for (byte, folded) in self.xor.iter_mut().zip(key.fold(id, tag)) {
            *byte ^= folded;
        }
    }

    /// Compares the head with the rows as they lie in the file: [`Error::HeadMismatch`] when one
    /// is missing, extra, changed or repeated.
    pub fn check(
        &self,
        key: &StateKey,
        rows: impl IntoIterator<Item = (RecordId, [u8; 16])>,
    ) -> Result<()> {
        let mut found = Self::new(self.class);
        for (id, tag) in rows {
            found.add(key, id, tag)?;
        }
        if found.count == self.count && bool::from(found.xor.ct_eq(&self.xor)) {
            Ok(())
        } else {
            Err(Error::HeadMismatch(self.class))
        }
    }

    /// The audit state that head 0 carries: how many entries there are, and the SHA-256 of the
    /// last one's box. [`Error::Unexpected`] for the head of another class.
    pub fn set_audit(&mut self, count: u64, last_hash: [u8; 32]) -> Result<()> {
        if self.class != Class::Registry {
            return Err(Error::Unexpected("class"));
        }
        self.audit = (count, last_hash);
        Ok(())
    }

    /// The audit state (count, last hash) of head 0; none in the others.
    #[must_use]
    pub fn audit(&self) -> Option<(u64, [u8; 32])> {
        (self.class == Class::Registry).then_some(self.audit)
    }

    /// Counts one commit and seals the head, once for each transaction.
    pub fn commit(&mut self, key: &ClassKey, vault: VaultId) -> Result<Sealed> {
        key.expect(self.class)?;
        self.commit_counter = self.commit_counter.checked_add(1).ok_or(Error::TooLarge)?;
        envelope::seal(key.secret.expose(), label(key), &ctx(key, vault), &self.encode())
    }

    /// Its class.
    #[must_use]
    pub const fn class(&self) -> Class {
        self.class
    }

    /// How many commits have changed it: what anchors outside the file remember.
    #[must_use]
    pub const fn commit_counter(&self) -> u64 {
        self.commit_counter
    }

    /// How many rows it stands for.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.count
    }

    fn expect(&self, key: &StateKey) -> Result<()> {
        if key.class == self.class { Ok(()) } else { Err(Error::Unexpected("class")) }
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(PLAIN + AUDIT);
        bytes.extend_from_slice(&self.commit_counter.to_be_bytes());
        bytes.extend_from_slice(&self.count.to_be_bytes());
        bytes.extend_from_slice(&self.xor);
        if let Some((count, last_hash)) = self.audit() {
            bytes.extend_from_slice(&count.to_be_bytes());
            bytes.extend_from_slice(&last_hash);
        }
        bytes
    }

    fn decode(class: Class, bytes: &[u8]) -> Option<Self> {
        let (commit_counter, rest) = bytes.split_first_chunk()?;
        let (count, rest) = rest.split_first_chunk()?;
        let (xor, rest) = rest.split_first_chunk()?;
        let mut head = Self {
            class,
            commit_counter: u64::from_be_bytes(*commit_counter),
            count: u64::from_be_bytes(*count),
            xor: *xor,
            audit: (0, [0; 32]),
        };
        if class == Class::Registry {
            let (count, last_hash) = rest.split_first_chunk()?;
            head.audit = (u64::from_be_bytes(*count), last_hash.try_into().ok()?);
            return Some(head);
        }
        rest.is_empty().then_some(head)
    }
}

pub(crate) fn label(key: &ClassKey) -> Label {
    Label { kind: Kind::Head, class: key.class(), epoch: key.epoch() }
}

pub(crate) fn ctx(key: &ClassKey, vault: VaultId) -> Vec<u8> {
    [vault.as_bytes().as_slice(), &[key.class().number()]].concat()
}

/// Opens the head of the key's class.
pub fn open_head(key: &ClassKey, vault: VaultId, sealed: &Sealed) -> Result<Head> {
    let bytes = envelope::open(key.secret.expose(), label(key), &ctx(key, vault), sealed)?;
    Head::decode(key.class(), &bytes).ok_or(Error::Damaged("length of a head"))
}

#[cfg(test)]
mod tests;
