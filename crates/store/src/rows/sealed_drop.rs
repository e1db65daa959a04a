//! Drops: what a session handed to a class whose key it does not hold. Opaque like any box.

use rusqlite::{Row, params};

use super::{Id, Rows, Transaction, fits};
use crate::Error;

/// One drop, waiting for a session that holds its class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedDrop {
    /// The id of the record it will become.
    pub id: Id,
    /// The class it is sealed to.
    pub class: u8,
    /// The class in whose head it is counted: that of the session which wrote it.
    pub writer: u8,
    /// Class u8, epoch u32, `enc[32]`, ciphertext, as in the design's "drop".
    pub sealed: Vec<u8>,
}

impl Rows<'_> {
    /// The drop with this record id, if there is one.
    pub fn sealed_drop(&self, id: Id) -> Result<Option<SealedDrop>, Error> {
        let sql = "SELECT id, class, writer, row FROM sealed_drop WHERE id = ?1";
        self.first(sql, [id], read)
    }

    /// Every drop, by id.
    pub fn sealed_drops(&self) -> Result<Vec<SealedDrop>, Error> {
        self.list("SELECT id, class, writer, row FROM sealed_drop ORDER BY id", [], read)
    }
}

impl Transaction<'_> {
    /// Adds a drop; [`Error::RowExists`] when the id already has one.
    pub fn put_drop(&self, drop: &SealedDrop) -> Result<(), Error> {
        fits(&drop.sealed)?;
        let sql = "INSERT INTO sealed_drop (id, class, writer, row) VALUES (?1, ?2, ?3, ?4)";
        self.change_one(sql, params![drop.id, drop.class, drop.writer, drop.sealed])
    }

    /// Replaces a drop of the same id, class and writer; [`Error::RowAbsent`] otherwise.
    pub fn replace_drop(&self, drop: &SealedDrop) -> Result<(), Error> {
        fits(&drop.sealed)?;
        let sql = "UPDATE sealed_drop SET row = ?4 WHERE id = ?1 AND class = ?2 AND writer = ?3";
        self.change_one(sql, params![drop.id, drop.class, drop.writer, drop.sealed])
    }

    /// Deletes a drop; [`Error::RowAbsent`] when there is none.
    pub fn delete_drop(&self, id: Id) -> Result<(), Error> {
        self.change_one("DELETE FROM sealed_drop WHERE id = ?1", [id])
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<SealedDrop> {
    Ok(SealedDrop { id: row.get(0)?, class: row.get(1)?, writer: row.get(2)?, sealed: row.get(3)? })
}
