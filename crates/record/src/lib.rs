//! The clinical record as plain values: treatment and safety plans, the library that plans start
//! from, suitability, what was done about alerts, scores over time, and what may leave for whom; how
//! each is edited, and what the JSON inside a sealed box looks like.
//!
//! It does not know files, keys, clocks, randomness or screens. Same input, same output.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod alert;
mod attachment;
mod blank;
pub mod certification;
pub mod coverage;
pub mod credential;
pub mod difference;
pub mod disclosure;
mod entered;
mod envelope;
mod id;
mod lack;
pub mod level_of_care;
pub mod library;
pub mod plan;
pub mod review;
pub mod rules;
pub mod safety_plan;
pub mod schedule;
pub mod signature;
pub mod suitability;
pub mod summary;
pub mod trend;

pub use attachment::AttachmentType;
pub use blank::says_nothing;
pub use entered::{Decimal, Entered, Readable, Whole};
pub use envelope::{Envelope, Kind};
pub use id::{Id, NotAnId};
pub use lack::Lack;
