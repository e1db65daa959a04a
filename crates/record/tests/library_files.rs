//! The shipped library as files: the list names every file of the folder, and nothing else.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;
use std::path::Path;

use record::library;

#[test]
fn the_list_of_shipped_areas_equals_the_files_in_the_folder() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("library/problems");
    let entries = std::fs::read_dir(folder).unwrap();
    let files: BTreeSet<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let listed: BTreeSet<String> =
        library::shipped().unwrap().iter().map(|area| format!("{}.toml", area.id)).collect();
    assert_eq!(listed, files);
}
