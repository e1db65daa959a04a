//! The one row that names the vault.

use super::{Id, Rows};
use crate::Error;

/// What is bound into every box of this file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vault {
    /// The vault's id, drawn once when it was made.
    pub vault_id: Id,
    /// When it was made, as the caller wrote it (UTC).
    pub created_at: String,
}

impl Rows<'_> {
    /// The vault row; a file without it is damaged.
    pub fn vault(&self) -> Result<Vault, Error> {
        self.first("SELECT vault_id, created_at FROM vault WHERE one = 1", [], |row| {
            Ok(Vault { vault_id: row.get(0)?, created_at: row.get(1)? })
        })?
        .ok_or(Error::Damaged)
    }
}
