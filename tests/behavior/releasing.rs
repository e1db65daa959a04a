//! What may leave the clinic, for whom, on which basis: nothing leaves without one, and what leaves
//! is on record.

mod exceptions;
mod minors;

use std::path::PathBuf;

use clinic::view::{Basis, DisclosureRow, ExceptionChoice, Exported, ReleaseView, Role, request};
use clinic::{Code, Error, Result};
use serde_json::{Value, json};
use tests::clinic::{
    ADMIN, STROKES, TempClinic, asking, chains, own_copy, refused, text_of_pdf, whats,
};

const DESK: &str = "Lee Test";

/// A clinic with somebody at the front desk and a client whose plan was begun.
fn with_client() -> (TempClinic, String) {
    let mut clinic = TempClinic::new();
    clinic.add_staff(DESK, Role::FrontDesk);
    let client = clinic.add_client("Ana", "Luz");
    clinic.plan(&client).set("vision", "A quiet morning.");
    (clinic, client)
}

/// Exports the plan for somebody; the path says whether anything was written.
fn export(
    clinic: &mut TempClinic,
    client: &str,
    to: request::ExportAsk,
) -> (Result<Exported>, PathBuf) {
    let path = clinic.folder().join("plan.pdf");
    let request = clinic.leaving_to(client, to);
    let token = clinic.token.clone();
    let pdf = clinic.desk.plan_pdf(&request);
    (pdf.and_then(|pdf| clinic.desk.write_document(&token, &path, &pdf)), path)
}

fn disclosed(clinic: &mut TempClinic, client: &str) -> Vec<DisclosureRow> {
    let request = clinic.of(client);
    clinic.desk.open_disclosures(&request).unwrap().rows
}

