//! What is left in the memory of a program that has locked, read from outside through /proc. The
//! program is this test binary started once more; the keys looked for are opened out here, in a
//! copy of its file, so that looking for them does not put them there.
#![cfg(target_os = "linux")]

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use clinic::view::{Role, request};
use tests::clinic::{ADMIN, Outside, TempClinic};
use vault::Class;

/// Set for the program that is looked into.
const WORKS: &str = "GOLDTHREAD_WORKS_FOR_THE_MEMORY_TEST";

/// A second process that works in a clinic of its own.
struct Worker {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    vault: PathBuf,
}

impl Worker {
    /// Starts one; the clinic is made, and its administrator signed in.
    fn start() -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["memory::works_in_a_clinic_when_told", "--exact", "--nocapture"])
            .env(WORKS, "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().unwrap());
        let mut worker = Self { child, input, output, vault: PathBuf::new() };
        worker.vault = worker.wait_for("vault: ").into();
        worker
    }

    /// Tells it to do something, and waits until it is done.
    fn tell(&mut self, word: &str) {
        writeln!(self.input.as_mut().unwrap(), "{word}").unwrap();
        self.wait_for(&format!("done: {word}"));
    }

    /// The rest of the line that it says this in; the test harness talks on the same output.
    fn wait_for(&mut self, start: &str) -> String {
        loop {
            let mut line = String::new();
            assert_ne!(self.output.read_line(&mut line).unwrap(), 0, "it ended before {start}");
            if let Some((_, rest)) = line.trim_end().split_once(start) {
                return rest.to_owned();
            }
        }
    }

    /// Every class key that somebody's passphrase opens, by name, from a copy of the file.
    fn keys_of(&self, name: &str) -> Vec<(String, [u8; 32])> {
        let folder = tempfile::tempdir().unwrap();
        for suffix in ["", "-wal"] {
            let file = format!("clinic.goldthread{suffix}");
            let from = self.vault.with_file_name(&file);
            if from.exists() {
                std::fs::copy(from, folder.path().join(&file)).unwrap();
            }
        }
        let outside = Outside::open(&folder.path().join("clinic.goldthread"));
        let keyring = outside.keyring(name);
        let classes = Class::ALL.into_iter().flat_map(|class| keyring.of_class(class));
        classes
            .map(|key| (format!("class {}, epoch {}", key.class(), key.epoch()), *key.exposed()))
            .collect()
    }

    /// The names of the keys that stand somewhere in its memory.
    fn holds(&self, keys: &[(String, [u8; 32])]) -> Vec<String> {
        let process = Path::new("/proc").join(self.child.id().to_string());
        let maps = std::fs::read_to_string(process.join("maps")).unwrap();
        let memory = File::open(process.join("mem")).unwrap();
        let mut there = vec![false; keys.len()];
        for (start, end) in maps.lines().filter_map(writable) {
            let mut bytes = vec![0; usize::try_from(end - start).unwrap()];
            memory.read_exact_at(&mut bytes, start).unwrap();
            for (there, (_, key)) in there.iter_mut().zip(keys) {
                *there |= contains(&bytes, key);
            }
        }
        let found = keys.iter().zip(there).filter(|(_, there)| *there);
        found.map(|((name, _), _)| name.clone()).collect()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Nobody talks to it any more, so it ends and takes its folder along.
        self.input = None;
        let _ = self.child.wait();
    }
}

/// The span of a writable region, from a line of /proc/PID/maps.
fn writable(line: &str) -> Option<(u64, u64)> {
    let mut words = line.split(' ');
    let (span, rights) = (words.next()?, words.next()?);
    let (start, end) = span.split_once('-')?;
    let number = |text| u64::from_str_radix(text, 16).ok();
    if rights.starts_with("rw") { Some((number(start)?, number(end)?)) } else { None }
}

