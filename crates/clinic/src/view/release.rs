//! Who may be chosen when a copy of a record is to leave the clinic.

use record::disclosure::Basis;
use serde::Serialize;

/// A consent that is in force.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ConsentChoice {
    /// What an export asks with.
    pub basis: Basis,
    /// What kind of consent it is.
    pub label: String,
    /// To whom.
    pub recipient: String,
    /// Whether that is a class, so that whoever receives has to be named.
    pub class: bool,
    /// What for.
    pub purpose: String,
    /// What may be disclosed.
    pub disclosed: String,
    /// Until when, in words.
    pub until: String,
    /// Whether it ends with an event, which the person who sends has to know about.
    pub event: bool,
}

/// A consent that lets nothing out now.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ClosedConsent {
    /// What kind of consent it is.
    pub label: String,
    /// To whom.
    pub recipient: String,
    /// Why not, in one sentence.
    pub why: String,
    /// What would change it, in one sentence; may be empty.
    pub remedy: String,
}

/// A basis that needs no consent. It is recorded all the same.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ExceptionChoice {
    /// What an export asks with; its facts are blank.
    pub basis: Basis,
    /// What it is.
    pub label: String,
    /// When it applies, in one sentence.
    pub text: String,
    /// What it usually is for; may be empty.
    pub purpose: String,
}

/// Who may be chosen for an export about a client.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReleaseView {
    /// Whether the record is under 42 CFR Part 2.
    pub part2: bool,
    /// Why, or why not, in one sentence.
    pub part2_why: String,
    /// The client's name as used.
    pub client: String,
    /// Who is signed in, with credential.
    pub discloser: String,
    /// Consents in force.
    pub consents: Vec<ConsentChoice>,
    /// Consents that let nothing out, and why.
    pub closed: Vec<ClosedConsent>,
    /// What needs no consent.
    pub exceptions: Vec<ExceptionChoice>,
}
