//! The names on the sign-in tiles. Their roles are sealed in class 0 and unknown here.

use rusqlite::params;

use super::{Id, Rows, Transaction};
use crate::Error;

/// A person who signs in, as far as a locked vault may tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The user's id.
    pub id: Id,
    /// The name on the tile, 1 to 200 characters, readable without a key.
    pub name: String,
}

impl Rows<'_> {
    /// Every user, by name.
    pub fn users(&self) -> Result<Vec<User>, Error> {
        self.list("SELECT id, name FROM user ORDER BY name, id", [], |row| {
            Ok(User { id: row.get(0)?, name: row.get(1)? })
        })
    }
}

impl Transaction<'_> {
    /// Adds a user; [`Error::RowExists`] when the id is taken.
    pub fn put_user(&self, user: &User) -> Result<(), Error> {
        let sql = "INSERT INTO user (id, name) VALUES (?1, ?2)";
        self.change_one(sql, params![user.id, user.name])
    }

    /// Changes the name on a user's tile.
    pub fn rename_user(&self, user: &User) -> Result<(), Error> {
        let sql = "UPDATE user SET name = ?2 WHERE id = ?1";
        self.change_one(sql, params![user.id, user.name])
    }

    /// Deletes a user; slots, grants and escrow must be gone before ([`Error::RowRefused`]).
    pub fn delete_user(&self, id: Id) -> Result<(), Error> {
        self.change_one("DELETE FROM user WHERE id = ?1", [id])
    }
}
