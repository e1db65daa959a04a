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
        let moved = match keep {
            Some(keep) => put_in_place(with, &self.path, Some(keep)),
            // The log is empty: the file has just been closed in good order.
            None => fs::rename(with, &self.path)
                .map_err(Error::from)
                .and_then(|()| file::sync_folder(&self.path)),
        };
        self.connection = Self::connected(&self.path)?;
        moved
    }
}

/// Puts a finished vault at a place where perhaps another lies, which stays under the name `keep`
/// with the log that belongs to it. Neither may be open.
///
/// # Errors
/// [`Error::AlreadyExists`] when something lies there and nothing says how to keep it.
pub fn put_in_place(with: &Path, place: &Path, keep: Option<&Path>) -> Result<(), Error> {
    let log = file::sibling(place, "-wal");
    if place.exists() {
        keep_as(place, keep.ok_or(Error::AlreadyExists)?)?;
    }
    // A log that stayed beside the place is another file's: SQLite would read it into this one.
    if fs::symlink_metadata(&log).is_ok() {
        let kept = keep.map_or_else(|| file::sibling(place, "-wal-kept"), Path::to_path_buf);
        fs::rename(&log, file::sibling(&kept, "-wal"))?;
    }
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
