//! Audit chains and their entries, appended and read in order. Cannot read an entry, and does
//! not check that a chain is whole: its hashes do, for whoever opens it.

use rusqlite::{Row, params};

use super::{Id, Rows, Transaction, fits, signed, unsigned};
use crate::Error;

/// One session's chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// The chain's id.
    pub id: Id,
    /// Its place among the chains, increasing.
    pub seq: u64,
    /// Its first key, sealed to class 4: `enc[32]`, ciphertext.
    pub key: Vec<u8>,
}

/// One sealed entry (box kind 6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// The chain it belongs to.
    pub chain: Id,
    /// Its number in the chain.
    pub n: u64,
    /// The box.
    pub sealed: Vec<u8>,
}

const CHAIN: &str = "SELECT id, seq, key FROM chain";
const AUDIT: &str = "SELECT chain, n, box FROM audit";

impl Rows<'_> {
    /// Every chain, oldest first. Not by SQLite's list of places (hence the plus): where that is
    /// broken, nobody could sign in.
    pub fn chains(&self) -> Result<Vec<Chain>, Error> {
        self.list(&format!("{CHAIN} ORDER BY +seq"), [], read_chain)
    }

    /// The newest chain, if there is one; as [`Rows::chains`].
    pub fn last_chain(&self) -> Result<Option<Chain>, Error> {
        self.first(&format!("{CHAIN} ORDER BY +seq DESC LIMIT 1"), [], read_chain)
    }

    /// The entries of one chain, in order.
    pub fn audit(&self, chain: Id) -> Result<Vec<AuditRow>, Error> {
        self.list(&format!("{AUDIT} WHERE chain = ?1 ORDER BY n"), [chain], read_entry)
    }

    /// The newest entry of one chain, if it has any.
    pub fn last_audit(&self, chain: Id) -> Result<Option<AuditRow>, Error> {
        let sql = format!("{AUDIT} WHERE chain = ?1 ORDER BY n DESC LIMIT 1");
        self.first(&sql, [chain], read_entry)
    }

    /// How many entries all chains have together.
    pub fn count_audit(&self) -> Result<u64, Error> {
        let sql = "SELECT count(*) FROM audit";
        Ok(self.first(sql, [], |row| unsigned(row, 0))?.unwrap_or_default())
    }
}

impl Transaction<'_> {
    /// Starts a chain; [`Error::RowExists`] when its id or place is taken.
    pub fn put_chain(&self, chain: &Chain) -> Result<(), Error> {
        fits(&chain.key)?;
        let sql = "INSERT INTO chain (id, seq, key) VALUES (?1, ?2, ?3)";
        let seq = signed(chain.seq)?;
        match self.change_one(sql, params![chain.id, seq, chain.key]) {
            // Perhaps only SQLite's list of places says so.
            Err(Error::RowExists) => {
                self.connection.execute_batch("REINDEX chain")?;
                self.change_one(sql, params![chain.id, seq, chain.key])
            }
            done => done,
        }
    }

    /// Appends an entry; [`Error::RowExists`] when its number is taken,
    /// [`Error::RowRefused`] when the chain is not there.
    pub fn append_audit(&self, chain: Id, n: u64, sealed: &[u8]) -> Result<(), Error> {
        fits(sealed)?;
        let sql = "INSERT INTO audit (chain, n, box) VALUES (?1, ?2, ?3)";
        self.change_one(sql, params![chain, signed(n)?, sealed])
    }
}

fn read_chain(row: &Row<'_>) -> rusqlite::Result<Chain> {
    Ok(Chain { id: row.get(0)?, seq: unsigned(row, 1)?, key: row.get(2)? })
}

fn read_entry(row: &Row<'_>) -> rusqlite::Result<AuditRow> {
    Ok(AuditRow { chain: row.get(0)?, n: unsigned(row, 1)?, sealed: row.get(2)? })
}
