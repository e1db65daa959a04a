//! What needs no consent, and is always recorded.

use clinic::view::Emergency;

use super::*;

fn emergency() -> Emergency {
    Emergency {
        facility: "Harbor Hospital".into(),
        nature: "Found unconscious".into(),
        on: "11/23/26".into(),
        time: "9:05 AM".into(),
        ..Emergency::default()
    }
}

#[test]
fn each_exception_lets_it_leave_and_its_facts_are_on_record() {
    let order = Basis::CourtOrder { reference: "Superior Court, 26-114, Nov 20, 2026".into() };
    let cases = [
        (Basis::ClientCopy, "Ana Luz", "The client's own copy", None),
        (
            Basis::MedicalEmergency(emergency()),
            "Dr. Night",
            "Medical emergency",
            Some("Harbor Hospital; Found unconscious; Amara Test, LCSW; Nov 23, 2026, 9:05 AM"),
        ),
        (Basis::ChildAbuseReport, "County hotline", "Child abuse report", None),
        (order, "The court", "Court order", Some("Superior Court, 26-114, Nov 20, 2026")),
        (Basis::Audit, "State surveyor", "Audit or evaluation", None),
    ];
    for (basis, recipient, label, facts) in cases {
        let (mut clinic, client) = with_client();
        let (written, path) =
            export(&mut clinic, &client, asking(Some(basis), recipient, "As it applies"));
        written.unwrap();
        assert!(!text_of_pdf(&path).contains("This record which has been disclosed"), "{label}");
        let row = disclosed(&mut clinic, &client).remove(0);
        assert_eq!(
            (&*row.recipient, &*row.basis, &*row.purpose),
            (recipient, label, "As it applies")
        );
        assert_eq!(row.details, facts.into_iter().collect::<Vec<_>>(), "{label}");
    }
}

#[test]
fn an_exception_that_does_not_say_what_it_is_lets_nothing_out() {
    let (mut clinic, client) = with_client();
    let cases = [
        Emergency { facility: " ".into(), ..emergency() },
        Emergency { nature: String::new(), ..emergency() },
        Emergency { on: "12/1/26".into(), ..emergency() },
        Emergency { time: "later".into(), ..emergency() },
    ];
    for facts in cases {
        let to = asking(Some(Basis::MedicalEmergency(facts)), "Dr. Night", "Care");
        let (answer, path) = export(&mut clinic, &client, to);
        assert_eq!(refused(answer), Code::BasisIncomplete);
        assert!(!path.exists());
    }
    let to = asking(Some(Basis::CourtOrder { reference: String::new() }), "The court", "Order");
    assert_eq!(refused(export(&mut clinic, &client, to).0), Code::BasisIncomplete);
    assert!(disclosed(&mut clinic, &client).is_empty());
}

#[test]
fn an_exception_needs_no_consent_even_where_one_was_revoked() {
    let (mut clinic, client) = with_client();
    clinic.consent(&client, json!({"status": "revoked", "revoked_on": "11/20/2026"}));
    let to = asking(Some(Basis::Audit), "Harbor Health", "Yearly review");
    export(&mut clinic, &client, to).0.unwrap();
}
