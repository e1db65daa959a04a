//! The project's own commands: `cargo xtask run`, `test`, `tidy`, `codegen`, `icons`, `faults`,
//! `fuzz`, `bench`.
//!
//! Light on purpose: it must build in seconds on a machine that has only Rust and Node, and then
//! bring the rest. It knows how the parts are built and checked, and nothing of what they do.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a terminal program talks there")]

mod bench;
mod check;
mod codegen;
mod faults;
mod fhir;
mod fuzz;
mod host;
mod icons;
mod journey;
mod npm;
mod packages;
mod page;
mod process;
mod python;
mod reader;
mod run;
mod stamp;
mod steps;
mod tally;
mod tidy;
mod tools;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  run              install what is missing, build, open the window
                   (without a display: the same journey through the command line)
  test [--fast]    install what the checks need and run all of them;
                   --fast leaves out the real window
  tidy             check the rules of the source tree
  codegen          write ui/src/ipc/bindings.ts from the types of the clinic
  icons            draw every size in icons/ from icons/goldthread.svg
  faults [--write] break the store on purpose: kills, power cuts, full disks, flipped bits;
                   --write keeps the figures in docs/reliability.md
  fuzz [TARGET] [--seconds N]
                   hand made-up bytes to everything that reads foreign ones
  bench [--peers [--write]] [--only plans|records|window]
                   time ours; --peers installs and times the rivals too, and prints ratios;
                   --write keeps them in docs/performance.md
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["run"] => run::run(),
        ["test"] => check::test(check::Scope::Everything),
        ["test", "--fast"] => check::test(check::Scope::WithoutWindow),
        ["tidy"] => tidy::command(),
        ["codegen"] => codegen::command(),
        ["icons"] => icons::command(),
        ["faults"] => faults::command(faults::Keep::Nothing),
        ["faults", "--write"] => faults::command(faults::Keep::Page),
        ["fuzz", rest @ ..] if let Some(request) = fuzz::request(rest) => fuzz::command(&request),
        ["bench", rest @ ..] if let Some(request) = bench::request(rest) => {
            bench::command(&request)
        }
        ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(steps::Stopped) => ExitCode::FAILURE,
    }
}

/// The root of the repository: two folders above this crate.
pub(crate) fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    here.ancestors().nth(2).map_or_else(|| here.clone(), PathBuf::from)
}

/// Where Cargo builds, and where our own logs, stamps and tools lie beside it.
pub(crate) fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |it| root.join(it))
}

/// A program of the workspace, built for development.
pub(crate) fn program(root: &Path, name: &str) -> PathBuf {
    target(root).join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
