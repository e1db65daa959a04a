//! Use cases, one file each: the API that the window and the command line share, and the only
//! place where keys, rows and meaning meet. It does not know Tauri, terminals or SQL.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod error;
pub mod view;

pub use error::Code;
