//! Escrow: a user's key wrapped for the administrator (kind 4), so that a lost passphrase can be
//! replaced and a role changed. Whoever holds class 4 can reach every user's key this way.

use crate::{
    Class, ClassKey, Epoch, Result, Sealed, UserId, UserKey, VaultId, envelope,
    grant::ctx,
    row,
    sealed::{Kind, Label},
};

fn label(epoch: Epoch) -> Label {
    Label { kind: Kind::Escrow, class: Class::Admin, epoch }
}

/// An escrow whose row was found whole (or has just been sealed).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Escrow {
    vault: VaultId,
    user: UserId,
    sealed: Sealed,
}

impl Escrow {
    /// Wraps a user's key for the administrator. `admin` must be a key of [`Class::Admin`].
    pub fn seal(vault: VaultId, user: UserId, key: &UserKey, admin: &ClassKey) -> Result<Self> {
        admin.expect(Class::Admin)?;
        let payload = key.0.expose();
        let context = ctx(vault, user);
        let sealed =
            envelope::seal(admin.secret.expose(), label(admin.epoch()), &context, payload)?;
        Ok(Self { vault, user, sealed })
    }

    /// Takes a row as it was read, its hash first. [`crate::Error::Damaged`] when it does not agree,
    /// [`crate::Error::Unexpected`] when the box is not an escrow of this epoch.
    pub fn from_row(
        vault: VaultId,
        user: UserId,
        epoch: Epoch,
        boxed: Vec<u8>,
        row_hash: &[u8],
    ) -> Result<Self> {
        let sealed = row::check(&ctx(vault, user), boxed, row_hash)?;
        sealed.expect(label(epoch))?;
        Ok(Self { vault, user, sealed })
    }

    /// Unwraps the user's key with the class 4 key of its epoch.
    pub fn open(&self, admin: &ClassKey) -> Result<UserKey> {
        admin.expect(Class::Admin)?;
        let context = ctx(self.vault, self.user);
        envelope::open(admin.secret.expose(), label(admin.epoch()), &context, &self.sealed)
            .and_then(|bytes| UserKey::from_opened(&bytes))
    }

    /// Whose key it holds.
    #[must_use]
    pub const fn user(&self) -> UserId {
        self.user
    }

    /// The epoch of the class 4 key that opens it.
    #[must_use]
    pub const fn epoch(&self) -> Epoch {
        self.sealed.epoch()
    }

    /// Its box.
    #[must_use]
    pub const fn sealed(&self) -> &Sealed {
        &self.sealed
    }

    /// The SHA-256 that lies beside it: over the context (vault and user) and the box.
    #[must_use]
    pub fn row_hash(&self) -> [u8; 32] {
        row::derive_hash(&ctx(self.vault, self.user), self.sealed.as_bytes())
    }
}
