//! The key exchange of the vectors, with their known ephemeral keys.
//!
//! HPKE lets nobody choose the ephemeral key, so this stands in for it: X25519 gives both sides
//! the same secret, and the vectors hold the receiver's private key.

use hpke::{Deserializable, HpkeError, Kem, Serializable, kem::SharedSecret, rand_core::CryptoRng};

use crate::hybrid;

type X25519 = hpke::kem::X25519HkdfSha256;

/// Seals a drop to the class key of the vectors.
pub(super) fn seal_drop(public: &[u8; 32], info: &[u8], aad: &[u8], payload: &[u8]) -> Vec<u8> {
    hybrid::seal_with::<Fixed<0x01, 0x5a>>(public, info, aad, payload).unwrap()
}

/// Seals the first key of a chain to the class 4 key of the vectors.
pub(super) fn seal_chain_key(
    public: &[u8; 32],
    info: &[u8],
    aad: &[u8],
    payload: &[u8],
) -> Vec<u8> {
    hybrid::seal_with::<Fixed<0x21, 0x5b>>(public, info, aad, payload).unwrap()
}

/// The receiver's private key counts up from `FIRST`; the ephemeral one is 32 times `EPHEMERAL`.
struct Fixed<const FIRST: u8, const EPHEMERAL: u8>;

impl<const FIRST: u8, const EPHEMERAL: u8> Kem for Fixed<FIRST, EPHEMERAL> {
    type PublicKey = <X25519 as Kem>::PublicKey;
    type PrivateKey = <X25519 as Kem>::PrivateKey;
    type EncappedKey = <X25519 as Kem>::EncappedKey;
    type NSecret = <X25519 as Kem>::NSecret;
    const KEM_ID: u16 = X25519::KEM_ID;

    fn sk_to_pk(private: &Self::PrivateKey) -> Self::PublicKey {
        X25519::sk_to_pk(private)
    }

    fn derive_keypair(ikm: &[u8]) -> (Self::PrivateKey, Self::PublicKey) {
        X25519::derive_keypair(ikm)
    }

    fn decap(
        private: &Self::PrivateKey,
        sender: Option<&Self::PublicKey>,
        enc: &Self::EncappedKey,
    ) -> Result<SharedSecret<Self>, HpkeError> {
        X25519::decap(private, sender, enc).map(|secret| SharedSecret(secret.0))
    }

    fn encap_with_rng(
        public: &Self::PublicKey,
        _: Option<(&Self::PrivateKey, &Self::PublicKey)>,
        _: &mut impl CryptoRng,
    ) -> Result<(SharedSecret<Self>, Self::EncappedKey), HpkeError> {
        let receiver: Vec<u8> = (FIRST..FIRST + 32).collect();
        let receiver = Self::PrivateKey::from_bytes(&receiver)?;
        assert!(X25519::sk_to_pk(&receiver) == *public);
        let ephemeral = Self::PrivateKey::from_bytes(&[EPHEMERAL; 32])?;
        let enc = Self::EncappedKey::from_bytes(&X25519::sk_to_pk(&ephemeral).to_bytes())?;
        Ok((Self::decap(&receiver, None, &enc)?, enc))
    }
}
