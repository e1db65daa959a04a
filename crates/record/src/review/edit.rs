//! Edits of a review: the same paths and values as the plan's. A path reads
//! `objectives/<id>/progress`; objectives are neither added nor taken out.

use chrono::NaiveDate;
use form::date::{Purpose, parse_typed};
use serde_json::Value;

use super::Review;
use crate::{
    Entered, Id,
    plan::{Edit, EditRefused, change, clean},
};

/// Fields of an objective that were copied from the plan.
const COPIED: [&str; 3] = ["text", "aim", "was"];

/// The review after an edit.
///
/// # Errors
/// [`EditRefused`], and the review stays as it was.
pub fn apply(review: &Review, edit: &Edit, today: NaiveDate) -> Result<Review, EditRefused> {
    let Edit::Set { path, .. } = edit else { return Err(EditRefused::NoSuchPlace) };
    let steps: Vec<&str> = path.split('/').collect();
    if let [list, rest @ ..] = steps.as_slice()
        && *list == "objectives"
        && (rest.len() != 2 || COPIED.contains(&rest[1]))
    {
        return Err(EditRefused::NoSuchPlace);
    }
    let mut json = serde_json::to_value(review).map_err(|_| EditRefused::WrongType)?;
    // Nothing is added: no id is asked for.
    change(&mut json, edit, &mut || Id::from_bytes([0; 16]))?;
    clean(&mut json)?;
    if !json
        .get("objectives")
        .and_then(Value::as_array)
        .is_some_and(|all| all.iter().all(Value::is_object))
    {
        return Err(EditRefused::WrongType);
    }
    let mut review: Review = serde_json::from_value(json).map_err(|_| EditRefused::WrongType)?;
    for date in [&mut review.on, &mut review.next_on] {
        if let Entered::Text(text) = date
            && let Some(read) = parse_typed(text, Purpose::Near, today)
        {
            *date = Entered::Known(read);
        }
    }
    Ok(review)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::Reviewed;
    use super::*;

    #[test]
    fn an_edit_that_does_not_fit_changes_nothing() {
        let id = Id::from_bytes([1; 16]);
        let objectives = vec![Reviewed { id: Some(id), ..Reviewed::default() }];
        let review = Review { objectives, ..Review::default() };
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        let set = |path: &str, value| Edit::Set { path: path.into(), value };
        let at = |field: &str| format!("objectives/{id}/{field}");
        let done = apply(&review, &set(&at("status"), json!("met")), today).unwrap();
        assert!(done.objectives[0].status.is_some());
        let done = apply(&review, &set("next_on", json!("12/1/26")), today).unwrap();
        assert!(done.next_on.known().is_some());
        for (path, value, refused) in [
            (at("text"), json!("x"), EditRefused::NoSuchPlace),
            (at("id"), json!("x"), EditRefused::NoSuchPlace),
            (at("status"), json!("fine"), EditRefused::WrongType),
            ("objectives".to_owned(), json!([]), EditRefused::NoSuchPlace),
            ("decision".to_owned(), json!("maybe"), EditRefused::WrongType),
            ("summary".to_owned(), json!("x".repeat(20_001)), EditRefused::TooLong),
        ] {
            assert_eq!(apply(&review, &set(&path, value), today), Err(refused), "{path}");
        }
        let remove = Edit::Remove { path: format!("objectives/{id}") };
        assert_eq!(apply(&review, &remove, today), Err(EditRefused::NoSuchPlace));
    }
}
