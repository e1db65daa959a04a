//! Slots: ways to reach a user's key, by passphrase or by recovery code (kind 2).
//!
//! Everything that opens a slot lies in its row and is bound into its box; only what the person
//! knows is missing. This module does not know whose turn it is to try, or how often.

use crate::{
    Class, Epoch, Error, NewPassphrase, Passphrase, Profile, RecoveryCode, Result, Sealed, SlotId,
    UserId, UserKey, VaultId, envelope, kdf, random, row,
    sealed::{Kind, Label},
};

const LABEL: Label = Label { kind: Kind::Slot, class: Class::Registry, epoch: Epoch::NONE };

/// What opens a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotKind {
    /// 1: a passphrase, through Argon2id.
    Password = 1,
    /// 2: the recovery code, as it is.
    Recovery = 2,
}

/// The columns of a slot's row beside its box, all of them bound into the box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotColumns {
    /// Whose key it holds.
    pub user: UserId,
    /// Its own name.
    pub slot: SlotId,
    /// 1 password, 2 recovery ([`SlotKind`] as a number).
    pub kind: u8,
    /// Argon2id memory in KiB; zero for a recovery slot.
    pub m_kib: u32,
    /// Argon2id passes; zero for a recovery slot.
    pub t: u32,
    /// Argon2id lanes; zero for a recovery slot.
    pub p: u32,
    /// Argon2id salt; zeros for a recovery slot.
    pub salt: [u8; 16],
}

impl SlotColumns {
    fn is_without_costs(&self) -> bool {
        [self.m_kib, self.t, self.p] == [0; 3] && self.salt == [0; 16]
    }

    pub(crate) fn ctx(&self, vault: VaultId) -> Vec<u8> {
        let mut ctx = Vec::with_capacity(77);
        ctx.extend_from_slice(vault.as_bytes());
        ctx.extend_from_slice(self.user.as_bytes());
        ctx.extend_from_slice(self.slot.as_bytes());
        ctx.push(self.kind);
        for cost in [self.m_kib, self.t, self.p] {
            ctx.extend_from_slice(&cost.to_be_bytes());
        }
        ctx.extend_from_slice(&self.salt);
        ctx
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wrap {
    Password(Profile),
    Recovery,
}

/// A slot whose row was found whole (or has just been sealed).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    vault: VaultId,
    columns: SlotColumns,
    wrap: Wrap,
    sealed: Sealed,
}

impl Slot {
    /// Seals a user's key behind a new passphrase.
    pub fn seal_password(
        vault: VaultId,
        user: UserId,
        key: &UserKey,
        passphrase: &NewPassphrase,
        profile: Profile,
    ) -> Result<Self> {
        let columns = SlotColumns {
            user,
            slot: SlotId::make()?,
            kind: SlotKind::Password as u8,
            m_kib: profile.m_kib(),
            t: profile.t(),
            p: profile.p(),
            salt: random::make_bytes()?,
        };
        let ikm = kdf::derive_key(passphrase.as_typed(), &columns.salt, profile)?;
        Self::seal(vault, columns, Wrap::Password(profile), ikm.as_slice(), key)
    }

    /// Seals a user's key behind a recovery code.
    pub fn seal_recovery(
        vault: VaultId,
        user: UserId,
        key: &UserKey,
        code: &RecoveryCode,
    ) -> Result<Self> {
        let columns = SlotColumns {
            user,
            slot: SlotId::make()?,
            kind: SlotKind::Recovery as u8,
            m_kib: 0,
            t: 0,
            p: 0,
            salt: [0; 16],
        };
        Self::seal(vault, columns, Wrap::Recovery, code.expose(), key)
    }

    fn seal(
        vault: VaultId,
        columns: SlotColumns,
        wrap: Wrap,
        ikm: &[u8],
        key: &UserKey,
    ) -> Result<Self> {
        let sealed = envelope::seal(ikm, LABEL, &columns.ctx(vault), key.0.expose())?;
        Ok(Self { vault, columns, wrap, sealed })
    }

    /// Takes a row as it was read, its hash first: [`Error::Damaged`] when it does not agree,
    /// [`Error::CostRefused`] for costs no machine should be asked to pay.
    pub fn from_row(
        vault: VaultId,
        columns: SlotColumns,
        boxed: Vec<u8>,
        row_hash: &[u8],
    ) -> Result<Self> {
        let sealed = row::check(&columns.ctx(vault), boxed, row_hash)?;
        let wrap = match columns.kind {
            kind if kind == SlotKind::Password as u8 => {
                Wrap::Password(Profile::read(columns.m_kib, columns.t, columns.p)?)
            }
            kind if kind == SlotKind::Recovery as u8 && columns.is_without_costs() => {
                Wrap::Recovery
            }
            _ => return Err(Error::Damaged("unknown kind of slot")),
        };
        Ok(Self { vault, columns, wrap, sealed })
    }

    /// Opens the slot with a typed passphrase: seconds of work, by design.
    /// [`Error::WrongKey`] means a wrong passphrase; a recovery slot is [`Error::Unexpected`].
    pub fn open_with_passphrase(&self, passphrase: &Passphrase) -> Result<UserKey> {
        let Wrap::Password(profile) = self.wrap else {
            return Err(Error::Unexpected("kind of slot"));
        };
        self.open(kdf::derive_key(passphrase, &self.columns.salt, profile)?.as_slice())
    }

    /// Opens the slot with a recovery code. [`Error::WrongKey`] means another code;
    /// a passphrase slot is [`Error::Unexpected`].
    pub fn open_with_code(&self, code: &RecoveryCode) -> Result<UserKey> {
        match self.wrap {
            Wrap::Recovery => self.open(code.expose()),
            Wrap::Password(_) => Err(Error::Unexpected("kind of slot")),
        }
    }

    fn open(&self, ikm: &[u8]) -> Result<UserKey> {
        envelope::open(ikm, LABEL, &self.columns.ctx(self.vault), &self.sealed)
            .and_then(|bytes| UserKey::from_opened(&bytes))
    }

    /// The columns of its row.
    #[must_use]
    pub const fn columns(&self) -> &SlotColumns {
        &self.columns
    }

    /// What opens it.
    #[must_use]
    pub const fn kind(&self) -> SlotKind {
        match self.wrap {
            Wrap::Password(_) => SlotKind::Password,
            Wrap::Recovery => SlotKind::Recovery,
        }
    }

    /// Its box.
    #[must_use]
    pub const fn sealed(&self) -> &Sealed {
        &self.sealed
    }

    /// The SHA-256 that lies beside it: over the context (every column, and the vault) and the
    /// box.
    #[must_use]
    pub fn row_hash(&self) -> [u8; 32] {
        row::derive_hash(&self.columns.ctx(self.vault), self.sealed.as_bytes())
    }
}
