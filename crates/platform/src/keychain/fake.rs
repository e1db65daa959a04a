//! A keychain for tests: in memory, and as unreliable as it is told to be.

use std::{
    collections::BTreeMap,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
};

use super::{Absent, Keychain};

/// A keychain in memory. Clones are the same keychain, so that a test can keep one and hand out
/// the other.
#[derive(Clone, Default)]
pub struct FakeKeychain(Arc<(Mutex<State>, Condvar)>);

#[derive(Default)]
struct State {
    kept: BTreeMap<String, Vec<u8>>,
    absent: bool,
    hangs: bool,
    asked: usize,
}

impl FakeKeychain {
    /// From now on there is no keychain.
    pub fn leave(&self) {
        self.state().absent = true;
    }

    /// From now on nobody who asks is answered, until [`FakeKeychain::recover`].
    pub fn hang(&self) {
        self.state().hangs = true;
    }

    /// There is a keychain again and it answers; what it kept is still there.
    pub fn recover(&self) {
        let mut state = self.state();
        (state.absent, state.hangs) = (false, false);
        self.0.1.notify_all();
    }

    /// Everything it kept is gone, as after a new login keychain was made.
    pub fn lose_everything(&self) {
        self.state().kept.clear();
    }

    /// How often it has been asked.
    #[must_use]
    pub fn asked(&self) -> usize {
        self.state().asked
    }

    /// What it keeps, by name.
    #[must_use]
    pub fn content(&self) -> BTreeMap<String, Vec<u8>> {
        self.state().kept.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self) -> Result<MutexGuard<'_, State>, Absent> {
        let mut state = self.state();
        state.asked += 1;
        while state.hangs {
            state = self.0.1.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.absent { Err(Absent) } else { Ok(state) }
    }
}

impl Keychain for FakeKeychain {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Absent> {
        Ok(self.answer()?.kept.get(name).cloned())
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Absent> {
        self.answer()?.kept.insert(name.to_owned(), bytes.to_owned());
        Ok(())
    }

    fn forget(&self, name: &str) -> Result<(), Absent> {
        self.answer()?.kept.remove(name);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_absent_or_forgetful_when_told_to_be() {
        let fake = FakeKeychain::default();
        fake.write("a", b"1").unwrap();
        fake.leave();
        assert_eq!(fake.read("a"), Err(Absent));
        fake.recover();
        assert_eq!(fake.read("a"), Ok(Some(b"1".to_vec())));
        fake.lose_everything();
        assert_eq!(fake.read("a"), Ok(None));
    }
}
