//! Goldthread's side: `make FILE CLIENTS`, `tell FILE`, and `turns WORK FILE …`.

use std::{env, io, path::Path};

use bench_clinic::{
    made,
    scan::Records,
    score,
    session::{self, closed},
};
use turns::{Trouble, take};

fn main() -> Result<(), Trouble> {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["make", file, clients] => made::make(Path::new(file), clients.parse()?),
        ["tell", file] => made::tell(Path::new(file), &mut io::BufWriter::new(io::stdout())),
        ["turns", work, file] => turns(work, Path::new(file)),
        _ => Err("usage: make FILE CLIENTS | tell FILE | turns WORK FILE".into()),
    }
}

/// A line says what to look for, whom to open, or nothing that matters.
fn turns(work: &str, file: &Path) -> Result<(), Trouble> {
    match work {
        "hold" => take(|_| session::hold(file)),
        "unlock" => take(|_| session::unlock(file)),
        "scan" => {
            let records = Records::make(file, 100_000)?;
            take(|_| records.open_all())
        }
        "score" => {
            let responses = score::responses()?;
            take(|line| score::all(&responses, line.parse()?))
        }
        _ => {
            let mut clinic = session::open(file)?;
            let mut round = 0;
            take(|line| match work {
                "search" => session::search(&mut clinic, line),
                "today" => session::today(&clinic),
                "open" => session::page(&mut clinic, line),
                "save" => {
                    round += 1;
                    session::save(&mut clinic, line, round)
                }
                _ => Err("no such work".into()),
            })?;
            closed(clinic)
        }
    }
}
