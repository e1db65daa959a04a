//! How long files are.
//!
//! Only what people write and read as code is counted: Rust, TypeScript, Svelte, styles.

use super::functions::functions;
use super::tree::SourceFile;
use super::{Finding, Rule};

const MEDIAN: usize = 150;
const SOFT: usize = 300;
const HARD: usize = 500;
const COMPONENT: usize = 150;

fn is_counted(file: &SourceFile) -> bool {
    ["rs", "ts", "js", "mjs", "svelte", "css"].contains(&file.ending())
}

/// A file over its hard limit.
pub(crate) fn check(file: &SourceFile) -> Option<Finding> {
    if !is_counted(file) {
        return None;
    }
    let limit = if file.ending() == "svelte" { COMPONENT } else { HARD };
    let lines = file.lines();
    (lines > limit).then(|| {
        let what = format!("{lines} lines; at most {limit}");
        Finding::new(Rule::FileSize, &file.path, 0, what)
    })
}

/// The median over the whole tree.
pub(crate) fn check_median(files: &[SourceFile]) -> Option<Finding> {
    let median = median(files);
    (median > MEDIAN).then(|| {
        let what = format!("the median file has {median} lines; at most {MEDIAN}");
        Finding::new(Rule::FileSize, "the tree", 0, what)
    })
}

fn median(files: &[SourceFile]) -> usize {
    percentile(files.iter().filter(|it| is_counted(it)).map(SourceFile::lines).collect(), 50)
}

fn percentile(mut values: Vec<usize>, percent: usize) -> usize {
    values.sort_unstable();
    let at = (values.len() * percent / 100).min(values.len().saturating_sub(1));
    values.get(at).copied().unwrap_or(0)
}

/// Files that pass and are worth a look.
pub(crate) fn over_soft_limit(files: &[SourceFile]) -> Vec<String> {
    let long = files.iter().filter(|it| is_counted(it) && it.lines() > SOFT);
    long.map(|it| format!("{} lines, over {SOFT}: {}", it.lines(), it.path)).collect()
}

/// The figures in one line.
pub(crate) fn summary(files: &[SourceFile]) -> String {
    let rust = files.iter().filter(|it| it.ending() == "rs");
    let lengths = rust.flat_map(|it| functions(&it.text)).map(|it| it.lines).collect();
    format!(
        "{} files, median {} lines, {} over {SOFT}; 90 % of functions within {} lines",
        files.iter().filter(|it| is_counted(it)).count(),
        median(files),
        over_soft_limit(files).len(),
        percentile(lengths, 90),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, lines: usize) -> SourceFile {
        SourceFile { path: path.into(), text: "x\n".repeat(lines) }
    }

    #[test]
    fn a_file_over_its_limit_is_found() {
        assert!(check(&file("a.rs", HARD)).is_none());
        assert!(check(&file("a.rs", HARD + 1)).is_some());
        assert!(check(&file("A.svelte", COMPONENT + 1)).is_some());
        assert!(check(&file("notes.md", 9_000)).is_none());
    }

    #[test]
    fn a_tree_of_long_files_is_found() {
        let long = [file("a.rs", 151), file("b.rs", 152), file("c.rs", 10)];
        assert!(check_median(&long).is_some());
        assert!(check_median(&[file("a.rs", 20), file("b.rs", 400), file("c.rs", 10)]).is_none());
        assert_eq!(over_soft_limit(&[file("b.rs", 301)]).len(), 1);
    }
}
