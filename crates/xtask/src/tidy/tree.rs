//! The text files of the repository that people write.
//!
//! Knows which folders are made by tools, and nothing of the rules.

use std::fs;
use std::path::Path;

/// Folders that hold nothing written by hand.
const SKIPPED: [&str; 7] =
    [".git", "target", "node_modules", "dist", "gen", "fixtures", "coverage"];

/// Files that a tool writes.
const GENERATED: [&str; 3] = ["Cargo.lock", "package-lock.json", "bindings.ts"];

/// Endings of files that are read.
const TEXT: [&str; 14] = [
    "rs", "toml", "md", "ts", "js", "svelte", "css", "html", "json", "sql", "sh", "yml", "txt",
    "mjs",
];

/// One file of the tree.
pub(crate) struct SourceFile {
    /// Relative to the root, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl SourceFile {
    pub(crate) fn ending(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, ending)| ending)
    }

    pub(crate) fn lines(&self) -> usize {
        self.text.lines().count()
    }
}

/// Reads every file under `root` that a person writes.
pub(crate) fn read(root: &Path) -> std::io::Result<Vec<SourceFile>> {
    let mut files = Vec::new();
    walk(root, "", &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<SourceFile>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() && !SKIPPED.contains(&name.as_str()) {
            walk(&entry.path(), &format!("{path}/"), files)?;
        } else if kind.is_file() && is_text(&name) && !GENERATED.contains(&name.as_str()) {
            let text = String::from_utf8_lossy(&fs::read(entry.path())?).into_owned();
            files.push(SourceFile { path, text });
        }
    }
    Ok(())
}

fn is_text(name: &str) -> bool {
    name == "run" || name.rsplit_once('.').is_some_and(|(_, ending)| TEXT.contains(&ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_folders_and_files_are_not_read() {
        let root = std::env::temp_dir().join(format!("xtask-tree-{}", std::process::id()));
        for folder in ["src", "target", "ui/node_modules/x"] {
            fs::create_dir_all(root.join(folder)).unwrap();
        }
        for file in ["src/a.rs", "target/b.rs", "ui/node_modules/x/c.ts", "Cargo.lock", "d.png"] {
            fs::write(root.join(file), "x").unwrap();
        }
        let found: Vec<String> = read(&root).unwrap().into_iter().map(|it| it.path).collect();
        assert_eq!(found, ["src/a.rs"]);
        fs::remove_dir_all(root).unwrap();
    }
}
