//! The structure tree of a tagged PDF: what every stretch of content is, and what it is part of
//! (ISO 32000-1, 14.7 and 14.8).

use super::{file::File, finish::utf16, number::whole, object::hexadecimal};
use crate::{Pages, Role, TagId, block::Level};

/// The tag of every marked stretch of a page, by its number on that page.
pub(super) type Contents = Vec<Vec<TagId>>;

/// The standard structure type of a role.
pub(super) fn standard(role: Role) -> &'static str {
    match role {
        Role::Title => "H1",
        Role::Heading(Level::Section) => "H2",
        Role::Heading(Level::Topic) => "H3",
        Role::Heading(Level::Detail) => "H4",
        Role::Paragraph => "P",
        Role::Quote => "BlockQuote",
        Role::Note => "Note",
        Role::List => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::Value => "LBody",
        Role::Table => "Table",
        Role::Row => "TR",
        Role::HeaderCell | Role::RowHeader => "TH",
        Role::Cell => "TD",
        Role::Part | Role::Signatures => "Sect",
        Role::Figure => "Figure",
    }
}

/// What an element holds: elements, and marked stretches by page and number on it.
#[derive(Default)]
struct Held {
    elements: Vec<usize>,
    stretches: Vec<(usize, usize)>,
}

/// Writes the structure tree of the pages, whose objects have these numbers. Returns the number of
/// its root.
pub(super) fn write(file: &mut File, pages: &Pages, sheets: &[u32], contents: &Contents) -> u32 {
    let root = file.number();
    // Every element, and at last the document that holds them.
    let numbers: Vec<u32> = (0..=pages.tags.len()).map(|_| file.number()).collect();
    let top = pages.tags.len();
    for (index, held) in holding(pages, contents).iter().enumerate() {
        let tag = pages.tags.get(index);
        let parent = tag.map_or(root, |tag| numbers[tag.parent.map_or(top, |tag| tag.0)]);
        let alternative = pages.alternatives.get(&TagId(index)).map(|words| utf16(words));
        file.object(numbers[index], |out| {
            out.extend(b"<</S/");
            out.extend(tag.map_or("Document", |tag| standard(tag.role)).as_bytes());
            reference(out, "/P ", parent);
            kids(out, held, &numbers, sheets);
            out.extend(tag.map_or("", |tag| attributes(tag.role)).as_bytes());
            if let Some(words) = alternative {
                out.extend(b"/Alt");
                hexadecimal(out, &words);
            }
            out.extend(b">>");
        });
    }
    let parents = parents(file, contents, &numbers);
    file.object(root, |out| {
        reference(out, "<</Type/StructTreeRoot/K ", numbers[top]);
        reference(out, "/ParentTree ", parents);
        out.extend(b"/ParentTreeNextKey ");
        whole(out, sheets.len() as i64);
        out.extend(b">>");
    });
    root
}

/// What every tag holds, and at last what the document does.
fn holding(pages: &Pages, contents: &Contents) -> Vec<Held> {
    let top = pages.tags.len();
    let mut holding: Vec<Held> = (0..=top).map(|_| Held::default()).collect();
    for (index, tag) in pages.tags.iter().enumerate() {
        holding[tag.parent.map_or(top, |tag| tag.0)].elements.push(index);
    }
    for (page, stretches) in contents.iter().enumerate() {
        for (number, tag) in stretches.iter().enumerate() {
            holding[tag.0.min(top)].stretches.push((page, number));
        }
    }
    holding
}

/// Stretches on the element's own page are numbers; those on another page name it (14.7.4.2).
fn kids(out: &mut Vec<u8>, held: &Held, numbers: &[u32], sheets: &[u32]) {
    let home = held.stretches.first().map(|(page, _)| *page);
    if let Some(page) = home {
        reference(out, "/Pg ", sheets[page]);
    }
    out.extend(b"/K[");
    for index in &held.elements {
        reference(out, " ", numbers[*index]);
    }
    for (page, number) in &held.stretches {
        if Some(*page) == home {
            out.push(b' ');
            whole(out, *number as i64);
        } else {
            reference(out, "<</Type/MCR/Pg ", sheets[*page]);
            out.extend(b"/MCID ");
            whole(out, *number as i64);
            out.extend(b">>");
        }
    }
    out.push(b']');
}

fn attributes(role: Role) -> &'static str {
    match role {
        Role::HeaderCell => "/A<</O/Table/Scope/Column>>",
        Role::RowHeader => "/A<</O/Table/Scope/Row>>",
        _ => "",
    }
}

/// From a page's marked stretches back to their elements.
fn parents(file: &mut File, contents: &Contents, numbers: &[u32]) -> u32 {
    let mut rows = Vec::new();
    for stretches in contents {
        let row = file.number();
        file.object(row, |out| {
            out.push(b'[');
            for tag in stretches {
                reference(out, " ", numbers[tag.0.min(numbers.len() - 1)]);
            }
            out.push(b']');
        });
        rows.push(row);
    }
    let parents = file.number();
    file.object(parents, |out| {
        out.extend(b"<</Nums[");
        for (page, row) in rows.iter().enumerate() {
            whole(out, page as i64);
            reference(out, " ", *row);
            out.push(b' ');
        }
        out.extend(b"]>>");
    });
    parents
}

fn reference(out: &mut Vec<u8>, before: &str, number: u32) {
    out.extend(before.as_bytes());
    whole(out, i64::from(number));
    out.extend(b" 0 R");
}
