//! Tables of cases: consents on days, and what may leave on which basis.

mod asking;
mod living;

use chrono::NaiveDate;

use super::*;
use crate::{Readable, schedule::MinuteOfDay};

fn day(text: &str) -> NaiveDate {
    form::date::parse_stored(text).unwrap()
}

/// A release to a physician, whole and in force on Nov 26, 2026.
fn release(row: &str) -> Consent {
    Consent {
        row: row.into(),
        covers: Covers::Release,
        status: Status::Signed,
        discloser: "Cedar Fork Clinic".into(),
        disclosed: "The treatment plan and attendance".into(),
        recipient: "Dr. Inés Vale".into(),
        class: false,
        purpose: "Coordination of care".into(),
        ends: Ends::On(day("2027-03-01")),
        signer: "Ana Luz".into(),
        capacity: Some(Capacity::Client),
        guardian_beside: false,
        guardian_missing: false,
        signature: Signature::Holds,
        signed_on: Some(day("2026-11-02")),
        revoking_explained: true,
        redisclosure_said: false,
        revoked_on: None,
    }
}

/// A consent for treatment, payment and operations.
fn operations(row: &str) -> Consent {
    Consent {
        covers: Covers::TreatmentPaymentOperations,
        recipient: "My treating providers and health plans".into(),
        class: true,
        purpose: String::new(),
        ends: Ends::Never,
        redisclosure_said: true,
        ..release(row)
    }
}

/// What is known about an adult whose record is under Part 2.
fn about<'a>(consents: &'a [Consent], names: &'a [String], guardians: &'a [String]) -> About<'a> {
    About {
        consents,
        birth: Some(day("1985-04-07")),
        names,
        guardians,
        minor_alone: false,
        part2: true,
        today: day("2026-11-26"),
        now: MinuteOfDay::read("5:30 PM").unwrap(),
        discloser: "Amara Test",
    }
}

fn names() -> [String; 2] {
    ["Ana Luz".into(), "CFC-0001".into()]
}

#[test]
fn the_statements_are_the_regulations_own_words() {
    // The beginnings and ends of 42 CFR 2.32(a)(1) and all of (a)(2), word for word.
    let long = STATEMENT.text.replace('\n', " ");
    assert!(
        long.starts_with("This record which has been disclosed to you is protected by Federal")
    );
    assert!(long.contains("in any civil, criminal, administrative, or legislative proceedings"));
    assert!(long.contains("(iii) You have received the record from a covered entity"));
    assert!(long.ends_with("further use or redisclose the record (see 42 CFR 2.31)."));
    assert!(!long.contains("  "), "no gaps where the source breaks its lines");
    let short = "42 CFR part 2 prohibits unauthorized use or disclosure of these records.";
    assert_eq!(STATEMENT_SHORT.text, short);
}

#[test]
fn a_record_is_under_part_2_when_clinic_or_program_says_so_or_nobody_can_tell() {
    use crate::plan::Program::{BothAdolescent, MentalHealthAdult, SubstanceUseAdult};
    let cases: [(bool, Option<&[_]>, Part2); 6] = [
        (true, Some(&[MentalHealthAdult]), Part2::Clinic),
        (true, None, Part2::Clinic),
        (false, None, Part2::Unknown),
        (false, Some(&[MentalHealthAdult, SubstanceUseAdult]), Part2::Program),
        (false, Some(&[BothAdolescent]), Part2::Program),
        (false, Some(&[MentalHealthAdult]), Part2::No),
    ];
    for (clinic, programs, decided) in cases {
        assert_eq!(part2(clinic, programs), decided, "{clinic} {programs:?}");
        assert_eq!(decided.holds(), decided != Part2::No);
    }
    assert_eq!(part2(false, Some(&[])), Part2::Unknown);
}
