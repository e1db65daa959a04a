//! A physician's certification of a plan, and its renewal. What has to be confirmed and stated is a
//! rule pack's; this says what makes a certification whole.
//!
//! Source: 42 CFR 424.24(d) and 410.44: a physician certifies, and recertifies at least every 60
//! days stating the response, symptoms that still risk relapse or hospitalization, and the goals
//! that coordinate discharge.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::Lack;

/// What a physician states and confirms.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Certification {
    /// The rule pack that asks for it.
    pub pack: String,
    /// Whether one was there before.
    pub renewal: bool,
    /// What is certified, in the words of the pack.
    pub statement: String,
    /// The conditions, in the words of the pack, each with an answer.
    pub conditions: Vec<Condition>,
    /// How the person has responded; stated at a renewal.
    pub response: String,
    /// Symptoms that still risk relapse or hospitalization; stated at a renewal.
    pub remaining_risk: String,
    /// Goals that coordinate discharge; stated at a renewal.
    pub discharge_goals: String,
}

/// A condition of a certification.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "CertifiedCondition"))]
pub struct Condition {
    /// What has to be so.
    pub text: String,
    /// Whether the physician confirms it.
    pub confirmed: bool,
}

impl Certification {
    /// What it still lacks before a physician can sign it.
    #[must_use]
    pub fn lacks(&self) -> Vec<Lack> {
        let mut found = Vec::new();
        for (at, condition) in self.conditions.iter().enumerate() {
            if !condition.confirmed {
                found.push(Lack::at(&format!("conditions/{at}"), "A condition is not confirmed."));
            }
        }
        if !self.renewal {
            return found;
        }
        for (path, text, message) in [
            ("response", &self.response, "The response to treatment is missing."),
            ("remaining_risk", &self.remaining_risk, "Symptoms that still carry risk are missing."),
            ("discharge_goals", &self.discharge_goals, "Goals toward discharge are missing."),
        ] {
            if text.trim().is_empty() {
                found.push(Lack::at(path, message));
            }
        }
        found
    }
}

/// The last day a certification stands: `days` after it was signed.
#[must_use]
pub fn stands_until(signed: NaiveDate, days: u32) -> NaiveDate {
    signed.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_one_needs_its_conditions_and_a_renewal_its_three_statements_too() {
        let condition = |confirmed| Condition { text: "Needs 9 hours".into(), confirmed };
        let mut first =
            Certification { conditions: vec![condition(true)], ..Certification::default() };
        assert!(first.lacks().is_empty());
        first.conditions.push(condition(false));
        assert_eq!(first.lacks()[0].path, "conditions/1");
        let renewal = Certification { renewal: true, ..Certification::default() };
        let paths: Vec<String> = renewal.lacks().into_iter().map(|lack| lack.path).collect();
        assert_eq!(paths, ["response", "remaining_risk", "discharge_goals"]);
    }

    #[test]
    fn sixty_days_are_counted_from_the_signature() {
        let signed = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        assert_eq!(stands_until(signed, 60), NaiveDate::from_ymd_opt(2027, 1, 25).unwrap());
    }
}
