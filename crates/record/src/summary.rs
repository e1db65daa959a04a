//! The summary that a person leaves with: why, what was reached, and what follows. Made at
//! discharge and at every move to another level of care.
//!
//! It does not know scores, plans or appointments: they arrive as words, and stay as somebody
//! edited them.

use chrono::NaiveDate;
use form::date::{Purpose, parse_typed};
use serde::{Deserialize, Serialize};

use crate::{
    Entered, Id, Lack,
    plan::{Edit, EditRefused, change, clean},
};

/// A discharge or transition summary.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "TransitionSummary"))]
pub struct Summary {
    /// The last day in the program.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub on: Entered<NaiveDate>,
    /// Why the person leaves.
    pub reason: String,
    /// Where the person goes: level of care and place.
    pub next_care: String,
    /// What brought the person here.
    pub began_with: String,
    /// What was done.
    pub course: String,
    /// What became of each goal.
    pub outcomes: String,
    /// Scores at the beginning and now.
    pub scores: String,
    /// Sessions attended.
    pub attendance: String,
    /// Medicines on leaving.
    pub medicines: String,
    /// Risk on leaving, and the safety plan.
    pub risk_and_safety: String,
    /// The first appointment after: with whom, where, when.
    pub aftercare: String,
    /// Who calls within seven days, and when.
    pub follow_up: String,
    /// What is recommended.
    pub recommendations: String,
    /// How the person sees it, in the client's words.
    pub client_view: String,
}

/// The summary after an edit. Only fields are set; there are no lists.
///
/// # Errors
/// [`EditRefused`], and the summary stays as it was.
pub fn apply(summary: &Summary, edit: &Edit, today: NaiveDate) -> Result<Summary, EditRefused> {
    let Edit::Set { .. } = edit else { return Err(EditRefused::NoSuchPlace) };
    let mut json = serde_json::to_value(summary).map_err(|_| EditRefused::WrongType)?;
    change(&mut json, edit, &mut || Id::from_bytes([0; 16]))?;
    clean(&mut json)?;
    let mut summary: Summary = serde_json::from_value(json).map_err(|_| EditRefused::WrongType)?;
    if let Entered::Text(text) = &summary.on
        && let Some(read) = parse_typed(text, Purpose::Near, today)
    {
        summary.on = Entered::Known(read);
    }
    Ok(summary)
}

/// What it still lacks before it can be finished. Source: clinical design, "Client and episode":
/// reason, final scores, aftercare appointment, contact within seven days.
#[must_use]
pub fn lacks(summary: &Summary) -> Vec<Lack> {
    let mut found = Vec::new();
    if summary.on.known().is_none() {
        found.push(Lack::at("on", "The last day is missing or cannot be read."));
    }
    for (path, text, message) in [
        ("reason", &summary.reason, "Why the person leaves is missing."),
        ("next_care", &summary.next_care, "Where the person goes is missing."),
        ("course", &summary.course, "What was done is missing."),
        ("outcomes", &summary.outcomes, "What became of the goals is missing."),
        ("scores", &summary.scores, "Scores on leaving are missing; say why when there are none."),
        ("risk_and_safety", &summary.risk_and_safety, "Risk on leaving is missing."),
        ("aftercare", &summary.aftercare, "The first appointment after is missing."),
        ("follow_up", &summary.follow_up, "Who calls within seven days is missing."),
    ] {
        if text.trim().is_empty() {
            found.push(Lack::at(path, message));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_empty_summary_lacks_its_nine_parts_and_each_goes_when_it_is_said() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        let mut summary = Summary::default();
        let missing = lacks(&summary);
        assert_eq!(missing.len(), 9);
        for lack in missing {
            let value = if lack.path == "on" { json!("11/26/26") } else { json!("Said") };
            let before = lacks(&summary).len();
            let edit = Edit::Set { path: lack.path, value };
            summary = apply(&summary, &edit, today).unwrap();
            assert_eq!(lacks(&summary).len(), before - 1);
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        let set = |path: &str, value| Edit::Set { path: path.into(), value };
        for edit in [
            set("nowhere", json!("x")),
            set("reason", json!(1)),
            Edit::Remove { path: "on".into() },
        ] {
            assert!(apply(&Summary::default(), &edit, today).is_err(), "{edit:?}");
        }
    }
}
