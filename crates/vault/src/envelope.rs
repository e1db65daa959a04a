//! The sealed box, GTB1: 104 bytes around a payload, a fresh key for every write.
//!
//! ```text
//!  0 "GTB1" | 4 kind | 5 alg = 1 | 6 class | 7 zero | 8 epoch u32
//! 12 salt[32] | 44 commit[32] | 76 nonce[12] | 88 ciphertext || tag[16]
//! ```
//!
//! The commitment is compared before anything is decrypted, which tells a wrong key from damage.
//! This module does not know what a context is made of; each kind's own module does.

use ring::{
    aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    hkdf,
};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::{
    Error, Result, Sealed, random,
    sealed::{BODY, COMMIT, HEADER, Label, NONCE, OVERHEAD, SALT},
};

const BOX_INFO: &[u8] = b"goldthread/v1/box\0";

/// The random parts of one box.
pub(crate) struct Fresh {
    pub(crate) salt: [u8; 32],
    pub(crate) nonce: [u8; 12],
}

impl Fresh {
    pub(crate) fn make() -> Result<Self> {
        Ok(Self { salt: random::make_bytes()?, nonce: random::make_bytes()? })
    }
}

/// Seals a payload under fresh randomness.
pub(crate) fn seal(ikm: &[u8], label: Label, ctx: &[u8], payload: &[u8]) -> Result<Sealed> {
    seal_with(Fresh::make()?, ikm, label, ctx, payload)
}

/// Seals with given salt and nonce; apart from [`seal`] only so that vectors can be checked.
pub(crate) fn seal_with(
    fresh: Fresh,
    ikm: &[u8],
    label: Label,
    ctx: &[u8],
    payload: &[u8],
) -> Result<Sealed> {
    let header = label.to_header();
    let keys = BoxKeys::derive(ikm, &fresh.salt, &header)?;
    let mut bytes = Vec::with_capacity(OVERHEAD + payload.len());
    bytes.extend_from_slice(&header);
    bytes.extend_from_slice(&fresh.salt);
    bytes.extend_from_slice(keys.commit());
    bytes.extend_from_slice(&fresh.nonce);
    bytes.extend_from_slice(payload);
    let tag = keys
        .aead()?
        .seal_in_place_separate_tag(
            Nonce::assume_unique_for_key(fresh.nonce),
            aad(&header, ctx),
            &mut bytes[BODY..],
        )
        .map_err(|_| Error::TooLarge)?;
    bytes.extend_from_slice(tag.as_ref());
    Ok(Sealed { label, bytes })
}

/// Opens a box that must carry this label and have been sealed in this context.
pub(crate) fn open(
    ikm: &[u8],
    label: Label,
    ctx: &[u8],
    sealed: &Sealed,
) -> Result<Zeroizing<Vec<u8>>> {
    sealed.expect(label)?;
    let header = label.to_header();
    let keys = BoxKeys::derive(ikm, &sealed.bytes[SALT..COMMIT], &header)?;
    if !bool::from(keys.commit().ct_eq(&sealed.bytes[COMMIT..NONCE])) {
        return Err(Error::WrongKey);
    }
    let nonce = Nonce::try_assume_unique_for_key(&sealed.bytes[NONCE..BODY])
        .map_err(|_| Error::Damaged("nonce of a box"))?;
    let mut payload = Zeroizing::new(sealed.bytes[BODY..].to_vec());
    let length = keys
        .aead()?
        .open_in_place(nonce, aad(&header, ctx), payload.as_mut_slice())
        .map_err(|_| Error::Damaged("content of a box"))?
        .len();
    payload.truncate(length);
    Ok(payload)
}

fn aad(header: &[u8; HEADER], ctx: &[u8]) -> Aad<Vec<u8>> {
    Aad::from([header.as_slice(), ctx].concat())
}

/// The key of one box and its commitment, from one derivation.
struct BoxKeys(Zeroizing<[u8; 64]>);

impl BoxKeys {
    fn derive(ikm: &[u8], salt: &[u8], header: &[u8; HEADER]) -> Result<Self> {
        let mut okm = Zeroizing::new([0; 64]);
        derive_hkdf(ikm, salt, &[BOX_INFO, header], okm.as_mut_slice())?;
        Ok(Self(okm))
    }

    fn aead(&self) -> Result<LessSafeKey> {
        let key = UnboundKey::new(&AES_256_GCM, &self.0[..32]).map_err(|_| Error::Refused)?;
        Ok(LessSafeKey::new(key))
    }

    fn commit(&self) -> &[u8] {
        &self.0[32..]
    }
}

/// HKDF-SHA256 (RFC 5869), extract and expand, into a buffer of the caller.
pub(crate) fn derive_hkdf(ikm: &[u8], salt: &[u8], info: &[&[u8]], okm: &mut [u8]) -> Result<()> {
    struct Length(usize);
    impl hkdf::KeyType for Length {
        fn len(&self) -> usize {
            self.0
        }
    }
    hkdf::Salt::new(hkdf::HKDF_SHA256, salt)
        .extract(ikm)
        .expand(info, Length(okm.len()))
        .and_then(|expanded| expanded.fill(okm))
        .map_err(|_| Error::Refused)
}

#[cfg(test)]
mod tests;
