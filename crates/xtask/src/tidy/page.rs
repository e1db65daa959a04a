//! What the page must not do.
//!
//! Knows the folder `ui/` and nothing of what the page shows.

use super::tree::SourceFile;
use super::{Finding, Rule};

/// The one folder that talks to Tauri.
const IPC: &str = "ui/src/ipc/";

/// What never stands in the page, and why.
const NEVER: [(&str, &str); 7] = [
    ("{@html", "text nodes only: record text must never become markup"),
    ("innerHTML", "text nodes only: record text must never become markup"),
    ("outerHTML", "text nodes only: record text must never become markup"),
    ("insertAdjacentHTML", "text nodes only: record text must never become markup"),
    ("localStorage", "nothing of a record is kept by the page"),
    ("sessionStorage", "nothing of a record is kept by the page"),
    ("indexedDB", "nothing of a record is kept by the page"),
];

/// Breaches in a file of the page.
pub(crate) fn check(file: &SourceFile) -> Vec<Finding> {
    let is_page =
        file.path.starts_with("ui/src/") && ["ts", "js", "svelte", "html"].contains(&file.ending());
    if !is_page {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (number, line) in file.text.lines().enumerate() {
        let mut found = |what: String| {
            findings.push(Finding::new(Rule::Page, &file.path, number + 1, what));
        };
        for (word, why) in NEVER.iter().filter(|(word, _)| line.contains(word)) {
            found(format!("`{word}`: {why}"));
        }
        if line.contains("@tauri-apps") && !file.path.starts_with(IPC) {
            found(format!("only `{IPC}` imports @tauri-apps"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, text: &str) -> usize {
        check(&SourceFile { path: path.into(), text: text.into() }).len()
    }

    #[test]
    fn markup_storage_and_stray_imports_are_found() {
        assert_eq!(count("ui/src/features/A.svelte", "{@html note}"), 1);
        assert_eq!(count("ui/src/lib/a.ts", "localStorage.setItem('a', 'b')"), 1);
        assert_eq!(count("ui/src/lib/a.ts", "import { invoke } from '@tauri-apps/api/core'"), 1);
    }

    #[test]
    fn the_ipc_folder_may_talk_to_tauri() {
        assert_eq!(count("ui/src/ipc/call.ts", "import { invoke } from '@tauri-apps/api/core'"), 0);
        assert_eq!(count("docs/page.ts", "localStorage"), 0);
    }
}
