//! Keys and envelopes: what turns bytes into boxes that only the right key opens, and back.
//!
//! `vault` knows how keys are made, derived, wrapped and handed on, and the byte formats of what
//! is written with them. It does not know SQL, files, a clock, a clinical noun, or who is allowed
//! to do what: a caller brings bytes and identifiers, and gets a box.
//!
//! Three habits run through the crate:
//!
//! - `derive_*` gives the same answer every time; `make_*` draws from the system's randomness.
//! - A type carries the state: a [`Sealed`] is a box whose header has been checked, an opened
//!   payload is zeroizing bytes, and one cannot be passed for the other.
//! - Something that changes step by step ([`Head`], [`Chain`]) is changed on a copy inside a
//!   transaction, and the copy takes its place only when the transaction is kept.
//!
//! What is wrong with a box is told apart: [`Error::Damaged`], [`Error::WrongKey`],
//! [`Error::Unexpected`].

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod audit;
mod class;
mod drop;
mod envelope;
mod error;
mod escrow;
mod grant;
mod hash;
mod head;
mod hybrid;
mod id;
mod kdf;
mod keyring;
mod manifest;
mod padding;
mod pair;
mod passphrase;
mod random;
mod record;
mod recovery;
mod row;
mod sealed;
mod secret;
mod slot;
mod user;
mod wipe;

pub use audit::{Chain, ChainStart, Entry, Reading, read_chain};
pub use class::{Class, Epoch};
pub use drop::{SealedDrop, open_drop, seal_drop};
pub use error::{Error, Result};
pub use escrow::Escrow;
pub use grant::Grant;
pub use hash::{Hasher, sha256};
pub use head::{Head, StateKey, open_head};
pub use id::{ChainId, RecordId, SlotId, UserId, VaultId};
pub use kdf::Profile;
pub use keyring::{FirstKeys, Keyring, make_first_keys};
pub use manifest::{open_manifest, seal_manifest};
pub use pair::{ClassPrivate, ClassPublic, SealedPair, make_pair};
pub use passphrase::{MAX_BYTES, MIN_CODE_POINTS, NewPassphrase, Passphrase, Reason, check};
pub use random::make_random;
pub use record::{open_record, seal_record};
pub use recovery::RecoveryCode;
pub use sealed::{Kind, Sealed, row_tag};
pub use secret::{ClassKey, UserKey};
pub use slot::{Slot, SlotColumns, SlotKind};
pub use user::{NewUser, make_user};
pub use wipe::wipe_stack;

#[cfg(test)]
mod vectors;
