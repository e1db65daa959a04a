//! Suitability for the program: RiskAssessment. What the rules came to and what the clinician
//! decided stand side by side; there is no total, and the thresholds are not validated.

use record::suitability::{Decision, Recommendation};
use serde_json::{Value, json};

use super::{Chart, Entries, Episode, words};
use crate::fhir::reference;

pub(super) fn push(entries: &mut Entries, chart: &Chart, episode: &Episode) {
    let Some((record, body)) = &episode.suitability else { return };
    let decisions = body.history.iter().chain(&body.decision).enumerate();
    for (at, decision) in decisions {
        entries.push(json!({
            "resourceType": "RiskAssessment",
            "id": super::part_id(*record, &format!("decision-{}", at + 1)),
            "status": "final",
            "method": words(
                "Goldthread suitability rules: ordered rules, a proposal that has not been \
                 validated; a qualified clinician decides",
            ),
            "code": words("Suitability for an intensive outpatient program"),
            "subject": reference("Patient", &chart.client.to_string()),
            "occurrenceDateTime": decision.decided_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            "performer": { "display": decision.clinician },
            "basis": basis(episode, decision),
            "prediction": [{
                "outcome": words(level(decision.level)),
                "rationale": decision.rationale.trim(),
            }],
            "note": [{ "text": beside(decision, body.decision.as_ref() == Some(decision)) }],
        }));
    }
}

/// The screenings that were finished when it was decided.
fn basis(episode: &Episode, decision: &Decision) -> Vec<Value> {
    let by = decision.decided_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    let scored = episode.filled.iter().filter(|filled| filled.is_scored_by(&by));
    scored.map(|it| reference("QuestionnaireResponse", &it.record.to_string())).collect()
}

/// A level of care in the words of the product.
fn level(level: Recommendation) -> &'static str {
    match level {
        Recommendation::HigherLevel => "A higher level of care",
        Recommendation::Review => "A review by the team first",
        Recommendation::Iop => "An intensive outpatient program",
        Recommendation::LowerLevel => "A lower level of care",
    }
}

fn beside(decision: &Decision, stands: bool) -> String {
    let pointed = level(decision.outcome.recommendation).to_lowercase();
    let differs = if decision.overrides { "; the clinician decided otherwise" } else { "" };
    let later = if stands { "" } else { " A later decision took its place." };
    format!("Rule {} pointed toward {pointed}{differs}.{later}", decision.outcome.rule)
}
