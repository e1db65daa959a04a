//! `faults [PAGE [ABOUT]]`: breaks the store on purpose, in full, and prints what came of it; with a
//! PAGE it writes docs/reliability.md there. `cargo xtask faults` builds and starts it.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a terminal program talks there")]

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(unix)]
fn run(arguments: &[String]) -> Result<(), faults::Broken> {
    use faults::{EXPERIMENTS, Report, WHOLE, child, sqlite_version};
    use std::io::Write;

    if let [word, rest @ ..] = arguments
        && word == child::WORD
    {
        return child::act(rest);
    }
    let mut report = Report::default();
    for experiment in EXPERIMENTS {
        let began = std::time::Instant::now();
        let row = experiment(&WHOLE)?;
        println!("{} cases: {} ({} s)", row.cases, row.what, began.elapsed().as_secs());
        std::io::stdout().flush()?;
        report.push(row);
    }
    println!("\n{report}");
    if let [page, about @ ..] = arguments {
        let about = format!("{} SQLite {}.", about.join(" "), sqlite_version());
        std::fs::File::create(page)?.write_all(report.to_markdown(&about).as_bytes())?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn run(_: &[String]) -> Result<(), &'static str> {
    Err("the store is broken on purpose on Unix only: the shim knows files by their inodes")
}
