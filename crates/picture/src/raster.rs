//! Images of any kind that is known here, decoded within limits.

use crate::{Image, Refused, encode};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// A phone's 48 megapixels, with a margin.
const PIXELS: u64 = 50_000_000;
/// No side is longer, however narrow the image.
const SIDE: u32 = 20_000;
/// What a decoder may allocate: four channels of 16 bits at the most pixels.
const MEMORY: u64 = 8 * PIXELS;

/// The format that the first bytes announce, when it is one that is taken.
pub(crate) fn format(bytes: &[u8]) -> Option<ImageFormat> {
    let known = [
        ImageFormat::Bmp,
        ImageFormat::Gif,
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::Tiff,
        ImageFormat::WebP,
    ];
    image::guess_format(bytes).ok().filter(|it| known.contains(it))
}

/// Decodes an image and encodes it anew: upright, smaller, and without anything but pixels.
pub(crate) fn reencoded(bytes: &[u8]) -> Result<Image, Refused> {
    let format = format(bytes).ok_or(Refused::NotAPicture)?;
    encode::encoded(decoded(bytes, format)?)
}

/// Decodes an image within limits, and turns it upright.
pub(crate) fn decoded(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, Refused> {
    if format == ImageFormat::Jpeg && !ends_as_jpeg(bytes) {
        return Err(Refused::Damaged);
    }
    let mut decoder = decoder(bytes, format)?;
    let (width, height) = decoder.dimensions();
    within(width, height)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(|it| refusal(&it))?;
    image.apply_orientation(orientation);
    Ok(image)
}

/// Whether so many pixels may be decoded.
pub(crate) fn within(width: u32, height: u32) -> Result<(), Refused> {
    let fits = width <= SIDE && height <= SIDE && u64::from(width) * u64::from(height) <= PIXELS;
    if fits { Ok(()) } else { Err(Refused::TooManyPixels) }
}

fn decoder(bytes: &[u8], format: ImageFormat) -> Result<impl ImageDecoder + '_, Refused> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    limits.max_alloc = Some(MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    reader.into_decoder().map_err(|it| refusal(&it))
}

/// Whether the image data of a JPEG has its end: the decoder would fill in what is missing with
/// gray, and half an insurance card would be kept as a whole one.
fn ends_as_jpeg(bytes: &[u8]) -> bool {
    let last = |marker: u8| bytes.windows(2).rposition(|it| it == [0xff, marker]);
    last(0xd9).is_some_and(|end| last(0xda).is_some_and(|scan| scan < end))
}

fn refusal(error: &ImageError) -> Refused {
    match error {
        ImageError::Limits(_) => Refused::TooManyPixels,
        _ => Refused::Damaged,
    }
}
