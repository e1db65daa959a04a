//! A face of the machine: a font that nobody shipped with us, handed over as bytes, and refused
//! unless it can be drawn, searched and embedded.

use std::{fmt, sync::Arc};

use harfrust::{
    Font,
    font::{Blob, attribute::Weight, name::NameId},
};
use subsetter::GlyphRemapper;

use super::sfnt::{Name, Tables, short};
use crate::Error;

/// The longest font file that is looked at, in bytes: collections of every weight and region
/// reach half of this.
const LARGEST_FILE: usize = 256 << 20;
/// The most bytes that one face of it may have.
const LARGEST_FACE: usize = 64 << 20;

/// What shapes and draws text. Bitmaps, colors, variations and names stay behind, and so does
/// whatever else a file brings along.
const KEPT: [Name; 15] = [
    *b"CFF ", *b"GDEF", *b"GPOS", *b"GSUB", *b"OS/2", *b"cmap", *b"cvt ", *b"fpgm", *b"glyf",
    *b"head", *b"hhea", *b"hmtx", *b"loca", *b"maxp", *b"prep",
];

/// A font found on the machine. Cloning is cheap.
#[derive(Clone)]
pub struct MachineFace(Arc<Opened>);

struct Opened {
    name: String,
    bold: bool,
    bytes: Arc<Vec<u8>>,
    font: Font,
}

impl MachineFace {
    /// Opens the face at `index` of a font file: TrueType or OpenType, by itself (`index` 0) or in
    /// a collection. Of a variable font, only the shapes it has by default are used. The bytes of
    /// the file are not kept, only what the face needs of them.
    ///
    /// # Errors
    /// [`Error::MachineFace`] when this is not a font, is too large, has no outlines, does not say
    /// which characters it has, or forbids being embedded or reduced.
    pub fn new(file: &[u8], index: u32) -> Result<Self, Error> {
        if file.len() > LARGEST_FILE {
            return Err(Error::MachineFace("is too large"));
        }
        let tables = Tables::of(file, index).ok_or(Error::MachineFace("is not a font"))?;
        embeddable(&tables)?;
        drawable(&tables)?;
        if KEPT.iter().filter_map(|name| tables.table(name)).map(<[u8]>::len).sum::<usize>()
            > LARGEST_FACE
        {
            return Err(Error::MachineFace("is too large"));
        }
        let bytes = Arc::new(tables.only(&KEPT));
        let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::<Vec<u8>>::clone(&bytes);
        let font = Font::new(Blob::Shared(shared), 0).ok_or(Error::MachineFace("is not a font"))?;
        readable(&font)?;
        // The writer of the file must be able to take glyphs out: better to know it now.
        subsetter::subset(&bytes, 0, &GlyphRemapper::new())
            .map_err(|_| Error::MachineFace("cannot be reduced"))?;
        let bold = font.default_attributes().weight.value() >= Weight::SEMI_BOLD.value();
        Ok(Self(Arc::new(Opened { name: name(&tables), bold, bytes, font })))
    }

    /// The PostScript name, in the characters it may have.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    pub(super) fn is_bold(&self) -> bool {
        self.0.bold
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0.bytes
    }

    pub(super) fn font(&self) -> &Font {
        &self.0.font
    }
}

impl PartialEq for MachineFace {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.bytes() == other.bytes()
    }
}

impl fmt::Debug for MachineFace {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("MachineFace").field(&self.name()).finish()
    }
}

/// What the font's owner allows (OpenType 1.9, OS/2 `fsType`): without a word, everything.
fn embeddable(tables: &Tables<'_>) -> Result<(), Error> {
    const USAGE: u16 = 0b1110;
    const RESTRICTED: u16 = 0b0010;
    const WHOLE_ONLY: u16 = 0x100;
    const BITMAPS_ONLY: u16 = 0x200;
    let allowed = tables.table(b"OS/2").and_then(|table| short(table, 8)).unwrap_or(0);
    // Old fonts may set several of these bits; the most generous one holds.
    if allowed & USAGE == RESTRICTED || allowed & (WHOLE_ONLY | BITMAPS_ONLY) != 0 {
        return Err(Error::MachineFace("may not be embedded"));
    }
    Ok(())
}

fn drawable(tables: &Tables<'_>) -> Result<(), Error> {
    let has = |name: &Name, least: usize| tables.table(name).is_some_and(|it| it.len() >= least);
    let outlines = has(b"CFF ", 4) || (has(b"glyf", 1) && has(b"loca", 4) && has(b"maxp", 32));
    if !outlines {
        return Err(Error::MachineFace("has no outlines"));
    }
    if !(has(b"head", 54) && has(b"hhea", 36) && has(b"hmtx", 4) && has(b"maxp", 6)) {
        return Err(Error::MachineFace("is not a font"));
    }
    Ok(())
}

fn readable(font: &Font) -> Result<(), Error> {
    let characters = font.charmap();
    let named = characters.has_unicode()
        && !characters.unicode_is_symbol()
        && !characters.unicode_is_mac_roman();
    if !named {
        return Err(Error::MachineFace("does not say which characters it has"));
    }
    let metrics = font.metrics();
    if metrics.raw_units_per_em != metrics.units_per_em || metrics.hhea_line.is_none() {
        return Err(Error::MachineFace("has no sound measures"));
    }
    Ok(())
}

/// The PostScript name without what may not stand in one (OpenType 1.9, name 6).
fn name(tables: &Tables<'_>) -> String {
    let names = Font::new(tables.only(&[*b"head", *b"maxp", *b"name"]), 0);
    let name = names.as_ref().and_then(|font| font.names().get(NameId::POSTSCRIPT_NAME));
    let name = name.and_then(|name| name.english_or_first());
    let letters = name.into_iter().flat_map(|it| it.name().chars().collect::<Vec<_>>());
    let kept: String =
        letters.filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(63).collect();
    if kept.is_empty() { "Machine".to_owned() } else { kept }
}
