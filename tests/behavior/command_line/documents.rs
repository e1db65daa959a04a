//! `plan pdf`, `client-copy`, `safety`, `intake`, `blank`: every paper about a client.

use std::process::Command;

use tests::clinic::{CommandLine, text_of_pdf};

use super::VAULT;

fn line() -> CommandLine {
    let line = CommandLine::with_vault();
    line.add_client("Ana", "Luz");
    line.write("plan.json", r#"{"vision": "To sleep at night."}"#);
    let set = ["plan", "set", VAULT, "--client", "CFC-0001", "--from", "plan.json"];
    assert_eq!(line.json(&set)["rev"], 1);
    line
}

#[test]
fn every_paper_about_a_client_is_written_under_plan() {
    let line = line();
    for (command, words) in [
        ("pdf", "To sleep at night."),
        ("client-copy", "To sleep at night."),
        ("safety", "My safety plan"),
        ("intake", "Identity"),
        ("blank", "Identity"),
    ] {
        let out = format!("{command}.pdf");
        let written = line.json(&["plan", command, VAULT, "--client", "CFC-0001", "--out", &out]);
        assert_eq!((&written["file"], &written["locked"]), (&out.clone().into(), &false.into()));
        let text = text_of_pdf(&line.folder().join(&out));
        assert!(text.contains(words), "{command}: {text}");
    }
}

#[test]
fn a_paper_has_the_size_and_the_passphrase_that_are_asked_for() {
    let line = line();
    line.write("secret", "four plain words together\nnot this line\n");
    let of = ["plan", "pdf", VAULT, "--client", "CFC-0001", "--out", "plan.pdf", "--paper", "a4"];
    let written = line.json(&[&of[..], &["--pdf-passphrase-file", "secret"]].concat());
    assert_eq!(written["locked"], true);
    let path = line.folder().join("plan.pdf");
    let told = |with: &[&str]| Command::new("pdfinfo").args(with).arg(&path).output().unwrap();
    assert!(!told(&[]).status.success());
    let known = String::from_utf8(told(&["-upw", "four plain words together"]).stdout).unwrap();
    assert!(known.contains("(A4)") && known.contains("AES-256"), "{known}");

    for (words, why) in [("short", "passphrase"), ("", "passphrase")] {
        line.write("secret", words);
        let ran = line.run(&[&of[..], &["--pdf-passphrase-file", "secret"]].concat());
        assert!(ran.status != Some(0) && ran.err.contains(why), "{ran:?}");
    }
    let ran = line.run(&[&of[..], &["--pdf-passphrase-file", "not-there"]].concat());
    assert!(ran.err.contains("not-there"), "{ran:?}");
    let ran = line.run(&[&of[..8], &["tabloid"]].concat());
    assert_eq!(ran.status, Some(2), "{ran:?}");
}

#[test]
fn the_plans_of_everybody_go_to_a_folder() {
    let line = line();
    line.add_client("Bo", "Test");
    let all = ["plan", "pdf", VAULT, "--all", "--out", "plans"];
    let told = line.json(&all);
    assert_eq!((&told["written"], &told["without"]), (&1.into(), &1.into()));
    let plan = line.folder().join("plans/Plan CFC-0001 draft.pdf");
    assert!(text_of_pdf(&plan).contains("To sleep at night."));
    let ran = line.run(&all);
    assert!(ran.out.contains("Wrote 1 plans") && ran.out.contains("no plan yet"), "{ran:?}");
    assert!(line.folder().join("plans/Plan CFC-0001 draft (2).pdf").is_file());
    let copies = line.json(&["plan", "client-copy", VAULT, "--all", "--out", "copies"]);
    assert_eq!(copies["written"], 1);
    assert!(line.folder().join("copies/Plan CFC-0001 for the client.pdf").is_file());
    let refused =
        line.run(&["plan", "pdf", VAULT, "--all", "--out", "x", "--recipient", "Harbor Health"]);
    assert_eq!(refused.status, Some(1), "{refused:?}");
    assert!(refused.out.contains("Not written: CFC-0001"), "{refused:?}");
    let both = line.run(&["plan", "pdf", VAULT, "--all", "--client", "CFC-0001", "--out", "x"]);
    assert_eq!(both.status, Some(2), "{both:?}");
    let neither = line.run(&["plan", "pdf", VAULT, "--out", "x"]);
    assert_eq!(neither.status, Some(2), "{neither:?}");
}

#[test]
fn the_letterhead_is_written_from_a_file_and_stands_on_paper() {
    let line = line();
    line.write("head.json", r#"{"address": "12 Example Street", "phone": "555-0100"}"#);
    let view = line.json(&["letterhead", "set", VAULT, "--from", "head.json"]);
    assert_eq!((&view["address"], &view["paper"]), (&"12 Example Street".into(), &"letter".into()));
    line.write("head.json", r#"{"paper": "a4"}"#);
    assert_eq!(line.json(&["letterhead", "set", VAULT, "--from", "head.json"])["paper"], "a4");
    line.write(
        "logo.svg",
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1H8V8Z"/></svg>"#,
    );
    let view = line.json(&["letterhead", "logo", VAULT, "--from", "logo.svg"]);
    assert_eq!((&view["logo"], &view["phone"]), (&"logo.svg".into(), &"555-0100".into()));
    let plan = ["plan", "pdf", VAULT, "--client", "CFC-0001", "--out", "plan.pdf"];
    assert_eq!(line.json(&plan)["file"], "plan.pdf");
    assert!(text_of_pdf(&line.path("plan.pdf")).contains("12 Example Street"));
    for wrong in [r#"{"paper": "tabloid"}"#, r#"{"colour": "red"}"#, r#"["a"]"#] {
        line.write("head.json", wrong);
        let ran = line.run(&["letterhead", "set", VAULT, "--from", "head.json"]);
        assert_eq!(ran.code(), "bad-value", "{ran:?}");
    }
    line.write("logo.svg", "<svg><script/></svg>");
    let ran = line.run(&["letterhead", "logo", VAULT, "--from", "logo.svg"]);
    assert_eq!(ran.code(), "bad-logo", "{ran:?}");
    let shown = line.run(&["letterhead", "show", VAULT]);
    assert!(shown.out.contains("A4") && shown.out.contains("logo.svg"), "{shown:?}");
}
