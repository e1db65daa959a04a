//! SQLite without encryption, doing the least that keeps an answer: one row, in one transaction, on
//! the disk. `turns save FILE`.

use std::{env, fs, path::Path};

use rusqlite::{Connection, params};
use turns::{Trouble, take, timed};

/// Rows in the file, and bytes in each, as a clinic of 1,000 has them.
const ROWS: i64 = 33_000;
const LENGTH: usize = 700;

fn main() -> Result<(), Trouble> {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let ["turns", "save", file] = words.as_slice() else {
        return Err("usage: turns save FILE".into());
    };
    let connection = filled(Path::new(file))?;
    let mut round = 0_i64;
    take(|_| {
        round += 1;
        let body = vec![u8::try_from(round % 251)?; LENGTH];
        timed(|| {
            let sql = "UPDATE record SET body = ?2 WHERE id = ?1";
            Ok(connection.execute(sql, params![round * 7919 % ROWS, body])? as u64)
        })
    })
}

/// As durable as the product's file, and no more.
fn filled(file: &Path) -> Result<Connection, Trouble> {
    if file.exists() {
        fs::remove_file(file)?;
    }
    let mut connection = Connection::open(file)?;
    connection.execute_batch(
        "PRAGMA page_size = 16384; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;
         CREATE TABLE record (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT",
    )?;
    let whole = connection.transaction()?;
    for id in 0..ROWS {
        whole.execute("INSERT INTO record VALUES (?1, ?2)", params![id, vec![1_u8; LENGTH]])?;
    }
    whole.commit()?;
    Ok(connection)
}
