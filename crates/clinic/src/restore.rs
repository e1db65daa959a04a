//! Restoring a backup: copied beside the vault's place, opened with a passphrase or the recovery
//! code, read whole, and only then put in place. What lay there stays under another name.

use std::{
    fs,
    path::{Path, PathBuf},
};

use record::{Id, Kind};
use store::Store;
use vault::{Passphrase, RecoveryCode, UserKey};

use crate::{
    Code, Error, Machine, Result, Session,
    backups::{Manifest, file_name, size_words, verify},
    body::StaffBody,
    ledger::{Event, What, beside, clear, keyring},
    locked::{Locked, key_of, key_of_code},
    view::{BackupView, RestoredView, Role, Tile, WorkKind},
};

/// A backup that was chosen, copied to where it can be looked at. The original is never opened.
pub struct Chosen {
    copy: PathBuf,
    file: String,
    size: u64,
    target: PathBuf,
}

/// What opens a backup.
pub enum Opening<'a> {
    /// A person's passphrase.
    Passphrase(Id, &'a str),
    /// The recovery code.
    Code(&'a str),
}

impl Chosen {
    /// Copies a backup beside the place where it shall be restored.
    ///
    /// # Errors
    /// [`Code::NotABackup`] for any other file; a newer version's; no room.
    pub fn take(backup: &Path, target: &Path) -> Result<Self> {
        let size = fs::metadata(backup)?.len();
        let copy = beside(target, "-restoring");
        clear(&copy);
        if let Some(folder) = target.parent() {
            crate::atomic::make_folder(folder)?;
        }
        store::copy_file(backup, &copy)?;
        let (file, target) = (file_name(backup), target.to_path_buf());
        let chosen = Self { copy, file, size, target };
        let store = chosen.open()?;
        let is_backup = store.rows().manifest()?.is_some();
        store.close()?;
        if is_backup { Ok(chosen) } else { Err(Code::NotABackup.into()) }
    }

    fn open(&self) -> Result<Store> {
        Store::open_copy(&self.copy).map_err(|error| match error {
            store::Error::NotAVault => Code::NotABackup.into(),
            store::Error::Damaged => Error::Backup("its structure is damaged".to_owned()),
            other => other.into(),
        })
    }

    /// What is known of it without a key.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn view(&self) -> Result<BackupView> {
        let store = self.open()?;
        let tile =
            |user: store::User| Tile { user: Id::from_bytes(user.id).to_string(), name: user.name };
        let people = store.rows().users()?.into_iter().map(tile).collect();
        store.close()?;
        Ok(BackupView {
            file: self.file.clone(),
            size: size_words(self.size),
            people,
            replaces: self.target.exists(),
        })
    }

    /// What is said once it has been restored; asked before, while it shows what lies there.
    #[must_use]
    pub fn about(&self) -> RestoredView {
        RestoredView { file: self.file.clone(), kept: self.target.exists() }
    }

    /// Reads the backup whole and puts it in place; whoever opened it is signed in. A file that
    /// lies there is kept. Over an existing clinic only an administrator or the recovery code may.
    ///
    /// # Errors
    /// What opens nothing; [`Error::Backup`] with what is wrong; [`Code::NotAllowed`]. Nothing at
    /// the place has changed then.
    pub fn restore(&self, opening: &Opening<'_>, machine: &Machine) -> Result<Session> {
        let mut store = self.open()?;
        let (user, key) = opened(&store, opening)?;
        let keyring = keyring(&store, user, &key)?;
        let mut role = None;
        let stretch = machine.work.begin(WorkKind::Verifying, 0, true, &machine.clock);
        verify::read_back_with(&store, &keyring, None, &stretch, &mut |_, envelope| {
            if envelope.t == Kind::Staff {
                let body: StaffBody =
                    serde_json::from_str(envelope.body.get()).map_err(|_| Error::Unreadable)?;
                role = role.or((body.user == user).then_some(body.role));
            }
            Ok(())
        })?;
        drop(stretch);
        let by_code = matches!(opening, Opening::Code(_));
        if self.target.exists() && !by_code && role != Some(Role::Admin) {
            return Err(Code::NotAllowed.into());
        }
        let made_at = Manifest::open(&store, &keyring)?.at;
        store.write(|tx| tx.delete_manifest())?;
        store.close()?;
        store::put_in_place(&self.copy, &self.target, Some(&self.kept_as(machine)))?;
        machine.anchor.forgive();
        let locked = Locked::open(&self.target, machine.clone())?;
        let event = Event { then: Some(made_at), ..Event::of(What::Restore) };
        let session = locked.unlock_with_key(user, &key).and_then(|it| it.begun_by(event));
        session.map_err(|failed| failed.error)
    }

    /// The name under which what lay there is kept.
    fn kept_as(&self, machine: &Machine) -> PathBuf {
        let at = machine.clock.now().format("%Y%m%dT%H%M%SZ");
        let stem = self.target.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let stem = stem.unwrap_or_default();
        self.target.with_file_name(format!("{stem}-before-restore-{at}.goldthread"))
    }
}

impl Drop for Chosen {
    fn drop(&mut self) {
        clear(&self.copy);
    }
}

/// Whose key it is that opens the backup, and the key.
fn opened(store: &Store, opening: &Opening<'_>) -> Result<(Id, UserKey)> {
    match opening {
        Opening::Passphrase(user, typed) => {
            let typed = Passphrase::typed(typed)?;
            let key = key_of(store, *user, |slot| Some(slot.open_with_passphrase(&typed)))?;
            Ok((*user, key))
        }
        Opening::Code(code) => key_of_code(store, &RecoveryCode::parse(code)?),
    }
}
