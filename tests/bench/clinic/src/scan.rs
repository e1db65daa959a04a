//! Every record of a file opened, one after the other: what the weekly check does, without use
//! cases around it.

use std::path::Path;

use store::Store;
use turns::{Trouble, Turn, timed};
use vault::{Class, Keyring, RecordId, Sealed, VaultId, make_first_keys};

/// Bytes of a record.
pub const LENGTH: usize = 4096;

/// A store of sealed records, and their key.
pub struct Records {
    store: Store,
    vault: VaultId,
    keyring: Keyring,
}

impl Records {
    /// Seals so many records into a new file.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn make(path: &Path, count: u64) -> Result<Self, Trouble> {
        let vault = VaultId::make()?;
        let keyring = make_first_keys(vault)?.keyring;
        let mut store = Store::create(path, *vault.as_bytes(), "2026-01-01T00:00:00Z")?;
        let key = keyring.current(Class::Clinical)?;
        for from in (0..count).step_by(10_000) {
            let mut sealed = Vec::new();
            for n in from..count.min(from + 10_000) {
                let id = RecordId::make()?;
                let boxed = vault::seal_record(key, vault, id, &body(n))?;
                sealed.push((*id.as_bytes(), boxed));
            }
            sealed.sort_by_key(|(id, _)| *id);
            store.write(|tx| {
                sealed.iter().try_for_each(|(id, boxed)| {
                    tx.put_record(*id, Class::Clinical.number(), boxed.as_bytes())
                })
            })?;
        }
        store.checkpoint()?;
        Ok(Self { store, vault, keyring })
    }

    /// Opens them all; finds how many bytes they hold.
    ///
    /// # Errors
    /// When one does not open.
    pub fn open_all(&self) -> Result<Turn, Trouble> {
        timed(|| {
            let mut bytes = 0;
            let mut wrong: Option<Trouble> = None;
            let classes = [Class::Clinical.number()];
            self.store.rows().each_record(
                &classes,
                |id, _, boxed| -> Result<(), store::Error> {
                    match self.opened(id, boxed) {
                        Ok(length) => bytes += length,
                        Err(error) => wrong = Some(error),
                    }
                    Ok(())
                },
            )?;
            wrong.map_or(Ok(bytes), Err)
        })
    }

    fn opened(&self, id: store::Id, boxed: &[u8]) -> Result<u64, Trouble> {
        let sealed = Sealed::parse(boxed.to_vec())?;
        let key = self.keyring.key_for(&sealed)?;
        let json = vault::open_record(key, self.vault, RecordId::from_bytes(id), &sealed)?;
        Ok(json.len() as u64)
    }
}

/// The bytes of a record; the rival's are the same.
fn body(n: u64) -> Vec<u8> {
    let mut body = format!("{n:016}").into_bytes();
    body.extend((0..LENGTH as u64 - 16).map(|at| b'a' + ((n.wrapping_mul(31) + at) % 26) as u8));
    body
}
