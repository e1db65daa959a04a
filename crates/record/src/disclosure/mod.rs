//! What may leave the clinic about a client: to whom, on what basis, and with which notice.
//!
//! Sources: 42 CFR Part 2 as amended by 89 FR 12472 (Feb 16, 2024), above all 2.14 (minors), 2.31
//! (consent), 2.32 (notice and copy of consent), 2.51 (medical emergencies), 2.53 (audit) and
//! 2.12(c)(6) (child abuse reports); clinical design, "Disclosure".
//!
//! It knows consents as they were read out of the intake. It does not know documents, forms, keys
//! or the day: whoever asks says what day it is. Wording is not judged: whether a purpose or a
//! description fits is for the person who reads it beside what they send.

mod basis;
mod consent;
mod decide;
mod find;
mod live;
mod names;
mod part2;
mod refused;
mod scope;
mod statement;
#[cfg(test)]
mod tests;

pub use basis::{Basis, Emergency};
pub use consent::{Capacity, Consent, Covers, Ends, Signature, Status};
pub use decide::{About, Allowed, Ask, decide};
pub use live::{NotLive, Until, live_on};
pub use part2::{Part2, part2};
pub use refused::{Fact, Refused};
pub use scope::{ScopeLine, scope};
pub use statement::{STATEMENT, STATEMENT_SHORT, Statement};
