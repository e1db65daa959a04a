//! The built command line, run as a person at a terminal would run it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use clinic::{Locked, Machine, Session};
use serde_json::Value;
use tempfile::TempDir;

use super::{ADMIN, FakeClock, PASSPHRASE};

/// A folder to run commands in.
pub struct CommandLine {
    /// The recovery code of the vault, if one was made.
    pub recovery_code: String,
    folder: TempDir,
}

/// What a command did.
#[derive(Debug)]
pub struct Ran {
    /// The exit status.
    pub status: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl CommandLine {
    /// An empty folder.
    #[must_use]
    pub fn new() -> Self {
        Self { recovery_code: String::new(), folder: tempfile::tempdir().unwrap() }
    }

    /// A folder with `clinic.goldthread`, made with key derivation that costs next to nothing.
    #[must_use]
    pub fn with_vault() -> Self {
        let mut line = Self::new();
        let machine = Machine::for_tests(Arc::new(FakeClock::default()));
        let prepared = clinic::Prepared::new(&clinic::NewClinic {
            clinic: "Cedar Fork Clinic",
            crisis_steps: "",
            crisis_no_clinician: "",
            name: ADMIN,
            credential: "LCSW",
            passphrase: PASSPHRASE,
            sample: false,
        });
        let prepared = prepared.unwrap();
        line.recovery_code = prepared.recovery_code();
        close(prepared.write(&line.vault(), machine).unwrap());
        line
    }

    /// The vault, held by this process.
    #[must_use]
    pub fn held(&self) -> Locked {
        let machine = Machine::for_tests(Arc::new(FakeClock::default()));
        Locked::open(&self.vault(), machine).unwrap()
    }

    /// Does something as the administrator, without the command line.
    pub fn inside<T>(&self, work: impl FnOnce(&mut Session) -> T) -> T {
        let locked = self.held();
        let user = locked.named(ADMIN).unwrap();
        let opened = locked.unlock(user, PASSPHRASE);
        let mut session = opened.map_err(|failed| failed.error).unwrap();
        let done = work(&mut session);
        close(session);
        done
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The vault's place.
    #[must_use]
    pub fn vault(&self) -> PathBuf {
        self.path("clinic.goldthread")
    }

    /// A place in the folder.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file and says its name.
    pub fn write<'n>(&self, name: &'n str, text: impl AsRef<[u8]>) -> &'n str {
        std::fs::write(self.path(name), text).unwrap();
        name
    }

    /// A command in this folder, with everybody's passphrase in the environment.
    #[must_use]
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(program());
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("GOLDTHREAD_DATA_DIR", self.path("machine"))
            .env("GOLDTHREAD_PASSPHRASE", PASSPHRASE)
            .stdin(Stdio::null());
        command
    }

    /// Runs a command to its end.
    #[must_use]
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.command(arguments).output().unwrap().into()
    }

    /// Runs a command that must succeed and gives the JSON it prints.
    #[track_caller]
    #[must_use]
    pub fn json(&self, arguments: &[&str]) -> Value {
        let ran = self.run(&[arguments, &["--json"]].concat());
        assert_eq!(ran.status, Some(0), "{arguments:?}: {}", ran.err);
        serde_json::from_str(&ran.out).unwrap()
    }

    /// Adds a client and gives its id.
    pub fn add_client(&self, first: &str, last: &str) -> String {
        let answers = serde_json::json!({ "legal_first": first, "legal_last": last });
        self.write("client.json", answers.to_string());
        let added = self.json(&["client", "add", "clinic.goldthread", "--from", "client.json"]);
        added["client"].as_str().unwrap().to_owned()
    }
}

impl Default for CommandLine {
    fn default() -> Self {
        Self::new()
    }
}

impl Ran {
    /// The code on standard error of a command that failed with status 1.
    #[track_caller]
    #[must_use]
    pub fn code(&self) -> &str {
        assert_eq!(self.status, Some(1), "{self:?}");
        let code = self.err.strip_prefix("error[").and_then(|rest| rest.split_once(']'));
        code.expect("error[code]: sentence").0
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { status: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

fn close(session: Session) {
    let (locked, written) = session.lock();
    written.unwrap();
    locked.close().unwrap();
}

/// `goldthread`, named by `GOLDTHREAD_CLI` or beside the folder that this test program lies in.
fn program() -> PathBuf {
    if let Some(named) = std::env::var_os("GOLDTHREAD_CLI") {
        return named.into();
    }
    let this = std::env::current_exe().unwrap();
    let built = this.ancestors().nth(2).unwrap();
    let program = built.join(format!("goldthread{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "build it first: `cargo build -p goldthread` (xtask does)");
    program
}
