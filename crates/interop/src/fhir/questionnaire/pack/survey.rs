//! What every question of a questionnaire is called and what can be asked about it, before any
//! condition is read: a condition may name a question further down.

use super::choices;
use super::conditions::{Known, Shape};
use super::features::items;
use super::obstacle::{At, Obstacle};
use super::words::{Ids, is_id};
use serde_json::Value;
use std::collections::BTreeMap;

/// Questions by link id.
pub(super) struct Survey<'v> {
    pub(super) known: BTreeMap<&'v str, Known>,
    pub(super) ids: Ids,
    pub(super) obstacles: Vec<Obstacle>,
}

/// Looks at every item. Ids that can stay as they are stay; the others are made like them.
pub(super) fn survey(root: &Value) -> Survey<'_> {
    let mut survey = Survey { known: BTreeMap::new(), ids: Ids::default(), obstacles: Vec::new() };
    keep_ids(root, &mut survey.ids);
    survey.look(root, root, At { place: "", link: "" }, None);
    survey
}

fn keep_ids(source: &Value, ids: &mut Ids) {
    for item in items(source) {
        if let Some(link) = item["linkId"].as_str().filter(|link| is_id(link)) {
            ids.take(link);
        }
        keep_ids(item, ids);
    }
}

impl<'v> Survey<'v> {
    fn look(&mut self, root: &'v Value, source: &'v Value, above: At<'_>, row: Option<&'v str>) {
        for (number, item) in items(source).iter().enumerate() {
            let place = below(above.place, number);
            let link = item["linkId"].as_str().unwrap_or_default();
            let at = At { place: &place, link };
            let shape = self.shape(root, item, at);
            let id = if is_id(link) { link.to_owned() } else { self.ids.like(link, "item") };
            let row_of = row.map(str::to_owned);
            self.known.insert(link, Known { id, shape, when: None, row: row_of });
            let repeats = item["type"] == "group" && item["repeats"] == true;
            self.look(root, item, at, if repeats { Some(link) } else { row });
        }
    }

    fn shape(&mut self, root: &Value, item: &Value, at: At<'_>) -> Shape {
        let kind = item["type"].as_str().unwrap_or_default();
        match kind {
            "choice" | "open-choice" => {
                match choices::offers(root, item, at, kind == "open-choice") {
                    Ok(offers) if item["repeats"] == true => Shape::Several(offers),
                    Ok(offers) => Shape::One(offers),
                    Err(faults) => {
                        self.obstacles.extend(faults);
                        Shape::Unread
                    }
                }
            }
            "boolean" => Shape::YesNo,
            "integer" => Shape::Number,
            "text" | "string" | "date" => Shape::Words,
            "display" | "group" => Shape::Nothing,
            _ => Shape::Unread,
        }
    }
}

/// The place of an item below another.
pub(super) fn below(place: &str, number: usize) -> String {
    let dot = if place.is_empty() { "" } else { "." };
    format!("{place}{dot}item[{number}]")
}
