//! The clear explanation of a consent's scope that goes with what is disclosed (42 CFR 2.32(b)).

use form::date::shown;
use serde::{Deserialize, Serialize};

use super::{consent::Consent, live::Until};

/// One line of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ScopeLine {
    /// "May be disclosed".
    pub label: String,
    /// As the consent says it.
    pub value: String,
}

/// What a consent allows, to whom, what for and until when.
#[must_use]
pub fn scope(consent: &Consent, until: &Until) -> Vec<ScopeLine> {
    let signed = consent.signed_on.map(shown).unwrap_or_default();
    let capacity = consent.capacity.map(|it| it.label()).unwrap_or_default();
    let lines = [
        ("Consent", consent.covers.label().to_owned()),
        ("Signed", format!("{signed}, by {} ({capacity})", consent.signer.trim())),
        ("May disclose", consent.discloser.clone()),
        ("May be disclosed", consent.disclosed.clone()),
        ("To", consent.recipient.clone()),
        ("Purpose", consent.purpose_words()),
        ("Until", until.words()),
    ];
    let line = |(label, value): (&str, String)| ScopeLine {
        label: label.to_owned(),
        value: value.trim().to_owned(),
    };
    lines.into_iter().map(line).collect()
}
