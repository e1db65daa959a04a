//! Plans from JSON: written by hand for the command line, or held in a sealed record. Keys that
//! are missing are given, unreadable dates and numbers are kept as typed, unknown fields refused.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use form::date::Purpose;
use serde_json::Value;

use super::{EditRefused, Plan};
use crate::Id;

const LONGEST_TEXT: usize = 20_000;
const LONGEST_LIST: usize = 200;

/// The JSON is not a plan. Says which field and where in the file, never its content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAPlan {
    /// It does not parse, or a field is unknown or of the wrong type.
    #[error("line {line}, column {column}: not a plan (unknown field, wrong type, or not JSON)")]
    Unreadable {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// It parses, but cannot be kept.
    #[error(transparent)]
    Refused(#[from] EditRefused),
}

/// Reads a plan written by hand. Entries may leave out `id`; a need may carry any short text as
/// its `id`, and a problem's `needs` name needs by it.
///
/// # Errors
/// [`NotAPlan`] with the place in the file.
pub fn from_json(
    text: &str,
    today: NaiveDate,
    make_id: &mut dyn FnMut() -> Id,
) -> Result<Plan, NotAPlan> {
    let unreadable =
        |e: &serde_json::Error| NotAPlan::Unreadable { line: e.line(), column: e.column() };
    let mut json: Value = serde_json::from_str(text).map_err(|e| unreadable(&e))?;
    name_needs(&mut json, make_id);
    match settled(json.clone(), today, make_id) {
        Err(EditRefused::WrongType) => Err(place_of_fault(text, &json)),
        other => Ok(other?),
    }
}

/// Parses once more from the text, so that the fault has a line.
fn place_of_fault(text: &str, renamed: &Value) -> NotAPlan {
    let fault = serde_json::from_str::<Plan>(text).err();
    let (line, column) = fault.map_or((0, 0), |e| (e.line(), e.column()));
    if line == 0 {
        let again = renamed.to_string();
        let fault = serde_json::from_str::<Plan>(&again).err();
        return NotAPlan::Unreadable { line: 1, column: fault.map_or(1, |e| e.column()) };
    }
    NotAPlan::Unreadable { line, column }
}

/// Gives real ids to needs that were named by hand, and follows them into the problems.
fn name_needs(plan: &mut Value, make_id: &mut dyn FnMut() -> Id) {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for id in entries(plan, "assessed_needs").filter_map(|need| need.get_mut("id")) {
        if let Some(name) = id.as_str().map(str::to_owned)
            && name.parse::<Id>().is_err()
        {
            let made = names.entry(name).or_insert_with(|| make_id().to_string());
            *id = Value::String(made.clone());
        }
    }
    for need in entries(plan, "problems").flat_map(|problem| entries(problem, "needs")) {
        if let Some(id) = need.as_str().and_then(|name| names.get(name)) {
            *need = Value::String(id.clone());
        }
    }
}

fn entries<'a>(json: &'a mut Value, list: &str) -> impl Iterator<Item = &'a mut Value> {
    json.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten()
}

/// A plan from its JSON, with every text cleaned and capped, every entry keyed and every number
/// and date read that can be.
pub(super) fn settled(
    mut json: Value,
    today: NaiveDate,
    make_id: &mut dyn FnMut() -> Id,
) -> Result<Plan, EditRefused> {
    clean(&mut json)?;
    if !is_by_name(&json) {
        return Err(EditRefused::WrongType);
    }
    let mut plan: Plan = serde_json::from_value(json).map_err(|_| EditRefused::WrongType)?;
    key_entries(&mut plan, make_id);
    settle(&mut plan, today);
    keep_links(&mut plan);
    Ok(plan)
}

/// Reads every number, date and time that can be read.
fn settle(plan: &mut Plan, today: NaiveDate) {
    plan.diagnoses.iter_mut().for_each(|diagnosis| settle_date(&mut diagnosis.date, today));
    plan.reviews.every_days.settle();
    for planned in &mut plan.schedule {
        planned.start.settle();
        planned.minutes.settle();
    }
    let goals = plan.problems.iter_mut().flat_map(|problem| &mut problem.goals);
    for objective in goals.flat_map(|goal| &mut goal.objectives) {
        settle_date(&mut objective.target_date, today);
        for intervention in &mut objective.interventions {
            intervention.minutes.settle();
            intervention.times_a_week.settle();
            intervention.weeks.settle();
        }
    }
}

/// Takes out links to what is not in the plan.
fn keep_links(plan: &mut Plan) {
    let needs: BTreeSet<Id> = plan.assessed_needs.iter().filter_map(|need| need.id).collect();
    plan.problems.iter_mut().for_each(|problem| problem.needs.retain(|id| needs.contains(id)));
    let goals = plan.problems.iter().flat_map(|problem| &problem.goals);
    let objectives = goals.flat_map(|goal| &goal.objectives);
    let interventions = objectives.flat_map(|objective| &objective.interventions);
    let interventions: BTreeSet<Id> = interventions.filter_map(|entry| entry.id).collect();
    for planned in &mut plan.schedule {
        planned.interventions.retain(|id| interventions.contains(id));
    }
}

