//! Running a program with its output in a step's log.
//!
//! Knows nothing of which programs are run. Standard input is always closed: nothing may wait for a
//! person who is not there.

use crate::steps::Failure;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

/// How often the line on a terminal is renewed while a program runs.
const GLANCE: Duration = Duration::from_millis(250);

/// Where the output of one step goes.
pub(crate) struct Log {
    path: PathBuf,
    /// What stands before the live line on a terminal; none when nobody watches.
    live: Option<String>,
}

impl Log {
    pub(crate) fn create(path: &Path, live: Option<String>) -> std::io::Result<Self> {
        File::create(path)?;
        Ok(Self { path: path.to_path_buf(), live })
    }

    /// Everything printed so far.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&fs::read(&self.path).unwrap_or_default()).into_owned()
    }

    /// Adds a line of our own.
    pub(crate) fn note(&mut self, line: &str) -> std::io::Result<()> {
        writeln!(self.append()?, "{line}")
    }

    /// Adds a line that the person at the terminal sees at once.
    pub(crate) fn say(&mut self, line: &str) -> std::io::Result<()> {
        let clear = if self.live.is_some() { "\r\x1b[K" } else { "" };
        println!("{clear}     {line}");
        self.note(line)
    }

    pub(crate) fn append(&self) -> std::io::Result<File> {
        File::options().append(true).open(&self.path)
    }

    fn glance(&self) {
        let Some(prefix) = &self.live else { return };
        let Ok(mut file) = File::open(&self.path) else { return };
        let mut end = Vec::new();
        let length = file.metadata().map(|it| it.len()).unwrap_or(0);
        if file.seek(SeekFrom::Start(length.saturating_sub(300))).is_err()
            || file.read_to_end(&mut end).is_err()
        {
            return;
        }
        let text = String::from_utf8_lossy(&end);
        let line: String =
            text.lines().last().unwrap_or("").trim().chars().filter(|c| !c.is_control()).collect();
        let short: String = line.chars().take(60).collect();
        print!("\r\x1b[K{prefix} ... {short}");
        std::io::stdout().flush().ok();
    }
}

/// A program about to run.
pub(crate) struct Program {
    command: Command,
    shown: String,
}

impl Program {
    pub(crate) fn new<A: AsRef<OsStr>>(
        name: impl AsRef<OsStr>,
        arguments: impl IntoIterator<Item = A>,
    ) -> Self {
        let arguments: Vec<OsString> =
            arguments.into_iter().map(|it| it.as_ref().to_owned()).collect();
        let mut shown = name.as_ref().to_string_lossy().into_owned();
        for argument in &arguments {
            shown.push(' ');
            shown.push_str(&argument.to_string_lossy());
        }
        let mut command = Command::new(name);
        command.args(arguments);
        Self { command, shown }
    }

    pub(crate) fn argument(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.shown.push(' ');
        self.shown.push_str(&argument.as_ref().to_string_lossy());
        self.command.arg(argument);
        self
    }

    pub(crate) fn arguments<A: AsRef<OsStr>>(self, arguments: impl IntoIterator<Item = A>) -> Self {
        arguments.into_iter().fold(self, Self::argument)
    }

    pub(crate) fn folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs it to its end; anything but success is the failure of the step.
    pub(crate) fn run(mut self, log: &mut Log) -> Result<(), Failure> {
        log.note(&format!("$ {}", self.shown))?;
        let child = self
            .command
            .stdin(Stdio::null())
            .stdout(log.append()?)
            .stderr(log.append()?)
            .spawn()
            .map_err(|error| Failure::new(format!("`{}` did not start: {error}", self.shown)))?;
        let status = wait(child, log)?;
        if status.success() {
            Ok(())
        } else {
            Err(Failure::new(format!("`{}` ended with {status}", self.shown)))
        }
    }

    /// Runs it to its end without looking on, which takes time that is being measured.
    pub(crate) fn run_unwatched(self, log: &mut Log) -> Result<(), Failure> {
        let live = log.live.take();
        let done = self.run(log);
        log.live = live;
        done
    }

    /// Runs both to their ends, what this one writes going into the other.
    pub(crate) fn run_into(mut self, mut other: Self, log: &mut Log) -> Result<(), Failure> {
        log.note(&format!("$ {} | {}", self.shown, other.shown))?;
        let mut first = self.command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let pipe = first.stdout.take().map_or_else(Stdio::null, Stdio::from);
        let output = (log.append()?, log.append()?);
        let second = other.command.stdin(pipe).stdout(output.0).stderr(output.1).status()?;
        let first = first.wait()?;
        match (first.success(), second.success()) {
            (true, true) => Ok(()),
            (_, false) => Err(Failure::new(format!("`{}` ended with {second}", other.shown))),
            (false, _) => Err(Failure::new(format!("`{}` ended with {first}", self.shown))),
        }
    }

    /// Runs it and gives back what it wrote to standard output.
    pub(crate) fn output(mut self) -> Result<String, Failure> {
        let output =
            self.command.stdin(Stdio::null()).output().map_err(|error| {
                Failure::new(format!("`{}` did not start: {error}", self.shown))
            })?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            let said = String::from_utf8_lossy(&output.stderr);
            Err(Failure::new(format!(
                "`{}` ended with {}: {}",
                self.shown,
                output.status,
                said.trim()
            )))
        }
    }
}

fn wait(mut child: Child, log: &Log) -> std::io::Result<ExitStatus> {
    if log.live.is_none() {
        return child.wait();
    }
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        log.glance();
        std::thread::sleep(GLANCE);
    }
}

/// Whether a program of this name is on the search path.
pub(crate) fn on_path(name: &str) -> bool {
    let Some(path) = std::env::var_os("PATH") else { return false };
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

/// `npm` is a script with another name on Windows.
pub(crate) fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}
