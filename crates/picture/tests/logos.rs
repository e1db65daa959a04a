//! A clinic's mark comes out as what its designer drew, at a size that fits a letterhead.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod made;

use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use made::{halves, photograph, sideways, written};
use picture::{LOGO_SIDE, Logo, Refused, Segment, Shape, logo};
use std::io::Cursor;

/// The mark of a clinic that does not exist: a house, and a thread that leads into it.
const HOUSE: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
     xmlns:draw="http://draw.test/ns" width="60mm" height="40mm" viewBox="0 0 120 80">
  <title>Threadhouse</title>
  <metadata><draw:note onto="nothing">second version</draw:note></metadata>
  <style>.wall { fill: #204060; } .thread { fill: none; stroke: #c8a032; }</style>
  <defs>
    <clipPath id="page"><rect width="120" height="80"/></clipPath>
    <rect id="pane" width="8" height="8"/>
  </defs>
  <g clip-path="url(#page)">
    <path class="wall" d="M20 40 L60 10 L100 40 V70 H20 Z"/>
    <path fill="#fff" fill-rule="evenodd" d="M50 70V50h20v20z M55 65V55h10v10z"/>
    <g fill="#f4e9c8" transform="translate(30 44)">
      <use xlink:href="#pane"/>
      <use xlink:href="#pane" x="44"/>
    </g>
    <path class="thread" stroke-width="2" d="M4 60 C20 80 40 50 60 60 S90 70 116 50"/>
    <circle class="thread" stroke-width="2" stroke-linecap="round" cx="112" cy="46" r="3"/>
  </g>
</svg>"##;

fn sheet(attributes: &str, content: &str) -> String {
    format!("<svg xmlns='http://www.w3.org/2000/svg' {attributes}>{content}</svg>")
}

fn shapes(svg: &str) -> (f32, f32, Vec<Shape>) {
    match logo(svg.as_bytes()) {
        Ok(Logo::Shapes { width, height, shapes }) => (width, height, shapes),
        other => panic!("{other:?} for {svg}"),
    }
}

/// The only shape of a drawing on a sheet of 100 by 100.
fn one(content: &str) -> Shape {
    let (_, _, mut shapes) = shapes(&sheet("width='100' height='100'", content));
    assert_eq!(shapes.len(), 1, "{content}");
    shapes.remove(0)
}

/// Left, top, right, bottom of the points and handles, rounded.
fn extent(shape: &Shape) -> [i32; 4] {
    let mut points = Vec::new();
    for segment in &shape.segments {
        match segment {
            Segment::Move(x, y) | Segment::Line(x, y) => points.push((*x, *y)),
            Segment::Curve(three) => points.extend(three),
            Segment::Close => {}
        }
    }
    let by = |pick: fn(&(f32, f32)) -> f32| points.iter().map(pick);
    [
        by(|it| it.0).fold(f32::MAX, f32::min),
        by(|it| it.1).fold(f32::MAX, f32::min),
        by(|it| it.0).fold(f32::MIN, f32::max),
        by(|it| it.1).fold(f32::MIN, f32::max),
    ]
    .map(|it| it.round() as i32)
}

#[test]
fn a_house_with_a_thread_comes_out_as_six_shapes_on_its_sheet() {
    let (width, height, shapes) = shapes(HOUSE);
    assert!((width - 60.0 * 96.0 / 25.4).abs() < 0.01 && (height * 1.5 - width).abs() < 0.01);
    let colors: Vec<_> = shapes.iter().map(|it| (it.fill, it.stroke.map(|line| line.0))).collect();
    let (wall, pane, thread) = ([0x20, 0x40, 0x60], [0xf4, 0xe9, 0xc8], [0xc8, 0xa0, 0x32]);
    let expected = [
        (Some(wall), None),
        (Some([255; 3]), None),
        (Some(pane), None),
        (Some(pane), None),
        (None, Some(thread)),
        // Its ends are round, and so it is an outline.
        (Some(thread), None),
    ];
    assert_eq!(colors, expected);
    for shape in &shapes {
        let [left, top, right, bottom] = extent(shape);
        assert!(left >= 0 && top >= 0 && right <= 227 && bottom <= 152, "{shape:?}");
    }
    assert_eq!(shapes.iter().filter(|it| it.even_odd).count(), 1);
    assert_eq!(logo(HOUSE.as_bytes()), logo(HOUSE.as_bytes()));
}

#[test]
fn the_window_of_a_drawing_is_fitted_into_its_sheet() {
    let content = "<rect x='10' y='20' width='10' height='10'/>";
    let cases = [
        ("width='100' height='100' viewBox='10 20 10 10'", [0, 0, 100, 100]),
        ("width='200' height='100' viewBox='10 20 10 10'", [50, 0, 150, 100]),
        (
            "width='200' height='100' viewBox='10 20 10 10' preserveAspectRatio='xMinYMid'",
            [0, 0, 100, 100],
        ),
        (
            "width='200' height='100' viewBox='10 20 10 10' preserveAspectRatio='none'",
            [0, 0, 200, 100],
        ),
        ("width='1in' height='2.54cm' viewBox='10 20 10 10'", [0, 0, 96, 96]),
        ("viewBox='0 0 40 40'", [10, 20, 20, 30]),
        ("", [10, 20, 20, 30]),
    ];
    for (attributes, expected) in cases {
        let (_, _, shapes) = shapes(&sheet(attributes, content));
        assert_eq!(extent(&shapes[0]), expected, "{attributes}");
    }
}

#[test]
fn transforms_of_groups_and_symbols_are_carried_out() {
    let cases = [
        (
            "<g transform='translate(10)'><g transform='scale(2)'>\
             <rect width='5' height='10'/></g></g>",
            [10, 0, 20, 20],
        ),
        (
            "<rect transform='rotate(90 50 50)' x='50' y='50' width='20' height='10'/>",
            [40, 50, 50, 70],
        ),
        (
            "<symbol id='a' viewBox='0 0 10 10'><rect width='10' height='10'/></symbol>\
             <use href='#a' transform='translate(20 30)' width='40' height='40'/>",
            [20, 30, 60, 70],
        ),
        (
            "<svg x='5' y='6' width='20' height='20' viewBox='0 0 2 2'>\
             <rect width='1' height='2'/></svg>",
            [5, 6, 15, 26],
        ),
    ];
    for (content, expected) in cases {
        assert_eq!(extent(&one(content)), expected, "{content}");
    }
}

#[test]
fn colors_come_from_attributes_classes_and_inheritance() {
    let cases = [
        ("<rect width='9' height='9'/>", [0, 0, 0]),
        ("<rect width='9' height='9' fill='teal'/>", [0, 128, 128]),
        ("<g color='#123456'><rect width='9' height='9' fill='currentColor'/></g>", [18, 52, 86]),
        ("<rect width='9' height='9' style='fill:rgb(1,2,3);opacity:1'/>", [1, 2, 3]),
        (
            "<style>g .b{fill:#010203}</style><g><rect class='a b' width='9' height='9'/></g>",
            [1, 2, 3],
        ),
        ("<g fill='red'><rect width='9' height='9'/></g>", [255, 0, 0]),
    ];
    for (content, expected) in cases {
        assert_eq!(one(content).fill, Some(expected), "{content}");
    }
}

#[test]
fn a_line_is_a_line_only_where_pdf_draws_the_same() {
    let plain = [
        ("<path d='M5 5H50V50' fill='none' stroke='red' stroke-width='3'/>", 3.0),
        (
            "<g transform='scale(2) rotate(9)'><path d='M5 5H9V9' fill='none' stroke='red'/></g>",
            2.0,
        ),
        ("<path d='M5 5 H50 L5 8' fill='none' stroke='red' stroke-miterlimit='10'/>", 1.0),
    ];
    for (content, width) in plain {
        let shape = one(content);
        let (color, drawn) = shape.stroke.unwrap();
        assert_eq!((shape.fill, color), (None, [255, 0, 0]));
        assert!((drawn - width).abs() < 0.01, "{content}");
    }
    for content in [
        "<path d='M5 5H50V50' fill='none' stroke='red' stroke-linecap='round'/>",
        "<path d='M5 5H50V50' fill='none' stroke='red' stroke-linejoin='bevel'/>",
        "<path d='M5 5 H50 L5 8' fill='none' stroke='red'/>",
        "<g transform='scale(2 3)'><path d='M5 5H9V9' fill='none' stroke='red'/></g>",
    ] {
        let shape = one(content);
        assert_eq!((shape.fill, shape.stroke), (Some([255, 0, 0]), None), "{content}");
    }
}

#[test]
fn a_line_lies_over_its_inside_unless_the_drawing_says_otherwise() {
    let content = "<rect x='5' y='5' width='9' height='9' fill='red' stroke='blue'";
    let both = one(&format!("{content}/>"));
    assert_eq!((both.fill, both.stroke), (Some([255, 0, 0]), Some(([0, 0, 255], 1.0))));
    let below = sheet("width='100' height='100'", &format!("{content} paint-order='stroke'/>"));
    let (_, _, below) = shapes(&below);
    assert_eq!((below[0].fill, below[1].fill), (None, Some([255, 0, 0])));
}

#[test]
fn a_clip_path_that_cuts_nothing_off_is_passed_over() {
    let clipped = |window: &str, drawn: &str| {
        let content = format!(
            "<defs><rect id='w' {window}/><clipPath id='c'><use href='#w'/></clipPath></defs>\
             <g transform='translate(10)' clip-path='url(#c)'><rect {drawn} fill='red'/></g>"
        );
        logo(sheet("width='100' height='100'", &content).as_bytes()).map(|_| ())
    };
    let page = "x='-10' width='100' height='100'";
    assert_eq!(clipped(page, "width='20' height='20'"), Ok(()));
    assert_eq!(clipped(page, "width='200' height='20'"), Ok(()), "cut at the edge of the sheet");
    assert_eq!(clipped("width='20' height='20'", "width='20' height='20'"), Ok(()));
    assert_eq!(clipped("width='10' height='20'", "width='20' height='20'"), Err(Refused::Clip));
    let round = "width='20' height='20' rx='9'";
    assert_eq!(clipped(round, "width='20' height='20'"), Err(Refused::Clip));
}

#[test]
fn what_is_hidden_is_left_out() {
    let hidden = "<g opacity='0'><rect width='9' height='9'/></g>\
        <rect width='9' height='9' visibility='hidden'/><rect width='9' height='9' fill='none'/>\
        <rect width='9' height='9' fill-opacity='0'/><g display='none'><rect width='9' height='9'/></g>";
    assert_eq!(one(&format!("{hidden}<path d='M1 1h5v5z'/>")).segments.len(), 4);
    let nothing = sheet("width='100' height='100'", hidden);
    assert_eq!(logo(nothing.as_bytes()), Err(Refused::Invisible));
}

fn pixels(bytes: &[u8]) -> (u32, u32, Vec<u8>) {
    match logo(bytes) {
        Ok(Logo::Pixels { width, height, rgba }) => (width, height, rgba),
        other => panic!("{other:?}"),
    }
}

fn png(image: RgbaImage) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    DynamicImage::ImageRgba8(image).write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}

