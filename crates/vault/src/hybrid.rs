//! Sealing towards somebody who is not here: HPKE in base mode (RFC 9180) with X25519,
//! HKDF-SHA256 and AES-256-GCM.
//!
//! It does not know what is handed over or to whom; drops and audit chains do.

use std::convert::Infallible;

use hpke::{
    Deserializable, Kem, OpModeR, OpModeS, Serializable,
    aead::AesGcm256,
    kdf::HkdfSha256,
    kem::X25519HkdfSha256,
    rand_core::{TryCryptoRng, TryRng},
};
use zeroize::Zeroizing;

use crate::{Error, Result, random};

/// The length of the encapsulated key in front of a ciphertext.
pub(crate) const ENC: usize = 32;
/// What sealing adds: the encapsulated key and the tag.
pub(crate) const OVERHEAD: usize = ENC + 16;

/// The public key of a private one.
pub(crate) fn derive_public(private: &[u8; 32]) -> Result<[u8; 32]> {
    let private = read_private(private)?;
    Ok(X25519HkdfSha256::sk_to_pk(&private).to_bytes().into())
}

/// Seals to a public key: enc, then ciphertext and tag.
pub(crate) fn seal_to(
    public: &[u8; 32],
    info: &[u8],
    aad: &[u8],
    payload: &[u8],
) -> Result<Vec<u8>> {
    seal_with::<X25519HkdfSha256>(public, info, aad, payload)
}

/// Apart from [`seal_to`] only so that vectors can bring a key exchange with a known ephemeral.
pub(crate) fn seal_with<K: Kem>(
    public: &[u8; 32],
    info: &[u8],
    aad: &[u8],
    payload: &[u8],
) -> Result<Vec<u8>> {
    let public =
        K::PublicKey::from_bytes(public).map_err(|_| Error::Damaged("public key of a class"))?;
    let mut draw = Draw { failed: false };
    let (enc, ciphertext) = hpke::single_shot_seal_with_rng::<AesGcm256, HkdfSha256, K>(
        &OpModeS::Base,
        &public,
        info,
        payload,
        aad,
        &mut draw,
    )
    .map_err(|_| Error::Refused)?;
    if draw.failed {
        return Err(Error::NoRandomness);
    }
    Ok([enc.to_bytes().as_slice(), &ciphertext].concat())
}

/// Opens what was sealed to this private key. HPKE has no commitment: another key, another
/// context and a flipped bit are all [`Error::Damaged`].
pub(crate) fn open_from(
    private: &[u8; 32],
    info: &[u8],
    aad: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>> {
    let (enc, ciphertext) =
        sealed.split_at_checked(ENC).ok_or(Error::Damaged("sealed to a key: too short"))?;
    let enc = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(enc)
        .map_err(|_| Error::Damaged("encapsulated key"))?;
    hpke::single_shot_open::<AesGcm256, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &read_private(private)?,
        &enc,
        info,
        ciphertext,
        aad,
    )
    .map(Zeroizing::new)
    .map_err(|_| Error::Damaged("sealed to a key"))
}

fn read_private(private: &[u8; 32]) -> Result<<X25519HkdfSha256 as Kem>::PrivateKey> {
    Deserializable::from_bytes(private).map_err(|_| Error::Refused)
}

/// The system's randomness in the shape that HPKE asks for, which cannot fail: a failure is kept,
/// and what was made with it is thrown away.
struct Draw {
    failed: bool,
}

impl TryRng for Draw {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> std::result::Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_be_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> std::result::Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_be_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> std::result::Result<(), Infallible> {
        self.failed |= random::fill(bytes).is_err();
        Ok(())
    }
}

impl TryCryptoRng for Draw {}
