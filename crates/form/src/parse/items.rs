//! Items of a definition: kinds with their rules, ids, and what their conditions name.
//!
//! Knows nothing of scores beyond that conditions may name them (checked in `order`).

use super::conditions::{Names, Pending};
use super::raw::{RawComputation, RawDate, RawItem, RawKind, Word};
use super::{COUNT_LIMIT, Checked, Draft, checked_id, fault, filled};
use crate::definition::{
    ChoiceSet, Computation, DateRule, Group, IntegerRule, Item, Kind, Need, Role, State,
};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Most rows of a group unless it says less.
const ROW_LIMIT: usize = 50;

/// Items with the conditions that still have to be checked against the whole form.
pub(super) struct Items {
    pub(super) list: Vec<Item>,
    /// Conditions of top-level items, by position; of row items, by group and position.
    pub(super) pending: Vec<Pending>,
    pub(super) places: BTreeMap<String, Range<usize>>,
}

/// Reads the items of a form.
pub(super) fn items(raw: Vec<RawItem>, draft: &mut Draft<'_>) -> Checked<Items> {
    let mut items = Items { list: Vec::new(), pending: Vec::new(), places: BTreeMap::new() };
    for (at, raw) in raw.into_iter().enumerate() {
        let item = item(raw, draft, &mut items, (at, None))?;
        items.list.push(item);
    }
    if items.list.is_empty() {
        return fault(0..0, "The form has no items.");
    }
    for item in &items.list {
        dates_are_known(item, &items)?;
    }
    Ok(items)
}

/// Where an item stands: its position, and the group it is a row item of.
type Place<'p> = (usize, Option<(usize, &'p str)>);

fn item(
    mut raw: RawItem,
    draft: &mut Draft<'_>,
    items: &mut Items,
    place: Place<'_>,
) -> Checked<Item> {
    let id = checked_id(&raw.id)?;
    if id == "id" {
        return fault(raw.id.span(), "An item cannot be called \"id\".");
    }
    if items.places.insert(id.clone(), raw.id.span()).is_some() {
        return fault(raw.id.span(), format!("The item \"{id}\" is defined twice."));
    }
    if items.places.len() > COUNT_LIMIT {
        return fault(raw.id.span(), "The form has more than 500 items.");
    }
    only_keys_of_its_kind(&raw)?;
    if let Some(condition) = raw.show_when.take() {
        items.pending.push(Pending { item: place.0, group: place.1.map(|(at, _)| at), condition });
    }
    let label = filled(&raw.label)?;
    let name = raw.name.as_ref().map(filled).transpose()?.unwrap_or_else(|| label.clone());
    let (need, states) = need_and_states(&raw, draft.role);
    let kind = kind(&mut raw, draft, items, place)?;
    Ok(Item {
        id,
        label,
        name,
        hint: raw.hint,
        prefix: raw.prefix,
        notice: raw.notice,
        optional_reason: raw.optional_reason,
        loinc: raw.loinc,
        need,
        states,
        kind,
        show_when: None,
    })
}

/// A section's items are optional and may be recorded as anything unless they say otherwise; an
/// instrument's items are required.
fn need_and_states(raw: &RawItem, role: Role) -> (Need, Vec<State>) {
    let need = raw.need.unwrap_or(match (role, raw.kind) {
        (_, RawKind::Computed) => Need::Optional,
        (Role::Screening, _) => Need::Required,
        (Role::Section | Role::Record, _) => Need::Optional,
    });
    let all = || vec![State::Unknown, State::Declined, State::NotAsked];
    let states = match (&raw.states, role, raw.kind) {
        (Some(states), ..) => states.clone(),
        (None, _, RawKind::Computed) | (None, Role::Record, _) => Vec::new(),
        (None, Role::Section | Role::Screening, _) => all(),
    };
    (need, states)
}

fn only_keys_of_its_kind(raw: &RawItem) -> Checked<()> {
    let kind = raw.kind;
    let chooses = matches!(kind, RawKind::Choice | RawKind::MultiChoice);
    let keys = [
        ("choices", raw.choices.as_ref().map(Word::span), chooses),
        ("date", raw.date.as_ref().map(|key| key.span()), kind == RawKind::Date),
        ("not_before", raw.not_before.as_ref().map(Word::span), kind == RawKind::Date),
        ("min", raw.min.as_ref().map(|key| key.span()), kind == RawKind::Integer),
        ("max", raw.max.as_ref().map(|key| key.span()), kind == RawKind::Integer),
        ("unit", raw.unit.as_ref().map(Word::span), kind == RawKind::Integer),
        ("anchors", raw.anchors.as_ref().map(|key| key.span()), kind == RawKind::Integer),
        ("row_label", raw.row_label.as_ref().map(Word::span), kind == RawKind::Group),
        ("max_rows", raw.max_rows.as_ref().map(|key| key.span()), kind == RawKind::Group),
        ("row", raw.row.as_ref().map(|_| raw.id.span()), kind == RawKind::Group),
        ("computed", raw.computed.as_ref().map(|key| key.span()), kind == RawKind::Computed),
    ];
    for (key, given, belongs) in keys {
        if let (Some(at), false) = (given, belongs) {
            return fault(
                at,
                format!("The key \"{key}\" does not belong to an item of this kind."),
            );
        }
    }
    Ok(())
}

