//! What may leave, for whom, on which basis.

use super::*;

fn ask<'a>(basis: Option<&'a Basis>, recipient: &'a str, purpose: &'a str) -> Ask<'a> {
    Ask { basis, recipient, purpose }
}

fn consent(row: &str) -> Basis {
    Basis::Consent { row: row.into() }
}

fn emergency() -> Emergency {
    Emergency {
        facility: "Harbor Hospital".into(),
        nature: "Found unconscious".into(),
        ..Emergency::default()
    }
}

#[test]
fn a_consent_lets_out_what_it_names_with_statement_and_scope() {
    let (consents, names) = ([release("a")], names());
    let about = about(&consents, &names, &[]);
    let allowed = decide(&ask(Some(&consent("a")), "", ""), &about).unwrap();
    assert_eq!(allowed.statement, Some(&STATEMENT));
    assert_eq!((&*allowed.recipient, &*allowed.purpose), ("Dr. Inés Vale", "Coordination of care"));
    let said: Vec<String> =
        allowed.scope.iter().map(|it| format!("{}: {}", it.label, it.value)).collect();
    let wanted = [
        "Consent: Release of information",
        "Signed: Nov 2, 2026, by Ana Luz (client)",
        "May disclose: Cedar Fork Clinic",
        "May be disclosed: The treatment plan and attendance",
        "To: Dr. Inés Vale",
        "Purpose: Coordination of care",
        "Until: Mar 1, 2027",
    ];
    assert_eq!(said, wanted);
    let named = decide(&ask(Some(&consent("dr ines vale")), "", ""), &about).unwrap();
    assert_eq!(named, allowed, "named by the recipient rather than by its row");
    let outside = About { part2: false, ..about };
    let allowed = decide(&ask(Some(&consent("a")), "dr ines vale", "A visit"), &outside).unwrap();
    assert_eq!((allowed.statement, allowed.scope.len()), (None, 7), "shown, no statement");
}

#[test]
fn a_consent_that_does_not_fit_lets_nothing_out() {
    let notes = Consent { covers: Covers::CounselingNotes, ..release("notes") };
    let gone = Consent { status: Status::Revoked, ..release("gone") };
    let (consents, names) = ([release("a"), operations("all"), notes, gone], names());
    let about = about(&consents, &names, &[]);
    let cases = [
        ("a", "Dr. Mort", Refused::OtherRecipient),
        ("a", "Ana Luz", Refused::OtherRecipient),
        ("all", " ", Refused::Lacks(Fact::Recipient)),
        ("notes", "", Refused::NotesOnly),
        ("gone", "", Refused::NotLive(NotLive::Revoked(None))),
        ("nowhere", "", Refused::NoSuchConsent),
    ];
    for (row, recipient, why) in cases {
        assert_eq!(decide(&ask(Some(&consent(row)), recipient, "Care"), &about), Err(why), "{row}");
    }
}

#[test]
fn the_consent_for_operations_covers_a_class_and_names_whoever_receives() {
    let old = Consent { ends: Ends::On(day("2026-01-01")), ..operations("old") };
    let (consents, names) = ([old, operations("all")], names());
    let about = about(&consents, &names, &[]);
    for basis in [Basis::TreatmentPaymentOperations, consent("all")] {
        let allowed = decide(&ask(Some(&basis), "Harbor Health", ""), &about).unwrap();
        assert_eq!(allowed.basis, Basis::TreatmentPaymentOperations);
        assert_eq!(
            (allowed.consent.as_deref(), &*allowed.recipient),
            (Some("all"), "Harbor Health")
        );
        assert_eq!(allowed.purpose, "Treatment, payment and health care operations");
    }
    let expired = About { consents: &consents[..1], ..about };
    let asked = ask(Some(&Basis::TreatmentPaymentOperations), "Harbor Health", "Payment");
    let why = NotLive::Expired(day("2026-01-01"));
    assert_eq!(decide(&asked, &expired), Err(Refused::NotLive(why)));
    assert_eq!(decide(&asked, &About { consents: &[], ..about }), Err(Refused::NoConsent));
}

