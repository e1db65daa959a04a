//! The records of a clinic against SQLite, SQLCipher and plain Python, and how the work grows with
//! the number of clients. The programs are in `tests/bench/clinic` and `tests/bench/sqlcipher`.

mod files;
mod growth;
mod plot;
mod sides;
mod works;

use super::Against;
use super::table::Row;
use crate::steps::{Steps, Stopped};
use std::path::Path;

pub(super) use growth::Curve;
pub(super) use plot::drawn;

/// What was measured.
#[derive(Debug, Default)]
pub(super) struct Measured {
    pub(super) rows: Vec<Row>,
    pub(super) growth: Vec<Curve>,
}

/// Whom ours are compared with, by version.
pub(super) fn versions() -> &'static str {
    "SQLCipher and SQLite as rusqlite 0.43 carries them, the system's Python."
}

/// Measures everything that can be measured here. A rival that cannot be had has no row.
pub(super) fn measure(
    root: &Path,
    against: Against,
    steps: &mut Steps,
) -> Result<Measured, Stopped> {
    let mut measured = Measured::default();
    let (mut sides, mut files) = (sides::Sides::default(), files::Files::default());
    steps.step("our records", |log| {
        sides.ours = Some(sides::ours(root, log)?);
        Ok(String::new())
    })?;
    let Some(ours) = sides.ours.clone() else { return Ok(measured) };
    steps.step("clinics to measure in", |log| files.bring(root, &ours, log))?;
    if against != Against::Nobody {
        for rival in sides::RIVALS {
            steps.step(rival.name, |log| {
                Ok(match (rival.bring)(root, log) {
                    Ok(side) => {
                        sides.rivals.push(side);
                        String::new()
                    }
                    Err(failure) => super::left_out(&failure),
                })
            })?;
        }
        if let Some(rival) = sides.rival(sides::SQLCIPHER) {
            steps.step("the same in SQLCipher", |log| files.fill(root, &ours, &rival, log))?;
        }
    }
    for work in works::ALL {
        steps.step(work.name, |log| {
            measured.rows.extend((work.measure)(&sides, &files, log)?);
            Ok(String::new())
        })?;
    }
    steps.step("growth from 1,000 clients to 100,000", |log| {
        measured.growth = growth::measure(&ours, &files, log)?;
        Ok(String::new())
    })?;
    Ok(measured)
}
