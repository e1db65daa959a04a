//! What an export is made of: a clinic, and what it knows of one person.

use std::sync::Arc;

use form::{Answers, Definition, Scored, SectionSource, SectionStatus};
use record::{
    Id,
    plan::{Plan, Standing},
    signature::Signature,
    suitability::SuitabilityBody,
};

/// The clinic itself.
pub struct Clinic {
    /// Its record.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Its address, line by line.
    pub address: String,
    /// Its phone.
    pub phone: String,
    /// Everybody who works there or did.
    pub staff: Vec<Staff>,
}

/// Somebody who works at the clinic, or did.
pub struct Staff {
    /// The user.
    pub id: Id,
    /// Name.
    pub name: String,
    /// Signing credential; may be empty.
    pub credential: String,
    /// What they do: "Therapist".
    pub role: String,
    /// Whether they still work there.
    pub active: bool,
}

/// What the clinic knows of one person.
pub struct Chart {
    /// The client.
    pub client: Id,
    /// The client's number.
    pub number: String,
    /// Admissions, oldest first.
    pub episodes: Vec<Episode>,
    /// Attachments that are there.
    pub papers: Vec<Paper>,
    /// Papers that no resource here has a place for: the safety plan, the summary.
    pub pages: Vec<Pages>,
}

/// A paper as its pages.
pub struct Pages {
    /// Its record.
    pub record: Id,
    /// What it is: "Safety plan".
    pub title: String,
    /// When it was last saved, UTC, RFC 3339.
    pub saved_at: String,
    /// Its pages.
    pub pdf: Vec<u8>,
}

/// An attachment with its content.
pub struct Paper {
    /// Its record.
    pub record: Id,
    /// What it is, as a code: `insurance_card`.
    pub kind: String,
    /// What it is: "Insurance card".
    pub title: String,
    /// The day on it, ISO 8601.
    pub date: String,
    /// A note.
    pub note: String,
    /// `image/jpeg`, `image/png` or `application/pdf`.
    pub mime: String,
    /// When it was added, UTC, RFC 3339.
    pub added_at: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// One admission.
pub struct Episode {
    /// Its record.
    pub id: Id,
    /// The day it began, ISO 8601.
    pub began: String,
    /// The answers to the form of the episode: status, therapist, discharge.
    pub own: Filled,
    /// Sections and screenings in the order they were begun.
    pub filled: Vec<Filled>,
    /// Suitability for the program, and its record.
    pub suitability: Option<(Id, SuitabilityBody)>,
    /// Versions of the plan, oldest first.
    pub plans: Vec<Version>,
}

/// A form with the answers that are shown under its rules.
pub struct Filled {
    /// Its record.
    pub record: Id,
    /// The version it was answered under, and its content hash as hex.
    pub form: Arc<Definition>,
    /// SHA-256 of the definition, as hex.
    pub definition: String,
    /// The answers.
    pub answers: Answers,
    /// How far it is.
    pub status: SectionStatus,
    /// Who the answers come from.
    pub source: Option<SectionSource>,
    /// When it was begun, UTC, RFC 3339.
    pub started_at: String,
    /// When it was finished, where it is.
    pub finished_at: Option<String>,
    /// Its scores; none for a section, or a screening that is not finished.
    pub scored: Scored,
}

/// One version of a plan.
pub struct Version {
    /// Its record.
    pub record: Id,
    /// 1 for the first.
    pub number: u32,
    /// The plan.
    pub plan: Plan,
    /// Where it stands.
    pub standing: Standing,
    /// When it was last saved, UTC, RFC 3339.
    pub saved_at: String,
    /// How it was sealed; nothing for a draft.
    pub seal: Option<Seal>,
    /// Signatures below it.
    pub signed: Vec<Signed>,
    /// The version before it.
    pub replaces: Option<Id>,
    /// Its pages.
    pub pdf: Vec<u8>,
    /// A title for it, without a name.
    pub title: String,
}

/// The seal of a version.
pub struct Seal {
    /// SHA-256 of the content, as hex.
    pub sha256: String,
    /// When, UTC, RFC 3339.
    pub at: String,
    /// Who.
    pub by: Id,
    /// Name and credential, as they stood then.
    pub by_name: String,
}

/// A signature below a version.
pub struct Signed {
    /// The signature.
    pub signature: Signature,
    /// The user who signed, or who was there.
    pub user: Id,
    /// When it was taken down, UTC, RFC 3339.
    pub at: String,
}

impl Episode {
    /// The newest answers to a form.
    pub(super) fn answers_to(&self, form: &str) -> Option<&Filled> {
        self.filled.iter().rfind(|filled| filled.form.id == form)
    }
}

impl Episode {
    /// Whether the person has left.
    pub(super) fn has_ended(&self) -> bool {
        super::Said::in_form(Some(&self.own)).text("status") == "discharged"
    }
}

impl Filled {
    /// Whether it is a finished screening that was there at a moment, UTC, RFC 3339.
    pub(super) fn is_scored_by(&self, moment: &str) -> bool {
        let finished = self.finished_at.as_deref().unwrap_or(&self.started_at);
        !self.scored.scores.is_empty() && finished <= moment
    }
}

impl Chart {
    /// The newest answers to a form, of the latest admission that has any.
    pub(super) fn answers_to(&self, form: &str) -> Option<&Filled> {
        self.episodes.iter().rev().find_map(|episode| episode.answers_to(form))
    }
}

impl Version {
    /// The id of an entry of the plan: half of its own is enough beside the record's.
    pub(super) fn part(&self, entry: Id) -> String {
        let entry = entry.to_string();
        super::part_id(self.record, entry.get(..16).unwrap_or(&entry))
    }
}
