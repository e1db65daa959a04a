//! SQLCipher's side: `fill FILE` from the lines of `our-clinic tell`, and `turns WORK FILE`.
//!
//! It keeps the same records as JSON in one table, and what lists and searches need in columns of
//! their own, as an application on SQLCipher would. Its key is given raw: deriving it is not
//! measured on any side. It is as durable as ours.

mod fill;
mod work;

use std::{env, path::Path};

use rusqlite::Connection;
use turns::{Trouble, take};

fn main() -> Result<(), Trouble> {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["fill", file] => fill::from_lines(Path::new(file)),
        ["turns", what, file] => turns(what, Path::new(file)),
        _ => Err("usage: fill FILE | turns WORK FILE".into()),
    }
}

fn turns(what: &str, file: &Path) -> Result<(), Trouble> {
    match what {
        "unlock" => take(|_| work::names(file)),
        "lists" => take(|_| work::lists(file)),
        "scan" => {
            let connection = fill::records(file, 100_000)?;
            take(|_| work::scan(&connection))
        }
        "search" => {
            let connection = open(file)?;
            take(|line| work::search(&connection, line))
        }
        "save" => {
            let mut connection = open(file)?;
            let mut round = 0;
            take(|_| {
                round += 1;
                work::save(&mut connection, round)
            })
        }
        _ => Err("no such work".into()),
    }
}

/// Opens a file with its key. The first read shows whether the key is right.
fn open(file: &Path) -> Result<Connection, Trouble> {
    let connection = Connection::open(file)?;
    let key = "5a".repeat(32);
    connection.execute_batch(&format!(
        "PRAGMA key = \"x'{key}'\"; PRAGMA cipher_page_size = 16384;
         PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA secure_delete = ON"
    ))?;
    Ok(connection)
}
