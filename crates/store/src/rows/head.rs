//! Heads: one sealed counter a class. Does not compare them; whoever holds the key does.

use rusqlite::{Row, params};

use super::{Rows, Transaction, fits};
use crate::Error;

/// The head of a class (box kind 5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The class.
    pub class: u8,
    /// The epoch of the key that sealed it.
    pub epoch: u32,
    /// The box.
    pub sealed: Vec<u8>,
}

impl Rows<'_> {
    /// The head of a class, if it has one yet.
    pub fn head(&self, class: u8) -> Result<Option<Head>, Error> {
        self.first("SELECT class, epoch, box FROM head WHERE class = ?1", [class], read)
    }

    /// Every head, by class.
    pub fn heads(&self) -> Result<Vec<Head>, Error> {
        self.list("SELECT class, epoch, box FROM head ORDER BY class", [], read)
    }
}

impl Transaction<'_> {
    /// Writes the head of a class, replacing the one before.
    pub fn put_head(&self, head: &Head) -> Result<(), Error> {
        fits(&head.sealed)?;
        let sql = "INSERT INTO head (class, epoch, box) VALUES (?1, ?2, ?3)
                   ON CONFLICT (class) DO UPDATE SET epoch = ?2, box = ?3";
        self.change_one(sql, params![head.class, head.epoch, head.sealed])
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Head> {
    Ok(Head { class: row.get(0)?, epoch: row.get(1)?, sealed: row.get(2)? })
}
