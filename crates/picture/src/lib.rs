//! Attachments as they come from the front desk, made safe to keep and to show.
//!
//! An insurance card, an ID, a custody order or a signed paper comes as an image or a PDF, and is
//! hostile until proven otherwise. [`accept`] judges it by content alone: an image is decoded
//! within limits and encoded anew, so that nothing of the file it came in is left; a PDF is kept as
//! it is, and [`page`] draws one page of it. Nothing here runs a script, follows a link or opens an
//! embedded file. Everything is pure: bytes in, bytes out.
//!
//! [`logo`] judges a clinic's mark in the same spirit, and gives it back as pixels or flat shapes.
//!
//! ```
//! use picture::{Refused, accept};
//! assert_eq!(accept(b"<svg onload=alert(1)>"), Err(Refused::NotAPicture));
//! ```
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod ascii85;
mod caught;
mod data_url;
mod document;
mod encode;
mod header;
mod kept;
mod logo;
mod names;
mod raster;
mod refused;
mod streams;
mod work;

pub use data_url::data_url;
pub use kept::{Accepted, Image, Kind};
pub use logo::{LOGO_BYTES, LOGO_SIDE, Logo, Segment, Shape, logo};
pub use refused::Refused;

/// Bytes that come in, and bytes that are kept: 4 MB.
pub const BYTES: usize = 4 * 1024 * 1024;

/// Pages of a PDF.
pub const PAGES: usize = 40;

/// The longest side of what is kept and shown, in pixels.
pub const SIDE: u32 = 2400;

/// Judges an attachment by its content, and gives back what may be kept of it.
pub fn accept(bytes: &[u8]) -> Result<Accepted, Refused> {
    let kind = recognized(bytes)?;
    caught::caught(|| match kind {
        Kind::Image => raster::reencoded(bytes).map(Accepted::from),
        Kind::Pdf => document::accepted(bytes),
    })
}

/// Draws one page of a PDF, counted from 1, at 150 dpi or less.
pub fn page(bytes: &[u8], n: u32) -> Result<Image, Refused> {
    match recognized(bytes)? {
        Kind::Image => Err(Refused::NoSuchPage),
        Kind::Pdf => caught::caught(|| document::page(bytes, n)),
    }
}

/// Draws one page of a PDF that was written here, counted from 1: however many pages it has.
pub fn sheet(bytes: &[u8], n: u32) -> Result<Image, Refused> {
    caught::caught(|| document::sheet(bytes, n))
}

/// What the first bytes say, which is also what is then read: a file that is two things at once
/// is taken for the one it begins as, or refused.
fn recognized(bytes: &[u8]) -> Result<Kind, Refused> {
    if bytes.len() > BYTES {
        return Err(Refused::TooLarge);
    }
    if bytes.starts_with(b"%PDF-") {
        return Ok(Kind::Pdf);
    }
    raster::format(bytes).map(|_| Kind::Image).ok_or(Refused::NotAPicture)
}