fn choices(clinic: &mut TempClinic, client: &str) -> ReleaseView {
    let request = clinic.of(client);
    clinic.desk.release_choices(&request).unwrap()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_plan_leaves_with_a_consent_and_carries_statement_and_scope() {
    let (mut clinic, client) = with_client();
    clinic.consent(&client, json!({}));
    let (written, path) = export(&mut clinic, &client, asking(None, "Harbor Health", "A review"));
    assert_eq!(written.unwrap().notice, "", "the document carries its own");
    let text = one_line(&text_of_pdf(&path));
    for said in [
        "This record which has been disclosed to you is protected by Federal confidentiality rules",
        "(see 42 CFR 2.31).",
        "42 CFR part 2 prohibits unauthorized use or disclosure of these records.",
        "Treatment plan and attendance",
        "Nov 2, 2026, by Ana Luz (client)",
        "Harbor Health",
        "Mar 1, 2027",
    ] {
        assert!(text.contains(said), "{said} in {text}");
    }
    let row = disclosed(&mut clinic, &client).remove(0);
    assert_eq!(
        (&*row.recipient, &*row.purpose, &*row.basis),
        ("Harbor Health", "A review", "Consent")
    );
    assert!(row.statement && row.details.contains(&"Purpose: Verification".to_owned()));
    let (own, path) = export(&mut clinic, &client, own_copy("Own copy"));
    own.unwrap();
    assert!(!text_of_pdf(&path).contains("42 CFR"), "the client's own copy carries no notice");
    let rows = disclosed(&mut clinic, &client);
    let own = rows.iter().find(|row| row.basis == "The client's own copy").unwrap();
    assert!(!own.statement);
}

#[test]
fn nothing_leaves_with_a_consent_that_is_not_in_force_and_nothing_is_written() {
    let cases = [
        (json!({"status": "pending"}), Code::ConsentUnsigned),
        (
            json!({"status": "chose_not_to_sign", "signer": null, "signer_capacity": null,
            "signed_on": null, "signed_how": null}),
            Code::ConsentUnsigned,
        ),
        (json!({"status": "revoked", "revoked_on": "11/20/2026"}), Code::ConsentRevoked),
        (json!({"release_expires_on": "11/22/2026"}), Code::ConsentExpired),
        (json!({"revoke_explained": "no"}), Code::ConsentIncomplete),
        (json!({"disclosed": null}), Code::ConsentIncomplete),
        (json!({"signed_how": "screen"}), Code::ConsentUnsigned),
        (json!({"document": "part2_counseling_notes"}), Code::NoConsent),
    ];
    for (changes, code) in cases {
        let (mut clinic, client) = with_client();
        clinic.consent(&client, changes.clone());
        let to = asking(None, "harbor health", "Verification");
        let (answer, path) = export(&mut clinic, &client, to);
        assert_eq!(refused(answer), code, "{changes}");
        assert!(!path.exists() && disclosed(&mut clinic, &client).is_empty(), "{changes}");
        let chains = clinic.meanwhile(|outside| chains(outside));
        assert!(!chains.iter().any(|chain| whats(chain).contains(&"export")), "{changes}");
    }
}

#[test]
fn a_consent_changed_after_signing_on_screen_lets_nothing_out_until_it_is_signed_again() {
    let (mut clinic, client) = with_client();
    let row = clinic.consent(&client, json!({"signed_how": "screen"}));
    let to = || asking(None, "Harbor Health", "Verification");
    clinic.change_consent(&client, &row, "signature", json!(STROKES));
    export(&mut clinic, &client, to()).0.unwrap();
    clinic.change_consent(&client, &row, "disclosed", json!("Everything"));
    assert_eq!(refused(export(&mut clinic, &client, to()).0), Code::ConsentUnsigned);
    clinic.change_consent(&client, &row, "signature", json!(STROKES));
    export(&mut clinic, &client, to()).0.unwrap();
}

#[test]
fn a_consent_revoked_while_the_place_is_chosen_stops_the_export() {
    let (mut clinic, client) = with_client();
    let row = clinic.consent(&client, json!({}));
    let request = clinic.leaving_to(&client, asking(None, "Harbor Health", "Verification"));
    let pdf = clinic.desk.plan_pdf(&request).unwrap();
    let (token, path) = (clinic.token.clone(), clinic.folder().join("plan.pdf"));
    clinic.change_consent(&client, &row, "disclosed", json!("Attendance only"));
    let answer = clinic.desk.write_document(&token, &path, &pdf);
    assert_eq!(refused(answer), Code::Stale, "it would carry a scope that no longer holds");
    clinic.change_consent(&client, &row, "disclosed", json!("Treatment plan and attendance"));
    clinic.change_consent(&client, &row, "status", json!("revoked"));
    let answer = clinic.desk.write_document(&token, &path, &pdf);
    assert_eq!(refused(answer), Code::ConsentRevoked);
    assert!(!path.exists() && disclosed(&mut clinic, &client).is_empty());
    clinic.change_consent(&client, &row, "status", json!("signed"));
    clinic.desk.write_document(&token, &path, &pdf).unwrap();
    assert!(path.exists());
}

#[test]
fn the_refusal_says_why_and_what_would_change_it() {
    let (mut clinic, client) = with_client();
    clinic.consent(&client, json!({"release_expires_on": "11/22/2026"}));
    let answer = export(&mut clinic, &client, asking(None, "Harbor Health", "Care")).0;
    let error: Error = answer.unwrap_err();
    let said = "The consent ended on Nov 22, 2026. A new consent would let it leave.";
    assert_eq!(error.detail(), said);
    let closed = &choices(&mut clinic, &client).closed[0];
    assert_eq!(format!("{} {}", closed.why, closed.remedy), said);
}

#[test]
fn every_kind_of_document_goes_through_the_same_door() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    let of = clinic.of(&client);
    clinic.desk.begin_summary(&of).unwrap();
    let to = || asking(None, "Anybody", "Curiosity");
    let request = clinic.leaving_to(&client, to());
    let desk = &mut clinic.desk;
    for (name, answer) in [
        ("plan", desk.plan_pdf(&request)),
        ("safety plan", desk.safety_plan_pdf(&request)),
        ("summary", desk.summary_pdf(&request)),
        ("tracer", desk.tracer_pdf(&request)),
    ] {
        assert_eq!(answer.map(drop).unwrap_err().code(), Code::NoConsent, "{name}");
    }
    let print = |blank, to| request::PrintForms {
        token: clinic.token.clone(),
        client: client.clone(),
        form: String::new(),
        blank,
        to,
    };
    let requests = [print(false, Some(to())), print(false, None), print(true, None)];
    let [asked, silent, blank] = requests;
    assert_eq!(refused(clinic.desk.intake_pdf(&asked).map(drop)), Code::NoConsent);
    assert_eq!(refused(clinic.desk.intake_pdf(&silent).map(drop)), Code::BadValue);
    clinic.desk.intake_pdf(&blank).unwrap();
}

