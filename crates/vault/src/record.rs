//! Records: kind 1, sealed under the key of their class and bound to vault and record.

use zeroize::Zeroizing;

use crate::{
    ClassKey, RecordId, Result, Sealed, VaultId, envelope, padding,
    sealed::{Kind, Label},
};

pub(crate) fn label(key: &ClassKey) -> Label {
    Label { kind: Kind::Record, class: key.class(), epoch: key.epoch() }
}

pub(crate) fn ctx(vault: VaultId, record: RecordId) -> Vec<u8> {
    [vault.as_bytes().as_slice(), record.as_bytes()].concat()
}

/// Seals a record's JSON, padded to its bucket.
pub fn seal_record(
    key: &ClassKey,
    vault: VaultId,
    record: RecordId,
    json: &[u8],
) -> Result<Sealed> {
    let padded = padding::pad(json)?;
    envelope::seal(key.secret.expose(), label(key), &ctx(vault, record), &padded)
}

/// Opens a record's JSON. A box of another record or vault is [`crate::Error::Damaged`], one of
/// another class or epoch [`crate::Error::Unexpected`].
pub fn open_record(
    key: &ClassKey,
    vault: VaultId,
    record: RecordId,
    sealed: &Sealed,
) -> Result<Zeroizing<Vec<u8>>> {
    envelope::open(key.secret.expose(), label(key), &ctx(vault, record), sealed)
        .and_then(padding::unpad)
}
