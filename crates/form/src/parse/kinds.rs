//! Kinds of items of a definition: which keys belong to which, and what they refer to.
//!
//! Knows nothing of conditions and scores.

use super::items::{Items, Place};
use super::raw::Word;
use super::raw_items::{RawComputation, RawDate, RawItem, RawKind};
use super::{Checked, Draft, fault, filled};
use crate::definition::{
    AttachmentRule, ChoiceSet, Computation, DateRule, Group, IntegerRule, Item, Kind, Layout,
    SignatureRule,
};
use std::sync::Arc;
use toml::Spanned;

/// Most rows of a group unless it says less.
const ROW_LIMIT: usize = 50;
const HOURS_OF_A_WEEK: u32 = 168;

pub(super) fn only_keys_of_its_kind(raw: &RawItem) -> Checked<()> {
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
        ("layout", raw.layout.as_ref().map(|key| key.span()), kind == RawKind::Group),
        ("row", raw.row.as_ref().map(|_| raw.id.span()), kind == RawKind::Group),
        ("covers", raw.covers.as_ref().map(|key| key.span()), kind == RawKind::Signature),
        ("accepts", raw.accepts.as_ref().map(Word::span), kind == RawKind::Attachment),
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

pub(super) fn kind(
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
        RawKind::Week => Kind::Week,
        RawKind::Date => Kind::Date(date_rule(raw)),
        RawKind::Choice => Kind::Choice(choices(raw, draft)?),
        RawKind::MultiChoice => Kind::MultiChoice(choices(raw, draft)?),
        RawKind::Integer => Kind::Integer(integer_rule(raw)?),
        RawKind::Group => Kind::Group(group(raw, draft, items, place)?),
        RawKind::Signature => Kind::Signature(SignatureRule {
            covers: raw.covers.take().map(Spanned::into_inner).unwrap_or_default(),
        }),
        RawKind::Attachment => Kind::Attachment(attachment_rule(raw)?),
        RawKind::Computed => match (raw.computed.take(), place.1) {
            (Some(rule), None) => Kind::Computed(computation(rule)?),
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

fn attachment_rule(raw: &RawItem) -> Checked<AttachmentRule> {
    let Some(accepts) = &raw.accepts else {
        return fault(raw.id.span(), "An attachment item needs the key \"accepts\".");
    };
    let usual = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
    if accepts.get_ref().is_empty() || !accepts.get_ref().bytes().all(usual) {
        return fault(
            accepts.span(),
            "A type of attachment is lower-case letters and underscores.",
        );
    }
    Ok(AttachmentRule { accepts: accepts.get_ref().clone() })
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
        inner.push(super::items::item(row, draft, items, (at, Some((place.0, &group_id))))?);
    }
    let layout = raw.layout.as_ref().map_or(Layout::Cards, |layout| *layout.get_ref());
    Ok(Group { row_label, max_rows, layout, items: inner, order: Vec::new() })
}

fn computation(raw: Spanned<RawComputation>) -> Checked<Computation> {
    let at = raw.span();
    match raw.into_inner() {
        RawComputation { good_faith_estimate: Some(estimate), hours_a_week: None } => {
            Ok(Computation::GoodFaithEstimate {
                scheduled: estimate.scheduled.into_inner(),
                service: estimate.service.into_inner(),
                requested: estimate.requested.into_inner(),
            })
        }
        RawComputation { good_faith_estimate: None, hours_a_week: Some(hours) } => {
            if [hours.adult, hours.adolescent].iter().any(|hours| *hours > HOURS_OF_A_WEEK) {
                return fault(at, "A week has 168 hours.");
            }
            Ok(Computation::HoursAWeek {
                week: hours.week.into_inner(),
                adult: hours.adult,
                adolescent: hours.adolescent,
            })
        }
        _ => fault(at, "A computed item has exactly one of good_faith_estimate and hours_a_week."),
    }
}

/// Items that other items compare their dates with, or compute values from, are of the right kind
/// and in reach.
pub(super) fn references_are_known(item: &Item, items: &Items) -> Checked<()> {
    let place = |item: &Item| items.places.get(&item.id).cloned().unwrap_or_default();
    let dates = |list: &[Item], id: &str| {
        list.iter().any(|known| known.id == id && matches!(known.kind, Kind::Date(_)))
    };
    let weeks = |id: &str| {
        items.list.iter().any(|known| known.id == id && matches!(known.kind, Kind::Week))
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
            Kind::Signature(rule) => {
                let beside = if siblings.is_empty() { &items.list } else { siblings };
                let known = |id: &String| beside.iter().any(|item| item.id == *id);
                if let Some(id) = rule.covers.iter().find(|id| !known(id)) {
                    let said = format!("\"{id}\" is not an item beside this signature.");
                    return fault(place(inner), said);
                }
            }
            Kind::Computed(Computation::HoursAWeek { week, .. }) if !weeks(week) => {
                return fault(place(inner), format!("\"{week}\" is not a week item of this form."));
            }
            _ => {}
        }
    }
    Ok(())
}
