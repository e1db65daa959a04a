//! The treatment plan: CarePlan. Interventions, the sessions of the usual week and what is done for
//! wellness are its activities, with their timing.

use record::{
    plan::{Intervention, Objective, Standing, Wellness},
    schedule::Planned,
    signature::SignedHow,
};
use serde_json::{Value, json};

use super::{
    Chart, Clinic, Entries, Episode, Version, condition::diagnosis_id, condition::problem_id,
    goal::goal_id, goal::objective_id, note, words,
};
use crate::fhir::{reference, system::LOINC};

pub(super) fn push(
    entries: &mut Entries,
    clinic: &Clinic,
    chart: &Chart,
    episode: &Episode,
    version: &Version,
) {
    let plan = &version.plan;
    let status = match version.standing {
        Standing::Draft | Standing::AwaitingSignatures => "draft",
        Standing::InForce if episode.has_ended() => "completed",
        Standing::InForce => "active",
        Standing::Superseded => "revoked",
    };
    let author = version.seal.as_ref().map(|seal| clinic.user(seal.by, &seal.by_name));
    entries.push(json!({
        "resourceType": "CarePlan",
        "id": version.record.to_string(),
        "replaces": [version.replaces.map(|id| reference("CarePlan", &id.to_string()))],
        "status": status,
        "intent": "plan",
        "category": [
            { "coding": [{ "system": LOINC, "code": "18776-5", "display": "Plan of care note" }] },
            words(plan.program.map(record::plan::Program::label).unwrap_or_default()),
        ],
        "title": version.title,
        "description": plan.why_this_level.trim(),
        "subject": reference("Patient", &chart.client.to_string()),
        "period": { "start": version.seal.as_ref().map(|seal| seal.at.clone()) },
        "created": version.saved_at,
        "author": author,
        "contributor": [clinic.itself()],
        "addresses": addresses(chart, version),
        "supportingInfo": supporting(episode, version),
        "goal": goals(version),
        "activity": activities(clinic, version, status),
        "note": notes(version),
    }));
}

fn addresses(chart: &Chart, version: &Version) -> Vec<Value> {
    let plan = &version.plan;
    let diagnoses = plan.diagnoses.iter().filter_map(|it| diagnosis_id(chart.client, it));
    let problems = plan.problems.iter().filter_map(|it| problem_id(chart.client, it));
    let mut ids: Vec<String> = diagnoses.chain(problems).collect();
    let mut seen = std::collections::HashSet::new();
    ids.retain(|id| seen.insert(id.clone()));
    ids.iter().map(|id| reference("Condition", id)).collect()
}

/// The finished screenings that the plan rests on.
fn supporting(episode: &Episode, version: &Version) -> Vec<Value> {
    let by = version.seal.as_ref().map_or(&version.saved_at, |seal| &seal.at);
    let scored = episode.filled.iter().filter(|filled| filled.is_scored_by(by));
    scored.map(|it| reference("QuestionnaireResponse", &it.record.to_string())).collect()
}

fn goals(version: &Version) -> Vec<Value> {
    let goals = version.plan.problems.iter().flat_map(|problem| &problem.goals);
    let ids = goals.flat_map(|goal| {
        let objectives = goal.objectives.iter().filter_map(|it| objective_id(version, it));
        goal_id(version, goal).into_iter().chain(objectives)
    });
    ids.map(|id| reference("Goal", &id)).collect()
}

fn activities(clinic: &Clinic, version: &Version, status: &str) -> Vec<Value> {
    let status = match status {
        "active" => "in-progress",
        "revoked" => "stopped",
        "completed" => "completed",
        _ => "not-started",
    };
    let goals = version.plan.problems.iter().flat_map(|problem| &problem.goals);
    let objectives = goals.flat_map(|goal| &goal.objectives);
    let done = objectives
        .flat_map(|objective| objective.interventions.iter().map(move |it| (objective, it)));
    let done = done.map(|(objective, it)| intervention(clinic, version, objective, it));
    let week = version.plan.schedule.iter().map(|it| session(clinic, it));
    let wellness = version.plan.wellness.iter().map(wellness);
    let activity = |mut detail: Value| {
        detail["status"] = json!(status);
        json!({ "detail": detail })
    };
    done.chain(week).chain(wellness).map(activity).collect()
}