fn settle_date(date: &mut crate::Entered<NaiveDate>, today: NaiveDate) {
    if let crate::Entered::Text(text) = date
        && let Some(read) = form::date::parse_typed(text, Purpose::Near, today)
    {
        *date = crate::Entered::Known(read);
    }
}

/// Whether fields are given by name everywhere: serde would also take them by position, and `[]`
/// for an empty plan.
fn is_by_name(plan: &Value) -> bool {
    fn entries(json: &Value) -> bool {
        match json {
            Value::Array(entries) => {
                entries.iter().all(|entry| !entry.is_array() && by_name(entry))
            }
            other => by_name(other),
        }
    }
    fn by_name(json: &Value) -> bool {
        json.as_object().is_none_or(|fields| fields.values().all(entries))
    }
    let named = ["discharge", "reviews"].iter().all(|it| plan.get(it).is_none_or(Value::is_object));
    plan.is_object() && named && by_name(plan)
}

/// Every text without control characters and within its length, every list within its own.
pub(crate) fn clean(json: &mut Value) -> Result<(), EditRefused> {
    match json {
        Value::String(text) => {
            if text.chars().count() > LONGEST_TEXT {
                return Err(EditRefused::TooLong);
            }
            if text.contains(|c: char| c.is_control() && c != '\n') {
                *text = text.replace("\r\n", "\n").replace(['\r', '\t'], " ");
                text.retain(|c| !c.is_control() || c == '\n');
            }
            Ok(())
        }
        Value::Array(entries) if entries.len() > LONGEST_LIST => Err(EditRefused::TooMany),
        Value::Array(entries) => entries.iter_mut().try_for_each(clean),
        Value::Object(fields) => fields.values_mut().try_for_each(clean),
        _ => Ok(()),
    }
}

/// Gives an id to every entry that has none, or one that stands twice.
fn key_entries(plan: &mut Plan, make_id: &mut dyn FnMut() -> Id) {
    let mut seen = BTreeSet::new();
    let mut key = |id: &mut Option<Id>| {
        let fresh = id.is_none_or(|id| !seen.insert(id));
        if fresh {
            let made = make_id();
            seen.insert(made);
            *id = Some(made);
        }
    };
    plan.diagnoses.iter_mut().for_each(|diagnosis| key(&mut diagnosis.id));
    plan.wellness.iter_mut().for_each(|entry| key(&mut entry.id));
    plan.schedule.iter_mut().for_each(|planned| key(&mut planned.id));
    plan.taken.iter_mut().for_each(|taken| key(&mut taken.id));
    plan.assessed_needs.iter_mut().for_each(|need| key(&mut need.id));
    for problem in &mut plan.problems {
        key(&mut problem.id);
        for goal in &mut problem.goals {
            key(&mut goal.id);
            for objective in &mut goal.objectives {
                key(&mut objective.id);
                objective.interventions.iter_mut().for_each(|entry| key(&mut entry.id));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Plan, NotAPlan> {
        let mut n = 0u8;
        let mut make = || {
            n += 1;
            Id::from_bytes([n; 16])
        };
        from_json(text, NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(), &mut make)
    }

    #[test]
    fn needs_named_by_hand_are_followed_into_problems() {
        let plan = read(
            r#"{"assessed_needs":[{"id":"sleep","text":"Sleeps 3 hours"}],
                "problems":[{"statement":"Sleep","needs":["sleep"]}]}"#,
        )
        .unwrap();
        assert_eq!(plan.problems[0].needs, vec![plan.assessed_needs[0].id.unwrap()]);
    }

    #[test]
    fn an_unknown_field_is_refused_with_its_line() {
        let fault = read("{\n \"vision\": \"x\",\n \"visoin\": \"y\"\n}").unwrap_err();
        assert!(matches!(fault, NotAPlan::Unreadable { line: 3, .. }), "{fault}");
    }

    #[test]
    fn fields_by_position_are_no_plan() {
        for text in ["[]", r#"{"problems":[["Low mood"]]}"#, r#"{"discharge":["a","b","c"]}"#] {
            assert!(matches!(read(text), Err(NotAPlan::Unreadable { .. })), "{text}");
        }
    }

    #[test]
    fn control_characters_go_and_emoji_stay() {
        let plan = read("{\"vision\":\"a\\u0000b\\tc\\r\\nd 🌱\"}").unwrap();
        assert_eq!(plan.vision, "ab c\nd 🌱");
    }

    #[test]
    fn a_date_in_words_is_kept_as_typed() {
        let plan =
            read(r#"{"problems":[{"goals":[{"objectives":[{"target_date":"in spring"}]}]}]}"#)
                .unwrap();
        assert!(plan.problems[0].goals[0].objectives[0].target_date.is_unreadable());
    }
}
