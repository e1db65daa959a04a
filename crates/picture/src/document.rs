//! PDFs: whether one may be kept, and what a page of it looks like.

use crate::work::Meter;
use crate::{Accepted, Image, Kind, PAGES, Refused, SIDE, encode, names, streams};
use hayro::hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page,
};
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::kurbo::{Affine, Rect};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::{DynamicImage, RgbaImage};

/// 150 dots an inch; a point is 1/72 of one.
const SCALE: f32 = 150.0 / 72.0;
/// How far from the end its mark may stand.
const TAIL: usize = 1024;

/// Takes a PDF as it is, when it can be read as a whole.
pub(crate) fn accepted(bytes: &[u8]) -> Result<Accepted, Refused> {
    let pdf = opened(bytes)?;
    let pages = pdf.pages();
    let (_, width, height) = extent(pages.first().ok_or(Refused::Damaged)?)?;
    Ok(Accepted {
        kind: Kind::Pdf,
        mime: "application/pdf",
        bytes: bytes.to_vec(),
        pages: pages.len() as u32,
        width,
        height,
    })
}

/// Draws page `n`, counted from 1.
pub(crate) fn page(bytes: &[u8], n: u32) -> Result<Image, Refused> {
    drawn(&opened(bytes)?, n)
}

/// Draws page `n` of a document that is known to be sound.
pub(crate) fn sheet(bytes: &[u8], n: u32) -> Result<Image, Refused> {
    drawn(&Pdf::new(bytes.to_vec()).map_err(|_| Refused::Damaged)?, n)
}

fn drawn(pdf: &Pdf, n: u32) -> Result<Image, Refused> {
    let index = n.checked_sub(1).ok_or(Refused::NoSuchPage)?;
    let page = pdf.pages().get(index as usize).ok_or(Refused::NoSuchPage)?;
    let settings = InterpreterSettings::default();
    let (scale, ..) = extent(page)?;
    measure(page, &settings, scale);
    let pixmap = render(
        page,
        &RenderCache::new(),
        &settings,
        &RenderSettings::default(),
        &PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE },
    );
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    let drawn = RgbaImage::from_raw(width, height, pixmap.data_as_u8_slice().to_vec());
    encode::encoded(DynamicImage::ImageRgba8(drawn.ok_or(Refused::Damaged)?))
}

fn opened(bytes: &[u8]) -> Result<Pdf, Refused> {
    if names::has(bytes, b"Encrypt") {
        return Err(Refused::Encrypted);
    }
    // The parser would make do with whatever is left of a document that was cut off.
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    if !tail.windows(5).any(|it| it == b"%%EOF") {
        return Err(Refused::Damaged);
    }
    streams::check(bytes)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Refused::Encrypted,
        LoadPdfError::Invalid => Refused::Damaged,
    })?;
    match pdf.pages().len() {
        0 => Err(Refused::Damaged),
        1..=PAGES => Ok(pdf),
        _ => Err(Refused::TooManyPages),
    }
}

/// At what scale a page is drawn, and how many pixels that makes.
fn extent(page: &Page<'_>) -> Result<(f32, u32, u32), Refused> {
    let (width, height) = page.render_dimensions();
    let scale = SCALE.min(SIDE as f32 / width.max(height));
    let (width, height) = ((width * scale) as u32, (height * scale) as u32);
    if width == 0 || height == 0 || width > SIDE || height > SIDE {
        return Err(Refused::TooManyPixels);
    }
    Ok((scale, width, height))
}

/// Goes through the page without drawing it; leaves by way of the meter when it is too much.
fn measure<'a>(page: &'a Page<'a>, settings: &InterpreterSettings, scale: f32) {
    let (width, height) = page.render_dimensions();
    let sheet = Rect::new(0.0, 0.0, f64::from(width * scale), f64::from(height * scale));
    let upright = page.initial_transform(true).to_kurbo();
    let transform = Affine::scale(f64::from(scale)) * upright;
    let cache = InterpreterCache::new();
    let mut context = Context::new(transform, sheet, &cache, page.xref(), settings.clone());
    interpret_page(page, &mut context, &mut Meter::new());
}
