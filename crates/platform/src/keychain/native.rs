//! The login keychain of macOS and the Credential Manager of Windows, through their own
//! interfaces.

use std::sync::Arc;

use keyring_core::{CredentialStore, Entry, Error};

use super::{Absent, Keychain};

/// The program, as the system lists what it keeps for it.
const SERVICE: &str = "org.goldthread.app";

/// The system's own keychain.
#[derive(Default)]
pub(super) struct Native;

impl Native {
    fn entry(name: &str) -> Result<Entry, Absent> {
        #[cfg(target_os = "macos")]
        let store = apple_native_keyring_store::keychain::Store::new();
        #[cfg(windows)]
        let store = windows_native_keyring_store::Store::new();
        let store: Arc<CredentialStore> = store.map_err(|_| Absent)?;
        Entry::new_in_store(&store, SERVICE, name).map_err(|_| Absent)
    }
}

impl Keychain for Native {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Absent> {
        match Self::entry(name)?.get_secret() {
            Ok(bytes) => Ok(Some(bytes)),
            Err(Error::NoEntry) => Ok(None),
            Err(_) => Err(Absent),
        }
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Absent> {
        Self::entry(name)?.set_secret(bytes).map_err(|_| Absent)
    }

    fn forget(&self, name: &str) -> Result<(), Absent> {
        match Self::entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(_) => Err(Absent),
        }
    }
}
