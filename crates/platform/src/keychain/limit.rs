//! A time limit around a keychain. A daemon that was started by the question, waits for somebody to
//! type, or hangs would otherwise hold up a command line that nobody watches.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use super::{Absent, Keychain};

/// A keychain that is absent once it has not answered in time.
pub struct TimeLimited<K> {
    inner: Arc<K>,
    limit: Duration,
    given_up: AtomicBool,
}

impl<K: Keychain + 'static> TimeLimited<K> {
    /// Waits for `inner` no longer than `limit`, once.
    pub fn new(inner: K, limit: Duration) -> Self {
        Self { inner: Arc::new(inner), limit, given_up: AtomicBool::new(false) }
    }

    /// Asks on a thread of its own, which is left behind when it does not come back.
    fn ask<R: Send + 'static>(
        &self,
        question: impl FnOnce(&K) -> Result<R, Absent> + Send + 'static,
    ) -> Result<R, Absent> {
        if self.given_up.load(Ordering::Relaxed) {
            return Err(Absent);
        }
        let inner = Arc::clone(&self.inner);
        let (send, answer) = mpsc::sync_channel(1);
        let asking = move || {
            // Nobody listens any more when the limit has passed.
            let _ = send.send(question(&inner));
        };
        thread::Builder::new().name("keychain".into()).spawn(asking).map_err(|_| Absent)?;
        match answer.recv_timeout(self.limit) {
            Ok(answer) => answer,
            Err(_) => {
                self.given_up.store(true, Ordering::Relaxed);
                Err(Absent)
            }
        }
    }
}

impl<K: Keychain + 'static> Keychain for TimeLimited<K> {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Absent> {
        let name = name.to_owned();
        self.ask(move |keychain| keychain.read(&name))
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Absent> {
        let (name, bytes) = (name.to_owned(), bytes.to_owned());
        self.ask(move |keychain| keychain.write(&name, &bytes))
    }

    fn forget(&self, name: &str) -> Result<(), Absent> {
        let name = name.to_owned();
        self.ask(move |keychain| keychain.forget(&name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FakeKeychain;

    #[test]
    fn what_answers_in_time_passes_through() {
        let keychain = TimeLimited::new(FakeKeychain::default(), Duration::from_secs(60));
        assert_eq!(keychain.read("a"), Ok(None));
        keychain.write("a", b"1").unwrap();
        assert_eq!(keychain.read("a"), Ok(Some(b"1".to_vec())));
        keychain.forget("a").unwrap();
        assert_eq!(keychain.read("a"), Ok(None));
    }

    #[test]
    fn a_keychain_that_hangs_is_absent_and_is_not_asked_again() {
        let fake = FakeKeychain::default();
        fake.hang();
        let keychain = TimeLimited::new(fake.clone(), Duration::from_millis(20));
        assert_eq!(keychain.read("a"), Err(Absent));
        assert_eq!(keychain.write("a", b"1"), Err(Absent));
        assert_eq!(keychain.forget("a"), Err(Absent));
        assert_eq!(fake.asked(), 1);
        fake.recover();
    }
}
