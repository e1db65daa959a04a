//! The works that are timed. Every side has its turn in every round, so that whatever else the
//! machine does falls on all of them alike.

use super::figures::{Unit, median};
use super::program::{Serving, Side};
use super::table::Row;
use crate::process::Log;
use crate::steps::Failure;

/// How many rounds a short work goes.
const ROUNDS: usize = 15;
/// How many a long one does: the fewest that a median is taken of.
const LONG_ROUNDS: usize = 7;
/// How many plans a program writes before it counts as warm.
const WARMING: usize = 3;
/// How many plans make a long work.
const MANY: usize = 500;

/// A work, and how it is measured.
pub(crate) struct Work {
    pub(crate) name: &'static str,
    pub(crate) measure: fn(&[Side], &mut Log) -> Result<Vec<Row>, Failure>,
}

/// Every work.
pub(crate) const ALL: [Work; 3] = [
    Work { name: "a plan, warm", measure: warm },
    Work { name: "a plan, cold", measure: cold },
    Work { name: "500 plans", measure: many },
];

/// What each rival is to take at least as long for, as a ratio of ours to theirs.
const WARM: [(&str, f64); 5] = [
    ("krilla", 1.0),
    ("Typst", 0.2),
    ("ReportLab", 0.12),
    ("Chromium", 0.05),
    ("WeasyPrint", 0.02),
];
const COLD: [(&str, f64); 1] = [("Typst", 0.15)];
const MANY_WALL: [(&str, f64); 1] = [("Typst", 0.1)];
const MANY_PEAK: [(&str, f64); 1] = [("Typst", 0.15)];
const SIZE: [(&str, f64); 1] = [("Typst", 0.8)];

/// Plan after plan in one process each; every plan is another client's.
fn warm(sides: &[Side], log: &mut Log) -> Result<Vec<Row>, Failure> {
    let mut servings: Vec<Serving> =
        sides.iter().map(|side| side.serving(&["serve"], log)).collect::<Result<_, _>>()?;
    let mut seconds = Samples::of(sides);
    let mut bytes = Samples::of(sides);
    for round in 0..WARMING + ROUNDS {
        log.note(&format!("round {round}"))?;
        for (side, serving) in servings.iter_mut().enumerate() {
            let made = serving.turn(&round.to_string())?;
            if round >= WARMING {
                seconds.add(side, made.seconds);
                bytes.add(side, made.amount);
            }
        }
    }
    let mut rows = seconds.rows("a plan, warm", Unit::Seconds, &WARM);
    rows.extend(bytes.rows("its size", Unit::Bytes, &SIZE));
    Ok(rows)
}

/// A process a plan, from its start to its end.
fn cold(sides: &[Side], log: &mut Log) -> Result<Vec<Row>, Failure> {
    let sides = chosen(sides, &COLD);
    let file = std::env::temp_dir().join(format!("xtask-bench-{}.pdf", std::process::id()));
    let mut seconds = Samples::of(&sides);
    for round in 0..1 + ROUNDS {
        for (index, side) in sides.iter().enumerate() {
            let took = side.once(round, &file, log)?;
            // The first start also reads the program from the disk.
            if round > 0 {
                seconds.add(index, took);
            }
        }
    }
    std::fs::remove_file(&file)?;
    Ok(seconds.rows("a plan, cold", Unit::Seconds, &COLD))
}

/// Many plans in one process, from its start to its end, and the most memory it held.
fn many(sides: &[Side], log: &mut Log) -> Result<Vec<Row>, Failure> {
    let sides = chosen(sides, &MANY_WALL);
    let mut seconds = Samples::of(&sides);
    let mut peaks = Samples::of(&sides);
    for round in 0..LONG_ROUNDS {
        log.note(&format!("round {round}"))?;
        for (index, side) in sides.iter().enumerate() {
            let batch = side.many(MANY)?;
            seconds.add(index, batch.seconds);
            if let Some(peak) = batch.peak {
                peaks.add(index, peak);
            }
        }
    }
    let mut rows = seconds.rows("500 plans, wall", Unit::Seconds, &MANY_WALL);
    rows.extend(peaks.rows("500 plans, peak memory", Unit::Bytes, &MANY_PEAK));
    Ok(rows)
}

/// Ours, and who is compared with it here.
fn chosen(sides: &[Side], reaches: &[(&str, f64)]) -> Vec<Side> {
    let is_named = |side: &&Side| reaches.iter().any(|(name, _)| *name == side.name);
    let ours = sides.iter().take(1);
    ours.chain(sides.iter().skip(1).filter(is_named)).cloned().collect()
}

/// What was measured of every side; the first one is ours.
pub(super) struct Samples(Vec<(&'static str, Vec<f64>)>);

impl Samples {
    pub(super) fn of(sides: &[Side]) -> Self {
        Self(sides.iter().map(|side| (side.name, Vec::new())).collect())
    }

    pub(super) fn add(&mut self, side: usize, value: f64) {
        self.0[side].1.push(value);
    }

    /// A row for every rival that is here, or one for ours alone.
    pub(super) fn rows(
        &self,
        work: &'static str,
        unit: Unit,
        reaches: &[(&'static str, f64)],
    ) -> Vec<Row> {
        let Some(ours) = self.0.first().and_then(|(_, values)| median(values)) else {
            return Vec::new();
        };
        let of = |name: &str| self.0.iter().skip(1).find(|(side, _)| *side == name);
        let mut rows: Vec<Row> = Vec::new();
        for (rival, reach) in reaches {
            if let Some(theirs) = of(rival).and_then(|(_, values)| median(values)) {
                rows.push(Row { work, unit, ours, rival: Some((*rival, theirs, *reach)) });
            }
        }
        if rows.is_empty() {
            rows.push(Row { work, unit, ours, rival: None });
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(sides: &[(&'static str, &[f64])]) -> Samples {
        Samples(sides.iter().map(|(name, values)| (*name, values.to_vec())).collect())
    }

    #[test]
    fn a_row_stands_for_every_rival_that_is_here() {
        let measured =
            samples(&[("ours", &[1.0, 9.0, 2.0]), ("Typst", &[20.0]), ("krilla", &[2.0])]);
        let rows = measured.rows("a plan, warm", Unit::Seconds, &WARM);
        let read: Vec<_> = rows.iter().map(|row| (row.ours, row.rival)).collect();
        assert_eq!(read, [(2.0, Some(("krilla", 2.0, 1.0))), (2.0, Some(("Typst", 20.0, 0.2)))]);
    }

    #[test]
    fn ours_alone_is_one_row() {
        let rows = samples(&[("ours", &[1.0])]).rows("its size", Unit::Bytes, &SIZE);
        assert_eq!(rows.len(), 1);
        assert!(rows[0].rival.is_none());
    }

    #[test]
    fn a_median_is_never_taken_of_less_than_seven() {
        const { assert!(ROUNDS >= 7 && LONG_ROUNDS >= 7) };
    }
}
