//! One plan, written by several programs: what the plan says, how it is asked for, and our layout
//! of it.
//!
//! `plan.json` is the one description; whatever a rival reads is made from it. It knows nothing of
//! who is faster: the programs are started and compared by `cargo xtask bench`.

pub mod asked;
pub mod description;
#[cfg(any(feature = "krilla", feature = "typst"))]
pub mod fonts;
#[cfg(feature = "krilla")]
pub mod krilla;
pub mod layout;
#[cfg(feature = "typst")]
pub mod typ;