fn intervention(
    clinic: &Clinic,
    version: &Version,
    objective: &Objective,
    it: &Intervention,
) -> Value {
    let label = it.modality.map(record::plan::Modality::label).unwrap_or_default();
    let goal = objective_id(version, objective).map(|id| reference("Goal", &id));
    json!({
        "code": words(label),
        "goal": [goal],
        "scheduledTiming": { "repeat": often(it) },
        "performer": [clinic.named(&it.responsible)],
        "description": it.what.trim(),
    })
}

/// How often, how long and for how many weeks; a part that could not be read is not written.
fn often(it: &Intervention) -> Value {
    let mut repeat = json!({});
    if let Some(weeks) = it.weeks.known() {
        repeat["boundsDuration"] = json!({
            "value": weeks,
            "unit": "weeks",
            "system": crate::fhir::system::UCUM,
            "code": "wk",
        });
    }
    if let Some(minutes) = it.minutes.known().filter(|minutes| *minutes > 0) {
        repeat["duration"] = json!(minutes);
        repeat["durationUnit"] = json!("min");
    }
    // FHIR counts in whole times: half a time a week is once in two weeks.
    if let Some(times) = it.times_a_week.known().filter(|times| *times > 0.0) {
        let whole = times.fract() == 0.0;
        repeat["frequency"] = if whole { json!(times as u32) } else { json!(1) };
        repeat["period"] = if whole { json!(1) } else { json!(thousandths(1.0 / times)) };
        repeat["periodUnit"] = json!("wk");
    }
    repeat
}

fn thousandths(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}

fn session(clinic: &Clinic, it: &Planned) -> Value {
    let label = it.service.map(record::plan::Modality::label).unwrap_or_default();
    let title = if it.title.trim().is_empty() { label } else { it.title.trim() };
    let minutes = it.minutes.known().filter(|minutes| *minutes > 0);
    let start = it.start.known().map(|start| format!("{}:00", String::from(start)));
    json!({
        "kind": "Appointment",
        "code": words(title),
        "scheduledTiming": { "repeat": {
            "duration": minutes,
            "durationUnit": minutes.map(|_| "min"),
            "dayOfWeek": [it.day.map(|day| day.short().to_lowercase())],
            "timeOfDay": [start],
        }},
        "location": { "display": it.place.label() },
        "performer": [clinic.named(&it.staff)],
        "description": label,
    })
}

fn wellness(it: &Wellness) -> Value {
    let aspect = it.aspect.map(record::plan::Aspect::label).unwrap_or_default();
    let parts = [it.what.trim(), it.support.trim()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    json!({
        "code": words(if aspect.is_empty() { "Wellness" } else { aspect }),
        "scheduledString": it.how_often.trim(),
        "description": parts.join("; "),
    })
}

fn notes(version: &Version) -> Vec<Value> {
    let plan = &version.plan;
    let parts = [
        ("Vision, in the client's words", &plan.vision),
        ("Strengths", &plan.strengths),
        ("Needs", &plan.needs),
        ("Abilities", &plan.abilities),
        ("Preferences", &plan.preferences),
        ("Barriers", &plan.barriers),
        ("Medicines", &plan.medicines),
        ("Coordination of care", &plan.coordination),
        ("Family and supports", &plan.family_and_supports),
        ("Peer support", &plan.peer_support),
        ("Culture and language", &plan.culture_and_language),
        ("Risk and safety", &plan.risk_and_safety),
        ("Discharge criteria", &plan.discharge.criteria),
        ("Discharge process", &plan.discharge.process),
        ("Aftercare", &plan.discharge.aftercare),
        ("Participation", &plan.participation),
        ("Reviews", &plan.reviews.how),
    ];
    let sections = parts.into_iter().filter_map(|(heading, text)| note(heading, text));
    let needs = plan.assessed_needs.iter().filter_map(|need| note("Assessed need", &need.text));
    let unsigned = version.signed.iter().filter_map(|it| match &it.signature.how {
        SignedHow::Declined { reason } => {
            note(&format!("{} chose not to sign", it.signature.role.label()), reason)
        }
        _ => None,
    });
    sections.chain(needs).chain(unsigned).collect()
}
