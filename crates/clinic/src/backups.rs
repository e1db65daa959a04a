//! Backups: an online copy with a manifest of its own, opened again and read whole before it is
//! called good; which ones are kept; how old the last one is.

mod keep;
mod manifest;
pub(crate) mod verify;

use std::{
    fs,
    path::{Path, PathBuf},
};

use chrono::{DateTime, NaiveDateTime, Utc};
use store::Store;

use crate::{
    Code, Error, Result, Session, atomic,
    clock::{days_since, stamp},
    hex,
    ledger::{Event, What, clear},
    view::{BackupRow, BackupsView, WorkKind},
};

pub(crate) use manifest::Manifest;

/// Days after which there should be a newer backup.
const OVERDUE: i64 = 2;

/// The file beside the vault that names another folder for its backups.
const FOLDER_FILE: &str = "backup-folder";
const DEFAULT_FOLDER: &str = "backups";
const STAMP: &str = "%Y%m%dT%H%M%SZ";

/// A clock that was ahead by less than this does not make an older backup the newer one.
const CLOCK_AHEAD: chrono::Duration = chrono::Duration::hours(24);

/// One backup of this vault in the folder.
#[derive(Debug, Clone)]
pub(crate) struct Backup {
    pub(crate) path: PathBuf,
    pub(crate) at: DateTime<Utc>,
    size: u64,
}

impl Session {
    /// The backups of this clinic and how old the last one is.
    ///
    /// # Errors
    /// None that is not a fault; a folder that cannot be read holds no backups.
    pub fn open_backups(&self) -> Result<BackupsView> {
        let folder = self.backup_folder();
        let backups = self.backups()?;
        let last_at = backups.first().map(|row| row.at.clone());
        let days = last_at.as_deref().map(|at| days_since(at, self.clock().now()));
        Ok(BackupsView {
            beside: folder.parent() == self.ledger.path().parent(),
            folder: folder.display().to_string(),
            backups,
            last_at,
            days: days.and_then(|days| u32::try_from(days.max(0)).ok()),
            overdue: days.is_none_or(|days| days >= OVERDUE),
        })
    }

    /// Backups of this vault in the folder, newest first.
    pub(crate) fn backups(&self) -> Result<Vec<BackupRow>> {
        let row = |backup: &Backup| BackupRow {
            file: file_name(&backup.path),
            at: stamp(backup.at),
            size: size_words(backup.size),
        };
        Ok(self.listed().iter().map(row).collect())
    }

    fn listed(&self) -> Vec<Backup> {
        list(&self.backup_folder(), &self.backup_prefix())
    }

    fn backup_prefix(&self) -> String {
        let vault = hex::shown(&self.ledger.vault().as_bytes()[..4]);
        format!("backup-{}-{vault}-", self.clinic.prefix)
    }

    fn backup_folder(&self) -> PathBuf {
        folder_of(self.ledger.path())
    }

    /// Makes a backup in the folder and lets go of those that are no longer needed.
    ///
    /// # Errors
    /// When the copy cannot be made, or is not what it was copied from; no file is left then.
    pub fn back_up(&mut self) -> Result<BackupsView> {
        self.make_backup()?;
        self.open_backups()
    }

    /// As [`Session::back_up`]; says where the file lies.
    ///
    /// # Errors
    /// As there.
    pub fn make_backup(&mut self) -> Result<PathBuf> {
        let folder = self.backup_folder();
        let made = atomic::make_folder(&folder).and_then(|()| self.copy_into(&folder));
        let noted = match &made {
            Ok(_) => Event::of(What::Backup),
            Err(_) => Event::of(What::BackupFailed),
        };
        self.ledger.note(noted)?;
        let path = made?;
        self.let_go_of_old(&path);
        Ok(path)
    }

    /// Makes a backup at a place of the caller's choice.
    ///
    /// # Errors
    /// As [`Session::back_up`]; [`Code::FileExists`] when something lies there.
    pub fn back_up_to(&mut self, path: &Path) -> Result<()> {
        self.copy_to(path)?;
        self.ledger.note(Event::of(What::Backup))
    }

    fn copy_into(&mut self, folder: &Path) -> Result<PathBuf> {
        let (now, prefix) = (self.clock().now(), self.backup_prefix());
        let name = |at: DateTime<Utc>| format!("{prefix}{}.goldthread", at.format(STAMP));
        let mut at = after_last(now, self.listed().first().map(|last| last.at));
        while fs::symlink_metadata(folder.join(name(at))).is_ok() {
            at += chrono::Duration::seconds(1);
        }
        let path = folder.join(name(at));
        self.copy_to(&path)?;
        Ok(path)
    }

    fn copy_to(&mut self, path: &Path) -> Result<()> {
        if fs::symlink_metadata(path).is_ok() {
            return Err(Code::FileExists.into());
        }
        let part = crate::ledger::beside(path, "-part");
        clear(&part);
        let done = self.copy_and_check(&part);
        done.inspect_err(|_| clear(&part))?;
        store::put_in_place(&part, path, None).map_err(Error::from).inspect_err(|_| clear(&part))
    }

