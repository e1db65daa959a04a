//! Class pairs: an X25519 pair for each class and epoch, so that a session without the class key
//! can still hand something to whoever holds it.
//!
//! The private half is sealed under the class key (kind 8); the public half lies in class 0.

use std::fmt;

use subtle::ConstantTimeEq;

use crate::{
    Class, ClassKey, Epoch, Error, Result, Sealed, VaultId, envelope, hybrid,
    sealed::{Kind, Label},
    secret::Secret,
};

/// The public half of a class pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassPublic {
    /// The class it seals towards.
    pub class: Class,
    /// Its epoch.
    pub epoch: Epoch,
    /// The X25519 public key.
    pub bytes: [u8; 32],
}

/// The private half of a class pair.
pub struct ClassPrivate {
    class: Class,
    epoch: Epoch,
    secret: Secret<32>,
}

/// A new pair as it is stored: the public half for class 0, the private half in its box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedPair {
    /// The public half.
    pub public: ClassPublic,
    /// The private half, sealed under the class key.
    pub private: Sealed,
}

fn label(key: &ClassKey) -> Label {
    Label { kind: Kind::Private, class: key.class(), epoch: key.epoch() }
}

fn ctx(key: &ClassKey, vault: VaultId) -> Vec<u8> {
    [vault.as_bytes().as_slice(), &[key.class().number()]].concat()
}

/// Draws the pair of a class key's class and epoch.
pub fn make_pair(key: &ClassKey, vault: VaultId) -> Result<SealedPair> {
    let secret = Secret::make()?;
    let private = ClassPrivate { class: key.class(), epoch: key.epoch(), secret };
    let sealed =
        envelope::seal(key.secret.expose(), label(key), &ctx(key, vault), private.expose())?;
    Ok(SealedPair { public: private.public()?, private: sealed })
}

impl ClassPrivate {
    /// Opens the private half with the key of its class and epoch.
    pub fn open(key: &ClassKey, vault: VaultId, sealed: &Sealed) -> Result<Self> {
        let bytes = envelope::open(key.secret.expose(), label(key), &ctx(key, vault), sealed)?;
        Ok(Self { class: key.class(), epoch: key.epoch(), secret: Secret::copy_from(&bytes)? })
    }

    /// The public half that belongs to it.
    pub fn public(&self) -> Result<ClassPublic> {
        let bytes = hybrid::derive_public(self.secret.expose())?;
        Ok(ClassPublic { class: self.class, epoch: self.epoch, bytes })
    }

    /// Compares the public half that lies in class 0 with this private one:
    /// [`Error::PairMismatch`] when somebody without the class key has put another there.
    pub fn check_public(&self, written: &ClassPublic) -> Result<()> {
        let own = self.public()?;
        let same = bool::from(own.bytes.ct_eq(&written.bytes));
        if same && own.class == written.class && own.epoch == written.epoch {
            Ok(())
        } else {
            Err(Error::PairMismatch(self.class))
        }
    }

    /// Its class.
    #[must_use]
    pub const fn class(&self) -> Class {
        self.class
    }

    /// Its epoch.
    #[must_use]
    pub const fn epoch(&self) -> Epoch {
        self.epoch
    }

    pub(crate) fn expose(&self) -> &[u8; 32] {
        self.secret.expose()
    }
}

impl fmt::Debug for ClassPrivate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClassPrivate(class {}, epoch {})", self.class, self.epoch)
    }
}
