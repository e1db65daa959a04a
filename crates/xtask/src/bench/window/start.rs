//! One start of a window, watched from the outside until its picture stays.

use super::screen::{Picture, Screen};
use super::tree;
use crate::process::{Log, Program};
use crate::steps::Failure;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How often the picture is looked at.
const GLANCE: Duration = Duration::from_millis(8);
/// A picture that has not changed for so long stays.
const SETTLED: Duration = Duration::from_secs(2);
/// How long after that the memory is counted.
const IDLE: Duration = Duration::from_secs(3);
/// How long a start may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(90);
/// Fewer pixels than these are a caret that blinks.
const CARET: usize = 300;

/// The folders of a person, each named by its variable.
const FOLDERS: [(&str, &str); 8] = [
    ("HOME", "home"),
    ("TMPDIR", "tmp"),
    ("XDG_RUNTIME_DIR", "run"),
    ("XDG_CACHE_HOME", "cache"),
    ("XDG_CONFIG_HOME", "config"),
    ("XDG_DATA_HOME", "share"),
    ("XDG_STATE_HOME", "state"),
    ("GOLDTHREAD_DATA_DIR", "data"),
];

/// A program that opens a window, in a home of its own.
pub(super) struct Window {
    pub(super) name: &'static str,
    program: PathBuf,
    pub(super) home: PathBuf,
}

/// What was seen of a start.
pub(super) struct Start {
    /// From the start to the first change of the picture: something is there.
    shown: f64,
    /// From the start to its last change: everything is there.
    pub(super) seconds: f64,
    /// What all its processes held when nothing happened any more, in bytes.
    pub(super) memory: f64,
    /// How many they were.
    processes: usize,
    pub(super) picture: Picture,
}

impl fmt::Display for Start {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (shown, seconds, megabytes) = (self.shown, self.seconds, self.memory / 1e6);
        write!(f, "{shown:.3} to {seconds:.3} s, {megabytes:.1} MB in {} processes", self.processes)
    }
}

impl Window {
    /// A window whose home lies in `homes` and is empty.
    pub(super) fn new(name: &'static str, program: &Path, homes: &Path) -> Result<Self, Failure> {
        let home = homes.join(name);
        if home.is_dir() {
            fs::remove_dir_all(&home)?;
        }
        for (_, folder) in FOLDERS {
            fs::create_dir_all(home.join(folder))?;
        }
        private(&home.join("run"))?;
        Ok(Self { name, program: program.to_owned(), home })
    }

    /// Puts the sample clinic where the window looks for its own.
    pub(super) fn give_clinic(&self, line: &Path, log: &mut Log) -> Result<(), Failure> {
        let made = self.home.join("made");
        Program::new(line, ["demo", "--out"]).argument(&made).run(log)?;
        fs::copy(made.join("sample.goldthread"), self.home.join("data/clinic.goldthread"))?;
        Ok(())
    }

    /// Starts it on a display of its own, waits until nothing happens any more, and ends it.
    pub(super) fn start(&self, log: &mut Log) -> Result<Start, Failure> {
        let mut screen = Screen::start(&self.home.join("screen"))?;
        let before = screen.picture()?;
        let began = Instant::now();
        let running = Running(self.command(&screen.name(), log)?.spawn()?);
        let settled = settled(&mut screen, before, began)?;
        std::thread::sleep(IDLE);
        let pids = tree::of(running.0.id());
        Ok(Start {
            shown: settled.first.as_secs_f64(),
            seconds: settled.last.as_secs_f64(),
            memory: tree::memory(&pids),
            processes: pids.len(),
            picture: settled.picture,
        })
    }

    fn command(&self, display: &str, log: &Log) -> Result<Command, Failure> {
        let mut command = Command::new(&self.program);
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .envs(FOLDERS.map(|(name, folder)| (name, self.home.join(folder))))
            .envs([("DISPLAY", display), ("GDK_BACKEND", "x11")])
            .envs([("LANG", "en_US.UTF-8"), ("LC_ALL", "en_US.UTF-8")])
            // No graphics card and no accessibility bus, as in the window's tests.
            .envs([("LIBGL_ALWAYS_SOFTWARE", "1"), ("NO_AT_BRIDGE", "1")])
            .stdin(Stdio::null())
            .stdout(log.append()?)
            .stderr(log.append()?);
        Ok(command)
    }
}

/// A window that ends with everybody it started.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        tree::end(self.0.id());
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// When the picture changed for the first time and for the last, and what it is since.
struct Settled {
    first: Duration,
    last: Duration,
    picture: Picture,
}

/// Looks at the display until its picture stays.
fn settled(screen: &mut Screen, before: Picture, began: Instant) -> Result<Settled, Failure> {
    let mut seen = before;
    let mut changes: Option<(Duration, Duration)> = None;
    loop {
        let now = screen.picture()?;
        let at = began.elapsed();
        if seen.changed(&now) >= CARET {
            changes = Some((changes.map_or(at, |(first, _)| first), at));
            seen = now;
        }
        match changes {
            Some((first, last)) if at - last > SETTLED => {
                return Ok(Settled { first, last, picture: seen });
            }
            _ if at > PATIENCE => return Err(Failure::new("the window's picture never settled")),
            _ => std::thread::sleep(GLANCE),
        }
    }
}

/// For its owner alone, as a folder for sockets must be.
#[cfg(unix)]
fn private(folder: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?)
}

#[cfg(not(unix))]
fn private(_: &Path) -> Result<(), Failure> {
    Ok(())
}
