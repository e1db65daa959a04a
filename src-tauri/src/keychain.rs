//! The system's keychain, as the clinic asks for it.

use clinic::{Keychain, NoKeychain};
use platform::{Keychain as _, SystemKeychain};

/// The keychain of whoever is logged in to the machine.
#[derive(Default)]
pub(crate) struct OfTheSystem(SystemKeychain);

impl Keychain for OfTheSystem {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, NoKeychain> {
        self.0.read(name).map_err(|_| NoKeychain)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), NoKeychain> {
        self.0.write(name, bytes).map_err(|_| NoKeychain)
    }
}
