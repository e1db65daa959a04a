//! Every kind of row, in and out.

use store::{
    AuditRow, Chain, ClassPair, Error, Escrow, FailureKind, Grant, Head, MAX_BOX, SealedDrop, Slot,
    User,
};

use crate::{all_records, id, new_vault, place, sealed};

const USER: [u8; 16] = [3; 16];

fn user() -> User {
    User { id: USER, name: "Sample Person".into() }
}

#[test]
fn keys_of_a_user_come_back_as_they_went_in_and_can_be_taken_away() {
    let (_folder, path) = place();
    let mut store = new_vault(&path);
    let slot = Slot {
        id: [4; 16],
        user: USER,
        kind: 1,
        m_kib: u32::MAX,
        t: 3,
        p: 1,
        salt: [5; 16],
        sealed: sealed(1, 136),
        sha256: [6; 32],
    };
    let grant = Grant { user: USER, class: 255, epoch: 9, sealed: sealed(2, 136), sha256: [7; 32] };
    let escrow = Escrow { user: USER, epoch: u32::MAX, sealed: sealed(3, 136), sha256: [8; 32] };
    store
        .write(|tx| {
            tx.put_user(&user())?;
            tx.put_slot(&slot)?;
            tx.put_grant(&grant)?;
            tx.put_escrow(&escrow)
        })
        .unwrap();
    let rows = store.rows();
    assert_eq!(rows.users(), Ok(vec![user()]));
    assert_eq!(rows.slots(USER), Ok(vec![slot.clone()]));
    assert_eq!(rows.grants(USER), Ok(vec![grant.clone()]));
    assert_eq!(rows.escrows(USER), Ok(vec![escrow.clone()]));
    assert_eq!(rows.slots([0; 16]), Ok(vec![]));
    assert_eq!(store.write(|tx| tx.put_slot(&slot)), Err(Error::RowExists));
    assert_eq!(store.write(|tx| tx.put_grant(&grant)), Err(Error::RowExists));
    assert_eq!(store.write(|tx| tx.put_escrow(&escrow)), Err(Error::RowExists));
    assert_eq!(store.write(|tx| tx.delete_user(USER)), Err(Error::RowRefused));
    store
        .write(|tx| {
            tx.rename_user(&User { id: USER, name: "Another Name".into() })?;
            tx.delete_slot(slot.id)?;
            tx.delete_grant(USER, 255, 9)?;
            tx.delete_escrow(USER, u32::MAX)?;
            tx.delete_user(USER)
        })
        .unwrap();
    assert_eq!(store.rows().users(), Ok(vec![]));
}

#[test]
fn a_key_for_nobody_is_refused() {
    let (_folder, path) = place();
    let mut store = new_vault(&path);
    let grant = Grant { user: USER, class: 1, epoch: 1, sealed: sealed(2, 136), sha256: [7; 32] };
    assert_eq!(store.write(|tx| tx.put_grant(&grant)), Err(Error::RowRefused));
}

#[test]
fn class_pairs_and_heads_come_back() {
    let (_folder, path) = place();
    let mut store = new_vault(&path);
    let pair = ClassPair { class: 2, epoch: 1, sealed: sealed(1, 136) };
    let mut head = Head { class: 2, epoch: 1, sealed: sealed(2, 152) };
    store
        .write(|tx| {
            tx.put_class_pair(&pair)?;
            tx.put_head(&head)
        })
        .unwrap();
    head.sealed = sealed(3, 152);
    store.write(|tx| tx.put_head(&head)).unwrap();
    assert_eq!(store.rows().class_pairs(), Ok(vec![pair]));
    assert_eq!(store.rows().heads(), Ok(vec![head.clone()]));
    assert_eq!(store.rows().head(2), Ok(Some(head)));
    assert_eq!(store.rows().head(3), Ok(None));
    store.write(|tx| tx.delete_class_pair(2, 1)).unwrap();
    assert_eq!(store.write(|tx| tx.delete_class_pair(2, 1)), Err(Error::RowAbsent));
}

#[test]
fn a_drop_is_replaced_only_by_one_of_the_same_class_and_writer() {
    let (_folder, path) = place();
    let mut store = new_vault(&path);
    let mut drop = SealedDrop { id: id(1), class: 2, writer: 1, sealed: sealed(1, 309) };
    store.write(|tx| tx.put_drop(&drop)).unwrap();
    assert_eq!(store.write(|tx| tx.put_drop(&drop)), Err(Error::RowExists));
    drop.sealed = sealed(2, 565);
    store.write(|tx| tx.replace_drop(&drop)).unwrap();
    let other = SealedDrop { class: 3, ..drop.clone() };
    assert_eq!(store.write(|tx| tx.replace_drop(&other)), Err(Error::RowAbsent));
    assert_eq!(store.rows().sealed_drop(id(1)), Ok(Some(drop.clone())));
    assert_eq!(store.rows().sealed_drops(), Ok(vec![drop]));
    store.write(|tx| tx.delete_drop(id(1))).unwrap();
    assert_eq!(store.rows().sealed_drop(id(1)), Ok(None));
}

