//! What is timed in records. Every side has its turn in every round.

use super::files::Files;
use super::sides::{PYTHON, SQLCIPHER, SQLITE, Sides};
use crate::bench::figures::Unit;
use crate::bench::program::Side;
use crate::bench::table::Row;
use crate::bench::works::Samples;
use crate::process::Log;
use crate::steps::Failure;
use std::path::{Path, PathBuf};

/// Rounds of a long work: the fewest that a median is taken of.
const LONG: usize = 7;
/// Rounds of a short one.
const SHORT: usize = 41;
/// Somebody types into the search field, key after key.
pub(super) const TYPED: [&str; 12] = [
    "s",
    "sa",
    "sam",
    "sami",
    "samira",
    "samira w",
    "samira wil",
    "yew",
    "lark",
    "1984-0",
    "004",
    "nobody here",
];
/// Responses that are scored in a turn.
const RESPONSES: &str = "1000000";

/// The rival reads who is here; or, as ours does, also what every record is and how far.
const NAMES: &str = "SQLCipher, names alone";
const LISTS: &str = "SQLCipher, all that lists need";

/// A work, and how it is measured.
pub(super) struct Work {
    pub(super) name: &'static str,
    pub(super) measure: fn(&Sides, &Files, &mut Log) -> Result<Vec<Row>, Failure>,
}

pub(super) const ALL: [Work; 5] = [
    Work { name: "an answer saved", measure: save },
    Work { name: "unlock", measure: unlock },
    Work { name: "100,000 records opened", measure: scan },
    Work { name: "a search keystroke", measure: search },
    Work { name: "1,000,000 PHQ-9 scored", measure: score },
];

/// A side with the words it is started with, and what it must reach.
struct Player {
    side: Side,
    words: Vec<String>,
    reach: f64,
}

fn player(side: Option<Side>, work: &str, file: &Path, reach: f64) -> Option<Player> {
    let words = vec!["turns".into(), work.into(), file.to_string_lossy().into_owned()];
    Some(Player { side: side?, words, reach })
}

/// Lets everybody take a turn in every round.
fn played(
    work: &'static str,
    players: Vec<Option<Player>>,
    lines: &[&str],
    rounds: usize,
    log: &mut Log,
) -> Result<Vec<Row>, Failure> {
    let players: Vec<Player> = players.into_iter().flatten().collect();
    let sides: Vec<Side> = players.iter().map(|it| it.side.clone()).collect();
    let mut samples = Samples::of(&sides);
    let started = players.iter().map(|it| it.side.serving(&it.words, log));
    let mut servings: Vec<_> = started.collect::<Result<_, _>>()?;
    for round in 0..=rounds {
        for line in lines {
            for (index, serving) in servings.iter_mut().enumerate() {
                let turn = serving.turn(line)?;
                // The first round also fills caches.
                if round > 0 {
                    samples.add(index, turn.seconds);
                }
            }
        }
    }
    let reaches: Vec<_> = players.iter().skip(1).map(|it| (it.side.name, it.reach)).collect();
    Ok(samples.rows(work, Unit::Seconds, &reaches))
}

/// One answer, in a clinic of 1,000.
fn save(sides: &Sides, files: &Files, log: &mut Log) -> Result<Vec<Row>, Failure> {
    let ours = copy(files.of(1_000)?, files.fresh("saving.goldthread")?)?;
    let mut players = vec![player(sides.ours.clone(), "save", &ours, 0.0)];
    let plain = files.fresh("saving.sqlite")?;
    players.push(player(sides.rival(SQLITE), "save", &plain, 2.0));
    if let Some(rival) = sides.rival(SQLCIPHER) {
        let file = copy(files.sqlcipher(1_000)?, files.fresh("saving.sqlcipher")?)?;
        players.push(player(Some(rival), "save", &file, 0.9));
    }
    let lines = ["RSC-0007", "RSC-0210", "RSC-0911"];
    played("an answer saved", players, &lines, SHORT, log)
}

/// Signing in to a clinic of 100,000, without deriving the key.
fn unlock(sides: &Sides, files: &Files, log: &mut Log) -> Result<Vec<Row>, Failure> {
    let mut players = vec![player(sides.ours.clone(), "unlock", files.of(100_000)?, 0.0)];
    if let Some(rival) = sides.rival(SQLCIPHER) {
        let file = files.sqlcipher(100_000)?;
        for (work, name) in [("unlock", NAMES), ("lists", LISTS)] {
            players.push(player(Some(rival.named(name)), work, file, 0.5));
        }
    }
    played("unlock, 100,000 clients", players, &[""], LONG, log)
}

/// Every record of 4 KB opened.
fn scan(sides: &Sides, files: &Files, log: &mut Log) -> Result<Vec<Row>, Failure> {
    let (ours, theirs) = (files.fresh("scan.goldthread")?, files.fresh("scan.sqlcipher")?);
    let players = vec![
        player(sides.ours.clone(), "scan", &ours, 0.0),
        player(sides.rival(SQLCIPHER), "scan", &theirs, 0.2),
    ];
    played("100,000 records of 4 KB opened", players, &[""], LONG, log)
}

/// A key in the search field of a clinic of 100,000.
fn search(sides: &Sides, files: &Files, log: &mut Log) -> Result<Vec<Row>, Failure> {
    let mut players = vec![player(sides.ours.clone(), "search", files.of(100_000)?, 0.0)];
    if let Some(rival) = sides.rival(SQLCIPHER) {
        players.push(player(Some(rival), "search", files.sqlcipher(100_000)?, 0.05));
    }
    played("a search keystroke, 100,000 clients", players, &TYPED, LONG, log)
}

fn score(sides: &Sides, _: &Files, log: &mut Log) -> Result<Vec<Row>, Failure> {
    let nowhere = Path::new("-");
    let players = vec![
        player(sides.ours.clone(), "score", nowhere, 0.0),
        player(sides.rival(PYTHON), "score", nowhere, 0.01),
    ];
    played("1,000,000 PHQ-9 scored", players, &[RESPONSES], LONG, log)
}

fn copy(from: &Path, to: PathBuf) -> Result<PathBuf, Failure> {
    std::fs::copy(from, &to)?;
    Ok(to)
}
