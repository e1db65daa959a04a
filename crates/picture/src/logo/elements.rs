//! Which elements and attributes a drawing may hold.
//!
//! Named are those that are taken; whatever is not known here is refused, as it would be left out.

use super::{address, properties};
use crate::Refused;
use usvg::roxmltree::{Attribute, Document, Node};

const SVG: &str = "http://www.w3.org/2000/svg";
const XHTML: &str = "http://www.w3.org/1999/xhtml";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// What draws, groups or says something, and what does nothing unless something refers to it.
const TAKEN: [&str; 26] = [
    "a",
    "circle",
    "clipPath",
    "cursor",
    "defs",
    "desc",
    "ellipse",
    "filter",
    "g",
    "line",
    "linearGradient",
    "mask",
    "metadata",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "title",
    "use",
];
const ACTIVE: [&str; 10] = [
    "animate",
    "animateColor",
    "animateMotion",
    "animateTransform",
    "discard",
    "handler",
    "listener",
    "mpath",
    "script",
    "set",
];
const EMBEDDED: [&str; 9] =
    ["audio", "canvas", "embed", "feImage", "foreignObject", "iframe", "image", "object", "video"];
const TEXT: [&str; 12] = [
    "altGlyph",
    "flowRoot",
    "font",
    "font-face",
    "glyph",
    "missing-glyph",
    "text",
    "textArea",
    "textPath",
    "tref",
    "tspan",
    "tbreak",
];

/// Letters of an attribute that is no outline: each is read anew for every element below it.
const LETTERS: usize = 4096;
/// Letters of a list of classes: each rule of the style sheet is compared with it.
const CLASSES: usize = 256;

/// Refuses what cannot be drawn as flat paths, and what a drawing has no need of.
pub(super) fn check(document: &Document<'_>) -> Result<(), Refused> {
    for node in document.descendants() {
        if node.pi().is_some_and(|it| it.target == "xml-stylesheet") {
            return Err(Refused::External);
        }
        if node.is_element() {
            element(node)?;
        }
    }
    Ok(())
}

/// Whether an element is one of SVG; where no namespace is given, it is taken for one.
pub(super) fn is_svg(node: Node<'_, '_>) -> bool {
    matches!(node.tag_name().namespace(), None | Some(SVG))
}

/// Whether a reader of SVG looks at the attribute.
pub(super) fn is_read(attribute: &Attribute<'_, '_>) -> bool {
    matches!(attribute.namespace(), None | Some(SVG | XLINK | XML))
}

fn element(node: Node<'_, '_>) -> Result<(), Refused> {
    let name = node.tag_name().name();
    if name.eq_ignore_ascii_case("script") {
        return Err(Refused::Active);
    }
    let is_handler =
        |it: Attribute<'_, '_>| it.namespace().is_none() && begins_as_handler(it.name());
    let acts = is_svg(node) || node.tag_name().namespace() == Some(XHTML);
    if acts && node.attributes().any(is_handler) {
        return Err(Refused::Active);
    }
    if !is_svg(node) {
        return Ok(());
    }
    known(name)?;
    node.attributes().filter(is_read).try_for_each(|it| attribute(it.name(), it.value()))
}

/// Elements of other namespaces are the notes of a drawing program, and never drawn.
fn known(name: &str) -> Result<(), Refused> {
    match name {
        _ if TAKEN.contains(&name) => Ok(()),
        _ if ACTIVE.contains(&name) => Err(Refused::Active),
        _ if EMBEDDED.contains(&name) => Err(Refused::Embedded),
        _ if TEXT.contains(&name) => Err(Refused::Text),
        "marker" => Err(Refused::Markers),
        // Below a filter that nothing uses; one that is used is refused where it is used.
        _ if name.starts_with("fe") => Ok(()),
        _ => Err(Refused::Unknown),
    }
}

fn begins_as_handler(name: &str) -> bool {
    name.len() > 2 && name.get(..2).is_some_and(|it| it.eq_ignore_ascii_case("on"))
}

fn attribute(name: &str, value: &str) -> Result<(), Refused> {
    let most = match name {
        "d" | "points" => return Ok(()),
        "class" => CLASSES,
        _ => LETTERS,
    };
    match name {
        "href" => address::inside(value).map(|_| ())?,
        "style" => properties::check_all(value).map(|_| ())?,
        _ => properties::check(name, value).map(|_| ())?,
    }
    if value.len() > most { Err(Refused::TooDetailed) } else { Ok(()) }
}
