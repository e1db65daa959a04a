//! Answers on standard output: JSON for machines, a few lines for people.

use serde::Serialize;

/// Prints the JSON, or the lines a person reads.
pub(crate) fn say(as_json: bool, value: &impl Serialize, lines: &[String]) {
    if as_json {
        if let Ok(json) = serde_json::to_string(value) {
            println!("{json}");
        }
    } else {
        lines.iter().for_each(|line| println!("{line}"));
    }
}
