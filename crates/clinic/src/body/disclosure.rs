//! What stands inside the record of a disclosure.

use record::{
    Id,
    disclosure::{Basis, ScopeLine},
};
use serde::{Deserialize, Serialize};

use crate::Phi;

/// Something about a client that left the clinic (45 CFR 164.528 asks for the same: date,
/// recipient, what, purpose).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DisclosureBody {
    pub(crate) what: String,
    pub(crate) recipient: Phi<String>,
    pub(crate) purpose: Phi<String>,
    /// SHA-256 of the file, as hex.
    pub(crate) sha256: String,
    /// On what basis it left, with the facts of an exception; nothing in records from before it was
    /// asked for.
    #[serde(default)]
    pub(crate) basis: Option<Phi<Basis>>,
    /// The consent it left with.
    #[serde(default)]
    pub(crate) consent: Option<ConsentUsed>,
    /// What that consent allowed, as it went out with the document.
    #[serde(default)]
    pub(crate) scope: Phi<Vec<ScopeLine>>,
    /// The statement that went with it (42 CFR 2.32(a)); empty when none did.
    #[serde(default)]
    pub(crate) statement: String,
    /// Whether the record was under 42 CFR Part 2.
    #[serde(default)]
    pub(crate) part2: Option<bool>,
}

/// The consent with which something left: a row of a response, as it stood at a revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConsentUsed {
    pub(crate) record: Id,
    pub(crate) rev: u32,
    pub(crate) row: String,
}
