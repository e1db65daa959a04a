//! Wrapped keys: slots, grants, escrow, class pairs. All ciphertext; nothing here unwraps it,
//! and the SHA-256 beside a row is checked by whoever can hash.

use rusqlite::{Row, params};

use super::{Id, Rows, Transaction, fits};
use crate::Error;

/// A user's key, wrapped by a passphrase or the recovery code (box kind 2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The slot's id.
    pub id: Id,
    /// The user whose key it wraps.
    pub user: Id,
    /// 1 passphrase, 2 recovery code.
    pub kind: u8,
    /// Argon2id memory in KiB; 0 for a recovery slot.
    pub m_kib: u32,
    /// Argon2id passes; 0 for a recovery slot.
    pub t: u32,
    /// Argon2id lanes; 0 for a recovery slot.
    pub p: u32,
    /// Argon2id salt; zeros for a recovery slot.
    pub salt: [u8; 16],
    /// The box.
    pub sealed: Vec<u8>,
    /// SHA-256 of the row, as the caller computed it.
    pub sha256: [u8; 32],
}

/// A class key, wrapped by a user's key (box kind 3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Who may open the class.
    pub user: Id,
    /// The class.
    pub class: u8,
    /// The epoch of the class key.
    pub epoch: u32,
    /// The box.
    pub sealed: Vec<u8>,
    /// SHA-256 of the row, as the caller computed it.
    pub sha256: [u8; 32],
}

/// A user's key, wrapped by the admin class key (box kind 4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Escrow {
    /// The user whose key it wraps.
    pub user: Id,
    /// The epoch of the admin class key.
    pub epoch: u32,
    /// The box.
    pub sealed: Vec<u8>,
    /// SHA-256 of the row, as the caller computed it.
    pub sha256: [u8; 32],
}

/// The private half of a class's X25519 pair (box kind 8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassPair {
    /// The class.
    pub class: u8,
    /// The epoch of the class key that sealed it.
    pub epoch: u32,
    /// The box.
    pub sealed: Vec<u8>,
}

impl Rows<'_> {
    /// Every slot of a user, passphrase before recovery. Not by SQLite's list of whose they are
    /// (hence the plus): where that is broken, a person could not sign in.
    pub fn slots(&self, user: Id) -> Result<Vec<Slot>, Error> {
        let sql = "SELECT id, user, kind, m_kib, t, p, salt, box, sha256 FROM slot
                   WHERE +user = ?1 ORDER BY kind, id";
        self.list(sql, [user], read_slot)
    }

    /// Every grant of a user, by class and epoch.
    pub fn grants(&self, user: Id) -> Result<Vec<Grant>, Error> {
        let sql = "SELECT user, class, epoch, box, sha256 FROM class_grant
                   WHERE user = ?1 ORDER BY class, epoch";
        self.list(sql, [user], |row| {
            Ok(Grant {
                user: row.get(0)?,
                class: row.get(1)?,
                epoch: row.get(2)?,
                sealed: row.get(3)?,
                sha256: row.get(4)?,
            })
        })
    }

    /// Every escrow of a user, by epoch.
    pub fn escrows(&self, user: Id) -> Result<Vec<Escrow>, Error> {
        let sql = "SELECT user, epoch, box, sha256 FROM escrow WHERE user = ?1 ORDER BY epoch";
        self.list(sql, [user], |row| {
            Ok(Escrow {
                user: row.get(0)?,
                epoch: row.get(1)?,
                sealed: row.get(2)?,
                sha256: row.get(3)?,
            })
        })
    }

    /// Every class pair, by class and epoch.
    pub fn class_pairs(&self) -> Result<Vec<ClassPair>, Error> {
        self.list("SELECT class, epoch, box FROM class_pair ORDER BY class, epoch", [], |row| {
            Ok(ClassPair { class: row.get(0)?, epoch: row.get(1)?, sealed: row.get(2)? })
        })
    }
}

impl Transaction<'_> {
    /// Adds a slot; [`Error::RowExists`] when the id is taken.
    pub fn put_slot(&self, slot: &Slot) -> Result<(), Error> {
        fits(&slot.sealed)?;
        let sql = "INSERT INTO slot (id, user, kind, m_kib, t, p, salt, box, sha256)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        self.change_one(
            sql,
            params![
                slot.id,
                slot.user,
                slot.kind,
                slot.m_kib,
                slot.t,
                slot.p,
                slot.salt,
                slot.sealed,
                slot.sha256
            ],
        )
    }

    /// Deletes one slot; [`Error::RowAbsent`] when there is none.
    pub fn delete_slot(&self, id: Id) -> Result<(), Error> {
        self.change_one("DELETE FROM slot WHERE id = ?1", [id])
    }

    /// Adds a grant; [`Error::RowExists`] when the user has one for that class and epoch.
    pub fn put_grant(&self, grant: &Grant) -> Result<(), Error> {
        fits(&grant.sealed)?;
        let sql = "INSERT INTO class_grant (user, class, epoch, box, sha256)
                   VALUES (?1, ?2, ?3, ?4, ?5)";
        self.change_one(
            sql,
            params![grant.user, grant.class, grant.epoch, grant.sealed, grant.sha256],
        )
    }

    /// Deletes one grant; [`Error::RowAbsent`] when there is none.
    pub fn delete_grant(&self, user: Id, class: u8, epoch: u32) -> Result<(), Error> {
        let sql = "DELETE FROM class_grant WHERE user = ?1 AND class = ?2 AND epoch = ?3";
        self.change_one(sql, params![user, class, epoch])
    }

    /// Adds an escrow; [`Error::RowExists`] when the user has one for that epoch.
    pub fn put_escrow(&self, escrow: &Escrow) -> Result<(), Error> {
        fits(&escrow.sealed)?;
        let sql = "INSERT INTO escrow (user, epoch, box, sha256) VALUES (?1, ?2, ?3, ?4)";
        self.change_one(sql, params![escrow.user, escrow.epoch, escrow.sealed, escrow.sha256])
    }

    /// Deletes one escrow; [`Error::RowAbsent`] when there is none.
    pub fn delete_escrow(&self, user: Id, epoch: u32) -> Result<(), Error> {
        let sql = "DELETE FROM escrow WHERE user = ?1 AND epoch = ?2";
        self.change_one(sql, params![user, epoch])
    }

    /// Adds a class pair; [`Error::RowExists`] when the class has one for that epoch.
    pub fn put_class_pair(&self, pair: &ClassPair) -> Result<(), Error> {
        fits(&pair.sealed)?;
        let sql = "INSERT INTO class_pair (class, epoch, box) VALUES (?1, ?2, ?3)";
        self.change_one(sql, params![pair.class, pair.epoch, pair.sealed])
    }

    /// Deletes one class pair; [`Error::RowAbsent`] when there is none.
    pub fn delete_class_pair(&self, class: u8, epoch: u32) -> Result<(), Error> {
        let sql = "DELETE FROM class_pair WHERE class = ?1 AND epoch = ?2";
        self.change_one(sql, params![class, epoch])
    }
}

fn read_slot(row: &Row<'_>) -> rusqlite::Result<Slot> {
    Ok(Slot {
        id: row.get(0)?,
        user: row.get(1)?,
        kind: row.get(2)?,
        m_kib: row.get(3)?,
        t: row.get(4)?,
        p: row.get(5)?,
        salt: row.get(6)?,
        sealed: row.get(7)?,
        sha256: row.get(8)?,
    })
}
