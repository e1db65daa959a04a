//! What a rule pack is once it has been read, and to whom it applies.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Facts, Level};
use crate::{plan::Program, signature::SignerRole};

/// A rule pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// Id: lower-case letters, digits and hyphens.
    pub id: String,
    /// Version as published, such as `1.0.0`.
    pub version: String,
    /// What staff see.
    pub name: String,
    /// Where its rules come from.
    pub source: String,
    /// When and against what it was verified.
    pub verified: String,
    /// To whom it applies.
    pub applies: Applies,
    /// Who signs, besides those whom the person's age or a credential asks for.
    pub signers: Vec<SignerRole>,
    /// Whether remote sessions count toward the hours.
    pub remote_counts: bool,
    /// Whether the number of services a day is shown.
    pub shows_services: bool,
    /// Hours, days and sessions.
    pub figures: Figures,
    /// Sections that have to say something.
    pub sections: Vec<SectionRule>,
    /// The certification it asks a physician for.
    pub certification: Option<AskedCertification>,
    /// Days a certification stands.
    pub recertify_days: Option<u32>,
}

/// To whom a pack applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Applies {
    /// To every plan.
    Always,
    /// To clients with a Medicare coverage; never clinic-wide.
    Medicare,
    /// To people under 18, and to programs for adolescents.
    Adolescent,
    /// Where the clinic has chosen it.
    Chosen,
}

impl Applies {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Always => "Every plan",
            Self::Medicare => "Clients with a Medicare coverage",
            Self::Adolescent => "People under 18 and programs for adolescents",
            Self::Chosen => "Where the clinic chooses it",
        }
    }
}

/// Hours, days and sessions. What is not given is not asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Figures {
    /// Hours a week, adults.
    pub hours_a_week_adult: Option<u32>,
    /// Hours a week, adolescents.
    pub hours_a_week_adolescent: Option<u32>,
    /// Hours a week from which the plan looks like another level of care.
    pub warn_from_hours: Option<u32>,
    /// Days from admission in which the plan is due.
    pub plan_due_days: Option<u32>,
    /// The session by which the plan is due.
    pub plan_due_sessions: Option<u32>,
    /// Most days from one review to the next.
    pub review_days: Option<u32>,
    /// Most days from one certification to the next.
    pub recertify_days: Option<u32>,
}

/// A section that has to say something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionRule {
    /// Which.
    #[serde(rename = "name")]
    pub section: Section,
    /// How much it matters.
    pub level: Level,
}

/// A section of the plan that a pack can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is the plan's field of the same name")]
pub enum Section {
    Program,
    Diagnoses,
    WhyThisLevel,
    Vision,
    Strengths,
    Needs,
    Abilities,
    Preferences,
    Barriers,
    Wellness,
    Medicines,
    Coordination,
    FamilyAndSupports,
    PeerSupport,
    CultureAndLanguage,
    RiskAndSafety,
    DischargeCriteria,
    DischargeProcess,
    Aftercare,
    Participation,
}

/// What a physician certifies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedCertification {
    /// The statement of the first one.
    pub first: String,
    /// The statement of a renewal.
    pub renewal: String,
    /// What has to be confirmed.
    pub conditions: Vec<String>,
}

/// Whether the person counts as an adolescent: by age, or because the program is for adolescents.
#[must_use]
pub fn adolescent(program: Option<Program>, age: Option<u32>) -> bool {
    let by_program = matches!(
        program,
        Some(
            Program::MentalHealthAdolescent
                | Program::SubstanceUseAdolescent
                | Program::BothAdolescent
        )
    );
    age.map_or(by_program, |age| age < 18 || by_program)
}

/// Whether a pack applies to a plan.
#[must_use]
pub fn applies(
    pack: &Pack,
    program: Option<Program>,
    facts: &Facts,
    chosen: &BTreeSet<String>,
) -> bool {
    match pack.applies {
        Applies::Always => true,
        Applies::Medicare => facts.medicare,
        Applies::Adolescent => adolescent(program, facts.age),
        Applies::Chosen => chosen.contains(&pack.id),
    }
}

