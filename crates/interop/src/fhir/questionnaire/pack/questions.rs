//! The items of a questionnaire as the items of a form.
//!
//! A form knows no groups but repeating ones: a group becomes a heading, and its condition that of
//! everything in it. Questions below a question are asked once that has an answer.

use super::conditions::{Shape, conditions};
use super::features::items;
use super::kinds;
use super::obstacle::{At, Obstacle};
use super::sheet::Sheet;
use super::survey::{Survey, below, survey};
use super::words::{Ids, said};
use super::written::{ChoiceSet, Condition, Item};
use form::Need;
use serde_json::Value;
use std::collections::BTreeSet;

const MAX_OCCURS: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs";
/// Most rows of a group.
const ROW_LIMIT: usize = 50;

/// What was read.
pub(super) struct Read {
    pub(super) items: Vec<Item>,
    pub(super) sets: Vec<ChoiceSet>,
    pub(super) remarks: BTreeSet<&'static str>,
}

/// Reads all items.
pub(super) fn questions(root: &Value, title: &str) -> Result<Read, Vec<Obstacle>> {
    let mut set_ids = Ids::default();
    // A set called like the shared one would take its place.
    set_ids.take(kinds::YES_NO);
    let survey = survey(root);
    let mut walk = Walk { title, survey, sets: Vec::new(), set_ids, remarks: BTreeSet::new() };
    let mut sheet = Sheet::default();
    let top = Within { heading: None, when: Vec::new(), row: None };
    walk.children(&mut sheet, root, "", &top);
    let mut obstacles = walk.survey.obstacles;
    if sheet.items.is_empty() && obstacles.is_empty() {
        obstacles.push(At { place: "", link: "" }.says("The questionnaire asks nothing."));
    }
    if obstacles.is_empty() {
        Ok(Read { items: sheet.items, sets: walk.sets, remarks: walk.remarks })
    } else {
        Err(obstacles)
    }
}

/// What the items above say about an item.
#[derive(Clone)]
struct Within<'v> {
    heading: Option<String>,
    /// Each of them holds.
    when: Vec<Condition>,
    /// Link id of the repeating group.
    row: Option<&'v str>,
}

pub(super) struct Walk<'v> {
    title: &'v str,
    pub(super) survey: Survey<'v>,
    pub(super) sets: Vec<ChoiceSet>,
    pub(super) set_ids: Ids,
    pub(super) remarks: BTreeSet<&'static str>,
}

impl<'v> Walk<'v> {
    pub(super) fn stop(&mut self, obstacle: Obstacle) {
        self.survey.obstacles.push(obstacle);
    }

    fn children(&mut self, sheet: &mut Sheet, source: &'v Value, place: &str, within: &Within<'v>) {
        let began = sheet.items.len();
        let asked = source.get("linkId").is_some() && source["type"] != "group";
        for (number, item) in items(source).iter().enumerate() {
            let place = below(place, number);
            let at = At { place: &place, link: item["linkId"].as_str().unwrap_or_default() };
            match item["type"].as_str().unwrap_or_default() {
                // Below a question it is that question's hint.
                "display" if asked => {}
                "display" => {
                    if let Some(text) = self.shown(item, at) {
                        sheet.say(text);
                    }
                }
                "group" if item["repeats"] == true => self.rows(sheet, item, at, within),
                "group" => self.group(sheet, item, at, within),
                _ => self.question(sheet, item, at, within),
            }
        }
        sheet.end(began);
    }

    /// The text of a display item.
    fn shown(&mut self, item: &Value, at: At<'_>) -> Option<String> {
        if item.get("enableWhen").is_some() {
            self.stop(at.says("A text that is shown only sometimes has no place on a form."));
        }
        if !items(item).is_empty() {
            self.stop(at.says("A text has no items below it."));
        }
        let text = said(item, "text");
        if text.is_none() {
            self.stop(at.says("The text has no words."));
        }
        text
    }

    /// When an item is shown: what holds for all above it, and what it says itself.
    fn when(&mut self, item: &Value, at: At<'_>, within: &Within<'v>) -> Vec<Condition> {
        let read = conditions(item, at, within.row, |link| self.survey.known.get(link));
        let mut when = within.when.clone();
        match read {
            Ok(own) => when.extend(own),
            Err(faults) => self.survey.obstacles.extend(faults),
        }
        when
    }