#[test]
fn audit_chains_are_read_in_order() {
    let (_folder, path) = place();
    let mut store = new_vault(&path);
    let chain = |seq: u64| Chain { id: [9 - seq as u8; 16], seq, key: vec![seq as u8; 80] };
    store
        .write(|tx| {
            (0..3).try_for_each(|seq| tx.put_chain(&chain(seq)))?;
            (0..300).try_for_each(|n| tx.append_audit(chain(1).id, n, &sealed(n as u32, 360)))
        })
        .unwrap();
    let rows = store.rows();
    assert_eq!(rows.chains(), Ok(vec![chain(0), chain(1), chain(2)]));
    assert_eq!(rows.last_chain(), Ok(Some(chain(2))));
    let entry = |n: u64| AuditRow { chain: chain(1).id, n, sealed: sealed(n as u32, 360) };
    assert_eq!(rows.audit(chain(1).id), Ok((0..300).map(entry).collect()));
    assert_eq!(rows.last_audit(chain(1).id), Ok(Some(entry(299))));
    assert_eq!(rows.last_audit(chain(2).id), Ok(None));
    assert_eq!(rows.count_audit(), Ok(300));
    let again = store.write(|tx| tx.append_audit(chain(1).id, 299, &sealed(1, 360)));
    assert_eq!(again, Err(Error::RowExists));
    let nowhere = store.write(|tx| tx.append_audit([0; 16], 0, &sealed(1, 360)));
    assert_eq!(nowhere, Err(Error::RowRefused));
}

#[test]
fn failures_are_kept_in_order_and_taken_once() {
    let (_folder, path) = place();
    let mut store = new_vault(&path);
    for minute in 0..12 {
        let at = format!("2026-01-01T00:{minute:02}:00Z");
        store.write(|tx| tx.put_failure(&at, FailureKind::Passphrase, Some(USER))).unwrap();
    }
    let kept = store.rows().failures().unwrap();
    assert_eq!(
        kept.iter().map(|failure| failure.n).collect::<Vec<_>>(),
        (1..=12).collect::<Vec<_>>()
    );
    assert!(kept.is_sorted_by(|a, b| a.at < b.at));
    assert_eq!(store.write(|tx| tx.take_failures()), Ok(kept));
    assert_eq!(store.write(|tx| tx.take_failures()), Ok(vec![]));
}

#[test]
fn a_write_that_fails_leaves_nothing_of_itself() {
    let (_folder, path) = place();
    let mut store = new_vault(&path);
    store.write(|tx| tx.put_record(id(1), 1, &sealed(1, 360))).unwrap();
    let before = all_records(&store);
    let done = store.write(|tx| {
        tx.put_user(&user())?;
        tx.replace_record(id(1), 1, &sealed(2, 616))?;
        tx.put_record(id(2), 2, &sealed(3, 360))?;
        tx.put_record(id(1), 2, &sealed(3, 360))
    });
    assert_eq!(done, Err(Error::RowExists));
    assert_eq!(all_records(&store), before);
    assert_eq!(store.rows().users(), Ok(vec![]));
}

#[test]
fn a_record_keeps_its_class_and_its_absence_is_an_error() {
    let (_folder, path) = place();
    let mut store = new_vault(&path);
    store.write(|tx| tx.put_record(id(1), 1, &sealed(1, 360))).unwrap();
    let moved = store.write(|tx| tx.replace_record(id(1), 2, &sealed(2, 360)));
    assert_eq!(moved, Err(Error::RowAbsent));
    assert_eq!(store.write(|tx| tx.delete_record(id(2))), Err(Error::RowAbsent));
    assert_eq!(store.rows().record(id(1)).unwrap().unwrap().sealed, sealed(1, 360));
}

#[test]
fn a_box_of_16_mib_fits_and_one_byte_more_is_refused() {
    let (_folder, path) = place();
    let mut store = new_vault(&path);
    let largest = vec![1; MAX_BOX];
    store.write(|tx| tx.put_record(id(1), 1, &largest)).unwrap();
    let larger = vec![1; MAX_BOX + 1];
    assert_eq!(store.write(|tx| tx.put_record(id(2), 1, &larger)), Err(Error::TooLarge));
    let shorter_than_any_box = store.write(|tx| tx.put_record(id(2), 1, &[0; 103]));
    assert_eq!(shorter_than_any_box, Err(Error::RowRefused));
    store.close().unwrap();
    let store = store::Store::open(&path).unwrap();
    assert_eq!(store.rows().record(id(1)).unwrap().unwrap().sealed, largest);
}

#[test]
fn the_callers_own_error_passes_through_and_stops_a_stream() {
    let (_folder, path) = place();
    let mut store = new_vault(&path);
    store.write(|tx| (0..5).try_for_each(|n| tx.put_record(id(n), 1, &sealed(n, 360)))).unwrap();
    #[derive(Debug, PartialEq)]
    struct Stop;
    impl From<Error> for Stop {
        fn from(_: Error) -> Self {
            unreachable!("the store itself is fine")
        }
    }
    let mut seen = 0;
    let done = store.rows().each_record(&[1], |_, _, _| {
        seen += 1;
        if seen == 3 { Err(Stop) } else { Ok(()) }
    });
    assert_eq!((done, seen), (Err(Stop), 3));
    assert_eq!(
        store.write(|tx| tx.delete_record(id(1)).map_err(|_| Stop).and(Err::<(), _>(Stop))),
        Err(Stop)
    );
    assert_eq!(store.rows().count_records(1), Ok(5));
}
