//! What the checker is told beside the plan, and what it says.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{schedule::CatalogConflict, signature::SignerRole};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Level {
    /// A plan cannot be sealed with it.
    Blocks,
    /// Worth a second look; sealing asks for a reason.
    Warns,
    /// A suggestion.
    Hint,
}

/// One thing the plan lacks, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Finding {
    /// Stable name of the rule.
    pub rule: String,
    /// How much it matters.
    pub level: Level,
    /// The field or entry, as an edit would name it.
    pub path: String,
    /// One sentence.
    pub message: String,
    /// Whose rule it is: "IOP core", "Medicare IOP".
    pub source: String,
}

/// A need that assessment brought up and that every plan has to carry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MustNeed {
    /// Its candidate's key.
    pub key: String,
    /// In words.
    pub text: String,
}

/// What is known beside the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// The day it is checked.
    pub today: NaiveDate,
    /// Age in whole years, where it is known.
    pub age: Option<u32>,
    /// First day of the episode.
    pub admitted: Option<NaiveDate>,
    /// Sessions attended so far, where they are counted.
    pub sessions: Option<u32>,
    /// Whether one of the client's coverages is Medicare.
    pub medicare: bool,
    /// Whether a guardian signs beside the client.
    pub guardian_signs: bool,
    /// Whether the credential of whoever sealed the version, or is writing it, asks for a
    /// co-signature.
    pub cosignature: bool,
    /// Spans the person can attend, `mon 09:00-12:30`; empty when not asked.
    pub availability: Vec<String>,
    /// What the program's catalog says against sessions of the plan.
    pub catalog: Vec<CatalogConflict>,
    /// Needs that must stand in the plan: safety, withdrawal, housing, unsafe home.
    pub must_needs: Vec<MustNeed>,
    /// Who has signed the version that is checked.
    pub signed: Vec<SignerRole>,
    /// When the last certification was signed.
    pub certified: Option<NaiveDate>,
    /// The scores that screenings here give, such as `phq-9/total`, with the lowest and the highest
    /// value where they are numbers.
    pub scores: BTreeMap<String, Option<(f64, f64)>>,
    /// The day the first version of the plan came into force: the first review is counted from it.
    pub in_force: Option<NaiveDate>,
    /// The last review.
    pub reviewed: Option<NaiveDate>,
    /// The day the last review named for the next one.
    pub review_named: Option<NaiveDate>,
    /// Whether a version before this one was sealed: then the plan itself is not due any more.
    pub amends: bool,
    /// Whether the version is sealed: signatures, reviews and certifications are asked for then.
    pub sealed: bool,
}

impl Facts {
    /// Nothing known but the day.
    #[must_use]
    pub fn on(today: NaiveDate) -> Self {
        Self {
            today,
            age: None,
            admitted: None,
            sessions: None,
            medicare: false,
            guardian_signs: false,
            cosignature: false,
            availability: Vec::new(),
            catalog: Vec::new(),
            must_needs: Vec::new(),
            signed: Vec::new(),
            certified: None,
            scores: BTreeMap::new(),
            in_force: None,
            reviewed: None,
            review_named: None,
            amends: false,
            sealed: false,
        }
    }
}
