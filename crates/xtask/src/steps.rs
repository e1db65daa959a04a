//! A numbered list of steps, each with its time; the first failure stops the list and says why.
//!
//! Knows nothing of what the steps do. What a step's commands print goes into a log of its own under
//! `target/xtask/`; only the end of it is shown, and only when the step fails.

use crate::process::Log;
use std::fs;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How many lines of a failed step's output are shown.
const TAIL_LINES: usize = 60;

/// A step failed and has been reported; all that is left is to exit.
#[derive(Debug)]
pub(crate) struct Stopped;

/// Why a step failed, in a sentence for the person at the terminal.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) reason: String,
}

impl Failure {
    pub(crate) fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into() }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::new(error.to_string())
    }
}

/// The list being worked through.
pub(crate) struct Steps {
    title: &'static str,
    started: Instant,
    count: usize,
    logs: PathBuf,
}

impl Steps {
    /// Begins a list; its logs replace those of the last list with the same title.
    pub(crate) fn begin(title: &'static str, root: &Path) -> Result<Self, Stopped> {
        Self::begin_in(title, crate::target(root).join("xtask").join(title))
    }

    fn begin_in(title: &'static str, logs: PathBuf) -> Result<Self, Stopped> {
        let fresh = fs::remove_dir_all(&logs).or_else(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        });
        if let Err(error) = fresh.and_then(|()| fs::create_dir_all(&logs)) {
            eprintln!("{}: {error}", logs.display());
            return Err(Stopped);
        }
        Ok(Self { title, started: Instant::now(), count: 0, logs })
    }

    /// Does one step. What `work` returns is a short remark shown beside the time, or empty.
    pub(crate) fn step(
        &mut self,
        name: &str,
        work: impl FnOnce(&mut Log) -> Result<String, Failure>,
    ) -> Result<(), Stopped> {
        self.count += 1;
        let number = self.count;
        let path = self.logs.join(format!("{number:02}-{}.log", file_name(name)));
        let terminal = std::io::stdout().is_terminal();
        if terminal {
            print!("{number:>3}  {name} ...");
            std::io::stdout().flush().ok();
        }
        let began = Instant::now();
        let outcome = Log::create(&path, terminal.then(|| format!("{number:>3}  {name}")))
            .map_err(Failure::from)
            .and_then(|mut log| work(&mut log));
        if terminal {
            print!("\r\x1b[K");
        }
        let time = spoken(began.elapsed());
        match outcome {
            Ok(remark) => {
                let gap = if remark.is_empty() { "" } else { "  " };
                println!("{number:>3}  {name:<44} {time:>9}{gap}{remark}");
                std::io::stdout().flush().ok();
                Ok(())
            }
            Err(failure) => {
                println!("{number:>3}  {name:<44} {time:>9}  FAILED");
                self.report(name, &failure, &path);
                Err(Stopped)
            }
        }
    }

    fn report(&self, name: &str, failure: &Failure, log: &Path) {
        println!("\n`cargo xtask {}` stopped at \"{name}\": {}", self.title, failure.reason);
        let text = fs::read(log).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let lines: Vec<&str> = text.lines().collect();
        if lines.is_empty() {
            return;
        }
        let from = lines.len().saturating_sub(TAIL_LINES);
        println!("\nThe end of its output (all of it: {}):\n", log.display());
        for line in &lines[from..] {
            println!("    {line}");
        }
    }

    /// Says that the list is through.
    pub(crate) fn end(self) {
        println!("     {:<44} {:>9}", "in all", spoken(self.started.elapsed()));
    }
}

fn file_name(step: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    step.chars().map(plain).collect()
}

fn spoken(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 100.0 {
        format!("{seconds:.1} s")
    } else {
        format!("{} min {:02} s", time.as_secs() / 60, time.as_secs() % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_as_seconds_then_minutes() {
        assert_eq!(spoken(Duration::from_millis(2_340)), "2.3 s");
        assert_eq!(spoken(Duration::from_secs(125)), "2 min 05 s");
    }

    #[test]
    fn a_step_name_makes_a_plain_file_name() {
        assert_eq!(file_name("clippy, window (e2e)"), "clippy--window--e2e-");
    }

    #[test]
    fn the_first_failure_stops_the_list() {
        let folder = std::env::temp_dir().join(format!("xtask-steps-{}", std::process::id()));
        let mut steps = Steps::begin_in("sample", folder.clone()).unwrap();
        assert!(steps.step("one", |_| Ok(String::new())).is_ok());
        assert!(steps.step("two", |_| Err(Failure::new("because"))).is_err());
        fs::remove_dir_all(folder).unwrap();
    }
}
