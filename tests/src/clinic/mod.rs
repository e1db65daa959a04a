//! A clinic in a temporary folder, people who work in it, and ways to look at what it left behind.

mod answering;
mod clock;
mod command;
mod document;
mod outside;
mod plan;
mod releasing;
mod signing;
mod temp;

pub use answering::Answering;
pub use clock::FakeClock;
pub use command::{CommandLine, Ran};
pub use document::text_of_pdf;
pub use outside::{Outside, chains, replace_audit, whats};
pub use plan::Planning;
pub use releasing::{asking, own_copy, release};
pub use signing::STROKES;
pub use temp::{ADMIN, PASSPHRASE, TempClinic, prepare};

/// The code of a refusal.
///
/// # Panics
/// When nothing was refused.
#[track_caller]
pub fn refused<T>(result: ::clinic::Result<T>) -> ::clinic::Code {
    match result {
        Ok(_) => panic!("this should have been refused"),
        Err(error) => error.code(),
    }
}
