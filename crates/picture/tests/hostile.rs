//! Whatever comes in, the answer is a refusal: no panic, no endless work, no endless memory.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod made;

use image::ImageFormat;
use made::{one_page, pdf, photograph, sideways, stream, two_pages, written};
use picture::{Refused, accept, page};
use proptest::prelude::*;

const FORM: &str = "/Type /XObject /Subtype /Form /BBox [0 0 200 100]";

fn drawn(content: &str, resources: &str, more: &[String]) -> Result<(u32, u32), Refused> {
    let document = one_page(content, resources, more);
    accept(&document)?;
    page(&document, 1).map(|it| (it.width, it.height))
}

#[test]
fn a_form_that_draws_itself_comes_to_an_end() {
    let own = format!("{FORM} /Resources <</XObject <</A 5 0 R>>>>");
    let form = stream(&own, "/A Do /A Do /A Do");
    assert_eq!(drawn("/A Do", "/XObject <</A 5 0 R>>", &[form]), Ok((416, 208)));
}

#[test]
fn a_billion_forms_are_refused() {
    let forms: Vec<String> = (6..16)
        .map(|next| {
            let inner = format!("{FORM} /Resources <</XObject <</A {next} 0 R>>>>");
            stream(&inner, &"/A Do ".repeat(10))
        })
        .collect();
    let outcome = drawn("/A Do", "/XObject <</A 5 0 R>>", &forms);
    assert_eq!(outcome, Err(Refused::TooManyPixels));
}

#[test]
fn a_billion_dashes_are_refused() {
    let dashed = |period: &str| drawn(&format!("[{period}] 0 d 0 50 m 200 50 l S"), "", &[]);
    assert_eq!(dashed("3 2"), Ok((416, 208)));
    assert_eq!(dashed("0.0000001"), Err(Refused::TooManyPixels));
}

#[test]
fn a_pattern_laid_over_itself_a_billion_times_is_refused() {
    let tiled = |step: &str| {
        let tile = stream(
            &format!(
                "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 10 10] \
                 /XStep {step} /YStep {step} /Resources <<>>"
            ),
            "1 0 0 rg 0 0 5 5 re f",
        );
        let content = "/Pattern cs /T scn 0 0 200 100 re f";
        drawn(content, "/Pattern <</T 5 0 R>>", &[tile])
    };
    assert_eq!(tiled("10"), Ok((416, 208)));
    assert_eq!(tiled("0.01"), Err(Refused::TooManyPixels));
}

#[test]
fn a_pattern_painted_with_itself_comes_to_an_end() {
    let tile = stream(
        "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 10 10] \
         /XStep 10 /YStep 10 /Resources <</Pattern <</T 5 0 R>>>>",
        "/Pattern cs /T scn 0 0 5 5 re f 5 5 5 5 re f",
    );
    let outcome = drawn("/Pattern cs /T scn 0 0 9 9 re f", "/Pattern <</T 5 0 R>>", &[tile]);
    assert_eq!(outcome, Ok((416, 208)));
}

#[test]
fn patterns_painted_with_patterns_a_billion_times_are_refused() {
    let tiles: Vec<String> = (6..16)
        .map(|next| {
            let inner = format!(
                "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 10 10] \
                 /XStep 10 /YStep 10 /Resources <</Pattern <</T {next} 0 R>>>>"
            );
            stream(&inner, &"/Pattern cs /T scn 0 0 5 5 re f ".repeat(10))
        })
        .collect();
    let outcome = drawn("/Pattern cs /T scn 0 0 9 9 re f", "/Pattern <</T 5 0 R>>", &tiles);
    assert_eq!(outcome, Err(Refused::TooManyPixels));
}

#[test]
fn layers_upon_layers_are_refused() {
    let stacked = |count: usize| {
        let forms: Vec<String> = (6..6 + count)
            .map(|next| {
                let inner = format!("/Resources <</XObject <</A {next} 0 R>>>>");
                stream(&format!("{FORM} /Group <</S /Transparency>> {inner}"), "/A Do")
            })
            .collect();
        drawn("/A Do", "/XObject <</A 5 0 R>>", &forms)
    };
    assert_eq!(stacked(10), Ok((416, 208)));
    assert_eq!(stacked(40), Err(Refused::TooManyPixels));
}

#[test]
fn a_picture_of_absurd_size_is_refused_before_it_is_drawn() {
    let sized = |size: &str| {
        let image = stream(&format!("/Type /XObject /Subtype /Image {size}"), "");
        drawn("/P Do", "/XObject <</P 5 0 R>>", &[image, "9999".to_owned()])
    };
    assert_eq!(sized("/Width 65535 /Height 65535"), Err(Refused::TooManyPixels));
    assert_eq!(sized("/Width 6 0 R /Height 6 0 R"), Err(Refused::TooManyPixels));
}

#[test]
fn objects_nested_without_end_do_not_overflow_the_stack() {
    for (open, close) in [("[", "]"), ("<</A ", ">>"), ("[<</A ", ">>]")] {
        let deep = format!("{}0{}", open.repeat(100_000), close.repeat(100_000));
        let _ = drawn(&format!("{deep} Tj"), "", std::slice::from_ref(&deep));
        let root = format!("<</Type /Catalog /Pages 2 0 R /X {deep}>>");
        let _ = accept(&pdf(&[root.as_str(), "<</Type /Pages /Kids 2 0 R>>"], ""));
    }
}

#[test]
fn saved_states_without_end_do_not_overflow_the_stack() {
    assert_eq!(drawn(&"q ".repeat(500_000), "", &[]), Ok((416, 208)));
}

fn samples() -> Vec<Vec<u8>> {
    let formats = [
        ImageFormat::Bmp,
        ImageFormat::Gif,
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::Tiff,
        ImageFormat::WebP,
    ];
    let mut samples: Vec<_> = formats.map(|it| written(photograph(24, 24), it)).into();
    samples.extend([sideways(photograph(24, 24)), two_pages()]);
    samples
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..Default::default() })]

    #[test]
    fn random_bytes_never_panic(which in 0_usize..8, body in prop::collection::vec(any::<u8>(), 0..600)) {
        prop_assert!(accept(&body).is_err());
        let mut begun = samples()[which][..12].to_vec();
        begun.extend(body);
        prop_assert!(accept(&begun).is_err());
        prop_assert!(page(&begun, 1).is_err());
    }

    #[test]
    fn what_was_cut_off_anywhere_never_panics(which in 0_usize..8, part in 0.0..0.9) {
        let whole = &samples()[which];
        prop_assert!(accept(&whole[..(whole.len() as f64 * part) as usize]).is_err());
    }

    #[test]
    fn changed_bytes_never_panic(
        which in 0_usize..8,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let mut bytes = samples()[which].clone();
        for (place, value) in changes {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        if let Ok(taken) = accept(&bytes) {
            prop_assert!(taken.width <= picture::SIDE && taken.height <= picture::SIDE);
        }
        let _ = page(&bytes, 1);
    }
}
