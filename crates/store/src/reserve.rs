//! The reserve: a file of 1 MiB beside the vault, given up when the disk is full, so that audit
//! entries can still be written. Does not know what will be written with the room.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::file;

/// Bytes kept back.
const SIZE: usize = 1024 * 1024;

/// Bytes that must be free beside it before it is taken again; otherwise it would swallow the
/// room it has just given up.
const HEADROOM: usize = 1024 * 1024;

/// Writes between two attempts to take the room again.
const PATIENCE: u32 = 32;

/// The reserve of one open vault.
#[derive(Debug)]
pub(crate) struct Reserve {
    path: PathBuf,
    held: bool,
    writes_since: u32,
}

impl Reserve {
    /// The reserve of the vault at `vault`, taken if there is room; a vault opens without it.
    pub(crate) fn beside(vault: &Path) -> Self {
        let path = file::sibling(vault, "-reserve");
        let mut reserve = Self { path, held: false, writes_since: 0 };
        reserve.take();
        reserve
    }

    /// Gives the room back to the file system.
    pub(crate) fn release(&mut self) {
        self.held = false;
        self.writes_since = 0;
        // A file that cannot be removed frees nothing; the caller already reports a full disk.
        let _ = file::remove_if_there(&self.path);
    }

    /// Counts a write that went well, and now and then takes the room again.
    pub(crate) fn written(&mut self) {
        if self.held {
            return;
        }
        self.writes_since += 1;
        if self.writes_since >= PATIENCE {
            self.writes_since = 0;
            self.take();
        }
    }

    fn take(&mut self) {
        self.held = self.is_whole() || self.fill().is_ok();
        if !self.held {
            let _ = file::remove_if_there(&self.path);
        }
    }

    fn is_whole(&self) -> bool {
        fs::symlink_metadata(&self.path)
            .is_ok_and(|found| found.is_file() && found.len() == SIZE as u64)
    }

    fn fill(&self) -> io::Result<()> {
        file::remove_if_there(&self.path)?;
        let mut reserve = file::create_private(&self.path)?;
        for block in 0..((SIZE + HEADROOM) / NOISE) {
            reserve.write_all(&noise(block))?;
        }
        reserve.sync_all()?;
        reserve.set_len(SIZE as u64)?;
        reserve.sync_all()
    }
}

const NOISE: usize = 4096;

/// Bytes that a compressing file system cannot make smaller (xorshift64).
fn noise(block: usize) -> [u8; NOISE] {
    let mut state = (block as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut bytes = [0; NOISE];
    for chunk in bytes.chunks_exact_mut(8) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        chunk.copy_from_slice(&state.to_le_bytes());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(path: &Path) -> Option<u64> {
        fs::metadata(path).ok().map(|found| found.len())
    }

    #[test]
    fn the_reserve_is_given_up_and_taken_again_after_some_writes() {
        let folder = tempfile::tempdir().unwrap();
        let mut reserve = Reserve::beside(&folder.path().join("a.goldthread"));
        let path = folder.path().join("a.goldthread-reserve");
        assert_eq!(size(&path), Some(SIZE as u64));
        reserve.release();
        assert_eq!(size(&path), None);
        for _ in 1..PATIENCE {
            reserve.written();
        }
        assert_eq!(size(&path), None);
        reserve.written();
        assert_eq!(size(&path), Some(SIZE as u64));
    }

    #[test]
    fn half_a_reserve_is_made_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.goldthread-reserve");
        file::create_private(&path).unwrap().write_all(b"half").unwrap();
        Reserve::beside(&folder.path().join("a.goldthread"));
        assert_eq!(size(&path), Some(SIZE as u64));
    }

    #[test]
    fn a_reserve_that_cannot_be_made_does_no_harm() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("a.goldthread-reserve")).unwrap();
        let mut reserve = Reserve::beside(&folder.path().join("a.goldthread"));
        assert!(!reserve.held);
        reserve.release();
    }
}
