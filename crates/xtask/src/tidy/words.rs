//! Words and paths that must not be in the tree.
//!
//! Everything people write is searched, prose included.

use super::tree::SourceFile;
use super::{Finding, Rule};

/// A claim that nothing here can make true (design, promises).
const CLAIMS: [&str; 3] = ["hipaa compliant", "hipaa-compliant", "hipaa compliance guaranteed"];

/// Work that was left for later belongs in an issue.
const LEFTOVERS: [&str; 3] = ["TODO", "FIXME", "XXX"];

/// Folders of somebody's machine, and of what lies beside a clone.
const PLACES: [&str; 5] = ["/work", "/root", "/tmp", "/home", "../shared"];

/// Every forbidden word of a file.
pub(crate) fn check(file: &SourceFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, line) in file.text.lines().enumerate() {
        let mut found = |what: String| {
            findings.push(Finding::new(Rule::Word, &file.path, number + 1, what));
        };
        let low = line.to_lowercase();
        for claim in CLAIMS.iter().filter(|claim| low.contains(*claim)) {
            found(format!("claims \"{claim}\""));
        }
        for word in LEFTOVERS.iter().filter(|word| is_whole(line, word)) {
            found(format!("\"{word}\": file an issue instead"));
        }
        for place in PLACES.iter().filter(|place| is_place(line, place)) {
            found(format!("\"{place}\" is a place on one machine"));
        }
    }
    findings
}

fn is_whole(line: &str, word: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        !line[..at].chars().next_back().is_some_and(is_letter)
            && !line[at + word.len()..].chars().next().is_some_and(is_letter)
    })
}

/// A path from the root of a disk: nothing that could be a folder stands before it.
fn is_place(line: &str, place: &str) -> bool {
    line.match_indices(place).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + place.len()..].chars().next();
        let inside = |c: char| c.is_alphanumeric() || ['_', '.', '-', '/', '}', ')'].contains(&c);
        !before.is_some_and(inside)
            && !after.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '-')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        check(&SourceFile { path: "a.md".into(), text: text.into() }).len()
    }

    #[test]
    fn claims_leftovers_and_machine_paths_are_found() {
        for text in [
            "We are HIPAA compliant.",
            "// TODO later",
            "FIXME",
            "open(\"/tmp/x\")",
            "`/home/ana`",
            "/root/.cargo",
            "cp ../shared/data .",
        ] {
            assert_eq!(count(text), 1, "{text}");
        }
    }

    #[test]
    fn ordinary_prose_passes() {
        for text in ["docs/work/x", "the todo list", "MASTODON", "a/tmp/b", "/workshop", "$X/tmp"] {
            assert_eq!(count(text), 0, "{text}");
        }
    }
}
