//! What time asks: the plan, reviews, certifications, signatures.

use chrono::Days;

use super::*;
use crate::rules::Level;

fn ago(days: u64) -> Option<NaiveDate> {
    Some(today() - Days::new(days))
}

/// What is said of one rule, with level and source.
fn said(plan: &Plan, facts: &Facts, rule: &str) -> Option<(Level, String, String)> {
    finding(plan, facts, rule).map(|it| (it.level, it.message, it.source))
}

/// A plan that is reviewed as the strictest pack of the core says: every 30 days.
fn review(plan: &Plan, facts: &Facts) -> Option<(Level, String, String)> {
    let core: Vec<&Pack> = shipped().unwrap().iter().filter(|it| it.id == "iop-core").collect();
    let found = check(plan, &core, facts).into_iter().find(|it| it.rule == "review-due");
    found.map(|it| (it.level, it.message, it.source))
}

#[test]
fn the_first_review_is_counted_from_the_day_the_plan_came_into_force() {
    let sealed = |in_force, reviewed| Facts { sealed: true, in_force, reviewed, ..facts() };
    let cases = [
        (None, None, None),
        (ago(22), None, None),
        (ago(23), None, Some((Level::Hint, "The next review is due by Dec 3, 2026."))),
        (ago(30), None, Some((Level::Hint, "The next review is due by Nov 26, 2026."))),
        (ago(31), None, Some((Level::Warns, "The next review was due on Nov 25, 2026."))),
        (ago(60), ago(5), None),
        (ago(60), ago(31), Some((Level::Warns, "The next review was due on Nov 25, 2026."))),
        (None, ago(31), Some((Level::Warns, "The next review was due on Nov 25, 2026."))),
        (ago(5), ago(31), Some((Level::Warns, "The next review was due on Nov 25, 2026."))),
    ];
    for (in_force, reviewed, expected) in cases {
        let found = review(&whole(), &sealed(in_force, reviewed));
        let expected = expected.map(|(level, words)| (level, words.into(), "IOP core".into()));
        assert_eq!(found, expected, "{in_force:?} {reviewed:?}");
    }
    let draft = Facts { in_force: ago(60), ..facts() };
    assert_eq!(review(&whole(), &draft), None, "a draft is not reviewed");
}

#[test]
fn of_the_intervals_of_pack_and_plan_and_the_day_that_was_named_the_earliest_counts() {
    let facts = Facts { sealed: true, in_force: ago(60), reviewed: ago(10), ..facts() };
    let mut plan = whole();
    assert_eq!(review(&plan, &facts), None);
    plan.reviews.every_days = Entered::Known(9);
    let words = "The next review was due on Nov 25, 2026.";
    assert_eq!(review(&plan, &facts), Some((Level::Warns, words.into(), "This plan".into())));
    let named = Facts { review_named: ago(2), ..facts.clone() };
    let words = "The next review was due on Nov 24, 2026.";
    assert_eq!(review(&plan, &named), Some((Level::Warns, words.into(), "The last review".into())));
    let before = Facts { review_named: ago(20), ..facts.clone() };
    assert_eq!(review(&whole(), &before), None, "a day before the last review is over");
    let twenty = Facts { reviewed: ago(30), ..facts };
    plan.reviews.every_days = Entered::Known(30);
    assert_eq!(review(&plan, &twenty).unwrap().2, "IOP core", "of equal days the pack is named");
}

#[test]
fn a_plan_that_is_due_by_days_or_sessions_says_so_while_it_is_coming() {
    let sessions = |n| said(&whole(), &Facts { sessions: n, ..facts() }, "plan-due-sessions");
    let state = "Frequent-review state (sample)".to_owned();
    let words = |is: &str| format!("The plan {is} due by session 3.");
    assert_eq!(sessions(None), None);
    for n in 0..3 {
        assert_eq!(sessions(Some(n)), Some((Level::Hint, words("is"), state.clone())), "{n}");
    }
    for n in [3, 4, u32::MAX] {
        assert_eq!(sessions(Some(n)), Some((Level::Warns, words("was"), state.clone())), "{n}");
    }
    let mut later = shipped().unwrap().iter().find(|it| it.name == state).unwrap().clone();
    later.figures.plan_due_sessions = Some(10);
    let found = |n| {
        let facts = Facts { sessions: Some(n), ..facts() };
        check(&whole(), &[&later], &facts).into_iter().map(|it| it.level).collect::<Vec<_>>()
    };
    assert_eq!((found(6), found(7)), (vec![], vec![Level::Hint]));
    let sealed = Facts { sealed: true, sessions: Some(9), ..facts() };
    assert_eq!(said(&whole(), &sealed, "plan-due-sessions"), None);
}

