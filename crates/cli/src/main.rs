//! `goldthread`: the use cases of the window for IT staff and automation. It parses arguments,
//! asks for passphrases and prints; every rule is in `clinic`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line prints")]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod arguments;
mod commands;
mod failure;
mod passphrase;
mod say;

use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match commands::run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.report(arguments.json);
            ExitCode::from(1)
        }
    }
}
