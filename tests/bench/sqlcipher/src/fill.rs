//! Filling a file with what a clinic of ours holds.

use std::{
    fs,
    io::{self, BufRead},
    path::Path,
};

use rusqlite::{Connection, Transaction, params};
use serde_json::Value;
use turns::Trouble;

const TABLES: &str = "
    CREATE TABLE record (id BLOB PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE client (id BLOB PRIMARY KEY, number TEXT NOT NULL, first TEXT NOT NULL,
        middle TEXT NOT NULL, last TEXT NOT NULL, used TEXT NOT NULL, birth TEXT NOT NULL,
        pronouns TEXT NOT NULL, folded TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE listed (id BLOB PRIMARY KEY, client BLOB NOT NULL, kind TEXT NOT NULL,
        form TEXT NOT NULL, status TEXT NOT NULL, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE head (class INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
    CREATE TABLE audit (n INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;";

/// Lines in one transaction.
const PARCEL: usize = 100_000;

/// Fills a new file from standard input: an id, a space, and the record's JSON.
pub(crate) fn from_lines(file: &Path) -> Result<(), Trouble> {
    let mut connection = new(file)?;
    let mut lines = io::stdin().lock().lines();
    loop {
        let parcel: Vec<String> = lines.by_ref().take(PARCEL).collect::<Result<_, _>>()?;
        if parcel.is_empty() {
            break;
        }
        let whole = connection.transaction()?;
        parcel.iter().try_for_each(|line| keep(&whole, line))?;
        whole.commit()?;
    }
    connection.execute("INSERT INTO head VALUES (1, ?1)", [vec![0_u8; 152]])?;
    Ok(())
}

fn keep(whole: &Transaction<'_>, line: &str) -> Result<(), Trouble> {
    let (id, json) = line.split_once(' ').ok_or("a line without an id")?;
    let read: Value = serde_json::from_str(json)?;
    whole
        .prepare_cached("INSERT INTO record VALUES (?1, ?2)")?
        .execute(params![bytes(id)?, json])?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let (body, kind) = (&read["body"], text(&read["t"]));
    let Some(client) = read["client"].as_str() else { return Ok(()) };
    if kind == "client" {
        let name = |of: &str| text(&body["names"][of]);
        let (first, middle) = (name("legal_first"), name("legal_middle"));
        let (last, used, number) = (name("legal_last"), name("name_used"), text(&body["number"]));
        let birth = text(&body["birth_date"]);
        // Folding is ours; the rival is given small letters and what it costs is left out.
        let folded = format!("{used} {first} {middle} {last} {number} {birth}").to_lowercase();
        let sql = "INSERT INTO client VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let row = params![
            bytes(id)?,
            number,
            first,
            middle,
            last,
            used,
            birth,
            text(&body["pronouns"]),
            folded
        ];
        whole.prepare_cached(sql)?.execute(row)?;
    } else {
        let status = match kind.as_str() {
            "episode" => text(&body["answers"]["status"]),
            _ => text(&body["status"]),
        };
        let row = params![
            bytes(id)?,
            bytes(client)?,
            kind,
            text(&body["form"]),
            status,
            text(&read["at"])
        ];
        whole.prepare_cached("INSERT INTO listed VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?.execute(row)?;
    }
    Ok(())
}

/// A file of records of 4 KB, as many as are asked for.
pub(crate) fn records(file: &Path, count: u64) -> Result<Connection, Trouble> {
    let mut connection = new(file)?;
    let whole = connection.transaction()?;
    for n in 0..count {
        let mut body = format!("{n:016}");
        body.extend(
            (0..4096 - 16).map(|at| char::from(b'a' + ((n.wrapping_mul(31) + at) % 26) as u8)),
        );
        let id = n.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes();
        whole.prepare_cached("INSERT INTO record VALUES (?1, ?2)")?.execute(params![id, body])?;
    }
    whole.commit()?;
    Ok(connection)
}

fn new(file: &Path) -> Result<Connection, Trouble> {
    if file.exists() {
        fs::remove_file(file)?;
    }
    let connection = crate::open(file)?;
    connection.execute_batch(TABLES)?;
    Ok(connection)
}

fn bytes(hex: &str) -> Result<Vec<u8>, Trouble> {
    let plain: String = hex.chars().filter(char::is_ascii_hexdigit).collect();
    let pairs = (0..plain.len() / 2).map(|at| u8::from_str_radix(&plain[2 * at..2 * at + 2], 16));
    Ok(pairs.collect::<Result<_, _>>()?)
}
