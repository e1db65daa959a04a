//! Grants: a class key wrapped for a user (kind 3), one for each class and epoch of the role.

use crate::{
    Class, ClassKey, Epoch, Result, Sealed, UserId, UserKey, VaultId, envelope, row,
    sealed::{Kind, Label},
};

/// The context of kinds 3 and 4.
pub(crate) fn ctx(vault: VaultId, user: UserId) -> Vec<u8> {
    [vault.as_bytes().as_slice(), user.as_bytes()].concat()
}

/// A grant whose row was found whole (or has just been sealed).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    vault: VaultId,
    user: UserId,
    sealed: Sealed,
}

impl Grant {
    /// Wraps a class key for a user.
    pub fn seal(vault: VaultId, user: UserId, key: &UserKey, granted: &ClassKey) -> Result<Self> {
        let label = Label { kind: Kind::Grant, class: granted.class(), epoch: granted.epoch() };
        let payload = granted.secret.expose();
        let sealed = envelope::seal(key.0.expose(), label, &ctx(vault, user), payload)?;
        Ok(Self { vault, user, sealed })
    }

    /// Takes a row as it was read, its hash first. [`crate::Error::Damaged`] when it does not agree,
    /// [`crate::Error::Unexpected`] when the box is not of the row's class and epoch.
    pub fn from_row(
        vault: VaultId,
        user: UserId,
        class: Class,
        epoch: Epoch,
        boxed: Vec<u8>,
        row_hash: &[u8],
    ) -> Result<Self> {
        let sealed = row::check(&ctx(vault, user), boxed, row_hash)?;
        sealed.expect(Label { kind: Kind::Grant, class, epoch })?;
        Ok(Self { vault, user, sealed })
    }

    /// Unwraps the class key. [`crate::Error::WrongKey`] when this is not the user's key.
    pub fn open(&self, key: &UserKey) -> Result<ClassKey> {
        let (class, epoch) = (self.class(), self.epoch());
        let label = Label { kind: Kind::Grant, class, epoch };
        envelope::open(key.0.expose(), label, &ctx(self.vault, self.user), &self.sealed)
            .and_then(|bytes| ClassKey::from_opened(class, epoch, &bytes))
    }

    /// Whom it is for.
    #[must_use]
    pub const fn user(&self) -> UserId {
        self.user
    }

    /// The class it grants.
    #[must_use]
    pub const fn class(&self) -> Class {
        self.sealed.class()
    }

    /// The epoch of the key it grants.
    #[must_use]
    pub const fn epoch(&self) -> Epoch {
        self.sealed.epoch()
    }

    /// Its box.
    #[must_use]
    pub const fn sealed(&self) -> &Sealed {
        &self.sealed
    }

    /// The SHA-256 that lies beside it: over the context (vault and user) and the box, whose
    /// header holds class and epoch.
    #[must_use]
    pub fn row_hash(&self) -> [u8; 32] {
        row::derive_hash(&ctx(self.vault, self.user), self.sealed.as_bytes())
    }
}