fn kind(
    raw: &mut RawItem,
    draft: &mut Draft<'_>,
    items: &mut Items,
    place: Place<'_>,
) -> Checked<Kind> {
    Ok(match raw.kind {
        RawKind::Text => Kind::Text,
        RawKind::LongText => Kind::LongText,
        RawKind::Phone => Kind::Phone,
        RawKind::Address => Kind::Address,
        RawKind::Date => Kind::Date(date_rule(raw)),
        RawKind::Choice => Kind::Choice(choices(raw, draft)?),
        RawKind::MultiChoice => Kind::MultiChoice(choices(raw, draft)?),
        RawKind::Integer => Kind::Integer(integer_rule(raw)?),
        RawKind::Group => Kind::Group(group(raw, draft, items, place)?),
        RawKind::Computed => match (raw.computed.take(), place.1) {
            (Some(rule), None) => Kind::Computed(computation(rule.into_inner())),
            (None, _) => {
                return fault(raw.id.span(), "A computed item needs the key \"computed\".");
            }
            (Some(rule), Some(_)) => {
                return fault(rule.span(), "A computed item cannot stand in a row.");
            }
        },
    })
}

fn date_rule(raw: &RawItem) -> DateRule {
    let date = raw.date.as_ref().map_or(RawDate::Any, |date| *date.get_ref());
    DateRule {
        birth: matches!(date, RawDate::Birth),
        not_future: matches!(date, RawDate::NotFuture | RawDate::Birth),
        not_before: raw.not_before.as_ref().map(|word| word.get_ref().clone()),
    }
}

fn integer_rule(raw: &RawItem) -> Checked<IntegerRule> {
    let bound = |given: &Option<toml::Spanned<i64>>| {
        given.as_ref().map(|given| super::bounded(*given.get_ref(), given.span())).transpose()
    };
    let (min, max) = (bound(&raw.min)?, bound(&raw.max)?);
    if min.zip(max).is_some_and(|(min, max)| min > max) {
        return fault(raw.id.span(), "The smallest value is larger than the largest.");
    }
    Ok(IntegerRule {
        min,
        max,
        unit: raw.unit.as_ref().map(|unit| unit.get_ref().clone()),
        anchors: raw.anchors.as_ref().map(|anchors| anchors.get_ref().clone()),
    })
}

fn choices(raw: &RawItem, draft: &mut Draft<'_>) -> Checked<Arc<ChoiceSet>> {
    let Some(name) = &raw.choices else {
        return fault(
            raw.id.span(),
            "This item needs the key \"choices\" with the id of a choice set.",
        );
    };
    let id = name.get_ref();
    if let Some(own) = draft.sets.get(id) {
        return Ok(own.clone());
    }
    let Some((shared, _)) = draft.shared.get(id) else {
        return fault(name.span(), format!("There is no choice set \"{id}\"."));
    };
    draft.used.insert(id.clone());
    Ok(shared.clone())
}

fn group(
    raw: &mut RawItem,
    draft: &mut Draft<'_>,
    items: &mut Items,
    place: Place<'_>,
) -> Checked<Group> {
    if place.1.is_some() {
        return fault(raw.id.span(), "A repeating group cannot stand inside another.");
    }
    let rows = raw.row.take().unwrap_or_default();
    if rows.is_empty() {
        return fault(raw.id.span(), "A repeating group needs items, each under [[item.row]].");
    }
    let Some(row_label) = &raw.row_label else {
        return fault(raw.id.span(), "A repeating group needs the key \"row_label\".");
    };
    let row_label = filled(row_label)?;
    let max_rows = raw.max_rows.as_ref().map_or(ROW_LIMIT, |max| *max.get_ref());
    if !(1..=ROW_LIMIT).contains(&max_rows) {
        return fault(raw.id.span(), "A repeating group has at most 1 to 50 rows.");
    }
    let group_id = raw.id.get_ref().clone();
    let mut inner = Vec::new();
    for (at, row) in rows.into_iter().enumerate() {
        inner.push(item(row, draft, items, (at, Some((place.0, &group_id))))?);
    }
    Ok(Group { row_label, max_rows, items: inner, order: Vec::new() })
}

fn computation(raw: RawComputation) -> Computation {
    let estimate = raw.good_faith_estimate;
    Computation::GoodFaithEstimate {
        scheduled: estimate.scheduled.into_inner(),
        service: estimate.service.into_inner(),
        requested: estimate.requested.into_inner(),
    }
}

/// Items that other items compare their dates with, or compute dates from, are dates in reach.
fn dates_are_known(item: &Item, items: &Items) -> Checked<()> {
    let place = |item: &Item| items.places.get(&item.id).cloned().unwrap_or_default();
    let dates = |list: &[Item], id: &str| {
        list.iter().any(|known| known.id == id && matches!(known.kind, Kind::Date(_)))
    };
    let check = |item: &Item, id: &str, siblings: &[Item]| {
        if dates(siblings, id) || dates(&items.list, id) {
            return Ok(());
        }
        fault(place(item), format!("\"{id}\" is not a date item that this item can refer to."))
    };
    for inner in std::iter::once(item).chain(item.row_items()) {
        let siblings = if inner.id == item.id { &[] } else { item.row_items() };
        match &inner.kind {
            Kind::Date(DateRule { not_before: Some(id), .. }) => check(inner, id, siblings)?,
            Kind::Computed(Computation::GoodFaithEstimate { scheduled, service, requested }) => {
                for id in [scheduled, service, requested] {
                    check(inner, id, &[])?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

impl Items {
    /// Checks the conditions of all items and puts them in their places.
    pub(super) fn settle(&mut self, names: &Names) -> Checked<()> {
        for pending in std::mem::take(&mut self.pending) {
            let row = pending.group.map(|group| self.list[group].row_items().to_vec());
            let condition = names.condition(&pending.condition, row.as_deref())?;
            match pending.group {
                None => self.list[pending.item].show_when = Some(condition),
                Some(group) => {
                    if let Kind::Group(group) = &mut self.list[group].kind {
                        group.items[pending.item].show_when = Some(condition);
                    }
                }
            }
        }
        Ok(())
    }
}
