//! The laws of the head.

use proptest::prelude::*;

use super::*;
use crate::Epoch;

type Row = (RecordId, [u8; 16]);

fn state_key() -> StateKey {
    let bytes = Zeroizing::new(vec![7; 32]);
    let key = ClassKey::from_opened(Class::Clinical, Epoch::FIRST, &bytes).unwrap();
    StateKey::derive(&key, VaultId::from_bytes([1; 16])).unwrap()
}

fn head_of(key: &StateKey, rows: &[Row]) -> Head {
    let mut head = Head::new(Class::Clinical);
    for (id, tag) in rows {
        head.add(key, *id, *tag).unwrap();
    }
    head
}

/// Rows with different ids, as a table has them.
fn rows(least: usize) -> impl Strategy<Value = Vec<Row>> {
    proptest::collection::btree_map(any::<[u8; 16]>(), any::<[u8; 16]>(), least..12)
        .prop_map(|rows| rows.into_iter().map(|(id, tag)| (id.into(), tag)).collect())
}

fn shuffled_rows() -> impl Strategy<Value = (Vec<Row>, Vec<Row>)> {
    rows(0).prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))
}

fn is_noticed(key: &StateKey, head: &Head, rows: &[Row]) -> bool {
    head.check(key, rows.iter().copied()) == Err(Error::HeadMismatch(Class::Clinical))
}

proptest! {
    #[test]
    fn the_order_of_rows_does_not_matter((rows, shuffled) in shuffled_rows()) {
        let key = state_key();
        prop_assert_eq!(head_of(&key, &rows), head_of(&key, &shuffled));
        prop_assert_eq!(head_of(&key, &rows).check(&key, shuffled), Ok(()));
    }

    #[test]
    fn adding_and_then_removing_restores(
        rows in rows(0), id in any::<[u8; 16]>(), tag in any::<[u8; 16]>(),
    ) {
        let key = state_key();
        let before = head_of(&key, &rows);
        let mut head = before.clone();
        head.add(&key, id.into(), tag).unwrap();
        prop_assert_ne!(&head, &before);
        head.remove(&key, id.into(), tag).unwrap();
        prop_assert_eq!(head, before);
    }

    #[test]
    fn replacing_is_removing_and_adding(rows in rows(1), new in any::<[u8; 16]>()) {
        let key = state_key();
        let (id, old) = rows[0];
        let mut replaced = head_of(&key, &rows);
        replaced.replace(&key, id, old, new).unwrap();
        let mut written = rows.clone();
        written[0] = (id, new);
        prop_assert_eq!(replaced, head_of(&key, &written));
    }

    #[test]
    fn a_missing_changed_swapped_or_repeated_row_is_noticed(
        rows in rows(2), at in any::<prop::sample::Index>(), bit in 0_usize..128,
    ) {
        let key = state_key();
        let head = head_of(&key, &rows);
        let at = at.index(rows.len());

        let mut missing = rows.clone();
        missing.remove(at);
        prop_assert!(is_noticed(&key, &head, &missing));

        let mut changed = rows.clone();
        changed[at].1[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(is_noticed(&key, &head, &changed));

        let mut repeated = rows.clone();
        repeated.push(rows[at]);
        prop_assert!(is_noticed(&key, &head, &repeated));
        repeated.push(rows[at]);
        prop_assert!(is_noticed(&key, &head, &repeated), "twice more cancels in the XOR alone");

        let mut swapped = rows.clone();
        let other = (at + 1) % rows.len();
        (swapped[at].1, swapped[other].1) = (rows[other].1, rows[at].1);
        prop_assert_eq!(is_noticed(&key, &head, &swapped), swapped != rows);
    }
}

#[test]
fn each_commit_counts_one_and_reads_back() {
    let vault = VaultId::make().unwrap();
    let key = ClassKey::make(Class::Registry, Epoch::FIRST).unwrap();
    let state = StateKey::derive(&key, vault).unwrap();
    let mut head = Head::new(Class::Registry);
    head.add(&state, RecordId::make().unwrap(), [3; 16]).unwrap();
    head.set_audit(2, [5; 32]).unwrap();
    head.commit(&key, vault).unwrap();
    let sealed = head.commit(&key, vault).unwrap();
    assert_eq!(head.commit_counter(), 2);
    assert_eq!(open_head(&key, vault, &sealed).unwrap(), head);
}

#[test]
fn a_head_refuses_keys_and_states_of_another_class() {
    let vault = VaultId::make().unwrap();
    let intake = ClassKey::make(Class::Intake, Epoch::FIRST).unwrap();
    let mut head = Head::new(Class::Clinical);
    let row = RecordId::make().unwrap();
    let state = StateKey::derive(&intake, vault).unwrap();
    assert_eq!(head.add(&state, row, [0; 16]), Err(Error::Unexpected("class")));
    assert_eq!(head.commit(&intake, vault), Err(Error::Unexpected("class")));
    assert_eq!(head.set_audit(1, [0; 32]), Err(Error::Unexpected("class")));
    assert_eq!(head.remove(&state_key(), row, [0; 16]), Err(Error::HeadMismatch(Class::Clinical)));
    assert_eq!(head, Head::new(Class::Clinical));
}

#[test]
fn a_head_of_another_length_is_damaged() {
    let vault = VaultId::make().unwrap();
    for (class, length) in [(Class::Intake, 88), (Class::Intake, 47), (Class::Registry, 48)] {
        let key = ClassKey::make(class, Epoch::FIRST).unwrap();
        let payload = vec![0; length];
        let sealed =
            envelope::seal(key.secret.expose(), label(&key), &ctx(&key, vault), &payload).unwrap();
        assert!(matches!(open_head(&key, vault, &sealed), Err(Error::Damaged(_))));
    }
}
