//! Copies of an open vault.

use store::{Error, Progress, Store};

use crate::{all_records, id, new_vault, place, sealed, write_file};

#[test]
fn a_copy_holds_every_row_and_is_independent() {
    let (folder, path) = place();
    let mut store = new_vault(&path);
    store
        .write(|tx| (0..2000).try_for_each(|n| tx.put_record(id(n), 2, &sealed(n, 5000))))
        .unwrap();
    let copy = folder.path().join("copy.goldthread");
    let mut steps: Vec<Progress> = Vec::new();
    store.copy_to(&copy, |step| steps.push(step)).unwrap();
    assert!(steps.len() > 1);
    assert!(steps.is_sorted_by_key(|step| step.done));
    assert!(steps.last().is_some_and(|last| last.done == last.total));

    let rows = all_records(&store).unwrap();
    store.write(|tx| tx.delete_record(id(5))).unwrap();
    let copied = Store::open(&copy).unwrap();
    assert_eq!(all_records(&copied).unwrap(), rows);
    assert_eq!(copied.rows().vault(), store.rows().vault());
}

#[test]
fn a_copy_never_replaces_a_file_and_leaves_nothing_behind_when_refused() {
    let (folder, path) = place();
    let store = new_vault(&path);
    let copy = folder.path().join("copy.goldthread");
    write_file(&copy, b"a letter");
    assert_eq!(store.copy_to(&copy, |_| {}), Err(Error::AlreadyExists));
    assert_eq!(store.copy_to(&path, |_| {}), Err(Error::AlreadyExists));
    let nowhere = folder.path().join("no-such-folder").join("copy.goldthread");
    assert_eq!(store.copy_to(&nowhere, |_| {}), Err(Error::NotFound));
    assert_eq!(std::fs::read(&copy).unwrap(), b"a letter");
    assert!(
        std::fs::read_dir(folder.path())
            .unwrap()
            .all(|entry| { !entry.unwrap().file_name().to_string_lossy().contains("-new-") })
    );
}

#[test]
fn a_copy_takes_what_is_still_in_the_log() {
    let (folder, path) = place();
    let mut store = new_vault(&path);
    store.write(|tx| tx.put_record(id(1), 1, &sealed(1, 300))).unwrap();
    let copy = folder.path().join("copy.goldthread");
    store.copy_to(&copy, |_| {}).unwrap();
    assert_eq!(all_records(&Store::open(&copy).unwrap()), all_records(&store));
}
