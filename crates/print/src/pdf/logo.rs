//! A clinic's mark as an object of the file, drawn once and used where the page wants it. What leaves
//! its sheet is cut off by the reader.

use std::{collections::BTreeMap, fmt::Write as _};

use printpdf::{DictItem, ExternalStream, ExternalXObject, XObject, XObjectId};

use super::{content::Content, file::fingerprint};
use crate::{
    Mark, Pages,
    letterhead::{Drawing, Logo, Picture, Segment},
};

/// Every mark of the pages, by its name in the file.
pub(super) fn objects(pages: &Pages) -> BTreeMap<XObjectId, XObject> {
    let items = pages.pages.iter().flat_map(|page| &page.items);
    let logos = items.filter_map(|item| match &item.mark {
        Mark::Logo { logo, .. } => Some(logo),
        _ => None,
    });
    logos.map(object).collect()
}

/// Draws the mark with its lower left corner at `at`, in points as PDF counts.
pub(super) fn used(out: &mut Content, logo: &Logo, at: (f32, f32), size: (f32, f32)) {
    let (wide, high) = match logo {
        // An image is one unit wide and high, whatever its samples.
        Logo::Picture(_) => (1.0, 1.0),
        Logo::Drawing(drawing) => (drawing.width, drawing.height),
    };
    out.save();
    out.transform([size.0 / wide, 0.0, 0.0, size.1 / high, at.0, at.1]);
    out.raw("/");
    out.raw(&object(logo).0.0);
    out.raw(" Do\n");
    out.restore();
}

fn object(logo: &Logo) -> (XObjectId, XObject) {
    let stream = match logo {
        Logo::Picture(picture) => image(picture),
        Logo::Drawing(drawing) => form(drawing),
    };
    let id = XObjectId(format!("Logo{:016x}", fingerprint(&stream.content) as u64));
    let object = ExternalXObject { stream, width: None, height: None, dpi: None };
    (id, XObject::External(object))
}

fn name(name: &str) -> DictItem {
    DictItem::Name(name.as_bytes().to_vec())
}

fn image(picture: &Picture) -> ExternalStream {
    let samples = |space: &str, content: &[u8]| ExternalStream {
        dict: BTreeMap::from([
            ("Type".to_owned(), name("XObject")),
            ("Subtype".to_owned(), name("Image")),
            ("Width".to_owned(), DictItem::Int(i64::from(picture.width))),
            ("Height".to_owned(), DictItem::Int(i64::from(picture.height))),
            ("ColorSpace".to_owned(), name(space)),
            ("BitsPerComponent".to_owned(), DictItem::Int(8)),
        ]),
        content: content.to_vec(),
        compress: true,
    };
    let mut stream = samples("DeviceRGB", &picture.colors);
    if let Some(opacity) = &picture.opacity {
        let stream_of_opacity = samples("DeviceGray", opacity);
        stream.dict.insert("SMask".to_owned(), DictItem::Stream { stream: stream_of_opacity });
    }
    stream
}

fn form(drawing: &Drawing) -> ExternalStream {
    let sides = [0.0, 0.0, drawing.width, drawing.height].map(DictItem::Real);
    ExternalStream {
        dict: BTreeMap::from([
            ("Type".to_owned(), name("XObject")),
            ("Subtype".to_owned(), name("Form")),
            ("BBox".to_owned(), DictItem::Array(sides.to_vec())),
            ("Resources".to_owned(), DictItem::Dict { map: BTreeMap::new() }),
        ]),
        content: paths(drawing).into_bytes(),
        compress: true,
    }
}

/// The paths as operators of a content stream (ISO 32000-1, 8.5). Writing to a string cannot fail.
fn paths(drawing: &Drawing) -> String {
    let mut out = String::new();
    for path in &drawing.paths {
        let how = match (path.fill, path.stroke, path.even_odd) {
            (Some(_), Some(_), false) => "B",
            (Some(_), Some(_), true) => "B*",
            (Some(_), None, false) => "f",
            (Some(_), None, true) => "f*",
            (None, Some(_), _) => "S",
            (None, None, _) => continue,
        };
        if let Some(color) = path.fill {
            let _ = writeln!(out, "{} rg", parts(color));
        }
        if let Some((color, weight)) = path.stroke {
            let _ = writeln!(out, "{} RG {weight} w", parts(color));
        }
        for segment in &path.segments {
            for (x, y) in segment.points() {
                let _ = write!(out, "{x} {} ", drawing.height - y);
            }
            out.push_str(match segment {
                Segment::Move(..) => "m\n",
                Segment::Line(..) => "l\n",
                Segment::Curve(_) => "c\n",
                Segment::Close => "h\n",
            });
        }
        if !path.segments.is_empty() {
            let _ = writeln!(out, "{how}");
        }
    }
    out
}

fn parts(color: [u8; 3]) -> String {
    let parts = color.map(|part| format!("{:.3}", f32::from(part) / 255.0));
    parts.join(" ")
}
