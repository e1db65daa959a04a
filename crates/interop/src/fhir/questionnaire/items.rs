//! The items of a form as the items of a `Questionnaire`.
//!
//! Headings, shared texts, hints and notices are display items whose link ids begin with the id of
//! the item they stand at, so that a response needs none of them.

use super::names::{ADDRESS_PARTS, NO_FIXED_ADDRESS, part};
use super::{coding, enabling};
use crate::fhir::system;
use form::{ChoiceSet, Computation, Definition, Item, Kind, LINE_LIMIT, LONG_LIMIT, Need};
use serde_json::{Value, json};

const MIN_VALUE: &str = "http://hl7.org/fhir/StructureDefinition/minValue";
const MAX_VALUE: &str = "http://hl7.org/fhir/StructureDefinition/maxValue";
const MAX_OCCURS: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs";
const ITEM_CONTROL: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl";
const CONTROLS: &str = "http://hl7.org/fhir/questionnaire-item-control";
const EXCLUSIVE: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive";

/// The items of the whole form.
pub(super) fn items(definition: &Definition) -> Vec<Value> {
    listed(definition, &definition.items)
}

fn listed(definition: &Definition, items: &[Item]) -> Vec<Value> {
    let mut out = Vec::new();
    let mut above = None;
    for item in items {
        if let Some(heading) = &item.heading {
            out.push(display(&part(&item.id, "heading"), heading, None));
        }
        if let Some(prefix) = item.prefix.as_deref().filter(|it| above != Some(*it)) {
            out.push(display(&part(&item.id, "prefix"), prefix, None));
        }
        above = item.prefix.as_deref();
        out.push(question(definition, item));
    }
    out
}

fn question(definition: &Definition, item: &Item) -> Value {
    let shown = item.show_when.as_ref();
    let enabled = shown.map(|when| enabling::enabled(definition, when));
    // Who cannot tell when an item is hidden must not ask for an answer to it.
    let untold = matches!(enabled, Some(None));
    let mut out = json!({
        "linkId": item.id,
        "code": item.loinc.as_ref().map(|code| json!([{ "system": system::LOINC, "code": code }])),
        "text": item.label,
        "type": kind(&item.kind),
        "required": item.need == Need::Required && !untold,
    });
    if let Some((conditions, behavior)) = enabled.flatten() {
        out["enableWhen"] = conditions.into();
        out["enableBehavior"] = behavior.into();
    }
    let mut below = beside(item);
    match &item.kind {
        Kind::Text => out["maxLength"] = json!(LINE_LIMIT),
        Kind::LongText => out["maxLength"] = json!(LONG_LIMIT),
        Kind::Integer(rule) => {
            out["extension"] = json!([limit(MIN_VALUE, rule.min), limit(MAX_VALUE, rule.max)]);
        }
        Kind::Choice(set) => out["answerOption"] = options(definition, set),
        Kind::MultiChoice(set) => {
            out["repeats"] = json!(true);
            out["answerOption"] = options(definition, set);
        }
        Kind::Week => out["repeats"] = json!(true),
        Kind::Address => below.extend(address(item)),
        Kind::Group(group) => {
            out["repeats"] = json!(true);
            out["extension"] = json!([{ "url": MAX_OCCURS, "valueInteger": group.max_rows }]);
            below.extend(listed(definition, &group.items));
        }
        Kind::Computed(_) => out["readOnly"] = json!(true),
        Kind::Date(_) | Kind::Phone | Kind::Signature(_) | Kind::Attachment(_) => {}
    }
    out["item"] = below.into();
    out
}

fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Phone | Kind::Week => "string",
        Kind::Computed(Computation::HoursAWeek { .. }) => "string",
        Kind::LongText => "text",
        Kind::Date(_) | Kind::Computed(Computation::GoodFaithEstimate { .. }) => "date",
        Kind::Choice(_) | Kind::MultiChoice(_) => "choice",
        Kind::Integer(_) => "integer",
        Kind::Address | Kind::Group(_) => "group",
        Kind::Signature(_) | Kind::Attachment(_) => "attachment",
    }
}

fn options(definition: &Definition, set: &ChoiceSet) -> Value {
    let option = |choice: &form::Choice| {
        let mut marks = match coding::points(choice) {
            Value::Array(marks) => marks,
            _ => Vec::new(),
        };
        if choice.exclusive {
            marks.push(json!({ "url": EXCLUSIVE, "valueBoolean": true }));
        }
        json!({ "extension": marks, "valueCoding": coding::coding(definition, set, choice) })
    };
    set.choices.iter().map(option).collect()
}

fn limit(url: &str, value: Option<i64>) -> Value {
    value.map_or(Value::Null, |value| json!({ "url": url, "valueInteger": value }))
}

fn address(item: &Item) -> Vec<Value> {
    let line = |(id, text): &(&str, &str)| json!({ "linkId": part(&item.id, id), "text": text, "type": "string" });
    let (id, text) = NO_FIXED_ADDRESS;
    let none = json!({ "linkId": part(&item.id, id), "text": text, "type": "boolean" });
    ADDRESS_PARTS.iter().map(line).chain([none]).collect()
}

/// What is shown at an item besides its label.
fn beside(item: &Item) -> Vec<Value> {
    let shown = |id: &str, text: Option<&String>, control: Option<&str>| {
        text.map(|text| display(&part(&item.id, id), text, control))
    };
    let rule = match &item.kind {
        Kind::Integer(rule) => Some(rule),
        _ => None,
    };
    let ends = rule.and_then(|rule| rule.anchors.as_ref());
    [
        shown("hint", item.hint.as_ref(), Some("help")),
        shown("notice", item.notice.as_ref(), None),
        shown("unit", rule.and_then(|rule| rule.unit.as_ref()), Some("unit")),
        shown("lower", ends.map(|[low, _]| low), Some("lower")),
        shown("upper", ends.map(|[_, high]| high), Some("upper")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn display(link: &str, text: &str, control: Option<&str>) -> Value {
    let control = control.map(|code| {
        json!([{
            "url": ITEM_CONTROL,
            "valueCodeableConcept": { "coding": [{ "system": CONTROLS, "code": code }] },
        }])
    });
    json!({ "linkId": link, "text": text, "type": "display", "extension": control })
}