#[test]
fn a_certification_is_a_hint_on_a_draft_and_a_warning_on_a_sealed_plan() {
    let facts = |sealed, medicare, certified| Facts { sealed, medicare, certified, ..facts() };
    let (missing, due) = ("certification-missing", "certification-due");
    let cases = [
        (false, false, None, None),
        (false, true, None, Some((missing, Level::Hint))),
        (true, true, None, Some((missing, Level::Warns))),
        (false, true, ago(52), None),
        (false, true, ago(61), Some((due, Level::Hint))),
        (true, true, ago(52), None),
        (true, true, ago(53), Some((due, Level::Hint))),
        (true, true, ago(61), Some((due, Level::Warns))),
        (true, false, ago(61), None),
    ];
    for (sealed, medicare, certified, expected) in cases {
        let found = findings(&whole(), &facts(sealed, medicare, certified));
        let mut said = found.iter().filter(|it| it.rule.starts_with("certification"));
        let one = said.next().map(|it| (it.rule.as_str(), it.level));
        assert_eq!((one, said.next()), (expected, None), "{sealed} {medicare} {certified:?}");
        let by = found.iter().filter(|it| it.rule.starts_with("certification"));
        assert!(by.into_iter().all(|it| it.source == "Medicare IOP"));
    }
}

#[test]
fn a_pack_that_asks_for_a_certification_without_a_day_is_heard_too() {
    let mut pack = shipped().unwrap().iter().find(|it| it.id == "medicare-iop").unwrap().clone();
    (pack.figures.recertify_days, pack.recertify_days) = (None, None);
    let rules = |pack: &Pack, certified| {
        let facts = Facts { certified, ..facts() };
        check(&whole(), &[pack], &facts).into_iter().map(|it| it.rule).collect::<Vec<_>>()
    };
    assert_eq!(rules(&pack, None), ["certification-missing"]);
    assert_eq!(rules(&pack, ago(400)), [""; 0]);
}

#[test]
fn whoever_is_asked_and_has_not_signed_is_named_with_the_pack_that_asks() {
    use SignerRole::{Client, Guardian, Physician, Supervisor, Therapist};
    type Case<'c> = (Facts, &'c [SignerRole], &'c [(&'c str, &'c str)]);
    let sealed = |medicare, guardian_signs, cosignature| Facts {
        sealed: true,
        certified: Some(today()),
        medicare,
        guardian_signs,
        cosignature,
        ..facts()
    };
    let cases: [Case<'_>; 7] = [
        (facts(), &[], &[]),
        (sealed(false, false, false), &[Client, Therapist], &[]),
        (sealed(false, false, true), &[Client, Therapist], &[("Supervisor", "IOP core")]),
        (sealed(false, false, true), &[Client, Therapist, Supervisor], &[]),
        (sealed(true, false, false), &[Client, Therapist], &[("Physician", "Medicare IOP")]),
        (sealed(true, false, false), &[Client, Therapist, Physician], &[]),
        (
            sealed(false, true, false),
            &[Client],
            &[("Parent or guardian", "IOP core"), ("Therapist", "CARF-style documentation")],
        ),
    ];
    for (facts, signed, expected) in cases {
        let facts = Facts { signed: signed.to_vec(), ..facts };
        let found = findings(&whole(), &facts);
        assert!(found.iter().all(|it| it.level == Level::Warns), "never before sealing: {found:?}");
        let said: Vec<(&str, &str)> = found
            .iter()
            .filter(|it| it.rule == "signature-missing")
            .map(|it| (it.message.trim_end_matches(" has not signed yet."), it.source.as_str()))
            .collect();
        assert_eq!(said, expected, "{signed:?}");
    }
    let guardian =
        Facts { signed: vec![Client, Guardian, Therapist], ..sealed(false, true, false) };
    assert_eq!(findings(&whole(), &guardian), []);
}
