//! What the directory knows of one record: what lists and searches need, never its content.

use form::SectionStatus;
use record::{AttachmentType, Id, Kind};

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
