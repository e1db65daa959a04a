//! Stamps: a hash of what a step read, kept when it succeeded, so that the second time is quick.
//!
//! Knows nothing of what is stamped. The hash guards against doing work twice, not against anyone:
//! FNV-1a is enough.

use crate::steps::Failure;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders that are made by building, and never read by it.
const MADE: [&str; 5] = ["node_modules", "dist", "target", "coverage", ".git"];

/// A stamp under `target/xtask/stamps/`.
pub(crate) struct Stamp {
    path: PathBuf,
    hash: String,
}

impl Stamp {
    /// The stamp `name` over the names and bytes of everything under `sources`, and `also`.
    pub(crate) fn over(
        root: &Path,
        name: &str,
        sources: &[PathBuf],
        also: &str,
    ) -> Result<Self, Failure> {
        let mut files = Vec::new();
        for source in sources {
            collect(source, &mut files)?;
        }
        files.sort();
        let mut hash = Fnv::default();
        hash.add(also.as_bytes());
        for file in files {
            hash.add(file.to_string_lossy().as_bytes());
            hash.add(&fs::read(&file)?);
        }
        let path = crate::target(root).join("xtask/stamps").join(name);
        Ok(Self { path, hash: format!("{:016x}", hash.0) })
    }

    /// Whether the step has succeeded over the very same bytes before.
    pub(crate) fn is_current(&self) -> bool {
        fs::read_to_string(&self.path).is_ok_and(|kept| kept == self.hash)
    }

    /// Remembers that the step succeeded.
    pub(crate) fn keep(&self) -> Result<(), Failure> {
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        Ok(fs::write(&self.path, &self.hash)?)
    }
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if path.is_file() {
        files.push(path.to_path_buf());
        return Ok(());
    }
    if !path.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        if MADE.iter().all(|made| entry.file_name() != *made) {
            collect(&entry.path(), files)?;
        }
    }
    Ok(())
}

struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().chain(&(bytes.len() as u64).to_le_bytes()) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_byte_makes_the_stamp_stale() {
        let root = std::env::temp_dir().join(format!("xtask-stamp-{}", std::process::id()));
        let source = root.join("page");
        fs::create_dir_all(source.join("node_modules")).unwrap();
        fs::write(source.join("a.ts"), "one").unwrap();
        let over = |also: &str| Stamp::over(&root, "page", std::slice::from_ref(&source), also);
        assert!(!over("").unwrap().is_current());
        over("").unwrap().keep().unwrap();
        assert!(over("").unwrap().is_current());
        fs::write(source.join("node_modules/x.js"), "made, not read").unwrap();
        assert!(over("").unwrap().is_current());
        assert!(!over("another node").unwrap().is_current());
        fs::write(source.join("a.ts"), "two").unwrap();
        assert!(!over("").unwrap().is_current());
        fs::remove_dir_all(root).unwrap();
    }
}
