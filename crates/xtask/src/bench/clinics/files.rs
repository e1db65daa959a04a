//! The clinics that are measured in: made once, and again when what makes them has changed.

use super::super::program::Side;
use crate::process::Log;
use crate::stamp::Stamp;
use crate::steps::Failure;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// How many clients the clinics have.
pub(super) const SIZES: [u32; 3] = [1_000, 10_000, 100_000];

/// What decides what lies in them, and how.
const SOURCES: [&str; 6] = [
    "docs/vault-format.md",
    "migrations",
    "crates/clinic/src/sample",
    "crates/clinic/src/sample.rs",
    "crates/clinic/sample",
    "tests/bench/sqlcipher/src/fill.rs",
];

/// Where they lie.
#[derive(Default)]
pub(super) struct Files {
    folder: PathBuf,
    ours: BTreeMap<u32, PathBuf>,
    sqlcipher: BTreeMap<u32, PathBuf>,
}

impl Files {
    /// Makes those that are missing or old.
    pub(super) fn bring(
        &mut self,
        root: &Path,
        ours: &Side,
        log: &mut Log,
    ) -> Result<String, Failure> {
        self.folder = crate::target(root).join("bench/clinics");
        fs::create_dir_all(&self.folder)?;
        let mut said = Vec::new();
        for size in SIZES {
            let file = self.folder.join(format!("clinic-{size}.goldthread"));
            let stamp = stamp(root, &format!("bench-clinic-{size}"))?;
            if !stamp.is_current() || !file.exists() {
                remove(&file)?;
                ours.program("make").argument(&file).argument(size.to_string()).run(log)?;
                stamp.keep()?;
            }
            let megabytes = fs::metadata(&file)?.len() / 1_000_000;
            said.push(format!("{size} clients {megabytes} MB"));
            self.ours.insert(size, file);
        }
        Ok(said.join(", "))
    }

    /// Fills files of the rival's with the same records: the smallest clinic and the largest.
    pub(super) fn fill(
        &mut self,
        root: &Path,
        ours: &Side,
        rival: &Side,
        log: &mut Log,
    ) -> Result<String, Failure> {
        for size in [SIZES[0], SIZES[2]] {
            let file = self.folder.join(format!("clinic-{size}.sqlcipher"));
            let stamp = stamp(root, &format!("bench-sqlcipher-{size}"))?;
            if !stamp.is_current() || !file.exists() {
                remove(&file)?;
                let told = ours.program("tell").argument(self.of(size)?);
                told.run_into(rival.program("fill").argument(&file), log)?;
                stamp.keep()?;
            }
            self.sqlcipher.insert(size, file);
        }
        Ok(String::new())
    }

    /// Our clinic of this size.
    pub(super) fn of(&self, size: u32) -> Result<&Path, Failure> {
        let file = self.ours.get(&size).map(PathBuf::as_path);
        file.ok_or_else(|| Failure::new(format!("no clinic of {size}")))
    }

    /// The rival's clinic of this size.
    pub(super) fn sqlcipher(&self, size: u32) -> Result<&Path, Failure> {
        let file = self.sqlcipher.get(&size).map(PathBuf::as_path);
        file.ok_or_else(|| Failure::new(format!("no clinic of {size} in SQLCipher")))
    }

    /// A file that somebody may write in, and that is not there yet.
    pub(super) fn fresh(&self, name: &str) -> Result<PathBuf, Failure> {
        let file = self.folder.join(name);
        remove(&file)?;
        Ok(file)
    }
}

fn stamp(root: &Path, name: &str) -> Result<Stamp, Failure> {
    let sources: Vec<PathBuf> = SOURCES.iter().map(|source| root.join(source)).collect();
    Stamp::over(root, name, &sources, "")
}

/// A file of SQLite's, and what it leaves beside it.
fn remove(file: &Path) -> Result<(), Failure> {
    for beside in ["", "-wal", "-shm", "-journal", "-reserve"] {
        let mut name = file.as_os_str().to_owned();
        name.push(beside);
        if Path::new(&name).exists() {
            fs::remove_file(name)?;
        }
    }
    Ok(())
}