#[test]
fn the_exceptions_need_no_consent_and_have_to_say_what_they_are() {
    let names = names();
    let about = about(&[], &names, &[]);
    let ordered = |text: &str| Basis::CourtOrder { reference: text.into() };
    let hurt = |it: Emergency| Basis::MedicalEmergency(it);
    let lacks = |fact| Err(Refused::Lacks(fact));
    let cases = [
        (Basis::ClientCopy, "the client", Ok(())),
        (Basis::ClientCopy, "ANA LUZ", Ok(())),
        (Basis::ClientCopy, "Dr. Vale", Err(Refused::NotTheClient)),
        (Basis::ClientCopy, "Ana's mother", Err(Refused::NotTheClient)),
        (Basis::ClientCopy, "", lacks(Fact::Recipient)),
        (Basis::ChildAbuseReport, "County hotline", Ok(())),
        (Basis::ChildAbuseReport, "", lacks(Fact::Recipient)),
        (Basis::Audit, "State surveyor", Ok(())),
        (ordered("Superior Court, 26-114, Nov 20, 2026"), "The court", Ok(())),
        (ordered(" "), "The court", lacks(Fact::CourtOrder)),
        (hurt(emergency()), "Dr. Night", Ok(())),
        (hurt(emergency()), "", lacks(Fact::Recipient)),
        (hurt(Emergency { facility: String::new(), ..emergency() }), "x", lacks(Fact::Facility)),
        (hurt(Emergency { nature: "\n".into(), ..emergency() }), "x", lacks(Fact::Nature)),
        (hurt(Emergency { on: "soon".into(), ..emergency() }), "x", lacks(Fact::Moment)),
        (hurt(Emergency { on: "11/27/26".into(), ..emergency() }), "x", lacks(Fact::Moment)),
        (hurt(Emergency { time: "5:31 PM".into(), ..emergency() }), "x", lacks(Fact::Moment)),
        (Basis::NotUnderPart2, "Harbor Health", Err(Refused::UnderPart2)),
    ];
    for (basis, recipient, wanted) in cases {
        let decided = decide(&ask(Some(&basis), recipient, "Why"), &about);
        assert_eq!(decided.clone().map(drop), wanted, "{basis:?} {recipient}");
        assert!(decided.is_err() || decided.unwrap().statement.is_none(), "{basis:?}");
        let silent = decide(&ask(Some(&basis), recipient, " "), &about);
        assert!(silent.is_err(), "{basis:?} without a purpose");
    }
}

#[test]
fn an_emergency_is_settled_with_day_time_and_discloser() {
    let names = names();
    let about = about(&[], &names, &[]);
    let typed = Emergency { on: "11/25/26".into(), time: "9p".into(), ..emergency() };
    let settled = |it: Emergency| {
        let basis = Basis::MedicalEmergency(it);
        match decide(&ask(Some(&basis), "Dr. Night", "Care"), &about).unwrap().basis {
            Basis::MedicalEmergency(it) => it,
            other => panic!("{other:?}"),
        }
    };
    let earlier = settled(typed);
    assert_eq!((&*earlier.on, &*earlier.time), ("2026-11-25", "21:00"));
    let now = settled(emergency());
    assert_eq!((&*now.on, &*now.time, &*now.discloser), ("2026-11-26", "17:30", "Amara Test"));
    assert_eq!(settled(now.clone()), now, "settled once, settled for good");
    let facts = Basis::MedicalEmergency(now).facts();
    let said = "Harbor Hospital; Found unconscious; Amara Test; Nov 26, 2026, 5:30 PM";
    assert_eq!(facts, said);
}

#[test]
fn a_basis_is_looked_for_and_an_exception_never_guessed() {
    let other = Consent { purpose: "School".into(), ..release("school") };
    let notes = Consent {
        covers: Covers::CounselingNotes,
        recipient: "Dr. Notes".into(),
        ..release("notes")
    };
    let gone = Consent {
        recipient: "Harbor Health".into(),
        status: Status::Revoked,
        revoked_on: Some(day("2026-11-20")),
        ..release("gone")
    };
    let (consents, names) = ([release("a"), other, notes, gone], names());
    let under = about(&consents, &names, &[]);
    let outside = About { part2: false, ..under };
    let revoked = Refused::NotLive(NotLive::Revoked(Some(day("2026-11-20"))));
    let cases = [
        (under, "The client", "Own copy", Ok(Basis::ClientCopy)),
        (under, "Dr. Inés Vale", "Coordination of care", Ok(consent("a"))),
        (under, "Dr. Inés Vale", "school", Ok(consent("school"))),
        (under, "Harbor Health", "Payment", Err(revoked.clone())),
        (under, "Dr. Notes", "Care", Err(Refused::NoConsent)),
        (under, "Ana's cousin", "Care", Err(Refused::NoConsent)),
        (under, "", "Care", Err(Refused::Lacks(Fact::Recipient))),
        (outside, "Ana's cousin", "Care", Ok(Basis::NotUnderPart2)),
        (outside, "Harbor Health", "Payment", Err(revoked)),
    ];
    for (about, recipient, purpose, wanted) in cases {
        let decided = decide(&ask(None, recipient, purpose), &about);
        assert_eq!(decided.map(|it| it.basis), wanted, "{recipient}");
    }
}

