//! Items of a definition: ids, needs, and what their conditions name.
//!
//! Knows nothing of scores beyond that conditions may name them (checked in `order`).

use super::conditions::{Names, Pending};
use super::raw_items::{RawItem, RawKind};
use super::{COUNT_LIMIT, Checked, Draft, checked_id, fault, filled, kinds};
use crate::definition::{Item, Kind, Need, Role, State};
use std::collections::BTreeMap;
use std::ops::Range;

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
        kinds::references_are_known(item, &items)?;
    }
    Ok(items)
}

/// Where an item stands: its position, and the group it is a row item of.
pub(super) type Place<'p> = (usize, Option<(usize, &'p str)>);

pub(super) fn item(
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
    kinds::only_keys_of_its_kind(&raw)?;
    if let Some(condition) = raw.show_when.take() {
        items.pending.push(Pending { item: place.0, group: place.1.map(|(at, _)| at), condition });
    }
    let heading = raw.heading.as_ref().map(filled).transpose()?;
    let label = filled(&raw.label)?;
    let name = raw.name.as_ref().map(filled).transpose()?.unwrap_or_else(|| label.clone());
    let (need, states) = need_and_states(&raw, draft.role);
    let kind = kinds::kind(&mut raw, draft, items, place)?;
    Ok(Item {
        id,
        heading,
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
        (None, _, RawKind::Computed | RawKind::Signature | RawKind::Attachment)
        | (None, Role::Record, _) => Vec::new(),
        (None, Role::Section | Role::Screening, _) => all(),
    };
    (need, states)
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
