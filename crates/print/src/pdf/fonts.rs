//! The fonts of one file: every face in use, reduced to the glyphs in use, with the characters
//! each glyph stands for.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, FontId, FontMetrics, Op, ParsedFont, PdfFont, PdfFontHandle, PdfFontMetricsStub, Pt,
    TextItem,
};
use subsetter::GlyphRemapper;

use super::file::fingerprint;
use crate::{Cluster, Error, Face, Faces, Mark, Pages, TextLine};

/// A glyph as the file has it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Slot<'p> {
    /// Its number in the subset.
    pub(super) number: u16,
    /// How far the file says that it moves the pen, in thousandths of an em.
    pub(super) width: i32,
    /// The characters it stands for when it stands alone.
    pub(super) text: &'p str,
}

/// One face, subset.
pub(super) struct Subset<'p> {
    face: Face,
    /// Its place among the fonts of the file, which is its name there: "F3".
    pub(super) place: usize,
    /// By the glyph's number in the face.
    slots: Vec<Slot<'p>>,
    font: ParsedFont,
}

impl<'p> Subset<'p> {
    /// A glyph of the face; the one for what is missing when it is not among those in use.
    pub(super) fn slot(&self, glyph: u16) -> Slot<'p> {
        self.slots.get(usize::from(glyph)).copied().unwrap_or_default()
    }

    fn id(&self) -> FontId {
        FontId(format!("F{}", self.place))
    }
}

/// The fonts of one file.
pub(super) struct Fonts<'p>(Vec<Subset<'p>>);

/// What is known of the glyphs of a face, by number: whether one is in use, and for what it stands.
type Used<'p> = Vec<Option<&'p str>>;

impl<'p> Fonts<'p> {
    /// Collects and subsets what the pages use.
    pub(super) fn of(pages: &'p Pages) -> Result<Self, Error> {
        let mut used: Vec<(Face, Used<'p>)> = Vec::new();
        let mut at = 0;
        for (face, cluster) in clusters(pages) {
            if used.get(at).is_none_or(|(of, _)| *of != face) {
                at = used.iter().position(|(of, _)| *of == face).unwrap_or(used.len());
            }
            if at == used.len() {
                used.push((face, Vec::new()));
            }
            note(&mut used[at].1, cluster);
        }
        used.sort_by_key(|(face, _)| *face);
        let subsets = used.iter().enumerate();
        let subsets = subsets.map(|(place, (face, used))| subset(&pages.faces, *face, place, used));
        subsets.collect::<Result<_, _>>().map(Self)
    }

    /// The subset of a face, if the pages use it.
    pub(super) fn subset(&self, face: Face) -> Option<&Subset<'p>> {
        self.0.iter().find(|subset| subset.face == face)
    }

    /// Every glyph once. The writer looks at what is shown to learn which glyphs a font has, and for
    /// which characters they stand; nobody sees this.
    pub(super) fn specimen(&self) -> Vec<Op> {
        let shown = self.0.iter().flat_map(|subset| {
            let glyphs = subset.slots.iter().filter(|slot| slot.number != 0);
            let glyphs = glyphs.map(|it| Codepoint::with_cid(it.number, 0.0, it.text.to_owned()));
            let font = PdfFontHandle::External(subset.id());
            [
                Op::StartTextSection,
                Op::SetFont { font, size: Pt(1.0) },
                Op::ShowText { items: vec![TextItem::GlyphIds(glyphs.collect())] },
                Op::EndTextSection,
            ]
        });
        shown.collect()
    }

    /// The fonts as the writer wants them.
    pub(super) fn into_map(self) -> BTreeMap<FontId, PdfFont> {
        let fonts = self.0.into_iter();
        fonts.map(|subset| (subset.id(), PdfFont::new(subset.font))).collect()
    }
}

/// Notes the glyphs of a cluster. A glyph stands for what it stood for first when it stood alone.
fn note<'p>(used: &mut Used<'p>, cluster: &'p Cluster) {
    let is_alone = cluster.glyphs.len() == 1;
    for glyph in &cluster.glyphs {
        let at = usize::from(glyph.id);
        if used.len() <= at {
            used.resize(at + 1, None);
        }
        let text = used[at].get_or_insert("");
        if is_alone && text.is_empty() {
            *text = &cluster.text;
        }
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

fn subset<'p>(
    faces: &Faces,
    face: Face,
    place: usize,
    used: &Used<'p>,
) -> Result<Subset<'p>, Error> {
    let error = || Error::Subset(faces.name(face).to_owned());
    let numbers: Vec<u16> =
        (0..=u16::MAX).zip(used).filter_map(|(glyph, it)| it.map(|_| glyph)).collect();
    let remapper = GlyphRemapper::new_from_glyphs_sorted(&numbers);
    let bytes = subsetter::subset(faces.bytes(face), 0, &remapper).map_err(|_| error())?;
    let advance = faces.advances(face);
    let mut widths = BTreeMap::new();
    let mut slots = vec![Slot::default(); used.len()];
    for glyph in numbers {
        let number = remapper.get(glyph).ok_or_else(error)?;
        let width = advance(glyph);
        widths.insert(number, width);
        let text = used[usize::from(glyph)].unwrap_or_default();
        slots[usize::from(glyph)] = Slot { number, width: width.into(), text };
    }
    let name = format!("{}+{}", prefix(&bytes), faces.name(face));
    let font = parsed(faces, face, bytes, name, widths).ok_or_else(error)?;
    Ok(Subset { face, place, slots, font })
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
