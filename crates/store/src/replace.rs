//! A whole vault file in place of another: sealed anew, or restored. The file in use is put aside
//! only when the one that takes its place lies finished beside it.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use rusqlite::Connection;

use crate::file::{self, Unfinished};
use crate::{Error, Store, connection};

impl Store {
    /// Puts the finished vault at `with` (closed, on the same file system) in this one's place and
    /// goes on with it. With `keep`, the file that was in use stays under that name. When this
    /// fails, the store is what it was before; when even that cannot be opened again, the error
    /// says why and every later call fails.
    pub fn replace_with(&mut self, with: &Path, keep: Option<&Path>) -> Result<(), Error> {
        self.checkpoint()?;
        let stand_in = Connection::open_in_memory()?;
        connection::close(std::mem::replace(&mut self.connection, stand_in))?;
        let moved = put_in_place(with, &self.path, keep);
        self.connection = Self::connected(&self.path)?;
        moved
    }
}

/// Puts a finished vault at a place where perhaps another lies, which stays under the name `keep`.
/// Neither may be open.
pub(crate) fn put_in_place(with: &Path, place: &Path, keep: Option<&Path>) -> Result<(), Error> {
    let log = file::sibling(place, "-wal");
    if fs::symlink_metadata(&log).is_ok_and(|found| found.len() > 0) {
        return Err(Error::Busy);
    }
    if let Some(keep) = keep.filter(|_| place.exists()) {
        keep_as(place, keep)?;
    }
    file::remove_if_there(&log)?;
    fs::rename(with, place)?;
    file::sync_folder(place)
}

/// Gives a file a second name; where the file system has none of those, a copy.
fn keep_as(place: &Path, keep: &Path) -> Result<(), Error> {
    if fs::symlink_metadata(keep).is_ok() {
        return Err(Error::AlreadyExists);
    }
    match fs::hard_link(place, keep) {
        Ok(()) => Ok(()),
        Err(_) => copy_file(place, keep),
    }
}

/// Copies a closed file to a new place, readable by its owner only, whole or not at all.
///
/// # Errors
/// [`Error::AlreadyExists`] when something lies there.
pub fn copy_file(from: &Path, to: &Path) -> Result<(), Error> {
    let unfinished = Unfinished::beside(to)?;
    let mut source = File::open(from)?;
    let mut target = File::options().write(true).truncate(true).open(unfinished.path())?;
    io::copy(&mut source, &mut target)?;
    target.sync_all()?;
    drop(target);
    unfinished.put_in_place()
}
