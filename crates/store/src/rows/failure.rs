//! What happened while nobody held a key; the next session moves it into its audit chain.

use rusqlite::params;

use super::{Id, Rows, Transaction, unsigned};
use crate::Error;

/// What is kept until somebody signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// A passphrase that opened nothing.
    Passphrase,
    /// A recovery code that opened nothing.
    RecoveryCode,
    /// Rows that did not agree with their heads, or could not be read.
    Integrity,
}

impl FailureKind {
    const ALL: [Self; 3] = [Self::Passphrase, Self::RecoveryCode, Self::Integrity];

    /// The word in the row.
    const fn word(self) -> &'static str {
        match self {
            Self::Passphrase => "passphrase",
            Self::RecoveryCode => "recovery_code",
            Self::Integrity => "integrity",
        }
    }
}

/// One failed attempt to unlock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Its place in the order of attempts since the last unlock, from 1.
    pub n: u64,
    /// When, as the caller wrote it (UTC).
    pub at: String,
    /// What failed.
    pub kind: FailureKind,
    /// The user whose tile was tried, if it was one's; need not exist.
    pub user: Option<Id>,
}

impl Rows<'_> {
    /// The attempts kept since the last unlock, in order.
    pub fn failures(&self) -> Result<Vec<Failure>, Error> {
        self.list("SELECT n, at, kind, user FROM failure ORDER BY n", [], |row| {
            let word: String = row.get(2)?;
            let kind = FailureKind::ALL.into_iter().find(|kind| kind.word() == word);
            let kind = kind.ok_or(rusqlite::Error::IntegralValueOutOfRange(2, 0))?;
            Ok(Failure { n: unsigned(row, 0)?, at: row.get(1)?, kind, user: row.get(3)? })
        })
    }
}

impl Transaction<'_> {
    /// Keeps one attempt.
    pub fn put_failure(&self, at: &str, kind: FailureKind, user: Option<Id>) -> Result<(), Error> {
        let sql = "INSERT INTO failure (n, at, kind, user)
                   VALUES ((SELECT coalesce(max(n), 0) + 1 FROM failure), ?1, ?2, ?3)";
        self.change_one(sql, params![at, kind.word(), user])
    }

    /// Removes and returns every attempt, in order.
    pub fn take_failures(&self) -> Result<Vec<Failure>, Error> {
        let taken = self.failures()?;
        self.change("DELETE FROM failure", [])?;
        Ok(taken)
    }
}
