//! The records of a clinic, timed: our side of what SQLite, SQLCipher and Python do as well.
//!
//! It knows the use cases as the window does, and no rival: the programs take turns under
//! `cargo xtask bench`.

pub mod made;
pub mod scan;
pub mod score;
pub mod session;
