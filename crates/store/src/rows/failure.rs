//! Failed attempts while nobody holds a key; the next session moves them into its audit chain.

use rusqlite::params;

use super::{Id, Rows, Transaction, unsigned};
use crate::Error;

/// One failed attempt to unlock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Its place in the order of attempts since the last unlock, from 1.
    pub n: u64,
    /// When, as the caller wrote it (UTC).
    pub at: String,
    /// The user whose tile was tried; need not exist.
    pub user: Id,
}

impl Rows<'_> {
    /// The attempts kept since the last unlock, in order.
    pub fn failures(&self) -> Result<Vec<Failure>, Error> {
        self.list("SELECT n, at, user FROM failure ORDER BY n", [], |row| {
            Ok(Failure { n: unsigned(row, 0)?, at: row.get(1)?, user: row.get(2)? })
        })
    }
}

impl Transaction<'_> {
    /// Keeps one attempt.
    pub fn put_failure(&self, at: &str, user: Id) -> Result<(), Error> {
        let sql = "INSERT INTO failure (n, at, user)
                   VALUES ((SELECT coalesce(max(n), 0) + 1 FROM failure), ?1, ?2)";
        self.change_one(sql, params![at, user])
    }

    /// Removes and returns every attempt, in order.
    pub fn take_failures(&self) -> Result<Vec<Failure>, Error> {
        let taken = self.failures()?;
        self.change("DELETE FROM failure", [])?;
        Ok(taken)
    }
}
