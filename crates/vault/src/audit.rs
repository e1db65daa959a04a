//! Audit chains: one for each session, written forward and read only with the key of class 4.
//!
//! Entry n is sealed with a_n (kind 6); a_(n+1) is derived from it and a_n is wiped, so what was
//! written before a moment cannot be forged by who comes in later. Each entry is bound to the box
//! before it. A cut tail is not seen here: head 0 carries the count and the last hash for that.
//! What an entry says, and which chain came before, is the caller's JSON.

use std::fmt;

use zeroize::Zeroizing;

use crate::{
    ChainId, Class, ClassPrivate, ClassPublic, Epoch, Error, Result, Sealed, VaultId, envelope,
    hybrid, padding,
    sealed::{Kind, Label},
    secret::Secret,
};

const START_INFO: &[u8] = b"goldthread/v1/audit";
const NEXT_INFO: &[u8] = b"goldthread/v1/audit-next";

/// The start of a chain as it is stored: a_0, sealed towards class 4.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainStart {
    /// The chain it opens.
    pub chain: ChainId,
    /// The epoch of the class 4 pair that opens it.
    pub epoch: Epoch,
    /// `enc[32]`, then ciphertext and tag: 80 bytes.
    pub bytes: Vec<u8>,
}

/// One entry as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the chain, from 0.
    pub n: u64,
    /// Its box.
    pub sealed: Sealed,
}

/// The writing end of a chain. Inside a transaction, write to a [`Chain::fork`] and keep it in
/// place of this one when the transaction was kept; dropping either wipes its key.
pub struct Chain {
    vault: VaultId,
    chain: ChainId,
    epoch: Epoch,
    n: u64,
    last_hash: [u8; 32],
    key: Secret<32>,
}

impl Chain {
    /// Starts a chain whose first key only the holder of class 4 can open.
    pub fn start(vault: VaultId, admin: &ClassPublic) -> Result<(Self, ChainStart)> {
        if admin.class != Class::Admin {
            return Err(Error::Unexpected("class"));
        }
        let chain = ChainId::make()?;
        let key = Secret::make()?;
        let aad = start_aad(vault, chain);
        let bytes = hybrid::seal_to(&admin.bytes, START_INFO, &aad, key.expose())?;
        let start = ChainStart { chain, epoch: admin.epoch, bytes };
        Ok((Self::at_first(vault, chain, admin.epoch, key), start))
    }

    pub(crate) const fn at_first(
        vault: VaultId,
        chain: ChainId,
        epoch: Epoch,
        key: Secret<32>,
    ) -> Self {
        Self { vault, chain, epoch, n: 0, last_hash: [0; 32], key }
    }

    /// The same chain at the same place.
    #[must_use]
    pub fn fork(&self) -> Self {
        Self { key: self.key.copy(), ..*self }
    }

    /// Seals an entry's JSON at the end of the chain and moves the chain on.
    pub fn append(&mut self, json: &[u8]) -> Result<Entry> {
        let padded = padding::pad(json)?;
        let sealed = envelope::seal(self.key.expose(), self.label(), &self.ctx(), &padded)?;
        let entry = Entry { n: self.n, sealed };
        self.step(&entry.sealed)?;
        Ok(entry)
    }

    /// Opens the entry at this place and moves on.
    pub(crate) fn open_next(&mut self, boxed: Vec<u8>) -> Result<Zeroizing<Vec<u8>>> {
        let sealed = Sealed::parse(boxed)?;
        let body = envelope::open(self.key.expose(), self.label(), &self.ctx(), &sealed)
            .and_then(padding::unpad)?;
        self.step(&sealed)?;
        Ok(body)
    }

    fn step(&mut self, sealed: &Sealed) -> Result<()> {
        let n = self.n.checked_add(1).ok_or(Error::TooLarge)?;
        self.key = derive_next(&self.key, self.vault)?;
        self.n = n;
        self.last_hash = sealed.sha256();
        Ok(())
    }

    pub(crate) const fn label(&self) -> Label {
        Label { kind: Kind::Audit, class: Class::Admin, epoch: self.epoch }
    }

    pub(crate) fn ctx(&self) -> Vec<u8> {
        let mut ctx = start_aad(self.vault, self.chain);
        ctx.extend_from_slice(&self.n.to_be_bytes());
        ctx.extend_from_slice(&self.last_hash);
        ctx
    }

    /// Its name.
    #[must_use]
    pub const fn id(&self) -> ChainId {
        self.chain
    }

    /// How many entries it has, which is also the place of the next one.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.n
    }

    /// SHA-256 of the last entry's box; zeros before the first.
    #[must_use]
    pub const fn last_hash(&self) -> [u8; 32] {
        self.last_hash
    }

    #[cfg(test)]
    pub(crate) fn expose_key(&self) -> &[u8; 32] {
        self.key.expose()
    }
}

impl fmt::Debug for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Chain({}, {} entries)", self.chain, self.n)
    }
}

fn start_aad(vault: VaultId, chain: ChainId) -> Vec<u8> {
    [vault.as_bytes().as_slice(), chain.as_bytes()].concat()
}

fn derive_next(key: &Secret<32>, vault: VaultId) -> Result<Secret<32>> {
    let mut next = Zeroizing::new([0; 32]);
    envelope::derive_hkdf(key.expose(), vault.as_bytes(), &[NEXT_INFO], next.as_mut_slice())?;
    Secret::copy_from(next.as_slice())
}

/// What a chain says, as far as it is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The JSON of the entries before the first bad one.
    pub bodies: Vec<Zeroizing<Vec<u8>>>,
    /// SHA-256 of the last good entry's box; zeros when there is none.
    pub last_hash: [u8; 32],
    /// The place of the first bad entry, and what is wrong with it. Nothing after it is read.
    pub first_bad: Option<(u64, Error)>,
}

/// Reads and verifies a chain from its start, with the boxes of its entries in order. An error
/// means that the start itself does not open.
pub fn read_chain(
    admin: &ClassPrivate,
    vault: VaultId,
    start: &ChainStart,
    boxes: impl IntoIterator<Item = Vec<u8>>,
) -> Result<Reading> {
    if admin.class() != Class::Admin {
        return Err(Error::Unexpected("class"));
    }
    if admin.epoch() != start.epoch {
        return Err(Error::Unexpected("epoch"));
    }
    let aad = start_aad(vault, start.chain);
    let first = hybrid::open_from(admin.expose(), START_INFO, &aad, &start.bytes)?;
    let mut chain = Chain::at_first(vault, start.chain, start.epoch, Secret::copy_from(&first)?);
    let mut bodies = Vec::new();
    let mut first_bad = None;
    for boxed in boxes {
        match chain.open_next(boxed) {
            Ok(body) => bodies.push(body),
            Err(error) => {
                first_bad = Some((chain.n, error));
                break;
            }
        }
    }
    Ok(Reading { bodies, last_hash: chain.last_hash, first_bad })
}

#[cfg(test)]
mod tests;
