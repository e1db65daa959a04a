//! What the behavior tests share. Knows the product from outside: its files, its commands, and the
//! keys that a person with a passphrase can derive.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it is surprised")]

pub mod clinic;
pub mod pictures;
