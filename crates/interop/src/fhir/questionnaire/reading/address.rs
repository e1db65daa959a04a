//! An address, which is a group of its parts.

use super::{InRow, Reader, absent_reason, listed};
use crate::fhir::questionnaire::left::{Unread, Why};
use crate::fhir::questionnaire::names::{ADDRESS_PARTS, NO_FIXED_ADDRESS};
use crate::fhir::questionnaire::value;
use form::Item;
use serde_json::{Map, Value, json};

impl<'d> Reader<'d> {
    pub(super) fn address(
        &mut self,
        (item, path): (&Item, &str),
        given: &Value,
        place: &str,
        row: InRow<'d, '_>,
    ) -> Result<(), Unread> {
        let children = listed(&given["item"]);
        if let Some(reason) = absent_reason(given) {
            self.reason(path, reason, place, children.is_empty());
            return Ok(());
        }
        self.leave_answers(given, place, Why::WrongKind);
        // All parts are named, so that a state alone is not taken for a word in place of a value.
        let mut address: Map<String, Value> =
            ADDRESS_PARTS.iter().map(|(part, _)| ((*part).to_owned(), json!(""))).collect();
        let blank = address.clone();
        for (at, child) in children.iter().enumerate() {
            let place = format!("{place}.item[{at}]");
            match part_of(item, child) {
                Some(Ok((part, value))) => _ = address.insert(part.to_owned(), value),
                Some(Err(why)) => self.leave_answers(child, &place, why),
                None => self.one(child, &place, row)?,
            }
        }
        if address != blank {
            self.put(path, &Value::Object(address), place);
        }
        Ok(())
    }
}

/// The part of an address that a child is.
fn part_of<'c>(item: &Item, child: &'c Value) -> Option<Result<(&'c str, Value), Why>> {
    let link = child["linkId"].as_str()?;
    let part = link.strip_prefix(&item.id)?.strip_prefix('.')?;
    let known = ADDRESS_PARTS.iter().any(|(id, _)| *id == part);
    let value = match listed(&child["answer"]) {
        [answer] => value::member(answer).transpose()?,
        _ => Err(Why::Several),
    };
    let read = value.and_then(|(key, value)| match (key, value) {
        ("valueBoolean", Value::Bool(_)) if part == NO_FIXED_ADDRESS.0 => Ok(value.clone()),
        _ if known => value::text(key, value).map(|text| json!(text)),
        _ => Err(Why::WrongKind),
    });
    Some(read.map(|value| (part, value)))
}
