//! The anchor: the last counters of a vault, kept in the system's keychain, so that an older file
//! put back whole is noticed. Where there is no keychain nothing is claimed.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use serde::{Deserialize, Serialize};

use crate::{ledger::Ledger, view::AnchorState};

/// A place of the system's where a few bytes outlive the vault's file. A clinic does not know
/// which one it is.
pub trait Keychain: Send + Sync {
    /// What lies under a name; nothing when it has none.
    ///
    /// # Errors
    /// When there is no keychain, or it does not answer.
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, NoKeychain>;

    /// Puts something under a name.
    ///
    /// # Errors
    /// When there is no keychain, or it does not answer.
    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), NoKeychain>;
}

/// There is no keychain here, or it does not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoKeychain;

/// What the keychain remembers, against the file as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compared {
    Agrees,
    Begun,
    None,
    Older,
}

impl From<Compared> for AnchorState {
    fn from(compared: Compared) -> Self {
        match compared {
            Compared::Agrees => Self::Agrees,
            Compared::Begun => Self::Begun,
            Compared::None => Self::None,
            Compared::Older => Self::Older,
        }
    }
}

/// Commit counters by class number.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Counters {
    counters: BTreeMap<u8, u64>,
}

/// The anchor of this machine.
#[derive(Clone, Default)]
pub(crate) struct Anchor {
    keychain: Option<Arc<dyn Keychain>>,
    /// A vault that was just restored begins anew.
    forgiven: Arc<Mutex<bool>>,
}

impl Anchor {
    pub(crate) fn in_keychain(keychain: Arc<dyn Keychain>) -> Self {
        Self { keychain: Some(keychain), ..Self::default() }
    }

    /// The next file is older on purpose: it has been restored.
    pub(crate) fn forgive(&self) {
        *self.forgiven.lock().unwrap_or_else(PoisonError::into_inner) = true;
    }

    fn take_forgiven(&self) -> bool {
        std::mem::take(&mut *self.forgiven.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Compares the file with what is remembered, and remembers it.
    pub(crate) fn compare(&self, ledger: &Ledger) -> Compared {
        let Some(keychain) = &self.keychain else { return Compared::None };
        let Ok(known) = keychain.read(&name(ledger)) else { return Compared::None };
        let known: Option<Counters> = known.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let compared = match &known {
            _ if self.take_forgiven() => Compared::Begun,
            None => Compared::Begun,
            Some(known) if is_older(known, ledger) => Compared::Older,
            Some(_) => Compared::Agrees,
        };
        let kept = if compared == Compared::Agrees { known } else { None };
        match write(keychain.as_ref(), kept.unwrap_or_default(), ledger) {
            Ok(()) => compared,
            Err(NoKeychain) => Compared::None,
        }
    }

    /// Remembers how far the file is. A keychain that does not answer now is asked again at the
    /// next sign-in.
    pub(crate) fn remember(&self, ledger: &Ledger) {
        if let Some(keychain) = &self.keychain {
            let known = keychain.read(&name(ledger)).ok().flatten();
            let known = known.and_then(|bytes| serde_json::from_slice(&bytes).ok());
            let _ = write(keychain.as_ref(), known.unwrap_or_default(), ledger);
        }
    }
}

/// Counters of classes that this session does not hold are left as they were.
fn write(keychain: &dyn Keychain, mut kept: Counters, ledger: &Ledger) -> Result<(), NoKeychain> {
    kept.counters.extend(ledger.counters().map(|(class, counter)| (class.number(), counter)));
    let bytes = serde_json::to_vec(&kept).map_err(|_| NoKeychain)?;
    keychain.write(&name(ledger), &bytes)
}

/// The session's own first entry has counted head 0 on by one already.
fn is_older(known: &Counters, ledger: &Ledger) -> bool {
    let mut counters = ledger.counters();
    counters.any(|(class, now)| known.counters.get(&class.number()).is_some_and(|was| now < *was))
}

fn name(ledger: &Ledger) -> String {
    format!("vault {}", ledger.vault())
}
