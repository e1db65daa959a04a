//! An open vault file, from lock to close. Knows files and transactions; the rows are in
//! [`crate::rows`].

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior, params};

use crate::file::Unfinished;
use crate::migrate::{APPLICATION_ID, SCHEMA, Schema};
use crate::reserve::Reserve;
use crate::rows::{Id, Met, Rows, Transaction};
use crate::{Error, Progress, backup, connection};

/// One vault file, held exclusively until it is closed or dropped.
///
/// While it is open the same process must not open the file by other means, not even to read it:
/// on Unix closing that second handle would give up the lock. Copy with [`Store::copy_to`].
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    reserve: Option<Reserve>,
    met: Met,
}

impl Store {
    /// Makes a vault at a path where nothing lies, and opens it. A crash on the way leaves
    /// nothing at the path. `created_at` is the caller's clock, UTC, at most 64 characters.
    pub fn create(path: &Path, vault_id: Id, created_at: &str) -> Result<Self, Error> {
        let path = std::path::absolute(path)?;
        let unfinished = Unfinished::beside(&path)?;
        build(unfinished.path(), SCHEMA, vault_id, created_at)?;
        unfinished.put_in_place()?;
        Self::open(&path)
    }

    /// As [`Store::create`], with the first rows written before the file gets its name: whoever
    /// finds a file at the path finds them in it.
    pub fn create_with<E: From<Error>>(
        path: &Path,
        vault_id: Id,
        created_at: &str,
        fill: impl FnOnce(&Transaction<'_>) -> Result<(), E>,
    ) -> Result<Self, E> {
        Self::build_with(path, vault_id, created_at, fill)?;
        Ok(Self::open(path)?)
    }

    /// As [`Store::create_with`], and the file is closed again: it is to take another's place.
    pub fn build_with<E: From<Error>>(
        path: &Path,
        vault_id: Id,
        created_at: &str,
        fill: impl FnOnce(&Transaction<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let path = std::path::absolute(path).map_err(Error::from)?;
        let unfinished = Unfinished::beside(&path)?;
        build(unfinished.path(), SCHEMA, vault_id, created_at)?;
        let mut store = Self::open_copy(unfinished.path())?;
        store.write(fill)?;
        store.close()?;
        Ok(unfinished.put_in_place()?)
    }

    /// Opens a vault and keeps everyone else out. Finishes what a crash left in the log, and
    /// brings an older schema up to this build's. Does not read the whole file: see
    /// [`Store::quick_check`].
    pub fn open(path: &Path) -> Result<Self, Error> {
        Self::open_with(path, SCHEMA)
    }

    pub(crate) fn open_with(path: &Path, schema: Schema) -> Result<Self, Error> {
        let mut store = Self::bare(path, schema)?;
        store.reserve = Some(Reserve::beside(&store.path));
        Ok(store)
    }

    /// As [`Store::open`], without the reserve beside it: for a copy that is being made or looked
    /// at, not worked in.
    pub fn open_copy(path: &Path) -> Result<Self, Error> {
        Self::bare(path, SCHEMA)
    }

    fn bare(path: &Path, schema: Schema) -> Result<Self, Error> {
        let path = std::path::absolute(path)?;
        let connection = Self::connected_with(&path, schema)?;
        Ok(Self { connection, path, reserve: None, met: Met::default() })
    }

    pub(crate) fn connected(path: &Path) -> Result<Connection, Error> {
        Self::connected_with(path, SCHEMA)
    }

    fn connected_with(path: &Path, schema: Schema) -> Result<Connection, Error> {
        let found = fs::metadata(path)?;
        if !found.is_file() {
            return Err(Error::NotAVault);
        }
        if found.permissions().readonly() {
            return Err(Error::ReadOnly);
        }
        let connection = connection::connect(path).map_err(Error::at_open)?;
        recognize(&connection)?;
        connection::lock(&connection)?;
        schema.bring_up(&connection, path)?;
        Rows { connection: &connection }.vault()?;
        Ok(connection)
    }

    /// Where the file lies, as an absolute path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The rows, for reading.
    pub fn rows(&self) -> Rows<'_> {
        Rows { connection: &self.connection }
    }

    /// Does `work` in one transaction. Returns after everything it wrote is on the disk; when
    /// it fails, or the commit does, nothing of it is. On [`Error::DiskFull`] the reserve has
    /// been released, and a small write may be tried again; on [`Error::Damaged`] the lists that
    /// SQLite keeps beside the rows have been made anew from them where that could be done, and the
    /// write may be tried again.
    pub fn write<T, E: From<Error>>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let done = self.attempt(work);
        let full = self.met.full.take();
        if self.met.damage.take() {
            self.mend_lists();
        }
        if let Some(reserve) = &mut self.reserve {
            if full {
                reserve.release();
            } else if done.is_ok() {
                reserve.written();
            }
        }
        done
    }

