//! The web view's own folder: temporary, one for each run, gone at the end. A run that was killed
//! leaves its folder to the next one.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    sync::Mutex,
};

use tempfile::TempDir;

const PREFIX: &str = "goldthread-web-";
const HELD: &str = "held";

/// A folder that only this run uses.
pub(crate) struct WebFolder {
    path: PathBuf,
    held: Mutex<Option<(TempDir, File)>>,
}

impl WebFolder {
    /// Makes the folder, after removing those that killed runs left.
    ///
    /// # Errors
    /// When the temporary folder cannot be written.
    pub(crate) fn make() -> io::Result<Self> {
        Self::make_in(&std::env::temp_dir())
    }

    fn make_in(temporary: &Path) -> io::Result<Self> {
        sweep(temporary);
        let folder = make_private(temporary)?;
        let lock = File::options().create_new(true).write(true).open(folder.path().join(HELD))?;
        lock.lock()?;
        Ok(Self { path: folder.path().to_owned(), held: Mutex::new(Some((folder, lock))) })
    }

    /// Where it lies.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Removes it. What cannot be removed now falls to the next run.
    pub(crate) fn remove(&self) {
        if let Some((folder, _lock)) = self.held.lock().ok().and_then(|mut held| held.take()) {
            let _ = folder.close();
        }
    }
}

/// A new folder, for its owner only where the system knows such a thing.
fn make_private(temporary: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o700));
    }
    builder.tempdir_in(temporary)
}

/// Removes the folders of runs that are over: those whose lock nobody holds.
fn sweep(temporary: &Path) {
    let entries = fs::read_dir(temporary).into_iter().flatten().flatten();
    let ours = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with(PREFIX);
    for entry in entries.filter(|it| ours(&it.file_name())) {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && is_over(&entry.path()) {
            // Another person's folder cannot be removed, and need not be.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn is_over(folder: &Path) -> bool {
    let lock = File::options().write(true).open(folder.join(HELD));
    lock.is_ok_and(|lock| lock.try_lock().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_gone_when_it_is_removed() {
        let temporary = tempfile::tempdir().unwrap();
        let web = WebFolder::make_in(temporary.path()).unwrap();
        fs::create_dir(web.path().join("storage")).unwrap();
        web.remove();
        assert_eq!(fs::read_dir(temporary.path()).unwrap().count(), 0);
    }

    #[test]
    #[cfg(unix)]
    fn nobody_else_can_look_into_the_folder() {
        use std::os::unix::fs::PermissionsExt;
        let temporary = tempfile::tempdir().unwrap();
        let web = WebFolder::make_in(temporary.path()).unwrap();
        assert_eq!(fs::metadata(web.path()).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn a_killed_run_leaves_its_folder_to_the_next_one_and_a_living_one_keeps_it() {
        let temporary = tempfile::tempdir().unwrap();
        let killed = temporary.path().join("goldthread-web-killed");
        fs::create_dir(&killed).unwrap();
        File::options().create_new(true).write(true).open(killed.join(HELD)).unwrap();
        let other = temporary.path().join("another-program");
        fs::create_dir(&other).unwrap();

        let first = WebFolder::make_in(temporary.path()).unwrap();
        assert!(!killed.exists());
        let second = WebFolder::make_in(temporary.path()).unwrap();
        assert!(first.path().exists() && second.path().exists() && other.exists());
    }
}
