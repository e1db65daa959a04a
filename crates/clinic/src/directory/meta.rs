//! What the directory knows of one record: what lists and searches need, never its content.

use form::SectionStatus;
use record::{AttachmentType, Id, Kind, signature::SignerRole};

/// One response, without its answers.
#[derive(Clone)]
pub(crate) struct ResponseMeta {
    pub(crate) record: Id,
    pub(crate) episode: Id,
    pub(crate) form: String,
    pub(crate) status: SectionStatus,
    pub(crate) started_at: String,
    pub(crate) at: String,
}

/// The plan, without its content.
#[derive(Clone)]
pub(crate) struct PlanMeta {
    pub(crate) record: Id,
    pub(crate) episode: Id,
    pub(crate) version: u32,
    /// Who is asked to sign; nothing for a draft.
    pub(crate) asked: Option<Vec<SignerRole>>,
    /// When it was sealed; empty for a draft.
    pub(crate) sealed_at: String,
    /// Who sealed it.
    pub(crate) sealed_by: Option<Id>,
}

/// A signature below a plan.
#[derive(Clone)]
pub(crate) struct PlanSignatureMeta {
    pub(crate) record: Id,
    pub(crate) plan: Id,
    pub(crate) role: SignerRole,
    /// Whether the person chose not to sign.
    pub(crate) declined: bool,
    /// The attachment that shows it on paper.
    pub(crate) scan: Option<Id>,
    pub(crate) at: String,
}

/// A review, without its content. Days are stored ones.
#[derive(Clone)]
pub(crate) struct ReviewMeta {
    pub(crate) record: Id,
    pub(crate) episode: Id,
    pub(crate) on: String,
    pub(crate) next_on: String,
    pub(crate) leaves: bool,
    pub(crate) finished_at: Option<String>,
}

/// A certification, without what it states.
#[derive(Clone)]
pub(crate) struct CertificationMeta {
    pub(crate) record: Id,
    pub(crate) episode: Id,
    pub(crate) at: String,
    pub(crate) until: String,
}

/// A summary, without its content.
#[derive(Clone)]
pub(crate) struct SummaryMeta {
    pub(crate) record: Id,
    pub(crate) episode: Id,
    pub(crate) finished_at: Option<String>,
}

/// A clinical record, without its content.
#[derive(Clone)]
pub(crate) struct ClinicalMeta {
    pub(crate) record: Id,
    pub(crate) kind: Kind,
    pub(crate) episode: Id,
    pub(crate) at: String,
}

/// An attachment, without its note and content.
#[derive(Clone)]
pub(crate) struct AttachmentMeta {
    pub(crate) record: Id,
    pub(crate) kind: AttachmentType,
    pub(crate) date: String,
    pub(crate) removed: bool,
}

/// An episode, without what else is said of it. Words are codes of its form, dates are stored ones;
/// both may be empty.
#[derive(Clone)]
pub(crate) struct EpisodeMeta {
    pub(crate) record: Id,
    pub(crate) began: String,
    pub(crate) nth: u32,
    pub(crate) status: String,
    pub(crate) priority: String,
    pub(crate) waiting: String,
    pub(crate) next_contact: String,
    pub(crate) ended: String,
}

impl EpisodeMeta {
    /// Whether the person can be admitted again.
    pub(crate) fn is_over(&self) -> bool {
        self.status == "discharged" || self.status == "not_admitted"
    }
}

/// A deletion that stands.
#[derive(Clone)]
pub(crate) struct RemovalMeta {
    pub(crate) record: Id,
    pub(crate) at: String,
}

/// A flag that stands.
#[derive(Clone)]
pub(crate) struct FlagMeta {
    pub(crate) record: Id,
    pub(crate) response: Id,
    pub(crate) at: String,
}
