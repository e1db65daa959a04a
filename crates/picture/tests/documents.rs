//! PDFs are kept whole or not at all, and drawn page by page.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod made;

use image::{ImageFormat, RgbImage};
use made::{halves, one_page, pdf, stream, two_pages, written};
use picture::{Image, Kind, Refused, SIDE, accept, data_url, page};

fn pixels(image: &Image) -> RgbImage {
    image::load_from_memory(&image.bytes).unwrap().into_rgb8()
}

#[test]
fn a_document_of_two_pages_is_kept_as_it_came_and_draws_both() {
    let document = two_pages();
    let taken = accept(&document).unwrap();
    assert_eq!((taken.kind, taken.mime, taken.pages), (Kind::Pdf, "application/pdf", 2));
    assert_eq!((taken.width, taken.height), (416, 208));
    assert_eq!(taken.bytes, document);

    let first = page(&document, 1).unwrap();
    assert_eq!((first.width, first.height), (416, 208));
    assert_eq!(pixels(&first).get_pixel(50, 100).0, [255, 0, 0]);
    assert_eq!(pixels(&first).get_pixel(300, 100).0, [255, 255, 255]);

    let second = pixels(&page(&document, 2).unwrap());
    let dark = second.pixels().filter(|it| it.0[0] < 128).count();
    assert!((500..20_000).contains(&dark), "{dark} pixels of \"Hello\"");
    for absent in [0, 3, u32::MAX] {
        assert_eq!(page(&document, absent), Err(Refused::NoSuchPage));
    }
}

#[test]
fn a_drawn_page_fits_a_data_url() {
    let url = data_url(&page(&two_pages(), 1).unwrap());
    assert!(url.starts_with("data:image/png;base64,iVBORw0KGgo"));
}

#[test]
fn a_large_sheet_is_drawn_smaller_and_a_sliver_not_at_all() {
    let sized = |size: &str| {
        let page = format!("<</Type /Page /Parent 2 0 R /MediaBox [0 0 {size}]>>");
        let tree = "<</Type /Pages /Kids [3 0 R] /Count 1>>".to_owned();
        pdf(&["<</Type /Catalog /Pages 2 0 R>>".to_owned(), tree, page], "")
    };
    let drawn = page(&sized("14400 7200"), 1).unwrap();
    assert_eq!((drawn.width, drawn.height), (SIDE, SIDE / 2));
    assert_eq!(page(&sized("14400 1"), 1), Err(Refused::TooManyPixels));
}

#[test]
fn an_encrypted_document_is_refused_even_when_no_password_is_asked() {
    let objects = ["<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [] /Count 0>>"];
    for trailer in ["/Encrypt 5 0 R", "/Encr#79pt <</Filter /Standard /V 1>>"] {
        assert_eq!(accept(&pdf(&objects, trailer)), Err(Refused::Encrypted));
    }
}

#[test]
fn a_document_that_was_cut_off_is_refused() {
    let document = two_pages();
    for length in [8, 100, document.len() / 2, document.len() - 7] {
        assert_eq!(accept(&document[..length]), Err(Refused::Damaged), "{length}");
        assert_eq!(page(&document[..length], 1), Err(Refused::Damaged), "{length}");
    }
}

#[test]
fn no_page_and_too_many_pages_are_refused() {
    let of = |count: usize| {
        let mut objects = vec!["<</Type /Catalog /Pages 2 0 R>>".to_owned()];
        let kids: Vec<String> = (0..count).map(|n| format!("{} 0 R", n + 3)).collect();
        let kids = kids.join(" ");
        objects.push(format!("<</Type /Pages /Kids [{kids}] /Count {count}>>"));
        let page = "<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 100]>>";
        objects.extend((0..count).map(|_| page.to_owned()));
        accept(&pdf(&objects, "")).map(|it| it.pages)
    };
    assert_eq!(of(0), Err(Refused::Damaged));
    assert_eq!(of(40), Ok(40));
    assert_eq!(of(41), Err(Refused::TooManyPages));
}

#[test]
fn a_document_that_begins_as_a_png_is_judged_as_one() {
    let png = written(halves(4, 4), ImageFormat::Png);
    let mut torn = png[..16].to_vec();
    torn.extend(two_pages());
    assert_eq!(accept(&torn), Err(Refused::Damaged));
    let mut both = png;
    both.extend(two_pages());
    let taken = accept(&both).unwrap();
    assert_eq!((taken.kind, taken.mime), (Kind::Image, "image/png"));
    assert!(!taken.bytes.windows(4).any(|it| it == b"%PDF"));
}

#[test]
fn a_picture_on_a_page_is_drawn_and_a_filled_form_too() {
    let picture = stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB \
         /BitsPerComponent 8 /Filter /ASCIIHexDecode",
        "00FF00>",
    );
    let form = stream("/Type /XObject /Subtype /Form /BBox [0 0 50 50]", "0 0 1 rg 0 0 50 50 re f");
    let content = "q 100 0 0 100 100 0 cm /P Do Q /B Do";
    let document = one_page(content, "/XObject <</P 5 0 R /B 6 0 R>>", &[picture, form]);
    let drawn = pixels(&page(&document, 1).unwrap());
    assert_eq!(drawn.get_pixel(300, 100).0, [0, 255, 0]);
    assert_eq!(drawn.get_pixel(20, 200).0, [0, 0, 255]);
}

#[test]
fn scripts_links_and_embedded_files_do_nothing() {
    let actions = "/OpenAction <</S /JavaScript /JS (app.alert\\(1\\))>> \
                   /Names <</EmbeddedFiles <</Names [(a) <</Type /Filespec /F (a.exe)>>]>>>>";
    let link = "/Annots [<</Type /Annot /Subtype /Link /Rect [0 0 200 100] \
                /A <</S /URI /URI (http://example.org)>>>>]";
    let document = pdf(
        &[
            format!("<</Type /Catalog /Pages 2 0 R {actions}>>"),
            "<</Type /Pages /Kids [3 0 R] /Count 1>>".to_owned(),
            format!("<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] {link}>>"),
        ],
        "",
    );
    let drawn = pixels(&page(&document, 1).unwrap());
    assert!(drawn.pixels().all(|it| it.0 == [255; 3]));
}
