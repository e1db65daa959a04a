//! How the work grows from 1,000 clients to 100,000.

use super::files::{Files, SIZES};
use super::works::TYPED;
use crate::bench::figures::{Unit, median, spoken};
use crate::bench::program::{Serving, Side};
use crate::process::Log;
use crate::steps::Failure;

/// Rounds in which every size has its turn.
const ROUNDS: usize = 7;

/// A work, and its median at each size.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Curve {
    pub(crate) work: &'static str,
    pub(crate) unit: Unit,
    /// Clients, and the median.
    pub(crate) points: Vec<(u32, f64)>,
    /// Whether it is to grow with the clinic; what is not, is to stay flat.
    pub(crate) grows: bool,
}

impl Curve {
    /// How many times the median of the largest is that of the smallest.
    pub(crate) fn times(&self) -> f64 {
        let (first, last) = (self.points.first(), self.points.last());
        first.zip(last).map_or(1.0, |((_, first), (_, last))| last / first)
    }

    /// The medians, as they are spoken.
    pub(crate) fn spoken(&self) -> Vec<String> {
        self.points.iter().map(|(_, value)| spoken(*value, self.unit)).collect()
    }
}

/// What is asked for in each work, whatever the size.
const WORKS: [(&str, &str, &[&str], bool); 6] = [
    ("taking hold of the file", "hold", &[""], true),
    ("unlock, without deriving the key", "unlock", &[""], true),
    ("a search keystroke", "search", &TYPED, false),
    ("the page of today", "today", &[""], false),
    ("a client's page opened", "open", &["RSC-0007", "RSC-0210", "RSC-0911"], false),
    ("an answer saved", "save", &["RSC-0007", "RSC-0210", "RSC-0911"], false),
];

pub(super) fn measure(ours: &Side, files: &Files, log: &mut Log) -> Result<Vec<Curve>, Failure> {
    let mut curves = Vec::new();
    let mut memory = Vec::new();
    for (work, word, lines, grows) in WORKS {
        log.note(work)?;
        let mut servings: Vec<Serving> = Vec::new();
        for size in SIZES {
            let file = files.of(size)?.to_string_lossy().into_owned();
            servings.push(ours.serving(&["turns", word, file.as_str()], log)?);
        }
        let mut samples = vec![Vec::new(); SIZES.len()];
        for round in 0..=ROUNDS {
            for line in lines {
                for (serving, samples) in servings.iter_mut().zip(&mut samples) {
                    let turn = serving.turn(line)?;
                    if round > 0 {
                        samples.push(turn.seconds);
                    }
                }
            }
        }
        let medians = samples.iter().filter_map(|it| median(it));
        let points = SIZES.into_iter().zip(medians).collect();
        curves.push(Curve { work, unit: Unit::Seconds, points, grows });
        if word == "search" {
            let peaks = servings.iter().filter_map(Serving::peak);
            memory = SIZES.into_iter().zip(peaks).collect();
        }
    }
    if memory.len() == SIZES.len() {
        let work = "memory while unlocked";
        curves.push(Curve { work, unit: Unit::Bytes, points: memory, grows: true });
    }
    Ok(curves)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_says_how_often_the_smallest_goes_into_the_largest() {
        let points = vec![(1_000, 0.01), (10_000, 0.05), (100_000, 0.5)];
        let curve = Curve { work: "unlock", unit: Unit::Seconds, points, grows: true };
        assert!((curve.times() - 50.0).abs() < 1e-9);
        assert_eq!(curve.spoken(), ["10.0 ms", "50.0 ms", "500.0 ms"]);
    }
}
