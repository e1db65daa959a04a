//! What opening and creating say about every kind of path.

use std::fs;

use rusqlite::Connection;
use store::{Error, Store};

use crate::child::Second;
use crate::{CREATED, id, new_vault, place, sealed, write_file};

#[test]
fn what_is_not_a_vault_is_told_apart() {
    let (folder, path) = place();
    assert_eq!(Store::open(&path).unwrap_err(), Error::NotFound);
    write_file(&path, b"");
    assert_eq!(Store::open(&path).unwrap_err(), Error::NotAVault);
    write_file(&path, &b"Dear colleague, this is a letter.\n".repeat(4000));
    assert_eq!(Store::open(&path).unwrap_err(), Error::NotAVault);
    assert_eq!(Store::open(folder.path()).unwrap_err(), Error::NotAVault);
    assert_eq!(Store::open(&path.join("under-a-file")).unwrap_err(), Error::NotFound);
    let nowhere = folder.path().join("no-such-folder").join("a.goldthread");
    assert_eq!(Store::create(&nowhere, [1; 16], CREATED).unwrap_err(), Error::NotFound);
}

#[test]
fn a_database_of_another_application_is_refused_and_untouched() {
    let (_folder, path) = place();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE song (title TEXT); INSERT INTO song VALUES ('x')").unwrap();
    drop(other);
    let before = fs::read(&path).unwrap();
    assert_eq!(Store::open(&path).unwrap_err(), Error::NotAVault);
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn creating_never_touches_what_is_there() {
    let (folder, path) = place();
    write_file(&path, b"a letter");
    assert_eq!(Store::create(&path, [1; 16], CREATED).unwrap_err(), Error::AlreadyExists);
    assert_eq!(fs::read(&path).unwrap(), b"a letter");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn creating_refuses_the_log_of_a_vault_that_was_moved_away() {
    let (folder, path) = place();
    write_file(&folder.path().join("sample.goldthread-wal"), b"rows of the other vault");
    assert_eq!(Store::create(&path, [1; 16], CREATED).unwrap_err(), Error::AlreadyExists);
    assert!(!path.exists());
}

#[test]
fn a_vault_remembers_who_it_is() {
    let (_folder, path) = place();
    new_vault(&path).close().unwrap();
    let store = Store::open(&path).unwrap();
    let vault = store.rows().vault().unwrap();
    assert_eq!((vault.vault_id, vault.created_at.as_str()), ([7; 16], CREATED));
    assert_eq!(store.path(), path);
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_a_vault_and_what_lies_beside_it() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = place();
    let mut store = new_vault(&path);
    store.write(|tx| tx.put_record(id(1), 1, &sealed(1, 400))).unwrap();
    store.copy_to(&folder.path().join("copy.goldthread"), |_| {}).unwrap();
    for entry in fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{:?}", entry.file_name());
    }
}

#[test]
fn a_read_only_vault_is_refused() {
    let (_folder, path) = place();
    new_vault(&path).close().unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    assert_eq!(Store::open(&path).unwrap_err(), Error::ReadOnly);
}

#[test]
fn a_second_store_in_the_same_process_is_refused_and_does_not_loosen_the_lock() {
    let (_folder, path) = place();
    let first = new_vault(&path);
    for _ in 0..3 {
        assert_eq!(Store::open(&path).unwrap_err(), Error::AlreadyOpen);
    }
    let mut second = Second::start("hold", &path);
    assert_eq!(second.says().as_deref(), Some("AlreadyOpen"));
    second.finish();
    first.close().unwrap();
    Store::open(&path).unwrap();
}

#[test]
fn a_second_process_is_refused_until_the_first_has_closed_or_died() {
    let (_folder, path) = place();
    new_vault(&path).close().unwrap();

    let mut holder = Second::start("hold", &path);
    assert_eq!(holder.says().as_deref(), Some("open"));
    assert_eq!(Store::open(&path).unwrap_err(), Error::AlreadyOpen);
    holder.finish();
    Store::open(&path).unwrap().close().unwrap();

    let mut holder = Second::start("hold", &path);
    assert_eq!(holder.says().as_deref(), Some("open"));
    assert_eq!(Store::open(&path).unwrap_err(), Error::AlreadyOpen);
    holder.kill();
    Store::open(&path).unwrap();
}

#[test]
fn a_plain_sqlite_reader_is_kept_out_too() {
    let (_folder, path) = place();
    let _store = new_vault(&path);
    let reader = Connection::open(&path).unwrap();
    let read = reader.query_row("SELECT count(*) FROM record", [], |row| row.get::<_, i64>(0));
    let code = read.unwrap_err().sqlite_error_code();
    assert_eq!(code, Some(rusqlite::ErrorCode::DatabaseBusy));
}
