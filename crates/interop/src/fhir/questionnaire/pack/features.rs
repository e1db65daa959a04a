//! Features that a form has no counterpart for, wherever they stand: the first look at a
//! questionnaire, before anything is made of it.

use super::obstacle::{At, Obstacle};
use serde_json::Value;
use std::collections::BTreeSet;

/// Most items of a questionnaire, headings included.
pub(super) const ITEM_LIMIT: usize = 500;
/// Deepest nesting of items.
const DEPTH_LIMIT: usize = 10;

/// Extensions by which a questionnaire works something out, checks it or hides it.
const ACTING: [&str; 6] = [
    "variable",
    "cqf-calculatedValue",
    "questionnaire-constraint",
    "targetConstraint",
    "sdc-questionnaire-launchContext",
    "sdc-questionnaire-sourceQueries",
];

/// What stands in the way of the whole questionnaire and of its items as such, and whether it is
/// worth looking further.
pub(super) fn obstacles(root: &Value) -> (Vec<Obstacle>, bool) {
    let at = At { place: "", link: "" };
    let found = acting(root, at);
    let mut look = Look { links: BTreeSet::new(), count: 0, sound: !items(root).is_empty(), found };
    if items(root).is_empty() {
        look.found.push(at.says("The questionnaire has no items."));
    }
    look.at_items(root, at, 1);
    if look.count > ITEM_LIMIT {
        look.found.push(at.says("The questionnaire has more than 500 items."));
        look.sound = false;
    }
    (look.found, look.sound)
}

/// The items below an item or a questionnaire.
pub(super) fn items(source: &Value) -> &[Value] {
    source["item"].as_array().map(Vec::as_slice).unwrap_or_default()
}

struct Look<'v> {
    links: BTreeSet<&'v str>,
    count: usize,
    sound: bool,
    found: Vec<Obstacle>,
}

impl<'v> Look<'v> {
    fn at_items(&mut self, source: &'v Value, above: At<'_>, depth: usize) {
        for (number, item) in items(source).iter().enumerate() {
            self.count += 1;
            if self.count > ITEM_LIMIT {
                return;
            }
            let dot = if above.place.is_empty() { "" } else { "." };
            let place = format!("{}{dot}item[{number}]", above.place);
            let link = item["linkId"].as_str().unwrap_or_default();
            let at = At { place: &place, link };
            if link.is_empty() {
                self.found.push(at.says("The item has no link id."));
            } else if !self.links.insert(link) {
                self.found.push(at.says("Another item has the same link id."));
            }
            self.found.extend(acting(item, at));
            self.found.extend(beforehand(item, at));
            if depth > DEPTH_LIMIT {
                self.found.push(at.says("The items are nested too deeply."));
                self.sound = false;
                return;
            }
            self.at_items(item, at, depth + 1);
        }
    }
}

/// Answers that are there before anybody was asked.
fn beforehand(item: &Value, at: At<'_>) -> Option<Obstacle> {
    if item.get("initial").is_some() {
        return Some(
            at.below("initial", "An answer that is filled in beforehand is not taken over."),
        );
    }
    let shut = item["readOnly"] == true && item["type"] != "display" && item["type"] != "group";
    shut.then(|| at.says("A question that nobody can answer has no place on a form."))
}

fn acting(source: &Value, at: At<'_>) -> Vec<Obstacle> {
    let mut found = Vec::new();
    if source.get("modifierExtension").is_some() {
        let why = "A modifier extension changes the meaning of what it stands at.";
        found.push(at.below("modifierExtension", why));
    }
    let Some(members) = source.as_object() else { return found };
    let beside = members.iter().filter(|(key, _)| key.starts_with('_'));
    let own = std::iter::once(("", source));
    for (key, element) in own.chain(beside.map(|(key, element)| (key.as_str(), element))) {
        let marks = element["extension"].as_array().map(Vec::as_slice).unwrap_or_default();
        for (number, mark) in marks.iter().enumerate() {
            if let Some(why) = acts(mark) {
                let dot = if key.is_empty() { "" } else { "." };
                found.push(at.below(&format!("{key}{dot}extension[{number}]"), why));
            }
        }
    }
    found
}

fn acts(mark: &Value) -> Option<&'static str> {
    let url = mark["url"].as_str().unwrap_or_default();
    let name = url.rsplit('/').next().unwrap_or_default();
    if name.to_lowercase().ends_with("expression") || ACTING.contains(&name) {
        return Some("An expression that works something out is not carried over.");
    }
    let hidden = name == "questionnaire-hidden" && mark["valueBoolean"] != false;
    hidden.then_some("A hidden question has no place on a form.")
}
