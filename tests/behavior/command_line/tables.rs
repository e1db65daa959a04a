//! `goldthread export csv` and `import csv`.

use std::fs;

use tests::clinic::CommandLine;

const VAULT: &str = "clinic.goldthread";
const LEAVES: [&str; 4] = ["--recipient", "State auditor", "--purpose", "Yearly audit"];

#[test]
fn tables_are_written_one_by_one_or_all_at_once_and_who_is_not_in_them_is_said() {
    let line = CommandLine::with_vault();
    line.add_client("Odile", "Example");
    let clients = ["export", "csv", VAULT, "--table", "clients", "--out", "c.csv"];
    let audit = ["--basis", "audit"];
    let told = line.json(&[&clients[..], &LEAVES, &audit].concat());
    assert_eq!((&told["rows"], &told["file"]), (&1.into(), &"c.csv".into()));
    let csv = fs::read_to_string(line.path("c.csv")).unwrap();
    assert!(csv.starts_with("client_number,") && csv.contains("CFC-0001,Odile Example,"), "{csv}");
    let all = ["export", "csv", VAULT, "--all", "--out", "tables"];
    let told = line.json(&[&all[..], &LEAVES, &audit].concat());
    assert_eq!(told.as_array().map(Vec::len), Some(4));
    assert!(line.path("tables/clients.csv").is_file());
    let refused = line.run(&[&clients[..], &["--recipient", "Harbor Health"]].concat());
    assert_eq!(refused.status, Some(1), "{refused:?}");
    assert!(refused.out.contains("Not in it: CFC-0001 Odile Example"), "{refused:?}");
    let neither = line.run(&["export", "csv", VAULT, "--out", "x"]);
    assert_eq!(neither.status, Some(2), "{neither:?}");
}

#[test]
fn a_list_of_clients_is_looked_at_and_then_taken_in() {
    let line = CommandLine::with_vault();
    line.write("list.csv", "Vorname,Last name,DOB\nUta,Example,3/9/1994\n,Nobody,\n");
    let import = ["import", "csv", VAULT, "--from", "list.csv", "--column", "Vorname=legal_first"];
    let told = line.json(&[&import[..], &["--dry-run"]].concat());
    assert_eq!((&told["ready"], &told["wrong_rows"]), (&1.into(), &1.into()));
    assert!(!line.run(&["clients", VAULT]).out.contains("Uta"), "a dry run adds nobody");
    let ran = line.run(&import);
    assert!(ran.out.contains("Added 1 clients; 1 rows left out"), "{ran:?}");
    assert!(line.run(&["clients", VAULT]).out.contains("Uta Example"));
    line.write("list.csv", "no table");
    let ran = line.run(&import);
    assert_eq!(ran.status, Some(1), "{ran:?}");
}
