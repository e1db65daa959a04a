//! `cargo xtask faults`: the store broken on purpose, in full, and what came of it.
//!
//! Knows how the program is built and started, and what machine this is. What is broken, and the
//! page that tells of it, are in `tests/faults`.

use crate::steps::{Failure, Steps, Stopped};
use crate::{check, host, program, root, target};
use std::fs;
use std::path::Path;

/// Where the figures are kept for readers.
const PAGE: &str = "docs/reliability.md";

/// Whether the page in `docs` is written anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    Page,
    Nothing,
}

/// `cargo xtask faults`.
pub(crate) fn command(keep: Keep) -> Result<(), Stopped> {
    let root = root();
    let page = target(&root).join("xtask").join("reliability.md");
    let mut steps = Steps::begin("faults", &root)?;
    steps.step("build", |log| {
        check::cargo(&root, &["build", "-p", "faults"], &[]).run(log)?;
        Ok(String::new())
    })?;
    let mut said = String::new();
    steps.step("break the store", |log| {
        crate::process::Program::new(program(&root, "faults"), [page.as_os_str()])
            .argument(format!("{}, a development build.", host::described()))
            .folder(&root)
            .run(log)?;
        said = log.text();
        Ok(String::new())
    })?;
    if keep == Keep::Page {
        steps.step(PAGE, |_| keep_page(&page, &root))?;
    }
    steps.end();
    println!("\n{}", said.split_once("\n\n").map_or(said.as_str(), |(_, table)| table));
    Ok(())
}

fn keep_page(page: &Path, root: &Path) -> Result<String, Failure> {
    fs::copy(page, root.join(PAGE))?;
    Ok("written".to_owned())
}
