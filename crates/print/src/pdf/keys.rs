//! The keys of an encrypted PDF (ISO 32000-2, 7.6.4, revision 6): what a passphrase is hashed to,
//! and how the key of the file is wrapped with it.
//!
//! It knows no document. Every random byte comes from the caller.

use aes::{
    Aes128, Aes256, Block,
    cipher::{BlockCipherEncrypt, KeyInit},
};
use sha2::{Digest, Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

use super::encrypt::{Random, drawn};
use crate::Error;

/// The longest passphrase in bytes of UTF-8, as ISO 32000-2, 7.6.4.3.3 has it.
const LONGEST: usize = 127;

/// A passphrase as readers of PDF compare it: prepared by SASLprep (RFC 4013), 1 to 127 bytes. It
/// is wiped when it is dropped, and never shown.
pub struct Passphrase(Zeroizing<Vec<u8>>);

impl std::fmt::Debug for Passphrase {
    /// Says nothing of the words.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase")
    }
}

impl Passphrase {
    /// Prepares what was typed. Blanks inside and at the ends count; the same letters count as the
    /// same, however the keyboard composed them.
    ///
    /// # Errors
    /// [`Error::EmptyPassphrase`] for nothing but blanks, [`Error::LongPassphrase`] for more than
    /// 127 bytes of UTF-8, [`Error::PassphraseCharacter`] for what RFC 4013 prohibits.
    pub fn new(typed: &str) -> Result<Self, Error> {
        let prepared = stringprep::saslprep(typed).map_err(|_| Error::PassphraseCharacter)?;
        if prepared.trim().is_empty() {
            return Err(Error::EmptyPassphrase);
        }
        let bytes = Zeroizing::new(prepared.as_bytes().to_vec());
        match bytes.len() {
            ..=LONGEST => Ok(Self(bytes)),
            length => Err(Error::LongPassphrase(length)),
        }
    }
}

/// The entries of an encryption dictionary, and the key that opens the file.
pub(super) struct Keys {
    /// The key of every string and stream.
    pub(super) file: Zeroizing<[u8; 32]>,
    /// `U`: whether a passphrase is the reader's.
    pub(super) user: [u8; 48],
    /// `UE`: the file's key, wrapped with the reader's passphrase.
    pub(super) user_wrapped: [u8; 32],
    /// `O`: whether a passphrase is the owner's.
    pub(super) owner: [u8; 48],
    /// `OE`: the file's key, wrapped with the owner's passphrase.
    pub(super) owner_wrapped: [u8; 32],
    /// `Perms`: what is permitted, so that it cannot be changed without the key.
    pub(super) permitted: [u8; 16],
}

impl Keys {
    /// Makes a new key of the file and wraps it. Nobody learns the owner's passphrase: what is not
    /// permitted stays so.
    pub(super) fn make(
        passphrase: &Passphrase,
        permissions: i32,
        random: &mut Random<'_>,
    ) -> Result<Self, Error> {
        let file = Zeroizing::new(drawn::<32>(random)?);
        let (user, user_wrapped) = wrap(&passphrase.0, &file, &[], random)?;
        let owners = Zeroizing::new(drawn::<32>(random)?);
        let (owner, owner_wrapped) = wrap(owners.as_slice(), &file, &user, random)?;
        let mut permitted = [0xff; 16];
        permitted[..4].copy_from_slice(&permissions.to_le_bytes());
        permitted[8..12].copy_from_slice(b"Tadb");
        permitted[12..].copy_from_slice(&drawn::<4>(random)?);
        let mut block = Block::from(permitted);
        Aes256::new(&(*file).into()).encrypt_block(&mut block);
        let permitted = block.into();
        Ok(Self { file, user, user_wrapped, owner, owner_wrapped, permitted })
    }
}

