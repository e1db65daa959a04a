//! The manifest of a backup: kind 7, sealed under the registry class key.
//!
//! It does not know what a manifest says; the caller brings its JSON.

use zeroize::Zeroizing;

use crate::{
    Class, ClassKey, Result, Sealed, VaultId, envelope, padding,
    sealed::{Kind, Label},
};

pub(crate) fn label(key: &ClassKey) -> Label {
    Label { kind: Kind::Manifest, class: Class::Registry, epoch: key.epoch() }
}

/// Seals a manifest's JSON, padded to its bucket. The key must be of [`Class::Registry`].
pub fn seal_manifest(registry: &ClassKey, vault: VaultId, json: &[u8]) -> Result<Sealed> {
    registry.expect(Class::Registry)?;
    let padded = padding::pad(json)?;
    envelope::seal(registry.secret.expose(), label(registry), vault.as_bytes(), &padded)
}

/// Opens a manifest's JSON.
pub fn open_manifest(
    registry: &ClassKey,
    vault: VaultId,
    sealed: &Sealed,
) -> Result<Zeroizing<Vec<u8>>> {
    registry.expect(Class::Registry)?;
    envelope::open(registry.secret.expose(), label(registry), vault.as_bytes(), sealed)
        .and_then(padding::unpad)
}
