//! What the data types of FHIR say in words: concepts, names, dates, quantities.

use chrono::NaiveDate;
use form::date;
use serde_json::Value;

use super::at::At;

/// The words of a `CodeableConcept`: its text, else the name of a code, else a code.
pub(super) fn concept(at: &At<'_>) -> String {
    let codings = at.each("coding");
    let named = |name: &str| codings.iter().map(|it| it.text(name)).find(|text| !text.is_empty());
    let text = Some(at.text("text")).filter(|text| !text.is_empty());
    if let Some(said) = text.or_else(|| named("display")) {
        return said.to_owned();
    }
    named("code").map(|code| format!("code {code}")).unwrap_or_default()
}

/// The words of several concepts, with a comma between two.
pub(super) fn concepts(all: &[At<'_>]) -> String {
    joined(all.iter().map(concept), ", ")
}

/// The codes of a concept, each with its system.
pub(super) fn codes<'v>(at: &At<'v>) -> Vec<(&'v str, &'v str)> {
    let codings = at.each("coding").into_iter();
    let pairs = codings.map(|coding| (coding.text("system"), coding.text("code")));
    pairs.filter(|(_, code)| !code.is_empty()).collect()
}

/// Whether a concept, where there is one, has one of these codes.
pub(super) fn has_code(at: Option<At<'_>>, wanted: &[&str]) -> bool {
    at.is_some_and(|at| codes(&at).iter().any(|(_, code)| wanted.contains(code)))
}

/// A `HumanName` as it is said: its text, else its parts in American order.
pub(super) fn name(at: &At<'_>) -> String {
    let text = at.text("text");
    if !text.is_empty() {
        return text.to_owned();
    }
    let parts = at.texts("given").into_iter().chain([at.text("family")]).chain(at.texts("suffix"));
    joined(parts.map(str::to_owned), " ")
}

/// The first of several names that is in use.
pub(super) fn first_name(all: &[At<'_>]) -> String {
    let mut current = all.iter().filter(|it| !matches!(it.text("use"), "old" | "maiden"));
    current.next().map(name).unwrap_or_default()
}

/// The day of a `date` or `dateTime`; nothing for a month or a year alone.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let whole = text.len() == 10 || text.as_bytes().get(10) == Some(&b'T');
    date::parse_stored(text.get(..10).filter(|_| whole)?)
}

/// A date in words, as much of it as is known: `Apr 7, 1985`, `Apr 1985`, `1985`.
pub(super) fn when(text: &str) -> String {
    if let Some(day) = day(text) {
        return date::shown(day);
    }
    let month = (text.len() == 7).then(|| date::parse_stored(&format!("{text}-01"))).flatten();
    month.map_or_else(|| text.to_owned(), |day| day.format("%b %Y").to_string())
}

/// The two ends of a `Period` in words.
pub(super) fn period(at: &At<'_>) -> String {
    let (start, end) = (when(at.text("start")), when(at.text("end")));
    match (start.is_empty(), end.is_empty()) {
        (false, false) => format!("{start} to {end}"),
        (false, true) => format!("since {start}"),
        (true, false) => format!("until {end}"),
        (true, true) => String::new(),
    }
}

/// A number as people write it: `0.5`, `20`.
pub(super) fn number(value: &Value) -> String {
    match value.as_f64() {
        Some(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Some(_) => value.to_string(),
        None => String::new(),
    }
}

/// A `Quantity` in words: `20 mg`.
pub(super) fn quantity(at: &At<'_>) -> String {
    let value = at.get("value").map(|it| number(it.value)).unwrap_or_default();
    let unit = [at.text("unit"), at.text("code")].into_iter().find(|it| !it.is_empty());
    joined([value, unit.unwrap_or_default().to_owned()], " ")
}

/// The parts that hold something.
pub(super) fn joined(parts: impl IntoIterator<Item = String>, between: &str) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

/// What any element says, in short, for a person who has to type it again.
pub(super) fn gist(value: &Value) -> String {
    let at = At::new(value, "");
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(_) => number(value),
        Value::String(text) if day(text).is_some() => when(text),
        Value::String(text) => text.trim().to_owned(),
        Value::Array(parts) => joined(parts.iter().take(5).map(gist), "; "),
        Value::Object(members) => {
            let said = [concept(&at), name(&at), period(&at), quantity(&at)];
            let said = said.into_iter().find(|text| !text.is_empty());
            let plain = ["display", "value", "reference", "url", "text"];
            said.or_else(|| {
                plain.iter().map(|it| at.text(it).to_owned()).find(|text| !text.is_empty())
            })
            // A part of FHIR that none of this fits is told by its own parts.
            .unwrap_or_else(|| {
                let inner = members.iter().filter(|(name, _)| *name != "system");
                joined(inner.take(5).map(|(_, value)| gist(value)), ", ")
            })
        }
    }
}

/// Text without what nobody sees: control characters, and the marks that turn the direction of what
/// follows and can make a name look like another one.
pub(super) fn visible(text: &str) -> String {
    let is_turning = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_line = |c: char| matches!(c, '\n' | '\r' | '\t');
    text.chars().filter(|c| is_line(*c) || !(c.is_control() || is_turning(*c))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn dates_are_said_as_far_as_they_are_known() {
        for (text, words) in [
            ("1985-04-07", "Apr 7, 1985"),
            ("1985-04-07T10:00:00-05:00", "Apr 7, 1985"),
            ("1985-04", "Apr 1985"),
            ("1985", "1985"),
            ("1985-13", "1985-13"),
            ("1985-04-07x", "1985-04-07x"),
            ("", ""),
        ] {
            assert_eq!(when(text), words, "{text}");
        }
    }

    #[test]
    fn any_element_can_be_told_in_short() {
        for (value, words) in [
            (json!({"coding": [{"system": "s", "code": "M", "display": "Married"}]}), "Married"),
            (json!({"given": ["Ana"], "family": "Luz"}), "Ana Luz"),
            (json!([{"system": "urn:x", "value": "77"}, {"value": "78"}]), "77; 78"),
            (json!({"value": 20.0, "unit": "mg"}), "20 mg"),
            (json!({"start": "2024"}), "since 2024"),
            (json!({"reference": "Patient/2"}), "Patient/2"),
            (
                json!({"other": {"reference": "Patient/2"}, "type": "replaces"}),
                "Patient/2, replaces",
            ),
            (json!(true), "yes"),
        ] {
            assert_eq!(gist(&value), words);
        }
    }

    #[test]
    fn nothing_unseen_stays() {
        assert_eq!(visible("A\u{202e}n\u{0}a\u{2069}\tL"), "Ana\tL");
        assert_eq!(visible("\u{200f}א 👩‍👧"), "\u{200f}א 👩‍👧");
    }
}
