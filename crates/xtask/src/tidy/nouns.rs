//! One crate per foreign noun, and pure crates that stay pure.
//!
//! Looks at what manifests name and what code says; comments and strings may speak of anything.

use super::edges::Package;
use super::rust::code_only;
use super::tree::SourceFile;
use super::{Finding, Rule};

/// A foreign crate, the package that may name it, and that package's folder.
const HOMES: [(&str, &str, &str); 11] = [
    ("ring", "vault", "crates/vault/"),
    ("rusqlite", "store", "crates/store/"),
    ("printpdf", "print", "crates/print/"),
    ("image", "picture", "crates/picture/"),
    ("hayro", "picture", "crates/picture/"),
    ("usvg", "picture", "crates/picture/"),
    ("age", "interop", "crates/interop/"),
    ("zbus", "platform", "crates/platform/"),
    ("keyring_core", "platform", "crates/platform/"),
    ("tauri", "goldthread-window", "src-tauri/"),
    ("tauri_build", "goldthread-window", "src-tauri/"),
];

/// Other packages that may name one of these, with the folder and the reason.
const GUESTS: [(&str, &str, &str); 5] = [
    // The shim below SQLite is a table of C functions, which only `rusqlite::ffi` spells out.
    ("rusqlite", "faults", "tests/faults/"),
    // Rivals that keep the same records.
    ("rusqlite", "bench-clinic", "tests/bench/clinic/"),
    ("rusqlite", "bench-sqlcipher", "tests/bench/sqlcipher/"),
    // The window is measured against the least that Tauri can show.
    ("tauri", "minimal-window", "tests/bench/window/"),
    ("tauri_build", "minimal-window", "tests/bench/window/"),
];

/// Crates without files, clocks, chance, processes or the network.
const PURE: [&str; 2] = ["crates/form/src/", "crates/record/src/"];

/// What a pure crate does not say.
const WORLDLY: [&str; 13] = [
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "std::io",
    "Instant::now",
    "SystemTime",
    "Utc::now",
    "Local::now",
    "getrandom",
    "rand::",
    "async fn",
];

/// Foreign crates in a manifest that is not their home.
pub(crate) fn check_manifests(packages: &[Package]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for package in packages {
        for dependency in &package.dependencies {
            let name = dependency.name.replace('-', "_");
            let home = HOMES.iter().find(|(noun, ..)| *noun == name);
            let is_guest = GUESTS.iter().any(|(noun, it, _)| *noun == name && *it == package.name);
            if !is_guest && home.is_some_and(|(_, home, _)| *home != package.name) {
                let what = format!("names `{}` in its manifest", dependency.name);
                findings.push(Finding::new(Rule::Noun, &package.name, 0, what));
            }
        }
    }
    findings
}

/// Foreign crates and worldly calls in code.
pub(crate) fn check(file: &SourceFile) -> Vec<Finding> {
    if file.ending() != "rs" {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let pure = PURE.iter().any(|folder| file.path.starts_with(folder));
    for (number, line) in code_only(&file.text).lines().enumerate() {
        let mut found = |rule, what| {
            findings.push(Finding::new(rule, &file.path, number + 1, what));
        };
        for (noun, home, folder) in HOMES {
            let is_guest = |(guest, _, room): &(&str, &str, &str)| {
                *guest == noun && file.path.starts_with(room)
            };
            if !file.path.starts_with(folder) && names(line, noun) && !GUESTS.iter().any(is_guest) {
                found(Rule::Noun, format!("`{noun}` is known only in `{home}`"));
            }
        }
        for word in WORLDLY.iter().filter(|word| pure && line.contains(*word)) {
            found(Rule::Pure, format!("`{word}` in a crate that is pure"));
        }
    }
    findings
}

/// Whether a line of code names the crate: `noun::`, `use noun;`, `extern crate noun`.
fn names(line: &str, noun: &str) -> bool {
    line.match_indices(noun).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = &line[at + noun.len()..];
        let starts = !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':');
        starts && (after.starts_with("::") || (is_import(&line[..at]) && after.starts_with(';')))
    })
}

fn is_import(before: &str) -> bool {
    before.trim_end().ends_with("use") || before.trim_end().ends_with("extern crate")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> SourceFile {
        SourceFile { path: path.into(), text: text.into() }
    }

    #[test]
    fn a_foreign_noun_outside_its_crate_is_found() {
        for text in ["use ring::aead;", "let a = ring::rand::x();", "use rusqlite;", "tauri::x()"] {
            assert_eq!(check(&file("crates/clinic/src/a.rs", text)).len(), 1, "{text}");
        }
        assert!(check(&file("crates/vault/src/a.rs", "use ring::aead;")).is_empty());
    }

    #[test]
    fn a_word_that_only_looks_like_a_noun_passes() {
        for text in ["// ring::aead", "string::x", "crate::ring::x", "let s = \"tauri::x\";"] {
            assert!(check(&file("crates/clinic/src/a.rs", text)).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_clock_in_a_pure_crate_is_found() {
        let text = "let now = Utc::now();";
        assert_eq!(check(&file("crates/form/src/a.rs", text))[0].rule, Rule::Pure);
        assert!(check(&file("crates/clinic/src/a.rs", text)).is_empty());
    }

    #[test]
    fn a_manifest_that_names_a_foreign_noun_is_found() {
        let text = r#"[{"name": "clinic", "dependencies": [{"name": "rusqlite"}]},
            {"name": "store", "dependencies": [{"name": "rusqlite"}]}]"#;
        let packages: Vec<Package> = serde_json::from_str(text).unwrap();
        let findings = check_manifests(&packages);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].place, "clinic");
    }
}
