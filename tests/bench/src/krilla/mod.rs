//! Our layout, written by krilla: the same glyphs at the same places, so that the writers alone
//! are compared. Tagged, and held to PDF/UA-1 and PDF/A-2a, as krilla checks them.

mod marks;
mod tree;

use std::collections::HashMap;

use krilla::{
    Document, SerializeSettings,
    configure::{Accessibility, Archival, ConfigurationBuilder},
    destination::XyzDestination,
    geom::Point,
    metadata::{DateTime, Metadata},
    outline::{Outline, OutlineNode},
    page::PageSettings,
    tagging::{Artifact, ArtifactType, ContentTag},
    text::Font,
};
use print::{Meta, Pages};

use crate::{asked::Trouble, fonts::FONTS};

/// Opened fonts, by PostScript name.
pub struct Fonts(HashMap<&'static str, Font>);

impl Fonts {
    /// Opens every font once.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn open() -> Result<Self, Trouble> {
        let open = |(name, bytes): (&'static str, &'static [u8])| {
            let font = Font::new(bytes.to_vec().into(), 0).ok_or("a font cannot be read")?;
            Ok((name, font))
        };
        FONTS.into_iter().map(open).collect::<Result<_, Trouble>>().map(Self)
    }
}

/// Writes the pages.
///
/// # Errors
/// When krilla finds that they are not what it was told they are.
pub fn written(pages: &Pages, meta: &Meta, fonts: &Fonts) -> Result<Vec<u8>, Trouble> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| format!("{error:?}"))?;
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let mut contents = tree::Contents::of(pages);
    for page in &pages.pages {
        let (width, height) = pages.paper.size();
        let size = PageSettings::from_wh(width, height).ok_or("a page without a size")?;
        let mut sheet = document.start_page_with(size);
        let mut surface = sheet.surface();
        for stretch in page.items.chunk_by(|a, b| a.tag == b.tag) {
            let tag = stretch.first().and_then(|item| item.tag);
            let content = match tag {
                Some(_) => ContentTag::Other,
                None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)),
            };
            let identifier = surface.start_tagged(content);
            for item in stretch {
                marks::draw(&mut surface, &item.mark, &fonts.0);
            }
            surface.end_tagged();
            if let Some(tag) = tag {
                contents.add(tag, identifier);
            }
        }
        surface.finish();
        sheet.finish();
    }
    document.set_tag_tree(contents.into_tree(pages));
    document.set_outline(outline(pages));
    document.set_metadata(metadata(meta));
    document.finish().map_err(|error| format!("{error:?}").into())
}

fn metadata(meta: &Meta) -> Metadata {
    Metadata::new()
        .title(meta.title.clone())
        .authors(vec![meta.author.clone()])
        .language(meta.language.clone())
        .creation_date(DateTime::new(2027).month(1).day(12))
}

/// Headings of the second rank below those of the first.
fn outline(pages: &Pages) -> Outline {
    let mut nodes: Vec<OutlineNode> = Vec::new();
    for bookmark in &pages.outline {
        let place = XyzDestination::new(bookmark.page, Point::from_xy(0.0, bookmark.y));
        let node = OutlineNode::new(bookmark.title.clone(), place);
        match nodes.last_mut() {
            Some(last) if bookmark.level > print::block::Level::Section => last.push_child(node),
            _ => nodes.push(node),
        }
    }
    let mut outline = Outline::new();
    for node in nodes {
        outline.push_child(node);
    }
    outline
}
