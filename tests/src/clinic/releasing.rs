//! Consents to disclosure, and asking for something to leave, as the window does.

use clinic::view::{Basis, request};
use serde_json::{Value, json};

use super::TempClinic;

/// A release to Harbor Health that is whole and in force.
#[must_use]
pub fn release() -> Value {
    json!({
        "document": "release", "document_version": "2026-02", "status": "signed",
        "signer": "Ana Luz", "signer_capacity": "client", "signed_on": "11/2/2026",
        "signed_how": "paper", "discloser": "Cedar Fork Clinic",
        "disclosed": "Treatment plan and attendance", "recipient_kind": "person",
        "recipient": "Harbor Health", "purpose": "Verification", "expiry": "date",
        "release_expires_on": "3/1/2027", "revoke_explained": "yes",
    })
}

/// The client's own copy.
#[must_use]
pub fn own_copy(purpose: &str) -> request::ExportAsk {
    asking(Some(Basis::ClientCopy), "The client", purpose)
}

/// What is asked when something shall leave.
#[must_use]
pub fn asking(basis: Option<Basis>, recipient: &str, purpose: &str) -> request::ExportAsk {
    request::ExportAsk {
        basis,
        recipient: recipient.into(),
        purpose: purpose.into(),
        ..request::ExportAsk::default()
    }
}

impl TempClinic {
    /// Adds a release with some answers changed, and gives its row.
    #[track_caller]
    pub fn consent(&mut self, client: &str, changes: Value) -> String {
        let mut section = self.section(client, "consents");
        let row = section.add_row("documents");
        let mut answers = release();
        for (item, value) in changes.as_object().unwrap() {
            answers[item] = value.clone();
        }
        // What a document asks for depends on the document.
        let order = |item: &str| match item {
            "document" => 0,
            "status" => 1,
            "signed_how" => 2,
            _ => 3,
        };
        let mut all: Vec<_> = answers.as_object().unwrap().iter().collect();
        all.sort_by_key(|(item, _)| order(item));
        for (item, value) in all.into_iter().filter(|(_, value)| !value.is_null()) {
            section.try_set(&format!("documents/{row}/{item}"), value.clone()).unwrap();
        }
        row
    }

    /// Changes one thing about a consent.
    #[track_caller]
    pub fn change_consent(&mut self, client: &str, row: &str, item: &str, value: Value) {
        let path = format!("documents/{row}/{item}");
        self.section(client, "consents").try_set(&path, value).unwrap();
    }

    /// A request for a client's plan as a document for somebody.
    #[must_use]
    pub fn leaving_to(&self, client: &str, to: request::ExportAsk) -> request::ExportPlan {
        request::ExportPlan { token: self.token.clone(), client: client.into(), to }
    }

    /// Says whether the clinic is a Part 2 program.
    pub fn set_part2(&mut self, part2: bool) {
        let token = self.token.clone();
        let request = request::ChangeSettings { token, idle_minutes: 5, removal_days: 30, part2 };
        self.desk.change_settings(&request).unwrap();
    }
}
