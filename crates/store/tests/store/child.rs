//! A second process: this test binary, started again with a path in its environment.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use store::{Error, Head, Store};

use crate::{id, sealed};

const PATH: &str = "STORE_TEST_VAULT";
const TASK: &str = "STORE_TEST_TASK";

/// A child and what it says.
pub(crate) struct Second {
    child: Child,
    output: BufReader<std::process::ChildStdout>,
}

impl Second {
    pub(crate) fn start(task: &str, vault: &Path) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["child::what_a_second_process_does", "--exact", "--nocapture"])
            .env(PATH, vault)
            .env(TASK, task)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        Self { child, output }
    }

    /// The next word the child says, without the test harness's own lines; none at its end.
    pub(crate) fn says(&mut self) -> Option<String> {
        for line in self.output.by_ref().lines() {
            if let Some((_, word)) = line.unwrap().split_once("child:") {
                return Some(word.to_owned());
            }
        }
        None
    }

    /// Kills it where it stands and returns what it had said before.
    pub(crate) fn kill(mut self) -> Vec<String> {
        self.child.kill().unwrap();
        let said = std::iter::from_fn(|| self.says()).collect();
        self.child.wait().unwrap();
        said
    }

    /// Lets it go on to its end.
    pub(crate) fn finish(mut self) {
        drop(self.child.stdin.take());
        assert!(self.child.wait().unwrap().success());
    }
}

fn say(word: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "child:{word}").unwrap();
    out.flush().unwrap();
}

/// The child's side; in an ordinary test run there is no task and nothing to do.
#[test]
fn what_a_second_process_does() {
    let (Ok(task), Some(path)) = (std::env::var(TASK), std::env::var_os(PATH)) else { return };
    match (task.as_str(), Store::open(Path::new(&path))) {
        ("hold", Ok(store)) => {
            say("open");
            std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
            store.close().unwrap();
        }
        ("write", Ok(store)) => write_until_killed(store),
        (_, Err(error)) => say(&format!("{error:?}")),
        (task, Ok(_)) => panic!("no task {task}"),
    }
}

/// Record, head and audit entry `n` in one transaction, then `n` to whoever listens.
fn write_until_killed(mut store: Store) {
    let first = u32::try_from(store.rows().count_records(1).unwrap()).unwrap();
    for n in first.. {
        let length = 200 + usize::try_from(n % 7).unwrap() * 900;
        store
            .write(|tx| {
                tx.put_record(id(n), 1, &sealed(n, length))?;
                tx.put_head(&Head { class: 1, epoch: n, sealed: sealed(n, 152) })?;
                tx.append_audit([9; 16], u64::from(n), &sealed(n, 360))?;
                Ok::<_, Error>(())
            })
            .unwrap();
        say(&n.to_string());
    }
}
