//! Sections that have to say something, at the level of the strictest pack.

use super::Found;
use crate::{plan::Plan, rules::Section};

pub(super) const RULES: &[&str] = &["section-says-something"];

impl Found<'_> {
    pub(super) fn sections(&mut self) {
        for (section, (level, pack)) in &self.asked.sections {
            // A missing diagnosis is said by the rules of diagnoses.
            if *section != Section::Diagnoses && is_blank(self.plan, *section) {
                let message = match section {
                    Section::Program => "Say which program the plan is for.".to_owned(),
                    section => format!("Nothing is said about {} yet.", section.label()),
                };
                self.add(RULES[0], *level, section.path(), &message, pack);
            }
        }
    }
}

fn is_blank(plan: &Plan, section: Section) -> bool {
    let text = match section {
        Section::Program => return plan.program.is_none(),
        Section::Diagnoses => return plan.diagnoses.is_empty(),
        Section::Wellness => return plan.wellness.iter().all(|it| crate::says_nothing(&it.what)),
        Section::WhyThisLevel => &plan.why_this_level,
        Section::Vision => &plan.vision,
        Section::Strengths => &plan.strengths,
        Section::Needs => &plan.needs,
        Section::Abilities => &plan.abilities,
        Section::Preferences => &plan.preferences,
        Section::Barriers => &plan.barriers,
        Section::Medicines => &plan.medicines,
        Section::Coordination => &plan.coordination,
        Section::FamilyAndSupports => &plan.family_and_supports,
        Section::PeerSupport => &plan.peer_support,
        Section::CultureAndLanguage => &plan.culture_and_language,
        Section::RiskAndSafety => &plan.risk_and_safety,
        Section::DischargeCriteria => &plan.discharge.criteria,
        Section::DischargeProcess => &plan.discharge.process,
        Section::Aftercare => &plan.discharge.aftercare,
        Section::Participation => &plan.participation,
    };
    crate::says_nothing(text)
}
