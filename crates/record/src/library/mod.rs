//! The plan library: areas a plan can work on, each with problems, goals, objectives and
//! interventions to start from, in our own words. An area is a TOML file; clinics add their own in
//! the same format.
//!
//! It does not know plans, clients, files or who is signed in: an entry is copied by whoever asks.
//! What is offered is a suggestion; a qualified clinician decides.
//!
//! ```
//! use record::library::{FoundIn, search, shipped};
//! # fn main() -> Result<(), record::library::Refused> {
//! let hits = search(shipped()?, "low mood");
//! assert_eq!((hits[0].area.as_str(), hits[0].found_in), ("depression", FoundIn::Name));
//! # Ok(())
//! # }
//! ```

mod area;
pub(crate) mod fold;
pub mod insert;
mod lint;
mod offered;
mod parse;
mod raw;
pub mod reading_level;
mod reading_syllables;
mod refused;
mod search;
mod shipped;
mod words;

pub use area::{
    Age, Area, Direction, Goal, Indication, Intervention, Measure, Objective, Problem, Threshold,
    Treats,
};
pub use lint::{Finding, Rule, lint};
pub use offered::{indicated, offered};
pub use parse::parse;
pub(crate) use parse::{Checked, bounded, checked_id, few, line, located, unreadable, within};
pub(crate) use raw::Word;
pub use refused::{Fault, Refused};
pub use search::{FoundIn, Hit, Part, contents, search};
pub use shipped::shipped;
