//! Images come out upright, small, and with nothing but their pixels.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod made;

use image::{ImageFormat, RgbImage};
use made::{halves, photograph, png_chunk, png_header, sideways, written};
use picture::{BYTES, Kind, Refused, SIDE, accept, page};

fn pixels(bytes: &[u8]) -> RgbImage {
    image::load_from_memory(bytes).unwrap().into_rgb8()
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|it| it == needle)
}

#[test]
fn every_known_format_is_taken() {
    for format in [
        ImageFormat::Bmp,
        ImageFormat::Gif,
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::Tiff,
        ImageFormat::WebP,
    ] {
        let taken = accept(&written(halves(40, 20), format)).unwrap();
        assert_eq!((taken.kind, taken.pages), (Kind::Image, 1), "{format:?}");
        assert_eq!((taken.width, taken.height), (40, 20), "{format:?}");
        let [red, _, blue] = pixels(&taken.bytes).get_pixel(5, 5).0;
        assert!(red > 200 && blue < 60, "{format:?}");
    }
}

#[test]
fn a_jpeg_that_lies_on_its_side_comes_out_upright_without_exif() {
    for image in [halves(40, 20), photograph(40, 20)] {
        let before = sideways(image);
        assert!(contains(&before, b"Exif") && contains(&before, b"Ana Bell"));
        let taken = accept(&before).unwrap();
        assert_eq!((taken.width, taken.height), (20, 40));
        assert!(!contains(&taken.bytes, b"Exif") && !contains(&taken.bytes, b"Ana Bell"));
    }
    let upright = pixels(&accept(&sideways(halves(40, 20))).unwrap().bytes);
    assert!(upright.get_pixel(10, 5).0[0] > 200, "what was left is above");
    assert!(upright.get_pixel(10, 35).0[2] > 200, "what was right is below");
}

#[test]
fn a_png_loses_its_text_and_what_was_hung_behind_it() {
    let plain = written(halves(40, 20), ImageFormat::Png);
    let mut before = plain[..33].to_vec();
    before.extend(png_chunk(b"tEXt", b"Author\0Ana Bell"));
    before.extend(&plain[33..]);
    before.extend(b"<script>Ana Bell</script>");
    let taken = accept(&before).unwrap();
    assert_eq!(taken.mime, "image/png");
    assert!(!contains(&taken.bytes, b"Ana Bell") && !contains(&taken.bytes, b"tEXt"));
    assert_eq!(pixels(&taken.bytes), halves(40, 20));
}

#[test]
fn a_photograph_becomes_a_jpeg_no_larger_than_is_kept() {
    let before = written(photograph(3000, 200), ImageFormat::Jpeg);
    let taken = accept(&before).unwrap();
    assert_eq!((taken.mime, taken.width, taken.height), ("image/jpeg", SIDE, 160));
    assert!(taken.bytes.len() <= BYTES);
}

#[test]
fn what_was_taken_once_is_taken_again_the_same() {
    for image in [halves(3000, 40), photograph(2500, 300), photograph(64, 64)] {
        let once = accept(&written(image, ImageFormat::Jpeg)).unwrap();
        let twice = accept(&once.bytes).unwrap();
        assert_eq!((twice.kind, twice.mime), (once.kind, once.mime));
        assert_eq!((twice.width, twice.height), (once.width, once.height));
        assert!(twice.bytes.len() <= BYTES);
    }
}

#[test]
fn a_header_of_sixty_five_thousand_pixels_a_side_is_refused() {
    assert_eq!(accept(&png_header(65_535, 65_535)), Err(Refused::TooManyPixels));
    assert_eq!(accept(&png_header(19_000, 19_000)), Err(Refused::TooManyPixels));
    let mut gif = written(halves(4, 4), ImageFormat::Gif);
    gif[6..10].fill(0xff);
    assert_eq!(accept(&gif), Err(Refused::TooManyPixels));
    let mut bmp = written(halves(4, 4), ImageFormat::Bmp);
    bmp[18..26].copy_from_slice(&[0xff, 0xff, 0, 0, 0xff, 0xff, 0, 0]);
    assert_eq!(accept(&bmp), Err(Refused::TooManyPixels));
    let mut jpeg = written(photograph(16, 16), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|it| it == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].fill(0xff);
    assert_eq!(accept(&jpeg), Err(Refused::TooManyPixels));
}

#[test]
fn what_was_cut_off_is_refused_in_every_format() {
    for format in [
        ImageFormat::Bmp,
        ImageFormat::Gif,
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::Tiff,
        ImageFormat::WebP,
    ] {
        let whole = written(photograph(50, 50), format);
        let half = accept(&whole[..whole.len() / 2]);
        assert_eq!(half, Err(Refused::Damaged), "{format:?}");
    }
}

#[test]
fn more_than_four_megabytes_are_refused_whatever_they_are() {
    let mut large = written(halves(4, 4), ImageFormat::Png);
    large.resize(5 * 1024 * 1024, 0);
    assert_eq!(accept(&large), Err(Refused::TooLarge));
    assert_eq!(page(&large, 1), Err(Refused::TooLarge));
}

#[test]
fn other_files_are_refused_by_content() {
    for other in [
        b"".as_slice(),
        b"GIF",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"PK\x03\x04",
        b"MZ\x90\0",
        b"\x7fELF",
        b"\0\0\x01\0\x01\0",
        b"  %PDF-1.7",
    ] {
        assert_eq!(accept(other), Err(Refused::NotAPicture));
    }
}

#[test]
fn an_image_has_no_pages() {
    let image = written(halves(4, 4), ImageFormat::Png);
    assert_eq!(page(&image, 1), Err(Refused::NoSuchPage));
}
