//! Texts and ids of somebody else, made fit to be shown and kept.

use serde_json::Value;
use std::collections::BTreeSet;

/// Longest id of a form, an item or a choice set.
const ID_LIMIT: usize = 64;

/// One line: whatever breaks a line or steers a terminal becomes a space or goes, and so does what
/// reverses the direction of the words behind it.
pub(super) fn line(text: &str) -> String {
    let seen = text.chars().filter(|letter| !steers(*letter));
    let plain = seen.map(|letter| if letter.is_control() { ' ' } else { letter });
    plain.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn steers(letter: char) -> bool {
    matches!(
        letter,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

/// The text of a member as one line; nothing where there is none.
pub(super) fn said(source: &Value, key: &str) -> Option<String> {
    source[key].as_str().map(line).filter(|text| !text.is_empty())
}

/// Whether an id can stay as it is.
pub(super) fn is_id(text: &str) -> bool {
    let usual = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (1..=ID_LIMIT).contains(&text.len()) && text.bytes().all(usual) && text != "id"
}

/// Ids that have been given, each once.
#[derive(Debug, Default)]
pub(super) struct Ids(BTreeSet<String>);

impl Ids {
    /// Keeps an id from being given again.
    pub(super) fn take(&mut self, id: &str) -> bool {
        self.0.insert(id.to_owned())
    }

    /// An id that is like a text and that nothing else has.
    pub(super) fn like(&mut self, text: &str, otherwise: &str) -> String {
        let stem = stem(text, otherwise);
        let mut id = stem.clone();
        let mut number = 2;
        while !is_id(&id) || self.0.contains(&id) {
            let end = format!("-{number}");
            let kept: String = stem.chars().take(ID_LIMIT - end.len()).collect();
            id = format!("{kept}{end}");
            number += 1;
        }
        self.0.insert(id.clone());
        id
    }
}

/// Letters, digits and underscores, with one hyphen for whatever else stood between them.
pub(in crate::fhir::questionnaire) fn stem(text: &str, otherwise: &str) -> String {
    let usual = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let parts = text.split(|letter| !usual(letter)).filter(|part| !part.is_empty());
    let joined: String = parts.collect::<Vec<_>>().join("-").chars().take(ID_LIMIT).collect();
    let kept = joined.trim_end_matches('-');
    if kept.is_empty() { otherwise.to_owned() } else { kept.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_one_line_and_does_not_steer() {
        assert_eq!(line(" a\r\nb\t\u{0}c\u{2028}d \u{1b}[31m"), "a b c d [31m");
        assert_eq!(line("safe\u{202e}txt.exe\u{2066}"), "safetxt.exe");
        assert_eq!(line("👩‍👩‍👧 e\u{301}"), "👩‍👩‍👧 e\u{301}");
    }

    #[test]
    fn no_id_is_given_twice() {
        let mut ids = Ids::default();
        let given: Vec<String> =
            ["/44250-9", "44250.9", "id", "?!", "", "ä"].map(|text| ids.like(text, "q")).into();
        assert_eq!(given, ["44250-9", "44250-9-2", "id-2", "q", "q-2", "q-3"]);
        let long = "x".repeat(80);
        let (one, two) = (ids.like(&long, "q"), ids.like(&long, "q"));
        assert!(is_id(&one) && is_id(&two) && one != two);
    }
}
