//! Wrong usage, whose passphrase, and how failures are told.

use std::process::Command;

use clinic::view::Role;
use serde_json::Value;
use tests::clinic::{ADMIN, CommandLine, PASSPHRASE, Ran};

use super::VAULT;

fn ran(command: &mut Command) -> Ran {
    command.output().unwrap().into()
}

#[test]
fn wrong_usage_ends_with_status_2_and_says_how_it_is_used() {
    let line = CommandLine::new();
    let cases: [&[&str]; 7] = [
        &[],
        &["unlock"],
        &["vault", "init"],
        &["vault", "init", "a.goldthread", "--user", "Ana"],
        &["client", "add", "a.goldthread"],
        &["intake", "set", "a.goldthread", "--from", "a.json"],
        &["clients", "a.goldthread", "--limit", "3"],
    ];
    for arguments in cases {
        let ran = line.run(arguments);
        assert_eq!(ran.status, Some(2), "{arguments:?}");
        assert!(ran.err.contains("Usage") && ran.out.is_empty(), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn help_names_every_command() {
    let line = CommandLine::new();
    let ran = line.run(&["--help"]);
    assert_eq!(ran.status, Some(0));
    for command in ["demo", "score", "vault", "clients", "client", "intake", "plan"] {
        assert!(ran.out.contains(&format!("\n  {command} ")), "{command}");
    }
}

#[test]
fn a_failure_is_told_on_standard_error_as_text_or_json() {
    let line = CommandLine::new();
    let plain = line.run(&["clients", "nothing.goldthread"]);
    assert_eq!((plain.code(), plain.out.as_str()), ("no-such-file", ""));
    let ran = line.run(&["clients", "nothing.goldthread", "--json"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(1), ""));
    let told: Value = serde_json::from_str(&ran.err).unwrap();
    assert_eq!(told["error"]["code"], "no-such-file");
    assert!(told["error"]["message"].is_string());
}

#[test]
fn each_trouble_with_the_file_has_its_own_code() {
    let line = CommandLine::with_vault();
    line.write("empty.goldthread", "");
    line.write("text.goldthread", "Dear diary");
    let mut newer = std::fs::read(line.vault()).unwrap();
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    line.write("newer.goldthread", newer);
    let whole = std::fs::read(line.vault()).unwrap();
    line.write("half.goldthread", &whole[..whole.len() / 2]);
    for (file, code) in [
        ("nothing.goldthread", "no-such-file"),
        ("empty.goldthread", "not-a-vault"),
        ("text.goldthread", "not-a-vault"),
        (".", "not-a-vault"),
        ("newer.goldthread", "newer-schema"),
        ("half.goldthread", "damaged"),
    ] {
        assert_eq!(line.run(&["clients", file]).code(), code, "{file}");
    }
}

#[test]
fn while_another_process_holds_the_vault_it_is_already_open() {
    let line = CommandLine::with_vault();
    let held = line.held();
    assert_eq!(line.run(&["clients", VAULT]).code(), "already-open");
    held.close().unwrap();
    assert_eq!(line.run(&["clients", VAULT]).status, Some(0));
}

#[test]
fn the_passphrase_comes_from_a_file_before_the_environment_and_only_its_first_line_counts() {
    let line = CommandLine::with_vault();
    line.write("right.txt", format!("{PASSPHRASE}\r\nsecond line\n"));
    line.write("wrong.txt", "another long passphrase here\n");
    let with = |file: &str, environment: &str| {
        let arguments = ["clients", VAULT, "--passphrase-file", file];
        ran(line.command(&arguments).env("GOLDTHREAD_PASSPHRASE", environment))
    };
    assert_eq!(with("right.txt", "another long passphrase here").status, Some(0));
    assert_eq!(with("right.txt", "").status, Some(0));
    assert_eq!(with("wrong.txt", PASSPHRASE).code(), "wrong-passphrase");
    assert_eq!(with("nothing.txt", PASSPHRASE).code(), "unreadable-file");
    let wrong =
        ran(line.command(&["clients", VAULT]).env("GOLDTHREAD_PASSPHRASE", "not it at all"));
    assert_eq!(wrong.code(), "wrong-passphrase");
    for nothing in ["", "unset"] {
        let mut command = line.command(&["clients", VAULT]);
        command.env("GOLDTHREAD_PASSPHRASE", "");
        if nothing == "unset" {
            command.env_remove("GOLDTHREAD_PASSPHRASE");
        }
        assert_eq!(ran(&mut command).code(), "no-passphrase");
    }
}

#[test]
fn where_several_people_sign_in_somebody_must_be_named() {
    let line = CommandLine::with_vault();
    line.inside(|session| {
        let (name, credential, role) = ("Fern Test", "", Role::FrontDesk);
        let new = clinic::NewStaff { name, credential, role, passphrase: PASSPHRASE };
        session.add_user(&new).unwrap();
    });
    assert_eq!(line.run(&["clients", VAULT]).code(), "which-user");
    for name in [ADMIN, "amara test", "Fern Test"] {
        assert_eq!(line.run(&["clients", VAULT, "--user", name]).status, Some(0), "{name}");
    }
    assert_eq!(line.run(&["clients", VAULT, "--user", "Nobody"]).code(), "no-such-user");
    let plan =
        line.run(&["plan", "pdf", VAULT, "--user", "Fern Test", "--client", "1", "--out", "p"]);
    assert_eq!(plan.code(), "no-such-client");
}

#[test]
fn the_recovery_code_opens_the_vault_in_place_of_a_passphrase() {
    let line = CommandLine::with_vault();
    line.write("code.txt", format!("{}\n", line.recovery_code));
    line.write("other.txt", CommandLine::with_vault().recovery_code);
    line.write("mistyped.txt", &line.recovery_code[2..]);
    let with = |file: &str| line.run(&["clients", VAULT, "--recovery-code-file", file]);
    assert_eq!(with("code.txt").status, Some(0));
    assert_eq!(with("other.txt").code(), "wrong-recovery-code");
    assert_eq!(with("mistyped.txt").code(), "wrong-recovery-code");
    assert_eq!(with("nothing.txt").code(), "unreadable-file");
}
