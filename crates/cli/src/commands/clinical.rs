//! `goldthread clinical`: what a clinician records of one client, through the same use cases as the
//! window.

use clinic::{
    Error, Session,
    view::{SuitabilityPage, request},
};
use serde_json::{Map, Value, json};

use super::{Done, documents, read_json, signed_in};
use crate::{
    arguments::{ClinicalCommand, OfClient, SafetyCommand},
    failure::Failure,
    say::say,
};

pub(super) fn run(command: &ClinicalCommand, as_json: bool) -> Done {
    match command {
        ClinicalCommand::Screen { of, form, answers } => {
            let answers = read_json(answers)?;
            let view = signed_in(&of.at, |session| {
                let client = session.client(&of.client)?;
                session.give_screening(client, form, &answers)
            })?;
            let lines = view.scores.iter().map(|score| format!("{}: {}", score.label, score.value));
            let alerts = view.alerts.iter().map(|alert| format!("Alert: {}", alert.message));
            say(as_json, &view, &lines.chain(alerts).collect::<Vec<_>>());
        }
        ClinicalCommand::Suitability { of, answers, decide } => {
            let answers = answers.as_deref().map(read_json).transpose()?;
            let answers = members(answers)?;
            let page = signed_in(&of.at, |session| judge(session, of, &answers, *decide))?;
            let outcome = &page.outcome;
            let lines = [
                format!("Rule {} decides; rules that hold: {:?}", outcome.rule, outcome.matched),
                page.caution.clone(),
            ];
            say(as_json, &page, &lines);
        }
        ClinicalCommand::Safety(command) => safety(command, as_json)?,
        ClinicalCommand::Progress { of } => {
            let page = signed_in(&of.at, |session| {
                let client = session.client(&of.client)?;
                session.open_progress(client)
            })?;
            let lines: Vec<String> =
                page.trends.iter().map(|trend| trend.trend.sentence.clone()).collect();
            say(as_json, &page, &lines);
        }
    }
    Ok(())
}

fn members(answers: Option<Value>) -> Result<Map<String, Value>, Failure> {
    match answers {
        None => Ok(Map::new()),
        Some(Value::Object(members)) => Ok(members),
        Some(_) => Err(Error::from(clinic::Code::BadValue).into()),
    }
}

fn judge(
    session: &mut Session,
    of: &OfClient,
    answers: &Map<String, Value>,
    decide: bool,
) -> Result<SuitabilityPage, Error> {
    let (client, token) = (session.client(&of.client)?, String::new);
    let mut page = session.open_suitability(client)?;
    for (path, value) in answers {
        page = session.edit_suitability(&request::EditSuitability {
            token: token(),
            client: of.client.clone(),
            record: page.record,
            rev: page.rev,
            path: path.clone(),
            value: value.clone(),
        })?;
    }
    if decide {
        page = session.decide_suitability(&request::OfRecord {
            token: token(),
            client: of.client.clone(),
            record: page.record,
            rev: page.rev,
        })?;
    }
    Ok(page)
}

fn safety(command: &SafetyCommand, as_json: bool) -> Done {
    match command {
        SafetyCommand::Show { of } => {
            let page = signed_in(&of.at, |session| {
                let client = session.client(&of.client)?;
                session.open_safety_plan(client)
            })?;
            let lines: Vec<String> =
                page.lacks.iter().map(|lack| format!("Missing: {}", lack.message)).collect();
            say(as_json, &page, &lines);
        }
        SafetyCommand::Edit { of, from } => {
            let edits = read_json(from)?;
            let edits = serde_json::from_value(edits)
                .map_err(|_| Failure::from(Error::from(clinic::Code::BadValue)))?;
            let page = signed_in(&of.at, |session| {
                let client = session.client(&of.client)?;
                let page = session.open_safety_plan(client)?;
                session.edit_safety_plan(&request::EditPlan {
                    token: String::new(),
                    client: of.client.clone(),
                    record: page.record,
                    rev: page.rev,
                    edits,
                })
            })?;
            let lines = [format!("Safety plan saved, revision {}", page.rev)];
            say(as_json, &json!({"rev": page.rev, "lacks": page.lacks}), &lines);
        }
        SafetyCommand::Pdf { of, out, leaves } => documents::safety(of, out, leaves, as_json)?,
    }
    Ok(())
}
