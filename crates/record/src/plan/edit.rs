//! Edits of a plan: a path and a value, the same for the window, the command line and, one day,
//! the merging of two machines. Entries of a list are addressed by id, never by position.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Plan, read};
use crate::Id;

/// One change to a plan. A path reads `problems/<id>/goals/<id>/words`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Edit {
    /// Puts a value at a path.
    Set {
        /// Where.
        path: String,
        /// What.
        value: Value,
    },
    /// Adds an entry to a list, empty or as given (undo brings a removed one back whole).
    Add {
        /// The list, such as `problems` or `problems/<id>/goals`.
        list: String,
        /// The entry it follows; the end of the list when nothing is named.
        after: Option<Id>,
        /// The entry, when it is not an empty one.
        value: Option<Value>,
    },
    /// Takes an entry out of its list.
    Remove {
        /// The entry.
        path: String,
    },
    /// Moves an entry within its list.
    Move {
        /// The entry.
        path: String,
        /// The entry it shall follow; the head of the list when nothing is named.
        after: Option<Id>,
    },
}

/// Why an edit was not made. Nothing has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EditRefused {
    /// The path leads nowhere in this plan.
    #[error("there is nothing at that place in the plan")]
    NoSuchPlace,
    /// The value does not fit the place.
    #[error("the value does not fit that place in the plan")]
    WrongType,
    /// A text is longer than any form could need (20,000 characters).
    #[error("a text in the plan is longer than 20,000 characters")]
    TooLong,
    /// More entries than any plan could need (200 in one list).
    #[error("a list in the plan has more than 200 entries")]
    TooMany,
}

/// Fields whose words a library gives: whoever changes them has made the entry the person's own.
const OWN_WORDS: [&str; 5] = ["statement", "words", "clinical", "text", "what"];

/// The plan after an edit, and the id of the entry an [`Edit::Add`] made.
///
/// `make_id` names new entries; `today` settles dates typed without a century.
///
/// # Errors
/// [`EditRefused`], and the plan stays as it was.
pub fn apply(
    plan: &Plan,
    edit: &Edit,
    today: NaiveDate,
    make_id: &mut dyn FnMut() -> Id,
) -> Result<(Plan, Option<Id>), EditRefused> {
    let mut json = serde_json::to_value(plan).map_err(|_| EditRefused::WrongType)?;
    let added = change(&mut json, edit, make_id)?;
    Ok((read::settled(json, today, make_id)?, added))
}

/// The edit made on the JSON of a record; whether it still is one is the record's to say.
pub(crate) fn change(
    json: &mut Value,
    edit: &Edit,
    make_id: &mut dyn FnMut() -> Id,
) -> Result<Option<Id>, EditRefused> {
    match edit {
        Edit::Set { path, value } => set(json, path, value).map(|()| None),
        Edit::Add { list, after, value } => {
            add(json, list, *after, value.as_ref(), make_id).map(Some)
        }
        Edit::Remove { path } => remove(json, path).map(|_| None),
        Edit::Move { path, after } => shift(json, path, *after).map(|()| None),
    }
}

fn set(plan: &mut Value, path: &str, value: &Value) -> Result<(), EditRefused> {
    if path.rsplit('/').next() == Some("id") {
        return Err(EditRefused::NoSuchPlace);
    }
    *place(plan, path)? = value.clone();
    if let Some((entry, field)) = path.rsplit_once('/')
        && OWN_WORDS.contains(&field)
        && let Value::Object(fields) = place(plan, entry)?
        && let Some(mark) = fields.get_mut("library")
    {
        *mark = Value::Null;
    }
    Ok(())
}

fn add(
    plan: &mut Value,
    list: &str,
    after: Option<Id>,
    value: Option<&Value>,
    make_id: &mut dyn FnMut() -> Id,
) -> Result<Id, EditRefused> {
    let mut entry = match value {
        None => Map::new(),
        Some(Value::Object(fields)) => fields.clone(),
        Some(_) => return Err(EditRefused::WrongType),
    };
    let entries = place(plan, list)?.as_array_mut().ok_or(EditRefused::NoSuchPlace)?;
    let wanted = entry.get("id").and_then(Value::as_str).and_then(|id| id.parse::<Id>().ok());
    let id = wanted.filter(|id| position(entries, *id).is_none()).unwrap_or_else(make_id);
    entry.insert("id".into(), Value::String(id.to_string()));
    let at = match after {
        None => entries.len(),
        Some(after) => position(entries, after).ok_or(EditRefused::NoSuchPlace)? + 1,
    };
    entries.insert(at, Value::Object(entry));
    Ok(id)
}

fn remove(plan: &mut Value, path: &str) -> Result<Value, EditRefused> {
    let (entries, at) = entry(plan, path)?;
    Ok(entries.remove(at))
}

fn shift(plan: &mut Value, path: &str, after: Option<Id>) -> Result<(), EditRefused> {
    let (entries, at) = entry(plan, path)?;
    let moved = entries.remove(at);
    let to = match after {
        None => 0,
        Some(after) => position(entries, after).ok_or(EditRefused::NoSuchPlace)? + 1,
    };
    entries.insert(to, moved);
    Ok(())
}

