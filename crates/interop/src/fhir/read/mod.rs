//! FHIR in: JSON from anywhere, looked at before a word of it is believed.
//!
//! What is read here is well formed, small enough, and has the shape that FHIR R4 gives the parts
//! that are asked for later. Whom it is about and what of it is kept is not known here.

mod address;
mod incoming;
mod json;
mod kinds;
mod refused;
mod shape;
mod shapes;

pub use incoming::{Incoming, Resource};
pub use json::{DEEPEST, MOST_PARTS, MOST_VALUES};
pub use refused::{Problem, Refused, Spot};

/// The largest file that is read, in bytes.
pub const LARGEST: u64 = 64 * 1024 * 1024;
/// Entries of a bundle that are read.
pub const ENTRIES: usize = 20_000;
/// People of one file that are read: a referral is about one person, or a few.
pub const PEOPLE: usize = 500;

/// Reads a bundle or a single resource.
///
/// # Errors
/// What stands in the way, with its place; never a word of the file.
pub fn read(bytes: &[u8]) -> Result<Incoming, Refused> {
    if bytes.len() as u64 > LARGEST {
        return Err(Refused::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Refused::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match text.trim_start().chars().next() {
        None => return Err(Refused::Empty),
        Some('<') => return Err(Refused::Xml),
        Some(_) => {}
    }
    Incoming::of(json::parse(text)?)
}
