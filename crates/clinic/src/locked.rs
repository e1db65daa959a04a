//! A vault file with nobody signed in: who may sign in, and signing in.

use std::path::{Path, PathBuf};

use record::Id;
use store::Store;
use vault::{Passphrase, RecoveryCode, Slot, UserKey, VaultId};

use crate::{
    Code, Error, Machine, Result, Session, clock::stamp, ledger::NotOpened, rows, view::Tile,
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
            Err(error) => return Err(self.still(error.into())),
        };
        let Ok(users) = self.store.rows().users() else {
            return Err(self.still(Code::Damaged.into()));
        };
        let mut damage = None;
        for user in users {
            let id = Id::from_bytes(user.id);
            match self.key_of(id, |slot| Some(slot.open_with_code(&code))) {
                Ok(key) => return self.unlock_with_key(id, &key).and_then(Session::recovered),
                Err(error) if error.code() == Code::Damaged => damage = Some(error),
                Err(_) => {}
            }
        }
        Err(self.still(damage.unwrap_or_else(|| Code::WrongRecoveryCode.into())))
    }

    fn unlock_by(
        mut self,
        user: Id,
        open: impl Fn(&Slot) -> Option<vault::Result<UserKey>>,
    ) -> std::result::Result<Session, Box<NotUnlocked>> {
        match self.key_of(user, open) {
            Ok(key) => self.unlock_with_key(user, &key),
            Err(error) => {
                if error.code() == Code::WrongPassphrase {
                    self.keep_failure(user);
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
            Self { store, machine }.still(error)
        })
    }

    fn still(self, error: Error) -> Box<NotUnlocked> {
        Box::new(NotUnlocked { locked: self, error })
    }

    /// The user's key from the first slot that opens. When none does and a whole slot has refused,
    /// what was typed is wrong; damage to another slot is no reason to say otherwise.
    fn key_of(
        &self,
        user: Id,
        open: impl Fn(&Slot) -> Option<vault::Result<UserKey>>,
    ) -> Result<UserKey> {
        let rows = self.store.rows();
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

    /// A failure that cannot be written down must not stop the next try.
    fn keep_failure(&mut self, user: Id) {
        let at = stamp(self.machine.clock.now());
        let _ = self.store.write(|tx| tx.put_failure(&at, user.bytes()));
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
