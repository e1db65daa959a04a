//! Tables as CSV: RFC 4180, UTF-8, out and in.

mod read;
mod write;

pub use read::{Fault, LARGEST, Read, Row, read};
pub use write::Table;
