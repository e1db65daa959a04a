//! `cargo xtask tidy`: the rules of the source tree, as code.
//!
//! Each rule is a function from text to findings, shown to fail on a bad sample in its own tests.
//! Exceptions stand in one table, [`exceptions`], each with its reason; one that excuses nothing is
//! itself a finding.

mod edges;
mod exceptions;
mod functions;
mod locks;
mod nouns;
mod page;
mod rust;
mod size;
mod tree;
mod words;

use crate::process::Log;
use crate::root;
use crate::steps::{Failure, Steps, Stopped};
use std::path::Path;
use tree::SourceFile;

/// The rules, by the names the table of exceptions uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// Who may depend on whom.
    Edge,
    /// A lock file that the checks do not build with.
    Lock,
    /// A foreign technology is named in its own crate only.
    Noun,
    /// `form` and `record` touch no file, clock, network or chance.
    Pure,
    /// Lines of a file.
    FileSize,
    /// Lines of a function.
    FunctionSize,
    /// `//!` at the head of every Rust module.
    ModuleDoc,
    /// Words and paths that must not be in the tree.
    Word,
    /// What the page must not do.
    Page,
    /// A line in the table of exceptions that excuses nothing.
    Exception,
}

/// One breach of one rule.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) rule: Rule,
    /// The file, relative to the root with `/`; a crate's name for an edge.
    pub(crate) place: String,
    /// The line, counted from 1; 0 for the whole file.
    pub(crate) line: usize,
    pub(crate) what: String,
}

impl Finding {
    pub(crate) fn new(rule: Rule, place: &str, line: usize, what: impl Into<String>) -> Self {
        Self { rule, place: place.to_owned(), line, what: what.into() }
    }
}

/// `cargo xtask tidy`.
pub(crate) fn command() -> Result<(), Stopped> {
    let root = root();
    let mut steps = Steps::begin("tidy", &root)?;
    let mut listed = Vec::new();
    steps.step("tidy", |log| {
        let outcome = check(&root, log);
        listed = size::over_soft_limit(&tree::read(&root)?);
        outcome
    })?;
    for line in listed {
        println!("     {line}");
    }
    steps.end();
    Ok(())
}

/// Checks the tree under `root`; every finding is in the log when it fails.
pub(crate) fn check(root: &Path, log: &mut Log) -> Result<String, Failure> {
    let files = tree::read(root)?;
    let packages = edges::packages(root)?;
    let mut findings = edges::check(&packages);
    findings.extend(nouns::check_manifests(&packages));
    for file in locks::BENCH {
        let lock = std::fs::read_to_string(root.join(file))?;
        findings.extend(locks::check(&packages, file, &lock));
    }
    findings.extend(check_files(&files));
    let findings = exceptions::apply(findings);
    for it in &findings {
        let line = if it.line == 0 { String::new() } else { format!(":{}", it.line) };
        log.note(&format!("{}{line}: {:?}: {}", it.place, it.rule, it.what))?;
    }
    match findings.len() {
        0 => Ok(size::summary(&files)),
        count => Err(Failure::new(format!("{count} findings"))),
    }
}

fn check_files(files: &[SourceFile]) -> Vec<Finding> {
    let mut findings: Vec<Finding> = size::check_median(files).into_iter().collect();
    for file in files {
        findings.extend(size::check(file));
        findings.extend(functions::check(file));
        findings.extend(rust::check_module_doc(file));
        findings.extend(nouns::check(file));
        findings.extend(words::check(file));
        findings.extend(page::check(file));
    }
    findings
}
