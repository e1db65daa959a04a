//! The order in which visibility and scores can be worked out, and the refusal of circles.

use super::conditions::Names;
use super::items::Items;
use super::{Checked, fault};
use crate::condition::Named;
use crate::definition::{Item, Kind, Node};
use crate::score::Score;
use std::collections::BTreeMap;
use std::ops::Range;

/// The places of items in the order of their ids.
pub(super) fn by_id(items: &[Item]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..items.len()).collect();
    places.sort_by(|a, b| items[*a].id.cmp(&items[*b].id));
    places
}

/// Orders the items and scores of a form so that each comes after what it hangs on, and the items
/// of each row likewise.
pub(super) fn order(items: &mut Items, scores: &[Score], names: &Names) -> Checked<Vec<Node>> {
    for item in &mut items.list {
        if let Kind::Group(group) = &mut item.kind {
            let needs: Vec<Vec<usize>> =
                group.items.iter().map(|inner| within_row(inner, &group.items)).collect();
            let place =
                |at: usize| items.places.get(&group.items[at].id).cloned().unwrap_or_default();
            group.order = sorted(&needs, place)?;
        }
    }
    let graph = Graph::new(&items.list, scores);
    let place = |at: usize| graph.place(at, items, scores, names);
    let order = sorted(&graph.needs, place)?;
    Ok(order.into_iter().map(|at| graph.node(at)).collect())
}

/// Items first, then scores, in one numbering.
struct Graph {
    items: usize,
    needs: Vec<Vec<usize>>,
}

impl Graph {
    fn new(items: &[Item], scores: &[Score]) -> Self {
        let mut numbers: BTreeMap<(bool, &str), usize> = BTreeMap::new();
        for (at, item) in items.iter().enumerate() {
            numbers.insert((false, &item.id), at);
        }
        for (at, score) in scores.iter().enumerate() {
            numbers.insert((true, &score.id), items.len() + at);
        }
        let number = |named: Named<'_>| match named {
            Named::Item(id) => numbers.get(&(false, id)).copied(),
            Named::Score(id) => numbers.get(&(true, id)).copied(),
        };
        let of_item = items.iter().map(|item| {
            let mut found = Vec::new();
            if let Some(when) = &item.show_when {
                when.walk(&mut |named| found.extend(number(named)));
            }
            found
        });
        let of_score = scores.iter().map(|score| {
            let mut found = Vec::new();
            score.method.walk(&mut |named| found.extend(number(named)));
            found
        });
        let needs = of_item.chain(of_score).collect();
        Self { items: items.len(), needs }
    }

    fn node(&self, at: usize) -> Node {
        if at < self.items { Node::Item(at) } else { Node::Score(at - self.items) }
    }

    fn place(&self, at: usize, items: &Items, scores: &[Score], names: &Names) -> Range<usize> {
        let found = match self.node(at) {
            Node::Item(at) => items.places.get(&items.list[at].id),
            Node::Score(at) => names.score_places.get(&scores[at].id),
        };
        found.cloned().unwrap_or_default()
    }
}

/// What an item of a row hangs on inside its row.
fn within_row(item: &Item, siblings: &[Item]) -> Vec<usize> {
    let mut found = Vec::new();
    if let Some(condition) = &item.show_when {
        condition.walk(&mut |named| {
            if let Named::Item(id) = named {
                found.extend(siblings.iter().position(|known| known.id == id));
            }
        });
    }
    found
}

/// Repeatedly takes what hangs on nothing that is left, in the order given.
fn sorted(needs: &[Vec<usize>], place: impl Fn(usize) -> Range<usize>) -> Checked<Vec<usize>> {
    let mut done = vec![false; needs.len()];
    let mut order = Vec::with_capacity(needs.len());
    while order.len() < needs.len() {
        let before = order.len();
        for (at, needed) in needs.iter().enumerate() {
            if !done[at] && needed.iter().all(|other| done[*other]) {
                done[at] = true;
                order.push(at);
            }
        }
        if order.len() == before {
            let stuck = done.iter().position(|done| !done).unwrap_or_default();
            return fault(place(stuck), "The conditions go in a circle: this hangs on itself.");
        }
    }
    Ok(order)
}
