//! The only source of randomness: the operating system's, through `ring`.

use ring::rand::{SecureRandom, SystemRandom};

use crate::{Error, Result};

/// Fills a buffer that the caller keeps (a secret is drawn in the place where it will lie).
pub(crate) fn fill(bytes: &mut [u8]) -> Result<()> {
    SystemRandom::new().fill(bytes).map_err(|_| Error::NoRandomness)
}

/// Fills a buffer with random bytes of the operating system, for what is not kept in a box: a file
/// that leaves under a passphrase.
///
/// # Errors
/// [`Error::NoRandomness`].
pub fn make_random(bytes: &mut [u8]) -> Result<()> {
    fill(bytes)
}

/// Draws bytes that are not secret.
pub(crate) fn make_bytes<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    fill(&mut bytes)?;
    Ok(bytes)
}
