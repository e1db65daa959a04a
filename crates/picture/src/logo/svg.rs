//! Drawings: from text to shapes, in an order in which nothing is trusted before it was measured.
//!
//! The text is measured before it is parsed, and what was parsed is searched before it is drawn:
//! `usvg` passes over what it does not know, and follows every reference as deep as it goes. A
//! stack that runs over ends the program, and cannot be caught.

use super::{Logo, elements, markup, proportioned, references, shapes, sheet};
use crate::Refused;
use usvg::roxmltree::{self, Document, ParsingOptions};
use usvg::{ImageHrefResolver, Options, Tree};

/// Elements, comments and stretches of text of a file.
const NODES: u32 = 20_000;
/// The longest side of the sheet, and the farthest that a point may lie, in the drawing's units.
pub(super) const FARTHEST: f32 = 100_000.0;

/// The shapes of a drawing.
pub(super) fn drawn(bytes: &[u8]) -> Result<Logo, Refused> {
    let text = markup::text(bytes)?;
    let document = parsed(text)?;
    elements::check(&document)?;
    let expanded = references::expanded(&document)?;
    sheet::check(&document, &expanded)?;
    let tree = Tree::from_xmltree(&document, &options()).map_err(|it| refusal(&it))?;
    let (width, height) = (tree.size().width(), tree.size().height());
    if !(width <= FARTHEST && height <= FARTHEST) {
        return Err(Refused::NoSize);
    }
    proportioned(width, height)?;
    Ok(Logo::Shapes { width, height, shapes: shapes::flat(&tree)? })
}

/// A declaration of the document's type is passed over, as every old drawing has one; what it may
/// hold was refused before.
fn parsed(text: &str) -> Result<Document<'_>, Refused> {
    let options = ParsingOptions { allow_dtd: true, nodes_limit: NODES, entity_resolver: None };
    let document = Document::parse_with_options(text, options).map_err(|it| match it {
        roxmltree::Error::NodesLimitReached => Refused::TooDetailed,
        _ => Refused::Damaged,
    })?;
    let is_drawing = elements::is_svg(document.root_element())
        && document.root_element().tag_name().name() == "svg";
    if is_drawing { Ok(document) } else { Err(Refused::NotALogo) }
}

/// Nothing is loaded, whatever a drawing refers to; that it refers to it was refused before.
fn options() -> Options<'static> {
    Options {
        resources_dir: None,
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

fn refusal(error: &usvg::Error) -> Refused {
    match error {
        usvg::Error::InvalidSize => Refused::NoSize,
        usvg::Error::ElementsLimitReached => Refused::TooDetailed,
        _ => Refused::Damaged,
    }
}
