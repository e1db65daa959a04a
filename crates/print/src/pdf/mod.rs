//! From a display list to a PDF file: subset fonts, content streams, structure, and a finishing
//! pass for what `printpdf` does not write. The only module that names `printpdf` and `lopdf`.
//! `printpdf` writes fonts, marks and the tree of pages; what is drawn on them is written here.
//!
//! It does not move anything: every glyph goes where the page says. It claims "tagged PDF" and
//! nothing more (no PDF/A, no PDF/UA).

mod content;
mod draw;
mod encrypt;
mod file;
mod finish;
mod fonts;
mod keys;
mod logo;
mod number;
mod object;
mod row;
mod structure;

use chrono::NaiveDate;
pub use encrypt::{Random, encrypt};
pub use keys::Passphrase;
use printpdf::{Op, PdfDocument, PdfPage, PdfSaveOptions, Pt, Rect};

use crate::{Error, Pages};

/// What the file says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meta {
    /// The title, shown in the window's title bar.
    pub title: String,
    /// The author: the clinic.
    pub author: String,
    /// The language of the text, as BCP 47: "en-US".
    pub language: String,
    /// The day of the document, from the record and never from a clock.
    pub date: Option<NaiveDate>,
}

/// A finished file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// The characters no font at hand can set. They stand on paper as their code point, and are
    /// themselves when the text is copied or read aloud.
    pub unset: Vec<char>,
}

/// Writes the pages as a PDF. Same pages and meta, same bytes.
///
/// # Errors
/// [`Error::Subset`] when a font cannot be subset, which a broken font of the machine may show only
/// now: lay out again without it; [`Error::Structure`] and [`Error::Write`] when
/// the writer returns what it must not.
pub fn pdf(pages: &Pages, meta: &Meta) -> Result<Pdf, Error> {
    let fonts = fonts::Fonts::of(pages)?;
    let drawn = draw::draw(pages, &fonts);
    let mut document = PdfDocument::new(&meta.title);
    document.with_pages(sheets(pages, fonts.specimen()));
    document.resources.fonts.map = fonts.into_map();
    document.resources.xobjects.map = logo::objects(pages);
    let options = PdfSaveOptions { optimize: false, subset_fonts: false, ..Default::default() };
    let written = document.to_lopdf_document(&options, &mut Vec::new());
    let bytes = finish::finish(written, pages, drawn, meta)?;
    Ok(Pdf { bytes, unset: pages.unset.clone() })
}

/// Pages of exactly this size: going through millimeters would leave a trace. The first one shows
/// the specimen.
fn sheets(pages: &Pages, specimen: Vec<Op>) -> Vec<PdfPage> {
    let (width, height) = pages.paper.size();
    let whole = Rect::from_wh(Pt(width), Pt(height));
    let shown = std::iter::once(specimen).chain(std::iter::repeat_with(Vec::new));
    let sheets = pages.pages.iter().zip(shown).map(|(_, ops)| PdfPage {
        media_box: whole.clone(),
        trim_box: whole.clone(),
        crop_box: whole.clone(),
        ops,
    });
    sheets.collect()
}
