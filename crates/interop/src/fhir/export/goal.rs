//! Goals and objectives: Goal. A goal bears the client's words; each objective is a goal of its own
//! with its target, and a milestone of the one it serves.

use form::Catalog;
use record::plan::{Direction, Goal, Objective, Problem, Status};
use serde_json::{Value, json};

use super::{Chart, Entries, Version, condition::problem_id, note, observation, words};
use crate::fhir::{reference, system::UCUM};

const RELATED: &str = "http://hl7.org/fhir/StructureDefinition/goal-relationship";

pub(super) fn push(entries: &mut Entries, chart: &Chart, version: &Version) {
    for problem in &version.plan.problems {
        for goal in &problem.goals {
            push_goal(entries, chart, version, problem, goal);
        }
    }
}

fn push_goal(
    entries: &mut Entries,
    chart: &Chart,
    version: &Version,
    problem: &Problem,
    goal: &Goal,
) {
    let patient = reference("Patient", &chart.client.to_string());
    let addresses = problem_id(chart.client, problem).map(|id| reference("Condition", &id));
    let description = if goal.words.trim().is_empty() { &goal.clinical } else { &goal.words };
    let objectives = goal.objectives.iter().filter_map(|it| Some((it, objective_id(version, it)?)));
    let objectives: Vec<(&Objective, String)> = objectives.collect();
    let milestones: Vec<Value> = objectives.iter().map(|(_, id)| milestone(id)).collect();
    if let Some(id) = goal_id(version, goal) {
        entries.push(json!({
            "resourceType": "Goal",
            "id": id,
            "extension": milestones,
            "lifecycleStatus": lifecycle(version, Status::InProgress),
            "description": words(description),
            "subject": patient,
            "expressedBy": if goal.words.trim().is_empty() { Value::Null } else { patient.clone() },
            "addresses": [addresses],
            "note": [note("Clinical goal", &goal.clinical)],
        }));
    }
    for (objective, id) in objectives {
        entries.push(json!({
            "resourceType": "Goal",
            "id": id,
            "lifecycleStatus": lifecycle(version, objective.status),
            "achievementStatus": achievement(objective.status),
            "description": words(&objective.text),
            "subject": patient,
            "target": [target(objective)],
            "addresses": [addresses],
            "note": [note("Baseline", &objective.baseline)],
        }));
    }
}

/// The id of a goal; nothing for one that says nothing.
pub(super) fn goal_id(version: &Version, goal: &Goal) -> Option<String> {
    let said = !goal.words.trim().is_empty() || !goal.clinical.trim().is_empty();
    goal.id.filter(|_| said).map(|id| version.part(id))
}

/// The id of an objective; nothing for one that says nothing.
pub(super) fn objective_id(version: &Version, objective: &Objective) -> Option<String> {
    let said = !objective.text.trim().is_empty();
    objective.id.filter(|_| said).map(|id| version.part(id))
}

fn milestone(objective: &str) -> Value {
    let kind = "http://terminology.hl7.org/CodeSystem/goal-relationship-type";
    json!({ "url": RELATED, "extension": [
        { "url": "type", "valueCodeableConcept": { "coding": [{ "system": kind, "code": "milestone" }] } },
        { "url": "target", "valueReference": reference("Goal", objective) },
    ]})
}

/// A goal of a plan that nobody has agreed to yet is proposed.
fn lifecycle(version: &Version, status: Status) -> &'static str {
    use record::plan::Standing;
    match (version.standing, status) {
        (Standing::Draft | Standing::AwaitingSignatures, _) => "proposed",
        (_, Status::Met) => "completed",
        (Standing::Superseded, _) => "cancelled",
        (_, Status::NotStarted) => "planned",
        (_, Status::InProgress) => "active",
        (_, Status::Deferred) => "on-hold",
        (_, Status::Discontinued) => "cancelled",
    }
}

/// How an objective is going, as FHIR says it where it has a word for it.
fn achievement(status: Status) -> Value {
    let system = "http://terminology.hl7.org/CodeSystem/goal-achievement";
    match status {
        Status::InProgress => super::coded(system, "in-progress", status.label()),
        Status::Met => super::coded(system, "achieved", status.label()),
        Status::Discontinued => super::coded(system, "not-achieved", status.label()),
        Status::NotStarted | Status::Deferred => words(status.label()),
    }
}

/// What is measured, how far it should go, and by when. FHIR takes no detail without a measure.
fn target(objective: &Objective) -> Value {
    let measure = measure(objective);
    let detail = objective.target.trim();
    let due = objective.target_date.known().map(form::date::stored);
    let mut target = json!({ "measure": measure, "dueDate": due });
    if measure.is_null() || detail.is_empty() {
        return target;
    }
    let number = detail.parse::<f64>().ok().filter(|it| it.is_finite());
    match (number, objective.direction) {
        (Some(number), direction) => {
            let comparator = match direction {
                Some(Direction::AtMost) => Some("<="),
                Some(Direction::AtLeast) => Some(">="),
                None => None,
            };
            target["detailQuantity"] = json!({
                "value": number,
                "comparator": comparator,
                "system": UCUM,
                "code": "1",
            });
        }
        (None, _) => target["detailString"] = json!(detail),
    }
    target
}

fn measure(objective: &Objective) -> Value {
    let instrument = objective.instrument.trim();
    if let (Some((form, score)), Ok(catalog)) = (instrument.split_once('/'), Catalog::shipped())
        && let Some(known) = catalog.form(form).and_then(|form| form.score(score))
    {
        return observation::coded_score(form, known);
    }
    match (objective.measure.trim(), instrument) {
        ("", "") => Value::Null,
        ("", named) => words(named),
        (said, _) => words(said),
    }
}
