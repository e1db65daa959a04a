//! `cargo xtask test`: every check there is, cheapest first, the real window last.
//!
//! One rule keeps it within two cores and an hour and a half: every build names the whole workspace
//! and all its targets, so that Cargo resolves one set of features and compiles the dependencies
//! once for checking and once for running, never once per package. Fewer targets would not do:
//! whether a build script's dependency is also one of the product decides how it is compiled.

use crate::packages::{self, Purpose};
use crate::process::{Log, Program};
use crate::steps::{Failure, Steps, Stopped};
use crate::tally::Tally;
use crate::{codegen, fhir, page, program, reader, root, tidy, tools};
use std::path::Path;

/// How much is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    Everything,
    WithoutWindow,
}

/// Features all checks are built with: the bindings are compared in the same build.
const CHECKED: &[&str] = &["clinic/ts"];

/// The same, and the window takes its save paths and quick keys from the environment.
const DRIVEN: &[&str] = &["clinic/ts", "goldthread-window/e2e"];

/// `cargo xtask test`.
pub(crate) fn test(scope: Scope) -> Result<(), Stopped> {
    let root = root();
    let mut steps = Steps::begin("test", &root)?;
    let mut tally = Tally::default();
    let node = prepare(&mut steps, scope)?;
    source(&mut steps, &root)?;
    the_page(&mut steps, &root, &node, &mut tally)?;
    the_validator(&mut steps, &root, &node, &mut tally)?;
    the_rust(&mut steps, &root, &mut tally)?;
    steps.step("a reader in another language", |log| {
        reader::check(&root, log)?;
        Ok(tally.add(&log.text()))
    })?;
    match scope {
        Scope::Everything => the_window(&mut steps, &root, &mut tally)?,
        Scope::WithoutWindow => println!("     the real window: skipped (--fast)"),
    }
    steps.end();
    println!("\n{}", tally.line());
    Ok(())
}

fn prepare(steps: &mut Steps, scope: Scope) -> Result<String, Stopped> {
    let purpose = match scope {
        Scope::Everything => Purpose::AllChecks,
        Scope::WithoutWindow => Purpose::FastChecks,
    };
    let mut node = String::new();
    steps.step("system packages", |log| packages::ensure(purpose, log))?;
    steps.step("Rust components", tools::rust_components)?;
    steps.step("Node", |_| {
        node = tools::node()?;
        Ok(node.clone())
    })?;
    Ok(node)
}

fn source(steps: &mut Steps, root: &Path) -> Result<(), Stopped> {
    steps.step("tidy", |log| tidy::check(root, log))?;
    steps.step("rustfmt", |log| {
        cargo(root, &["fmt", "--all", "--check"], &[]).run(log)?;
        Ok(String::new())
    })
}

fn the_page(steps: &mut Steps, root: &Path, node: &str, tally: &mut Tally) -> Result<(), Stopped> {
    steps.step("npm packages", |log| page::install(root, node, log))?;
    for (name, script) in page::CHECKS {
        steps.step(name, |log| {
            page::script(root, script, log)?;
            Ok(tally.add(&log.text()))
        })?;
    }
    steps.step("page", |log| page::build(root, node, log))
}

fn the_validator(
    steps: &mut Steps,
    root: &Path,
    node: &str,
    tally: &mut Tally,
) -> Result<(), Stopped> {
    steps.step("npm packages of the FHIR validator", |log| fhir::install(root, node, log))?;
    steps.step("a validator of FHIR that bites", |log| {
        fhir::check(root, log)?;
        Ok(tally.add(&log.text()))
    })
}

fn the_rust(steps: &mut Steps, root: &Path, tally: &mut Tally) -> Result<(), Stopped> {
    steps.step("clippy", |log| clippy(root, CHECKED, log))?;
    steps.step("clippy, the window as it is driven", |log| clippy(root, DRIVEN, log))?;
    steps.step("build", |log| build(root, CHECKED, log))?;
    steps.step("bindings are not stale", |_| codegen::compare(root))?;
    steps.step("tests and doc tests", |log| {
        cargo(root, &["test", "--workspace"], CHECKED).run(log)?;
        Ok(tally.add(&log.text()))
    })
}

fn the_window(steps: &mut Steps, root: &Path, tally: &mut Tally) -> Result<(), Stopped> {
    steps.step("tauri-driver", |log| tools::tauri_driver(root, log))?;
    steps.step("window, as it is driven", |log| build(root, DRIVEN, log))?;
    steps.step("end to end in the real window", |log| {
        window_tests(root, &program(root, "goldthread-window"), &[]).run(log)?;
        Ok(tally.add_driven(&log.text()))
    })
}

/// The tests that drive a window, one after the other: those with these words in their names, or
/// all of them.
pub(crate) fn window_tests(root: &Path, window: &Path, named: &[&str]) -> Program {
    cargo(root, &["test", "--workspace", "--test", "window"], CHECKED)
        .argument("--")
        .arguments(named)
        .argument("--ignored")
        .argument("--test-threads=1")
        .env("GOLDTHREAD_WINDOW", window)
        .env("GOLDTHREAD_DRIVER", tools::tauri_driver_path(root))
}

fn clippy(root: &Path, features: &[&str], log: &mut Log) -> Result<String, Failure> {
    cargo(root, &["clippy", "--workspace", "--all-targets"], features)
        .argument("--")
        .argument("-D")
        .argument("warnings")
        .run(log)?;
    Ok(String::new())
}

fn build(root: &Path, features: &[&str], log: &mut Log) -> Result<String, Failure> {
    cargo(root, &["build", "--workspace", "--all-targets"], features).run(log)?;
    Ok(String::new())
}

/// Cargo in the repository. In CI the lock file is binding.
pub(crate) fn cargo(root: &Path, words: &[&str], features: &[&str]) -> Program {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut program = Program::new(cargo, words).folder(root).env("CARGO_TERM_COLOR", "never");
    if !features.is_empty() {
        program = program.argument("--features").argument(features.join(","));
        if std::env::var_os("CI").is_some() {
            program = program.argument("--locked");
        }
    }
    program
}
