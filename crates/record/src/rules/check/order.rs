//! The order in which findings are said: that of the plan as the editor shows it, from the needs
//! down to the way out. It does not know what any finding says.

use std::collections::BTreeMap;

use crate::{
    Id,
    plan::{Intervention, Plan},
    rules::Finding,
};

/// The sections of the plan as the editor shows them.
pub(super) const SECTIONS: &[&str] = &[
    "assessed_needs",
    "vision",
    "program",
    "diagnoses",
    "problems",
    "strengths",
    "needs",
    "abilities",
    "preferences",
    "barriers",
    "schedule",
    "why_this_level",
    "participation",
    "wellness",
    "risk_and_safety",
    "medicines",
    "coordination",
    "family_and_supports",
    "peer_support",
    "culture_and_language",
    "reviews",
    "discharge",
];

/// The fields below a section or an entry of a list, as the editor shows them.
fn fields(of: &str) -> &'static [&'static str] {
    match of {
        "assessed_needs" => &["text", "source", "disposition", "disposition_note"],
        "diagnoses" => &["code", "name", "by", "date", "primary"],
        "problems" => &["needs", "statement", "evidence", "goals"],
        "goals" => &["words", "clinical", "objectives"],
        "objectives" => &[
            "text",
            "measure",
            "baseline",
            "target",
            "measure_kind",
            "direction",
            "target_date",
            "status",
            "interventions",
        ],
        "interventions" => &["modality", "what", "minutes", "times_a_week", "weeks", "responsible"],
        "schedule" => {
            &["day", "start", "minutes", "place", "title", "service", "staff", "interventions"]
        }
        "wellness" => &["aspect", "what", "how_often", "support"],
        "reviews" => &["every_days", "how"],
        "discharge" => &["criteria", "process", "aftercare"],
        _ => &[],
    }
}

/// Puts findings in the order of the plan. Those of one place stay as they were said.
pub(super) fn sort(plan: &Plan, findings: &mut [Finding]) {
    let places = places(plan);
    findings.sort_by_cached_key(|finding| key(&finding.path, &places));
}

/// Where a path stands: at every step the place of the field, or of the entry in its list.
fn key(path: &str, places: &BTreeMap<String, usize>) -> Vec<usize> {
    let (mut known, mut key) = (SECTIONS, Vec::new());
    for step in path.split('/') {
        if let Some(place) = places.get(step) {
            key.push(*place);
            continue;
        }
        key.push(known.iter().position(|field| *field == step).unwrap_or(usize::MAX));
        known = fields(step);
    }
    key
}

/// The place of every entry in its list, by id.
fn places(plan: &Plan) -> BTreeMap<String, usize> {
    let mut places = BTreeMap::new();
    let mut take = |ids: &mut dyn Iterator<Item = Option<Id>>| {
        for (at, id) in ids.enumerate() {
            places.extend(id.map(|id| (id.to_string(), at)));
        }
    };
    take(&mut plan.assessed_needs.iter().map(|it| it.id));
    take(&mut plan.diagnoses.iter().map(|it| it.id));
    take(&mut plan.wellness.iter().map(|it| it.id));
    take(&mut plan.schedule.iter().map(|it| it.id));
    take(&mut plan.problems.iter().map(|it| it.id));
    for problem in &plan.problems {
        take(&mut problem.goals.iter().map(|it| it.id));
        for goal in &problem.goals {
            take(&mut goal.objectives.iter().map(|it| it.id));
            for objective in &goal.objectives {
                let of = |it: &Intervention| it.id;
                take(&mut objective.interventions.iter().map(of));
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_that_the_editor_shows_has_its_place() {
        let Ok(serde_json::Value::Object(plan)) = serde_json::to_value(Plan::default()) else {
            panic!("a plan is an object")
        };
        let mut known: Vec<&str> = plan.keys().map(String::as_str).collect();
        known.retain(|field| *field != "taken");
        let mut shown = SECTIONS.to_vec();
        known.sort_unstable();
        shown.sort_unstable();
        assert_eq!(shown, known);
    }
}
