//! A drawing is refused for what it holds, before it can do anything.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod made;

use image::ImageFormat;
use made::{halves, png_header, written};
use picture::{LOGO_BYTES, Logo, Refused, logo};
use proptest::prelude::*;

const DOT: &str = "<rect width='9' height='9'/>";

fn sheet(content: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' \
         width='100' height='100'>{content}</svg>"
    )
}

fn outcome(content: &str) -> Result<(), Refused> {
    logo(sheet(content).as_bytes()).map(|_| ())
}

#[test]
fn what_acts_or_reaches_out_is_refused() {
    let cases = [
        ("<script>alert(1)</script>", Refused::Active),
        ("<h:script xmlns:h='http://www.w3.org/1999/xhtml'/>", Refused::Active),
        ("<g onload='alert(1)'/>", Refused::Active),
        ("<g ONCLICK='alert(1)'/>", Refused::Active),
        ("<a href='javascript:alert(1)'/>", Refused::Active),
        ("<rect width='9' height='9'><animate attributeName='x' to='9'/></rect>", Refused::Active),
        ("<set attributeName='href' to='http://x.test'/>", Refused::Active),
        ("<a xlink:href='https://x.test'/>", Refused::External),
        ("<use href='file:///etc/passwd#a'/>", Refused::External),
        ("<use xlink:href='other.svg#a' href='#a'/>", Refused::External),
        ("<style>@import 'http://x.test/a.css';</style>", Refused::External),
        ("<style>.a{cursor:url(http://x.test)}</style>", Refused::External),
        ("<g style='cursor:u&#114;l(//x.test)'/>", Refused::External),
        ("<?xml-stylesheet href='http://x.test/a.css'?>", Refused::External),
        ("<image href='http://x.test/a.png'/>", Refused::Embedded),
        ("<image href='data:image/png;base64,AAAA'/>", Refused::Embedded),
        ("<filter id='f'><feImage href='file:///a'/></filter>", Refused::Embedded),
        (
            "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
            Refused::Embedded,
        ),
    ];
    for (content, expected) in cases {
        assert_eq!(outcome(&format!("{DOT}{content}")), Err(expected), "{content}");
    }
}

#[test]
fn what_flat_paths_do_not_say_is_refused() {
    let cases = [
        ("<text>Threadhouse</text>", Refused::Text),
        ("<style>@font-face{}</style>", Refused::Text),
        ("<g fill='url(#a)'/>", Refused::Gradient),
        ("<style>rect{fill:url(#a)}</style>", Refused::Gradient),
        ("<g filter='url(#a)'/>", Refused::Effects),
        ("<style>rect{filter:blur(1px)}</style>", Refused::Effects),
        ("<g style='mix-blend-mode:multiply'/>", Refused::Effects),
        ("<g mask='url(#a)'/>", Refused::Mask),
        ("<style>rect{clip-path:url(#a)}</style>", Refused::Clip),
        ("<marker id='m'/>", Refused::Markers),
        ("<g opacity='.5'><path d='M1 1h5v5z'/></g>", Refused::SeeThrough),
        ("<path d='M1 1h5v5z' fill='rgba(0,0,0,.5)'/>", Refused::SeeThrough),
        ("<path d='M1 1h5v5z' stroke='red' stroke-dasharray='2 1'/>", Refused::Dashes),
        ("<mesh/>", Refused::Unknown),
        ("<blink/>", Refused::Unknown),
        ("<style>@media print{rect{fill:red}}</style>", Refused::Style),
        ("<style media='print'>rect{fill:red}</style>", Refused::Style),
        ("<use href='#nowhere'/>", Refused::Damaged),
        ("<g id='a'/><g id='a'/><use href='#a'/>", Refused::Damaged),
        ("<g id='a'/><g clip-path='url(#a)'/>", Refused::Damaged),
        ("<g>", Refused::Damaged),
    ];
    for (content, expected) in cases {
        assert_eq!(outcome(&format!("{DOT}{content}")), Err(expected), "{content}");
    }
}

#[test]
fn what_draws_nothing_and_reaches_nowhere_is_taken() {
    for content in [
        "<linearGradient id='g'><stop/></linearGradient><radialGradient href='#g'/>",
        "<filter id='f'><feGaussianBlur/></filter>",
        "<x:view xmlns:x='http://draw.test' x:page='url(a)' x:href='http://draw.test'/>",
        "<g style='mask:none;marker:none;stroke-dasharray:none;filter:none'/>",
        "<desc>drawn on url(paper)</desc><!-- <script/> -->",
        "<path d='M1 1 nonsense' stroke='red'/>",
    ] {
        assert_eq!(outcome(&format!("{DOT}{content}")), Ok(()), "{content}");
    }
}

