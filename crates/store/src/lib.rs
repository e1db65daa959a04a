//! SQLite: sealed boxes in, sealed boxes out.
//!
//! A [`Store`] is one open vault file. It cannot decrypt, holds no key, and knows no noun of the
//! clinic: ids are sixteen bytes, a class is a number, a box is bytes. What it answers for is
//! that a write which returned is still there after a crash, that a use case is written whole or
//! not at all, that a second process is kept out, and that no file, however broken, makes it
//! panic.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod backup;
mod connection;
mod error;
mod file;
#[cfg(test)]
mod full_disk;
mod migrate;
mod replace;
mod reserve;
mod rows;
mod store;

pub use backup::Progress;
pub use error::Error;
pub use migrate::APPLICATION_ID;
pub use replace::{copy_file, put_in_place};
pub use rows::{
    AuditRow, Chain, ClassPair, Escrow, Failure, FailureKind, Grant, Head, Id, MAX_BOX, Manifest,
    Record, Rows, SealedDrop, Slot, TABLES, Transaction, User, Vault,
};
pub use store::Store;
