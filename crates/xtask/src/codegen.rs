//! `ui/src/ipc/bindings.ts`, written from the types of the clinic.
//!
//! Knows that the example `bindings` of the `clinic` crate prints the file, and nothing of what is
//! in it.

use crate::process::{Log, Program};
use crate::steps::{Failure, Steps, Stopped};
use crate::{check, root};
use std::fs;
use std::path::{Path, PathBuf};

/// `cargo xtask codegen`.
pub(crate) fn command() -> Result<(), Stopped> {
    let root = root();
    let mut steps = Steps::begin("codegen", &root)?;
    steps.step("bindings", |log| {
        let fresh = fresh(&root, log)?;
        let path = path(&root);
        if fs::read_to_string(&path).is_ok_and(|kept| kept == fresh) {
            return Ok("unchanged".to_owned());
        }
        fs::write(&path, fresh)?;
        Ok("written".to_owned())
    })?;
    steps.end();
    Ok(())
}

/// Fails when the committed file is not what the types say.
pub(crate) fn compare(root: &Path, log: &mut Log) -> Result<String, Failure> {
    let kept = fs::read_to_string(path(root)).unwrap_or_default();
    if kept == fresh(root, log)? {
        return Ok(String::new());
    }
    Err(Failure::new(
        "ui/src/ipc/bindings.ts is not what the Rust types say. Run `cargo xtask codegen` and \
         commit what it writes.",
    ))
}

fn path(root: &Path) -> PathBuf {
    root.join("ui/src/ipc/bindings.ts")
}

fn fresh(root: &Path, log: &mut Log) -> Result<String, Failure> {
    check::cargo(root, &["build", "--workspace", "--example", "bindings"], &["clinic/ts"])
        .run(log)?;
    let program = format!("target/debug/examples/bindings{}", std::env::consts::EXE_SUFFIX);
    Program::new(root.join(program), [""; 0]).folder(root).output()
}
