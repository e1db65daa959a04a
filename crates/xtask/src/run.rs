//! `cargo xtask run`: from a clone to the open window.
//!
//! Knows nothing of what the window does. Where no window can be shown, [`crate::journey`] takes its
//! place.

use crate::packages::{self, Purpose};
use crate::steps::{Failure, Steps, Stopped};
use crate::{check, host, journey, page, program, root, tools};
use std::path::Path;
use std::process::{Command, Stdio};

/// `cargo xtask run`.
pub(crate) fn run() -> Result<(), Stopped> {
    let root = root();
    let mut steps = Steps::begin("run", &root)?;
    let mut node = String::new();
    if !host::has_display() {
        println!("     No display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window");
        println!("     can open. The same journey follows through the command line instead.");
        return journey::travel(steps, &root);
    }
    steps.step("system packages", |log| packages::ensure(Purpose::Run, log))?;
    steps.step("Node", |_| {
        node = tools::node()?;
        Ok(node.clone())
    })?;
    steps.step("npm packages", |log| page::install(&root, &node, log))?;
    steps.step("page", |log| page::build(&root, &node, log))?;
    steps.step("window", |log| {
        check::cargo(&root, &["build", "--workspace", "--bin", "goldthread-window"], &[])
            .run(log)?;
        Ok(String::new())
    })?;
    steps.end();
    open(&root).map_err(|failure| {
        println!("\nThe window could not be opened: {}", failure.reason);
        Stopped
    })
}

/// Opens the window and waits until the person closes it.
fn open(root: &Path) -> Result<(), Failure> {
    println!("\nOpening the window. Close it to come back here.");
    let status = Command::new(program(root, "goldthread-window")).stdin(Stdio::null()).status()?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("it ended with {status}"))) }
}
