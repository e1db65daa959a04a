//! Minors: who consents, and what ends at 18.

use super::*;

/// A client born on a day, with a guardian named Rosa Luz.
fn minor(born: &str, alone: bool) -> (TempClinic, String) {
    let mut clinic = TempClinic::new();
    let answers = json!({"legal_first": "Ana", "legal_last": "Luz", "date_of_birth": born});
    let client = clinic.add_client_with(answers).band.client;
    let mut guardian = clinic.section(&client, "guardian");
    guardian.try_set("minor_consents", if alone { "yes" } else { "no" }).unwrap();
    let row = guardian.add_row("guardians");
    guardian.try_set(&format!("guardians/{row}/guardian_name"), "Rosa Luz").unwrap();
    (clinic, client)
}

fn by_guardian() -> Value {
    json!({"signer": "Rosa Luz", "signer_capacity": "guardian"})
}

#[test]
fn a_guardians_consent_ends_on_the_day_the_client_turns_18() {
    let (mut clinic, client) = minor("11/24/2008", false);
    clinic.consent(&client, by_guardian());
    let to = || asking(None, "Harbor Health", "Verification");
    let (written, path) = export(&mut clinic, &client, to());
    written.unwrap();
    let text = one_line(&text_of_pdf(&path));
    assert!(text.contains("Nov 23, 2026, the day before the 18th birthday"), "{text}");
    clinic.clock.advance(std::time::Duration::from_secs(24 * 3600));
    clinic.sign_in(ADMIN);
    let answer = export(&mut clinic, &client, to()).0;
    let error = answer.unwrap_err();
    assert_eq!(error.code(), Code::ConsentOfAge);
    assert!(error.detail().contains("turned 18 on Nov 24, 2026"), "{}", error.detail());
    clinic.consent(&client, json!({"signed_on": "11/24/2026"}));
    export(&mut clinic, &client, to()).0.unwrap();
}

#[test]
fn a_client_who_signs_beside_a_guardian_needs_both() {
    let (mut clinic, client) = minor("4/7/2010", false);
    let row = clinic.consent(&client, json!({}));
    let to = || asking(None, "Harbor Health", "Verification");
    let answer = export(&mut clinic, &client, to()).0.unwrap_err();
    assert_eq!(answer.code(), Code::ConsentIncomplete);
    assert!(answer.detail().contains("a guardian signed beside the minor"), "{}", answer.detail());
    clinic.change_consent(&client, &row, "guardian_signer", json!("Rosa Luz"));
    export(&mut clinic, &client, to()).0.unwrap();
}

#[test]
fn of_a_minor_who_consented_alone_no_guardian_gets_a_copy_without_the_minors_consent() {
    for part2 in [true, false] {
        let (mut clinic, client) = minor("4/7/2010", true);
        clinic.set_part2(part2);
        clinic.plan(&client).set("program", "mental_health_adolescent");
        let hers = clinic.consent(
            &client,
            json!({"signer": "Rosa Luz",
            "signer_capacity": "guardian", "recipient": "Rosa Luz"}),
        );
        let with = |row: &str| asking(Some(Basis::Consent { row: row.into() }), "", "");
        let basis = (!part2).then_some(Basis::NotUnderPart2);
        let cases =
            [asking(basis, "Rosa Luz", "Care"), asking(None, "Rosa Luz", "Care"), with(&hers)];
        for to in cases {
            let answer = export(&mut clinic, &client, to).0;
            assert_eq!(refused(answer), Code::MinorConsentNeeded, "Part 2: {part2}");
        }
        let copy = asking(Some(Basis::ClientCopy), "Rosa Luz", "Own copy");
        assert_eq!(refused(export(&mut clinic, &client, copy).0), Code::NotCovered);
        let own = clinic
            .consent(&client, json!({"signer_capacity": "minor_alone", "recipient": "Rosa Luz"}));
        export(&mut clinic, &client, with(&own)).0.unwrap();
        export(&mut clinic, &client, asking(None, "Rosa Luz", "Care")).0.unwrap();
    }
}