#[test]
fn the_front_desk_sends_an_intake_with_a_consent_and_no_plan_at_all() {
    let (mut clinic, client) = with_client();
    clinic.sign_in(DESK);
    let print = |clinic: &TempClinic| request::PrintForms {
        token: clinic.token.clone(),
        client: client.clone(),
        form: String::new(),
        blank: false,
        to: Some(asking(None, "Harbor Health", "Verification")),
    };
    let request = print(&clinic);
    assert_eq!(refused(clinic.desk.intake_pdf(&request).map(drop)), Code::NoConsent);
    clinic.consent(&client, json!({}));
    let request = print(&clinic);
    let pdf = clinic.desk.intake_pdf(&request).unwrap();
    let (token, path) = (clinic.token.clone(), clinic.folder().join("intake.pdf"));
    clinic.desk.write_document(&token, &path, &pdf).unwrap();
    assert!(text_of_pdf(&path).contains("This record which has been disclosed to you"));
    let plan = clinic.leaving_to(&client, asking(None, "Harbor Health", "Verification"));
    assert_eq!(refused(clinic.desk.plan_pdf(&plan).map(drop)), Code::NotAllowed);
    clinic.sign_in(ADMIN);
    let row = disclosed(&mut clinic, &client).remove(0);
    assert_eq!((&*row.by, &*row.basis, row.statement), (DESK, "Consent", true));
}

#[test]
fn outside_part_2_no_consent_is_asked_for_and_a_revoked_one_still_stops() {
    let (mut clinic, client) = with_client();
    let to = |recipient| asking(Some(Basis::NotUnderPart2), recipient, "Payment");
    assert_eq!(refused(export(&mut clinic, &client, to("Harbor Health")).0), Code::NoConsent);
    clinic.set_part2(false);
    let unsaid = export(&mut clinic, &client, to("Harbor Health")).0;
    assert_eq!(refused(unsaid), Code::NoConsent, "which program it is, nobody has said");
    clinic.plan(&client).set("program", "mental_health_adult");
    let (written, path) = export(&mut clinic, &client, to("Harbor Health"));
    written.unwrap();
    assert!(!text_of_pdf(&path).contains("42 CFR"));
    clinic.consent(&client, json!({"status": "revoked", "revoked_on": "11/20/2026"}));
    assert_eq!(refused(export(&mut clinic, &client, to("Harbor Health")).0), Code::ConsentRevoked);
    export(&mut clinic, &client, to("Dr. Vale")).0.unwrap();
    clinic.plan(&client).set("program", "both_adult");
    assert_eq!(refused(export(&mut clinic, &client, to("Dr. Vale")).0), Code::NoConsent);
    assert!(choices(&mut clinic, &client).part2);
    clinic.plan(&client).set("program", "mental_health_adult");
    let view = choices(&mut clinic, &client);
    assert!(!view.part2 && kinds(&view.exceptions).contains(&"not_under_part_2"));
    clinic.sign_in(DESK);
    let view = choices(&mut clinic, &client);
    assert!(view.part2, "who cannot see the plan cannot know: {}", view.part2_why);
}

fn kinds(exceptions: &[ExceptionChoice]) -> Vec<&'static str> {
    exceptions.iter().map(|it| it.basis.code()).collect()
}

#[test]
fn a_clinic_is_a_part_2_program_until_an_administrator_says_otherwise() {
    let (mut clinic, _) = with_client();
    assert!(clinic.desk.open_settings(&clinic.signed()).unwrap().part2);
    clinic.set_part2(false);
    clinic.crash();
    clinic.sign_in(ADMIN);
    assert!(!clinic.desk.open_settings(&clinic.signed()).unwrap().part2);
}

