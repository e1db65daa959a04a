//! Scoring PHQ-9s by the definition that the product ships.

use chrono::NaiveDate;
use form::{Answers, Catalog, Context};
use serde_json::{Map, json};
use turns::{Trouble, Turn, timed};

/// Different responses that are scored over and over.
const DIFFERENT: u64 = 1_000;

/// Responses: who answers what is the same for the rival (`peers/with_python.py`).
///
/// # Errors
/// When the shipped form is not there.
pub fn responses() -> Result<Vec<Answers>, Trouble> {
    let mut all = Vec::new();
    for n in 0..DIFFERENT {
        let item = |q: u64| (format!("q{q}"), json!((n * 7 + q * q + n / 11 * q) % 4));
        let said: Map<_, _> = (1..=9).map(item).collect();
        all.push(Answers::from_json(&said.into()).map_err(|refused| format!("{refused:?}"))?);
    }
    Ok(all)
}

/// Scores so many; finds the sum of the totals.
///
/// # Errors
/// When the shipped form is not there.
pub fn all(responses: &[Answers], count: u64) -> Result<Turn, Trouble> {
    let form = Catalog::shipped()?.form("phq-9").ok_or("no PHQ-9")?;
    let context = Context::on(NaiveDate::from_ymd_opt(2026, 11, 27).ok_or("no such day")?);
    timed(|| {
        let mut sum = 0;
        for answers in responses.iter().cycle().take(usize::try_from(count)?) {
            let scored = form::score(form, answers, &context);
            let total = scored.scores.first().and_then(|(_, value)| value.as_ref());
            if let Some(form::ScoreValue::Integer(total)) = total {
                sum += u64::try_from(*total)?;
            }
        }
        Ok(sum)
    })
}
