//! What stands inside reviews, certifications and summaries.

use record::{
    Id, certification::Certification, review::Review, signature::Signature, summary::Summary,
};
use serde::{Deserialize, Serialize};

/// Who finished something, and when. What is finished never changes.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Finished {
    pub(crate) at: String,
    pub(crate) by: Id,
    /// Name and credential as they stood then.
    pub(crate) by_name: String,
}

/// A review of a plan in force.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReviewBody {
    pub(crate) episode: Id,
    /// The version that is reviewed, and the hash of its content.
    pub(crate) plan: Id,
    pub(crate) content: String,
    pub(crate) review: Review,
    pub(crate) finished: Option<Finished>,
}

/// A physician's certification of a version.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CertificationBody {
    pub(crate) episode: Id,
    /// The version that is certified.
    pub(crate) plan: Id,
    pub(crate) certification: Certification,
    pub(crate) signature: Signature,
    pub(crate) user: Id,
    /// The last day it stands, ISO 8601.
    pub(crate) until: String,
}

/// A discharge or transition summary.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SummaryBody {
    pub(crate) episode: Id,
    pub(crate) summary: Summary,
    pub(crate) finished: Option<Finished>,
}
