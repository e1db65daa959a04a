//! The journey of the window, through the command line: for machines without a display.
//!
//! Knows the commands of `goldthread` as a person at a terminal would type them, and nothing of the
//! clinic but a made-up client.

use crate::process::{Log, Program};
use crate::steps::{Failure, Steps, Stopped};
use crate::{check, packages, program, target};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// What a person would have written before: a made-up client, her answers, her plan.
const INPUTS: [(&str, &str); 3] = [
    ("client.json", include_str!("../sample/client.json")),
    ("answers.json", include_str!("../sample/answers.json")),
    ("plan.json", include_str!("../sample/plan.json")),
];

/// A sample clinic in a folder, and who signs in to it.
struct Sample {
    program: PathBuf,
    folder: PathBuf,
    user: String,
    passphrase: String,
}

/// Makes a sample clinic, takes in one more client, and leaves plans as PDF.
pub(crate) fn travel(mut steps: Steps, root: &Path) -> Result<(), Stopped> {
    let folder = target(root).join("sample");
    let program = program(root, "goldthread");
    let mut demo = Value::Null;
    let mut client = String::new();
    steps.step("system packages", |log| packages::ensure(packages::Purpose::CommandLine, log))?;
    steps.step("command line", |log| {
        check::cargo(root, &["build", "-p", "goldthread"], &[]).run(log)?;
        Ok(String::new())
    })?;
    steps.step("a sample clinic, with a plan", |log| {
        demo = make(&program, &folder, log)?;
        Ok("demo".to_owned())
    })?;
    let sample = Sample::of(&demo, program, folder);
    steps.step("a new client", |log| {
        let added = sample.say(&["client", "add"], &["--from", "client.json"], log)?;
        client = added["number"].as_str().unwrap_or_default().to_owned();
        Ok("client add".to_owned())
    })?;
    steps.step("an intake", |log| {
        let from = ["--client", &client, "--from", "answers.json"];
        sample.say(&["intake", "set"], &from, log)?;
        Ok("intake set".to_owned())
    })?;
    steps.step("a plan", |log| {
        sample.say(&["plan", "set"], &["--client", &client, "--from", "plan.json"], log)?;
        Ok("plan set".to_owned())
    })?;
    steps.step("its PDF", |log| {
        sample.say(&["plan", "pdf"], &["--client", &client, "--out", "new-plan.pdf"], log)?;
        Ok("plan pdf".to_owned())
    })?;
    steps.step("every record opened and compared", |log| {
        sample.say(&["vault", "check"], &[], log)?;
        Ok("vault check".to_owned())
    })?;
    steps.end();
    sample.tell();
    Ok(())
}

fn make(program: &Path, folder: &Path, log: &mut Log) -> Result<Value, Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    for (name, content) in INPUTS {
        fs::write(folder.join(name), content)?;
    }
    let said = Program::new(program, ["demo", "--json", "--out"]).argument(folder).output()?;
    log.note(&said)?;
    read(&said)
}

impl Sample {
    fn of(demo: &Value, program: PathBuf, folder: PathBuf) -> Self {
        let admin = &demo["users"][0];
        let word = |key: &str| admin[key].as_str().unwrap_or_default().to_owned();
        Self { program, folder, user: word("name"), passphrase: word("passphrase") }
    }

    /// One command on the sample's file, signed in.
    fn say(&self, command: &[&str], more: &[&str], log: &mut Log) -> Result<Value, Failure> {
        let at = ["sample.goldthread", "--json", "--user", &self.user];
        let said = Program::new(&self.program, command.iter().chain(&at).chain(more))
            .folder(&self.folder)
            .env("GOLDTHREAD_PASSPHRASE", &self.passphrase)
            .output()?;
        log.note(&said)?;
        read(&said)
    }

    fn tell(&self) {
        let folder = self.folder.display();
        println!("\nThe plan of the sample's client:  {folder}/plan.pdf");
        println!("The plan that was just written:   {folder}/new-plan.pdf");
        println!("The clinic's encrypted records:   {folder}/sample.goldthread");
        println!("\nTo look around, with the passphrase \"{}\":", self.passphrase);
        println!(
            "    {} clients {folder}/sample.goldthread --user \"{}\"",
            self.program.display(),
            self.user
        );
    }
}

fn read(said: &str) -> Result<Value, Failure> {
    serde_json::from_str(said)
        .map_err(|error| Failure::new(format!("the answer is not JSON: {error}")))
}
