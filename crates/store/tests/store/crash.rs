//! A process killed while it writes. (`kill -9` does not test fsync; only a power cut does.)

use std::path::Path;

use store::{Chain, Error, Store};

use crate::child::Second;
use crate::{id, new_vault, place, sealed};

/// Checks that the vault holds exactly the first `n` writes, whole, for some `n > acknowledged`.
fn check(path: &Path, acknowledged: Option<u32>) -> u32 {
    let store = Store::open(path).unwrap();
    store.quick_check().unwrap();
    let rows = store.rows();
    let count = u32::try_from(rows.count_records(1).unwrap()).unwrap();
    assert!(acknowledged.is_none_or(|last| count > last), "{count} {acknowledged:?}");
    for n in 0..count {
        let length = 200 + usize::try_from(n % 7).unwrap() * 900;
        assert_eq!(rows.record(id(n)).unwrap().unwrap().sealed, sealed(n, length));
    }
    assert_eq!(rows.count_audit().unwrap(), u64::from(count));
    assert_eq!(rows.head(1).unwrap().map(|head| head.epoch + 1).unwrap_or_default(), count);
    count
}

#[test]
fn a_hundred_kills_lose_no_acknowledged_write_and_leave_none_half_done() {
    let (_folder, path) = place();
    let mut store = new_vault(&path);
    let chain = Chain { id: [9; 16], seq: 0, key: vec![0; 80] };
    store.write(|tx| tx.put_chain(&chain)).unwrap();
    store.close().unwrap();

    let mut before = 0;
    for round in 0_usize..100 {
        let mut writer = Second::start("write", &path);
        let patience = 1 + round * 7 % 13;
        let heard: Vec<_> = (0..patience).map_while(|_| writer.says()).collect();
        assert_eq!(heard.len(), patience);
        let after = writer.kill();
        let last = heard.iter().chain(&after).filter_map(|word| word.parse().ok()).next_back();
        let now = check(&path, last);
        assert!(now >= before + u32::try_from(patience).unwrap());
        before = now;
    }
}

#[test]
fn the_log_of_a_killed_process_is_read_at_the_next_opening() {
    let (folder, path) = place();
    let mut store = new_vault(&path);
    let chain = Chain { id: [9; 16], seq: 0, key: vec![0; 80] };
    store.write(|tx| tx.put_chain(&chain)).unwrap();
    store.close().unwrap();
    let mut writer = Second::start("write", &path);
    writer.says().unwrap();
    writer.kill();
    let log = folder.path().join("sample.goldthread-wal");
    assert!(log.metadata().unwrap().len() > 0);
    assert!(check(&path, Some(0)) >= 1);
    assert!(!log.exists());
}

#[test]
fn an_orderly_close_leaves_no_log() {
    let (folder, path) = place();
    let mut store = new_vault(&path);
    store.write(|tx| tx.put_record(id(1), 1, &sealed(1, 400))).unwrap();
    assert!(folder.path().join("sample.goldthread-wal").exists());
    store.close().unwrap();
    let mut left: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    assert_eq!(left, ["sample.goldthread", "sample.goldthread-reserve"]);
}

#[test]
fn a_panic_in_the_middle_of_a_write_rolls_it_back() {
    let (_folder, path) = place();
    let mut store = new_vault(&path);
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        store.write(|tx| -> Result<(), Error> {
            tx.put_record(id(1), 1, &sealed(1, 400))?;
            panic!("on purpose")
        })
    }));
    assert!(caught.is_err());
    assert_eq!(store.rows().count_records(1), Ok(0));
    store.write(|tx| tx.put_record(id(1), 1, &sealed(1, 400))).unwrap();
}
