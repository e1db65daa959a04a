//! Vault files: made up, or a good one that was changed. Opened as an unlock would, and read to the
//! last row. Whatever is in them, there is an answer.
//!
//! The first byte says how the rest is read: 0, it is the file; 1, changes to a good file (place
//! u24, length u8, bytes); 2, a length (u24) to which the good file is cut, then changes; 3, the
//! log beside the good file.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use store::{Chain, Error, FailureKind, Head, SealedDrop, Store, TABLES, User};
use tempfile::TempDir;

thread_local! {
    static FOLDER: TempDir = folder();
}

/// In memory where there is such a folder: the fuzzer writes a file thousands of times.
fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }
        .expect("a folder for the cases")
}

/// Opens a file and reads every row of it.
pub fn open_vault_file(bytes: &[u8]) {
    let Some((kind, rest)) = bytes.split_first() else { return };
    let good = good_vault();
    let (file, log) = match kind % 4 {
        0 => (rest.to_vec(), None),
        1 => (changed(good.clone(), rest), None),
        2 => {
            let (length, rest) = number(rest);
            let cut = good[..length % (good.len() + 1)].to_vec();
            (changed(cut, rest), None)
        }
        _ => (good.clone(), Some(rest)),
    };
    FOLDER.with(|folder| {
        let path = folder.path().join("case.goldthread");
        for suffix in ["goldthread", "goldthread-wal", "goldthread-journal", "goldthread-shm"] {
            let _ = fs::remove_file(path.with_extension(suffix));
        }
        write(&path, &file);
        if let Some(log) = log {
            write(&path.with_extension("goldthread-wal"), log);
        }
        let _ = read(&path);
    });
}

/// Three bytes as a number, and what follows.
fn number(bytes: &[u8]) -> (usize, &[u8]) {
    match bytes {
        [a, b, c, rest @ ..] => (u32::from_be_bytes([0, *a, *b, *c]) as usize, rest),
        _ => (0, &[]),
    }
}

fn changed(mut file: Vec<u8>, mut changes: &[u8]) -> Vec<u8> {
    while changes.len() > 4 && !file.is_empty() {
        let (place, rest) = number(changes);
        let length = usize::from(rest[0]).min(rest.len() - 1);
        let place = place % file.len();
        for (to, from) in file[place..].iter_mut().zip(&rest[1..=length]) {
            *to = *from;
        }
        changes = &rest[1 + length..];
    }
    file
}

fn write(path: &Path, bytes: &[u8]) {
    File::create(path).and_then(|mut file| file.write_all(bytes)).expect("a case can be written");
}

fn read(path: &Path) -> Result<(), Error> {
    let store = Store::open_copy(path)?;
    // Read even what a check refuses: the restore of a damaged vault would.
    let _ = store.quick_check();
    let rows = store.rows();
    let _ = rows.each_record(&[0, 1, 2, 3, 4, 255], |_, _, _| Ok::<_, Error>(()));
    for table in 0..TABLES.len() {
        let _ = rows.each_canonical(table, |_| Ok::<_, Error>(()));
    }
    for user in rows.users().unwrap_or_default() {
        let _ = (rows.slots(user.id), rows.grants(user.id), rows.escrows(user.id));
    }
    for chain in rows.chains().unwrap_or_default() {
        let _ = (rows.audit(chain.id), rows.last_audit(chain.id));
    }
    let _ = (rows.class_pairs(), rows.heads(), rows.sealed_drops(), rows.failures());
    let _ = (rows.manifest(), rows.record_ids(1, None, 100), rows.count_audit());
    drop(store);
    Ok(())
}

/// A small vault with some rows, the same bytes each time.
fn good_vault() -> &'static Vec<u8> {
    static GOOD: OnceLock<Vec<u8>> = OnceLock::new();
    GOOD.get_or_init(|| {
        let folder = folder();
        let path: PathBuf = folder.path().join("good.goldthread");
        let made = Store::create_with(&path, [7; 16], "2026-01-01T00:00:00Z", |tx| {
            tx.put_user(&User { id: [1; 16], name: "Sample Person".into() })?;
            tx.put_chain(&Chain { id: [9; 16], seq: 0, key: vec![3; 80] })?;
            tx.put_failure("2026-01-01T00:00:00Z", FailureKind::Passphrase, Some([1; 16]))?;
            tx.put_drop(&SealedDrop { id: [5; 16], class: 2, writer: 1, sealed: vec![5; 200] })?;
            tx.put_head(&Head { class: 1, epoch: 1, sealed: vec![6; 152] })?;
            (0..20_u8).try_for_each(|n| {
                tx.append_audit([9; 16], n.into(), &[n; 360])?;
                tx.put_record([n * 9; 16], 1 + n % 2, &vec![n; 400 * usize::from(n) + 200])
            })
        });
        made.and_then(Store::close).expect("a good vault");
        fs::read(&path).expect("its bytes")
    })
}
