//! A program that writes plans, and how it is asked for them (the words are those of
//! `tests/bench/src/asked.rs`).

use crate::process::{Log, Program};
use crate::steps::Failure;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// One side of a comparison: its name, and the program that writes its plans.
#[derive(Clone, Debug)]
pub(crate) struct Side {
    pub(crate) name: &'static str,
    path: PathBuf,
    /// What stands before the words of every call: the script of an interpreter.
    before: Vec<OsString>,
}

/// What `many` answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Batch {
    pub(crate) seconds: f64,
    /// The most memory it held, in bytes; none where the system does not tell.
    pub(crate) peak: Option<f64>,
}

/// A plan that was written: how long that took, and how large it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Made {
    pub(crate) seconds: f64,
    pub(crate) bytes: f64,
}

impl Side {
    pub(crate) fn new(name: &'static str, path: PathBuf) -> Self {
        Self { name, path, before: Vec::new() }
    }

    pub(crate) fn script(name: &'static str, python: PathBuf, script: &Path) -> Self {
        Self { name, path: python, before: vec![script.into()] }
    }

    /// The program with a first word.
    pub(crate) fn program(&self, word: &str) -> Program {
        Program::new(&self.path, &self.before)
            .argument(word)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("PYTHONUTF8", "1")
    }

    /// One plan in a process of its own, from its start to its end.
    pub(crate) fn once(&self, number: usize, file: &Path, log: &mut Log) -> Result<f64, Failure> {
        let program = self.program("once").argument(number.to_string()).argument(file);
        let began = Instant::now();
        program.run_unwatched(log)?;
        Ok(began.elapsed().as_secs_f64())
    }

    /// So many plans in one process, from its start to its end.
    pub(crate) fn many(&self, count: usize) -> Result<Batch, Failure> {
        let program = self.program("many").argument(count.to_string());
        let began = Instant::now();
        let said = program.output()?;
        let seconds = began.elapsed().as_secs_f64();
        let peak = said.split_whitespace().nth(2).and_then(|word| word.parse::<f64>().ok());
        let peak = peak.filter(|kib| *kib > 0.0).map(|kib| kib * 1024.0);
        Ok(Batch { seconds, peak })
    }

    /// Starts it, to be asked for plan after plan.
    pub(crate) fn serving(&self, log: &mut Log) -> Result<Serving, Failure> {
        let mut child = Command::new(&self.path)
            .args(&self.before)
            .arg("serve")
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("PYTHONUTF8", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log.append()?)
            .spawn()?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (asks, answers) = pipes.ok_or_else(|| Failure::new("a program without pipes"))?;
        let answers = BufReader::new(answers);
        Ok(Serving { name: self.name, child, asks: Some(asks), answers })
    }
}

/// A program that waits to be asked. It ends when it is dropped.
pub(crate) struct Serving {
    name: &'static str,
    child: Child,
    asks: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Serving {
    pub(crate) fn plan(&mut self, number: usize) -> Result<Made, Failure> {
        let gone = || Failure::new(format!("{} gave no plan {number}", self.name));
        let asks = self.asks.as_mut().ok_or_else(gone)?;
        writeln!(asks, "{number}")?;
        asks.flush()?;
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        made(&line).ok_or_else(gone)
    }
}

impl Drop for Serving {
    /// The end of its input is the end of its work. One that does not see it is ended.
    fn drop(&mut self) {
        self.asks = None;
        for _ in 0..100 {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn made(line: &str) -> Option<Made> {
    let mut words = line.split_whitespace();
    let made = Made { seconds: words.next()?.parse().ok()?, bytes: words.next()?.parse().ok()? };
    (made.seconds > 0.0 && made.bytes > 0.0).then_some(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_seconds_and_bytes() {
        assert_eq!(made("0.0125 64000\n"), Some(Made { seconds: 0.0125, bytes: 64_000.0 }));
        for wrong in ["", "0.1", "a b", "0.1 0"] {
            assert_eq!(made(wrong), None);
        }
    }
}
