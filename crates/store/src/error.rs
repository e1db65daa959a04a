//! What can go wrong with a vault file. Knows files and SQLite; holds no content of a row.

use rusqlite::ffi::{self, ErrorCode};
use thiserror::Error;

/// Why the store could not do what was asked. Carries codes and static text only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Error {
    /// There is no file at the path.
    #[error("no vault at this path")]
    NotFound,
    /// Something already lies where a new file was to be made: a file, or the write-ahead log of
    /// a vault that was moved away without it.
    #[error("a file already lies at this path")]
    AlreadyExists,
    /// Another process, or another `Store` of this one, holds the file.
    #[error("the vault is already open")]
    AlreadyOpen,
    /// Not SQLite, a folder, an empty file, or the file of another application.
    #[error("not a Goldthread vault")]
    NotAVault,
    /// SQLite or a row's shape shows that the file is not what was written.
    #[error("the vault file is damaged")]
    Damaged,
    /// A later release wrote the file.
    #[error("the vault has schema {found}, this build knows up to {known}")]
    NewerSchema {
        /// The file's `user_version`.
        found: u32,
        /// The highest schema of this build.
        known: u32,
    },
    /// Made by a build whose unfrozen schema was another; it cannot be read by this one.
    #[error("the vault was made by a build with another unreleased schema")]
    OtherSchema,
    /// No room to write. What was asked is rolled back, and the reserve has been released:
    /// one small write (an audit entry) may be tried again.
    #[error("the disk is full")]
    DiskFull,
    /// The file or its folder may not be written.
    #[error("the vault may not be written")]
    ReadOnly,
    /// SQLite could not get a lock that this connection should already have.
    #[error("the vault is busy")]
    Busy,
    /// A box over [`crate::MAX_BOX`] bytes.
    #[error("the box is larger than a row may be")]
    TooLarge,
    /// A row with this key is already there.
    #[error("a row with this key already exists")]
    RowExists,
    /// The row to replace or delete is not there.
    #[error("no row with this key")]
    RowAbsent,
    /// A value breaks a rule of the schema (a length, a range, a reference).
    #[error("the schema refuses this row")]
    RowRefused,
    /// An earlier failure already rolled the transaction back.
    #[error("the transaction was already rolled back")]
    RolledBack,
    /// SQLite did not take a setting that durability depends on.
    #[error("the setting {0} was not accepted")]
    Pragma(&'static str),
    /// The migration files are not numbered 1, 2, 3, ...
    #[error("migrations are out of order")]
    MigrationOrder,
    /// The operating system refused.
    #[error("input or output failed: {0}")]
    Io(std::io::ErrorKind),
    /// Any other SQLite result code (extended).
    #[error("SQLite result {0}")]
    Sqlite(i32),
}

impl Error {
    /// At opening, a lock held by someone else means that the vault is in use.
    pub(crate) fn at_open(self) -> Self {
        match self {
            Self::Busy => Self::AlreadyOpen,
            other => other,
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::NotFound,
            ErrorKind::AlreadyExists => Self::AlreadyExists,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            kind => Self::Io(kind),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::SqliteFailure(failure, _) => from_code(failure),
            rusqlite::Error::SqlInputError { error, .. } => from_code(error),
            // A column whose type or length is not what the schema promises.
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::QueryReturnedNoRows
            | rusqlite::Error::Utf8Error(..) => Self::Damaged,
            rusqlite::Error::InvalidPath(_) | rusqlite::Error::NulError(_) => {
                Self::Io(std::io::ErrorKind::InvalidInput)
            }
            _ => Self::Sqlite(ffi::SQLITE_ERROR),
        }
    }
}

fn from_code(failure: ffi::Error) -> Error {
    match failure.extended_code {
        ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_UNIQUE => {
            return Error::RowExists;
        }
        ffi::SQLITE_IOERR_SHORT_READ | ffi::SQLITE_IOERR_CORRUPTFS | ffi::SQLITE_IOERR_DATA => {
            return Error::Damaged;
        }
        _ => {}
    }
    match failure.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Error::Busy,
        ErrorCode::DiskFull => Error::DiskFull,
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => {
            Error::ReadOnly
        }
        // TooBig: a row over the length limit can only come from a file that we did not write.
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::TooBig => Error::Damaged,
        ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch => Error::RowRefused,
        _ => Error::Sqlite(failure.extended_code),
    }
}
