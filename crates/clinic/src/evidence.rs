//! What is known already that bears on suitability, with its source and date. It is shown beside
//! the question and answers nothing by itself.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use form::{Definition, instrument};
use record::{
    Id,
    suitability::{AmberGate, BandPosition, ContextKey, Factor, Field, RedGate},
};

use crate::{
    Result, Session,
    body::ResponseBody,
    directory::ResponseMeta,
    screenings::{day, score_words},
    view::{EvidenceView, SectionStatus},
};

/// Which answers of the intake bear on what: field, section, item.
const INTAKE: &[(Field, &str, &str)] = &[
    (Field::Rating(Factor::Severity), "presenting", "effect_work"),
    (Field::Rating(Factor::Severity), "presenting", "effect_home"),
    (Field::Rating(Factor::Severity), "presenting", "effect_relationships"),
    (Field::Rating(Factor::Severity), "psychiatric", "hospital_stays"),
    (Field::Rating(Factor::Support), "supports", "has_people"),
    (Field::Rating(Factor::Support), "social", "housing"),
    (Field::Rating(Factor::Support), "trauma", "safe_at_home"),
    (Field::Rating(Factor::Goals), "presenting", "better"),
    (Field::Rating(Factor::Goals), "supports", "group_hopes"),
    (Field::Red(RedGate::IntentOrPlan), "risk", "intent"),
    (Field::Red(RedGate::IntentOrPlan), "risk", "plan"),
    (Field::Red(RedGate::SuicidalBehavior3mo), "risk", "behavior_3_months"),
    (Field::Red(RedGate::HomicidalIntent), "risk", "homicidal_intent"),
    (Field::Red(RedGate::PsychosisOrManiaUnsafe), "risk", "unsafe_state"),
    (Field::Red(RedGate::PsychosisOrManiaUnsafe), "psychiatric", "voices_or_beliefs"),
    (Field::Red(RedGate::PsychosisOrManiaUnsafe), "psychiatric", "high_energy"),
    (Field::Red(RedGate::OverdoseOrMedicallyUnstable), "substance", "overdose"),
    (Field::Red(RedGate::OverdoseOrMedicallyUnstable), "medical", "care_needed_now"),
    (Field::Red(RedGate::WithdrawalDanger), "substance", "withdrawal_now"),
    (Field::Red(RedGate::WithdrawalDanger), "substance", "withdrawal_seizures"),
    (Field::Red(RedGate::WithdrawalDanger), "substance", "withdrawal_dts"),
    (Field::Red(RedGate::WithdrawalDanger), "substance", "withdrawal_icu"),
    (Field::Red(RedGate::WithdrawalDanger), "substance", "withdrawal_assessed"),
    (Field::Red(RedGate::CannotMeetBasicNeeds), "risk", "basic_needs"),
    (Field::Amber(AmberGate::PassiveIdeation), "risk", "ideation"),
    (Field::Amber(AmberGate::IdeationMethodOrLifetimeBehavior), "risk", "method"),
    (Field::Amber(AmberGate::IdeationMethodOrLifetimeBehavior), "risk", "attempt_ever"),
    (Field::Amber(AmberGate::UnsafeHome), "trauma", "safe_at_home"),
    (Field::Amber(AmberGate::UnstableEatingDisorder), "medical", "eating_unstable"),
    (Field::Amber(AmberGate::NonprescribedUseInPregnancy), "medical", "pregnant"),
    (Field::Amber(AmberGate::NonprescribedUseInPregnancy), "substance", "use"),
    (Field::Amber(AmberGate::CognitiveLimitForGroups), "psychiatric", "group_difficulty"),
    (Field::Amber(AmberGate::MinorConsentUnresolved), "guardian", "minor_consents"),
    (Field::Amber(AmberGate::MinorConsentUnresolved), "guardian", "minor_basis"),
    (Field::Amber(AmberGate::CannotAttendHours), "availability", "weekly_times"),
    (Field::Amber(AmberGate::CannotAttendHours), "availability", "constraints"),
    (Field::Amber(AmberGate::IntoxicatedNow), "substance", "intoxicated_now"),
    (Field::Amber(AmberGate::OpioidUseWithoutMedicationOffer), "substance", "opioid_use"),
    (Field::Amber(AmberGate::OpioidUseWithoutMedicationOffer), "substance", "medication_offer"),
    (Field::Amber(AmberGate::RiskToGroup), "risk", "risk_to_group"),
    (Field::Context(ContextKey::StepDown), "referral", "step_down_from"),
    (Field::Context(ContextKey::OutpatientInsufficient), "psychiatric", "treatments"),
    (Field::Context(ContextKey::Medicare), "coverage", "funding"),
];

