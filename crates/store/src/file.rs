//! Files beside the vault: their names, their permissions, and putting a finished file in place
//! so that a crash leaves all of it or none. Does not know SQLite.
//!
//! A file that is open as a vault must never be opened here: on Unix, closing any handle of a
//! file gives up every lock the process holds on it.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::Error;

/// A file being made under a name of its own; gone again unless it is put in place.
pub(crate) struct Unfinished {
    path: PathBuf,
    target: PathBuf,
}

impl Unfinished {
    /// Makes an empty file beside `target`, which must not exist, nor the log of a vault that
    /// was moved away from there: SQLite would write that log into the new file.
    pub(crate) fn beside(target: &Path) -> Result<Self, Error> {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let taken = |suffix| fs::symlink_metadata(sibling(target, suffix)).is_ok();
        if ["", "-wal", "-journal"].into_iter().any(taken) {
            return Err(Error::AlreadyExists);
        }
        let count = MADE.fetch_add(1, Ordering::Relaxed);
        let path = sibling(target, &format!("-new-{}-{count}", std::process::id()));
        create_private(&path)?;
        Ok(Self { path, target: target.to_path_buf() })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the finished file its name, never over another file, and makes the name durable.
    pub(crate) fn put_in_place(self) -> Result<(), Error> {
        match fs::hard_link(&self.path, &self.target) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(Error::AlreadyExists);
            }
            // FAT and some network file systems have no links.
            Err(_) if fs::symlink_metadata(&self.target).is_err() => {
                fs::rename(&self.path, &self.target)?;
            }
            Err(_) => return Err(Error::AlreadyExists),
        }
        remove_if_there(&self.path)?;
        sync_folder(&self.target)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            // Nothing is lost by a leftover: it has no name that anyone opens.
            let _ = fs::remove_file(sibling(&self.path, suffix));
        }
    }
}

/// Whether a vault's last page ends early while no log could bring the rest. SQLite would read the
/// missing bytes as zeros, and its check would find nothing wrong with them.
pub(crate) fn ends_early(vault: &Path, page_size: u32) -> io::Result<bool> {
    let has_log = fs::metadata(sibling(vault, "-wal")).is_ok_and(|log| log.len() > 0);
    Ok(!has_log && !fs::metadata(vault)?.len().is_multiple_of(page_size.into()))
}

/// The path with something appended to its name.
pub(crate) fn sibling(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path.as_os_str());
    name.push(suffix);
    PathBuf::from(name)
}

/// Makes a new file that only its owner may read.
pub(crate) fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

pub(crate) fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Makes a name in the folder of `path` durable. Windows has no such call and needs none.
pub(crate) fn sync_folder(path: &Path) -> Result<(), Error> {
    if cfg!(unix)
        && let Some(folder) = path.parent()
    {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
