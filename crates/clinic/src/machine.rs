//! The machine a session runs on: its clock, its name, and how much work a key is worth here.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use record::Id;
use vault::{Profile, RecordId};

use crate::{
    Clock, Result, SystemClock,
    anchor::{Anchor, Keychain},
    atomic,
    work::Work,
};

/// What the use cases need to know of the machine.
#[derive(Clone)]
pub struct Machine {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) device: Id,
    /// Where the last counters of a vault are kept, if anywhere.
    pub(crate) anchor: Anchor,
    /// Long work under way.
    pub(crate) work: Arc<Work>,
    costs: Costs,
}

#[derive(Clone, Copy)]
enum Costs {
    Calibrated,
    SmallForTests,
}

impl Machine {
    /// This machine. Its name is drawn once and kept in the data folder.
    ///
    /// # Errors
    /// When the folder cannot be made or written.
    pub fn here(data: &Path) -> Result<Self> {
        Ok(Self::of(Arc::new(SystemClock::default()), device(data)?, Costs::Calibrated))
    }

    /// A machine that is not named anywhere: its id lasts as long as this value.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn unnamed(clock: Arc<dyn Clock>) -> Result<Self> {
        Ok(Self::of(clock, make_id()?, Costs::Calibrated))
    }

    /// A machine for tests: its own clock, and key derivation that costs next to nothing. Never
    /// reached by a setting.
    #[must_use]
    pub fn for_tests(clock: Arc<dyn Clock>) -> Self {
        Self::of(clock, Id::from_bytes([0xd0; 16]), Costs::SmallForTests)
    }

    fn of(clock: Arc<dyn Clock>, device: Id, costs: Costs) -> Self {
        Self { clock, device, anchor: Anchor::default(), work: Arc::default(), costs }
    }

    /// The same machine with a keychain, in which the last counters of a vault are kept.
    #[must_use]
    pub fn with_keychain(mut self, keychain: Arc<dyn Keychain>) -> Self {
        self.anchor = Anchor::in_keychain(keychain);
        self
    }

    /// Long work under way on this machine; it can be looked at while the desk is busy.
    #[must_use]
    pub fn work(&self) -> Arc<Work> {
        Arc::clone(&self.work)
    }

    /// What a new passphrase slot shall cost here.
    pub(crate) fn profile(&self) -> Result<Profile> {
        match self.costs {
            Costs::Calibrated => Ok(Profile::calibrate(|| self.clock.ticks())?),
            Costs::SmallForTests => Ok(Profile::small_for_tests()),
        }
    }
}

/// The folder where the window keeps the vault: `GOLDTHREAD_DATA_DIR`, or the platform's place
/// for an application's data.
#[must_use]
pub fn data_folder() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    if let Some(folder) = set("GOLDTHREAD_DATA_DIR") {
        return Some(folder);
    }
    if cfg!(windows) {
        return set("APPDATA").map(|folder| folder.join("Goldthread"));
    }
    let home = set("HOME")?;
    if cfg!(target_os = "macos") {
        return Some(home.join("Library/Application Support/Goldthread"));
    }
    let share = set("XDG_DATA_HOME").unwrap_or_else(|| home.join(".local/share"));
    Some(share.join("goldthread"))
}

/// A fresh random id.
pub(crate) fn make_id() -> Result<Id> {
    Ok(Id::from_bytes(*RecordId::make()?.as_bytes()))
}

fn device(data: &Path) -> Result<Id> {
    atomic::make_folder(data)?;
    let path = data.join("device");
    let known = fs::read_to_string(&path).ok().and_then(|text| text.trim().parse().ok());
    if let Some(device) = known {
        return Ok(device);
    }
    let device = make_id()?;
    atomic::write(&path, device.to_string().as_bytes())?;
    Ok(device)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_keeps_its_name() {
        let data = tempfile::tempdir().unwrap();
        let first = device(data.path()).unwrap();
        assert_eq!(device(data.path()).unwrap(), first);
    }
}
