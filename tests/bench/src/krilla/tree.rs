//! The tags of our layout, as krilla's tree.

use std::{collections::BTreeMap, num::NonZeroU16};

use krilla::tagging::{
    Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};
use print::{Mark, Pages, Role, TagId, block::Level};

/// What has been drawn of every tag.
pub(super) struct Contents(Vec<Vec<Identifier>>);

impl Contents {
    pub(super) fn of(pages: &Pages) -> Self {
        Self(vec![Vec::new(); pages.tags.len()])
    }

    pub(super) fn add(&mut self, tag: TagId, identifier: Identifier) {
        self.0[tag.0].push(identifier);
    }

    pub(super) fn into_tree(self, pages: &Pages) -> TagTree {
        let titles = titles(pages);
        let mut below: Vec<Vec<Node>> = vec![Vec::new(); pages.tags.len()];
        let mut top: Vec<Node> = Vec::new();
        for (index, contents) in self.0.into_iter().enumerate().rev() {
            // Parents come before children, so that all below is there by now, last first.
            let mut children = std::mem::take(&mut below[index]);
            children.reverse();
            children.extend(contents.into_iter().map(Node::Leaf));
            let tag = pages.tags[index];
            let group =
                TagGroup::with_children(kind(TagId(index), tag.role, pages, &titles), children);
            match tag.parent {
                Some(parent) => below[parent.0].push(group.into()),
                None => top.push(group.into()),
            }
        }
        top.reverse();
        TagTree::from(top)
    }
}

/// The words of every heading, which PDF/UA-1 asks for as titles.
fn titles(pages: &Pages) -> BTreeMap<TagId, String> {
    let mut titles: BTreeMap<TagId, String> = BTreeMap::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let (Some(tag), Mark::Line(line)) = (item.tag, &item.mark) else { continue };
        if matches!(pages.tags[tag.0].role, Role::Title | Role::Heading(_)) {
            titles.entry(tag).or_default().push_str(&line.text);
        }
    }
    titles
}

fn kind(id: TagId, role: Role, pages: &Pages, titles: &BTreeMap<TagId, String>) -> TagKind {
    let heading = |level: u16| {
        Tag::Hn(NonZeroU16::MIN.saturating_add(level - 1), titles.get(&id).cloned()).into()
    };
    match role {
        Role::Title => heading(1),
        Role::Heading(Level::Section) => heading(2),
        Role::Heading(Level::Topic) => heading(3),
        Role::Heading(Level::Detail) => heading(4),
        Role::Paragraph => Tag::P.into(),
        Role::Quote => Tag::BlockQuote.into(),
        Role::Note => Tag::Note.into(),
        Role::List => Tag::L(ListNumbering::Disc).into(),
        Role::ListItem => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::Value => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::Row => Tag::TR.into(),
        Role::HeaderCell => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowHeader => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
        Role::Part | Role::Signatures => Tag::Section.into(),
        Role::Figure => Tag::Figure(pages.alternatives.get(&id).cloned()).into(),
    }
}
