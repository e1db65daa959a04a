//! The box as bytes: its header, and where its parts lie.
//!
//! This module checks what can be checked without a key. It does not open anything.

use std::fmt;

use crate::{Class, Epoch, Error, Result, hash::sha256};

const MAGIC: &[u8; 4] = b"GTB1";
const ALG: u8 = 1;
pub(crate) const HEADER: usize = 12;
pub(crate) const SALT: usize = 12;
pub(crate) const COMMIT: usize = 44;
pub(crate) const NONCE: usize = 76;
pub(crate) const BODY: usize = 88;
const TAG: usize = 16;
/// The bytes a box adds to its payload.
pub(crate) const OVERHEAD: usize = BODY + TAG;

/// What a box holds (the table of the security design).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 1: a record.
    Record = 1,
    /// 2: a user's key, in a slot.
    Slot = 2,
    /// 3: a class key, granted to a user.
    Grant = 3,
    /// 4: a user's key, for the administrator.
    Escrow = 4,
    /// 5: the head of a class.
    Head = 5,
    /// 6: an audit entry.
    Audit = 6,
    /// 7: a backup manifest.
    Manifest = 7,
    /// 8: the private key of a class.
    Private = 8,
}

impl Kind {
    const ALL: [Kind; 8] = [
        Kind::Record,
        Kind::Slot,
        Kind::Grant,
        Kind::Escrow,
        Kind::Head,
        Kind::Audit,
        Kind::Manifest,
        Kind::Private,
    ];

    fn read(number: u8) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| *kind as u8 == number)
            .ok_or(Error::Damaged("unknown kind of box"))
    }
}

/// What the header of a box says, and what a reader expects it to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) kind: Kind,
    pub(crate) class: Class,
    pub(crate) epoch: Epoch,
}

impl Label {
    pub(crate) fn to_header(self) -> [u8; HEADER] {
        let mut header = [0; HEADER];
        header[..4].copy_from_slice(MAGIC);
        header[4..8].copy_from_slice(&[self.kind as u8, ALG, self.class.number(), 0]);
        header[8..].copy_from_slice(&self.epoch.0.to_be_bytes());
        header
    }

    fn read(header: &[u8; HEADER]) -> Result<Self> {
        let [m0, m1, m2, m3, kind, alg, class, zero, e0, e1, e2, e3] = *header;
        if [m0, m1, m2, m3] != *MAGIC {
            return Err(Error::Damaged("not a box"));
        }
        if alg != ALG {
            return Err(Error::Damaged("unknown version of box"));
        }
        if zero != 0 {
            return Err(Error::Damaged("reserved byte of a box"));
        }
        let class = Class::try_from(class).map_err(|_| Error::Damaged("unknown class of box"))?;
        let epoch = Epoch(u32::from_be_bytes([e0, e1, e2, e3]));
        Ok(Self { kind: Kind::read(kind)?, class, epoch })
    }

    fn expect(self, expected: Self) -> Result<()> {
        if self.kind != expected.kind {
            return Err(Error::Unexpected("kind"));
        }
        if self.class != expected.class {
            return Err(Error::Unexpected("class"));
        }
        if self.epoch != expected.epoch {
            return Err(Error::Unexpected("epoch"));
        }
        Ok(())
    }
}

/// A box whose header has been checked. What is inside is unknown until it is opened.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed {
    pub(crate) label: Label,
    pub(crate) bytes: Vec<u8>,
}

impl Sealed {
    /// Checks the header of a box read from a row; [`Error::Damaged`] names what is wrong.
    pub fn parse(bytes: Vec<u8>) -> Result<Self> {
        if bytes.len() < OVERHEAD {
            return Err(Error::Damaged("box too short"));
        }
        let header = bytes.first_chunk().ok_or(Error::Damaged("box too short"))?;
        Ok(Self { label: Label::read(header)?, bytes })
    }

    /// The box, as it is written to a row.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The box, as it is written to a row.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// What its header says it holds.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.label.kind
    }

    /// The class its header names.
    #[must_use]
    pub const fn class(&self) -> Class {
        self.label.class
    }

    /// The epoch its header names.
    #[must_use]
    pub const fn epoch(&self) -> Epoch {
        self.label.epoch
    }

    /// The last 16 bytes, which stand for the whole box in the head of its class.
    #[must_use]
    pub fn tag(&self) -> [u8; 16] {
        last_tag(&self.bytes)
    }

    /// [`Error::Unexpected`] unless the header says this.
    pub(crate) fn expect(&self, label: Label) -> Result<()> {
        self.label.expect(label)
    }

    /// SHA-256 of the whole box: what a later revision names as the one it replaces.
    #[must_use]
    pub fn sha256(&self) -> [u8; 32] {
        sha256(&self.bytes)
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({:?}, {} bytes)", self.label, self.bytes.len())
    }
}

/// What stands for a row in the head of its class, even when the row is no box any more: its last
/// 16 bytes.
#[must_use]
pub fn row_tag(bytes: &[u8]) -> [u8; TAG] {
    last_tag(bytes)
}

/// The last 16 bytes of a row; zeros stand in front of a shorter one, which no caller has.
pub(crate) fn last_tag(bytes: &[u8]) -> [u8; TAG] {
    let mut tag = [0; TAG];
    for (to, from) in tag.iter_mut().rev().zip(bytes.iter().rev()) {
        *to = *from;
    }
    tag
}
