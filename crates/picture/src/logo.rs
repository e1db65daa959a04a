//! A clinic's mark for its letterhead: a PNG or JPEG picture, or an SVG drawing.
//!
//! It comes from whoever designed it, by mail or from a web page, and is as hostile as any
//! attachment. A drawing is taken only when flat paths say all of it: what would have to be left
//! out is refused and named, so that nobody finds half a mark on paper.

mod address;
mod clip;
mod elements;
mod extent;
mod markup;
mod outline;
mod pixels;
mod properties;
mod references;
mod shapes;
mod sheet;
mod svg;

use crate::caught::caught;
use crate::{Refused, raster};
use image::ImageFormat;

/// Bytes of a logo's file: 512 KB.
pub const LOGO_BYTES: usize = 512 * 1024;

/// The longest side of a logo of pixels; two inches of letterhead at 600 dpi.
pub const LOGO_SIDE: u32 = 1200;

/// How many times longer than the other a side may be.
const NARROWEST: f32 = 20.0;

/// A logo that may be printed.
#[derive(Debug, Clone, PartialEq)]
pub enum Logo {
    /// A picture.
    Pixels {
        /// Width in pixels, at most [`LOGO_SIDE`].
        width: u32,
        /// Height in pixels, likewise.
        height: u32,
        /// Red, green, blue and opacity of each pixel, row by row from the top left; the opacity is
        /// not multiplied into the colors.
        rgba: Vec<u8>,
    },
    /// A drawing.
    Shapes {
        /// Width of the sheet in the drawing's own units, at most 100,000.
        width: f32,
        /// Height of the sheet, likewise.
        height: f32,
        /// What is on it, from the lowest to the uppermost. Parts may lie beyond the edge of the
        /// sheet, and are to be cut off there.
        shapes: Vec<Shape>,
    },
}

/// One path of a drawing, opaque.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// Its parts; the first one is a [`Segment::Move`].
    pub segments: Vec<Segment>,
    /// The color inside, red, green and blue; none leaves it open.
    pub fill: Option<[u8; 3]>,
    /// Whether overlapping parts of the inside are left open (the even-odd rule).
    pub even_odd: bool,
    /// The color and the thickness of its line, drawn over the inside. The line has no caps, and
    /// mitered corners no longer than ten times its thickness, which is what PDF does unasked: every
    /// other line comes as a filled outline.
    pub stroke: Option<([u8; 3], f32)>,
}

/// A part of a path, in the drawing's units from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment {
    /// Begins a new part here.
    Move(f32, f32),
    /// A straight line to here.
    Line(f32, f32),
    /// A cubic curve over two handles to the last point.
    Curve([(f32, f32); 3]),
    /// A line back to where the part began.
    Close,
}

/// Judges a logo by its content, and gives back what is to be printed. The same bytes give the same
/// logo.
///
/// # Errors
/// Why the file is not taken; a drawing is refused for the first thing that is found in it.
pub fn logo(bytes: &[u8]) -> Result<Logo, Refused> {
    if bytes.len() > LOGO_BYTES {
        return Err(Refused::TooLarge);
    }
    match raster::format(bytes) {
        Some(format @ (ImageFormat::Png | ImageFormat::Jpeg)) => {
            caught(|| pixels::decoded(bytes, format))
        }
        _ => caught(|| svg::drawn(bytes)),
    }
}

/// Refuses what would be a hairline on a letterhead, and what has no size at all.
fn proportioned(width: f32, height: f32) -> Result<(), Refused> {
    if !(width > 0.0 && height > 0.0) {
        return Err(Refused::NoSize);
    }
    let narrow = width.max(height) > NARROWEST * width.min(height);
    if narrow { Err(Refused::TooNarrow) } else { Ok(()) }
}

/// Whether a color can be told from white paper.
fn is_seen(color: [u8; 3]) -> bool {
    color.iter().any(|part| *part < 250)
}
