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

/// The place of an id, by SQLite's own list of ids.
const LISTED: &str = "SELECT place FROM record WHERE id = ?1";

impl Rows<'_> {
    /// The record with this id, if there is one.
    pub fn record(&self, id: Id) -> Result<Option<Record>, Error> {
        let sql = "SELECT id, class, box FROM record WHERE place = ?1 AND +id = ?2";
        self.at_place_of(id, |place| {
            self.first(sql, params![place, id], |row| {
                Ok(Record { id: row.get(0)?, class: row.get(1)?, sealed: row.get(2)? })
            })
        })
    }

    /// Whether SQLite's own list of ids leads to the record. What it does not lead to is found all the
    /// same, row by row: see [`crate::Store::mend_lists`].
    pub fn is_listed(&self, id: Id) -> Result<bool, Error> {
        let sql = "SELECT 1 FROM record WHERE place = ?1 AND +id = ?2";
        let at = |place: i64| self.first(sql, params![place, id], |row| row.get::<_, i64>(0));
        match self.place_by(LISTED, id, at) {
            Err(Error::Damaged) => Ok(false),
            found => Ok(found?.is_some()),
        }
    }

    /// Hands every record of the given classes to `each` as (id, class, box), class by class
    /// and by place within a class, without holding more than one row in memory. Stops at the
    /// first error of either side.
    pub fn each_record<E: From<Error>>(
        &self,
        classes: &[u8],
        mut each: impl FnMut(Id, u8, &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = "SELECT id, box FROM record WHERE place BETWEEN ?1 AND ?2 ORDER BY place";
        let mut statement = self.connection.prepare_cached(sql).map_err(Error::from)?;
        for &class in classes {
            let (first, last) = places(class);
            let mut rows = statement.query([first, last]).map_err(Error::from)?;
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
        let (first, last) = places(class);
        let sql = "SELECT count(*) FROM record WHERE place BETWEEN ?1 AND ?2";
        Ok(self.first(sql, [first, last], |row| super::unsigned(row, 0))?.unwrap_or_default())
    }

    /// The ids of at most `limit` records of a class that lie after `after`, by place: a walk
    /// that may be interrupted by writes and taken up again.
    pub fn record_ids(&self, class: u8, after: Option<Id>, limit: u32) -> Result<Vec<Id>, Error> {
        let (first, last) = places(class);
        let from = match after {
            None => first,
            Some(id) => self.place_of(id)?.map_or(first, |place| place.saturating_add(1)),
        };
        let sql = "SELECT id FROM record WHERE place BETWEEN ?1 AND ?2 ORDER BY place LIMIT ?3";
        self.list(sql, params![from, last, limit], |row| row.get(0))
    }

    fn place_of(&self, id: Id) -> Result<Option<i64>, Error> {
        let sql = "SELECT place FROM record WHERE place = ?1 AND +id = ?2";
        self.at_place_of(id, |place| self.first(sql, params![place, id], |row| row.get(0)))
    }

    /// What `at` finds at the place of an id. `at` compares the id in the row itself. SQLite's own
    /// list of ids is asked first; it can be broken in ways that [`crate::Store::quick_check`] does
    /// not see, and what it does not lead to is looked for row by row.
    fn at_place_of<T>(
        &self,
        id: Id,
        at: impl Fn(i64) -> Result<Option<T>, Error>,
    ) -> Result<Option<T>, Error> {
        match self.place_by(LISTED, id, &at) {
            Ok(None) | Err(Error::Damaged) => {}
            done => return done,
        }
        self.place_by("SELECT place FROM record NOT INDEXED WHERE id = ?1", id, &at)
    }

    fn place_by<T>(
        &self,
        sql: &str,
        id: Id,
        at: impl Fn(i64) -> Result<Option<T>, Error>,
    ) -> Result<Option<T>, Error> {
        let place = self.first(sql, [id], |row| row.get(0))?;
        place.map_or(Ok(None), at)
    }

    /// The first free place for an id in its class. Two ids that begin alike are neighbors; that
    /// happens once in 2^56 pairs.
    fn free_place(&self, id: Id, class: u8) -> Result<i64, Error> {
        let wanted = place(id, class);
        let sql = "SELECT 1 FROM record WHERE place = ?1";
        for step in 0..64 {
            let tried = (wanted & !0xFFFF) | ((wanted + step) & 0xFFFF);
            if self.first(sql, [tried], |row| row.get::<_, i64>(0))?.is_none() {
                return Ok(tried);
            }
        }
        Err(Error::RowRefused)
    }
}

impl Transaction<'_> {
    /// Adds a record; [`Error::RowExists`] when the id is taken in any class.
    pub fn put_record(&self, id: Id, class: u8, sealed: &[u8]) -> Result<(), Error> {
        fits(sealed)?;
        let place = self.free_place(id, class)?;
        let sql = "INSERT INTO record (place, id, class, box) VALUES (?1, ?2, ?3, ?4)";
        self.change_one(sql, params![place, id, class, sealed])
    }

    /// Replaces the box of a record; [`Error::RowAbsent`] when that class has no such record. It is
    /// found by its place: once SQLite has met a broken entry of a list in a transaction, it writes
    /// nothing more in it.
    pub fn replace_record(&self, id: Id, class: u8, sealed: &[u8]) -> Result<(), Error> {
        fits(sealed)?;
        let sql = "UPDATE record SET box = ?3 WHERE place = ?1 AND class = ?2 AND +id = ?4";
        let at = |place| self.change(sql, params![place, class, sealed, id]);
        match at(place(id, class))? {
            0 => match at(self.place_of(id)?.ok_or(Error::RowAbsent)?)? {
                0 => Err(Error::RowAbsent),
                _ => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// Deletes a record; [`Error::RowAbsent`] when there is none.
    pub fn delete_record(&self, id: Id) -> Result<(), Error> {
        let place = self.place_of(id)?.ok_or(Error::RowAbsent)?;
        let sql = "DELETE FROM record WHERE place = ?1";
        self.change_one(sql, [place])
    }
}

/// Where a record lies: its class, then the first seven bytes of its id.
fn place(id: Id, class: u8) -> i64 {
    let [a, b, c, d, e, f, g, ..] = id;
    i64::from_be_bytes([class, a, b, c, d, e, f, g])
}

/// The first and the last place of a class.
fn places(class: u8) -> (i64, i64) {
    let first = i64::from_be_bytes([class, 0, 0, 0, 0, 0, 0, 0]);
    (first, first | 0x00FF_FFFF_FFFF_FFFF)
}
