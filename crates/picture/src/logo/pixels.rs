//! Pictures: decoded, upright, and no larger than a letterhead has use for.

use super::{LOGO_SIDE, Logo, is_seen, proportioned};
use crate::{Refused, raster};
use image::imageops::FilterType as Sampling;
use image::{DynamicImage, ImageBuffer, ImageFormat, Rgba, RgbaImage};

/// The picture, as it is or reduced.
pub(super) fn decoded(bytes: &[u8], format: ImageFormat) -> Result<Logo, Refused> {
    let image = raster::decoded(bytes, format)?;
    proportioned(image.width() as f32, image.height() as f32)?;
    let image = if image.width().max(image.height()) > LOGO_SIDE {
        reduced(&image.into_rgba8())
    } else {
        image.into_rgba8()
    };
    if !image.pixels().any(leaves_a_trace) {
        return Err(Refused::Invisible);
    }
    let (width, height) = image.dimensions();
    Ok(Logo::Pixels { width, height, rgba: image.into_raw() })
}

/// Colors are weighed by their opacity: what is see-through is often black below, and would give
/// every edge a dark seam. The kernel is one that never overshoots: an edge would get a seam of its
/// own.
fn reduced(image: &RgbaImage) -> RgbaImage {
    let weighed = ImageBuffer::from_fn(image.width(), image.height(), |x, y| {
        let Rgba([r, g, b, alpha]) = *image.get_pixel(x, y);
        let weighed = |part: u8| (u32::from(part) * u32::from(alpha) * 257 / 255) as u16;
        Rgba([weighed(r), weighed(g), weighed(b), u16::from(alpha) * 257])
    });
    let small = DynamicImage::ImageRgba16(weighed)
        .resize(LOGO_SIDE, LOGO_SIDE, Sampling::Triangle)
        .into_rgba16();
    RgbaImage::from_fn(small.width(), small.height(), |x, y| {
        let Rgba([r, g, b, alpha]) = *small.get_pixel(x, y);
        let whole = u32::from(alpha.max(1));
        let plain = |part: u16| ((u32::from(part) * 255 + whole / 2) / whole).min(255) as u8;
        Rgba([plain(r), plain(g), plain(b), ((u32::from(alpha) + 128) / 257) as u8])
    })
}

fn leaves_a_trace(pixel: &Rgba<u8>) -> bool {
    let [r, g, b, alpha] = pixel.0.map(u32::from);
    is_seen([r, g, b].map(|part| ((part * alpha + 255 * (255 - alpha)) / 255) as u8))
}
