//! Files that someone made on purpose: well-formed SQLite with rows or schemas we never write.

use std::path::Path;

use rusqlite::Connection;
use store::{Error, Store};

use crate::{all_records, new_vault, place};

/// Changes a closed vault behind the store's back.
fn tamper(path: &Path, sql: &str) {
    let connection = Connection::open(path).unwrap();
    connection
        .execute_batch("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF;")
        .unwrap();
    connection.execute_batch(sql).unwrap();
    connection.close().unwrap();
}

fn tampered(sql: &str) -> (tempfile::TempDir, Result<Store, Error>) {
    let (folder, path) = place();
    new_vault(&path).close().unwrap();
    tamper(&path, sql);
    (folder, Store::open(&path))
}

#[test]
fn a_newer_schema_is_refused_by_its_number() {
    let (_folder, opened) = tampered("PRAGMA user_version = 7");
    assert_eq!(opened.unwrap_err(), Error::NewerSchema { found: 7, known: 1 });
    let (_folder, opened) = tampered("PRAGMA user_version = -1");
    assert_eq!(opened.unwrap_err(), Error::Damaged);
}

#[test]
fn a_schema_that_is_not_what_its_version_says_is_damaged() {
    for sql in [
        "ALTER TABLE record ADD COLUMN size INTEGER",
        "CREATE TABLE extra (a INTEGER)",
        "DROP INDEX slot_user",
        "CREATE VIEW peek AS SELECT * FROM user",
        "CREATE TRIGGER t AFTER INSERT ON record BEGIN DELETE FROM audit; END",
    ] {
        let (_folder, opened) = tampered(sql);
        assert_eq!(opened.unwrap_err(), Error::Damaged, "{sql}");
    }
}

#[test]
fn a_file_with_another_page_size_or_made_before_the_first_schema_was_frozen_is_refused() {
    for sql in
        ["PRAGMA journal_mode = DELETE; PRAGMA page_size = 4096; VACUUM", "PRAGMA user_version = 0"]
    {
        let (_folder, opened) = tampered(sql);
        assert_eq!(opened.unwrap_err(), Error::OtherSchema, "{sql}");
    }
}

#[test]
fn a_record_that_lies_in_another_class_than_its_place_says_is_damage() {
    let sql = "INSERT INTO record VALUES (1 << 56, zeroblob(16), 2, zeroblob(200))";
    let (_folder, opened) = tampered(sql);
    assert_eq!(opened.unwrap().quick_check(), Err(Error::Damaged));
}

#[test]
fn another_application_id_is_not_a_vault() {
    let (_folder, opened) = tampered("PRAGMA application_id = 42");
    assert_eq!(opened.unwrap_err(), Error::NotAVault);
}

#[test]
fn a_vault_without_its_vault_row_is_damaged() {
    for sql in ["DELETE FROM vault", "UPDATE vault SET vault_id = x'0102'"] {
        let (_folder, opened) = tampered(sql);
        assert_eq!(opened.unwrap_err(), Error::Damaged, "{sql}");
    }
}

#[test]
fn rows_of_impossible_shape_are_damaged_and_never_a_panic() {
    let cases = [
        "INSERT INTO record VALUES (1 << 56, x'01', 1, zeroblob(200))",
        "INSERT INTO record VALUES (1 << 56, ID, 1, zeroblob(17000000))",
        "INSERT INTO sealed_drop VALUES (ID, 256, 1, zeroblob(200))",
        "INSERT INTO sealed_drop VALUES (x'', 2, 1, zeroblob(200))",
        "INSERT INTO head VALUES (-1, 1, zeroblob(200))",
        "INSERT INTO head VALUES (1, 4294967296, zeroblob(200))",
        "INSERT INTO class_pair VALUES (1, -5, zeroblob(200))",
        "INSERT INTO chain VALUES (ID, -9223372036854775808, zeroblob(80))",
        "INSERT INTO failure VALUES (-1, 'now', 'passphrase', ID)",
        "INSERT INTO failure VALUES (1, 'now', 'passphrase', x'0102')",
        "INSERT INTO failure VALUES (1, 'now', 'another', ID)",
        "INSERT INTO manifest VALUES (1, -1, zeroblob(200))",
        "INSERT INTO user VALUES (zeroblob(15), 'Sample')",
        "INSERT INTO slot VALUES (ID, ID, 1, -1, 3, 1, ID, zeroblob(136), zeroblob(32))",
        "INSERT INTO slot VALUES (ID, ID, 1, 1, 3, 1, ID, zeroblob(136), zeroblob(31))",
        "INSERT INTO class_grant VALUES (ID, 300, 1, zeroblob(136), zeroblob(32))",
        "INSERT INTO escrow VALUES (ID, 1, zeroblob(136), zeroblob(33))",
        "INSERT INTO audit VALUES (ID, -1, zeroblob(360))",
    ];
    for sql in cases {
        let (_folder, opened) = tampered(&sql.replace("ID", "zeroblob(16)"));
        let store = opened.unwrap();
        assert_eq!(read_everything(&store), Err(Error::Damaged), "{sql}");
        assert_eq!(store.quick_check(), Err(Error::Damaged), "{sql}");
    }
}

#[test]
fn a_name_that_is_not_utf_8_is_damaged() {
    let (_folder, opened) = tampered("INSERT INTO user VALUES (zeroblob(16), cast(x'ff' as text))");
    assert_eq!(opened.unwrap().rows().users(), Err(Error::Damaged));
}

fn read_everything(store: &Store) -> Result<(), Error> {
    let rows = store.rows();
    all_records(store)?;
    rows.sealed_drops()?;
    rows.heads()?;
    rows.class_pairs()?;
    rows.chains()?;
    rows.failures()?;
    rows.manifest()?;
    rows.users()?;
    rows.slots([0; 16])?;
    rows.grants([0; 16])?;
    rows.escrows([0; 16])?;
    rows.audit([0; 16])?;
    Ok(())
}
