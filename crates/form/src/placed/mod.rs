//! A definition with every name resolved to a place, once, when it is read.
//!
//! What is worked out again and again (visibility, scores, bands, alerts) is worked out on these:
//! nothing looks an id up, and nothing is copied. Knows no answers (see `score::sheet`).

mod bits;
mod names;
mod truth;

pub(crate) use bits::Bits;
pub(crate) use names::Names;
pub(crate) use truth::{Facts, Known, Shown, Test, answer_holds};

use crate::condition::{Condition, Named, Op};
use crate::definition::{Code, Definition, Group, Item, Kind, Node};
use crate::score::Work;
use std::collections::BTreeSet;

/// The places of a definition. Top-level items are counted from nought in the order of the form;
/// the items of a group go on behind them, each group by itself, since no row sees another group.
#[derive(Debug, Clone, Default)]
pub(crate) struct Placed {
    /// How many top-level items there are.
    pub(crate) items: usize,
    /// The items whose answers are asked about, in the order of their ids.
    pub(crate) asked: Vec<Asked>,
    /// How many comparisons with answers there are.
    pub(crate) comparisons: usize,
    /// When the whole form is shown.
    pub(crate) shown: Option<Test>,
    /// What scoring is worked out in: visibility that it hangs on, and every score.
    pub(crate) steps: Vec<Step>,
    /// The visibility that no score, alert or follow-up hangs on.
    pub(crate) rest: Vec<Shows>,
    /// The scores, in the order of the definition.
    pub(crate) scores: Vec<Work>,
    /// When each alert is raised.
    pub(crate) alerts: Vec<Test>,
    /// When each instrument is given next.
    pub(crate) follow_ups: Vec<Test>,
    /// The rows of each item that is a group.
    pub(crate) rows: Vec<Option<PlacedRow>>,
}

/// An item whose answer is asked about.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// Its place.
    pub(crate) place: usize,
    /// What it is compared with.
    pub(crate) comparisons: Vec<Comparison>,
}

/// A comparison with an answer. It hangs on nothing else, and so is made when the answer is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Comparison {
    /// Its place among all comparisons.
    pub(crate) at: usize,
    pub(crate) op: Op,
    pub(crate) value: Code,
}

/// When an item is shown.
#[derive(Debug, Clone)]
pub(crate) struct Shows {
    /// The place of the item.
    pub(crate) place: usize,
    /// The condition.
    pub(crate) when: Test,
}

/// One step of working out the scores.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// Whether an item is shown. Items without a condition have no step.
    Item(Shows),
    /// The value of the score at this place.
    Score(usize),
}

/// A row of a group.
#[derive(Debug, Clone)]
pub(crate) struct PlacedRow {
    /// The items of the row whose answers are asked about.
    pub(crate) asked: Vec<Asked>,
    /// The visibility of its items, each after what it hangs on.
    pub(crate) shows: Vec<Shows>,
}

impl Placed {
    /// Resolves the names of a definition; `None` when one leads nowhere.
    pub(crate) fn of(definition: &Definition) -> Option<Self> {
        let mut names = Names::new(definition);
        let mut placed = Self { items: definition.items.len(), ..Self::default() };
        for score in &definition.scores {
            placed.scores.push(Work::of(score, definition, &mut names)?);
        }
        placed.shown = names.optional(definition.show_when.as_ref())?;
        let alerts = definition.alerts.iter().map(|alert| names.test(&alert.when));
        placed.alerts = alerts.collect::<Option<_>>()?;
        let next = definition.follow_ups.iter().map(|next| names.test(&next.when));
        placed.follow_ups = next.collect::<Option<_>>()?;
        let hangs = hangs_on(definition);
        for node in &definition.order {
            match node {
                Node::Score(at) => placed.steps.push(Step::Score(*at)),
                Node::Item(at) => {
                    let item = &definition.items[*at];
                    let Some(when) = &item.show_when else { continue };
                    let shows = Shows { place: *at, when: names.test(when)? };
                    if hangs.contains(item.id.as_str()) {
                        placed.steps.push(Step::Item(shows));
                    } else {
                        placed.rest.push(shows);
                    }
                }
            }
        }
        for item in &definition.items {
            placed.rows.push(match &item.kind {
                Kind::Group(group) => Some(row(group, definition, &mut names)?),
                _ => None,
            });
        }
        placed.asked = names.asked(&definition.by_id);
        placed.comparisons = names.comparisons();
        Some(placed)
    }
}

fn row<'d>(group: &'d Group, definition: &Definition, names: &mut Names<'d>) -> Option<PlacedRow> {
    let above = definition.items.len();
    names.enter(&group.items);
    let shows = group.order.iter().filter_map(|at| {
        let when = group.items[*at].show_when.as_ref()?;
        Some(names.test(when).map(|when| Shows { place: above + at, when }))
    });
    let shows = shows.collect::<Option<_>>()?;
    Some(PlacedRow { asked: names.leave(), shows })
}

/// The items on which scores, alerts and follow-ups hang, directly or through what shows them.
fn hangs_on(definition: &Definition) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    let raised = definition.alerts.iter().map(|alert| &alert.when);
    let next = definition.follow_ups.iter().map(|next| &next.when);
    raised.chain(next).for_each(|when| add(when, &mut found));
    for score in &definition.scores {
        score.method.walk(&mut |named| add_item(named, &mut found));
    }
    // Backwards, so that what an item hangs on comes after the item.
    for node in definition.order.iter().rev() {
        if let Node::Item(at) = node
            && let Item { id, show_when: Some(when), .. } = &definition.items[*at]
            && found.contains(id.as_str())
        {
            add(when, &mut found);
        }
    }
    found
}

fn add<'d>(when: &'d Condition, found: &mut BTreeSet<&'d str>) {
    when.walk(&mut |named| add_item(named, found));
}

fn add_item<'d>(named: Named<'d>, found: &mut BTreeSet<&'d str>) {
    if let Named::Item(id) = named {
        found.insert(id);
    }
}
