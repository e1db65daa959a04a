//! One connection, set up as the design's "Durability" demands, each setting read back.
//! Does not know tables.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

use crate::{Error, MAX_BOX};

/// Bytes in a page of a vault file.
pub(crate) const PAGE_SIZE: u32 = 16_384;

/// Statements that are kept read: more than there are, so that a save makes SQLite read none of them
/// again.
const STATEMENTS: usize = 64;

/// What is set, to what, and how SQLite reads it back.
const SETTINGS: [(&str, &str, &str); 8] = [
    ("synchronous", "FULL", "2"),
    ("fullfsync", "ON", "1"),
    ("checkpoint_fullfsync", "ON", "1"),
    ("foreign_keys", "ON", "1"),
    ("secure_delete", "ON", "1"),
    ("cell_size_check", "ON", "1"),
    ("temp_store", "MEMORY", "2"),
    ("mmap_size", "0", "0"),
];

/// Opens a file that exists, reading nothing of it yet.
pub(crate) fn connect(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    harden(&connection)?;
    // Before the first read, so that the very first read takes the exclusive lock and WAL needs
    // no shared memory.
    set(&connection, "locking_mode", "EXCLUSIVE", "exclusive")?;
    Ok(connection)
}

/// Keeps what a hostile file could ask for out of reach.
fn harden(connection: &Connection) -> Result<(), Error> {
    connection.busy_timeout(std::time::Duration::ZERO)?;
    set(connection, "trusted_schema", "OFF", "0")?;
    if !connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)? {
        return Err(Error::Pragma("defensive"));
    }
    // A row is a box and a few short columns.
    let longest = i32::try_from(MAX_BOX + 4096).map_err(|_| Error::Pragma("length"))?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, longest)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(())
}

/// Applies the settings. Some of them make SQLite read the schema.
pub(crate) fn configure(connection: &Connection) -> Result<(), Error> {
    for (name, value, reads_back) in SETTINGS {
        set(connection, name, value, reads_back)?;
    }
    Ok(())
}

/// Applies the settings, switches to WAL and takes the lock that keeps every other process out
/// until the end.
pub(crate) fn lock(connection: &Connection) -> Result<(), Error> {
    configure(connection).map_err(Error::at_open)?;
    if connection.is_readonly("main")? {
        return Err(Error::ReadOnly);
    }
    set(connection, "journal_mode", "WAL", "wal").map_err(Error::at_open)?;
    connection.execute_batch("BEGIN EXCLUSIVE; COMMIT").map_err(|e| Error::from(e).at_open())
}

/// Fixes the page size of a file that is still empty.
pub(crate) fn set_page_size(connection: &Connection) -> Result<(), Error> {
    let size = PAGE_SIZE.to_string();
    set(connection, "page_size", &size, &size)
}

/// Sets a pragma and reads it back.
fn set(
    connection: &Connection,
    name: &'static str,
    value: &str,
    reads_back: &str,
) -> Result<(), Error> {
    connection.execute_batch(&format!("PRAGMA {name} = {value}"))?;
    if read_back(connection, name)? == reads_back { Ok(()) } else { Err(Error::Pragma(name)) }
}

/// A pragma's value as text.
fn read_back(connection: &Connection, name: &str) -> Result<String, Error> {
    let value = connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0))?;
    match value {
        Value::Integer(number) => Ok(number.to_string()),
        Value::Text(text) => Ok(text),
        Value::Null | Value::Real(_) | Value::Blob(_) => Err(Error::Damaged),
    }
}

/// A numeric pragma of the file's header.
pub(crate) fn read_number(connection: &Connection, name: &str) -> Result<u32, Error> {
    let value: i64 = connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0))?;
    u32::try_from(value).map_err(|_| Error::Damaged)
}

/// Reads through the whole file: page structure, column types, CHECKs, references.
pub(crate) fn quick_check(connection: &Connection) -> Result<(), Error> {
    if read_back(connection, "quick_check(1)")? != "ok" {
        return Err(Error::Damaged);
    }
    let mut orphans = connection.prepare("PRAGMA foreign_key_check")?;
    if orphans.exists([])? { Err(Error::Damaged) } else { Ok(()) }
}

/// Moves everything from the write-ahead log into the file and empties the log.
pub(crate) fn checkpoint(connection: &Connection) -> Result<(), Error> {
    let busy: i64 =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy == 0 { Ok(()) } else { Err(Error::Busy) }
}

/// Checkpoints and closes, so that no log stays beside the file.
pub(crate) fn close(connection: Connection) -> Result<(), Error> {
    checkpoint(&connection)?;
    connection.close().map_err(|(_, error)| error.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_vault_has_every_setting_of_the_design() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.goldthread");
        crate::Store::create(&path, [1; 16], "2026-01-01T00:00:00Z").unwrap().close().unwrap();
        let connection = connect(&path).unwrap();
        lock(&connection).unwrap();
        let read = |name| read_back(&connection, name).unwrap();
        for (name, _, value) in SETTINGS {
            assert_eq!(read(name), value, "{name}");
        }
        assert_eq!(read("trusted_schema"), "0");
        assert_eq!(read("locking_mode"), "exclusive");
        assert_eq!(read("journal_mode"), "wal");
        assert_eq!(read("page_size"), "16384");
        assert!(connection.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE).unwrap());
    }

    #[test]
    fn every_table_is_strict_and_all_but_the_records_are_without_rowid() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.goldthread");
        crate::Store::create(&path, [1; 16], "2026-01-01T00:00:00Z").unwrap().close().unwrap();
        let connection = connect(&path).unwrap();
        let sql = "SELECT count(*), sum(strict), sum(wr) FROM pragma_table_list
                   WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
        let counts: (i64, i64, i64) = connection
            .query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .unwrap();
        assert_eq!(counts, (13, 13, 12));
    }
}
