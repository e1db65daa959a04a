//! Results of level-of-care instruments from elsewhere: recorded as they were told, never
//! computed, and without a word of anybody's form.
//!
//! It does not know what a result means.

use chrono::NaiveDate;
use form::date::{Purpose, parse_typed};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::plan::{EditRefused, clean};
use crate::{Entered, Lack};

/// One result. Source: clinical text, "Suitability": instrument, edition, result, assessor, date.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LevelOfCareResult {
    /// The instrument, by name.
    pub instrument: String,
    /// Its edition or version.
    pub edition: String,
    /// The result, as reported.
    pub result: String,
    /// Who assessed, with credential and place.
    pub assessor: String,
    /// When.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub date: Entered<NaiveDate>,
}

/// Puts a text at one of the five fields; a date that cannot be read is kept as typed.
///
/// # Errors
/// [`EditRefused`], and the result stays as it was.
pub fn edit(
    result: &mut LevelOfCareResult,
    path: &str,
    value: &Value,
    today: NaiveDate,
) -> Result<(), EditRefused> {
    let mut value = value.clone();
    clean(&mut value)?;
    let text = match value {
        Value::Null => String::new(),
        Value::String(text) => text,
        _ => return Err(EditRefused::WrongType),
    };
    match path {
        "instrument" => result.instrument = text,
        "edition" => result.edition = text,
        "result" => result.result = text,
        "assessor" => result.assessor = text,
        "date" => {
            let read = parse_typed(&text, Purpose::Near, today);
            result.date = read.map_or(Entered::Text(text), Entered::Known);
        }
        _ => return Err(EditRefused::NoSuchPlace),
    }
    Ok(())
}

/// What is still missing or cannot be right, in the order of the fields.
#[must_use]
pub fn lacks(result: &LevelOfCareResult, today: NaiveDate) -> Vec<Lack> {
    let texts = [
        ("instrument", &result.instrument, "It does not say which instrument was used."),
        ("edition", &result.edition, "It does not say which edition was used."),
        ("result", &result.result, "It does not say what the result was."),
        ("assessor", &result.assessor, "It does not say who assessed."),
    ];
    let blank = texts.into_iter().filter(|(_, text, _)| text.trim().is_empty());
    let mut found: Vec<Lack> = blank.map(|(path, _, message)| Lack::at(path, message)).collect();
    match &result.date {
        Entered::Known(date) if *date > today => {
            found.push(Lack::at("date", "The date lies in the future."));
        }
        Entered::Known(_) => {}
        Entered::Text(text) if text.trim().is_empty() => {
            found.push(Lack::at("date", "It does not say when it was assessed."));
        }
        Entered::Text(_) => {
            found.push(Lack::at("date", "The date could not be read; it is kept as typed."));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    fn put(result: &mut LevelOfCareResult, path: &str, value: &Value) -> Result<(), EditRefused> {
        edit(result, path, value, today())
    }

    #[test]
    fn a_result_is_recorded_field_by_field_until_nothing_is_lacking() {
        let mut result = LevelOfCareResult::default();
        assert_eq!(lacks(&result, today()).len(), 5);
        for (path, text) in [
            ("instrument", "An instrument"),
            ("edition", "2nd"),
            ("result", "Level two"),
            ("assessor", "J. Lee, LPC, County Crisis"),
            ("date", "11/2/26"),
        ] {
            put(&mut result, path, &json!(text)).unwrap();
        }
        assert_eq!(lacks(&result, today()), []);
        let json = serde_json::to_string(&result).unwrap();
        assert_eq!(serde_json::from_str::<LevelOfCareResult>(&json).unwrap(), result);
    }

    #[test]
    fn a_date_in_words_is_kept_and_a_date_to_come_is_named() {
        let mut result = LevelOfCareResult::default();
        put(&mut result, "date", &json!("in the fall")).unwrap();
        assert!(result.date.is_unreadable());
        put(&mut result, "date", &json!("2026-11-24")).unwrap();
        let last = lacks(&result, today()).pop().unwrap();
        assert_eq!(last.message, "The date lies in the future.");
    }

    #[test]
    fn an_edit_that_does_not_fit_changes_nothing() {
        let cases = [
            ("score", json!("x"), EditRefused::NoSuchPlace),
            ("result", json!(2), EditRefused::WrongType),
            ("result", json!("x".repeat(20_001)), EditRefused::TooLong),
        ];
        for (path, value, refused) in cases {
            let mut result = LevelOfCareResult::default();
            assert_eq!(put(&mut result, path, &value), Err(refused), "{path}");
            assert_eq!(result, LevelOfCareResult::default());
        }
    }
}
