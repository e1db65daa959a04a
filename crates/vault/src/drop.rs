//! Drops: what a session without a class key hands to that class. Whoever writes one cannot read
//! it back.
//!
//! The row is class u8, epoch u32, `enc[32]`, ciphertext and tag; the payload is padded like a
//! record's.

use std::fmt;

use zeroize::Zeroizing;

use crate::{
    Class, ClassPrivate, ClassPublic, Epoch, Error, RecordId, Result, VaultId, hybrid, padding,
    record, sealed,
};

const INFO: &[u8] = b"goldthread/v1/drop\0";
const LABEL: usize = 5;

/// A drop whose label has been read.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedDrop {
    class: Class,
    epoch: Epoch,
    bytes: Vec<u8>,
}

impl SealedDrop {
    /// Reads the label of a drop's row. [`Error::Damaged`] when it is too short or of no class.
    pub fn parse(bytes: Vec<u8>) -> Result<Self> {
        let [class, e0, e1, e2, e3] =
            *bytes.first_chunk::<LABEL>().ok_or(Error::Damaged("drop too short"))?;
        if bytes.len() < LABEL + hybrid::OVERHEAD {
            return Err(Error::Damaged("drop too short"));
        }
        let class = Class::try_from(class).map_err(|_| Error::Damaged("unknown class of drop"))?;
        Ok(Self { class, epoch: Epoch(u32::from_be_bytes([e0, e1, e2, e3])), bytes })
    }

    /// The row.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The class it is for.
    #[must_use]
    pub const fn class(&self) -> Class {
        self.class
    }

    /// The epoch of the pair it was sealed towards.
    #[must_use]
    pub const fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// The last 16 bytes, which stand for the drop in the head of its writer's class.
    #[must_use]
    pub fn tag(&self) -> [u8; 16] {
        sealed::last_tag(&self.bytes)
    }
}

impl fmt::Debug for SealedDrop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealedDrop(class {}, epoch {})", self.class, self.epoch)
    }
}

/// Class and epoch as they stand in the row and in HPKE's info.
fn label(class: Class, epoch: Epoch) -> [u8; LABEL] {
    let [e0, e1, e2, e3] = epoch.0.to_be_bytes();
    [class.number(), e0, e1, e2, e3]
}

pub(crate) fn info(vault: VaultId, class: Class, epoch: Epoch) -> Vec<u8> {
    [INFO, vault.as_bytes(), &label(class, epoch)].concat()
}

/// Seals a record's JSON towards a class. The session cannot open the result.
pub fn seal_drop(
    public: &ClassPublic,
    vault: VaultId,
    record: RecordId,
    json: &[u8],
) -> Result<SealedDrop> {
    let ClassPublic { class, epoch, bytes: key } = public;
    let aad = record::ctx(vault, record);
    let padded = padding::pad(json)?;
    let sealed = hybrid::seal_to(key, &info(vault, *class, *epoch), &aad, &padded)?;
    let bytes = [label(*class, *epoch).as_slice(), &sealed].concat();
    Ok(SealedDrop { class: *class, epoch: *epoch, bytes })
}

/// Opens a drop with the private half of its class and epoch. [`Error::Unexpected`] for the
/// private half of another class or epoch, [`Error::Damaged`] for everything else.
pub fn open_drop(
    private: &ClassPrivate,
    vault: VaultId,
    record: RecordId,
    drop: &SealedDrop,
) -> Result<Zeroizing<Vec<u8>>> {
    if private.class() != drop.class {
        return Err(Error::Unexpected("class"));
    }
    if private.epoch() != drop.epoch {
        return Err(Error::Unexpected("epoch"));
    }
    let info = info(vault, drop.class, drop.epoch);
    let aad = record::ctx(vault, record);
    hybrid::open_from(private.expose(), &info, &aad, &drop.bytes[LABEL..]).and_then(padding::unpad)
}

#[cfg(test)]
mod tests;