    fn group(&mut self, sheet: &mut Sheet, item: &'v Value, at: At<'_>, within: &Within<'v>) {
        let when = self.when(item, at, within);
        let heading = match (&within.heading, said(item, "text")) {
            (Some(above), Some(own)) => Some(format!("{above}: {own}")),
            (above, own) => own.or_else(|| above.clone()),
        };
        if items(item).is_empty() {
            self.stop(at.says("The group is empty."));
        }
        let inner = Within { heading, when, row: within.row };
        self.children(sheet, item, at.place, &inner);
    }

    fn rows(&mut self, sheet: &mut Sheet, item: &'v Value, at: At<'_>, within: &Within<'v>) {
        if within.row.is_some() {
            return self.stop(at.says("A repeating group cannot stand in another."));
        }
        let when = self.when(item, at, within);
        let Some(label) = self.label(item, at) else { return };
        let mut row = Sheet::default();
        let inside =
            Within { heading: None, when: Vec::new(), row: item["linkId"].as_str().or(Some("")) };
        self.children(&mut row, item, at.place, &inside);
        if row.items.is_empty() {
            return self.stop(at.says("The repeating group asks nothing."));
        }
        let marks = item["extension"].as_array().map(Vec::as_slice).unwrap_or_default();
        let most = marks.iter().find(|mark| mark["url"] == MAX_OCCURS);
        let most = most.and_then(|mark| usize::try_from(mark["valueInteger"].as_u64()?).ok());
        let group = Item {
            kind: "group",
            need: need(item),
            show_when: Condition::all(&when),
            row_label: Some(label.clone()),
            max_rows: Some(most.unwrap_or(ROW_LIMIT).clamp(1, ROW_LIMIT)),
            row: row.items,
            ..self.item(label, at)
        };
        sheet.put(group, within.heading.as_deref(), self.title);
    }

    fn question(&mut self, sheet: &mut Sheet, item: &'v Value, at: At<'_>, within: &Within<'v>) {
        let when = self.when(item, at, within);
        let hints = self.hints(item, at.place);
        let known = self.survey.known.get_mut(at.link).map(|known| {
            known.when = Some(when.clone());
            known.clone()
        });
        let (Some(known), Some(label)) = (known, self.label(item, at)) else { return };
        let mut question = self.item(label, at);
        question.loinc = super::head::loinc(item);
        question.need = need(item);
        question.show_when = Condition::all(&when);
        question.hint = (!hints.is_empty()).then(|| hints.join(" "));
        kinds::kind(self, &mut question, item, (at, &known.shape));
        let outside = if within.row.is_some() { "More" } else { self.title };
        let heading = within.heading.as_deref();
        let other = kinds::other(self, &question, item, &when);
        sheet.put(question, heading, outside);
        if let Some(other) = other {
            sheet.put(other, heading, outside);
        }
        let asks = items(item).iter().any(|below| below["type"] != "display");
        if asks && matches!(known.shape, Shape::Several(_)) {
            self.stop(at.says("Questions below each of several answers have no place on a form."));
        } else if asks {
            // What has been read just now is never unknown.
            let when = known.answered().unwrap_or_default();
            let inner = Within { when, ..within.clone() };
            self.children(sheet, item, at.place, &inner);
        }
    }

    /// The texts below a question, which are shown at it.
    fn hints(&mut self, item: &Value, place: &str) -> Vec<String> {
        let mut hints = Vec::new();
        for (number, below_it) in items(item).iter().enumerate() {
            let place = below(place, number);
            let at = At { place: &place, link: below_it["linkId"].as_str().unwrap_or_default() };
            if below_it["type"] == "display" {
                hints.extend(self.shown(below_it, at));
            }
        }
        hints
    }

    /// What is asked, with the number in front of it.
    fn label(&mut self, item: &Value, at: At<'_>) -> Option<String> {
        let Some(text) = said(item, "text") else {
            self.stop(at.says("The question has no words."));
            return None;
        };
        Some(match said(item, "prefix") {
            Some(prefix) => format!("{prefix} {text}"),
            None => text,
        })
    }

    fn item(&self, label: String, at: At<'_>) -> Item {
        let id = self.survey.known.get(at.link).map(|known| known.id.clone());
        Item::new(id.unwrap_or_default(), label)
    }
}

fn need(item: &Value) -> Need {
    if item["required"] == true { Need::Required } else { Need::Optional }
}
