//! The clinical record as plain values: what a treatment plan is, how it is edited, and what the
//! JSON inside a sealed box looks like.
//!
//! It does not know files, keys, clocks, randomness or screens. Same input, same output.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod entered;
mod envelope;
mod id;
pub mod plan;
pub mod safety_plan;
pub mod suitability;

pub use entered::{Decimal, Entered, Readable, Whole};
pub use envelope::{Envelope, Kind};
pub use id::{Id, NotAnId};
