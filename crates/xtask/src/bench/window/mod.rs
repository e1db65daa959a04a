//! The real window, against the least that Tauri can show: from its start to the picture that stays,
//! the memory it holds when idle, the size of its program. What happens in it while somebody types
//! and scrolls, its own tests measure.
//!
//! Everything is drawn in software, on a display of its own. What is looked at is the picture on that
//! display, so that neither window knows that it is watched.

mod built;
mod driven;
mod screen;
mod start;
mod tree;

pub(super) use driven::figures;

use super::figures::{Unit, median};
use super::table::{BOUND, Row};
use crate::process::Log;
use crate::steps::Failure;
use start::{Start, Window};
use std::path::Path;

/// How many rounds the windows are started in turns, after one that only fills the system's caches.
const ROUNDS: usize = 9;
/// How many bytes the program may have on the disk.
const LARGEST: f64 = 40e6;
/// How much of the picture may differ from start to start: the time of day, a caret.
const SAME: f64 = 0.01;

const PEER: &str = "a minimal window";

/// Builds both windows, starts them in turns, and has the product's own tests drive it.
pub(super) fn measure(root: &Path, log: &mut Log) -> Result<Vec<Row>, Failure> {
    if !cfg!(target_os = "linux") {
        log.say("left out: the window is measured on Linux only")?;
        return Ok(Vec::new());
    }
    let programs = built::programs(root, log)?;
    let homes = crate::target(root).join("xtask/bench-windows");
    let ours = Window::new("ours", &programs.window, &homes)?;
    ours.give_clinic(&programs.line, log)?;
    let minimal = Window::new("minimal", &programs.minimal, &homes)?;
    let mut rows = started(&ours, &minimal, log)?;
    let size = std::fs::metadata(&programs.window)?.len() as f64;
    rows.push(bound("the window's program on the disk", Unit::Bytes, size, LARGEST));
    rows.extend(driven::measure(root, &programs, &homes, log)?);
    Ok(rows)
}

/// Starts both windows in turns.
fn started(ours: &Window, minimal: &Window, log: &mut Log) -> Result<Vec<Row>, Failure> {
    let windows = [ours, minimal];
    let mut starts: [Vec<Start>; 2] = [Vec::new(), Vec::new()];
    for round in 0..=ROUNDS {
        for (window, starts) in windows.iter().zip(&mut starts) {
            let start = window.start(log)?;
            log.note(&format!("round {round}: {}: {start}", window.name))?;
            if round > 0 {
                starts.push(start);
            }
        }
    }
    for (window, starts) in windows.iter().zip(&starts) {
        alike(window.name, starts)?;
        if let Some(start) = starts.last() {
            start.picture.keep(&window.home.with_extension("ppm"))?;
        }
    }
    let of = |figure: fn(&Start) -> f64| {
        let figures = |starts: &[Start]| median(&starts.iter().map(figure).collect::<Vec<_>>());
        figures(&starts[0]).zip(figures(&starts[1]))
    };
    let row = |work, unit, figures: Option<(f64, f64)>| {
        figures.map(|(ours, peer)| Row { work, unit, ours, rival: Some((PEER, peer, 1.5)) })
    };
    let painted = row("the unlock screen, cold", Unit::Seconds, of(|start| start.seconds));
    let idle = row("the window's memory, idle", Unit::Bytes, of(|start| start.memory));
    Ok(painted.into_iter().chain(idle).collect())
}

/// Every start came to the same picture: none stopped halfway, none at another screen.
fn alike(name: &str, starts: &[Start]) -> Result<(), Failure> {
    let Some((first, others)) = starts.split_first() else { return Ok(()) };
    let differs = |start: &Start| first.picture.differs_from(&start.picture) > SAME;
    match others.iter().any(differs) {
        true => Err(Failure::new(format!("`{name}` did not come to the same picture every time"))),
        false => Ok(()),
    }
}

/// A figure that is not compared with anybody's but has a bound.
fn bound(work: &'static str, unit: Unit, ours: f64, most: f64) -> Row {
    Row { work, unit, ours, rival: Some((BOUND, most, 1.0)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_is_never_taken_of_less_than_seven() {
        const { assert!(ROUNDS >= 7) };
    }
}
