//! A program that does the work, and how it is asked for it (the words are those of
//! `tests/bench/src/asked.rs` for plans, of `tests/bench/turns` for records).

use crate::process::{Log, Program};
use crate::steps::Failure;
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// One side of a comparison: its name, and its program.
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

/// A turn that was taken: how long the work took, and how much was made or found in it: of a plan,
/// its bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Turn {
    pub(crate) seconds: f64,
    pub(crate) amount: f64,
}

impl Side {
    pub(crate) fn new(name: &'static str, path: PathBuf) -> Self {
        Self { name, path, before: Vec::new() }
    }

    pub(crate) fn script(name: &'static str, python: PathBuf, script: &Path) -> Self {
        Self { name, path: python, before: vec![script.into()] }
    }

    /// The same program under another name.
    pub(crate) fn named(&self, name: &'static str) -> Self {
        Self { name, ..self.clone() }
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

    /// Starts it with these words, to be asked for turn after turn.
    pub(crate) fn serving(
        &self,
        words: &[impl AsRef<OsStr>],
        log: &mut Log,
    ) -> Result<Serving, Failure> {
        let mut child = Command::new(&self.path)
            .args(&self.before)
            .args(words)
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

/// A program that waits to be asked for a turn. It ends when it is dropped.
pub(crate) struct Serving {
    name: &'static str,
    child: Child,
    asks: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Serving {
    /// One turn: what is asked for is one line.
    pub(crate) fn turn(&mut self, asked: &str) -> Result<Turn, Failure> {
        let gone = || Failure::new(format!("{} gave no answer to \"{asked}\"", self.name));
        let asks = self.asks.as_mut().ok_or_else(gone)?;
        writeln!(asks, "{asked}")?;
        asks.flush()?;
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        taken(&line).ok_or_else(gone)
    }

    /// The most memory it has held so far, in bytes; none where the system does not tell.
    pub(crate) fn peak(&self) -> Option<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        let kib: f64 = line.split_whitespace().next()?.parse().ok()?;
        Some(kib * 1024.0)
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

fn taken(line: &str) -> Option<Turn> {
    let mut words = line.split_whitespace();
    let turn = Turn { seconds: words.next()?.parse().ok()?, amount: words.next()?.parse().ok()? };
    (turn.seconds > 0.0 && turn.amount >= 0.0).then_some(turn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_seconds_and_an_amount() {
        assert_eq!(taken("0.0125 64000\n"), Some(Turn { seconds: 0.0125, amount: 64_000.0 }));
        for wrong in ["", "0.1", "a b", "0 7"] {
            assert_eq!(taken(wrong), None);
        }
    }
}