    fn copy_and_check(&self, part: &Path) -> Result<()> {
        let (work, clock) = (&self.machine.work, &self.machine.clock);
        let copying = work.begin(WorkKind::Copying, 0, false, clock);
        self.ledger.store().copy_to(part, |step| {
            // Copying is short and cannot be stopped half-way.
            let _ = copying.at(step.done, step.total);
        })?;
        drop(copying);
        let verifying = work.begin(WorkKind::Verifying, 0, true, clock);
        let mut copy = Store::open_copy(part)?;
        let manifest = Manifest::of(&copy, self.ledger.heads(), &stamp(self.clock().now()))?;
        manifest.put(&mut copy, self.ledger.keyring())?;
        let known = self.ledger.unreadable();
        let found = verify::read_back(&copy, self.ledger.keyring(), known, &verifying)?;
        if found.heads != *self.ledger.heads() {
            return Err(Code::BadBackup.into());
        }
        Ok(copy.close()?)
    }

    /// Removes backups that are neither among the daily nor the monthly ones. One that cannot be
    /// removed is tried again after the next backup.
    fn let_go_of_old(&self, newest: &Path) {
        let backups = self.listed();
        let times: Vec<DateTime<Utc>> = backups.iter().map(|backup| backup.at).collect();
        for gone in keep::to_remove(&times) {
            if let Some(old) = backups.get(gone).filter(|old| old.path != newest) {
                let _ = fs::remove_file(&old.path);
            }
        }
    }

    /// Makes the backup that belongs to the end of a session: when something was written, or the
    /// last one is a day old. That it failed is in the audit and shows on Today; it keeps nobody
    /// from locking.
    pub(crate) fn back_up_at_lock(&mut self) {
        let last = self.listed().into_iter().next();
        let old = last.is_none_or(|last| (self.clock().now() - last.at).num_hours() >= 24);
        if !self.sample() && (self.ledger.has_written() || old) {
            let _ = self.make_backup();
        }
    }

    /// Keeps the folder that backups shall go to.
    ///
    /// # Errors
    /// [`Code::NotAllowed`] for everybody but an administrator; a folder that cannot be written.
    pub fn put_backups_in(&mut self, folder: &Path) -> Result<BackupsView> {
        self.require_admin()?;
        let folder = std::path::absolute(folder)?;
        if !folder.is_dir() {
            return Err(Code::NoSuchFile.into());
        }
        let text = folder.to_str().ok_or(Code::BadValue)?;
        atomic::write(&self.ledger.path().with_file_name(FOLDER_FILE), text.as_bytes())?;
        self.ledger.note(Event::of(What::SettingsChanged))?;
        self.open_backups()
    }
}

/// The folder that a vault's backups go to: the one that was chosen, or one beside the vault.
fn folder_of(vault: &Path) -> PathBuf {
    let chosen = fs::read_to_string(vault.with_file_name(FOLDER_FILE)).ok();
    let chosen = chosen.map(|text| PathBuf::from(text.trim())).filter(|path| path.is_absolute());
    chosen.unwrap_or_else(|| vault.with_file_name(DEFAULT_FOLDER))
}

/// The time that a new backup's name says: now, and later than the last one's, so that the newest
/// backup is the newest by name too, within one second and after a clock was set right.
fn after_last(now: DateTime<Utc>, last: Option<DateTime<Utc>>) -> DateTime<Utc> {
    match last {
        Some(last) if last - now < CLOCK_AHEAD => now.max(last + chrono::Duration::seconds(1)),
        _ => now,
    }
}

/// Backups in a folder whose names begin so, newest first.
fn list(folder: &Path, prefix: &str) -> Vec<Backup> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let read = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().ok()?;
        let at = name.strip_prefix(prefix)?.strip_suffix(".goldthread")?;
        let at = NaiveDateTime::parse_from_str(at, STAMP).ok()?.and_utc();
        Some(Backup { path: entry.path(), at, size: entry.metadata().ok()?.len() })
    };
    let mut found: Vec<Backup> = entries.filter_map(read).collect();
    found.sort_by_key(|backup| std::cmp::Reverse(backup.at));
    found
}

pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A size as people read it: "840 KB", "1.2 MB".
pub(crate) fn size_words(bytes: u64) -> String {
    let tenths = bytes / 100_000;
    if tenths < 10 {
        format!("{} KB", bytes.div_ceil(1000))
    } else {
        format!("{}.{} MB", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_in_the_unit_that_fits() {
        let sizes = [0, 900, 840_000, 1_249_000, 136_000_000].map(size_words);
        assert_eq!(sizes, ["0 KB", "1 KB", "840 KB", "1.2 MB", "136.0 MB"]);
    }

    #[test]
    fn only_backups_of_this_vault_are_listed_newest_first() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "backup-AB-01020304-20260101T000000Z.goldthread",
            "backup-AB-01020304-20260102T000000Z.goldthread",
            "backup-AB-01020304-20260102T000000Z.goldthread-part",
            "backup-AB-ffffffff-20260103T000000Z.goldthread",
            "backup-AB-01020304-yesterday.goldthread",
            "letter.pdf",
        ] {
            atomic::write(&folder.path().join(name), b"x").unwrap();
        }
        let found = list(folder.path(), "backup-AB-01020304-");
        let days: Vec<String> = found.iter().map(|it| it.at.format("%d").to_string()).collect();
        assert_eq!(days, ["02", "01"]);
        assert!(list(&folder.path().join("nowhere"), "backup-").is_empty());
    }
}
