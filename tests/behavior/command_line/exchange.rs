//! `goldthread export fhir`, `export all` and `import fhir`.

use std::fs;

use tests::clinic::CommandLine;

use super::VAULT;

const OWN: [&str; 6] =
    ["--basis", "client-copy", "--recipient", "The client", "--purpose", "Own copy"];

fn other_system(line: &CommandLine) {
    let referral = fs::read("fixtures/fhir/other-systems/us-core-searchset.json").unwrap();
    line.write("referral.json", referral);
}

#[test]
fn records_are_written_looked_at_and_taken_in() {
    let line = CommandLine::with_vault();
    line.add_client("Odile", "Example");
    let export = ["export", "fhir", VAULT, "--client", "CFC-0001", "--out", "r.json"];
    let told = line.json(&[&export[..], &OWN].concat());
    assert_eq!((&told["people"], &told["file"]), (&1.into(), &"r.json".into()));
    let bundle = fs::read_to_string(line.path("r.json")).unwrap();
    assert!(bundle.contains("\"family\":\"Example\""), "{bundle}");
    let import = ["import", "fhir", VAULT, "--from", "r.json"];
    let ran = line.run(&import);
    assert!(ran.out.contains("here already, as CFC-0001") && ran.out.contains("Nobody was added"));
    let other = CommandLine::with_vault();
    other.write("r.json", bundle);
    let ran = other.run(&[&import[..], &["--dry-run"]].concat());
    assert!(ran.out.contains("Legal first name: Odile"), "{ran:?}");
    assert!(!other.run(&["clients", VAULT]).out.contains("Odile"), "a dry run adds nobody");
    assert!(other.run(&import).out.contains("Added: CFC-0001"));
    assert!(other.run(&["clients", VAULT]).out.contains("Odile Example"));
}

#[test]
fn a_referral_says_what_goes_where_and_what_is_lost_and_nobody_is_added_twice() {
    let line = CommandLine::with_vault();
    other_system(&line);
    let import = ["import", "fhir", VAULT, "--from", "referral.json"];
    let ran = line.run(&import);
    assert!(ran.out.contains("<- ") && ran.out.contains("Not saved: "), "{ran:?}");
    assert!(ran.out.contains("Added: CFC-0001"), "{ran:?}");
    let ran = line.run(&import);
    assert!(ran.out.contains("Left out. May be here already, as CFC-0001"), "{ran:?}");
    assert!(ran.out.contains("Nobody was added"), "{ran:?}");
    assert!(line.run(&[&import[..], &["--anyway"]].concat()).out.contains("Added: CFC-0002"));
    line.write("referral.json", "<Bundle/>");
    let ran = line.run(&import);
    assert_eq!(ran.status, Some(1), "{ran:?}");
    assert!(ran.err.contains("error[bad-fhir]") && ran.err.contains("XML"), "{ran:?}");
}

#[test]
fn a_file_behind_a_passphrase_takes_it_from_a_file() {
    let line = CommandLine::with_vault();
    line.add_client("Odile", "Example");
    line.write("secret.txt", "three quiet rivers at dusk\n");
    let export = ["export", "fhir", VAULT, "--out", "r.age", "--out-passphrase-file", "secret.txt"];
    assert_eq!(line.json(&[&export[..], &OWN].concat())["file"], "r.age");
    let other = CommandLine::with_vault();
    other.write("r.age", fs::read(line.path("r.age")).unwrap());
    other.write("secret.txt", "three quiet rivers at dusk\n");
    other.write("wrong.txt", "three loud rivers at dusk\n");
    let import = ["import", "fhir", VAULT, "--from", "r.age"];
    let ran = other.run(&import);
    assert!(ran.err.contains("--from-passphrase-file"), "{ran:?}");
    let ran = other.run(&[&import[..], &["--from-passphrase-file", "wrong.txt"]].concat());
    assert!(ran.err.contains("error[wrong-file-passphrase]"), "{ran:?}");
    let ran = other.run(&[&import[..], &["--from-passphrase-file", "secret.txt"]].concat());
    assert!(ran.out.contains("Added: CFC-0001"), "{ran:?}");
}

#[test]
fn everything_goes_to_one_new_folder_and_who_is_not_in_it_is_said() {
    let line = CommandLine::with_vault();
    line.add_client("Odile", "Example");
    let all = ["export", "all", VAULT, "--out", "out"];
    let told = line.json(&[&all[..], &OWN].concat());
    assert_eq!(told["written"], 1);
    let folder = line.path("out").join(told["folder"].as_str().unwrap());
    assert!(folder.join("people/CFC-0001/Record.json").is_file());
    assert!(folder.join("README.txt").is_file());
    let ran = line.run(&[&all[..], &["--recipient", "Harbor Health", "--purpose", "x"]].concat());
    assert_eq!(ran.status, Some(1), "{ran:?}");
    assert!(ran.out.contains("Not in it: CFC-0001 Odile Example"), "{ran:?}");
}

#[test]
fn a_questionnaire_of_another_system_becomes_a_form_or_says_why_not() {
    let line = CommandLine::with_vault();
    let garden = fs::read_to_string("fixtures/fhir/questionnaires/garden-check-in.json").unwrap();
    line.write("garden.json", &garden);
    let ran = line.run(&["forms", "add", VAULT, "--pack", "garden.json"]);
    assert!(ran.out.contains("(added)"), "{ran:?}");
    line.write("garden.json", garden.replacen("\"choice\"", "\"quantity\"", 1));
    let ran = line.run(&["forms", "add", VAULT, "--pack", "garden.json"]);
    assert!(ran.err.contains("error[bad-definition]") && ran.err.contains("item["), "{ran:?}");
}
