//! What a full disk does, shown by limiting the pages of the file.

use crate::{Error, FailureKind, Store};

const ROW: [u8; 4200] = [0xA5; 4200];

fn id(n: u32) -> [u8; 16] {
    let mut id = [0; 16];
    id[..4].copy_from_slice(&n.wrapping_mul(0x9E37_79B9).to_be_bytes());
    id[12..].copy_from_slice(&n.to_be_bytes());
    id
}

fn limit_pages(store: &Store, pages: i64) {
    let sql = format!("PRAGMA max_page_count = {pages}");
    let set: i64 = store.raw().query_row(&sql, [], |row| row.get(0)).unwrap();
    assert_eq!(set, pages);
}

fn put_batch(store: &mut Store, batch: u32) -> Result<(), Error> {
    store.write(|tx| (0..5).try_for_each(|n| tx.put_record(id(batch * 5 + n), 2, &ROW)))
}

#[test]
fn a_full_disk_at_64_sizes_rolls_back_whole_and_keeps_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    for room in 0..64 {
        let path = folder.path().join(format!("{room}.goldthread"));
        let mut store = Store::create(&path, [1; 16], "2026-01-01T00:00:00Z").unwrap();
        let pages: i64 = store.raw().query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        limit_pages(&store, pages + room);
        let mut batches = 0;
        let error = loop {
            match put_batch(&mut store, batches) {
                Ok(()) => batches += 1,
                Err(error) => break error,
            }
        };
        assert_eq!(error, Error::DiskFull);
        assert_eq!(store.rows().count_records(2).unwrap(), u64::from(batches) * 5);
        drop(store);

        let mut store = Store::open(&path).unwrap();
        store.quick_check().unwrap();
        for n in 0..batches * 5 {
            assert_eq!(store.rows().record(id(n)).unwrap().unwrap().sealed, ROW);
        }
        put_batch(&mut store, batches).unwrap();
        store.close().unwrap();
    }
}

#[test]
fn a_full_disk_gives_up_the_reserve_and_takes_it_again_later() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.goldthread");
    let reserve = folder.path().join("a.goldthread-reserve");
    let mut store = Store::create(&path, [1; 16], "2026-01-01T00:00:00Z").unwrap();
    assert!(reserve.exists());
    limit_pages(&store, 20);
    let full = (0..).find_map(|batch| put_batch(&mut store, batch).err());
    assert_eq!(full, Some(Error::DiskFull));
    assert!(!reserve.exists());
    limit_pages(&store, 1000);
    for _ in 0..40 {
        store
            .write(|tx| tx.put_failure("2026-01-01T00:00:00Z", FailureKind::Integrity, None))
            .unwrap();
    }
    assert!(reserve.exists());
}

#[test]
fn after_a_failure_no_statement_is_committed_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.goldthread");
    let mut store = Store::create(&path, [1; 16], "2026-01-01T00:00:00Z").unwrap();
    limit_pages(&store, 20);
    let done: Result<(), Error> = store.write(|tx| {
        let first_failure = (0..1000).find(|&n| tx.put_record(id(n), 2, &ROW).is_err());
        assert!(first_failure.is_some());
        // The caller swallows the error and goes on.
        let _ = tx.put_failure("2026-01-01T00:00:00Z", FailureKind::Integrity, None);
        Err(Error::DiskFull)
    });
    assert_eq!(done, Err(Error::DiskFull));
    assert_eq!(store.rows().count_records(2).unwrap(), 0);
    assert!(store.rows().failures().unwrap().is_empty());
}
