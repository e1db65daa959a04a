//! The store from outside: files good and bad, other processes, crashes, a model.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod broken;
mod child;
mod copies;
mod crash;
mod hostile;
mod lists;
mod model;
mod opening;
mod rows;

use std::io::Write;
use std::path::{Path, PathBuf};

use store::{Id, Store};
use tempfile::TempDir;

const CREATED: &str = "2026-01-01T00:00:00Z";

/// An empty folder and the path of a vault that is not there yet.
fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sample.goldthread");
    (folder, path)
}

fn new_vault(path: &Path) -> Store {
    Store::create(path, [7; 16], CREATED).unwrap()
}

/// Writes a file that is not a vault.
fn write_file(path: &Path, bytes: &[u8]) {
    let mut file =
        std::fs::OpenOptions::new().write(true).create(true).truncate(true).open(path).unwrap();
    file.write_all(bytes).unwrap();
}

/// A record's id, spread over the whole range.
fn id(n: u32) -> Id {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&u64::from(n).wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes());
    id[12..].copy_from_slice(&n.to_be_bytes());
    id
}

/// Bytes in the place of a box; two seeds never give the same ones.
fn sealed(seed: u32, length: usize) -> Vec<u8> {
    let mut state = u64::from(seed).wrapping_mul(2).wrapping_add(1);
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    let mut bytes: Vec<u8> = (0..length).map(|_| next()).collect();
    bytes[..4].copy_from_slice(&seed.to_be_bytes());
    bytes
}

/// Every record of classes 0 to 4, in the order the store gives them.
fn all_records(store: &Store) -> Result<Vec<(Id, u8, Vec<u8>)>, store::Error> {
    let mut found = Vec::new();
    store.rows().each_record(&[0, 1, 2, 3, 4], |id, class, sealed| {
        found.push((id, class, sealed.to_vec()));
        Ok::<_, store::Error>(())
    })?;
    Ok(found)
}
