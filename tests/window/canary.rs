//! Looks for a name in raw bytes, where no name may be.

use std::fs;
use std::path::{Path, PathBuf};

/// Every file under `folder` that holds `name`: as UTF-8 or UTF-16, in any case.
pub(crate) fn find(folder: &Path, name: &str) -> Vec<PathBuf> {
    let needles = spellings(name);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            found.extend(find(&entry.path(), name));
        } else if kind.is_file() {
            let bytes = fs::read(entry.path()).unwrap_or_default().to_ascii_lowercase();
            if needles.iter().any(|needle| holds(&bytes, needle)) {
                found.push(entry.path());
            }
        }
        if holds(&entry.file_name().to_string_lossy().to_lowercase().into_bytes(), &needles[0]) {
            found.push(entry.path());
        }
    }
    found
}

fn spellings(name: &str) -> [Vec<u8>; 3] {
    let low = name.to_ascii_lowercase();
    let wide = |bytes: fn(u16) -> [u8; 2]| low.encode_utf16().flat_map(bytes).collect();
    [low.clone().into_bytes(), wide(u16::to_le_bytes), wide(u16::to_be_bytes)]
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn a_planted_name_is_found_in_every_spelling() {
    let folder = tempfile::TempDir::new().unwrap();
    let plant = |name: &str, bytes: Vec<u8>| fs::write(folder.path().join(name), bytes).unwrap();
    plant("plain", b"xxQuillfeatherxx".to_vec());
    plant("low", b"quillfeather".to_vec());
    plant("wide", "QUILLFEATHER".encode_utf16().flat_map(u16::to_le_bytes).collect());
    plant("other", b"quill feather".to_vec());
    let mut found = find(folder.path(), "Quillfeather");
    found.sort();
    let names: Vec<_> = found.iter().map(|it| it.file_name().unwrap()).collect();
    assert_eq!(names, ["low", "plain", "wide"]);
}
