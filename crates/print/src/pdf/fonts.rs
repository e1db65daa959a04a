//! The fonts of one file: every face in use, reduced to the glyphs in use, with the characters
//! each glyph stands for.

use std::collections::BTreeMap;

use printpdf::{FontId, FontMetrics, ParsedFont, PdfFont, PdfFontMetricsStub};
use subsetter::GlyphRemapper;

use super::finish::fingerprint;
use crate::{Cluster, Error, Face, Faces, Mark, Pages, TextLine};

/// One face, subset.
struct Subset {
    /// Its name inside the file.
    id: FontId,
    remapper: GlyphRemapper,
    /// By the glyph's number in the subset: the characters it stands for when it stands alone.
    text: BTreeMap<u16, String>,
    font: ParsedFont,
}

/// The fonts of one file.
pub(super) struct Fonts(BTreeMap<Face, Subset>);

impl Fonts {
    /// Collects and subsets what the pages use.
    pub(super) fn of(pages: &Pages) -> Result<Self, Error> {
        let mut used: BTreeMap<Face, BTreeMap<u16, Option<&str>>> = BTreeMap::new();
        for (face, cluster) in clusters(pages) {
            let glyphs = used.entry(face).or_default();
            for glyph in &cluster.glyphs {
                glyphs.entry(glyph.id).or_default();
            }
            if let [glyph] = cluster.glyphs.as_slice() {
                glyphs.entry(glyph.id).or_default().get_or_insert(&cluster.text);
            }
        }
        let faces = &pages.faces;
        let subsets =
            used.into_iter().map(|(face, glyphs)| Ok((face, subset(faces, face, &glyphs)?)));
        subsets.collect::<Result<_, _>>().map(Self)
    }

    /// The number of a glyph in the file.
    pub(super) fn glyph(&self, face: Face, glyph: u16) -> u16 {
        self.0.get(&face).and_then(|subset| subset.remapper.get(glyph)).unwrap_or(0)
    }

    /// What a glyph of the file stands for when it stands alone.
    pub(super) fn text(&self, face: Face, glyph: u16) -> &str {
        self.0.get(&face).and_then(|subset| subset.text.get(&glyph)).map_or("", String::as_str)
    }

    /// How far the file says that a glyph moves the pen, in thousandths of an em.
    pub(super) fn width(&self, face: Face, glyph: u16) -> i32 {
        self.0.get(&face).and_then(|s| s.font.get_glyph_width(glyph)).map_or(0, i32::from)
    }

    /// The fonts as the writer wants them.
    pub(super) fn into_map(self) -> BTreeMap<FontId, PdfFont> {
        let fonts = self.0.into_values();
        fonts.map(|subset| (subset.id, PdfFont::new(subset.font))).collect()
    }

    /// The name of a face inside the file.
    pub(super) fn id(&self, face: Face) -> FontId {
        let subset = self.0.get(&face);
        subset.map_or_else(|| FontId(String::new()), |subset| subset.id.clone())
    }
}

fn clusters(pages: &Pages) -> impl Iterator<Item = (Face, &Cluster)> {
    let items = pages.pages.iter().flat_map(|page| &page.items);
    let lines = items.filter_map(|item| match &item.mark {
        Mark::Line(line) => Some(line),
        _ => None,
    });
    let runs = lines.flat_map(|line: &TextLine| &line.runs);
    runs.flat_map(|run| run.clusters.iter().map(|cluster| (run.face, cluster.as_ref())))
}

fn subset(
    faces: &Faces,
    face: Face,
    glyphs: &BTreeMap<u16, Option<&str>>,
) -> Result<Subset, Error> {
    let error = || Error::Subset(faces.name(face).to_owned());
    let numbers: Vec<u16> = glyphs.keys().copied().collect();
    let remapper = GlyphRemapper::new_from_glyphs_sorted(&numbers);
    let bytes = subsetter::subset(faces.bytes(face), 0, &remapper).map_err(|_| error())?;
    let mut widths = BTreeMap::new();
    let mut text = BTreeMap::new();
    for (glyph, characters) in glyphs {
        let new = remapper.get(*glyph).ok_or_else(error)?;
        widths.insert(new, faces.advance(face, *glyph));
        text.insert(new, characters.unwrap_or_default().to_owned());
    }
    let name = format!("{}+{}", prefix(&bytes), faces.name(face));
    // Two faces of the machine may have one name; what is left of them tells them apart.
    let id = match face {
        Face::Machine(_) => FontId(name.clone()),
        _ => FontId(faces.name(face).to_owned()),
    };
    let font = parsed(faces, face, bytes, name, widths).ok_or_else(error)?;
    Ok(Subset { id, remapper, text, font })
}

/// Six letters from the content, as ISO 32000-1, 9.6.4 asks of a subset's name.
fn prefix(bytes: &[u8]) -> String {
    let mut rest = fingerprint(bytes);
    let mut letters = String::new();
    for _ in 0..6 {
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters
}

/// The font as the writer wants it, measured in thousandths of an em.
fn parsed(
    faces: &Faces,
    face: Face,
    bytes: Vec<u8>,
    name: String,
    widths: BTreeMap<u16, u16>,
) -> Option<ParsedFont> {
    const EM: u16 = 1000;
    let metrics = faces.font(face)?.metrics();
    let scaled = |units: i32| {
        let thousandths = i64::from(units) * i64::from(EM) / i64::from(metrics.units_per_em);
        i16::try_from(thousandths).unwrap_or(if units < 0 { i16::MIN } else { i16::MAX })
    };
    let line = metrics.hhea_line?;
    let vertical = FontMetrics {
        ascent: scaled(line.ascender.to_i32()),
        descent: scaled(line.descender.to_i32()),
    };
    let mut font =
        ParsedFont::with_glyph_data(bytes, 0, Some(name), BTreeMap::new(), widths, EM, vertical);
    let bounds = &metrics.bounds;
    font.pdf_font_metrics = PdfFontMetricsStub {
        units_per_em: EM,
        x_min: scaled(bounds.x_min.to_i32()),
        y_min: scaled(bounds.y_min.to_i32()),
        x_max: scaled(bounds.x_max.to_i32()),
        y_max: scaled(bounds.y_max.to_i32()),
        caret_slope_rise: 1000,
        caret_slope_run: if face == Face::SansItalic { 212 } else { 0 },
        us_weight_class: if faces.is_bold(face) { 700 } else { 400 },
    };
    Some(font)
}