#[test]
fn outside_part_2_a_consent_is_shown_and_not_asked_for() {
    let (consents, names) = ([release("a")], names());
    let about = About { part2: false, ..about(&consents, &names, &[]) };
    let asked = |recipient| decide(&ask(Some(&Basis::NotUnderPart2), recipient, "Care"), &about);
    let named = asked("Dr Ines Vale").unwrap();
    assert_eq!((named.consent.as_deref(), named.scope.len()), (Some("a"), 7));
    let other = asked("Harbor Health").unwrap();
    assert_eq!((other.consent, other.scope.len(), other.statement), (None, 0, None));
}

#[test]
fn a_guardian_has_a_copy_with_whose_consent_the_law_asks_for() {
    let guardians = ["Rosa Luz".to_owned()];
    let by = |capacity, row| Consent {
        capacity: Some(capacity),
        recipient: "Rosa Luz".into(),
        ..release(row)
    };
    let consents = [by(Capacity::Guardian, "hers"), by(Capacity::MinorAlone, "own")];
    let names = names();
    let minor = About {
        birth: Some(day("2010-04-07")),
        minor_alone: true,
        ..about(&consents, &names, &guardians)
    };
    let none = About { consents: &[], part2: false, ..minor };
    let own = decide(&ask(Some(&consent("own")), "", ""), &minor).unwrap();
    assert_eq!(own.recipient, "Rosa Luz");
    let hers = decide(&ask(Some(&consent("hers")), "", ""), &minor);
    assert_eq!(hers, Err(Refused::MinorAlone));
    let shared = About { minor_alone: false, ..minor };
    assert!(decide(&ask(Some(&consent("hers")), "", ""), &shared).is_ok());
    let adult = About { birth: Some(day("2008-11-26")), minor_alone: false, ..none };
    let cases = [
        (none, "Rosa Luz", Err(Refused::MinorAlone)),
        (none, "Her mother", Err(Refused::MinorAlone)),
        (none, "Dr. Vale", Ok(())),
        (About { minor_alone: false, ..none }, "Rosa Luz", Ok(())),
        (adult, "Rosa Luz, at home", Err(Refused::OfAge)),
        (adult, "Dr. Vale", Ok(())),
    ];
    for (about, recipient, wanted) in cases {
        let decided = decide(&ask(Some(&Basis::NotUnderPart2), recipient, "Care"), &about);
        assert_eq!(decided.map(drop), wanted, "{recipient}");
    }
}

#[test]
fn a_refusal_says_why_and_what_would_change_it_and_nothing_of_the_client() {
    let why = Refused::NotLive(NotLive::Expired(day("2026-01-01"))).to_string();
    assert_eq!(why, "The consent ended on Jan 1, 2026. A new consent would let it leave.");
    assert_eq!(Refused::Lacks(Fact::Nature).to_string(), "say the nature of the emergency");
    let basis = Basis::MedicalEmergency(emergency());
    assert_eq!(format!("{basis:?} {:?}", emergency()), "medical_emergency Emergency");
}

#[test]
fn a_basis_is_read_back_as_it_was_written() {
    let all = [
        Basis::ClientCopy,
        consent("a"),
        Basis::TreatmentPaymentOperations,
        Basis::MedicalEmergency(emergency()),
        Basis::ChildAbuseReport,
        Basis::CourtOrder { reference: "26-114".into() },
        Basis::Audit,
        Basis::NotUnderPart2,
    ];
    for basis in all {
        let json = serde_json::to_value(&basis).unwrap();
        assert_eq!(json["kind"], basis.code());
        assert_eq!(serde_json::from_value::<Basis>(json).unwrap(), basis);
    }
    for odd in
        ["{}", r#"{"kind":"because"}"#, r#"{"kind":"consent"}"#, r#"{"kind":"court_order","x":1}"#]
    {
        assert!(serde_json::from_str::<Basis>(odd).is_err(), "{odd}");
    }
}
