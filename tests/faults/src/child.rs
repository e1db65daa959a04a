//! The second process: the program `faults` started again with a task. It says what it has done,
//! line by line, and is killed, or kills itself, on the way.

use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::OnceLock;

use store::Store;

use crate::{Broken, Disk, Outcome, migration, vfs, work};

/// Where the program lies when the one that runs is not it.
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// The first argument of a second process.
pub const WORD: &str = "as-a-second-process";

/// Names the program `faults`, for a test, which is another one.
pub fn set_program(path: impl Into<PathBuf>) {
    PROGRAM.get_or_init(|| path.into());
}

/// A child, and what it says.
pub(crate) struct Second {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Second {
    pub(crate) fn start(task: &str, vault: &Path, number: u64) -> Outcome<Self> {
        let program = match PROGRAM.get() {
            Some(path) => path.clone(),
            None => std::env::current_exe()?,
        };
        let arguments = [OsStr::new(WORD), OsStr::new(task), vault.as_os_str()];
        let mut child = Command::new(program)
            .args(arguments)
            .arg(number.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let none = || Broken::new("a second process without a pipe");
        let output = BufReader::new(child.stdout.take().ok_or_else(none)?);
        Ok(Self { input: child.stdin.take(), child, output })
    }

    /// The next line it says; none at its end.
    pub(crate) fn says(&mut self) -> Outcome<Option<String>> {
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        Ok((line.ends_with('\n')).then(|| line.trim_end().to_owned()))
    }

    /// The last number it says before its end.
    pub(crate) fn last_number(&mut self) -> Outcome<Option<u64>> {
        let mut last = None;
        while let Some(line) = self.says()? {
            last = line.parse().ok().or(last);
        }
        Ok(last)
    }

    /// Waits for this very line.
    pub(crate) fn wait_for(&mut self, line: &str) -> Outcome<()> {
        crate::broken::same("a second process", self.says()?.as_deref(), Some(line))
    }

    /// `kill -9`.
    pub(crate) fn kill(&mut self) -> Outcome<()> {
        Ok(self.child.kill()?)
    }

    /// Lets it go on, if it waits, and says whether it came to its end unhurt.
    pub(crate) fn ends_well(mut self) -> Outcome<bool> {
        drop(self.input.take());
        Ok(self.child.wait()?.success())
    }
}

/// What a second process does: the arguments after [`WORD`].
///
/// # Errors
/// Whatever kept it from its task.
pub fn act(arguments: &[String]) -> Outcome<()> {
    let [task, path, number] = arguments else { return Err(Broken::new("no task")) };
    let path = Path::new(path);
    let number: u64 = number.parse().map_err(|_| Broken::new("no number"))?;
    match task.as_str() {
        "write" => write(path),
        "die" => {
            let disk = mounted(path)?;
            disk.call_after(number, die);
            write(path)
        }
        "idle" => {
            let store = Store::open(path)?;
            wait("ready");
            Ok(store.close()?)
        }
        "transact" => {
            let mut store = Store::open(path)?;
            store.write(|tx| {
                tx.put_record([5; 16], 1, &[5; 200])?;
                wait("ready");
                tx.delete_record([5; 16])
            })?;
            Ok(store.close()?)
        }
        "checkpoint" => checkpoint(path),
        "copy" => {
            let store = Store::open(path)?;
            let mut once = Some(());
            let progress = |_| once.take().into_iter().for_each(|()| wait("ready"));
            Ok(store.copy_to(&path.with_extension("copy"), progress)?)
        }
        "migrate" => migrate(path, number),
        _ => Err(Broken::new("no such task")),
    }
}

fn mounted(path: &Path) -> Outcome<crate::Mounted> {
    Ok(Disk::mount(path.parent().unwrap_or(path))?)
}

/// Transactions without end, each said when it is done, with a checkpoint now and then.
fn write(path: &Path) -> Outcome<()> {
    let mut store = Store::open(path)?;
    for n in store.rows().count_records(1)?.. {
        work::transact(&mut store, n)?;
        say(&(n + 1).to_string());
        if n % 16 == 15 {
            store.checkpoint()?;
        }
    }
    Ok(())
}

/// Waits in the middle of a checkpoint: past the sync of the log, before that of the vault.
fn checkpoint(path: &Path) -> Outcome<()> {
    let disk = mounted(path)?;
    let mut store = Store::open(path)?;
    let first = work::count(&store)?;
    (first..first + 20).try_for_each(|n| work::transact(&mut store, n))?;
    disk.call_after(4, || wait("ready"));
    store.checkpoint()?;
    Ok(store.close()?)
}

fn migrate(path: &Path, stop: u64) -> Outcome<()> {
    let taken = vfs::stop_at(i32::try_from(stop).unwrap_or(i32::MAX));
    crate::broken::holds("SQLite takes a function", taken)?;
    Ok(migration::open_as_later_build(path)?.close()?)
}

/// Ends this process as `kill -9` would.
pub(crate) fn die() {
    let own = rustix::process::getpid();
    // Whoever cannot even kill itself ends without a word, too.
    let _ = rustix::process::kill_process(own, rustix::process::Signal::KILL);
    std::process::abort();
}

fn say(word: &str) {
    let mut out = io::stdout().lock();
    // When nobody listens any more, this process is about to be killed.
    let _ = writeln!(out, "{word}").and_then(|()| out.flush());
}

/// Says a word and waits until the other side hangs up.
fn wait(word: &str) {
    say(word);
    let _ = io::stdin().read_to_end(&mut Vec::new());
}