#[test]
fn who_may_be_chosen_stands_first_and_who_may_not_says_why() {
    let (mut clinic, client) = with_client();
    let row = clinic.consent(&client, json!({}));
    clinic.consent(&client, json!({"status": "pending", "recipient": "Dr. Vale"}));
    clinic.consent(&client, json!({"document": "part2_counseling_notes", "recipient": "Dr. Ito"}));
    clinic.consent(
        &client,
        json!({"document": "part2_tpo", "recipient_kind": "class", "purpose": null,
            "recipient": "My treating providers", "expiry": null, "release_expires_on": null,
            "tpo_expiry": "none", "redisclosure_statement": "yes"}),
    );
    clinic.consent(
        &client,
        json!({"document": "treatment", "recipient": null, "purpose": null,
        "recipient_kind": null, "discloser": null, "disclosed": null, "expiry": null,
        "release_expires_on": null, "revoke_explained": null}),
    );
    let view = choices(&mut clinic, &client);
    assert_eq!((&*view.client, view.part2), ("Ana Luz", true));
    let known: Vec<_> =
        view.consents.iter().map(|it| (&*it.recipient, it.class, &*it.until)).collect();
    let wanted =
        [("Harbor Health", false, "Mar 1, 2027"), ("My treating providers", true, "No end")];
    assert_eq!(known, wanted);
    assert_eq!(view.consents[0].basis, Basis::Consent { row });
    let closed: Vec<_> = view.closed.iter().map(|it| (&*it.recipient, &*it.why)).collect();
    assert_eq!(closed[0], ("Dr. Vale", "The consent has not been signed yet."));
    assert!(closed[1].1.starts_with("The consent covers SUD counseling notes"), "{closed:?}");
    assert_eq!(kinds(&view.exceptions)[0], "client_copy");
    assert!(!kinds(&view.exceptions).contains(&"not_under_part_2"));
    let tpo = asking(Some(Basis::TreatmentPaymentOperations), "Harbor Plan", "Payment");
    export(&mut clinic, &client, tpo).0.unwrap();
    let row = disclosed(&mut clinic, &client).remove(0);
    assert_eq!(row.basis, "Consent for treatment, payment and operations");
    assert!(row.details.contains(&"To: My treating providers".to_owned()), "{:?}", row.details);
}

#[test]
fn what_no_form_would_send_is_refused_and_nothing_is_lost() {
    let (mut clinic, client) = with_client();
    let row = clinic.consent(&client, json!({}));
    let long = "x".repeat(201);
    let consent = |row: &str| Some(Basis::Consent { row: row.into() });
    for (to, code) in [
        (asking(consent("no such row"), "", ""), Code::NoConsent),
        (asking(consent(""), "", ""), Code::NoConsent),
        (asking(consent(&row), "Somebody else", ""), Code::NotCovered),
        (asking(None, &long, "Care"), Code::TooLong),
        (asking(None, "Harbor Health", &long), Code::TooLong),
        (asking(Some(Basis::ClientCopy), "Harbor Health", "Care"), Code::NotCovered),
        (asking(Some(Basis::Audit), "Surveyor", ""), Code::BadValue),
    ] {
        assert_eq!(refused(export(&mut clinic, &client, to).0), code);
    }
    let other = clinic.add_client("Bo", "Test");
    let theirs = asking(consent(&row), "", "");
    assert_eq!(refused(export(&mut clinic, &other, theirs).0), Code::NoConsent);
    let odd: std::result::Result<request::ExportAsk, _> = serde_json::from_value::<Wire>(
        json!({"to": {"basis": {"kind": "because"}, "recipient": "a",
            "purpose": "b"}}),
    )
    .map(|it| it.to);
    assert!(odd.is_err());
    export(&mut clinic, &client, asking(consent(&row), "", "")).0.unwrap();
}

/// As a page would send it.
#[derive(serde::Deserialize)]
struct Wire {
    to: request::ExportAsk,
}

#[test]
fn the_audit_names_the_basis_and_never_the_recipient() {
    let (mut clinic, client) = with_client();
    clinic.consent(&client, json!({}));
    export(&mut clinic, &client, asking(None, "Harbor Health", "Care")).0.unwrap();
    let entries: Vec<Value> = clinic.meanwhile(|outside| chains(outside)).concat();
    let export = entries.iter().find(|entry| entry["what"] == "export").unwrap();
    assert_eq!((&export["basis"], &export["client"]), (&json!("consent"), &json!(client)));
    assert!(!export.to_string().contains("Harbor"), "{export}");
}