/// Algorithms 8 and 9: the hash of a passphrase with its two salts, and the file's key wrapped with
/// it. The owner's binds the reader's, which is `user`; for the reader's own that is empty.
fn wrap(
    passphrase: &[u8],
    file: &[u8; 32],
    user: &[u8],
    random: &mut Random<'_>,
) -> Result<([u8; 48], [u8; 32]), Error> {
    let (check, key) = (drawn::<8>(random)?, drawn::<8>(random)?);
    let mut entry = [0; 48];
    entry[..32].copy_from_slice(hash(passphrase, check, user).as_slice());
    entry[32..40].copy_from_slice(&check);
    entry[40..].copy_from_slice(&key);
    let wrapping = hash(passphrase, key, user);
    let cipher = Aes256::new(&(*wrapping).into());
    let mut wrapped = *file;
    chained(&cipher, [0; 16], &mut wrapped);
    Ok((entry, wrapped))
}

/// Algorithm 2.B.
fn hash(passphrase: &[u8], salt: [u8; 8], user: &[u8]) -> Zeroizing<[u8; 32]> {
    let first = Sha256::new().chain_update(passphrase).chain_update(salt).chain_update(user);
    let mut key = Zeroizing::new([0; 64]);
    key[..32].copy_from_slice(&first.finalize());
    let mut length = 32;
    let mut round: u32 = 0;
    loop {
        let once = [passphrase, &key[..length], user].concat();
        let mut text = Zeroizing::new(once.repeat(64));
        let (mut secret, mut vector) = ([0; 16], [0; 16]);
        secret.copy_from_slice(&key[..16]);
        vector.copy_from_slice(&key[16..32]);
        chained(&Aes128::new(&secret.into()), vector, &mut text);
        // 256 leaves 1 when divided by 3: the number's remainder is that of its bytes' sum.
        length = match text.iter().take(16).map(|byte| u32::from(*byte)).sum::<u32>() % 3 {
            0 => put(&Sha256::digest(&text), &mut key),
            1 => put(&Sha384::digest(&text), &mut key),
            _ => put(&Sha512::digest(&text), &mut key),
        };
        round += 1;
        let last = text.last().copied().map_or(0, u32::from);
        if round >= 64 && last + 32 <= round {
            break;
        }
    }
    let mut short = Zeroizing::new([0; 32]);
    short.copy_from_slice(&key[..32]);
    short
}

fn put(digest: &[u8], key: &mut [u8; 64]) -> usize {
    key[..digest.len()].copy_from_slice(digest);
    digest.len()
}

/// CBC over whole blocks; what does not fill a block is left as it is.
pub(super) fn chained<C>(cipher: &C, vector: [u8; 16], text: &mut [u8])
where
    C: BlockCipherEncrypt + aes::cipher::BlockSizeUser<BlockSize = aes::cipher::consts::U16>,
{
    let mut before = vector;
    for part in text.chunks_exact_mut(16) {
        let mut block = Block::default();
        for ((to, plain), mask) in block.iter_mut().zip(part.iter()).zip(before) {
            *to = plain ^ mask;
        }
        cipher.encrypt_block(&mut block);
        part.copy_from_slice(&block);
        before = block.into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_refused_for_a_reason_that_can_be_said() {
        let long = "ä".repeat(64);
        let cases = [
            ("", Err(Error::EmptyPassphrase)),
            (" \t", Err(Error::PassphraseCharacter)),
            ("   ", Err(Error::EmptyPassphrase)),
            ("\u{ad}\u{200b}", Err(Error::EmptyPassphrase)),
            ("horse \u{7}", Err(Error::PassphraseCharacter)),
            ("horse 😀", Err(Error::PassphraseCharacter)),
            ("horse אב", Err(Error::PassphraseCharacter)),
            (long.as_str(), Err(Error::LongPassphrase(128))),
            (&long[2..], Ok("ä".repeat(63))),
            (" a b ", Ok(" a b ".to_owned())),
            ("Núñez Đặng 9", Ok("Núñez Đặng 9".to_owned())),
            ("Nu\u{301}n\u{303}ez", Ok("Núñez".to_owned())),
            ("I\u{ad}X \u{2168} \u{aa}", Ok("IX IX a".to_owned())),
        ];
        for (typed, expected) in cases {
            let prepared =
                Passphrase::new(typed).map(|it| String::from_utf8(it.0.to_vec()).unwrap());
            assert_eq!(prepared, expected, "{typed:?}");
        }
    }

    #[test]
    fn a_passphrase_is_never_shown() {
        assert_eq!(format!("{:?}", Passphrase::new("correct horse").unwrap()), "Passphrase");
    }
}