/// The gates that a screening for danger bears on.
const DANGER: [Field; 4] = [
    Field::Red(RedGate::IntentOrPlan),
    Field::Red(RedGate::SuicidalBehavior3mo),
    Field::Amber(AmberGate::PassiveIdeation),
    Field::Amber(AmberGate::IdeationMethodOrLifetimeBehavior),
];

/// Everything that is known, by what it bears on.
#[derive(Default)]
pub(crate) struct Known(BTreeMap<Field, Vec<EvidenceView>>);

impl Known {
    pub(crate) fn about(&self, field: Field) -> Vec<EvidenceView> {
        self.0.get(&field).cloned().unwrap_or_default()
    }

    fn add(&mut self, field: Field, text: String, source: &str, on: &str) {
        let (source, on) = (source.to_owned(), day(on));
        self.0.entry(field).or_default().push(EvidenceView { text, source, on });
    }
}

impl Session {
    /// Gathers it for a client.
    pub(crate) fn evidence(&self, client: Id) -> Result<Known> {
        let mut known = Known::default();
        for (meta, form, scored) in self.latest(client)? {
            self.add_screening(&mut known, client, &meta, &form, &scored)?;
        }
        self.add_intake(&mut known, client)?;
        Ok(known)
    }

    /// Where the latest result of each instrument lies among its own bands.
    pub(crate) fn band_positions(&self, client: Id) -> Result<Vec<BandPosition>> {
        let latest = self.latest(client)?;
        Ok(latest.iter().filter_map(|(_, form, scored)| BandPosition::of(form, scored)).collect())
    }

    /// The newest finished response to each instrument.
    pub(crate) fn latest(
        &self,
        client: Id,
    ) -> Result<Vec<(ResponseMeta, Arc<Definition>, form::Scored)>> {
        let (mut seen, mut latest) = (BTreeSet::new(), Vec::new());
        for meta in self.given(client)? {
            if meta.status == SectionStatus::Done && seen.insert(meta.form.clone()) {
                let (form, scored) = self.scored(client, &meta)?;
                latest.push((meta, form, scored));
            }
        }
        Ok(latest)
    }

    fn add_screening(
        &self,
        known: &mut Known,
        client: Id,
        meta: &ResponseMeta,
        form: &Definition,
        scored: &form::Scored,
    ) -> Result<()> {
        let Some(instrument) = &form.instrument else { return Ok(()) };
        let (source, on) = (form.short_title.as_str(), meta.started_at.as_str());
        let words: Vec<String> =
            form.scores.iter().filter_map(|score| score_words(score, scored)).collect();
        for factor in &instrument.factors {
            let rated = match factor {
                instrument::Factor::Severity => Factor::Severity,
                instrument::Factor::Readiness => Factor::Commitment,
                instrument::Factor::Support => Factor::Support,
                instrument::Factor::FunctioningGoals => Factor::Goals,
                instrument::Factor::Risk => {
                    for (field, text) in danger(&words, &self.raised(client, meta, form)?) {
                        known.add(field, text, source, on);
                    }
                    continue;
                }
            };
            for text in &words {
                known.add(Field::Rating(rated), text.clone(), source, on);
            }
        }
        Ok(())
    }

    /// The messages of the alerts that a response raises.
    fn raised(&self, client: Id, meta: &ResponseMeta, form: &Definition) -> Result<Vec<String>> {
        let body = self.ledger.load::<ResponseBody>(meta.record)?.envelope.body;
        let evaluation = form::evaluate(form, &body.answers, &self.context_of(client, form)?);
        let raised = crate::section_view::alerts(form, &evaluation, meta.status);
        Ok(raised.into_iter().map(|alert| alert.message).collect())
    }

    fn add_intake(&self, known: &mut Known, client: Id) -> Result<()> {
        for &(field, section, item) in INTAKE {
            let Ok(form) = self.readable(section) else { continue };
            let entry = self.directory.entry(client);
            let Some(meta) = entry.and_then(|entry| entry.section(section)) else { continue };
            let body = self.ledger.load::<ResponseBody>(meta.record)?.envelope.body;
            let answer = form.item(item).zip(body.answers.get(item));
            if let Some((item, answer)) = answer {
                let text = format!("{}: {}", item.name, form::shown(item, answer));
                known.add(field, text, &form.title, &meta.at);
            }
        }
        Ok(())
    }
}

/// What a screening for danger says, at each gate it bears on.
fn danger(words: &[String], alerts: &[String]) -> Vec<(Field, String)> {
    let said = words.iter().chain(alerts);
    said.flat_map(|text| DANGER.iter().map(|field| (*field, text.clone()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_that_bears_on_something_is_asked_somewhere() {
        for (_, section, item) in INTAKE {
            let form = crate::forms::shipped(section).unwrap();
            assert!(form.item(item).is_some(), "{section}.{item}");
        }
    }
}
