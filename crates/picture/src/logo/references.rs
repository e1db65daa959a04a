//! How large and how deep a drawing becomes once every reference in it is followed.
//!
//! Ten groups that each use the one before ten times are a billion shapes, and a chain of a
//! thousand uses is a stack a thousand elements deep. It is counted here without following anything
//! twice.

use super::{address, elements, properties};
use crate::Refused;
use std::collections::HashMap;
use usvg::roxmltree::{Document, Node, NodeId};

/// Elements within elements, by nesting and by reference together.
const DEPTH: u32 = 64;
/// Elements, each as often as it is used.
const ELEMENTS: u64 = 5000;
/// Letters of attributes, each as often as it is used: twice the file.
const LETTERS: u64 = 1024 * 1024;

/// What lies in an element, with all that it refers to.
#[derive(Clone, Copy, Default)]
pub(super) struct Expanded {
    /// Elements, each as often as it is used.
    pub(super) elements: u64,
    /// How deep the deepest of them lies.
    pub(super) depth: u32,
    letters: u64,
}

/// Counts what the whole drawing becomes.
///
/// # Errors
/// [`Refused::Nested`] when it is too deep or holds itself, [`Refused::TooDetailed`] when it is too
/// much, [`Refused::Damaged`] when it is not clear what a reference means.
pub(super) fn expanded(document: &Document<'_>) -> Result<Expanded, Refused> {
    let mut ids = HashMap::new();
    for node in document.descendants() {
        for id in node.attributes().filter(|it| it.name() == "id") {
            let place = ids.entry(id.value()).or_insert(Some(node));
            // A reference to one of two could be followed either way, and is not followed at all.
            *place = place.filter(|it| *it == node);
        }
    }
    Count { ids, known: HashMap::new() }.of(document.root_element(), 1)
}

struct Count<'a, 'input> {
    ids: HashMap<&'a str, Option<Node<'a, 'input>>>,
    known: HashMap<NodeId, Expanded>,
}

impl<'a, 'input> Count<'a, 'input> {
    /// An element that refers to itself, over however many others, is too deep before it is known.
    fn of(&mut self, node: Node<'a, 'input>, depth: u32) -> Result<Expanded, Refused> {
        let known = self.known.get(&node.id()).copied();
        if depth + known.map_or(0, |it| it.depth) > DEPTH {
            return Err(Refused::Nested);
        }
        if let Some(known) = known {
            return Ok(known);
        }
        let letters = node.attributes().map(|it| it.value().len() as u64).sum();
        let mut whole = Expanded { elements: 1, depth: 0, letters };
        let within = node.children().filter(Node::is_element).map(Ok);
        for other in within.chain(self.referred(node)?.into_iter().map(Ok::<_, Refused>)) {
            let other = self.of(other?, depth + 1)?;
            whole.elements += other.elements;
            whole.letters += other.letters;
            whole.depth = whole.depth.max(other.depth + 1);
            if whole.elements > ELEMENTS || whole.letters > LETTERS {
                return Err(Refused::TooDetailed);
            }
        }
        self.known.insert(node.id(), whole);
        Ok(whole)
    }

    /// What is drawn in place of a `use`, and what the element is cut with.
    fn referred(&self, node: Node<'a, 'input>) -> Result<Vec<Node<'a, 'input>>, Refused> {
        let mut others = Vec::new();
        for attribute in node.attributes().filter(elements::is_read) {
            let id = match attribute.name() {
                "href" if node.tag_name().name() == "use" => {
                    Some(address::inside(attribute.value())?)
                }
                "clip-path" => properties::check("clip-path", attribute.value())?,
                "style" => properties::check_all(attribute.value())?,
                _ => None,
            };
            let is_meant =
                |it: Node<'_, '_>| attribute.name() == "href" || it.tag_name().name() == "clipPath";
            match id.map(|it| self.ids.get(it)) {
                Some(Some(Some(other))) if is_meant(*other) => others.push(*other),
                // Nothing would be drawn, or one of two, or not what is meant.
                Some(_) => return Err(Refused::Damaged),
                None => {}
            }
        }
        Ok(others)
    }
}
