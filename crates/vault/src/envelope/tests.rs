//! What the box refuses, and with which word.

use proptest::prelude::*;

use super::*;
use crate::{Class, ClassKey, Epoch, Kind, RecordId, VaultId, open_record, seal_record};

const VAULT: VaultId = VaultId::from_bytes([0x22; 16]);
const RECORD: RecordId = RecordId::from_bytes([0x11; 16]);

fn class_key() -> ClassKey {
    ClassKey::make(Class::Clinical, Epoch(3)).unwrap()
}

/// A sealed record of 360 bytes: the smallest bucket and the overhead.
fn sealed(key: &ClassKey) -> Sealed {
    let sealed = seal_record(key, VAULT, RECORD, br#"{"t":"client"}"#).unwrap();
    assert_eq!(sealed.as_bytes().len(), 360);
    sealed
}

fn reopen(key: &ClassKey, bytes: Vec<u8>) -> Result<Zeroizing<Vec<u8>>> {
    open_record(key, VAULT, RECORD, &Sealed::parse(bytes)?)
}

#[test]
fn every_single_bit_flip_of_a_box_is_refused() {
    let key = class_key();
    let good = sealed(&key).into_bytes();
    let mut refused = 0;
    for bit in 0..good.len() * 8 {
        let mut flipped = good.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let error = reopen(&key, flipped).unwrap_err();
        match bit / 8 {
            0..=3 | 5 | 7 => assert!(matches!(error, Error::Damaged(_)), "bit {bit}"),
            NONCE.. => assert_eq!(error, Error::Damaged("content of a box"), "bit {bit}"),
            8..=11 => assert_eq!(error, Error::Unexpected("epoch"), "bit {bit}"),
            SALT..NONCE => assert_eq!(error, Error::WrongKey, "bit {bit}"),
            _ => assert!(matches!(error, Error::Damaged(_) | Error::Unexpected(_)), "bit {bit}"),
        }
        refused += 1;
    }
    assert_eq!(refused, 2_880);
}

#[test]
fn every_cut_of_a_box_is_refused() {
    let key = class_key();
    let good = sealed(&key).into_bytes();
    for length in 0..good.len() {
        let error = reopen(&key, good[..length].to_vec()).unwrap_err();
        assert!(matches!(error, Error::Damaged(_)), "{length} bytes");
    }
    let longer = [good, vec![0]].concat();
    assert!(matches!(reopen(&key, longer), Err(Error::Damaged(_))));
}

#[test]
fn a_wrong_key_is_told_from_damage() {
    let (key, other) = (class_key(), class_key());
    let sealed = sealed(&key);
    assert_eq!(open_record(&other, VAULT, RECORD, &sealed), Err(Error::WrongKey));
    let mut damaged = sealed.into_bytes();
    damaged[200] ^= 1;
    assert_eq!(reopen(&key, damaged), Err(Error::Damaged("content of a box")));
}

#[test]
fn a_box_of_another_record_or_vault_is_damaged_and_of_another_label_unexpected() {
    let key = class_key();
    let sealed = sealed(&key);
    let (record, vault) = (RecordId::make().unwrap(), VaultId::make().unwrap());
    let damaged = Err(Error::Damaged("content of a box"));
    assert_eq!(open_record(&key, VAULT, record, &sealed), damaged);
    assert_eq!(open_record(&key, vault, RECORD, &sealed), damaged);

    let labeled = |class, epoch| {
        let bytes = Zeroizing::new(key.secret.expose().to_vec());
        let key = ClassKey::from_opened(class, epoch, &bytes).unwrap();
        open_record(&key, VAULT, RECORD, &sealed).unwrap_err()
    };
    assert_eq!(labeled(Class::Intake, Epoch(3)), Error::Unexpected("class"));
    assert_eq!(labeled(Class::Clinical, Epoch(2)), Error::Unexpected("epoch"));
    let opened = crate::open_head(&key, VAULT, &sealed);
    assert_eq!(opened.unwrap_err(), Error::Unexpected("kind"));
}

#[test]
fn sealing_the_same_twice_gives_two_different_boxes() {
    let key = class_key();
    let (one, two) = (sealed(&key), sealed(&key));
    assert_ne!(one.as_bytes()[SALT..COMMIT], two.as_bytes()[SALT..COMMIT]);
    assert_ne!(one.as_bytes()[BODY..], two.as_bytes()[BODY..]);
    assert_ne!(one.tag(), two.tag());
}

#[test]
fn debug_of_a_box_shows_its_label_only() {
    let shown = format!("{:?}", sealed(&class_key()));
    let label = "Label { kind: Record, class: Clinical, epoch: Epoch(3) }";
    assert_eq!(shown, format!("Sealed({label}, 360 bytes)"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]
    #[test]
    fn what_is_sealed_opens(
        json in proptest::collection::vec(any::<u8>(), 0..700),
        record in any::<[u8; 16]>(),
        class in 0_u8..5,
        epoch in any::<u32>(),
    ) {
        let record = RecordId::from_bytes(record);
        let key = ClassKey::make(Class::try_from(class).unwrap(), Epoch(epoch)).unwrap();
        let sealed = seal_record(&key, VAULT, record, &json).unwrap();
        let sealed = Sealed::parse(sealed.into_bytes()).unwrap();
        prop_assert_eq!((sealed.kind(), sealed.class()), (Kind::Record, key.class()));
        prop_assert_eq!(sealed.as_bytes().last_chunk().copied(), Some(sealed.tag()));
        let opened = open_record(&key, VAULT, record, &sealed).unwrap();
        prop_assert_eq!(opened.as_slice(), json.as_slice());
    }
}
