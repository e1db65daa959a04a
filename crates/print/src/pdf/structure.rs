//! The structure tree of a tagged PDF: what every stretch of content is, and what it is part of
//! (ISO 32000-1, 14.7 and 14.8).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::finish::text;
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

/// Adds the structure tree and ties every page to it. Returns the root of the tree.
pub(super) fn add(
    document: &mut Document,
    pages: &Pages,
    page_ids: &[ObjectId],
    contents: &Contents,
) -> ObjectId {
    let root = document.new_object_id();
    let top = document.new_object_id();
    let nodes: Vec<ObjectId> = pages.tags.iter().map(|_| document.new_object_id()).collect();
    let node = |tag: TagId| nodes.get(tag.0).copied().unwrap_or(top);
    let mut kids: BTreeMap<ObjectId, Vec<Object>> = BTreeMap::new();
    for (index, tag) in pages.tags.iter().enumerate() {
        kids.entry(tag.parent.map_or(top, node)).or_default().push(nodes[index].into());
    }
    for (page, marked) in page_ids.iter().zip(contents) {
        for (number, tag) in marked.iter().enumerate() {
            kids.entry(node(*tag)).or_default().push(Object::Dictionary(dictionary! {
                "Type" => "MCR", "Pg" => *page, "MCID" => number as i64,
            }));
        }
    }
    for (index, tag) in pages.tags.iter().enumerate() {
        let kids = kids.remove(&nodes[index]).unwrap_or_default();
        let mut element = element(tag.role, tag.parent.map_or(top, node), kids);
        if let Some(words) = pages.alternatives.get(&TagId(index)) {
            element.set("Alt", text(words));
        }
        document.set_object(nodes[index], element);
    }
    let kids = kids.remove(&top).unwrap_or_default();
    document.set_object(
        top,
        dictionary! {
            "Type" => "StructElem", "S" => "Document", "P" => root, "K" => kids,
        },
    );
    let parents = parent_tree(document, page_ids, contents, node);
    document.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot", "K" => vec![top.into()],
            "ParentTree" => parents, "ParentTreeNextKey" => page_ids.len() as i64,
        },
    );
    root
}

fn element(role: Role, parent: ObjectId, kids: Vec<Object>) -> Dictionary {
    let mut element = dictionary! {
        "Type" => "StructElem", "S" => standard(role), "P" => parent, "K" => kids,
    };
    let scope = match role {
        Role::HeaderCell => Some("Column"),
        Role::RowHeader => Some("Row"),
        _ => None,
    };
    if let Some(scope) = scope {
        element.set("A", dictionary! { "O" => "Table", "Scope" => scope });
    }
    element
}

/// From a page's marked stretches back to their elements.
fn parent_tree(
    document: &mut Document,
    page_ids: &[ObjectId],
    contents: &Contents,
    node: impl Fn(TagId) -> ObjectId,
) -> ObjectId {
    let mut numbers: Vec<Object> = Vec::new();
    for (index, (page, marked)) in page_ids.iter().zip(contents).enumerate() {
        let elements: Vec<Object> = marked.iter().map(|tag| node(*tag).into()).collect();
        let elements = document.add_object(elements);
        numbers.extend([Object::Integer(index as i64), elements.into()]);
        if let Ok(page) = document.get_dictionary_mut(*page) {
            page.set("StructParents", index as i64);
            page.set("Tabs", "S");
        }
    }
    document.add_object(dictionary! { "Nums" => numbers })
}
