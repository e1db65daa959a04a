//! Edits of the suitability record by path and value, as the plan's are: `ratings/severity`,
//! `red/intent_or_plan`, `context/medicare`, `draft/rationale`.
//!
//! Knows what each place takes. It has no clock: the time of an answer is an argument.

use chrono::{DateTime, NaiveDate, Utc};
use form::date::{Purpose, parse_typed};
use serde_json::Value;

use super::{
    AmberGate, ContextEntry, ContextKey, Evaluation, Factor, Gate, GateAnswer, GateEntry, Rating,
    RatingEntry, RedGate, SuitabilityBody,
};
use crate::plan::{EditRefused, clean};

/// Why an edit was not made. Nothing has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The path leads nowhere.
    #[error("there is nothing at that place in the suitability record")]
    NoSuchPlace,
    /// The value is not one the place takes.
    #[error("this value is not accepted at that place")]
    NotAccepted,
    /// The gate is worked out from ratings and scores.
    #[error("this is worked out from the ratings and the scores and cannot be answered")]
    Computed,
    /// Who, when, which level, and a recorded plan make an evaluation; something is missing.
    #[error("an evaluation names the clinician, the date and the level, and has a recorded plan")]
    EvaluationIncomplete,
    /// The evaluation has not happened yet.
    #[error("an evaluation cannot lie in the future")]
    InTheFuture,
    /// A text is longer than any form could need.
    #[error("a text is longer than 20,000 characters")]
    TooLong,
}

/// Puts a value at a path; `null` takes an answer back.
///
/// Ratings take 0 to 3. Gates take their answers as text, and an evaluation as
/// `{"evaluated":{"clinician":"...","date":"...","level":"...","plan_recorded":true}}`. Context
/// takes true, false and "unknown". `now` is kept with the answer; `today` settles dates.
///
/// # Errors
/// [`Refused`], and the record stays as it was.
pub fn edit(
    body: &mut SuitabilityBody,
    path: &str,
    value: &Value,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<(), Refused> {
    let (part, id) = path.split_once('/').ok_or(Refused::NoSuchPlace)?;
    match part {
        "ratings" => rate(body, known(Factor::from_id(id))?, value, now),
        "red" => {
            let gate = known(RedGate::from_id(id))?;
            put(&mut body.red, gate, gate_entry(Gate::Red(gate), value, now, today)?);
            Ok(())
        }
        "amber" => {
            let gate = known(AmberGate::from_id(id))?;
            if gate == AmberGate::RatingsContradictScores {
                return Err(Refused::Computed);
            }
            put(&mut body.amber, gate, gate_entry(Gate::Amber(gate), value, now, today)?);
            Ok(())
        }
        "context" => {
            let key = known(ContextKey::from_id(id))?;
            put(&mut body.context, key, context_entry(value, now)?);
            Ok(())
        }
        "draft" => draft(body, id, value),
        _ => Err(Refused::NoSuchPlace),
    }
}

fn known<T>(found: Option<T>) -> Result<T, Refused> {
    found.ok_or(Refused::NoSuchPlace)
}

fn put<K: Ord, V>(map: &mut std::collections::BTreeMap<K, V>, key: K, entry: Option<V>) {
    match entry {
        Some(entry) => map.insert(key, entry),
        None => map.remove(&key),
    };
}

fn rate(
    body: &mut SuitabilityBody,
    factor: Factor,
    value: &Value,
    at: DateTime<Utc>,
) -> Result<(), Refused> {
    let rating = match value {
        Value::Null => None,
        Value::String(text) if text == "unknown" => None,
        other => {
            let number = other.as_u64().and_then(|number| u8::try_from(number).ok());
            let rating = number.and_then(|number| Rating::try_from(number).ok());
            Some(rating.ok_or(Refused::NotAccepted)?)
        }
    };
    put(&mut body.ratings, factor, rating.map(|value| RatingEntry { value, at }));
    Ok(())
}

fn gate_entry(
    gate: Gate,
    value: &Value,
    at: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Option<GateEntry>, Refused> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => match gate.read(text).ok_or(Refused::NotAccepted)? {
            GateAnswer::Evaluated => Err(Refused::EvaluationIncomplete),
            answer => Ok(Some(GateEntry { answer, at, evaluation: None })),
        },
        Value::Object(fields) if fields.len() == 1 && gate.allows(GateAnswer::Evaluated) => {
            let record = fields.get(GateAnswer::Evaluated.id()).ok_or(Refused::NotAccepted)?;
            let evaluation = Some(evaluation(record, today)?);
            Ok(Some(GateEntry { answer: GateAnswer::Evaluated, at, evaluation }))
        }
        _ => Err(Refused::NotAccepted),
    }
}

fn evaluation(record: &Value, today: NaiveDate) -> Result<Evaluation, Refused> {
    let fields = record.as_object().ok_or(Refused::NotAccepted)?;
    let names = ["clinician", "date", "level", "plan_recorded"];
    if fields.keys().any(|name| !names.contains(&name.as_str())) {
        return Err(Refused::NotAccepted);
    }
    let said = |name: &str| {
        let given = text(fields.get(name).unwrap_or(&Value::Null))?.trim().to_owned();
        if given.is_empty() { Err(Refused::EvaluationIncomplete) } else { Ok(given) }
    };
    let date = parse_typed(&said("date")?, Purpose::Near, today).ok_or(Refused::NotAccepted)?;
    if date > today {
        return Err(Refused::InTheFuture);
    }
    match fields.get("plan_recorded") {
        Some(Value::Bool(true)) => {}
        None | Some(Value::Null | Value::Bool(false)) => return Err(Refused::EvaluationIncomplete),
        Some(_) => return Err(Refused::NotAccepted),
    }
    Ok(Evaluation {
        clinician: said("clinician")?,
        date,
        level: said("level")?,
        plan_recorded: true,
    })
}

fn context_entry(value: &Value, at: DateTime<Utc>) -> Result<Option<ContextEntry>, Refused> {
    match value {
        Value::Null => Ok(None),
        Value::Bool(value) => Ok(Some(ContextEntry { value: Some(*value), at })),
        Value::String(text) if text == "unknown" => Ok(Some(ContextEntry { value: None, at })),
        _ => Err(Refused::NotAccepted),
    }
}

fn draft(body: &mut SuitabilityBody, id: &str, value: &Value) -> Result<(), Refused> {
    match id {
        "level" => {
            let level = serde_json::from_value(value.clone()).map_err(|_| Refused::NotAccepted)?;
            body.draft.level = level;
        }
        "rationale" => body.draft.rationale = text(value)?,
        _ => return Err(Refused::NoSuchPlace),
    }
    Ok(())
}

/// Text without control characters; `null` is no text.
fn text(value: &Value) -> Result<String, Refused> {
    let mut value = value.clone();
    clean(&mut value).map_err(|refused| match refused {
        EditRefused::TooLong => Refused::TooLong,
        _ => Refused::NotAccepted,
    })?;
    match value {
        Value::Null => Ok(String::new()),
        Value::String(text) => Ok(text),
        _ => Err(Refused::NotAccepted),
    }
}
