//! `goldthread suitability`: the ordered rules without a vault.

use std::path::Path;

use super::{Done, read_text};
use crate::say::say;

pub(super) fn run(input: &Path, as_json: bool) -> Done {
    let outcome = clinic::suitability(&read_text(input)?)?;
    let json = serde_json::to_value(&outcome).unwrap_or_default();
    let word = |name: &str| json[name].as_str().unwrap_or("none").replace('_', " ");
    let mut lines =
        vec![format!("Rule {} points toward: {}", json["rule"], word("recommendation"))];
    lines.push(format!("Urgency: {}", word("urgency")));
    lines.push(format!("Rules that hold: {}", json["matched"]));
    if json["missing"].as_array().is_some_and(|missing| !missing.is_empty()) {
        lines.push(format!("Missing or unknown: {}", json["missing"]));
    }
    lines.push("Decision support; a qualified clinician decides.".to_owned());
    say(as_json, &outcome, &lines);
    Ok(())
}
