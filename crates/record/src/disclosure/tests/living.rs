//! Whether a consent is in force on a day.

use super::*;

/// A way in which a consent differs from a whole one.
type Change = fn(&mut Consent);

/// What becomes of a consent.
type Wanted = Result<Until, NotLive>;

#[test]
fn a_consent_is_in_force_only_while_nothing_speaks_against_it() {
    let on = day("2026-11-26");
    let (past, later) = (day("2026-11-25"), day("2026-11-27"));
    let cases: [(&str, Change, Wanted); 17] = [
        ("whole", |_| {}, Ok(Until::Day(day("2027-03-01")))),
        ("pending", |it| it.status = Status::Pending, Err(NotLive::NotGiven)),
        ("not needed", |it| it.status = Status::NotNeeded, Err(NotLive::NotGiven)),
        ("refused", |it| it.status = Status::ChoseNotToSign, Err(NotLive::ChoseNotToSign)),
        ("revoked, no day", |it| it.status = Status::Revoked, Err(NotLive::Revoked(None))),
        ("revoked today", |it| revoke(it, "2026-11-26"), Err(NotLive::Revoked(Some(on)))),
        ("revoked tomorrow", |it| revoke(it, "2026-11-27"), Ok(Until::Day(day("2027-03-01")))),
        ("unsigned", |it| it.signature = Signature::Missing, Err(NotLive::Unsigned)),
        ("changed", |it| it.signature = Signature::Changed, Err(NotLive::Changed)),
        ("last day", |it| it.ends = Ends::On(day("2026-11-26")), Ok(Until::Day(on))),
        ("day after", |it| it.ends = Ends::On(day("2026-11-25")), Err(NotLive::Expired(past))),
        ("for later", |it| it.signed_on = Some(day("2026-11-27")), Err(NotLive::NotYet(later))),
        (
            "an event",
            |it| it.ends = Ends::Event("Probation ends".into()),
            Ok(Until::Event("Probation ends".into())),
        ),
        ("no end", |it| it.ends = Ends::Never, Err(NotLive::Incomplete(vec!["when it ends"]))),
        ("no end, operations", |it| *it = operations("a"), Ok(Until::Open)),
        (
            "operations without the statement",
            |it| *it = Consent { redisclosure_said: false, ..operations("a") },
            Err(NotLive::Incomplete(vec!["that the statement on redisclosure was given"])),
        ),
        (
            "a guardian missing",
            |it| it.guardian_missing = true,
            Err(NotLive::Incomplete(vec!["that a guardian signed beside the minor"])),
        ),
    ];
    for (name, change, wanted) in cases {
        let mut consent = release("a");
        change(&mut consent);
        assert_eq!(live_on(&consent, on, Some(day("1985-04-07"))), wanted, "{name}");
    }
}

fn revoke(consent: &mut Consent, on: &str) {
    (consent.status, consent.revoked_on) = (Status::Revoked, Some(day(on)));
}

#[test]
fn every_element_of_2_31_is_asked_for() {
    let cases: [(Change, &str); 9] = [
        (|it| it.discloser = " ".into(), "who may disclose"),
        (|it| it.disclosed.clear(), "what may be disclosed"),
        (|it| it.recipient.clear(), "to whom"),
        (|it| it.purpose.clear(), "what for"),
        (|it| it.ends = Ends::Unsaid, "when it ends"),
        (|it| it.ends = Ends::Event(String::new()), "when it ends"),
        (|it| it.revoking_explained = false, "that revoking was explained"),
        (|it| it.signer.clear(), "who signed, and as what"),
        (|it| it.signed_on = None, "when it was signed"),
    ];
    for (change, lacks) in cases {
        let mut consent = release("a");
        change(&mut consent);
        let answer = live_on(&consent, day("2026-11-26"), None);
        assert_eq!(answer, Err(NotLive::Incomplete(vec![lacks])));
    }
    let said = NotLive::Incomplete(vec!["to whom", "what for"]).why();
    assert_eq!(said, "The consent does not say to whom; what for.");
}

#[test]
fn what_a_guardian_signed_ends_on_the_18th_birthday() {
    let guardian: Change = |it| it.capacity = Some(Capacity::Guardian);
    let beside: Change = |it| it.guardian_beside = true;
    let alone: Change = |it| it.capacity = Some(Capacity::MinorAlone);
    let (birth, leap) = (Some("2008-11-27"), Some("2008-02-29"));
    let live = |until| Ok(until);
    let cases: [(Change, Option<&str>, &str, Wanted); 9] = [
        (guardian, birth, "2026-11-26", live(Until::Adulthood(day("2026-11-26")))),
        (guardian, birth, "2026-11-27", Err(NotLive::CameOfAge(day("2026-11-27")))),
        (beside, birth, "2026-11-27", Err(NotLive::CameOfAge(day("2026-11-27")))),
        (alone, birth, "2026-11-27", live(Until::Day(day("2027-03-01")))),
        (|_| {}, birth, "2026-11-27", live(Until::Day(day("2027-03-01")))),
        (guardian, None, "2026-11-26", Err(NotLive::AgeUnknown)),
        // Signed for an adult: a court's guardian, whose consent no birthday ends.
        (guardian, Some("1985-04-07"), "2026-11-26", live(Until::Day(day("2027-03-01")))),
        // March 1 in a common year is the birthday of who was born on February 29.
        (guardian_in_2025, leap, "2026-02-28", live(Until::Adulthood(day("2026-02-28")))),
        (guardian_in_2025, leap, "2026-03-01", Err(NotLive::CameOfAge(day("2026-03-01")))),
    ];
    for (change, birth, on, wanted) in cases {
        let mut consent = release("a");
        change(&mut consent);
        assert_eq!(live_on(&consent, day(on), birth.map(day)), wanted, "{birth:?} {on}");
    }
}

fn guardian_in_2025(consent: &mut Consent) {
    consent.capacity = Some(Capacity::Guardian);
    consent.signed_on = Some(day("2025-06-01"));
}

#[test]
fn a_guardians_consent_whose_own_end_comes_first_keeps_it() {
    let consent = Consent {
        capacity: Some(Capacity::Guardian),
        ends: Ends::On(day("2026-12-01")),
        ..release("a")
    };
    let until = live_on(&consent, day("2026-11-26"), Some(day("2010-04-07")));
    assert_eq!(until, Ok(Until::Day(day("2026-12-01"))));
}
