//! Consents, names and guardians as they stand in the intake of the episode under way.

use form::{Answers, Definition, Issue, IssueLevel};
use record::{
    Id,
    disclosure::{Capacity, Consent, Covers, Ends, Signature, Status},
};

use crate::{Code, Result, Session, body::ResponseBody};

/// The section that holds consents.
const SECTION: &str = "consents";

/// The consents of an episode.
#[derive(Default)]
pub(super) struct Consents {
    /// The response that holds them, and its revision.
    pub(super) section: Option<(Id, u32)>,
    pub(super) all: Vec<Consent>,
}

/// A row of consents: its answers by item.
struct Row<'a> {
    answers: &'a Answers,
    issues: &'a [Issue],
    id: &'a str,
}

impl Session {
    /// The consents of the episode under way that let something out.
    pub(super) fn consents(&self, client: Id) -> Result<Consents> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let Some(meta) = entry.section(SECTION) else { return Ok(Consents::default()) };
        let envelope = self.ledger.load::<ResponseBody>(meta.record)?.envelope;
        let form: std::sync::Arc<Definition> = self.forms.given(&envelope.body)?;
        let answers = &envelope.body.answers;
        let issues = form::evaluate(&form, answers, &self.context_of(client, &form)?).issues;
        let rows = answers.rows("documents").iter();
        let consents =
            rows.filter_map(|row| Row { answers, issues: &issues, id: &row.id }.consent());
        Ok(Consents { section: Some((meta.record, envelope.rev)), all: consents.collect() })
    }

    /// Names the client goes by, the one used first, and the clinic's number.
    pub(super) fn client_names(&self, client: Id) -> Result<Vec<String>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let legal = &entry.names;
        let short = format!("{} {}", legal.legal_first.0, legal.legal_last.0);
        let (used, other) = (entry.shown_name(), entry.other_name());
        Ok(vec![used, other, short, entry.number.clone()])
    }

    /// Names of parents and guardians.
    pub(super) fn guardian_names(&self, client: Id) -> Result<Vec<String>> {
        let Some(answers) = self.section_answers(client, "guardian")? else {
            return Ok(Vec::new());
        };
        let name = |row: &form::Row| {
            answers.text(&format!("guardians/{}/guardian_name", row.id)).map(str::to_owned)
        };
        Ok(answers.rows("guardians").iter().filter_map(name).collect())
    }

    /// Whether the client is a minor who consented to care alone.
    pub(super) fn minor_alone(&self, client: Id) -> Result<bool> {
        if self.age(client)?.is_none_or(|age| age >= 18) {
            return Ok(false);
        }
        let answers = self.section_answers(client, "guardian")?;
        Ok(answers.is_some_and(|answers| answers.text("minor_consents") == Some("yes")))
    }
}

impl Row<'_> {
    fn path(&self, item: &str) -> String {
        format!("documents/{}/{item}", self.id)
    }

    fn text(&self, item: &str) -> String {
        self.answers.text(&self.path(item)).unwrap_or_default().trim().to_owned()
    }

    fn has_issue(&self, item: &str, level: IssueLevel) -> bool {
        let path = self.path(item);
        self.issues.iter().any(|issue| issue.path == path && issue.level == level)
    }

    /// The consent, where the document is one.
    fn consent(&self) -> Option<Consent> {
        let covers = Covers::of_document(&self.text("document"))?;
        Some(Consent {
            row: self.id.to_owned(),
            covers,
            status: self.status(),
            discloser: self.text("discloser"),
            disclosed: self.text("disclosed"),
            recipient: self.text("recipient"),
            class: self.text("recipient_kind") == "class",
            purpose: self.text("purpose"),
            ends: self.ends(covers),
            signer: self.text("signer"),
            capacity: self.capacity(),
            guardian_beside: !self.text("guardian_signer").is_empty(),
            guardian_missing: self.has_issue("guardian_signer", IssueLevel::Required),
            signature: self.signature(),
            signed_on: self.answers.date(&self.path("signed_on")),
            revoking_explained: self.text("revoke_explained") == "yes",
            redisclosure_said: self.text("redisclosure_statement") == "yes",
            revoked_on: self.answers.date(&self.path("revoked_on")),
        })
    }

    fn status(&self) -> Status {
        match self.text("status").as_str() {
            "signed" => Status::Signed,
            "chose_not_to_sign" => Status::ChoseNotToSign,
            "revoked" => Status::Revoked,
            "not_needed" => Status::NotNeeded,
            _ => Status::Pending,
        }
    }

    fn capacity(&self) -> Option<Capacity> {
        Some(match self.text("signer_capacity").as_str() {
            "client" => Capacity::Client,
            "minor_alone" => Capacity::MinorAlone,
            "guardian" => Capacity::Guardian,
            "agent" => Capacity::Agent,
            _ => return None,
        })
    }

    fn ends(&self, covers: Covers) -> Ends {
        let tpo = covers == Covers::TreatmentPaymentOperations;
        match self.text(if tpo { "tpo_expiry" } else { "expiry" }).as_str() {
            "none" => Ends::Never,
            "event" => Ends::Event(self.text("release_expires_event")),
            "date" => {
                let day = self.answers.date(&self.path("release_expires_on"));
                day.map_or(Ends::Unsaid, Ends::On)
            }
            _ => Ends::Unsaid,
        }
    }

    fn signature(&self) -> Signature {
        let changed = |item: &str| self.has_issue(item, IssueLevel::Invalid);
        match self.text("signed_how").as_str() {
            "paper" => Signature::Holds,
            "screen" if self.text("signature").is_empty() => Signature::Missing,
            "screen" if changed("signature") || changed("guardian_signature") => Signature::Changed,
            "screen" => Signature::Holds,
            _ => Signature::Missing,
        }
    }
}
