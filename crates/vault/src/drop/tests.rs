//! What a drop keeps from its writer, and what its reader refuses.

use super::*;
use crate::{ClassKey, Sealed, make_pair};

struct Sides {
    vault: VaultId,
    record: RecordId,
    public: ClassPublic,
    private: ClassPrivate,
}

fn sides() -> Sides {
    let vault = VaultId::make().unwrap();
    let key = ClassKey::make(Class::Clinical, Epoch(2)).unwrap();
    let pair = make_pair(&key, vault).unwrap();
    let stored = Sealed::parse(pair.private.into_bytes()).unwrap();
    let private = ClassPrivate::open(&key, vault, &stored).unwrap();
    Sides { vault, record: RecordId::make().unwrap(), public: pair.public, private }
}

#[test]
fn a_drop_opens_for_its_class_and_shows_only_its_bucket() {
    let Sides { vault, record, public, private } = sides();
    let drop = seal_drop(&public, vault, record, b"{\"t\":\"response\"}").unwrap();
    assert_eq!(drop.as_bytes().len(), LABEL + hybrid::OVERHEAD + 256);
    let drop = SealedDrop::parse(drop.as_bytes().to_vec()).unwrap();
    let opened = open_drop(&private, vault, record, &drop).unwrap();
    assert_eq!(opened.as_slice(), b"{\"t\":\"response\"}");
}

#[test]
fn every_changed_byte_and_every_cut_of_a_drop_is_refused() {
    let Sides { vault, record, public, private } = sides();
    let good = seal_drop(&public, vault, record, b"{}").unwrap().bytes;
    let open =
        |bytes| SealedDrop::parse(bytes).and_then(|drop| open_drop(&private, vault, record, &drop));
    for at in 0..good.len() {
        // The top bit of an X25519 key is not part of it (RFC 7748, 5), but HPKE binds it.
        let mut flipped = good.clone();
        flipped[at] ^= 0x80;
        assert!(open(flipped).is_err(), "byte {at}");
        assert!(open(good[..at].to_vec()).is_err(), "{at} bytes");
    }
}

#[test]
fn a_drop_of_another_record_or_vault_is_damaged() {
    let Sides { vault, record, public, private } = sides();
    let drop = seal_drop(&public, vault, record, b"{}").unwrap();
    let damaged = Err(Error::Damaged("sealed to a key"));
    assert_eq!(open_drop(&private, vault, RecordId::make().unwrap(), &drop), damaged);
    assert_eq!(open_drop(&private, VaultId::make().unwrap(), record, &drop), damaged);
    assert_eq!(open_drop(&sides().private, vault, record, &drop), damaged);
}

#[test]
fn a_public_key_put_in_place_of_the_real_one_is_noticed() {
    let Sides { public, private, .. } = sides();
    assert_eq!(private.check_public(&public), Ok(()));
    let mismatch = Err(Error::PairMismatch(Class::Clinical));
    assert_eq!(private.check_public(&sides().public), mismatch);
    assert_eq!(private.check_public(&ClassPublic { epoch: Epoch(1), ..public }), mismatch);
    assert_eq!(private.check_public(&ClassPublic { class: Class::Notes, ..public }), mismatch);
}

#[test]
fn a_public_key_that_gives_no_secret_is_refused() {
    let Sides { vault, record, public, .. } = sides();
    let weak = ClassPublic { bytes: [0; 32], ..public };
    assert_eq!(seal_drop(&weak, vault, record, b"{}"), Err(Error::Refused));
}

#[test]
fn the_private_half_of_another_class_or_epoch_is_unexpected() {
    let Sides { vault, record, public, private } = sides();
    let labeled = |public: ClassPublic| {
        let drop = seal_drop(&public, vault, record, b"{}").unwrap();
        open_drop(&private, vault, record, &drop).unwrap_err()
    };
    let (class, epoch) = (Class::Intake, Epoch(1));
    assert_eq!(labeled(ClassPublic { class, ..public }), Error::Unexpected("class"));
    assert_eq!(labeled(ClassPublic { epoch, ..public }), Error::Unexpected("epoch"));
}
