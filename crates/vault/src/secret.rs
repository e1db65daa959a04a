//! Keys as values: zeroized when dropped, silent in `Debug`, never cloned in passing.
//!
//! They live on the heap, so that moving a keyring leaves no copy on the stack.

use std::fmt;

use secrecy::{ExposeSecret, ExposeSecretMut, SecretBox};
use zeroize::Zeroizing;

use crate::{Class, Epoch, Error, Result, random};

/// Key material of a fixed length.
pub(crate) struct Secret<const N: usize>(SecretBox<[u8; N]>);

impl<const N: usize> Secret<N> {
    pub(crate) fn make() -> Result<Self> {
        let mut secret = Self(SecretBox::new(Box::new([0; N])));
        random::fill(secret.0.expose_secret_mut())?;
        Ok(secret)
    }

    /// Copies key material; [`Error::Damaged`] when it has another length.
    pub(crate) fn copy_from(bytes: &[u8]) -> Result<Self> {
        let mut secret = Self(SecretBox::new(Box::new([0; N])));
        if bytes.len() != N {
            return Err(Error::Damaged("key length"));
        }
        secret.0.expose_secret_mut().copy_from_slice(bytes);
        Ok(secret)
    }

    pub(crate) fn expose(&self) -> &[u8; N] {
        self.0.expose_secret()
    }

    pub(crate) fn copy(&self) -> Self {
        let mut secret = Self(SecretBox::new(Box::new([0; N])));
        secret.0.expose_secret_mut().copy_from_slice(self.expose());
        secret
    }
}

/// A user's own key: wraps the class keys that the user's role grants. Random, reached through
/// slots, never derived from a passphrase.
pub struct UserKey(pub(crate) Secret<32>);

impl UserKey {
    /// Draws a new user key.
    pub fn make() -> Result<Self> {
        Secret::make().map(Self)
    }

    pub(crate) fn from_opened(bytes: &Zeroizing<Vec<u8>>) -> Result<Self> {
        Secret::copy_from(bytes).map(Self)
    }
}

impl fmt::Debug for UserKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UserKey")
    }
}

/// The key of one class in one epoch. It carries both, so that what it seals cannot be labeled
/// as something else.
pub struct ClassKey {
    class: Class,
    epoch: Epoch,
    pub(crate) secret: Secret<32>,
}

impl ClassKey {
    /// Draws a new key of this class and epoch.
    pub fn make(class: Class, epoch: Epoch) -> Result<Self> {
        Ok(Self { class, epoch, secret: Secret::make()? })
    }

    pub(crate) fn from_opened(
        class: Class,
        epoch: Epoch,
        bytes: &Zeroizing<Vec<u8>>,
    ) -> Result<Self> {
        Ok(Self { class, epoch, secret: Secret::copy_from(bytes)? })
    }

    /// The class it seals.
    #[must_use]
    pub const fn class(&self) -> Class {
        self.class
    }

    /// The epoch it belongs to.
    #[must_use]
    pub const fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// The key itself, so that a test can look for it where it must not be. No build of the
    /// product has this.
    #[cfg(feature = "expose-keys")]
    #[must_use]
    pub fn exposed(&self) -> &[u8; 32] {
        self.secret.expose()
    }

    /// [`Error::Unexpected`] unless this is a key of the class.
    pub(crate) fn expect(&self, class: Class) -> Result<()> {
        if self.class == class { Ok(()) } else { Err(Error::Unexpected("class")) }
    }
}

impl fmt::Debug for ClassKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClassKey(class {}, epoch {})", self.class, self.epoch)
    }
}
