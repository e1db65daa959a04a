//! Replays every case that was ever worth keeping.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};

use fuzz_targets::{TARGETS, Target};

fn cases(name: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(name);
    let mut cases: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

fn replay((name, target): Target) {
    let cases = cases(name);
    assert!(!cases.is_empty(), "{name} has no cases");
    for case in cases {
        let bytes = std::fs::read(&case).unwrap();
        let done = std::panic::catch_unwind(|| target(&bytes));
        assert!(done.is_ok(), "{}", case.display());
    }
}

#[test]
fn every_kept_case_is_answered_without_a_panic() {
    TARGETS.into_iter().for_each(replay);
}

#[test]
fn every_folder_of_cases_belongs_to_a_target() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(TARGETS.iter().any(|(target, _)| *target == name), "{name}");
    }
}
