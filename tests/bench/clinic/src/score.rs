//! Scoring PHQ-9s by the definition that the product ships.

use chrono::NaiveDate;
use form::score::{Marks, Sheet};
use form::{Answers, Catalog, Context, Definition};
use serde_json::{Map, json};
use turns::{Trouble, Turn, timed};

/// Different responses that are scored over and over.
const DIFFERENT: u64 = 1_000;

/// Responses, each read once as the rival has read its own: who answers what is the same there
/// (`peers/with_python.py`).
///
/// # Errors
/// When the shipped form is not there.
pub fn responses() -> Result<Vec<Sheet>, Trouble> {
    let scorer = phq9()?.scorer();
    let mut all = Vec::new();
    for n in 0..DIFFERENT {
        let item = |q: u64| (format!("q{q}"), json!((n * 7 + q * q + n / 11 * q) % 4));
        let said: Map<_, _> = (1..=9).map(item).collect();
        let answers = Answers::from_json(&said.into()).map_err(|refused| format!("{refused:?}"))?;
        all.push(scorer.sheet(&answers));
    }
    Ok(all)
}

/// Scores so many, each with its bands, alerts and follow-ups; finds the sum of the totals.
///
/// # Errors
/// When the shipped form is not there.
pub fn all(responses: &[Sheet], count: u64) -> Result<Turn, Trouble> {
    let scorer = phq9()?.scorer();
    let context = Context::on(NaiveDate::from_ymd_opt(2026, 11, 27).ok_or("no such day")?);
    let mut marks = Marks::new();
    timed(|| {
        let mut sum = 0;
        for sheet in responses.iter().cycle().take(usize::try_from(count)?) {
            scorer.mark(sheet, &context, &mut marks);
            if let Some(total) = marks.whole(0) {
                sum += u64::try_from(total)?;
            }
        }
        Ok(sum)
    })
}

fn phq9() -> Result<&'static Definition, Trouble> {
    Ok(Catalog::shipped()?.form("phq-9").ok_or("no PHQ-9")?)
}
