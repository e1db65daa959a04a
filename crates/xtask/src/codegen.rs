//! `ui/src/ipc/bindings.ts`, written from the types of the clinic and the window's table of
//! commands.
//!
//! Knows that the example `bindings` of the `clinic` crate prints the types, and nothing of what is
//! in them.

#[path = "../../../src-tauri/build/table.rs"]
mod table;

use crate::process::Program;
use crate::steps::{Failure, Steps, Stopped};
use crate::{check, program, root};
use std::fs;
use std::path::{Path, PathBuf};

/// `cargo xtask codegen`.
pub(crate) fn command() -> Result<(), Stopped> {
    let root = root();
    let mut steps = Steps::begin("codegen", &root)?;
    steps.step("bindings", |log| {
        check::cargo(&root, &["build", "--workspace", "--example", "bindings"], &["clinic/ts"])
            .run(log)?;
        let fresh = fresh(&root)?;
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

/// Fails when the committed file is not what the types say. The example must have been built.
pub(crate) fn compare(root: &Path) -> Result<String, Failure> {
    let kept = fs::read_to_string(path(root)).unwrap_or_default();
    if kept == fresh(root)? {
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

fn fresh(root: &Path) -> Result<String, Failure> {
    let types = Program::new(program(root, "examples/bindings"), [""; 0]).folder(root).output()?;
    let table = fs::read_to_string(root.join("src-tauri/src/commands.rs"))?;
    Ok(format!("{}\n\n{}", types.trim_end(), map(&table::commands(&table))))
}

/// The commands as the page's door to the core reads them: a pair of types under each name.
fn map(commands: &[table::Command]) -> String {
    let line = |it: &table::Command| {
        let reply = match it.reply.strip_prefix("Option<").and_then(|it| it.strip_suffix('>')) {
            Some(some) => format!("{some} | null"),
            None => it.reply.clone(),
        };
        format!("  /** {} */\n  {}: [{}, {reply}];\n", it.doc, it.name, it.request)
    };
    let lines: String = commands.iter().map(line).collect();
    format!(
        "/** Every command: what it takes, what it gives. */\nexport interface Commands {{\n{lines}}}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_commands_becomes_a_map_of_types() {
        let table = "desk {\n    /// Signs in.\n    unlock(Unlock) -> SessionView;\n}\n\
                     /// Writes it.\nexport_plan(OfClient) -> Option<Exported>;\nlet x = f(a);";
        let expected = "/** Every command: what it takes, what it gives. */\n\
                        export interface Commands {\n  /** Signs in. */\n  \
                        unlock: [Unlock, SessionView];\n  /** Writes it. */\n  \
                        export_plan: [OfClient, Exported | null];\n}\n";
        assert_eq!(map(&table::commands(table)), expected);
    }
}
