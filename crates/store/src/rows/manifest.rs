//! The manifest of a backup: one sealed row that says what the other rows are.

use rusqlite::params;

use super::{Rows, Transaction, fits};
use crate::Error;

/// The manifest (box kind 7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The epoch of the registry key that sealed it.
    pub epoch: u32,
    /// The box.
    pub sealed: Vec<u8>,
}

impl Rows<'_> {
    /// The manifest, if this is a backup.
    pub fn manifest(&self) -> Result<Option<Manifest>, Error> {
        self.first("SELECT epoch, box FROM manifest WHERE one = 1", [], |row| {
            Ok(Manifest { epoch: row.get(0)?, sealed: row.get(1)? })
        })
    }
}

impl Transaction<'_> {
    /// Writes the manifest; [`Error::RowExists`] when there is one.
    pub fn put_manifest(&self, manifest: &Manifest) -> Result<(), Error> {
        fits(&manifest.sealed)?;
        let sql = "INSERT INTO manifest (one, epoch, box) VALUES (1, ?1, ?2)";
        self.change_one(sql, params![manifest.epoch, manifest.sealed])
    }

    /// Takes the manifest out: the file is a vault in use again.
    pub fn delete_manifest(&self) -> Result<(), Error> {
        self.change("DELETE FROM manifest", []).map(|_| ())
    }
}
