//! What lists need of records that say much more: answers and plans are passed over unread. Signing
//! in reads every record of a clinic, and most of what it reads is these.

use std::borrow::Cow;

use form::SectionStatus;
use record::{Id, signature::SignerRole};
use serde::Deserialize;
use serde_json::value::RawValue;

/// Of the answers to a form. The answers are kept as they stand, for the one form whose are needed.
#[derive(Deserialize)]
pub(crate) struct ResponseHead<'b> {
    pub(crate) episode: Id,
    #[serde(borrow)]
    pub(crate) form: Cow<'b, str>,
    pub(crate) status: SectionStatus,
    #[serde(borrow)]
    pub(crate) started_at: Cow<'b, str>,
    #[serde(borrow)]
    pub(crate) answers: &'b RawValue,
}

/// Of a plan.
#[derive(Deserialize)]
pub(crate) struct PlanHead {
    pub(crate) episode: Id,
    pub(crate) version: u32,
    #[serde(default)]
    pub(crate) sealed: Option<SealedHead>,
}

/// Of a plan that was sealed.
#[derive(Deserialize)]
pub(crate) struct SealedHead {
    pub(crate) at: String,
    pub(crate) by: Id,
    pub(crate) asked: Vec<SignerRole>,
}
