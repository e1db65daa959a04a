//! The finishing pass: title, language, outline, structure, description and an identity that
//! follows from the content. Nothing here depends on a clock, a counter or chance.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use super::{
    Meta,
    draw::Drawn,
    file::{File, pour},
    structure,
};
use crate::{Bookmark, Error, Pages};

/// Completes the document and writes it.
pub(super) fn finish(
    mut document: Document,
    pages: &Pages,
    drawn: Drawn,
    meta: &Meta,
) -> Result<Vec<u8>, Error> {
    document.trailer.remove(b"Info");
    document.trailer.remove(b"ID");
    document.prune_objects();
    document.renumber_objects();
    let page_ids: Vec<ObjectId> = document.page_iter().collect();
    if page_ids.len() != pages.pages.len() {
        return Err(Error::Structure("page for every page"));
    }
    for (index, (page, stream)) in page_ids.iter().zip(drawn.streams).enumerate() {
        fill(&mut document, *page, index, stream)?;
    }
    let outline = outline(&mut document, pages, &page_ids);
    let description = Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        description(meta).into_bytes(),
    );
    // The description stays readable to tools that know no compression.
    let description = document.add_object(description.with_compression(false));
    let information = document.add_object(information(meta));
    let root = document.trailer.get(b"Root").and_then(Object::as_reference);
    let root = root.map_err(|_| Error::Structure("catalog"))?;

    let mut file = File::new(document.max_id);
    let sheets: Vec<u32> = page_ids.iter().map(|page| page.0).collect();
    let tree = structure::write(&mut file, pages, &sheets, &drawn.contents);
    let catalog = document.catalog_mut().map_err(|_| Error::Structure("catalog"))?;
    catalog.set("Lang", text(&meta.language));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("StructTreeRoot", Object::Reference((tree, 0)));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("Metadata", description);
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
    }
    pour(&mut file, &document.objects);
    Ok(file.finish(root, information))
}

/// Gives a page what is drawn on it, in place of what the writer drew.
fn fill(
    document: &mut Document,
    page: ObjectId,
    index: usize,
    drawn: Vec<u8>,
) -> Result<(), Error> {
    let error = |_| Error::Structure("content of a page");
    let entries = document.get_dictionary_mut(page).map_err(error)?;
    entries.set("StructParents", index as i64);
    entries.set("Tabs", "S");
    let content = entries.get(b"Contents").and_then(Object::as_reference).map_err(error)?;
    document.set_object(content, Stream::new(Dictionary::new(), drawn));
    Ok(())
}

/// The outline: headings below headings of a higher rank.
fn outline(document: &mut Document, pages: &Pages, page_ids: &[ObjectId]) -> Option<ObjectId> {
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = pages.outline.iter().map(|_| document.new_object_id()).collect();
    let mut children: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for index in 0..ids.len() {
        children.entry(parent(&pages.outline, index)).or_default().push(index);
    }
    for (parent, siblings) in &children {
        for (place, index) in siblings.iter().enumerate() {
            let bookmark = &pages.outline[*index];
            let page = page_ids.get(bookmark.page).copied()?;
            let mut entry = entry(bookmark, page, pages.paper.size().1);
            entry.set("Parent", parent.map_or(root, |parent| ids[parent]));
            if let Some(before) = place.checked_sub(1) {
                entry.set("Prev", ids[siblings[before]]);
            }
            if let Some(next) = siblings.get(place + 1) {
                entry.set("Next", ids[*next]);
            }
            let below = children.get(&Some(*index)).map_or(&[][..], Vec::as_slice);
            if let (Some(first), Some(last)) = (below.first(), below.last()) {
                entry.set("First", ids[*first]);
                entry.set("Last", ids[*last]);
                entry.set("Count", -(below.len() as i64));
            }
            document.set_object(ids[*index], entry);
        }
    }
    let top = children.get(&None)?;
    let (first, last) = (ids[*top.first()?], ids[*top.last()?]);
    document.set_object(
        root,
        dictionary! {
            "Type" => "Outlines", "First" => first, "Last" => last, "Count" => top.len() as i64,
        },
    );
    Some(root)
}

fn entry(bookmark: &Bookmark, page: ObjectId, height: f32) -> Dictionary {
    let top = (height - bookmark.y).round() as i64;
    dictionary! {
        "Title" => text(&brief(&bookmark.title)),
        "Dest" => vec![page.into(), "XYZ".into(), Object::Null, top.into(), Object::Null],
    }
}

/// One line of the heading, short enough for a side bar.
fn brief(title: &str) -> String {
    const LONGEST: usize = 100;
    let line = title.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}

/// The nearest heading before this one that outranks it.
fn parent(outline: &[Bookmark], index: usize) -> Option<usize> {
    (0..index).rev().find(|before| outline[*before].level < outline[index].level)
}

fn information(meta: &Meta) -> Dictionary {
    let mut information = dictionary! {
        "Title" => text(&meta.title),
        "Author" => text(&meta.author),
        "Creator" => text("Goldthread"),
        "Producer" => text("Goldthread"),
    };
    if let Some(date) = meta.date {
        let date = Object::string_literal(format!("D:{}", date.format("%Y%m%d")));
        information.set("CreationDate", date.clone());
        information.set("ModDate", date);
    }
    information
}

/// A text string, as UTF-16 with its mark.
pub(super) fn text(words: &str) -> Object {
    Object::String(utf16(words), StringFormat::Hexadecimal)
}

/// UTF-16 with its mark, as PDF text strings are written.
pub(super) fn utf16(words: &str) -> Vec<u8> {
    let units = [0xfeff].into_iter().chain(words.encode_utf16());
    units.flat_map(u16::to_be_bytes).collect()
}

/// The XMP description.
fn description(meta: &Meta) -> String {
    let (title, author) = (escaped(&meta.title), escaped(&meta.author));
    let language = escaped(&meta.language);
    let date = meta.date.map(dated).unwrap_or_default();
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n\
         <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\n\
         <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\n\
         <pdf:Producer>Goldthread</pdf:Producer>\n{date}\
         </rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"
    )
}

fn dated(date: NaiveDate) -> String {
    format!("<xmp:CreateDate>{date}</xmp:CreateDate>\n")
}

/// Text inside XML; what XML cannot hold becomes a space.
fn escaped(words: &str) -> String {
    words.chars().fold(String::new(), |mut out, character| {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
        out
    })
}
