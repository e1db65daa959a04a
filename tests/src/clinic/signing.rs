//! Sealing and signing plans, as the window does.

use clinic::Result;
use clinic::view::{PlanPage, SignedHow, SignerRole, request};
use record::plan::Level;

use super::{PASSPHRASE, TempClinic};

/// Pen strokes that are a signature.
pub const STROKES: &str = "600x200 12,40 13,41 15,44;90,60 92,63";

impl TempClinic {
    /// Seals a client's plan with a reason for every warning.
    pub fn seal(&mut self, client: &str) -> Result<PlanPage> {
        let page = self.plan(client).page.clone();
        let warnings = page.findings.iter().filter(|it| it.level == Level::Warns);
        let answers = warnings.map(|it| request::FindingAnswer {
            rule: it.rule.clone(),
            path: it.path.clone(),
            reason: "Known, and looked at in supervision.".into(),
        });
        let request = request::SealPlan {
            token: self.token.clone(),
            client: client.into(),
            record: page.record.clone(),
            rev: page.rev,
            answers: answers.collect(),
            how: SignedHow::Typed,
            passphrase: PASSPHRASE.into(),
        };
        self.desk.seal_plan(&request)
    }

    /// Signs the newest sealed version.
    pub fn sign(&mut self, client: &str, role: SignerRole, how: SignedHow) -> Result<PlanPage> {
        let page = self.plan(client).page.clone();
        let sealed = page.versions.iter().find(|it| it.sealed_at.is_some());
        let record = sealed.map_or(page.record.clone(), |it| it.record.clone());
        let request = request::SignPlan {
            token: self.token.clone(),
            client: client.into(),
            record,
            role,
            name: "Ana Luz".into(),
            credential: String::new(),
            how,
            interpreter: String::new(),
            passphrase: PASSPHRASE.into(),
        };
        self.desk.sign_plan(&request)
    }

    /// A client whose plan is in force.
    #[must_use]
    pub fn with_plan_in_force() -> (Self, String) {
        let mut clinic = Self::new();
        let client = clinic.add_client("Ana", "Luz");
        clinic.plan(&client).whole();
        clinic.seal(&client).unwrap();
        let drawn = SignedHow::Drawn { strokes: STROKES.into() };
        clinic.sign(&client, SignerRole::Client, drawn).unwrap();
        (clinic, client)
    }
}