/// The list an entry stands in, and where.
fn entry<'a>(plan: &'a mut Value, path: &str) -> Result<(&'a mut Vec<Value>, usize), EditRefused> {
    let (list, id) = path.rsplit_once('/').ok_or(EditRefused::NoSuchPlace)?;
    let id = id.parse().map_err(|_| EditRefused::NoSuchPlace)?;
    let entries = place(plan, list)?.as_array_mut().ok_or(EditRefused::NoSuchPlace)?;
    let at = position(entries, id).ok_or(EditRefused::NoSuchPlace)?;
    Ok((entries, at))
}

fn place<'a>(plan: &'a mut Value, path: &str) -> Result<&'a mut Value, EditRefused> {
    path.split('/').try_fold(plan, |here, step| match here {
        Value::Object(fields) => fields.get_mut(step).ok_or(EditRefused::NoSuchPlace),
        Value::Array(entries) => {
            let id = step.parse().map_err(|_| EditRefused::NoSuchPlace)?;
            let at = position(entries, id).ok_or(EditRefused::NoSuchPlace)?;
            Ok(&mut entries[at])
        }
        _ => Err(EditRefused::NoSuchPlace),
    })
}

fn position(entries: &[Value], id: Id) -> Option<usize> {
    let id = id.to_string();
    entries.iter().position(|entry| entry.get("id").and_then(Value::as_str) == Some(id.as_str()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Entered;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    fn ids() -> impl FnMut() -> Id {
        let mut n = 0u8;
        move || {
            n += 1;
            Id::from_bytes([n; 16])
        }
    }

    fn done(plan: &Plan, edit: &Edit, make_id: &mut dyn FnMut() -> Id) -> (Plan, Option<Id>) {
        apply(plan, edit, day(), make_id).unwrap()
    }

    fn add_to(list: &str) -> Edit {
        Edit::Add { list: list.into(), after: None, value: None }
    }

    #[test]
    fn a_thread_is_built_from_problem_to_intervention() {
        let mut make = ids();
        let (plan, problem) = done(&Plan::default(), &add_to("problems"), &mut make);
        let goals = format!("problems/{}/goals", problem.unwrap());
        let (plan, goal) = done(&plan, &add_to(&goals), &mut make);
        let objectives = format!("{goals}/{}/objectives", goal.unwrap());
        let (plan, objective) = done(&plan, &add_to(&objectives), &mut make);
        let here = format!("{objectives}/{}", objective.unwrap());
        let (plan, added) = done(&plan, &add_to(&format!("{here}/interventions")), &mut make);
        let minutes = format!("{here}/interventions/{}/minutes", added.unwrap());
        let (plan, _) = done(&plan, &Edit::Set { path: minutes, value: json!("50") }, &mut make);
        let intervention = &plan.problems[0].goals[0].objectives[0].interventions[0];
        assert_eq!(intervention.minutes, Entered::Known(50));
    }

    #[test]
    fn a_removed_entry_comes_back_whole_where_it_was() {
        let mut make = ids();
        let (plan, first) = done(&Plan::default(), &add_to("problems"), &mut make);
        let (plan, _) = done(&plan, &add_to("problems"), &mut make);
        let path = format!("problems/{}/statement", first.unwrap());
        let (before, _) = done(&plan, &Edit::Set { path, value: json!("Low mood") }, &mut make);
        let gone = serde_json::to_value(&before.problems[0]).unwrap();
        let path = format!("problems/{}", first.unwrap());
        let (plan, _) = done(&before, &Edit::Remove { path: path.clone() }, &mut make);
        assert_eq!(plan.problems.len(), 1);
        let back = Edit::Add { list: "problems".into(), after: None, value: Some(gone) };
        let (plan, id) = done(&plan, &back, &mut make);
        assert_eq!(id, first);
        let (plan, _) = done(&plan, &Edit::Move { path, after: None }, &mut make);
        assert_eq!(plan, before);
    }

    #[test]
    fn words_from_the_library_are_marked_until_somebody_changes_them() {
        let mut make = ids();
        let value = Some(json!({"statement": "Low mood", "library": "depression/p1"}));
        let edit = Edit::Add { list: "problems".into(), after: None, value };
        let (plan, id) = done(&Plan::default(), &edit, &mut make);
        let at = |field: &str| format!("problems/{}/{field}", id.unwrap());
        let (plan, _) =
            done(&plan, &Edit::Set { path: at("evidence"), value: json!("PHQ-9 17") }, &mut make);
        assert_eq!(plan.problems[0].library.as_deref(), Some("depression/p1"));
        let (plan, _) =
            done(&plan, &Edit::Set { path: at("statement"), value: json!("Mine") }, &mut make);
        assert_eq!(plan.problems[0].library, None);
    }

    #[test]
    fn an_edit_that_does_not_fit_changes_nothing() {
        let set = |path: &str, value| Edit::Set { path: path.into(), value };
        let cases = [
            (set("problems/none/statement", json!("x")), EditRefused::NoSuchPlace),
            (set("vision/deeper", json!("x")), EditRefused::NoSuchPlace),
            (set("vision", json!(7)), EditRefused::WrongType),
            (set("problems", json!("x")), EditRefused::WrongType),
            (set("program", json!("spa")), EditRefused::WrongType),
            (set("vision", json!("x".repeat(20_001))), EditRefused::TooLong),
            (add_to("vision"), EditRefused::NoSuchPlace),
            (Edit::Remove { path: "vision".into() }, EditRefused::NoSuchPlace),
        ];
        for (edit, refused) in cases {
            assert_eq!(apply(&Plan::default(), &edit, day(), &mut ids()), Err(refused), "{edit:?}");
        }
    }
}
