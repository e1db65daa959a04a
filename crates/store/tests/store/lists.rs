//! The lists of ids and places that SQLite keeps beside the rows: whatever bit of one is broken, no
//! row is lost by it, nobody is kept out, and what is written afterwards is read back.

use std::ops::Range;
use std::path::Path;

use store::{Chain, Error, Id, Slot, Store, Transaction, User};

use crate::{all_records, id, new_vault, place, sealed, write_file};

const RECORDS: u32 = 40;
const USER: Id = [3; 16];

/// A vault with records, a slot and chains, closed.
fn sample(path: &Path) -> Vec<u8> {
    let mut store = new_vault(path);
    let slot = Slot {
        id: [4; 16],
        user: USER,
        kind: 1,
        m_kib: 65_536,
        t: 3,
        p: 1,
        salt: [5; 16],
        sealed: sealed(1, 136),
        sha256: [6; 32],
    };
    store
        .write(|tx| {
            tx.put_user(&User { id: USER, name: "Sample Person".into() })?;
            tx.put_slot(&slot)?;
            (1..=5).try_for_each(|n| tx.put_chain(&chain(n)))?;
            (0..RECORDS).try_for_each(|n| tx.put_record(id(n), 1, &sealed(n, 360)))
        })
        .unwrap();
    store.close().unwrap();
    std::fs::read(path).unwrap()
}

fn chain(seq: u64) -> Chain {
    Chain { id: [seq as u8; 16], seq, key: vec![9; 48] }
}

/// Where the cells of a list lie in the file: SQLite's own table says which page it has.
fn cells(path: &Path, list: &str) -> Range<usize> {
    let connection = rusqlite::Connection::open(path).unwrap();
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
    let page: u32 = connection.query_row(sql, [list], |row| row.get(0)).unwrap();
    let bytes = std::fs::read(path).unwrap();
    let start = (page as usize - 1) * 16_384;
    assert_eq!(bytes[start], 0x0a, "{list} fits on one page");
    let first = usize::from(u16::from_be_bytes([bytes[start + 5], bytes[start + 6]]));
    start + first..start + 16_384
}

/// Flips a bit in every byte of a list, one at a time, and hands over each vault that is still taken.
fn broken(list: &str, mut each: impl FnMut(&mut Store, usize)) {
    let (_folder, path) = place();
    let good = sample(&path);
    let taken = cells(&path, list).filter(|byte| {
        let mut bytes = good.clone();
        bytes[*byte] ^= 1 << (byte % 8);
        let _ = std::fs::remove_file(path.with_extension("goldthread-wal"));
        write_file(&path, &bytes);
        let Ok(mut store) = Store::open(&path) else { return false };
        if store.quick_check().is_err() {
            return false;
        }
        each(&mut store, *byte);
        assert_eq!(store.close(), Ok(()), "{byte}");
        true
    });
    assert!(taken.count() > 10, "the flips missed what they were to hit");
}

/// Writes; once more where the first try met a broken list, which mends it.
fn written(
    store: &mut Store,
    work: impl Fn(&Transaction<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    match store.write(&work) {
        Err(Error::Damaged) => store.write(&work),
        done => done,
    }
}

#[test]
fn no_record_is_lost_by_a_broken_list_of_ids() {
    broken("sqlite_autoindex_record_1", |store, byte| {
        for n in 0..RECORDS {
            let found = store.rows().record(id(n)).unwrap();
            assert_eq!(found.unwrap().sealed, sealed(n, 360), "{n} at {byte}");
        }
        let changed = store.write(|tx| {
            (0..RECORDS).step_by(2).try_for_each(|n| tx.replace_record(id(n), 1, &sealed(n, 616)))
        });
        assert_eq!(changed, Ok(()), "{byte}");
        let gone = |tx: &Transaction<'_>| {
            (0..RECORDS).step_by(4).try_for_each(|n| tx.delete_record(id(n)))
        };
        assert_eq!(written(store, gone), Ok(()), "{byte}");
        let again = |tx: &Transaction<'_>| tx.put_record(id(4), 1, &sealed(4, 360));
        assert_eq!(written(store, again), Ok(()), "{byte}");
        let mut lying = all_records(store).unwrap();
        lying.sort();
        let expected = |n: u32| match n {
            4 => Some((id(n), 1, sealed(n, 360))),
            n if n.is_multiple_of(4) => None,
            n if n.is_multiple_of(2) => Some((id(n), 1, sealed(n, 616))),
            n => Some((id(n), 1, sealed(n, 360))),
        };
        let mut expected: Vec<_> = (0..RECORDS).filter_map(expected).collect();
        expected.sort();
        assert_eq!(lying, expected, "{byte}");
        assert_eq!(store.rows().record([0xEE; 16]), Ok(None));
        assert_eq!(store.write(|tx| tx.delete_record([0xEE; 16])), Err(Error::RowAbsent));
    });
}

#[test]
fn what_a_broken_list_of_ids_does_not_lead_to_is_known_and_led_to_once_it_is_mended() {
    let mut unlisted = 0;
    broken("sqlite_autoindex_record_1", |store, byte| {
        let missing = |store: &Store| {
            (0..RECORDS).filter(|n| !store.rows().is_listed(id(*n)).unwrap()).count()
        };
        unlisted += usize::from(missing(store) > 0);
        store.mend_lists();
        assert_eq!(missing(store), 0, "{byte}");
    });
    assert!(unlisted > 10, "only {unlisted} flips broke the list");
}

#[test]
fn nobody_is_kept_out_by_a_broken_list_of_slots() {
    broken("slot_user", |store, byte| {
        assert_eq!(store.rows().slots(USER).unwrap().len(), 1, "{byte}");
    });
}

#[test]
fn a_session_begins_though_the_list_of_chains_is_broken() {
    broken("sqlite_autoindex_chain_2", |store, byte| {
        let rows = store.rows();
        assert_eq!(rows.last_chain(), Ok(Some(chain(5))), "{byte}");
        assert_eq!(rows.chains(), Ok((1..=5).map(chain).collect()), "{byte}");
        for seq in 6..20 {
            assert_eq!(written(store, |tx| tx.put_chain(&chain(seq))), Ok(()), "{seq} at {byte}");
        }
        assert_eq!(store.rows().last_chain(), Ok(Some(chain(19))), "{byte}");
    });
}
