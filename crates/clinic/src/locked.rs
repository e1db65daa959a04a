//! A vault file with nobody signed in: who may sign in, and signing in.

use std::path::{Path, PathBuf};

use record::Id;
use store::{FailureKind, Store};
use vault::{Passphrase, RecoveryCode, Slot, UserKey, VaultId};

use crate::{
    Code, Error, Machine, Result, Session,
    clock::stamp,
    ledger::{Event, NotOpened, What},
    rows,
    view::Tile,
};

/// A vault file, held by this process, with no key in memory.
pub struct Locked {
    pub(crate) store: Store,
    pub(crate) machine: Machine,
}

/// A failed sign-in: the file is still held, and why it failed.
pub struct NotUnlocked {
    /// The vault, locked as before.
    pub locked: Locked,
    /// Why.
    pub error: Error,
}

impl Locked {
    /// Takes hold of a vault file and checks that its structure is whole.
    ///
    /// # Errors
    /// No such file, not a vault, made by a newer version, damaged, or open elsewhere.
    pub fn open(path: &Path, machine: Machine) -> Result<Self> {
        let store = Store::open(path)?;
        store.quick_check()?;
        Ok(Self { store, machine })
    }

    /// The tiles of the people who may sign in, by name.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn people(&self) -> Result<Vec<Tile>> {
        let users = self.store.rows().users()?.into_iter();
        let tile =
            |user: store::User| Tile { user: Id::from_bytes(user.id).to_string(), name: user.name };
        Ok(users.map(tile).collect())
    }

    /// A user by name as it stands on the tile, in any case, or by id.
    ///
    /// # Errors
    /// [`Code::NoSuchUser`] when nobody, or more than one, is called so.
    pub fn named(&self, name: &str) -> Result<Id> {
        let wanted = crate::fold::fold(name.trim());
        let users = self.store.rows().users()?;
        let mut found = users.iter().filter(|user| {
            crate::fold::fold(&user.name) == wanted || Id::from_bytes(user.id).to_string() == wanted
        });
        match (found.next(), found.next()) {
            (Some(user), None) => Ok(Id::from_bytes(user.id)),
            _ => Err(Code::NoSuchUser.into()),
        }
    }

    /// Signs in with a passphrase. A wrong one is kept for the audit of the next session.
    ///
    /// # Errors
    /// The locked vault with the reason: wrong passphrase and damaged file are told apart.
    pub fn unlock(
        self,
        user: Id,
        passphrase: &str,
    ) -> std::result::Result<Session, Box<NotUnlocked>> {
        let typed = Passphrase::typed(passphrase).map_err(Error::from);
        self.unlock_by(user, |slot| {
            typed.as_ref().ok().map(|typed| slot.open_with_passphrase(typed))
        })
    }

    /// Signs in with the recovery code.
    ///
    /// # Errors
    /// As [`Locked::unlock`]; a mistyped code is told from another vault's code.
    pub fn unlock_with_code(self, code: &str) -> std::result::Result<Session, Box<NotUnlocked>> {
        let code = match RecoveryCode::parse(code) {
            Ok(code) => code,
            Err(error) => {
                let mut locked = self;
                locked.keep(FailureKind::RecoveryCode, None);
                return Err(locked.still(error.into()));
            }
        };
        match key_of_code(&self.store, &code) {
            Ok((user, key)) => self
                .unlock_with_key(user, &key)
                .and_then(|session| session.begun_by(Event::of(What::Recovery))),
            Err(error) => {
                let mut locked = self;
                if error.code() == Code::WrongRecoveryCode {
                    locked.keep(FailureKind::RecoveryCode, None);
                }
                Err(locked.still(error))
            }
        }
    }

    fn unlock_by(
        mut self,
        user: Id,
        open: impl Fn(&Slot) -> Option<vault::Result<UserKey>>,
    ) -> std::result::Result<Session, Box<NotUnlocked>> {
        match key_of(&self.store, user, open) {
            Ok(key) => self.unlock_with_key(user, &key),
            Err(error) => {
                if error.code() == Code::WrongPassphrase {
                    self.keep(FailureKind::Passphrase, Some(user));
                }
                Err(self.still(error))
            }
        }
    }

    pub(crate) fn unlock_with_key(
        self,
        user: Id,
        key: &UserKey,
    ) -> std::result::Result<Session, Box<NotUnlocked>> {
        let Self { store, machine } = self;
        Session::begin(store, user, key, &machine).map_err(|failed| {
            let NotOpened { store, error } = *failed;
            let mut locked = Self { store, machine };
            if matches!(error.code(), Code::Damaged | Code::RolledBack) {
                locked.keep(FailureKind::Integrity, Some(user));
            }
            locked.still(error)
        })
    }

    fn still(self, error: Error) -> Box<NotUnlocked> {
        Box::new(NotUnlocked { locked: self, error })
    }

    /// A failure that cannot be written down must not stop the next try.
    fn keep(&mut self, kind: FailureKind, user: Option<Id>) {
        let (at, user) = (stamp(self.machine.clock.now()), user.map(Id::bytes));
        let _ = self.store.write(|tx| tx.put_failure(&at, kind, user));
    }

    /// Wrong passphrases since the last sign-in: whose, and when.
    pub(crate) fn failures(&self) -> Vec<(Id, String)> {
        let kept = self.store.rows().failures().unwrap_or_default().into_iter();
        let wrong = kept.filter(|failure| failure.kind == FailureKind::Passphrase);
        wrong.filter_map(|it| Some((Id::from_bytes(it.user?), it.at))).collect()
    }

    /// Where the file lies.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.store.path().to_path_buf()
    }

    /// Lets go of the file in good order.
    ///
    /// # Errors
    /// When the file system fails; nothing acknowledged is lost by it.
    pub fn close(self) -> Result<()> {
        Ok(self.store.close()?)
    }
}

/// A user's key from the first slot that opens. When none does and a whole slot has refused, what
/// was typed is wrong; damage to another slot is no reason to say otherwise.
pub(crate) fn key_of(
    store: &Store,
    user: Id,
    open: impl Fn(&Slot) -> Option<vault::Result<UserKey>>,
) -> Result<UserKey> {
    let rows = store.rows();
    let vault = VaultId::from_bytes(rows.vault()?.vault_id);
    let slots = rows.slots(user.bytes())?;
    if slots.is_empty() {
        return Err(Code::NoSuchUser.into());
    }
    let (mut refused, mut damage) = (false, None);
    for slot in slots {
        match rows::read_slot(vault, slot).map(|slot| open(&slot).transpose()) {
            Ok(Ok(Some(key))) => return Ok(key),
            Ok(Err(vault::Error::WrongKey) | Ok(None)) => refused = true,
            // A slot of the other kind.
            Ok(Err(vault::Error::Unexpected(_))) => {}
            Ok(Err(error)) => damage = Some(error.into()),
            Err(error) => damage = Some(error),
        }
    }
    match damage {
        Some(damage) if !refused => Err(damage),
        _ => Err(Code::WrongPassphrase.into()),
    }
}

/// Whose key a recovery code opens, and the key.
pub(crate) fn key_of_code(store: &Store, code: &RecoveryCode) -> Result<(Id, UserKey)> {
    let mut damage = None;
    for user in store.rows().users()? {
        let id = Id::from_bytes(user.id);
        match key_of(store, id, |slot| Some(slot.open_with_code(code))) {
            Ok(key) => return Ok((id, key)),
            Err(error) if error.code() == Code::Damaged => damage = Some(error),
            Err(_) => {}
        }
    }
    Err(damage.unwrap_or_else(|| Code::WrongRecoveryCode.into()))
}
