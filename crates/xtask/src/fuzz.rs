//! `cargo xtask fuzz`: bytes made up by a fuzzer, at every door through which foreign bytes come in.
//!
//! Knows how the fuzzer is installed and started. The doors are in `tests/fuzz-targets`, the named
//! cases in `tests/fuzz/corpus`; what the fuzzer adds for itself lies under `target`.

use crate::process::Program;
use crate::steps::{Failure, Steps, Stopped};
use crate::{root, target, tools};
use std::fs;
use std::path::Path;

/// The targets, as `tests/fuzz/Cargo.toml` names them.
const TARGETS: [&str; 4] = ["open_box", "open_vault_file", "parse_form", "import_json"];

/// How long each runs when nobody says.
const SECONDS: u32 = 120;

/// What was asked on the command line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Request {
    targets: Vec<&'static str>,
    seconds: u32,
}

/// Reads `[TARGET] [--seconds N]`; none when it is something else.
pub(crate) fn request(words: &[&str]) -> Option<Request> {
    let (names, seconds) = match words {
        [names @ .., "--seconds", number] => (names, number.parse().ok().filter(|it| *it > 0)?),
        names => (names, SECONDS),
    };
    let targets = match names {
        [] => TARGETS.to_vec(),
        [name] => vec![*TARGETS.iter().find(|target| *target == name)?],
        _ => return None,
    };
    Some(Request { targets, seconds })
}

/// `cargo xtask fuzz`.
pub(crate) fn command(request: &Request) -> Result<(), Stopped> {
    let root = root();
    let mut steps = Steps::begin("fuzz", &root)?;
    steps.step("cargo-fuzz", |log| tools::cargo_fuzz(&root, log))?;
    steps.step("build", |log| {
        cargo_fuzz(&root, "build").run(log)?;
        Ok(String::new())
    })?;
    for name in &request.targets {
        steps.step(name, |log| {
            fuzz(&root, name, request.seconds)?.run(log)?;
            Ok(tries(&log.text()))
        })?;
    }
    steps.end();
    Ok(())
}

/// One target for a while. The first folder takes what is found, the second is only read.
fn fuzz(root: &Path, name: &str, seconds: u32) -> Result<Program, Failure> {
    let found = target(root).join("fuzz/corpus").join(name);
    fs::create_dir_all(&found)?;
    Ok(cargo_fuzz(root, "run")
        .argument(name)
        .argument(found)
        .argument(root.join("tests/fuzz/corpus").join(name))
        .argument("--")
        .argument(format!("-max_total_time={seconds}"))
        .argument("-timeout=20")
        .argument("-rss_limit_mb=2048"))
}

/// cargo-fuzz asks for flags that the compiler keeps for its nightly builds; the variable lets the
/// installed one take them. No sanitizer: the code is safe Rust, and SQLite is built without one.
fn cargo_fuzz(root: &Path, word: &str) -> Program {
    Program::new(
        tools::cargo_fuzz_path(root),
        [word, "--fuzz-dir", "tests/fuzz", "--sanitizer", "none"],
    )
    .folder(root)
    .env("RUSTC_BOOTSTRAP", "1")
    .env("CARGO_TARGET_DIR", target(root).join("fuzz"))
}

/// How many inputs were tried, as the fuzzer says at its end.
fn tries(said: &str) -> String {
    let done = said.lines().rev().find(|line| line.starts_with("Done "));
    let count = done.and_then(|line| line.split_whitespace().nth(1));
    count.map_or_else(String::new, |count| format!("{count} inputs, no finding"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_command_line_are_read() {
        let read = |words: &[&str]| request(words).map(|it| (it.targets.len(), it.seconds));
        assert_eq!(read(&[]), Some((4, SECONDS)));
        assert_eq!(read(&["parse_form"]), Some((1, SECONDS)));
        assert_eq!(read(&["--seconds", "5"]), Some((4, 5)));
        assert_eq!(read(&["open_box", "--seconds", "5"]), Some((1, 5)));
        for wrong in [["nowhere", "--seconds", "5"], ["open_box", "--seconds", "0"]] {
            assert_eq!(read(&wrong), None);
        }
        assert_eq!(read(&["open_box", "parse_form"]), None);
    }

    #[test]
    fn the_number_of_inputs_is_read() {
        assert_eq!(tries("#2 INITED\nDone 812 runs in 6 second(s)\n"), "812 inputs, no finding");
        assert_eq!(tries(""), "");
    }
}
