//! What the window's own tests measure while they drive it: keys in a large plan, frames of a long
//! list. They leave their figures beside the build.

use super::super::figures::Unit;
use super::super::table::Row;
use super::bound;
use super::built::Programs;
use crate::check;
use crate::process::{Log, Program};
use crate::steps::Failure;
use crate::{target, tools};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The tests, by the modules they stand in.
const TESTS: [&str; 2] = ["large_plan", "long_list"];
/// How many clients are scrolled through.
const CLIENTS: &str = "100000";
/// How much longer a key in a large plan may take than one in an empty field.
const MORE: f64 = 0.016;
/// How much longer a frame of the list may take than one of a plain list.
const FRAME: f64 = 1.5;

/// Has the tests drive the window, and reads what they left.
pub(super) fn measure(
    root: &Path,
    programs: &Programs,
    homes: &Path,
    log: &mut Log,
) -> Result<Vec<Row>, Failure> {
    tools::tauri_driver(root, log)?;
    let crowd = crowd(root, programs, homes, log)?;
    check::window_tests(root, &programs.driven, &TESTS)
        .env("GOLDTHREAD_CLI", &programs.line)
        .env("GOLDTHREAD_LONG_LIST", crowd)
        .run(log)?;
    let (keys, frames) = (figures(root, "large-plan")?, figures(root, "long-list")?);
    let rows = typing(&keys).into_iter().chain(scrolling(&frames)).collect::<Vec<_>>();
    match rows.len() {
        2 => Ok(rows),
        _ => Err(Failure::new("the tests of the window left no figures that can be read")),
    }
}

/// A clinic with many clients: the one that is measured in elsewhere, or one that is made here.
fn crowd(
    root: &Path,
    programs: &Programs,
    homes: &Path,
    log: &mut Log,
) -> Result<PathBuf, Failure> {
    let elsewhere = target(root).join(format!("bench/clinics/clinic-{CLIENTS}.goldthread"));
    if elsewhere.is_file() {
        return Ok(elsewhere);
    }
    let folder = homes.join(format!("crowd-{CLIENTS}"));
    let file = folder.join("sample.goldthread");
    if !file.is_file() {
        Program::new(&programs.line, ["demo", "--clients", CLIENTS, "--out"])
            .argument(&folder)
            .run(log)?;
    }
    Ok(file)
}

/// What a test of the window left.
pub(crate) fn figures(root: &Path, name: &str) -> Result<Value, Failure> {
    let file = target(root).join("figures").join(format!("{name}.json"));
    let text = std::fs::read_to_string(file)?;
    serde_json::from_str(&text).map_err(|error| Failure::new(format!("{name}: {error}")))
}

fn typing(figures: &Value) -> Option<Row> {
    let of = |place: &str| figures["keystroke_to_painted_ms"][place]["p95"].as_f64();
    let more = (of("plan")? - of("empty_field")?) / 1e3;
    let work = "a key in a plan of 108 objectives, more than in an empty field, 95 of 100";
    Some(bound(work, Unit::Seconds, more, MORE))
}

fn scrolling(figures: &Value) -> Option<Row> {
    let of = |place: &str| figures["frame_ms"][place]["p95"].as_f64().map(|ms| ms / 1e3);
    let (ours, plain) = (of("list")?, of("plain")?);
    let rival = Some(("a plain list", plain, FRAME));
    let work = "a frame while 100,000 clients scroll, 95 of 100";
    Some(Row { work, unit: Unit::Seconds, ours, rival })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_key_is_compared_by_what_it_takes_more_and_a_frame_by_its_ratio() {
        let keys = json!({"keystroke_to_painted_ms":
            {"plan": {"p95": 57.0}, "empty_field": {"p95": 50.0}}});
        let row = typing(&keys).unwrap();
        assert!((row.ours - 0.007).abs() < 1e-9 && row.rival.unwrap().1 == MORE);
        let frames = json!({"frame_ms": {"list": {"p95": 20.0}, "plain": {"p95": 16.0}}});
        let row = scrolling(&frames).unwrap();
        assert_eq!((row.ours, row.rival), (0.02, Some(("a plain list", 0.016, FRAME))));
        assert!(typing(&json!({})).is_none() && scrolling(&json!({})).is_none());
    }
}