#[test]
fn entities_are_refused_be_they_a_billion_laughs_or_one() {
    let mut laughs = "<!DOCTYPE svg [<!ENTITY l0 'ha'>".to_owned();
    for n in 1..10 {
        let ten = format!("&l{};", n - 1).repeat(10);
        laughs.push_str(&format!("<!ENTITY l{n} '{ten}'>"));
    }
    laughs.push_str(&format!("]>{}", sheet("<desc>&l9;</desc>")));
    let long = format!("<!DOCTYPE svg [<!ENTITY a '{}'>]>{}", "a".repeat(9999), sheet("&a;&a;"));
    let file = format!("<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///a'>]>{}", sheet("&a;"));
    for text in [laughs, long, file] {
        assert_eq!(logo(text.as_bytes()), Err(Refused::Entities));
    }
}

#[test]
fn groups_in_groups_are_refused_before_the_stack_runs_over() {
    let nested = |deep: usize| format!("{}{DOT}{}", "<g>".repeat(deep), "</g>".repeat(deep));
    assert_eq!(outcome(&nested(62)), Ok(()));
    assert_eq!(outcome(&nested(63)), Err(Refused::Nested));
    assert_eq!(outcome(&nested(10_000)), Err(Refused::Nested));
    assert_eq!(outcome(&nested(70_000)), Err(Refused::TooDetailed));
}

#[test]
fn the_deepest_drawing_that_is_taken_fits_on_a_small_stack() {
    let uses: String =
        (1..31).map(|n| format!("<g id='a{n}'><use href='#a{}'/></g>", n - 1)).collect();
    let content = format!("<defs><g id='a0'>{DOT}</g>{uses}</defs><use href='#a30'/>");
    let clips: String = (1..30)
        .map(|n| format!("<clipPath id='c{n}' clip-path='url(#c{})'>{DOT}</clipPath>", n - 1))
        .collect();
    let clips =
        format!("<clipPath id='c0'>{DOT}</clipPath>{clips}<g clip-path='url(#c29)'>{DOT}</g>");
    let drawing = std::thread::Builder::new().stack_size(1024 * 1024);
    let drawn = drawing.spawn(move || (outcome(&content), outcome(&clips))).unwrap();
    assert_eq!(drawn.join().unwrap(), (Ok(()), Err(Refused::Clip)));
}

#[test]
fn what_uses_itself_is_refused() {
    for content in [
        "<g id='a'><use href='#a'/></g>",
        "<use id='a' href='#a'/>",
        "<g id='a'><use href='#b'/></g><g id='b'><use href='#c'/></g><g id='c'><use href='#a'/></g>",
        "<clipPath id='a' clip-path='url(#b)'/><clipPath id='b' clip-path='url(#c)'/>\
         <clipPath id='c' clip-path='url(#a)'/>",
        "<clipPath id='a'><g id='b' style='clip-path:url(#a)'/></clipPath>",
    ] {
        assert_eq!(outcome(&format!("{DOT}{content}")), Err(Refused::Nested), "{content}");
    }
}

#[test]
fn bombs_are_refused() {
    let uses: String = (1..12)
        .map(|n| format!("<g id='a{n}'>{}</g>", format!("<use href='#a{}'/>", n - 1).repeat(10)))
        .collect();
    let long = format!("<path id='p' d='M0 0{}'/>", "h1".repeat(20_000));
    let cases = [
        (format!("<g id='a0'>{DOT}</g>{uses}"), Refused::TooDetailed),
        (format!("{long}{}", "<use href='#p'/>".repeat(100)), Refused::TooDetailed),
        (long, Refused::TooDetailed),
        (DOT.repeat(5001), Refused::TooDetailed),
        (format!("<g font-family='{}'/>", "a".repeat(5000)), Refused::TooDetailed),
        (format!("<style>{}</style>", ".a{fill:red}".repeat(4000)), Refused::Style),
        (format!("<style>{} b{{}}</style>{DOT}", "* ".repeat(60)), Refused::Style),
    ];
    for (content, expected) in cases {
        assert_eq!(outcome(&content), Err(expected), "{}", &content[..60]);
    }
    // Round corners make many segments of few.
    let round = format!("M0 0{}", "l5 9 5-9".repeat(2500));
    let round = format!("<path d='{round}' stroke='red' stroke-linejoin='round'/>");
    assert_eq!(outcome(&round), Err(Refused::TooDetailed));
}

