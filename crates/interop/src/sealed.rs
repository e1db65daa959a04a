//! A file behind a passphrase, in the age format (age-encryption.org/v1): whoever has the
//! passphrase opens it with any program that knows age, and not only with ours.
//!
//! The passphrase is taken as it was typed: another program would not bring it into a normal form
//! either. A foreign file is measured before anything is worked out from it.

use std::io::{Read, Write};

use age::armor::ArmoredReader;
use age::scrypt::{Identity, Recipient};
use age::{DecryptError, Decryptor, Encryptor};
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

/// What scrypt costs, as a power of two: 256 MiB and about a second, and what age's reference
/// implementation takes. Fixed, where age would time the machine, so that a file does not tell how
/// fast it was. No slower in development, whose profile optimises what it depends on.
const WORK: u8 = 18;
/// The most that a foreign file may cost: 1 GiB and some seconds.
const MOST_WORK: u8 = 20;
/// How every file of the format begins, whatever its version.
const MAGIC: &[u8] = b"age-encryption.org/";
/// How one of the version begins that is read here.
const VERSION_1: &[u8] = b"age-encryption.org/v1\n";
/// How one begins that was written as text.
const ARMOR: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";
/// The head of a file with a passphrase is some 150 bytes long. age reads a head anew at each of
/// its lines, so that a long one would take hours.
const LONGEST_HEAD: usize = 4096;

/// Why nothing was put behind a passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LockRefused {
    /// The passphrase is empty.
    #[error("there is no passphrase")]
    NoPassphrase,
    /// The format has refused; nothing that a person did.
    #[error("the file could not be put behind a passphrase")]
    Failed,
}

/// Why a file was not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnlockRefused {
    /// It is no age file, or one of a later version.
    #[error("it is no file in the age format, version 1")]
    NotAge,
    /// It was made for the holders of keys.
    #[error("it was made for keys, and not for a passphrase")]
    ForKeys,
    /// The passphrase does not open it; or the few bytes that tell are damaged, which looks the
    /// same.
    #[error("the passphrase does not open it")]
    WrongPassphrase,
    /// Trying a passphrase would cost more than any honest file asks.
    #[error("trying a passphrase would cost too much work")]
    TooMuchWork,
    /// It is cut off, or was changed after it was written.
    #[error("it is damaged or cut off")]
    Damaged,
    /// It holds more than is taken in.
    #[error("it holds more than is taken in")]
    TooLarge,
}

/// Puts bytes behind a passphrase. Takes about a second.
///
/// # Errors
/// When the passphrase is empty. Whether it is a good one is for the caller to say.
pub fn lock(bytes: &[u8], passphrase: &SecretString) -> Result<Vec<u8>, LockRefused> {
    lock_at(WORK, bytes, passphrase)
}

fn lock_at(work: u8, bytes: &[u8], passphrase: &SecretString) -> Result<Vec<u8>, LockRefused> {
    if passphrase.expose_secret().is_empty() {
        return Err(LockRefused::NoPassphrase);
    }
    let mut recipient = Recipient::new(passphrase.clone());
    recipient.set_work_factor(work);
    let recipients = std::iter::once(&recipient as &dyn age::Recipient);
    let encryptor = Encryptor::with_recipients(recipients).map_err(|_| LockRefused::Failed)?;
    written(encryptor, bytes).map_err(|_| LockRefused::Failed)
}

fn written(encryptor: Encryptor, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut writer = encryptor.wrap_output(Vec::new())?;
    writer.write_all(bytes)?;
    writer.finish()
}

/// Whether bytes begin like an age file, binary or as text.
#[must_use]
pub fn is_locked(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC) || is_armored(bytes)
}

/// Blank lines around the text are what mail adds.
fn is_armored(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(ARMOR)
}

/// Opens a file that may hold up to `most` bytes; what it holds is wiped when it is let go.
///
/// Trying a passphrase takes as long as the file asks: about a second for one of ours.
///
/// # Errors
/// Why it was not opened. Nothing of a file that is refused is given out, not even its good part.
pub fn unlock(
    bytes: &[u8],
    passphrase: &SecretString,
    most: usize,
) -> Result<Zeroizing<Vec<u8>>, UnlockRefused> {
    if !is_armored(bytes) {
        return opened(bytes, passphrase, most);
    }
    let mut binary = Vec::new();
    let mut reader = ArmoredReader::new(bytes.trim_ascii());
    reader.read_to_end(&mut binary).map_err(|_| UnlockRefused::Damaged)?;
    opened(&binary, passphrase, most)
}

fn opened(
    bytes: &[u8],
    passphrase: &SecretString,
    most: usize,
) -> Result<Zeroizing<Vec<u8>>, UnlockRefused> {
    judge_head(bytes)?;
    let decryptor = Decryptor::new_buffered(bytes).map_err(|error| refusal(&error))?;
    if !decryptor.is_scrypt() {
        return Err(UnlockRefused::ForKeys);
    }
    let mut identity = Identity::new(passphrase.clone());
    identity.set_max_work_factor(MOST_WORK);
    let identities = std::iter::once(&identity as &dyn age::Identity);
    let reader = decryptor.decrypt(identities).map_err(|error| refusal(&error))?;
    // Room for all of it at once: a buffer that grows leaves copies behind.
    let room = most.saturating_add(1);
    let mut plain = Zeroizing::new(Vec::with_capacity(room.min(bytes.len())));
    let limit = u64::try_from(room).unwrap_or(u64::MAX);
    reader.take(limit).read_to_end(&mut plain).map_err(|_| UnlockRefused::Damaged)?;
    if plain.len() > most { Err(UnlockRefused::TooLarge) } else { Ok(plain) }
}

/// Looks at the head before age does.
fn judge_head(bytes: &[u8]) -> Result<(), UnlockRefused> {
    if !bytes.starts_with(MAGIC) {
        return Err(UnlockRefused::NotAge);
    }
    if !bytes.starts_with(VERSION_1) {
        let is_cut = VERSION_1.starts_with(bytes);
        return Err(if is_cut { UnlockRefused::Damaged } else { UnlockRefused::NotAge });
    }
    let head = bytes.get(..LONGEST_HEAD).unwrap_or(bytes);
    let has = |words: &[u8]| head.windows(words.len()).any(|it| it == words);
    match (has(b"\n--- "), has(b"\n-> scrypt ")) {
        (true, _) => Ok(()),
        (false, false) if bytes.len() > LONGEST_HEAD => Err(UnlockRefused::ForKeys),
        (false, _) => Err(UnlockRefused::Damaged),
    }
}

fn refusal(error: &DecryptError) -> UnlockRefused {
    match error {
        DecryptError::NoMatchingKeys => UnlockRefused::ForKeys,
        DecryptError::ExcessiveWork { .. } => UnlockRefused::TooMuchWork,
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => {
            UnlockRefused::WrongPassphrase
        }
        _ => UnlockRefused::Damaged,
    }
}

#[cfg(test)]
mod tests;
