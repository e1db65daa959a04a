//! Scores: Observation, one for each score that could be computed, with its band.

use form::{ScoreValue, score::Score};
use serde_json::{Value, json};

use super::{Chart, Entries, Filled, part_id};
use crate::fhir::{
    BASE, reference,
    system::{LOINC, UCUM},
};

pub(super) fn push(entries: &mut Entries, chart: &Chart, filled: &Filled) {
    for score in &filled.form.scores {
        let Some(value) = filled.scored.score(&score.id) else { continue };
        let mut observation = json!({
            "resourceType": "Observation",
            "id": part_id(filled.record, &score.id),
            "status": "final",
            "category": [{ "coding": [{
                "system": "http://terminology.hl7.org/CodeSystem/observation-category",
                "code": "survey",
                "display": "Survey",
            }]}],
            "code": code(filled, score),
            "subject": reference("Patient", &chart.client.to_string()),
            "effectiveDateTime": filled.started_at,
            "interpretation": [interpretation(filled, &score.id)],
            "derivedFrom": [reference("QuestionnaireResponse", &filled.record.to_string())],
        });
        match value {
            ScoreValue::Code(code) => {
                let label = filled.scored.band(&score.id).map(|mark| mark.label.as_str());
                observation["valueCodeableConcept"] =
                    super::coded(&bands(filled, &score.id), code, label.unwrap_or(code));
            }
            number => {
                observation["valueQuantity"] = json!({
                    "value": number,
                    "unit": "score",
                    "system": UCUM,
                    "code": "{score}",
                });
            }
        }
        entries.push(observation);
    }
}

/// What a score is: LOINC's code where there is one, and always the product's own.
pub(super) fn code(filled: &Filled, score: &Score) -> Value {
    coded_score(&filled.form.id, score)
}

/// As [`code`], for a score without answers.
pub(super) fn coded_score(form: &str, score: &Score) -> Value {
    let own = json!({
        "system": format!("{BASE}/CodeSystem/score"),
        "code": format!("{form}/{}", score.id),
        "display": score.label,
    });
    let loinc = score.loinc.as_ref().map(|code| json!({ "system": LOINC, "code": code }));
    json!({ "coding": [loinc, own], "text": score.label })
}

fn interpretation(filled: &Filled, score: &str) -> Option<Value> {
    let mark = filled.scored.band(score)?;
    Some(super::coded(&bands(filled, score), &mark.code, &mark.label))
}

fn bands(filled: &Filled, score: &str) -> String {
    format!("{BASE}/CodeSystem/{}-{score}", filled.form.id)
}
