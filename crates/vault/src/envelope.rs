//! The sealed box, GTB1: 104 bytes around a payload, a fresh key for every write.
//!
//! ```text
//!  0 "GTB1" | 4 kind | 5 alg = 1 | 6 class | 7 zero | 8 epoch u32
//! 12 salt[32] | 44 commit[32] | 76 nonce[12] | 88 ciphertext || tag[16]
//! ```
//!
//! The commitment is compared before anything is decrypted, which tells a wrong key from damage.
//! This module does not know what a context is made of; each kind's own module does.

use std::fmt;

use ring::{
    aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    digest, hkdf,
};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::{Class, Epoch, Error, Result, random};

const MAGIC: &[u8; 4] = b"GTB1";
const ALG: u8 = 1;
const HEADER: usize = 12;
const SALT: usize = 12;
const COMMIT: usize = 44;
const NONCE: usize = 76;
const BODY: usize = 88;
const TAG: usize = 16;
/// The bytes a box adds to its payload.
pub(crate) const OVERHEAD: usize = BODY + TAG;
const BOX_INFO: &[u8] = b"goldthread/v1/box\0";

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
    fn to_header(self) -> [u8; HEADER] {
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
    label: Label,
    bytes: Vec<u8>,
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
        sha256(&[&self.bytes])
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({:?}, {} bytes)", self.label, self.bytes.len())
    }
}

/// The last 16 bytes of a row; zeros stand in front of a shorter one, which no caller has.
pub(crate) fn last_tag(bytes: &[u8]) -> [u8; TAG] {
    let mut tag = [0; TAG];
    for (to, from) in tag.iter_mut().rev().zip(bytes.iter().rev()) {
        *to = *from;
    }
    tag
}

/// SHA-256 over the parts, one after the other.
pub(crate) fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut context = digest::Context::new(&digest::SHA256);
    for part in parts {
        context.update(part);
    }
    let mut hash = [0; 32];
    hash.copy_from_slice(context.finish().as_ref());
    hash
}

/// The random parts of one box.
pub(crate) struct Fresh {
    pub(crate) salt: [u8; 32],
    pub(crate) nonce: [u8; 12],
}

impl Fresh {
    pub(crate) fn make() -> Result<Self> {
        Ok(Self { salt: random::make_bytes()?, nonce: random::make_bytes()? })
    }
}

/// Seals a payload under fresh randomness.
pub(crate) fn seal(ikm: &[u8], label: Label, ctx: &[u8], payload: &[u8]) -> Result<Sealed> {
    seal_with(Fresh::make()?, ikm, label, ctx, payload)
}

/// Seals with given salt and nonce; apart from [`seal`] only so that vectors can be checked.
pub(crate) fn seal_with(
    fresh: Fresh,
    ikm: &[u8],
    label: Label,
    ctx: &[u8],
    payload: &[u8],
) -> Result<Sealed> {
    let header = label.to_header();
    let keys = BoxKeys::derive(ikm, &fresh.salt, &header)?;
    let mut bytes = Vec::with_capacity(OVERHEAD + payload.len());
    bytes.extend_from_slice(&header);
    bytes.extend_from_slice(&fresh.salt);
    bytes.extend_from_slice(keys.commit());
    bytes.extend_from_slice(&fresh.nonce);
    bytes.extend_from_slice(payload);
    let tag = keys
        .aead()?
        .seal_in_place_separate_tag(
            Nonce::assume_unique_for_key(fresh.nonce),
            aad(&header, ctx),
            &mut bytes[BODY..],
        )
        .map_err(|_| Error::TooLarge)?;
    bytes.extend_from_slice(tag.as_ref());
    Ok(Sealed { label, bytes })
}

/// Opens a box that must carry this label and have been sealed in this context.
pub(crate) fn open(
    ikm: &[u8],
    label: Label,
    ctx: &[u8],
    sealed: &Sealed,
) -> Result<Zeroizing<Vec<u8>>> {
    sealed.expect(label)?;
    let header = label.to_header();
    let keys = BoxKeys::derive(ikm, &sealed.bytes[SALT..COMMIT], &header)?;
    if !bool::from(keys.commit().ct_eq(&sealed.bytes[COMMIT..NONCE])) {
        return Err(Error::WrongKey);
    }
    let nonce = Nonce::try_assume_unique_for_key(&sealed.bytes[NONCE..BODY])
        .map_err(|_| Error::Damaged("nonce of a box"))?;
    let mut payload = Zeroizing::new(sealed.bytes[BODY..].to_vec());
    let length = keys
        .aead()?
        .open_in_place(nonce, aad(&header, ctx), payload.as_mut_slice())
        .map_err(|_| Error::Damaged("content of a box"))?
        .len();
    payload.truncate(length);
    Ok(payload)
}

fn aad(header: &[u8; HEADER], ctx: &[u8]) -> Aad<Vec<u8>> {
    Aad::from([header.as_slice(), ctx].concat())
}

/// The key of one box and its commitment, from one derivation.
struct BoxKeys(Zeroizing<[u8; 64]>);

impl BoxKeys {
    fn derive(ikm: &[u8], salt: &[u8], header: &[u8; HEADER]) -> Result<Self> {
        let mut okm = Zeroizing::new([0; 64]);
        derive_hkdf(ikm, salt, &[BOX_INFO, header], okm.as_mut_slice())?;
        Ok(Self(okm))
    }

    fn aead(&self) -> Result<LessSafeKey> {
        let key = UnboundKey::new(&AES_256_GCM, &self.0[..32]).map_err(|_| Error::Refused)?;
        Ok(LessSafeKey::new(key))
    }

    fn commit(&self) -> &[u8] {
        &self.0[32..]
    }
}

/// HKDF-SHA256 (RFC 5869), extract and expand, into a buffer of the caller.
pub(crate) fn derive_hkdf(ikm: &[u8], salt: &[u8], info: &[&[u8]], okm: &mut [u8]) -> Result<()> {
    struct Length(usize);
    impl hkdf::KeyType for Length {
        fn len(&self) -> usize {
            self.0
        }
    }
    hkdf::Salt::new(hkdf::HKDF_SHA256, salt)
        .extract(ikm)
        .expand(info, Length(okm.len()))
        .and_then(|expanded| expanded.fill(okm))
        .map_err(|_| Error::Refused)
}
