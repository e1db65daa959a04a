//! A way in for `tests/faults`, which breaks migrations half-way: it opens a vault as a later
//! build would, with migrations that do not exist. Built only with the feature `faults`, so that
//! the product has no function that takes SQL; a public constructor of `Schema` would be one.

use std::path::Path;

use crate::migrate::{Migration, SCHEMA, Schema};
use crate::{Error, Store};

/// Opens a vault as the build would that ships these migrations after today's.
///
/// # Errors
/// As [`Store::open`].
pub fn open_with_steps(path: &Path, steps: &[&'static str]) -> Result<Store, Error> {
    let shipped = SCHEMA.migrations.iter().map(|it| it.sql);
    let migrations: Vec<Migration> = (1..)
        .zip(shipped.chain(steps.iter().copied()))
        .map(|(number, sql)| Migration { number, sql })
        .collect();
    let frozen = u32::try_from(migrations.len()).map_err(|_| Error::MigrationOrder)?;
    // A schema lives as long as its build; a test opens few vaults.
    Store::open_with(path, Schema { migrations: Vec::leak(migrations), frozen })
}
