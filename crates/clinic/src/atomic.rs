//! The atomic writer: a file is there whole, or it is not there. The only place that writes
//! files that are not the vault.

use std::{fs, io::Write, path::Path};

use tempfile::NamedTempFile;

use crate::{Error, Result};

/// Writes a file through a temporary sibling, synced and renamed, readable by its owner only.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|failed| Error::from(failed.error))?;
    sync_folder(folder);
    Ok(())
}

/// Makes a folder, readable by its owner only where the system knows such a thing.
pub(crate) fn make_folder(path: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    Ok(builder.create(path)?)
}

/// A rename lasts once its folder is on the disk. Not every system can sync a folder; there the
/// file itself has been synced and nothing more can be asked.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.pdf");
        write(&path, b"first").unwrap();
        write(&path, b"second").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error_and_no_panic() {
        let folder = tempfile::tempdir().unwrap();
        assert!(write(&folder.path().join("no/plan.pdf"), b"x").is_err());
    }
}
