//! Pixels into a small file that holds nothing else.

use crate::{BYTES, Image, Refused, SIDE};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops::FilterType as Sampling;
use image::{DynamicImage, ExtendedColorType, ImageEncoder, Rgb, RgbImage, Rgba, RgbaImage};
use std::collections::HashSet;

/// Drawings have fewer colors, photographs more.
const FEW: usize = 64;
/// From what cannot be told from the original to what is still legible.
const QUALITIES: [u8; 4] = [85, 70, 50, 30];

/// Encodes a picture on white paper, no side longer than is kept.
pub(crate) fn encoded(image: DynamicImage) -> Result<Image, Refused> {
    let image = if image.width().max(image.height()) > SIDE {
        image.resize(SIDE, SIDE, Sampling::CatmullRom)
    } else {
        image
    };
    let pixels = match image {
        DynamicImage::ImageRgb8(it) => it,
        it if it.color().has_alpha() => on_white(&it.into_rgba8()),
        it => it.into_rgb8(),
    };
    let bytes = if has_few_colors(&pixels) { png(&pixels) } else { None };
    match bytes {
        Some(bytes) => Ok(finished("image/png", bytes, &pixels)),
        None => jpeg(&pixels).map(|bytes| finished("image/jpeg", bytes, &pixels)),
    }
}

fn finished(mime: &'static str, bytes: Vec<u8>, pixels: &RgbImage) -> Image {
    Image { mime, bytes, width: pixels.width(), height: pixels.height() }
}

/// Nothing that was see-through stays so: the page behind it may be dark.
fn on_white(image: &RgbaImage) -> RgbImage {
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let Rgba([r, g, b, alpha]) = *image.get_pixel(x, y);
        let alpha = u16::from(alpha);
        let over = |it: u8| ((u16::from(it) * alpha + 255 * (255 - alpha) + 127) / 255) as u8;
        Rgb([over(r), over(g), over(b)])
    })
}

fn has_few_colors(pixels: &RgbImage) -> bool {
    let mut seen = HashSet::new();
    pixels.pixels().all(|it| {
        seen.insert(it.0);
        seen.len() <= FEW
    })
}

fn png(pixels: &RgbImage) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let encoder =
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
    let (width, height) = pixels.dimensions();
    encoder.write_image(pixels, width, height, ExtendedColorType::Rgb8).ok()?;
    (bytes.len() <= BYTES).then_some(bytes)
}

fn jpeg(pixels: &RgbImage) -> Result<Vec<u8>, Refused> {
    for quality in QUALITIES {
        let mut bytes = Vec::new();
        let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
        let (width, height) = pixels.dimensions();
        encoder
            .write_image(pixels, width, height, ExtendedColorType::Rgb8)
            .map_err(|_| Refused::Damaged)?;
        if bytes.len() <= BYTES {
            return Ok(bytes);
        }
    }
    Err(Refused::TooLarge)
}
