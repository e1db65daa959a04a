//! What a review still lacks before it can be finished. Saving is always allowed.

use chrono::NaiveDate;

use super::{Review, Reviewed};
use crate::{Lack, plan::Status};

/// What is still missing, in the order of the page. Source: clinical design, "Review": each
/// objective gets progress, status, reason for change; what follows.
#[must_use]
pub fn lacks(review: &Review, in_force: Option<NaiveDate>, today: NaiveDate) -> Vec<Lack> {
    let mut found = Vec::new();
    match review.on.known() {
        None => found.push(Lack::at("on", "The day of the review is missing or cannot be read.")),
        Some(on) if on > today => {
            found.push(Lack::at("on", "The day of the review is still to come."));
        }
        Some(on) if in_force.is_some_and(|since| on < since) => {
            found.push(Lack::at(
                "on",
                "The day of the review lies before the plan came into force.",
            ));
        }
        Some(_) => {}
    }
    if crate::says_nothing(&review.participants) {
        found.push(Lack::at("participants", "Who took part is missing."));
    }
    review.objectives.iter().for_each(|it| look_at(&mut found, it));
    if crate::says_nothing(&review.summary) {
        found.push(Lack::at("summary", "What the team sees is missing."));
    }
    let Some(decision) = review.decision else {
        found.push(Lack::at("decision", "What follows is not decided yet."));
        return found;
    };
    if crate::says_nothing(&review.decision_reason) {
        found.push(Lack::at("decision_reason", "The decision has no reason yet."));
    }
    if decision.stays() {
        match review.next_on.known() {
            None => found.push(Lack::at("next_on", "The next review has no day.")),
            Some(next) if review.on.known().is_some_and(|on| next <= on) => {
                found.push(Lack::at("next_on", "The next review lies before this one."));
            }
            Some(_) => {}
        }
    }
    found
}

fn look_at(found: &mut Vec<Lack>, reviewed: &Reviewed) {
    let id = reviewed.id.map(|id| id.to_string()).unwrap_or_default();
    let mut say = |field: &str, message: &str| {
        found.push(Lack::at(&format!("objectives/{id}/{field}"), message));
    };
    if reviewed.progress.trim().is_empty() {
        say("progress", "An objective does not say what was reached.");
    }
    let Some(status) = reviewed.status else {
        return say("status", "An objective has no status yet.");
    };
    let ends = matches!(status, Status::Deferred | Status::Discontinued);
    if (ends || status != reviewed.was) && reviewed.reason.trim().is_empty() {
        say("reason", "An objective changes its status and does not say why.");
    }
}

#[cfg(test)]
mod tests {
    use super::super::Decision;
    use super::*;
    use crate::{Entered, Id};

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn whole() -> Review {
        Review {
            on: Entered::Known(day(20)),
            participants: "The person and the team".into(),
            objectives: vec![Reviewed {
                id: Some(Id::from_bytes([1; 16])),
                progress: "Walks three times a week".into(),
                was: Status::InProgress,
                status: Some(Status::InProgress),
                ..Reviewed::default()
            }],
            summary: "Mood lifts".into(),
            decision: Some(Decision::Continue),
            decision_reason: "It helps".into(),
            next_on: Entered::Known(day(30)),
            ..Review::default()
        }
    }

    #[test]
    fn everything_that_is_missing_is_named_at_its_place() {
        assert_eq!(lacks(&whole(), Some(day(1)), day(26)), []);
        type Change = fn(&mut Review);
        let cases: [(Change, &str); 11] = [
            (|it| it.on = Entered::default(), "on"),
            (|it| it.on = Entered::Known(day(28)), "on"),
            (|it| it.participants.clear(), "participants"),
            (|it| it.objectives[0].progress.clear(), "/progress"),
            (|it| it.objectives[0].status = None, "/status"),
            (|it| it.objectives[0].status = Some(Status::Met), "/reason"),
            (|it| it.summary.clear(), "summary"),
            (|it| it.decision = None, "decision"),
            (|it| it.decision_reason.clear(), "decision_reason"),
            (|it| it.next_on = Entered::default(), "next_on"),
            (|it| it.next_on = Entered::Known(day(20)), "next_on"),
        ];
        for (change, place) in cases {
            let mut review = whole();
            change(&mut review);
            let found = lacks(&review, Some(day(1)), day(26));
            assert_eq!(found.len(), 1, "{place}: {found:?}");
            assert!(found[0].path.ends_with(place), "{place}: {found:?}");
        }
    }

    #[test]
    fn whoever_leaves_needs_no_next_review() {
        let decision = Some(Decision::StepDown);
        let review = Review { decision, next_on: Entered::default(), ..whole() };
        assert_eq!(lacks(&review, Some(day(1)), day(26)), []);
    }
}
