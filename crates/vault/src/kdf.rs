//! Argon2id: what a passphrase costs to try.
//!
//! The costs lie beside each slot, so they may rise over the years. Reading refuses costs that
//! would only serve to tie up the machine; creating refuses costs below the floor.

use std::time::Duration;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use zeroize::Zeroizing;

use crate::{Error, Passphrase, Result};

const MIB: u32 = 1024;
const TARGET: Duration = Duration::from_millis(750);
const LARGEST_MADE: u32 = 512 * MIB;
const LARGEST_READ: u32 = 1024 * MIB;
const MOST_PASSES: u32 = 10;
const MOST_LANES: u32 = 4;

/// The costs of one derivation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Profile {
    m_kib: u32,
    t: u32,
    p: u32,
}

impl Profile {
    /// The default for creating: 128 MiB, 3 passes, 1 lane.
    pub const STANDARD: Profile = Profile { m_kib: 128 * MIB, t: 3, p: 1 };
    /// The least for creating: 64 MiB, 3 passes, 1 lane.
    pub const FLOOR: Profile = Profile { m_kib: 64 * MIB, t: 3, p: 1 };

    /// Costs read from a row. [`Error::CostRefused`] over 1 GiB, 10 passes or 4 lanes, and for
    /// costs that Argon2 does not have.
    pub fn read(m_kib: u32, t: u32, p: u32) -> Result<Self> {
        let possible = t >= 1 && p >= 1 && m_kib >= p.saturating_mul(8);
        let bearable = m_kib <= LARGEST_READ && t <= MOST_PASSES && p <= MOST_LANES;
        if possible && bearable { Ok(Self { m_kib, t, p }) } else { Err(Error::CostRefused) }
    }

    /// Costs chosen for a new slot. [`Error::CostRefused`] below the floor or over what
    /// [`Profile::read`] accepts.
    pub fn choose(m_kib: u32, t: u32, p: u32) -> Result<Self> {
        if m_kib < Self::FLOOR.m_kib || t < Self::FLOOR.t {
            return Err(Error::CostRefused);
        }
        Self::read(m_kib, t, p)
    }

    /// Costs that keep a test quick and protect nothing. Call it in tests only; no setting, file
    /// or argument leads here.
    #[must_use]
    pub const fn small_for_tests() -> Self {
        Self { m_kib: 64, t: 1, p: 1 }
    }

    /// Times one derivation at [`Profile::STANDARD`] and raises the costs until one takes about
    /// 0.75 s here. `now` reads a monotonic clock, from any origin.
    pub fn calibrate(mut now: impl FnMut() -> Duration) -> Result<Self> {
        let start = now();
        derive(Self::STANDARD, b"calibration", &[0; 16])?;
        Ok(Self::raise(now().saturating_sub(start)))
    }

    /// Passes first, because they never fail on a machine with little memory; then memory.
    fn raise(standard_took: Duration) -> Self {
        let one_pass = standard_took.as_secs_f64().max(0.001) / f64::from(Self::STANDARD.t);
        let affordable = TARGET.as_secs_f64() / one_pass;
        let mut raised = Self::STANDARD;
        while raised.m_kib < LARGEST_MADE && raised.passes(affordable) > MOST_PASSES {
            raised.m_kib *= 2;
        }
        raised.t = raised.passes(affordable).clamp(Self::STANDARD.t, MOST_PASSES);
        raised
    }

    /// How many passes fit the target at this memory, when so many fit at the standard's.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 2,250")]
    fn passes(self, affordable: f64) -> u32 {
        (affordable * f64::from(Self::STANDARD.m_kib) / f64::from(self.m_kib)).round() as u32
    }

    /// Memory in KiB.
    #[must_use]
    pub const fn m_kib(self) -> u32 {
        self.m_kib
    }

    /// Passes over the memory.
    #[must_use]
    pub const fn t(self) -> u32 {
        self.t
    }

    /// Lanes.
    #[must_use]
    pub const fn p(self) -> u32 {
        self.p
    }
}

/// The key that a passphrase gives with this salt at these costs.
pub(crate) fn derive_key(
    passphrase: &Passphrase,
    salt: &[u8; 16],
    profile: Profile,
) -> Result<Zeroizing<[u8; 32]>> {
    derive(profile, passphrase.expose(), salt)
}

/// The working memory is ours, so that it can be wiped; the library only frees its own.
fn derive(profile: Profile, secret: &[u8], salt: &[u8; 16]) -> Result<Zeroizing<[u8; 32]>> {
    let params = Params::new(profile.m_kib, profile.t, profile.p, Some(32))
        .map_err(|_| Error::CostRefused)?;
    let mut memory = Zeroizing::new(Vec::new());
    memory.try_reserve_exact(params.block_count()).map_err(|_| Error::OutOfMemory)?;
    memory.resize(params.block_count(), Block::default());
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(secret, salt, key.as_mut_slice(), memory.as_mut_slice())
        .map_err(|_| Error::Refused)?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs_outside_the_limits_are_refused_on_reading() {
        for (m, t, p) in [
            (1 << 20 | 1, 3, 1),
            (65_536, 11, 1),
            (65_536, 3, 5),
            (7, 1, 1),
            (64, 0, 1),
            (64, 1, 0),
        ] {
            assert_eq!(Profile::read(m, t, p), Err(Error::CostRefused));
        }
        assert!(Profile::read(1 << 20, 10, 4).is_ok());
    }

    #[test]
    fn costs_below_the_floor_are_refused_on_creating() {
        assert_eq!(Profile::choose(65_535, 3, 1), Err(Error::CostRefused));
        assert_eq!(Profile::choose(65_536, 2, 1), Err(Error::CostRefused));
        assert_eq!(Profile::choose(65_536, 3, 1), Ok(Profile::FLOOR));
    }

    #[test]
    fn calibration_only_raises() {
        let raised = |ms| {
            let profile = Profile::raise(Duration::from_millis(ms));
            (profile.m_kib / MIB, profile.t)
        };
        assert_eq!(raised(3_000), (128, 3));
        assert_eq!(raised(750), (128, 3));
        assert_eq!(raised(450), (128, 5));
        assert_eq!(raised(225), (128, 10));
        assert_eq!(raised(112), (256, 10));
        assert_eq!(raised(0), (512, 10));
    }

    #[test]
    fn calibration_measures_with_the_clock_it_is_given() {
        let mut readings = [Duration::from_secs(100), Duration::from_millis(100_450)].into_iter();
        let profile = Profile::calibrate(|| readings.next().unwrap()).unwrap();
        assert_eq!(profile, Profile::choose(128 * MIB, 5, 1).unwrap());
    }
}