impl Pack {
    /// What it asks, a line each, for whoever chooses it.
    #[must_use]
    pub fn asks(&self) -> Vec<String> {
        let figures = &self.figures;
        let mut lines = Vec::new();
        if let Some(adult) = figures.hours_a_week_adult {
            let on_site = if self.remote_counts { "" } else { " on site" };
            let young = figures.hours_a_week_adolescent.unwrap_or(adult);
            lines
                .push(format!("{adult} hours a week{on_site} for adults, {young} for adolescents"));
        }
        for (figure, words) in [
            (figures.warn_from_hours, "A second look from {} hours a week on"),
            (figures.plan_due_days, "The plan within {} days"),
            (figures.plan_due_sessions, "The plan by session {}"),
            (figures.review_days, "A review every {} days"),
            (figures.recertify_days, "A certification every {} days"),
        ] {
            lines.extend(figure.map(|figure| words.replace("{}", &figure.to_string())));
        }
        let signers: Vec<&str> = self.signers.iter().map(|role| role.label()).collect();
        if !signers.is_empty() {
            lines.push(format!("Signed by: {}", signers.join(", ")));
        }
        let blocking = self.sections.iter().filter(|rule| rule.level == Level::Blocks);
        let sections: Vec<&str> = blocking.map(|rule| rule.section.label()).collect();
        if !sections.is_empty() {
            lines.push(format!("Not sealed without: {}", sections.join(", ")));
        }
        lines
    }
}

impl Section {
    /// Every section.
    pub const ALL: [Self; 20] = [
        Self::Program,
        Self::Diagnoses,
        Self::WhyThisLevel,
        Self::Vision,
        Self::Strengths,
        Self::Needs,
        Self::Abilities,
        Self::Preferences,
        Self::Barriers,
        Self::Wellness,
        Self::Medicines,
        Self::Coordination,
        Self::FamilyAndSupports,
        Self::PeerSupport,
        Self::CultureAndLanguage,
        Self::RiskAndSafety,
        Self::DischargeCriteria,
        Self::DischargeProcess,
        Self::Aftercare,
        Self::Participation,
    ];

    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::Diagnoses => "diagnoses",
            Self::WhyThisLevel => "why this level of care",
            Self::Vision => "the client's vision",
            Self::Strengths => "strengths",
            Self::Needs => "needs",
            Self::Abilities => "abilities",
            Self::Preferences => "preferences",
            Self::Barriers => "barriers",
            Self::Wellness => "wellness",
            Self::Medicines => "medicines",
            Self::Coordination => "coordination of care",
            Self::FamilyAndSupports => "family and supports",
            Self::PeerSupport => "peer support",
            Self::CultureAndLanguage => "culture and language",
            Self::RiskAndSafety => "risk and safety",
            Self::DischargeCriteria => "discharge criteria",
            Self::DischargeProcess => "discharge process",
            Self::Aftercare => "aftercare",
            Self::Participation => "participation",
        }
    }

    /// The field or list in the plan.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::Diagnoses => "diagnoses",
            Self::WhyThisLevel => "why_this_level",
            Self::Vision => "vision",
            Self::Strengths => "strengths",
            Self::Needs => "needs",
            Self::Abilities => "abilities",
            Self::Preferences => "preferences",
            Self::Barriers => "barriers",
            Self::Wellness => "wellness",
            Self::Medicines => "medicines",
            Self::Coordination => "coordination",
            Self::FamilyAndSupports => "family_and_supports",
            Self::PeerSupport => "peer_support",
            Self::CultureAndLanguage => "culture_and_language",
            Self::RiskAndSafety => "risk_and_safety",
            Self::DischargeCriteria => "discharge/criteria",
            Self::DischargeProcess => "discharge/process",
            Self::Aftercare => "discharge/aftercare",
            Self::Participation => "participation",
        }
    }
}
