//! The command line killed at any moment: what it acknowledged is there, and the vault opens.

use std::collections::BTreeSet;
use std::io::Read;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::json;
use tests::clinic::CommandLine;

use super::VAULT;

const KILLS: u32 = 40;

/// Runs a command, kills it after a while (never, when none is named), and says whether it had
/// acknowledged its work.
fn killed(line: &CommandLine, arguments: &[&str], after: Option<Duration>) -> bool {
    let mut child =
        line.command(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    if let Some(after) = after {
        std::thread::sleep(after);
        // It may have ended by itself.
        let _ = child.kill();
    }
    let mut out = String::new();
    child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    child.wait().unwrap();
    !out.is_empty()
}

#[test]
fn killed_at_any_moment_it_loses_no_acknowledged_client_or_answer() {
    let line = CommandLine::with_vault();
    let begun = Instant::now();
    line.add_client("Ana", "Luz");
    let whole = begun.elapsed();
    let mut names = BTreeSet::from(["Ana Luz".to_owned()]);
    let mut used = None;
    for kill in 0..KILLS {
        // Every tenth is let finish, so that there is something to lose.
        let after = (kill % 10 != 9).then(|| whole * kill / (KILLS * 3 / 4));
        let name = format!("Bo{}", char::from(b'a' + u8::try_from(kill % 26).unwrap()));
        let person = json!({"legal_first": name, "legal_last": format!("Nr{kill}")});
        line.write("client.json", person.to_string());
        if killed(&line, &["client", "add", VAULT, "--from", "client.json"], after) {
            names.insert(format!("{name} Nr{kill}"));
        }
        line.write("answers.json", json!({"identity.name_used": format!("Ana{kill}")}).to_string());
        let set = ["intake", "set", VAULT, "--client", "CFC-0001", "--from", "answers.json"];
        if killed(&line, &set, after) {
            used = Some(kill);
        }
        let list = line.json(&["clients", VAULT]);
        let listed: BTreeSet<String> = list["clients"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["name"].as_str().unwrap().to_owned())
            .collect();
        let missing = names.iter().filter(|name| *name != "Ana Luz" && !listed.contains(*name));
        assert_eq!(missing.count(), 0, "after kill {kill}");
        let first = listed.iter().find(|name| name.starts_with("Ana")).unwrap();
        let at_least = used.is_none_or(|used| number(first) >= Some(used));
        assert!(at_least, "after kill {kill}: {first}, acknowledged {used:?}");
    }
    assert_eq!(line.run(&["vault", "check", VAULT]).status, Some(0));
    assert!(used.is_some() && names.len() > 1);
}

/// The number in "Ana17 Luz".
fn number(name: &str) -> Option<u32> {
    name.trim_start_matches("Ana").split(' ').next()?.parse().ok()
}
