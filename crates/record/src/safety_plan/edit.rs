//! Edits of a safety plan: the same paths and values as the treatment plan's. A path reads
//! `warning_signs/<id>/text`.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use form::date::{Purpose, parse_typed};
use serde_json::Value;

use super::SafetyPlan;
use crate::plan::{Edit, EditRefused, change, clean};
use crate::{Entered, Id};

/// The plan after an edit, and the id of the entry an [`Edit::Add`] made.
///
/// `make_id` names new entries; `today` settles dates typed without a century.
///
/// # Errors
/// [`EditRefused`], and the plan stays as it was.
pub fn apply(
    plan: &SafetyPlan,
    edit: &Edit,
    today: NaiveDate,
    make_id: &mut dyn FnMut() -> Id,
) -> Result<(SafetyPlan, Option<Id>), EditRefused> {
    let mut json = serde_json::to_value(plan).map_err(|_| EditRefused::WrongType)?;
    let added = change(&mut json, edit, make_id)?;
    clean(&mut json)?;
    if !is_by_name(&json) {
        return Err(EditRefused::WrongType);
    }
    let mut plan: SafetyPlan = serde_json::from_value(json).map_err(|_| EditRefused::WrongType)?;
    key_entries(&mut plan, make_id);
    if let Entered::Text(text) = &plan.reviewed_on
        && let Some(read) = parse_typed(text, Purpose::Near, today)
    {
        plan.reviewed_on = Entered::Known(read);
    }
    Ok((plan, added))
}

/// Whether entries and wordings are given by name: serde would also take them by position.
fn is_by_name(plan: &Value) -> bool {
    let lists = plan.as_object().into_iter().flat_map(|fields| fields.values());
    lists
        .filter_map(Value::as_array)
        .flatten()
        .all(|entry| entry.is_object() && entry.get("client_wording").is_none_or(Value::is_object))
}

/// Gives an id to every entry that has none, or one that stands twice.
fn key_entries(plan: &mut SafetyPlan, make_id: &mut dyn FnMut() -> Id) {
    let mut seen = BTreeSet::new();
    for entry in plan.parts_mut().into_iter().flatten() {
        if entry.id.is_none_or(|id| !seen.insert(id)) {
            let made = make_id();
            seen.insert(made);
            entry.id = Some(made);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::{Part, Translator};
    use super::*;

    fn ids() -> impl FnMut() -> Id {
        let mut n = 0u8;
        move || {
            n += 1;
            Id::from_bytes([n; 16])
        }
    }

    fn apply(
        plan: &SafetyPlan,
        edit: &Edit,
        make_id: &mut dyn FnMut() -> Id,
    ) -> Result<(SafetyPlan, Option<Id>), EditRefused> {
        super::apply(plan, edit, NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(), make_id)
    }

    fn set(path: &str, value: Value) -> Edit {
        Edit::Set { path: path.into(), value }
    }

    fn add_to(list: &str, value: Option<Value>) -> Edit {
        Edit::Add { list: list.into(), after: None, value }
    }

    #[test]
    fn a_line_is_added_to_every_part_and_worded_in_both_languages() {
        let mut make = ids();
        let mut plan = SafetyPlan::default();
        for part in Part::ALL {
            let (next, id) = apply(&plan, &add_to(part.path(), None), &mut make).unwrap();
            let line = format!("{}/{}", part.path(), id.unwrap());
            let (next, _) =
                apply(&next, &set(&format!("{line}/text"), json!("Walk")), &mut make).unwrap();
            let wording = json!({"text": "Caminar", "by": "interpreter", "name": "ID 4471"});
            let edit = set(&format!("{line}/client_wording"), wording);
            plan = apply(&next, &edit, &mut make).unwrap().0;
            let entry = &plan.part(part)[0];
            assert_eq!(
                (entry.text.as_str(), entry.client_wording.by),
                ("Walk", Some(Translator::Interpreter))
            );
        }
    }

    #[test]
    fn a_date_is_read_and_one_in_words_is_kept() {
        let plan = SafetyPlan::default();
        let dated = |text: &str| {
            apply(&plan, &set("reviewed_on", json!(text)), &mut ids()).unwrap().0.reviewed_on
        };
        assert_eq!(dated("11/20/26").known(), NaiveDate::from_ymd_opt(2026, 11, 20));
        assert!(dated("last week").is_unreadable());
    }

    #[test]
    fn an_edit_that_does_not_fit_changes_nothing() {
        let child = json!({"client_wording": {"text": "x", "by": "child"}});
        let cases = [
            (set("warning_signs/none/text", json!("x")), EditRefused::NoSuchPlace),
            (set("crisis_line", json!("none")), EditRefused::NoSuchPlace),
            (set("language", json!(7)), EditRefused::WrongType),
            (set("helpers", json!([["a"]])), EditRefused::WrongType),
            (add_to("helpers", Some(child)), EditRefused::WrongType),
            (add_to("helpers", Some(json!({"client_wording": ["x"]}))), EditRefused::WrongType),
            (set("reviewed_with", json!("x".repeat(20_001))), EditRefused::TooLong),
        ];
        for (edit, refused) in cases {
            let found = apply(&SafetyPlan::default(), &edit, &mut ids());
            assert_eq!(found, Err(refused), "{edit:?}");
        }
    }
}
