//! The rows of a repeating group, one item each.

use super::{Reader, absent_reason, listed};
use crate::fhir::questionnaire::left::{Unread, Why};
use crate::fhir::questionnaire::names::row_id;
use form::{Item, add_row, remove_row};
use serde_json::Value;

impl<'d> Reader<'d> {
    pub(super) fn group(
        &mut self,
        group: &'d Item,
        given: &Value,
        place: &str,
    ) -> Result<(), Unread> {
        if let Some(reason) = absent_reason(given) {
            let alone = listed(&given["item"]).is_empty();
            self.reason(&group.id, reason, place, alone);
            return Ok(());
        }
        self.leave_answers(given, place, Why::WrongKind);
        let own = own_row_id(given);
        let id = own.map_or_else(|| self.free_row_id(group), str::to_owned);
        if let Err(refused) = add_row(self.definition, &mut self.read.answers, &group.id, &id) {
            self.leave(place.to_owned(), Why::Refused(refused.why));
            return Ok(());
        }
        self.walk(&given["item"], &format!("{place}."), Some((group, &id)))?;
        let rows = self.read.answers.rows(&group.id).iter();
        let blank = rows.filter(|row| row.id == id).all(|row| row.cells.is_empty());
        if blank && own.is_none() {
            // It was added just now.
            let _ = remove_row(self.definition, &mut self.read.answers, &group.id, &id);
        }
        Ok(())
    }

    fn free_row_id(&self, group: &Item) -> String {
        let rows = self.read.answers.rows(&group.id);
        let taken = |id: &String| rows.iter().any(|row| row.id == *id);
        let mut number = rows.len() + 1;
        loop {
            let id = format!("row-{number}");
            if !taken(&id) {
                return id;
            }
            number += 1;
        }
    }
}

fn own_row_id(given: &Value) -> Option<&str> {
    let url = row_id();
    let mark = listed(&given["extension"]).iter().find(|mark| mark["url"] == *url)?;
    mark["valueString"].as_str()
}
