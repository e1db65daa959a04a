//! How long to wait after wrong passphrases: three free tries, then 1, 2, 4 ... 60 seconds.

use std::{collections::BTreeMap, time::Duration};

use record::Id;

const FREE_TRIES: u32 = 3;
const LONGEST: u64 = 60;

/// Wrong tries of each user since the last right one. Kept in memory; the tries themselves are
/// kept in the vault for the audit.
#[derive(Debug, Default)]
pub(crate) struct Throttle {
    wrong: BTreeMap<Id, (u32, Duration)>,
}

impl Throttle {
    /// Goes on where another run of the program stopped: wrong tries that were kept, each by how
    /// long ago it was.
    pub(crate) fn seeded(kept: &[(Id, Duration)], now: Duration) -> Self {
        let mut throttle = Self::default();
        for (user, ago) in kept {
            let entry = throttle.wrong.entry(*user).or_default();
            // The waiting since then counts, as far as this clock can say it.
            let left = pause(entry.0 + 1).saturating_sub(*ago);
            *entry = (entry.0.saturating_add(1), now + left);
        }
        for (tries, until) in throttle.wrong.values_mut() {
            *until = until.saturating_sub(pause(*tries));
        }
        throttle
    }

    /// How long this user still has to wait.
    pub(crate) fn wait(&self, user: Id, now: Duration) -> Duration {
        let Some((tries, last)) = self.wrong.get(&user) else { return Duration::ZERO };
        (*last + pause(*tries)).saturating_sub(now)
    }

    pub(crate) fn wrong(&mut self, user: Id, now: Duration) {
        let entry = self.wrong.entry(user).or_default();
        *entry = (entry.0.saturating_add(1), now);
    }

    pub(crate) fn right(&mut self, user: Id) {
        self.wrong.remove(&user);
    }
}

/// The wait before the next try, after so many wrong ones.
fn pause(tries: u32) -> Duration {
    let over = tries.checked_sub(FREE_TRIES).map(|over| LONGEST.min(1 << over.min(6)));
    Duration::from_secs(over.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_tries_are_free_and_then_the_wait_doubles_to_a_minute() {
        let seconds: Vec<u64> = (0..12).map(|tries| pause(tries).as_secs()).collect();
        assert_eq!(seconds, [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
    }

    #[test]
    fn a_program_started_again_goes_on_waiting() {
        let user = Id::from_bytes([1; 16]);
        let ago = |seconds| (user, Duration::from_secs(seconds));
        let now = Duration::from_secs(1000);
        let kept = [ago(90), ago(80), ago(70), ago(60), ago(5), ago(1)];
        let throttle = Throttle::seeded(&kept, now);
        assert_eq!(throttle.wait(user, now), Duration::from_secs(7));
        assert_eq!(Throttle::seeded(&kept[..2], now).wait(user, now), Duration::ZERO);
    }

    #[test]
    fn a_right_passphrase_clears_the_wait() {
        let (mut throttle, user) = (Throttle::default(), Id::from_bytes([1; 16]));
        (0..5).for_each(|_| throttle.wrong(user, Duration::from_secs(10)));
        assert_eq!(throttle.wait(user, Duration::from_secs(10)), Duration::from_secs(4));
        throttle.right(user);
        assert_eq!(throttle.wait(user, Duration::from_secs(10)), Duration::ZERO);
    }
}