#[test]
fn a_picture_keeps_its_colors_and_what_shows_through() {
    let image = RgbaImage::from_fn(4, 2, |x, _| Rgba([10, 20, 30, (x * 80) as u8]));
    assert_eq!(pixels(&png(image.clone())), (4, 2, image.into_raw()));
    assert_eq!(&pixels(&written(halves(4, 2), ImageFormat::Png)).2[..4], [255, 0, 0, 255]);
}

#[test]
fn a_large_picture_is_reduced_without_a_dark_seam() {
    let image = RgbaImage::from_fn(3000, 1500, |x, _| {
        if x < 1001 { Rgba([0, 0, 0, 0]) } else { Rgba([200, 100, 50, 255]) }
    });
    let (width, height, rgba) = pixels(&png(image));
    assert_eq!((width, height), (LOGO_SIDE, 600));
    for pixel in rgba.chunks(4).filter(|it| it[3] > 16) {
        assert!(pixel[0].abs_diff(200) < 4 && pixel[1].abs_diff(100) < 4, "{pixel:?}");
    }
}

#[test]
fn a_jpeg_is_taken_upright() {
    let (width, height, rgba) = pixels(&sideways(photograph(40, 20)));
    assert_eq!((width, height), (20, 40));
    assert!(rgba.chunks(4).all(|it| it[3] == 255));
}

#[test]
fn a_picture_of_which_nothing_would_be_seen_is_refused() {
    let all = |pixel: [u8; 4]| logo(&png(RgbaImage::from_pixel(9, 9, Rgba(pixel)))).map(|_| ());
    assert_eq!(all([0, 0, 0, 0]), Err(Refused::Invisible));
    assert_eq!(all([255, 255, 255, 255]), Err(Refused::Invisible));
    assert_eq!(all([0, 0, 0, 40]), Ok(()));
    let strip = |width| logo(&png(RgbaImage::from_pixel(width, 10, Rgba([0, 0, 0, 255]))));
    assert!(strip(200).is_ok());
    assert_eq!(strip(201), Err(Refused::TooNarrow));
}
