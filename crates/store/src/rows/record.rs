//! Sealed records. Does not know their types, their clients, or which of two boxes is newer.

use rusqlite::params;

use super::{Id, Rows, Transaction, fits};
use crate::Error;

/// One sealed record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The record's id, bound into its box.
    pub id: Id,
    /// The class whose key opens the box; fixed for the record's life.
    pub class: u8,
    /// The box, byte for byte.
    pub sealed: Vec<u8>,
}

impl Rows<'_> {
    /// The record with this id, if there is one.
    pub fn record(&self, id: Id) -> Result<Option<Record>, Error> {
        self.first("SELECT id, class, box FROM record WHERE id = ?1", [id], |row| {
            Ok(Record { id: row.get(0)?, class: row.get(1)?, sealed: row.get(2)? })
        })
    }

    /// Hands every record of the given classes to `each` as (id, class, box), class by class
    /// and by id within a class, without holding more than one row in memory. Stops at the
    /// first error of either side.
    pub fn each_record<E: From<Error>>(
        &self,
        classes: &[u8],
        mut each: impl FnMut(Id, u8, &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = "SELECT id, box FROM record WHERE class = ?1 ORDER BY id";
        let mut statement = self.connection.prepare(sql).map_err(Error::from)?;
        for &class in classes {
            let mut rows = statement.query([class]).map_err(Error::from)?;
            while let Some(row) = rows.next().map_err(Error::from)? {
                let id = row.get(0).map_err(Error::from)?;
                let sealed = row.get_ref(1).map_err(Error::from)?;
                each(id, class, sealed.as_blob().map_err(|_| Error::Damaged)?)?;
            }
        }
        Ok(())
    }

    /// How many records a class has.
    pub fn count_records(&self, class: u8) -> Result<u64, Error> {
        let sql = "SELECT count(*) FROM record WHERE class = ?1";
        Ok(self.first(sql, [class], |row| super::unsigned(row, 0))?.unwrap_or_default())
    }
}

impl Transaction<'_> {
    /// Adds a record; [`Error::RowExists`] when the id is taken in any class.
    pub fn put_record(&self, id: Id, class: u8, sealed: &[u8]) -> Result<(), Error> {
        fits(sealed)?;
        let sql = "INSERT INTO record (id, class, box) VALUES (?1, ?2, ?3)";
        self.change_one(sql, params![id, class, sealed])
    }

    /// Replaces the box of a record; [`Error::RowAbsent`] when that class has no such record.
    pub fn replace_record(&self, id: Id, class: u8, sealed: &[u8]) -> Result<(), Error> {
        fits(sealed)?;
        let sql = "UPDATE record SET box = ?3 WHERE id = ?1 AND class = ?2";
        self.change_one(sql, params![id, class, sealed])
    }

    /// Deletes a record; [`Error::RowAbsent`] when there is none.
    pub fn delete_record(&self, id: Id) -> Result<(), Error> {
        self.change_one("DELETE FROM record WHERE id = ?1", [id])
    }
}
