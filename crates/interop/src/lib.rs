//! Other programs' formats, out and in. It knows how they write things down, and not where anything
//! is kept, who is signed in or what may leave.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test fails by panicking"))]

pub mod csv;
pub mod fhir;
pub mod sealed;
