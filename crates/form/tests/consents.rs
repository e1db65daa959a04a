//! Who signs, what a release must hold, and when a guardian has no part in it.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::{adult, answers, day, evaluated, form, minor, needed, sees};
use form::{Context, evaluate, set};
use serde_json::{Value as Json, json};

#[test]
fn a_minor_who_consents_alone_brings_no_guardian_into_it() {
    let guardian = |json: Json, context: &Context| evaluated("guardian", json, context);
    assert!(needed(&guardian(json!({}), &minor())).contains(&"guardians"));
    assert!(sees(&guardian(json!({"minor_consents": "no"}), &minor()), "guardians"));
    let alone = guardian(json!({"minor_consents": "yes"}), &minor());
    assert!(!sees(&alone, "guardians"));
    assert_eq!(needed(&alone), ["minor_basis", "minor_clinician", "minor_determined_on"]);
    let agreed = json!({"minor_consents": "yes", "minor_allows_contact": "yes"});
    assert!(sees(&guardian(agreed, &minor()), "guardians"));
}

#[test]
fn at_18_the_guardian_section_goes_away_and_its_answers_stay() {
    let kept = answers(
        "guardian",
        &json!({"minor_consents": "no", "guardians": [{"id": "a", "guardian_name": "Cy Test"}]}),
    );
    let on = |today: &str| {
        evaluate(form("guardian"), &kept, &Context::on(day(today)).born(Some(day("2008-11-24"))))
    };
    assert!(on("2026-11-23").shown);
    let grown = on("2026-11-24");
    assert!(!grown.shown && !sees(&grown, "minor_consents"));
    assert_eq!(kept.text("guardians/a/guardian_name"), Some("Cy Test"));
}

const SIGNED: &str = "600x200 20,90 80,40 140,120;150,60 151,61";

fn consent(document: &str, more: Json) -> Json {
    let mut row = json!({
        "id": "a", "document": document, "document_version": "2026-02", "status": "signed",
        "signer": "Ana Test", "signer_capacity": "client", "signed_on": "11/2/2026", "signed_how": "screen",
        "signature": SIGNED
    });
    for (key, value) in more.as_object().unwrap() {
        row[key] = value.clone();
    }
    json!({"documents": [row]})
}

#[test]
fn a_part_2_consent_is_complete_with_its_elements_and_not_before() {
    let bare = evaluated("consents", consent("part2_tpo", json!({})), &adult());
    let wanted = [
        "discloser",
        "disclosed",
        "recipient_kind",
        "recipient",
        "tpo_expiry",
        "revoke_explained",
        "redisclosure_statement",
    ];
    assert_eq!(needed(&bare), wanted.map(|item| format!("documents/a/{item}")));
    let full = json!({
        "discloser": "Harbor Light IOP", "disclosed": "All records", "recipient_kind": "class",
        "recipient": "My treating providers", "tpo_expiry": "none", "revoke_explained": "yes",
        "redisclosure_statement": "yes"
    });
    assert!(evaluated("consents", consent("part2_tpo", full), &adult()).is_complete());
}

#[test]
fn only_treatment_payment_and_operations_may_be_without_an_end() {
    let today = day("2026-11-23");
    for kind in ["release", "part2_disclosure", "part2_counseling_notes", "part2_legal"] {
        let evaluation =
            evaluated("consents", consent(kind, json!({"tpo_expiry": "none"})), &adult());
        assert!(needed(&evaluation).contains(&"documents/a/expiry"), "{kind}");
        assert!(needed(&evaluation).contains(&"documents/a/purpose"), "{kind}");
        assert!(!sees(&evaluation, "documents/a/tpo_expiry"), "{kind}");
        let mut answers = answers("consents", &consent(kind, json!({})));
        let refused =
            set(form("consents"), &mut answers, "documents/a/expiry", &json!("none"), today);
        assert_eq!(refused.unwrap_err().why, form::Refusal::UnknownChoice);
    }
    for plain in ["treatment", "privacy_notice", "fees"] {
        let evaluation = evaluated("consents", consent(plain, json!({})), &adult());
        assert!(evaluation.is_complete() && !sees(&evaluation, "documents/a/discloser"), "{plain}");
    }
}

#[test]
fn a_consent_that_was_not_signed_asks_for_no_signature() {
    let refused = json!({"documents": [{"id": "a", "document": "privacy_notice", "document_version": "1", "status": "chose_not_to_sign"}]});
    let evaluation = evaluated("consents", refused, &adult());
    assert!(evaluation.is_complete() && !sees(&evaluation, "documents/a/signer"));
    assert!(sees(&evaluation, "documents/a/not_signed_note"));
    let revoked =
        evaluated("consents", consent("treatment", json!({"status": "revoked"})), &adult());
    assert_eq!(needed(&revoked), ["documents/a/revoked_on"]);
    let early = json!({"status": "revoked", "revoked_on": "11/1/2026"});
    let early = evaluated("consents", consent("treatment", early), &adult());
    assert!(
        early
            .issues
            .iter()
            .any(|issue| { issue.message == "Document 1: revoked on is earlier than signed on." })
    );
}

#[test]
fn a_guardian_signs_beside_a_minor_unless_the_minor_consented_alone() {
    let asked = |context: &Context| {
        sees(
            &evaluated("consents", consent("treatment", json!({})), context),
            "documents/a/guardian_signer",
        )
    };
    let alone = answers("guardian", &json!({"minor_consents": "yes"}));
    let flagged = answers("identity", &json!({"guardian_involved": "yes"}));
    assert!(asked(&minor()), "nothing was said about consenting alone");
    assert!(!asked(&minor().section("guardian", &alone)));
    assert!(!asked(&adult()));
    assert!(asked(&adult().section("identity", &flagged)));
    assert!(asked(&adult().section("identity", &flagged).section("guardian", &alone)));
}

#[test]
fn signing_on_screen_takes_a_signature_and_signing_on_paper_asks_for_the_paper() {
    let unsigned = evaluated("consents", consent("fees", json!({"signature": null})), &adult());
    assert_eq!(needed(&unsigned), ["documents/a/signature"]);
    let paper = json!({"signature": null, "signed_how": "paper"});
    let paper = evaluated("consents", consent("fees", paper), &adult());
    assert!(paper.is_complete() && sees(&paper, "documents/a/scan"));
    assert!(!sees(&paper, "documents/a/signature"));
}

#[test]
fn what_is_changed_after_signing_asks_for_a_new_signature() {
    let (today, form) = (day("2026-11-23"), form("consents"));
    let mut kept = answers("consents", &consent("fees", json!({})));
    let mut put = |item: &str, value: &str| {
        set(form, &mut kept, &format!("documents/a/{item}"), &json!(value), today).unwrap();
        let issues = evaluate(form, &kept, &adult()).issues;
        let said = issues.iter().any(|issue| issue.message.contains("ask for a new signature"));
        (said, kept.text("documents/a/signature").unwrap().to_owned())
    };
    assert!(!put("witness", "Sam Test").0, "nobody signs for the witness");
    let (said, signed) = put("document_version", "2026-03");
    assert!(said);
    assert!(!put("document_version", "2026-02").0, "what was signed stands there again");
    assert!(put("document_version", "2026-03").0);
    assert!(!put("signature", SIGNED).0, "a new signature");
    assert!(put("signature", &signed).0, "the old one brought back signs for what it signed");
}