#[test]
fn a_sheet_without_a_sensible_size_is_refused() {
    let sized = |attributes: &str| {
        let text = format!("<svg xmlns='http://www.w3.org/2000/svg' {attributes}>{DOT}</svg>");
        logo(text.as_bytes()).map(|_| ())
    };
    let cases = [
        ("width='0' height='10'", Refused::NoSize),
        ("width='-5' height='10'", Refused::NoSize),
        ("width='1e40' height='1e40'", Refused::NoSize),
        ("width='100001' height='100001'", Refused::NoSize),
        ("width='2100' height='100'", Refused::TooNarrow),
        ("width='10' height='10' viewBox='50 50 9 9'", Refused::Invisible),
    ];
    for (attributes, expected) in cases {
        assert_eq!(sized(attributes), Err(expected), "{attributes}");
    }
    let far = "<path d='M0 0h9e9v9z'/>";
    assert_eq!(outcome(far), Err(Refused::NoSize));
    assert_eq!(outcome("<path fill='white' d='M0 0h9v9z'/>"), Err(Refused::Invisible));
    assert_eq!(outcome(""), Err(Refused::Invisible));
}

#[test]
fn other_files_are_refused() {
    let bmp = written(halves(4, 2), ImageFormat::Bmp);
    let cases: [(&[u8], Refused); 8] = [
        (b"", Refused::NotALogo),
        (b"%PDF-1.7", Refused::NotALogo),
        (&bmp, Refused::NotALogo),
        (b"<html><svg/></html>", Refused::NotALogo),
        (b"\xff\xfe<\0s\0v\0g\0", Refused::NotALogo),
        (b"\x1f\x8b\x08\0\0", Refused::Compressed),
        (&vec![b' '; LOGO_BYTES + 1], Refused::TooLarge),
        (&png_header(20_001, 10), Refused::TooManyPixels),
    ];
    for (bytes, expected) in cases {
        assert_eq!(logo(bytes), Err(expected), "{:?}", &bytes[..bytes.len().min(20)]);
    }
    let cut = written(halves(40, 20), ImageFormat::Png);
    assert_eq!(logo(&cut[..cut.len() / 2]), Err(Refused::Damaged));
}

/// A drawing with a little of everything.
fn seed() -> String {
    sheet(
        "<style>.a{fill:#123;} g .b{stroke:red}</style><defs><rect id='w' width='99' height='99'/>\
         <clipPath id='c'><use xlink:href='#w'/></clipPath></defs><g clip-path='url(#c)'><g \
         transform='rotate(9) scale(2 1)'><path class='a b' d='M1 2q3 4 5 6t7 8a9 8 7 1 0 6 5c1 2 3 4 \
         5 6s7 8 9 9z' stroke-width='2' stroke-linecap='round'/><circle cx='9' cy='9' r='5'/></g></g>",
    )
}

#[test]
fn the_drawing_that_is_changed_is_a_good_one() {
    assert!(
        matches!(logo(seed().as_bytes()), Ok(Logo::Shapes { shapes, .. }) if shapes.len() == 3)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_bytes_get_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = logo(&bytes);
        let _ = logo(&[b"<svg xmlns='http://www.w3.org/2000/svg'>", bytes.as_slice()].concat());
    }

    #[test]
    fn a_changed_drawing_is_drawn_within_bounds_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..3_u8, " -~"), 1..6),
    ) {
        let mut bytes = seed().into_bytes();
        for (place, how, letter) in changes {
            let at = place.index(bytes.len());
            let letter = letter.as_bytes()[0];
            match how {
                0 => bytes[at] = letter,
                1 => bytes.insert(at, letter),
                _ => drop(bytes.remove(at)),
            }
        }
        let first = logo(&bytes);
        prop_assert_eq!(&first, &logo(&bytes));
        if let Ok(Logo::Shapes { width, height, shapes }) = first {
            prop_assert!(width > 0.0 && height > 0.0 && !shapes.is_empty());
            prop_assert!(shapes.iter().map(|it| it.segments.len()).sum::<usize>() <= 20_000);
        }
    }
}
