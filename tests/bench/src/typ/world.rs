//! The least world that Typst compiles in: one source, our fonts, no files, no clock.

use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use crate::{asked::Trouble, fonts::FONTS};

/// How many plans a result may stay unused before Typst's cache gives it up. The plans of two
/// people share no paragraphs; those of the bench do, and what Typst kept of them would spare it
/// the work that is compared. Nor does any other program keep text from plan to plan.
const KEPT: usize = 0;

/// Typst at work: library and fonts are opened once, the source changes from plan to plan.
pub struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    source: Source,
}

impl Desk {
    /// Opens library and fonts.
    ///
    /// # Errors
    /// When a font cannot be read.
    pub fn open() -> Result<Self, Trouble> {
        let mut fonts = Vec::new();
        for (_, bytes) in FONTS {
            fonts.push(Font::new(Bytes::new(bytes), 0).ok_or("a font cannot be read")?);
        }
        let path = VirtualPath::new("plan.typ").map_err(|error| format!("{error:?}"))?;
        let main = RootedPath::new(VirtualRoot::Project, path).intern();
        Ok(Self {
            library: LazyHash::new(<Library as LibraryExt>::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            source: Source::new(main, String::new()),
        })
    }

    /// Sets and writes a source as a tagged PDF, which is what Typst does when nobody says more.
    ///
    /// # Errors
    /// What Typst finds wrong with it.
    pub fn written(&mut self, source: String) -> Result<Vec<u8>, Trouble> {
        self.source = Source::new(self.source.id(), source);
        let document: PagedDocument =
            typst::compile(self).output.map_err(|errors| format!("{errors:?}"))?;
        let bytes = typst_pdf::pdf(&document, &PdfOptions::default())
            .map_err(|errors| format!("{errors:?}"))?;
        typst::comemo::evict(KEPT);
        Ok(bytes)
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() { Ok(self.source.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
