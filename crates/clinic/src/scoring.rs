//! Scoring a form without a vault: for checks, automation, and forms that are not shipped.

use std::sync::Arc;

use chrono::NaiveDate;
use form::{Catalog, Context, Definition, Scored};
use serde_json::{Map, Value};

use crate::{Code, Result};

/// Scores answers under a shipped form, or under a pack given as TOML.
///
/// # Errors
/// A definition that is not one (with file and line), or answers that are impossible. A missing
/// answer is no error: it follows the policy of the definition.
pub fn score(
    form: &str,
    pack: Option<(&str, &str)>,
    answers: &Value,
    context: Option<&Value>,
    today: NaiveDate,
) -> Result<Scored> {
    let definition = match pack {
        Some((file, text)) => Arc::new(Definition::parse(file, text)?),
        None => Arc::clone(Catalog::shipped()?.form(form).ok_or(Code::NoSuchForm)?),
    };
    if definition.id != form {
        return Err(Code::NoSuchForm.into());
    }
    let nothing = Value::Object(Map::new());
    let context = Context::from_json(today, context.unwrap_or(&nothing))?;
    let answers = form::strict::read(&definition, answers, today)?;
    let mut scored = form::score(&definition, &answers, &context);
    // By name, so that two tools that score alike print alike.
    scored.alerts.sort();
    Ok(scored)
}