    /// Makes the lists that SQLite keeps beside the rows anew from them. Where the rows themselves are
    /// what is broken this fails, and whoever meets it next is told.
    pub fn mend_lists(&mut self) {
        for table in ["record", "chain", "slot"] {
            let _ = self.connection.execute_batch(&format!("REINDEX {table}"));
        }
    }

    #[cfg(test)]
    pub(crate) fn raw(&self) -> &Connection {
        &self.connection
    }

    fn attempt<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let connection = &self.connection;
        let whole =
            rusqlite::Transaction::new_unchecked(connection, TransactionBehavior::Immediate)
                .map_err(Error::from)?;
        let done = work(&Transaction::new(connection, &self.met))?;
        whole.commit().map_err(|error| {
            let error = Error::from(error);
            self.met.full.set(error == Error::DiskFull);
            error
        })?;
        Ok(done)
    }

    /// Reads through the whole file: [`Error::Damaged`] when its structure, its types or its
    /// references are not what was written. Takes time in proportion to the file.
    pub fn quick_check(&self) -> Result<(), Error> {
        connection::quick_check(&self.connection)
    }

    /// Moves the write-ahead log into the file and empties it; what was deleted before is then
    /// gone from the log too.
    pub fn checkpoint(&self) -> Result<(), Error> {
        connection::checkpoint(&self.connection)
    }

    /// Copies the vault to a new file, opens the copy again and checks it, and only then gives
    /// it its name. `progress` is called every 4 MiB and at the end.
    pub fn copy_to(&self, path: &Path, mut progress: impl FnMut(Progress)) -> Result<(), Error> {
        backup::copy(&self.connection, &std::path::absolute(path)?, &mut progress)
    }

    /// Checkpoints and closes; only the vault and its reserve stay behind. On an error (a disk
    /// too full to empty the log) the vault is closed all the same and nothing is lost: the log
    /// stays beside it and is read at the next opening.
    pub fn close(self) -> Result<(), Error> {
        connection::close(self.connection)
    }
}

/// Makes the tables and the vault row in an empty file.
pub(crate) fn build(
    path: &Path,
    schema: Schema,
    vault_id: Id,
    created_at: &str,
) -> Result<(), Error> {
    let connection = connection::connect(path)?;
    connection::set_page_size(&connection)?;
    connection::lock(&connection)?;
    schema.build(&connection, |connection| {
        let sql = "INSERT INTO vault (one, vault_id, created_at) VALUES (1, ?1, ?2)";
        connection.execute(sql, params![vault_id, created_at])?;
        Ok(())
    })?;
    connection::close(connection)
}

/// Tells a vault from any other file before anything in it is touched.
fn recognize(connection: &Connection) -> Result<(), Error> {
    use rusqlite::ErrorCode::NotADatabase;
    let id = connection.query_row("PRAGMA application_id", [], |row| row.get::<_, i64>(0));
    match id {
        Ok(id) if id == i64::from(APPLICATION_ID) => Ok(()),
        Ok(_) => Err(Error::NotAVault),
        Err(error) if error.sqlite_error_code() == Some(NotADatabase) => Err(Error::NotAVault),
        Err(error) => Err(Error::from(error).at_open()),
    }
}
