//! Key classes and epochs: which family of keys something is sealed under, and which generation.
//!
//! It does not know which role holds which class; that is the caller's table.

use std::fmt;

use crate::{Error, Result};

/// A key class, 0 to 4 (the table "Keys and roles" of the security design).
///
/// Only [`Class::Registry`] (heads with the audit state, backup manifests) and [`Class::Admin`]
/// (escrow, audit) have a meaning inside this crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// 0: what every session needs, among it the public halves of the class pairs.
    Registry = 0,
    /// 1: identity, contact, coverage.
    Intake = 1,
    /// 2: the clinical content.
    Clinical = 2,
    /// 3: counseling notes, reserved.
    Notes = 3,
    /// 4: escrow and audit.
    Admin = 4,
}

impl Class {
    /// Every class, in order.
    pub const ALL: [Class; 5] =
        [Class::Registry, Class::Intake, Class::Clinical, Class::Notes, Class::Admin];

    /// The class as its byte in a header.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }
}

impl TryFrom<u8> for Class {
    type Error = Error;

    /// [`Error::NotAClass`] over 4.
    fn try_from(number: u8) -> Result<Self> {
        Self::ALL.get(usize::from(number)).copied().ok_or(Error::NotAClass)
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number().fmt(f)
    }
}

/// The generation of a class's keys. A new one opens when somebody who held the class leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Epoch(pub u32);

impl Epoch {
    /// The epoch of boxes that no class key seals (slots).
    pub const NONE: Epoch = Epoch(0);
    /// The first generation of a class.
    pub const FIRST: Epoch = Epoch(1);

    /// The epoch after this one; [`Error::TooLarge`] after the last `u32`.
    pub fn next(self) -> Result<Self> {
        self.0.checked_add(1).map(Self).ok_or(Error::TooLarge)
    }
}

impl fmt::Display for Epoch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
