//! Rows in and out. Knows lengths and keys; does not know what a box holds, or whether a row
//! is newer than another.

mod audit;
mod digest;
mod failure;
mod head;
mod key;
mod manifest;
mod record;
mod sealed_drop;
mod user;
mod vault;

use std::cell::Cell;
use std::ops::Deref;

use rusqlite::{Connection, Params, Row};

use crate::Error;

pub use audit::{AuditRow, Chain};
pub use digest::TABLES;
pub use failure::{Failure, FailureKind};
pub use head::Head;
pub use key::{ClassPair, Escrow, Grant, Slot};
pub use manifest::Manifest;
pub use record::Record;
pub use sealed_drop::SealedDrop;
pub use user::User;
pub use vault::Vault;

/// Sixteen bytes that name a vault, a user, a record, a chain.
pub type Id = [u8; 16];

/// The longest box a row may hold, in bytes (16 MiB).
pub const MAX_BOX: usize = 16 * 1024 * 1024;

/// Reads. Every answer is what the last committed (or the running) transaction left.
pub struct Rows<'s> {
    pub(crate) connection: &'s Connection,
}

/// Reads and writes that become durable together or not at all; made by [`crate::Store::write`].
pub struct Transaction<'s> {
    rows: Rows<'s>,
    met: &'s Met,
}

/// What writing has met with and the store sees to afterwards.
#[derive(Debug, Default)]
pub(crate) struct Met {
    /// The disk is full.
    pub(crate) full: Cell<bool>,
    /// A change found something broken: after that SQLite writes nothing more in its transaction.
    pub(crate) damage: Cell<bool>,
}

impl<'s> Deref for Transaction<'s> {
    type Target = Rows<'s>;

    fn deref(&self) -> &Rows<'s> {
        &self.rows
    }
}

impl Rows<'_> {
    fn list<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Error> {
        let mut found = Vec::new();
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            found.push(read(row)?);
        }
        Ok(found)
    }

    fn first<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, Error> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        match rows.next()? {
            Some(row) => Ok(Some(read(row)?)),
            None => Ok(None),
        }
    }
}

impl<'s> Transaction<'s> {
    pub(crate) fn new(connection: &'s Connection, met: &'s Met) -> Self {
        Self { rows: Rows { connection }, met }
    }

    /// Runs one statement and returns how many rows it touched.
    fn change(&self, sql: &str, params: impl Params) -> Result<usize, Error> {
        // After a failure SQLite may have ended the transaction by itself; what follows would
        // otherwise be committed alone.
        if self.connection.is_autocommit() {
            return Err(Error::RolledBack);
        }
        let done = self.connection.prepare_cached(sql).and_then(|mut it| it.execute(params));
        done.map_err(|error| {
            let error = Error::from(error);
            match error {
                Error::DiskFull => self.met.full.set(true),
                Error::Damaged => self.met.damage.set(true),
                _ => {}
            }
            error
        })
    }

    /// Runs one statement that must find its row.
    fn change_one(&self, sql: &str, params: impl Params) -> Result<(), Error> {
        match self.change(sql, params)? {
            0 => Err(Error::RowAbsent),
            _ => Ok(()),
        }
    }
}

fn fits(sealed: &[u8]) -> Result<(), Error> {
    if sealed.len() > MAX_BOX { Err(Error::TooLarge) } else { Ok(()) }
}

/// An unsigned 64-bit column; SQLite only has signed ones.
fn unsigned(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let value: i64 = row.get(column)?;
    u64::try_from(value).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, value))
}

fn signed(value: u64) -> Result<i64, Error> {
    i64::try_from(value).map_err(|_| Error::RowRefused)
}