fn contains(bytes: &[u8], key: &[u8; 32]) -> bool {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == key[0]) {
        rest = &rest[at..];
        if rest.starts_with(key) {
            return true;
        }
        rest = &rest[1..];
    }
    false
}

#[test]
fn no_class_key_is_left_in_memory_after_locking() {
    let mut worker = Worker::start();
    worker.tell("work");
    let keys = worker.keys_of(ADMIN);
    assert_eq!(keys.len(), Class::ALL.len());
    let names: Vec<String> = keys.iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(worker.holds(&keys), names, "they are in use while somebody is signed in");
    worker.tell("lock");
    assert_eq!(worker.holds(&keys), [""; 0]);
}

#[test]
fn sealing_anew_backing_up_and_signing_in_again_leave_no_class_key_either() {
    let mut worker = Worker::start();
    worker.tell("work");
    let mut keys = worker.keys_of(ADMIN);
    for word in ["lock", "a wrong passphrase", "sign in", "seal anew", "back up", "work"] {
        worker.tell(word);
    }
    let renewed: Vec<_> =
        worker.keys_of(ADMIN).into_iter().filter(|key| !keys.contains(key)).collect();
    assert_eq!(worker.holds(&renewed).len(), renewed.len());
    assert!(renewed.len() >= 3, "registry, intake, clinical");
    keys.extend(renewed);
    worker.tell("lock");
    assert_eq!(worker.holds(&keys), [""; 0]);
    worker.tell("sign in with the code");
    worker.tell("switch");
    assert_eq!(worker.holds(&keys), [""; 0]);
    worker.tell("sign in");
    worker.tell("the system sleeps");
    assert_eq!(worker.holds(&keys), [""; 0]);
}

/// What the other process does; nothing when it runs among the tests.
#[test]
#[allow(clippy::print_stdout, reason = "the test that started it reads along")]
fn works_in_a_clinic_when_told() {
    if std::env::var_os(WORKS).is_none() {
        return;
    }
    let mut clinic = TempClinic::new();
    println!("vault: {}", clinic.file().display());
    for line in std::io::stdin().lines() {
        let word = line.unwrap();
        act(&mut clinic, &word);
        println!("done: {word}");
    }
}

fn act(clinic: &mut TempClinic, word: &str) {
    match word {
        "work" => work(clinic),
        "lock" => clinic.lock(),
        "sign in" => clinic.sign_in(ADMIN),
        "a wrong passphrase" => {
            clinic.try_sign_in(ADMIN, "another harbor nine lanterns").unwrap_err();
        }
        "sign in with the code" => {
            let code = clinic.recovery_code.clone();
            let request = request::UnlockWithCode { code };
            clinic.token = clinic.desk.unlock_with_code(&request).unwrap().token;
        }
        "seal anew" => {
            clinic.add_staff("Fern Test", Role::Therapist);
            let people = clinic.desk.open_staff(&clinic.signed()).unwrap().people;
            let user = people.into_iter().find(|row| row.name == "Fern Test").unwrap().user;
            let token = clinic.token.clone();
            clinic.desk.remove_user(&request::OfUser { token, user }).unwrap();
        }
        "back up" => {
            clinic.desk.back_up(&clinic.signed()).unwrap();
        }
        "switch" => {
            clinic.desk.switch_user(&clinic.signed()).unwrap();
            clinic.token.clear();
        }
        "the system sleeps" => {
            clinic.desk.hear(clinic::SystemEvent::Sleep);
            clinic.token.clear();
        }
        other => panic!("{other}"),
    }
}

fn work(clinic: &mut TempClinic) {
    let client = clinic.add_client("Ana", "Luz");
    clinic.section(&client, "presenting").set("own_words", "I am tired.");
    clinic.screening(&client, "gad-7").set("q1", 1);
    clinic.plan(&client).set("vision", "Mornings.");
    let leaving = clinic.leaving(&client);
    clinic.desk.plan_pdf(&leaving).unwrap();
    clinic.check_everything();
}
