//! Attachments made for the tests, good ones and hostile ones.
#![allow(dead_code, reason = "each test file takes what it needs")]

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

/// Left half red, right half blue.
pub(crate) fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| {
        if x < width / 2 { Rgb([255, 0, 0]) } else { Rgb([0, 0, 255]) }
    })
}

/// Something like a photograph: many colors and no pattern.
pub(crate) fn photograph(width: u32, height: u32) -> RgbImage {
    let mut seed = 1_u32;
    RgbImage::from_fn(width, height, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Rgb([(x % 256) as u8, (y % 256) as u8, (seed >> 24) as u8])
    })
}

pub(crate) fn written(image: RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(image).write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// A JPEG whose EXIF says that it lies on its side: 6 is a quarter turn clockwise.
pub(crate) fn sideways(image: RgbImage) -> Vec<u8> {
    let plain = written(image, ImageFormat::Jpeg);
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0".to_vec();
    exif.extend(b"\0\0\0\0 Canon of Ana Bell, 42.3601 N");
    let mut out = plain[..2].to_vec();
    out.extend([0xff, 0xe1]);
    out.extend((exif.len() as u16 + 2).to_be_bytes());
    out.extend(exif);
    out.extend(&plain[2..]);
    out
}

pub(crate) fn png_chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut body = kind.to_vec();
    body.extend(data);
    let mut out = (data.len() as u32).to_be_bytes().to_vec();
    out.extend(&body);
    out.extend(crc(&body).to_be_bytes());
    out
}

fn crc(bytes: &[u8]) -> u32 {
    let shifted = |sum: u32| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
    !bytes.iter().fold(!0_u32, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |it, _| shifted(it)))
}

/// A PNG of which only the header is there.
pub(crate) fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut size = width.to_be_bytes().to_vec();
    size.extend(height.to_be_bytes());
    size.extend([8, 2, 0, 0, 0]);
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    out.extend(png_chunk(b"IHDR", &size));
    out.extend(png_chunk(b"IDAT", b"\x78\x9c\x03\0\0\0\0\x01"));
    out.extend(png_chunk(b"IEND", b""));
    out
}

/// A PDF of the objects given, numbered from 1; the first is the catalog.
pub(crate) fn pdf<T: AsRef<[u8]>>(objects: &[T], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", n + 1).bytes());
        out.extend(object.as_ref());
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    for place in &places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = places.len() + 1;
    let end = format!("trailer\n<</Size {size} /Root 1 0 R {trailer}>>\nstartxref\n{start}\n");
    out.extend(end.bytes());
    out.extend(b"%%EOF\n");
    out
}

pub(crate) fn stream(dictionary: &str, data: &str) -> String {
    format!("<<{dictionary} /Length {}>>\nstream\n{data}\nendstream", data.len())
}

/// One page of 200 by 100 points with this content, these resources, and further objects from 5.
pub(crate) fn one_page(content: &str, resources: &str, more: &[String]) -> Vec<u8> {
    let page = format!(
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R \
         /Resources <<{resources}>>>>"
    );
    let mut objects = vec![
        "<</Type /Catalog /Pages 2 0 R>>".to_owned(),
        "<</Type /Pages /Kids [3 0 R] /Count 1>>".to_owned(),
        page,
        stream("", content),
    ];
    objects.extend(more.iter().cloned());
    pdf(&objects, "")
}

/// The first page has a red field, the second says "Hello".
pub(crate) fn two_pages() -> Vec<u8> {
    let box_ = "/Type /Page /Parent 2 0 R /MediaBox [0 0 200 100]";
    let font = "/Resources <</Font <</F1 7 0 R>>>>";
    pdf(
        &[
            "<</Type /Catalog /Pages 2 0 R>>".to_owned(),
            "<</Type /Pages /Kids [3 0 R 4 0 R] /Count 2>>".to_owned(),
            format!("<<{box_} /Contents 5 0 R>>"),
            format!("<<{box_} /Contents 6 0 R {font}>>"),
            stream("", "1 0 0 rg 0 0 100 100 re f"),
            stream("", "BT /F1 40 Tf 20 30 Td (Hello) Tj ET"),
            "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>".to_owned(),
        ],
        "",
    )
}
